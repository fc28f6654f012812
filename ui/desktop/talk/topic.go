package talk

// Topic: the page of one topic: its text, and what was said about it.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Topic is the page.
type Topic struct {
	shell   *shell.Shell
	id      op.ID
	content *fyne.Container
	head    *fyne.Container
	title   *part.Text
	by      *part.Text
	text    *fyne.Container
	acts    *fyne.Container
	thread  *Thread
	page    topicPage
	known   bool
	wrong   error // the id is none
	again   func()
	ctx     context.Context
}

type topicPage struct {
	view.TopicView
	mentions *view.Mentions
	barred   view.Barred
}

// NewTopic makes the page of to.Item; to.Focus is a comment to show.
func NewTopic(s *shell.Shell, to view.Target) shell.Screen {
	p := &Topic{shell: s, title: part.Strong(theme.Title, ""), by: part.Quietly(theme.Text, ""), text: part.Column(0), acts: part.Row(8, part.None), again: func() {}, ctx: context.Background()}
	p.id, p.wrong = op.ParseID(to.Item)
	back := part.Path(part.Crumb{Text: s.T("section.discussion", nil), Open: func() { s.Go(view.Target{Section: view.SectionDiscussion}) }})
	p.head = part.Column(8, back, part.Row(12, 0, p.title, p.acts), p.by, part.Pad(8, 0, 12, 0, p.text))
	p.thread = NewThread(s, p.id, p.head)
	if to.Focus != "" {
		p.thread.reveal = to.Focus
	}
	p.content = part.Page{Top: 28, First: 680}.Filled(p.thread.Content())
	return p
}

// Content is the page.
func (p *Topic) Content() fyne.CanvasObject { return p.content }

// Scrolled is how far it is scrolled, in units.
func (p *Topic) Scrolled() float32 { return theme.Units(p.thread.Offset()) }

// ScrollTo scrolls there.
func (p *Topic) ScrollTo(units float32) { p.thread.ScrollTo(theme.Px(units)) }

// Leave keeps what was typed.
func (p *Topic) Leave() { p.thread.Leave() }

// Show keeps the page as things are.
func (p *Topic) Show(ctx context.Context) {
	p.ctx = ctx
	p.thread.Show(ctx)
	p.text.Objects = []fyne.CanvasObject{part.NewActivity(p.shell.T("window.reading", nil))}
	p.again = shell.Live(ctx, p.shell, p.load, p.show)
}

func (p *Topic) load(ctx context.Context, c *app.Community, w view.Words) (topicPage, error) {
	if p.wrong != nil {
		return topicPage{}, p.wrong
	}
	page, err := view.LoadTopic(ctx, c, w, p.id)
	if err != nil {
		return topicPage{}, err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return topicPage{}, err
	}
	return topicPage{page, view.NewMentions(people), w.BarredOf(people)}, nil
}

func (p *Topic) show(f view.Frame[topicPage]) {
	switch {
	case f.Err != nil && !p.known:
		p.text.Objects = []fyne.CanvasObject{p.shell.Failed(f.Err, func() { p.again() })}
		p.thread.Head()
	case !f.Known || f.Working, p.known && reflect.DeepEqual(f.Page, p.page):
	default:
		first := !p.known
		p.known = true
		p.lay(f.Page, first)
		if first {
			p.thread.ScrollTo(theme.Px(p.shell.Nav.Scroll()))
		}
	}
}

func (p *Topic) lay(page topicPage, first bool) {
	if first || !reflect.DeepEqual(page.Source, p.page.Source) || page.NoText != p.page.NoText || page.barred != p.page.barred {
		p.title.SetText(page.Title)
		p.by.Set(shell.Spans(page.By)...)
		p.text.Objects = []fyne.CanvasObject{part.Quietly(theme.Reading, page.NoText)}
		if page.NoText == "" {
			p.text.Objects = []fyne.CanvasObject{part.Prose(page.Source, part.ProseOptions{Step: theme.Reading, Breaks: true, Open: p.shell.OpenLink, Absent: p.shell.Absent})}
		}
		p.lookAfter(page)
	}
	p.page = page
	p.thread.Update(page.Comments, page.mentions, page.barred)
	MarkRead(p.shell, p.ctx, page.Comments)
}

// lookAfter sets what can be done with the topic itself.
func (p *Topic) lookAfter(page topicPage) {
	p.acts.Objects = nil
	if page.NoText != "" {
		if s := p.shell; page.Covered && (!page.Hidden || page.Mine || s.IsSteward()) {
			p.acts.Add(part.NewButton(part.Secondary, "", s.T("talk.read", nil), func() { Read(s, p.ctx, p.id) }).High(part.InLine))
		}
		if s := p.shell; page.Hidden && s.IsSteward() {
			p.acts.Add(part.NewButton(part.Secondary, "", s.T("decision_act.unhide", nil), func() { Show(s, p.ctx, p.id) }).High(part.InLine))
		}
		return
	}
	if page.barred.Silent {
		return
	}
	if page.Mine {
		p.acts.Add(part.NewButton(part.Bare, theme.IconTrash2, "", func() { Withdraw(p.shell, p.ctx, p.id, nil) }).Tip(p.shell.T("talk.withdraw", nil), ""))
	} else if p.shell.IsSteward() {
		p.acts.Add(part.NewButton(part.Bare, theme.IconEyeOff, "", func() { Hide(p.shell, p.ctx, p.id) }).Tip(p.shell.T("talk.hide", nil), ""))
	}
}
