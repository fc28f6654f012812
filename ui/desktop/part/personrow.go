package part

// Person row: one person in a wide list: who, what office they hold, what becomes of their vote, and since when they are here. Where there is no
// room for the columns, a second line says what becomes of the vote.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Listed is what a PersonRow shows.
type Listed struct {
	Letters string
	Color   theme.Token
	Name    string
	// Mark stands quietly behind the name: "You", or the key where two names look alike.
	Mark         string
	Chips        []*Chip
	Vote, Since  string
	Chosen, Last bool
	// Label is all of it, for who does not see it.
	Label string
}

// PersonRow is such a row. A List fills it again and again, and opens it.
type PersonRow struct {
	widget.BaseWidget
	shows                   Listed
	avatar                  *Avatar
	name, mark, vote, since *Text
	chips                   *fyne.Container
}

var _ fyne.Accessible = (*PersonRow)(nil)

// The columns, in units from the row's end, and below which widths they go.
const (
	personHigh             = 52
	officeFrom, voteFrom   = 418, 264
	sinceWide              = 44
	roomForVote            = 600
	roomForOffice, textsAt = 440, 60
)

// NewPersonRow makes an empty row.
func NewPersonRow() *PersonRow {
	r := &PersonRow{
		avatar: NewAvatar("", theme.People[0], 32), name: Strong(theme.Text, "").Lines(1), mark: Quietly(theme.Text, "").Lines(1),
		vote: Quietly(theme.Text, "").Lines(1), since: Quietly(theme.Small, "").Line().Aligned(fyne.TextAlignTrailing), chips: Row(6, None),
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set fills the row.
func (r *PersonRow) Set(l Listed) {
	r.shows = l
	r.avatar.Set(l.Letters, l.Color)
	r.name.SetText(l.Name)
	r.mark.SetText(l.Mark)
	r.vote.SetText(l.Vote)
	r.since.SetText(l.Since)
	r.chips.Objects = r.chips.Objects[:0]
	for _, chip := range l.Chips {
		r.chips.Objects = append(r.chips.Objects, chip)
	}
	r.Refresh()
}

// AccessibilityLabel is all of the row.
func (r *PersonRow) AccessibilityLabel() string { return r.shows.Label }

// AccessibilityRole says that it can be pressed: its list opens it.
func (r *PersonRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws ground, avatar, columns and the hairline under them.
func (r *PersonRow) CreateRenderer() fyne.WidgetRenderer {
	ground, rule := box(0), canvas.NewRectangle(theme.Color(theme.Line))
	d := &drawing{objects: []fyne.CanvasObject{ground, rule, r.avatar, r.name, r.mark, r.chips, r.vote, r.since}}
	d.paint = func() {
		inside := theme.Clear
		if r.shows.Chosen {
			inside = theme.PrimaryTint
		}
		fill(ground, inside, theme.Clear, 0)
		radius := float32(0)
		if r.shows.Last {
			radius = px(7)
		}
		ground.BottomLeftCornerRadius, ground.BottomRightCornerRadius = radius, radius
		rule.FillColor = theme.Color(theme.Line)
		rule.Hidden = r.shows.Last
		r.arrange(r.Size(), ground, rule)
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(personHigh)) }
	d.arrange = func(size fyne.Size) { r.arrange(size, ground, rule) }
	d.paint()
	return d
}

func (r *PersonRow) arrange(size fyne.Size, ground, rule fyne.CanvasObject) {
	w, units := size.Width, theme.Units(size.Width)
	ground.Resize(fyne.NewSize(w, size.Height-1))
	put(rule, w, px(textsAt), size.Height-1, w-px(textsAt), 1)
	put(r.avatar, w, px(16), (size.Height-px(32))/2, px(32), px(32))
	end := w - px(16)
	since := max(r.since.MinSize().Width, px(sinceWide))
	put(r.since, w, end-since, (size.Height-px(16))/2, since, px(16))
	end -= since + px(12)
	top := (size.Height - px(20)) / 2
	wide := units >= roomForVote
	if wide {
		put(r.vote, w, w-px(voteFrom), top, end-(w-px(voteFrom)), px(20))
		end = w - px(voteFrom) - px(12)
	}
	chips := r.chips.MinSize()
	r.chips.Hidden = units < roomForOffice || len(r.chips.Objects) == 0
	if !r.chips.Hidden {
		x := w - px(officeFrom)
		if !wide || x+chips.Width > end {
			x = end - chips.Width
		}
		put(r.chips, w, x, (size.Height-chips.Height)/2, chips.Width, chips.Height)
		end = x - px(12)
	} else if wide {
		end = w - px(officeFrom) - px(12)
	}
	r.names(w, end, top, wide)
	r.chips.Refresh()
}

// names places name and mark up to an end; below them what becomes of the vote, where it has no column.
func (r *PersonRow) names(w, end, top float32, wide bool) {
	if !wide && r.shows.Vote != "" {
		top = px(7)
		put(r.vote, w, px(textsAt), px(27), max(end-px(textsAt), px(40)), px(18))
	}
	room := max(end-px(textsAt), px(40))
	mark := float32(0)
	if r.shows.Mark != "" {
		mark = min(r.mark.natural()+px(8), room/2)
	}
	name := min(r.name.natural(), room-mark)
	put(r.name, w, px(textsAt), top, name, px(20))
	put(r.mark, w, px(textsAt)+name+px(8), top, max(mark-px(8), 0), px(20))
}

// PersonHeads name the columns of person rows.
type PersonHeads struct {
	widget.BaseWidget
	name, office, vote, since *Text
}

// NewPersonHeads makes them.
func NewPersonHeads(name, office, vote, since string) *PersonHeads {
	head := func(words string) *Text { return Quietly(theme.Small, words).Line() }
	h := &PersonHeads{name: head(name), office: head(office), vote: head(vote), since: head(since)}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer sets each above its column.
func (h *PersonHeads) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{h.name, h.office, h.vote, h.since}}
	d.least = func() fyne.Size { return fyne.NewSize(px(160), px(32)) }
	d.arrange = func(size fyne.Size) {
		w, wide := size.Width, theme.Units(size.Width) >= roomForVote
		place := func(t *Text, x float32) { put(t, w, x, px(8), t.MinSize().Width, px(16)) }
		place(h.name, px(16))
		place(h.office, w-px(officeFrom))
		place(h.vote, w-px(voteFrom))
		place(h.since, w-px(16)-h.since.MinSize().Width)
		h.office.Hidden, h.vote.Hidden = !wide, !wide
	}
	return d
}
