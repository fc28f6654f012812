package talk

// Thread: what was said about something, below a head of its page, with the place to answer in at its foot.

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// gutter is the place of a list's scroll bar beside its column.
const gutter = 14

// Thread shows the comments on one thing. It scrolls by itself: only the rows in view exist, however many were written.
type Thread struct {
	shell    *shell.Shell
	content  fyne.CanvasObject
	head     *fyne.Container
	order    *part.Order
	count    *part.Text
	list     *part.List
	view     *view.Thread
	known    bool
	composer *composer
	marked   string
	reveal   string // what is to be shown as soon as it is here
	none     *part.Text
	barred   view.Barred // what is closed to this person
	ctx      context.Context
}

// NewThread makes a thread about something: a topic, a proposal, an amendment or a poll. head stands above it and scrolls with it; it may be nil.
func NewThread(s *shell.Shell, on op.ID, head fyne.CanvasObject) *Thread {
	t := &Thread{shell: s, view: view.NewThread(s.Words(), nil), ctx: context.Background()}
	t.order = part.NewOrder("", t.turn)
	t.count = part.Quietly(theme.Text, "").Line()
	t.none = part.Quietly(theme.Text, s.T("talk.none", nil))
	t.head = part.Column(20)
	if head != nil {
		t.head.Add(head)
	}
	title := part.Row(10, part.None, part.Strong(theme.Heading, s.T("talk.answers", nil)).Line(), t.count)
	t.head.Add(part.Pad(0, 0, 12, 0, part.Column(4, part.Row(12, 0, title, t.order), t.none)))
	t.composer = newComposer(s, on, s.T("talk.answer_placeholder", nil), func(id op.ID) { t.Reveal(id.String()) })
	t.list = part.NewList(func() int { return len(t.view.Rows()) + 1 }, t.emptySlot, t.fill, nil).Apart(1).Ruled(part.None).Gutter(gutter)
	t.composer.grown = func() { t.content.Refresh() }
	t.content = part.Ends(t.list, part.Pad(12, 0, 0, 0, t.composer.box))
	t.label()
	return t
}

// Content is head, comments and the place to answer in.
func (t *Thread) Content() fyne.CanvasObject { return t.content }

// Show says until when acts of the thread run: as long as its page is shown.
func (t *Thread) Show(ctx context.Context) {
	t.ctx = ctx
	t.composer.ctx = func() context.Context { return ctx }
}

// Offset is how far it is scrolled, in canvas units; ScrollTo scrolls there.
func (t *Thread) Offset() float32 { return t.list.Offset() }

// ScrollTo scrolls to an offset.
func (t *Thread) ScrollTo(offset float32) { t.list.ScrollTo(offset) }

// Leave keeps what was typed.
func (t *Thread) Leave() { t.composer.leave() }

// Update shows the comments as they are now. people are whom an @name may mean, barred what is closed to this person.
func (t *Thread) Update(comments []view.Comment, people *view.Mentions, barred view.Barred) {
	t.view.Update(t.shell.Words(), comments)
	t.composer.names.known, t.known, t.barred = people, true, barred
	t.composer.open(barred)
	t.label()
	t.list.Refresh()
	if t.reveal != "" {
		t.Reveal(t.reveal)
	}
}

// Head tells that the head has changed its height.
func (t *Thread) Head() { t.list.Refresh() }

// Reveal shows a comment, as soon as it is here.
func (t *Thread) Reveal(id string) {
	t.reveal = id
	at := t.view.Reveal(id)
	if at < 0 {
		return
	}
	t.reveal, t.marked = "", id
	t.list.Refresh()
	t.list.ShowRow(at + 1)
}

func (t *Thread) label() {
	t.none.Hidden = !t.known || t.view.Count() > 0
	t.order.Hidden = t.view.Count() < 2
	t.order.SetText(t.view.OrderLabel())
	t.count.SetText("")
	if count := t.view.Count(); count > 0 {
		t.count.SetText(t.shell.Say().Count(int64(count)))
	}
}

// turn goes to the next order.
func (t *Thread) turn() {
	t.view.SetOrder(t.view.NextOrder())
	t.label()
	t.list.Refresh()
}

// slot is a row of the list: the head, or a comment.
type slot struct {
	widget.BaseWidget
	place *fyne.Container
	row   *part.ThreadRow
	shown fyne.CanvasObject
}

func (t *Thread) emptySlot() *slot {
	s := &slot{row: part.NewThreadRow(part.ProseOptions{Breaks: true, Open: t.shell.OpenLink, Absent: t.shell.Absent})}
	s.shown = s.row
	s.place = part.Slot(s.row)
	s.ExtendBaseWidget(s)
	return s
}

// HeightFor is what is shown in it.
func (s *slot) HeightFor(width float32) float32 { return part.HeightFor(s.shown, width) }

// Inside is what is shown in it.
func (s *slot) Inside() []fyne.CanvasObject { return []fyne.CanvasObject{s.shown} }

// CreateRenderer shows it.
func (s *slot) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.place) }

func (s *slot) put(object fyne.CanvasObject) {
	if s.shown != object {
		s.shown = object
		part.PutIn(s.place, object)
	}
}

func (t *Thread) fill(at int, s *slot) {
	if at == 0 {
		s.put(t.head)
		return
	}
	s.put(s.row)
	rows := t.view.Rows()
	if at > len(rows) {
		return
	}
	s.row.Set(t.said(rows[at-1], at == 1, at == len(rows)))
}

func (t *Thread) said(r view.ThreadRow, first, last bool) part.Said {
	if r.Fold != "" {
		return part.Said{Indent: r.Indent, Fold: r.Fold, Ends: r.Ends, Last: last, Unfold: func() {
			t.view.Unfold(r.ID)
			t.list.Refresh()
		}}
	}
	said := part.Said{
		Indent: r.Indent, Letters: r.By.Initials(), Color: theme.People[r.By.Colour(len(theme.People))], Name: r.By.String(), When: r.When,
		Text: r.Text, Instead: r.Unreadable, Ends: r.Ends, Rule: r.First && !first, Last: last, Marked: r.ID == t.marked, Acts: t.acts(r),
	}
	if r.To != "" {
		said.Before = t.shell.T("thread.to", map[string]any{"Name": r.To})
	}
	if r.New {
		said.Chip = t.shell.T("talk.newcomer", nil)
	}
	return said
}

// First are the first few comments, for a page that leads on to all of them by open.
func First(s *shell.Shell, comments []view.Comment, most int, open func()) fyne.CanvasObject {
	column := part.Column(0)
	rows := view.NewThread(s.Words(), comments).Rows()
	for i, r := range rows {
		if i == most || r.Fold != "" {
			break
		}
		row := part.NewThreadRow(part.ProseOptions{Breaks: true, Open: s.OpenLink, Absent: s.Absent})
		row.Set(part.Said{
			Indent: r.Indent, Letters: r.By.Initials(), Color: theme.People[r.By.Colour(len(theme.People))], Name: r.By.String(), When: r.When, Text: r.Text,
			Instead: r.Unreadable, Ends: r.Ends || i+1 == most || i+1 == len(rows), Rule: r.First && i > 0, Last: true, Acts: []part.Act{{Text: s.T("talk.answer", nil), Do: open}},
		})
		column.Add(row)
	}
	return column
}
