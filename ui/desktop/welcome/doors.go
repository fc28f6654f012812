package welcome

// Doors: the first page of all.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// pointIcons go with the three points of each door.
var pointIcons = map[string][]theme.Icon{
	view.DoorJoin:  {theme.IconLink, theme.IconQrCode, theme.IconFileInput},
	view.DoorStart: {theme.IconHouse, theme.IconTrophy, theme.IconGitBranch},
	view.DoorLook:  {theme.IconVote, theme.IconMessagesSquare, theme.IconEraser},
}

var doorIcons = map[string]theme.Icon{view.DoorJoin: theme.IconUsers, view.DoorStart: theme.IconSprout, view.DoorLook: theme.IconTelescope}

// doors shows them.
func (w *Welcome) doors() {
	w.again, w.back = w.doors, w.ports.Leave
	w.said, w.typed, w.brought = &view.Entering{}, "", nil
	if w.offer == "" {
		w.offer = w.clipboard()
	}
	v := w.words().Welcome(w.offer)
	var first fyne.Focusable
	var doors []*part.Door
	for _, d := range v.Doors {
		door := part.NewDoor(doorWords(d), d.Likely, func() { w.enterDoor(d.Door) })
		if d.Likely {
			first = door
		}
		doors = append(doors, door)
	}
	restore := part.NewButton(part.Plain, "", v.Restore, func() { w.backPage() }).High(part.InLine)
	foot := part.Row(4, part.None, part.Quietly(theme.Text, v.RestoreAsks).Line(), restore)
	above, below := float32(40), float32(66)
	column := part.Column(0)
	if w.isLow() {
		above, below = 24, 24
	} else {
		column.Add(part.Pad(0, 0, 20, 0, part.NewEmblem(72)))
	}
	column.Add(part.Pad(0, 0, 8, 0, part.Strong(theme.Figure, v.Title).Aligned(fyne.TextAlignCenter)))
	column.Add(part.Quietly(theme.Reading, v.Text).Aligned(fyne.TextAlignCenter))
	column.Add(part.Pad(above, 0, 28, 0, part.Doors(doorsFold, 24, doors...)))
	if w.held == nil {
		column.Add(part.Middled(foot))
	}
	body := part.NewScroll(part.CentreBoth(widthOf(len(doors)), besideAir, part.Pad(0, 0, below, 0, column)))
	part.PutIn(w.content, part.Under(0, w.bar(false), body))
	w.focus(first)
}

// isLow says that the window has no height to spare.
func (w *Welcome) isLow() bool {
	c := w.s.Frame.Canvas()
	return c != nil && c.Size().Height > 0 && theme.Units(c.Size().Height) < lowWindow
}

// lowWindow is the height below which the doors stand without the mark.
const lowWindow = 780

// doorsFold is the width from which doors stand side by side.
const doorsFold = 860

// widthOf keeps a door as wide as it is among three.
func widthOf(doors int) float32 { return float32(doors)*(wideDoors+24)/3 - 24 }

func doorWords(d view.Door) part.DoorWords {
	words := part.DoorWords{Icon: doorIcons[d.Door], Title: d.Title, Text: d.Text, Act: d.Act, Offer: d.Offer}
	for i, said := range d.Points {
		words.Points = append(words.Points, part.Point{Icon: pointIcons[d.Door][i], Text: said})
	}
	return words
}

func (w *Welcome) enterDoor(door string) {
	switch door {
	case view.DoorJoin:
		w.joinPage()
	case view.DoorStart:
		w.startPage()
	case view.DoorLook:
		w.lookAround()
	}
}

// lookAround makes the sample, in a profile of its own where there is none.
func (w *Welcome) lookAround() {
	w.said.Door = view.DoorLook
	if w.held == nil {
		w.kept = shell.KeptOpen
	}
	w.waitPage(w.t("enter.looking"))
	w.run(nil, "", func(err error) bool {
		w.doors()
		return false
	})
}

// clipboard is the text that lies there, if it is short enough to be a link.
func (w *Welcome) clipboard() string {
	text := fyne.CurrentApp().Clipboard().Content()
	if len(text) > maxTyped {
		return ""
	}
	return text
}

// maxTyped is more than any link with what mails put around it; a field takes no more in one go.
const maxTyped = 16 << 10
