package chart

// Check: "Check this result": the lines of the proof, done one after the other, and what came of it.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// CheckActs are what the buttons of a Check do. They are called on Fyne's goroutine and must not wait.
type CheckActs struct {
	// Check begins a check, which calls Set with each state; Stop ends it.
	Check, Stop func()
	// Export writes the record to a file; nil where there is none to write.
	Export func()
}

// Check is a card for the second column of a page. Its methods belong to Fyne's goroutine.
type Check struct {
	// Object is what stands on a page.
	Object fyne.CanvasObject

	words       view.Words
	shown       view.Check
	head        *sketch
	lines       *fyne.Container
	proof       *fyne.Container // the lines between their rules
	bar         *part.Bar
	again, stop *part.Button
}

// NewCheck makes the card; nobody has checked yet.
func NewCheck(w view.Words, acts CheckActs) *Check {
	c := &Check{words: w, shown: view.NewCheck(w), lines: part.Column(14), bar: part.Progress(0)}
	c.head = newSketch(c.drawHead, func() string { return c.shown.Title + ". " + c.shown.Text })
	c.again = part.NewButton(part.Secondary, theme.IconRefreshCw, w.Say.T("check.check", nil), acts.Check)
	c.stop = part.NewButton(part.Secondary, theme.IconX, w.Say.T("check.stop", nil), acts.Stop)
	c.stop.Hide()
	c.bar.Hide()
	c.proof = part.Column(0, part.Pad(20, 20, 20, 20, c.lines), part.NewRule(0))
	c.proof.Hide()
	buttons := []fyne.CanvasObject{part.Column(0, c.again, c.stop)}
	if acts.Export != nil {
		buttons = append(buttons, part.NewButton(part.Secondary, theme.IconDownload, w.Say.T("check.export", nil), acts.Export))
	}
	head := part.Column(12, c.head, c.bar)
	card := part.NewCard(part.Column(0, part.Pad(20, 20, 16, 20, head), part.NewRule(0), c.proof, part.Pad(16, 20, 20, 20, part.Paired(8, buttons...)))).Air(0)
	objects := []fyne.CanvasObject{card}
	if acts.Export != nil {
		objects = append(objects, part.Pad(0, 4, 0, 4, part.Quietly(theme.Small, w.Say.T("check.record", nil))))
	}
	c.Object = part.Column(12, objects...)
	return c
}

// Set shows how far a check is.
func (c *Check) Set(now view.Check) {
	c.shown = now
	running := now.State == view.CheckRunning
	show(c.bar, running && now.Total > 0)
	if running && now.Total > 0 {
		c.bar.Set(part.BarPart{Share: float32(now.Done) / float32(now.Total), Color: theme.Primary})
	}
	c.swap(running)
	show(c.proof, now.State != view.CheckIdle)
	if now.State != view.CheckIdle {
		c.again.SetText(c.words.Say.T("check.again", nil))
	}
	c.lines.Objects = c.lines.Objects[:0]
	for _, line := range now.Lines {
		c.lines.Objects = append(c.lines.Objects, checkLine(line))
	}
	c.head.redraw()
	c.Object.Refresh()
}

// swap puts Stop in the place of Check while it runs, and the focus with it.
func (c *Check) swap(running bool) {
	if c.stop.Visible() == running {
		return
	}
	from, to := c.again, c.stop
	if !running {
		from, to = c.stop, c.again
	}
	on := fyne.CurrentApp().Driver().CanvasForObject(from)
	focused := on != nil && on.Focused() == fyne.Focusable(from)
	from.Hide()
	to.Show()
	if focused {
		on.Focus(to)
	}
}

func show(object fyne.CanvasObject, visible bool) {
	if visible {
		object.Show()
	} else {
		object.Hide()
	}
}

// looks of a state: the tint and ink of its tile or disc, and its sign.
func looks(state view.CheckState) (tint, ink theme.Token, icon theme.Icon) {
	switch state {
	case view.CheckRight:
		return theme.PrimaryTint, theme.Primary, theme.IconCheck
	case view.CheckWrong:
		return theme.DangerTint, theme.Danger, theme.IconX
	case view.CheckRunning:
		return theme.AttentionTint, theme.Attention, theme.IconHourglass
	}
	return theme.Raised, theme.Quiet, ""
}

// drawHead draws the tile with what came of it beside.
func (c *Check) drawHead(p *pen) float32 {
	tint, ink, icon := looks(c.shown.State)
	switch c.shown.State {
	case view.CheckWrong:
		icon = theme.IconTriangleAlert
	case view.CheckRunning:
	default:
		icon = theme.IconShieldCheck
	}
	title, text := part.Strong(theme.Text, c.shown.Title), part.Quietly(theme.Small, c.shown.Text)
	width := p.width - px(48)
	words := part.HeightFor(title, width) + part.HeightFor(text, width)
	height := max(words, px(36))
	p.box(0, (height-px(36))/2, px(36), px(36), px(8), tint)
	p.icon(icon, px(9), (height-px(18))/2, px(18), ink)
	y := (height - words) / 2
	y += p.put(title, px(48), y, width)
	p.put(text, px(48), y, width)
	return height
}

// checkLine is one thing that is checked.
func checkLine(line view.CheckLine) *sketch {
	return newSketch(func(p *pen) float32 {
		tint, ink, icon := looks(line.State)
		if line.State == view.CheckIdle {
			p.disc(px(10), px(10), px(9), theme.Clear, theme.Line, px(2))
		} else {
			p.disc(px(10), px(10), px(10), tint, theme.Clear, 0)
			p.icon(icon, px(4), px(4), px(12), ink)
		}
		title := part.Strong(theme.Text, line.Title)
		switch line.State {
		case view.CheckIdle:
			title = part.Quietly(theme.Text, line.Title)
		case view.CheckWrong:
			title = title.In(theme.Danger)
		}
		y := p.put(title, px(32), 0, p.width-px(32))
		if line.Text != "" {
			y += p.put(part.Quietly(theme.Small, line.Text), px(32), y, p.width-px(32))
		}
		return max(y, px(20))
	}, func() string { return line.Title + ", " + line.Said + ". " + line.Text })
}
