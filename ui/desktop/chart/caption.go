package chart

// Caption: what the signs of a picture mean, and in its place what is read of the picture while somebody reads.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// key is a sign of a picture, and what it means.
type key struct {
	icon  theme.Icon // or a swatch
	line  bool       // or a hairline
	token theme.Token
	pale  bool
	shade float32 // 0: as it is
	text  string
}

// caption is as high as the longest of what it may say, so that nothing jumps.
type caption struct {
	*sketch
	keys    []key
	longest string
	reading string
}

func newCaption(longest string, keys ...key) *caption {
	c := &caption{keys: keys, longest: longest}
	c.sketch = newSketch(c.draw, c.says)
	return c
}

// say shows what is read; "" shows what the signs mean.
func (c *caption) say(reading string) {
	if c.reading != reading {
		c.reading = reading
		c.redraw()
	}
}

func (c *caption) says() string {
	if c.reading != "" {
		return c.reading
	}
	said := ""
	for _, k := range c.keys {
		said += k.text + ". "
	}
	return said
}

func (c *caption) draw(p *pen) float32 {
	reserved := part.HeightFor(part.Words(theme.Small, c.longest), p.width)
	if c.reading != "" {
		p.put(part.Words(theme.Small, c.reading), 0, px(6), p.width)
		// The signs take their room all the same.
		return max(reserved, c.signs(&pen{width: p.width}))
	}
	return max(reserved, c.signs(p))
}

// signs are written one after the other, in as many lines as they need.
func (c *caption) signs(p *pen) float32 {
	x, y := float32(0), px(6)
	for _, k := range c.keys {
		text := part.Quietly(theme.Small, k.text)
		sign := k.sign()
		width := min(sign+px(6)+text.Line().MinSize().Width, p.width)
		if x > 0 && x+width > p.width {
			x, y = 0, y+px(20)
		}
		k.draw(p, x, y)
		p.put(text.Lines(1), x+sign+px(6), y, width-sign-px(6)+1)
		x += width + px(20)
	}
	return y + px(22)
}

func (k key) sign() float32 {
	if k.line {
		return 1
	}
	return px(14)
}

func (k key) draw(p *pen, x, y float32) {
	switch {
	case k.line:
		p.box(x, y+px(1), 1, px(14), 0, theme.Ink)
	case k.icon != "":
		p.icon(k.icon, x, y+px(1), px(14), k.token)
	default:
		swatch := p.box(x, y+px(3), px(14), px(10), px(2), k.token)
		if k.pale {
			swatch.FillColor = paler(k.token)
		}
		if k.shade > 0 {
			swatch.FillColor = mixed(theme.Surface, k.token, k.shade)
		}
	}
}

// longest is the text with most letters: room is kept for it.
func longest(texts ...string) string {
	most := ""
	for _, t := range texts {
		if len(t) > len(most) {
			most = t
		}
	}
	return most
}
