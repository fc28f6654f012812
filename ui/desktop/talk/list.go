// Package talk is where people speak with one another: the topics, the page of one, and threads with the place to answer in, which other pages
// show below what is talked about. It promises that what was typed is never lost: it is kept while a page is left, and stays in its field where it
// could not be posted. It decides nothing about who may say what: the app service does.
package talk

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// List is the page of the topics.
type List struct {
	shell   *shell.Shell
	content *fyne.Container
	place   *fyne.Container // the list, or what stands instead of it
	list    *part.List
	rows    []view.DiscussionRow
	begin   *part.Button
	may     view.Barred
	known   bool
	again   func()
}

// listed is what the page is made of.
type listed struct {
	rows []view.DiscussionRow
	may  view.Barred
}

// NewList makes the page.
func NewList(s *shell.Shell, _ view.Target) shell.Screen {
	p := &List{shell: s, again: func() {}}
	p.list = part.NewList(func() int { return len(p.rows) }, p.emptyRow, p.fillRow, func(at int) { s.Go(p.rows[at].Goes) }).Gutter(gutter)
	p.place = part.Slot(part.Space())
	p.begin = part.NewButton(part.Secondary, theme.IconPlus, s.T("talk.new", nil), func() { OpenBegin(s) }).Tip("", s.Words().Keys("Ctrl Shift N"))
	head := part.Row(16, 0, part.Strong(theme.Title, s.T("section.discussion", nil)), p.begin)
	p.content = part.Page{Top: 40, First: 720}.Filled(part.Under(20, head, p.place))
	return p
}

// Content is the page.
func (p *List) Content() fyne.CanvasObject { return p.content }

// Scrolled is how far it is scrolled, in units.
func (p *List) Scrolled() float32 { return theme.Units(p.list.Offset()) }

// ScrollTo scrolls there.
func (p *List) ScrollTo(units float32) { p.list.ScrollTo(theme.Px(units)) }

// Show keeps the page as things are.
func (p *List) Show(ctx context.Context) {
	p.put(part.NewActivity(p.shell.T("window.reading", nil)))
	seen := p.shell.Nav.HomeSeen()
	p.again = shell.Live(ctx, p.shell, func(ctx context.Context, c *app.Community, w view.Words) (listed, error) {
		rows, err := view.LoadDiscussion(ctx, c, w, seen)
		if err != nil {
			return listed{}, err
		}
		may, err := view.LoadBarred(ctx, c, w)
		return listed{rows, may}, err
	}, p.show)
}

func (p *List) put(object fyne.CanvasObject) {
	part.PutIn(p.place, object)
}

// off is why no topic can be begun.
func (p *List) off() string {
	if p.may.Silent {
		return p.may.Why
	}
	return ""
}

func (p *List) show(f view.Frame[listed]) {
	if f.Known && p.may != f.Page.may {
		p.may, p.known = f.Page.may, false
		p.begin.SetOff(p.off())
	}
	switch {
	case f.Err != nil && !p.known:
		p.put(p.shell.Failed(f.Err, func() { p.again() }))
	case !f.Known || f.Working, p.known && reflect.DeepEqual(f.Page.rows, p.rows):
	case len(f.Page.rows) == 0:
		p.rows, p.known = f.Page.rows, true
		e := p.shell.Words().Empty(view.SectionDiscussion)
		p.put(part.NewEmpty(e.Title, e.Text, part.NewButton(part.Secondary, theme.IconPlus, e.Act, func() { p.shell.Frame.Command(e.Command) }).SetOff(p.off())))
	default:
		p.rows = f.Page.rows
		if !p.known || p.place.Objects[0] != fyne.CanvasObject(p.list) {
			p.known = true
			p.put(p.list)
			p.list.ScrollTo(theme.Px(p.shell.Nav.Scroll()))
		}
		p.list.Refresh()
	}
}

func (p *List) emptyRow() *part.ListRow {
	return part.NewListRow(theme.IconMessagesSquare, part.Method, "", "", newState(), nil)
}

func (p *List) fillRow(at int, row *part.ListRow) {
	r := p.rows[at]
	tone := part.Method
	if r.New {
		tone = part.Good
	}
	row.Set(theme.IconMessagesSquare, tone, r.Title, r.Last)
	row.End().(*state).set(r.State, r.When, r.New)
}

// state stands at the end of a row: what is new, and when the last was said.
type state struct {
	widget.BaseWidget
	says, when *part.Text
}

func newState() *state {
	s := &state{says: part.Words(theme.Small, "").Aligned(fyne.TextAlignTrailing).Line(), when: part.Quietly(theme.Small, "").Aligned(fyne.TextAlignTrailing).Line()}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer sets both lines one above the other.
func (s *state) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(part.Wide(150, part.Column(2, s.says, s.when)))
}

func (s *state) set(says, when string, fresh bool) {
	span := part.Span{Text: says, Color: theme.Ink}
	if fresh {
		span = part.Span{Text: says, Bold: true, Color: theme.Attention}
	}
	s.says.Set(span)
	s.when.SetText(when)
}
