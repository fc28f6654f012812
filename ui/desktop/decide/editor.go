package decide

// Editor: where proposals, their next texts and amendments are written.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

const (
	// saveAfter the last key a draft is written down, and previewAfter it is read again.
	saveAfter    = 2 * time.Second
	previewAfter = 250 * time.Millisecond
)

// The ways in which a text is shown.
const (
	showWrite = iota
	showBoth
	showRead
)

// editor is the screen.
type editor struct {
	shell *shell.Shell
	to    view.Target
	ctx   context.Context // ends with the page

	model  *view.Editor
	whole  *fyne.Container
	top    *fyne.Container
	saved  *part.Text
	title  *part.TitleField
	text   *part.Writing
	name   *part.Field
	note   *part.Field
	count  *part.Text
	notice *part.Text
	read   *fyne.Container
	act    *part.Button
	shown  int
	narrow bool
	scroll *part.Scroll

	saving, showing *time.Timer
	// published has whatever is typed afterwards forgotten, publishing keeps it from being written down as a draft meanwhile.
	published, publishing bool
}

// NewEditor makes the page: to.Item is "" for a new proposal, a draft's id, a topic's, or a proposal's.
func NewEditor(s *shell.Shell, to view.Target) shell.Screen {
	e := &editor{shell: s, to: to, shown: showBoth, narrow: s.Narrow(), ctx: context.Background()}
	e.whole = part.Slot(part.Page{Top: 28}.Of(part.Strong(theme.Title, s.T("editor.new", nil)), nil))
	e.saving = time.AfterFunc(time.Hour, func() { fyne.Do(e.save) })
	e.showing = time.AfterFunc(time.Hour, func() { fyne.Do(e.preview) })
	e.saving.Stop()
	e.showing.Stop()
	return e
}

// Content is the page.
func (e *editor) Content() fyne.CanvasObject { return e.whole }

// Show reads the draft, once: what is typed here is the newest there is.
func (e *editor) Show(ctx context.Context) {
	e.ctx = ctx
	s, w := e.shell, e.shell.Words()
	c, keeper := s.Community(), s.Install.Keeper
	var model *view.Editor
	s.Do(ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			model, err = view.LoadEditor(ctx, c, w, keeper, e.to.Item, e.to.Focus)
			return err
		},
		Done: func() { e.take(model) },
		Failed: func(err error) bool {
			part.PutIn(e.whole, part.Page{Top: 28}.Of(s.Failed(err, func() { e.Show(ctx) }), nil))
			return true
		},
	})
}

// take makes the page of a text.
func (e *editor) take(model *view.Editor) {
	s := e.shell
	e.model = model
	e.saved = part.Quietly(theme.Small, "").Line()
	e.title = part.NewTitleField(s.T("edit.title", nil), s.T("edit.title_example", nil))
	e.text = part.NewWriting(s.T("edit.text", nil), s.T("edit.text_example", nil))
	e.name = part.NewField(s.T("edit.name", nil), "", s.T("edit.name_example", nil))
	e.note = part.NewLongField(s.T("edit.note", nil), s.T("edit.note_example", nil), 3)
	e.count, e.notice, e.read = part.Quietly(theme.Small, "").Lines(1), part.Words(theme.Small, "").In(theme.Danger), part.Column(0)
	e.notice.Hide()
	e.act = part.NewButton(part.Primary, "", model.PublishLabel(), e.publish).High(part.OfPage)
	e.title.Entry.SetText(model.Title)
	e.text.Entry.SetText(model.Text)
	e.name.Entry.SetText(model.Name)
	e.note.Entry.SetText(model.Note)
	for _, entry := range []*part.Entry{e.title.Entry, e.text.Entry, e.name.Entry, e.note.Entry} {
		entry.OnChanged = func(string) { e.typed() }
		entry.Pasted(e.pasted)
	}
	e.text.Entry.Catch(nil, e.shortcut)
	e.judge()
	e.preview()
	e.layOut()
	if model.Title == "" {
		s.Frame.Canvas().Focus(e.title.Entry)
	} else {
		s.Frame.Canvas().Focus(e.text.Entry)
	}
}

// typed takes what is written now; it is saved and shown a little later.
func (e *editor) typed() {
	if e.published {
		return
	}
	e.model.Title, e.model.Text = e.title.Entry.Text, e.text.Entry.Text
	e.model.Name, e.model.Note = e.name.Entry.Text, e.note.Entry.Text
	e.hush()
	e.judge()
	e.saving.Reset(saveAfter)
	e.showing.Reset(previewAfter)
}

// judge says how long things are, where they are kept, and whether they can be published.
func (e *editor) judge() {
	said, wrong := e.model.TitleCount()
	e.title.Count(said, wrong)
	e.count.SetText(e.model.Count())
	e.saved.SetText(e.model.Saved(e.shell.Words()))
	if e.top != nil {
		e.top.Refresh()
	}
	e.act.SetOff(e.model.WhyNot())
}

// say says a sentence below the text; "" takes it away.
func (e *editor) say(sentence string) {
	e.notice.SetText(sentence)
	e.notice.Hidden = sentence == ""
	e.whole.Refresh()
}

func (e *editor) hush() {
	if !e.notice.Hidden {
		e.say("")
	}
}

// pasted cleans what is pasted, or refuses it in a sentence.
func (e *editor) pasted(written string) (string, bool) {
	clean, dropped, refused := e.model.Paste(written)
	if refused != "" {
		e.say(refused)
		return "", false
	}
	if dropped > 0 {
		said := e.model.Dropped(dropped)
		fyne.Do(func() { e.say(said) }) // after what the paste itself has changed
	}
	return clean, true
}

// preview shows the text as others will read it.
func (e *editor) preview() {
	if e.ctx.Err() != nil {
		return
	}
	var shown fyne.CanvasObject = part.Quietly(theme.Text, e.shell.T("edit.preview_empty", nil))
	if e.model.Text != "" {
		shown = part.Prose(e.model.Text, part.ProseOptions{Step: theme.Reading, Open: e.shell.OpenLink, Absent: e.shell.Absent})
	}
	e.read.Objects = []fyne.CanvasObject{part.Pad(16, 20, 20, 20, shown)}
	e.read.Refresh()
	if e.scroll != nil {
		e.scroll.Refresh()
	}
}

// save writes the draft down, beside Fyne's goroutine.
func (e *editor) save() {
	if e.model == nil || e.published || e.publishing || !e.model.IsChanged() || e.ctx.Err() != nil {
		return
	}
	s := e.shell
	now := e.model.Written(s.Words().NowMillis)
	c, keeper := s.Community(), s.Install.Keeper
	s.Do(e.ctx, shell.Work{
		Run: func(ctx context.Context) error { return now.Save(ctx, c, keeper) },
		Done: func() {
			e.model.TakeSaved(now)
			e.judge()
			e.isDraft()
		},
		Failed: func(err error) bool {
			e.say(s.T("edit.not_saved", nil) + ": " + s.Trouble(err).What)
			return true
		},
	})
}

// Leave writes down what was not yet.
func (e *editor) Leave() {
	e.saving.Stop()
	e.showing.Stop()
	if e.model == nil || e.published || e.publishing || !e.model.IsChanged() {
		return
	}
	now := e.model.Written(e.shell.Words().NowMillis)
	if err := now.Save(context.Background(), e.shell.Community(), e.shell.Install.Keeper); err != nil {
		e.shell.Fail(err)
		return
	}
	e.model.TakeSaved(now)
	e.isDraft()
}

// Fit shows one half at a time where there is no room for both.
func (e *editor) Fit(window float32) {
	if narrow := window < theme.FoldSecondColumn; narrow != e.narrow {
		e.narrow = narrow
		if e.model != nil {
			e.layOut()
		}
	}
}
