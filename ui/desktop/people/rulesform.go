package people

// Rules form: proposing a change of the rules: what is typed and chosen, what that changes in sentences, and who signs, before the button.

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/view"
)

// formSections are the pages of the form, in their order.
var formSections = []string{"about", "council", "votes", "tracks", "tellers", "file"}

// rulesForm is the dialog.
type rulesForm struct {
	*sheet
	model   *view.RulesForm
	at      string
	tabs    *part.Tabs
	body    *fyne.Container
	changes *fyne.Container
	foot    *part.Text
	act     *part.Button
	file    *part.Field // the text of all rules; what it says counts while it is shown
	edited  bool        // the text was edited
	dialog  *part.Dialog
	fields  map[string]*part.Field
	draft   *draft // nil for a form that keeps none
}

// openRulesForm opens it for the council, or for a petition; prepare may choose a page first.
func openRulesForm(s *shell.Shell, petition bool, prepare func(*rulesForm)) {
	load(s, view.LoadRulesForm, func(m *view.RulesForm) {
		f := newRulesForm(s, m, petition)
		f.goOn()
		if prepare != nil {
			prepare(f)
		}
		f.show()
	})
}

func newRulesForm(s *shell.Shell, m *view.RulesForm, petition bool) *rulesForm {
	f := &rulesForm{sheet: newSheet(s), model: m, at: formSections[0], fields: map[string]*part.Field{}}
	m.Petition = petition && !m.MayCouncil()
	f.body, f.changes = part.Slot(part.Space()), part.Column(6)
	words := make([]part.Tab, len(formSections))
	for i, section := range formSections {
		words[i].Text = s.T("form.section_"+section, nil)
	}
	f.tabs = part.NewTabs(s.T("form.title", nil), words, 0, func(at int) { f.choose(formSections[at]) })
	f.foot = part.Quietly(theme.Small, "")
	f.act = part.NewButton(part.Primary, theme.IconPencil, s.T("form.act", nil), f.propose).High(part.OfPage)
	return f
}

func (f *rulesForm) show() {
	s := f.shell
	cancel := f.cancel("").High(part.OfPage)
	states := [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}
	petition := part.NewTick(s.T("form.petition", nil), s.T("form.petition_says", nil), "", states, f.model.Petition, func(on bool) {
		f.model.Petition = on
		f.preview()
	})
	changes := part.NewCard(part.Column(8, part.Strong(theme.Small, s.T("form.changes", nil)), f.changes)).Air(16).On(theme.Ground, theme.Line)
	middle := part.Column(20, f.tabs, f.body, changes, petition)
	if f.draft != nil && f.draft.taken {
		middle.Objects = append([]fyne.CanvasObject{f.resumed()}, middle.Objects...)
	}
	foot := part.Row(12, 0, f.foot, cancel, f.act)
	f.dialog = part.NewDialog(part.HeadWithClose(s.T("form.title", nil), s.T("form.says", nil), s.T("window.close", nil), f.close), middle, foot)
	f.choose(f.at)
	f.open(f.dialog, shell.DialogWide, f.tabs)
}

// choose shows a page of the form.
func (f *rulesForm) choose(section string) {
	f.at = section
	for i, one := range formSections {
		if one == section {
			f.tabs.Set(i)
		}
	}
	part.PutIn(f.body, f.section())
	f.preview()
}

func (f *rulesForm) section() fyne.CanvasObject {
	switch f.at {
	case "council":
		return f.councilSection()
	case "votes":
		return f.votesSection()
	case "tracks":
		return f.tracksSection()
	case "tellers":
		return f.tellersSection()
	case "file":
		return f.fileSection()
	}
	return part.Column(
		16, f.field("name", f.model.Name, &f.model.Name, ""), f.long("purpose", &f.model.Purpose, 2), f.long("text", &f.model.Text, 5),
	)
}

// field is a field that writes into the model, with the hint of its key; name finds it for what is wrong.
func (f *rulesForm) field(name, value string, into *string, hint string) fyne.CanvasObject {
	field := part.NewField(f.shell.T("form."+name, nil), "", "")
	return f.bind(name, field, value, into, hint)
}

func (f *rulesForm) long(name string, into *string, lines int) fyne.CanvasObject {
	return f.bind(name, part.NewLongField(f.shell.T("form."+name, nil), "", lines), *into, into, "")
}

func (f *rulesForm) bind(name string, field *part.Field, value string, into *string, hint string) fyne.CanvasObject {
	field.Entry.SetText(value)
	field.Entry.OnChanged = func(typed string) {
		*into = typed
		f.preview()
	}
	f.fields[name] = field
	return field.Hinted(hint)
}

func (f *rulesForm) fileSection() fyne.CanvasObject {
	s := f.shell
	if f.file == nil {
		written, err := f.model.Written, error(nil)
		if f.edited = written != ""; !f.edited {
			written, err = f.model.File()
		}
		if err != nil {
			return s.Failed(err, func() { f.choose("file") })
		}
		f.file = part.NewLongField(s.T("form.file", nil), "", 14)
		f.file.Entry.SetText(written)
		f.file.Entry.OnChanged = func(typed string) {
			f.edited, f.model.Written = true, typed
			f.preview()
		}
	}
	open := part.NewButton(part.Secondary, theme.IconFolder, s.T("form.open_file", nil), func() {
		s.OpenFile([]string{".toml", ".txt"}, func(path string) {
			var content string
			s.Do(f.ctx, shell.Work{Run: func(context.Context) (err error) {
				content, err = readRules(path)
				return err
			}, Done: func() { f.file.Entry.SetText(content) }})
		})
	})
	return part.Column(12, part.Quietly(theme.Small, s.T("form.file_says", nil)), f.file, part.Row(0, part.None, open))
}

// readRules reads what may be no text at all. A text that is longer than all rules can be is refused before it is shown.
func readRules(path string) (string, error) {
	file, err := files.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	content, err := files.Text(file, filepath.Base(path))
	if err == nil && len(content) > charter.MaxChangeFileBytes {
		err = &charter.ChangeError{Err: &charter.TooLongError{Have: len(content), Max: charter.MaxChangeFileBytes, Unit: "bytes"}}
	}
	return content, err
}

// acts are what the form, or the edited text, changes.
func (f *rulesForm) acts() (charter.Acts, error) {
	if f.at == "file" && f.edited {
		return f.model.ReadFile(f.file.Entry.Text)
	}
	return f.model.Acts()
}

// preview says what would change, what is wrong, and who signs.
func (f *rulesForm) preview() {
	s := f.shell
	for _, field := range f.fields {
		field.SetTrouble("")
	}
	acts, err := f.acts()
	f.changes.Objects = nil
	off := ""
	var wrong *view.FormTrouble
	switch {
	case errors.Is(err, view.ErrAsItIs):
		off = s.T("form.as_it_is", nil)
	case errors.As(err, &wrong):
		if field, is := f.fields[wrong.Field]; is {
			field.SetTrouble(wrong.Says)
		}
		off = wrong.Says
	case err != nil:
		off = s.Trouble(err).What
	}
	if off != "" {
		f.changes.Add(part.Quietly(theme.Text, off))
		f.foot.SetText("")
	} else {
		p := f.model.Preview(acts)
		for _, change := range p.Changes {
			f.changes.Add(part.Words(theme.Text, change))
		}
		if p.Warning != "" {
			f.changes.Add(part.Row(8, 1, part.NewSymbol(theme.IconTriangleAlert, 14, theme.Attention), part.Strong(theme.Small, p.Warning).In(theme.Attention)))
		}
		off = p.Off
		f.foot.SetText(p.Foot)
		if off != "" {
			f.foot.SetText(off)
		}
	}
	f.act.SetOff(off)
	f.changes.Refresh()
	if f.dialog != nil {
		f.dialog.Refresh()
	}
}

// propose publishes the change and signs it.
func (f *rulesForm) propose() {
	acts, err := f.acts()
	if err != nil {
		f.preview()
		return
	}
	kind := f.model.Type()
	f.do(f.act, f.shell.T("form.done", nil), func(ctx context.Context, c *app.Community) error {
		_, err := c.Propose(ctx, kind, acts)
		if err == nil && f.draft != nil {
			f.draft.published()
		}
		return err
	})
}
