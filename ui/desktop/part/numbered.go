package part

// Numbered: rows that begin with a disc and a number: versions of a text with a
// joint between them, or what will happen, one after the other.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// NumberedRow is one of them.
type NumberedRow struct {
	Number, Title, Says string
	When                string // at the end
	Open                func() // nil: nothing to open
}

// History lays versions out, the newest first as they are handed in, with joints between their discs.
func History(rows ...NumberedRow) *fyne.Container { return numbered(rows, true) }

// WhatFollows lays steps out that have not been taken: what an act will cause.
func WhatFollows(rows ...NumberedRow) *fyne.Container { return numbered(rows, false) }

func numbered(rows []NumberedRow, joined bool) *fyne.Container {
	var objects []fyne.CanvasObject
	for i, is := range rows {
		objects = append(objects, newNumberRow(is, joined && i < len(rows)-1, i == len(rows)-1))
	}
	return Column(0, objects...)
}

type numberRow struct {
	pressable
	is                       NumberedRow
	number, title, says, end *Text
	joined, last             bool
}

func newNumberRow(is NumberedRow, joined, last bool) *numberRow {
	r := &numberRow{is: is, joined: joined, last: last, number: Strong(theme.Small, is.Number).In(theme.Primary).Line()}
	r.title, r.says, r.end = Words(theme.Text, is.Title), Quietly(theme.Small, is.Says), Quietly(theme.Small, is.When).Line()
	r.says.Hidden, r.end.Hidden = is.Says == "", is.When == ""
	r.begin(r, func() string {
		said := is.Number + ", " + is.Title
		for _, more := range []string{is.Says, is.When} {
			if more != "" {
				said += ", " + more
			}
		}
		return said
	}, is.Open)
	r.led = is.Open == nil // nothing to press: Tab passes by
	return r
}

func (r *numberRow) words(width float32) float32 {
	words := width - px(24+12)
	if !r.end.Hidden {
		words -= r.end.MinSize().Width + px(12)
	}
	return max(words, px(60))
}

// HeightFor is the words at a width, with the air below them.
func (r *numberRow) HeightFor(width float32) float32 {
	height := r.title.HeightFor(r.words(width))
	if !r.says.Hidden {
		height += r.says.HeightFor(r.words(width))
	}
	switch {
	case r.last:
		return max(height, px(24))
	case r.joined:
		return max(height, px(24)) + px(16)
	}
	return max(height, px(24)) + px(12)
}

// CreateRenderer draws disc, joint and words.
func (r *numberRow) CreateRenderer() fyne.WidgetRenderer {
	ground, ring, disc, joint := box(6), box(6), box(12), box(1)
	d := &drawing{objects: []fyne.CanvasObject{ground, ring, joint, disc, r.number, r.title, r.says, r.end}}
	d.paint = func() {
		inside := theme.Clear
		if r.hovered && r.is.Open != nil {
			inside = theme.Hover
		}
		fill(ground, inside, theme.Clear, 0)
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !r.focused
		fill(disc, theme.PrimaryTint, theme.Clear, 0)
		fill(joint, theme.Line, theme.Clear, 0)
		joint.Hidden = !r.joined
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(200), r.HeightFor(max(r.Size().Width, px(200)))) }
	d.arrange = func(size fyne.Size) {
		for _, around := range []fyne.CanvasObject{ground, ring} {
			around.Move(fyne.NewPos(-px(6), -px(4)))
			around.Resize(fyne.NewSize(size.Width+px(12), max(size.Height, px(32))))
		}
		put(disc, size.Width, 0, 0, px(24), px(24))
		number := r.number.MinSize().Width
		put(r.number, size.Width, (px(24)-number)/2, 0, number, px(24))
		put(joint, size.Width, px(11), px(24+4), px(2), max(size.Height-px(24+8), 0))
		words, x := r.words(size.Width), px(24+12)
		title := r.title.HeightFor(words)
		top := px(2)
		put(r.title, size.Width, x, top, words, title)
		put(r.says, size.Width, x, top+title, words, r.says.HeightFor(words))
		end := r.end.MinSize().Width
		put(r.end, size.Width, size.Width-end, top+px(2), end, px(16))
	}
	d.paint()
	return d
}
