package shell

// Choose: the sheet on which a file, a folder, or a place for a new file is chosen. The system's own chooser is not asked: Fyne's empties the file
// that is to be replaced before anything is written.

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

// What is chosen.
const (
	chooseFile   = "open"
	chooseName   = "save"
	chooseFolder = "folder"
)

const (
	// listHigh is how high the list is, in units, and placesWide how wide the places beside it.
	listHigh   = 252
	placesWide = 176
)

// chooser belongs to Fyne's goroutine.
type chooser struct {
	kind      string
	endings   []string
	suggested string
	take      func(path string)

	s   *Shell
	ctx context.Context // ends with the sheet
	// folder is the one that is shown, entries what lies in it, and shown what of that is in the list; up is the folder above, "" for none.
	folder, up string
	entries    []files.Entry
	shown      []files.Entry
	more       bool
	turn       int // counts what was asked for: an older answer is not shown

	path, filter, name *part.Field
	places             *fyne.Container
	list               *part.List
	says               *part.Text
	sheet              *part.Dialog
	layer              *part.Layer
}

// choose shows the sheet, and begins where something was chosen last.
func (s *Shell) choose(c *chooser) {
	ctx, end := context.WithCancel(context.Background())
	c.s, c.ctx = s, ctx
	first := c.lay()
	c.layer = s.Dialog(c.sheet, DialogWide-96, first, end)
	if c.name != nil {
		c.name.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	c.begin()
}

// lay makes the sheet, and returns what has the focus first.
func (c *chooser) lay() fyne.Focusable {
	s := c.s
	c.path = part.NewField(s.T("choose.where", nil), theme.IconFolder, "")
	c.path.Entry.OnSubmitted = c.typed
	c.filter = part.NewField(s.T("choose.filter", nil), theme.IconSearch, "")
	c.filter.Entry.OnChanged = func(string) { c.show() }
	c.filter.Entry.OnSubmitted = func(string) { c.first() }
	c.filter.Entry.Catch(c.fromFilter, nil)
	c.says = part.Quietly(theme.Small, "").Lines(1)
	c.list = part.NewList(c.rows, func() *part.ListRow { return part.NewSlimRow(theme.IconFolder, "", nil, nil) }, c.fill, c.open).Ruled(46).Typing(c.filterBy)
	c.places = part.Column(0)
	var middle fyne.CanvasObject = part.Row(16, 1, part.Wide(placesWide, part.High(listHigh, part.NewScroll(c.places))), part.High(listHigh, c.list))
	if s.Frame.Width() < theme.FoldRail {
		c.places = part.Flow(8)
		middle = part.Column(12, c.places, part.High(listHigh, c.list))
	}
	body := part.Column(12, part.FoldBeside(560, 12, 220, c.path, c.filter), middle, c.says)
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { c.layer.Close() })
	buttons := []fyne.CanvasObject{cancel}
	var first fyne.Focusable = c.filter.Entry
	switch c.kind {
	case chooseName:
		c.name = part.NewField(s.T("choose.name", nil), theme.IconFileText, "")
		c.name.Entry.SetText(c.suggested)
		c.name.Entry.OnChanged = func(string) { c.wrong(c.name, "") }
		c.name.Entry.OnSubmitted = func(string) { c.save() }
		body.Add(c.name)
		buttons, first = append(buttons, part.NewButton(part.Primary, theme.IconSave, s.T("choose.save_act", nil), c.save)), c.name.Entry
	case chooseFolder:
		buttons = append(buttons, part.NewButton(part.Primary, theme.IconFolder, s.T("choose.folder_act", nil), func() { c.finish(c.folder) }))
	}
	head := part.HeadWithClose(s.T("choose.title."+c.kind, nil), s.T("choose.says."+c.kind, nil), s.T("window.close", nil), func() { c.layer.Close() })
	c.sheet = part.NewDialog(head, body, part.Acts("", buttons...))
	return first
}

// wrong says what is wrong with a field, "" for nothing.
func (c *chooser) wrong(field *part.Field, sentence string) {
	field.SetTrouble(sentence)
	c.sheet.Refresh()
	if c.layer != nil {
		c.layer.Refresh()
	}
}

// typed goes where somebody typed that they want to, or takes the file there.
func (c *chooser) typed(typed string) {
	home, _ := os.UserHomeDir() // without one, "~" is a name like any other
	path := files.Typed(c.folder, home, typed)
	folder := true
	c.turn++
	turn := c.turn
	c.s.Do(c.ctx, Work{
		Run: func(context.Context) error {
			info, err := os.Stat(path)
			folder = err != nil || info.IsDir()
			return err
		},
		Done: func() {
			switch {
			case turn != c.turn:
			case folder || c.kind == chooseFolder:
				c.goTo(path)
			default:
				c.goTo(filepath.Dir(path))
				c.pick(path)
			}
		},
		Failed: func(err error) bool {
			c.wrong(c.path, c.s.Trouble(err).What)
			return true
		},
	})
}

// pick takes a file, or its name for one that is saved.
func (c *chooser) pick(path string) {
	if c.kind == chooseFile {
		c.finish(path)
		return
	}
	c.name.Entry.SetText(filepath.Base(path))
	c.s.Frame.Canvas().Focus(c.name.Entry)
}

// save asks before something is replaced.
func (c *chooser) save() {
	s := c.s
	if c.folder == "" {
		return // none has been read yet, and the sheet says so
	}
	path, err := files.Named(c.folder, c.name.Entry.Text, c.suggested)
	if err != nil {
		c.wrong(c.name, s.T("choose.name_wrong", nil))
		return
	}
	taken := false
	s.Do(c.ctx, Work{
		Run: func(context.Context) (err error) {
			taken, err = files.Taken(path)
			return err
		},
		Done: func() {
			if !taken {
				c.finish(path)
				return
			}
			name := text.Line(filepath.Base(path))
			s.Ask(Question{
				Title: s.T("choose.replace", map[string]any{"Name": name}), Says: s.T("choose.replace_says", nil), Act: s.T("choose.replace_act", nil),
				Keep: s.T("choose.replace_keep", nil), Icon: theme.IconSave, Do: func() { c.finish(path) },
			})
		},
		Failed: func(err error) bool {
			c.wrong(c.name, s.Trouble(err).What)
			return true
		},
	})
}

// finish closes the sheet, and hands over what was chosen.
func (c *chooser) finish(path string) {
	if path == "" {
		return
	}
	c.s.Install.chosen = c.folder
	if c.kind != chooseFolder {
		c.s.Install.chosen = filepath.Dir(path)
	}
	c.layer.Close()
	c.take(path)
}
