package shell

// Talk: what the window says to the person, and what it asks.

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Widths and the place of dialogs, in text units.
const (
	DialogWide   = 864
	DialogUsual  = 640
	DialogNarrow = 480
	// dialogTop is how far below the window's top a dialog begins.
	dialogTop = 104
)

// Done says in a notice that something was done; it goes by itself.
func (s *Shell) Done(sentence string) {
	s.Frame.Notify(s.notice(theme.IconCircleCheck, sentence))
}

func (s *Shell) notice(icon theme.Icon, sentence string) *part.Notice {
	return part.NewNotice(icon, sentence, s.T("window.close", nil), nil)
}

// Undoable says that something was done, and offers to undo it until the notice is closed.
func (s *Shell) Undoable(sentence string, undo func()) {
	var notice *part.Notice
	action := part.NewButton(part.Plain, theme.IconUndo2, s.T("window.undo", nil), func() {
		notice.Close()
		undo()
	})
	notice = part.NewNotice(theme.IconCircleCheck, sentence, s.T("window.close", nil), action)
	notice.Stays = true
	s.Frame.Notify(notice)
}

// Question is what is asked before something that cannot be undone.
type Question struct {
	// Title names the thing, Says what goes and what stays, by sentences.
	Title, Says string
	// Act is what the button does, by its name; Keep the harmless choice, which has the focus. Keep "" says "Cancel".
	Act, Keep string
	Icon      theme.Icon
	// Harmless says that the act is none that needs the colour of danger.
	Harmless bool
	// Do follows where the answer is yes.
	Do func()
}

// Ask asks.
func (s *Shell) Ask(q Question) {
	if q.Keep == "" {
		q.Keep = s.T("window.cancel", nil)
	}
	kind := part.Danger
	if q.Harmless {
		kind = part.Secondary
	}
	var layer *part.Layer
	keep := part.NewButton(part.Secondary, "", q.Keep, func() { layer.Close() })
	act := part.NewButton(kind, q.Icon, q.Act, func() {
		layer.Close()
		q.Do()
	})
	layer = part.OpenLayer(s.Frame.Canvas(), part.Question(q.Title, q.Says, keep, act), DialogNarrow, dialogTop, keep, nil)
}

// Dialog opens a sheet over the page, so many units wide, with the focus on first; closed follows when it is gone, however it went.
func (s *Shell) Dialog(sheet fyne.CanvasObject, width float32, first fyne.Focusable, closed func()) *part.Layer {
	return part.OpenLayer(s.Frame.Canvas(), sheet, width, dialogTop, first, closed)
}

// Fail says an error in a dialog: what happened, what became of it, what to do, and the details on demand. While a dialog says the same already,
// there is no second one: a disk that is full fails many at once. May be called on Fyne's goroutine only.
func (s *Shell) Fail(err error) {
	said := s.Trouble(err)
	if s.failing[said.What] {
		return
	}
	if s.failing == nil {
		s.failing = map[string]bool{}
	}
	s.failing[said.What] = true
	var layer *part.Layer
	well := part.NewButton(part.Primary, "", s.T("window.understood", nil), func() { layer.Close() })
	details := part.NewButton(part.Plain, "", s.T("window.details_copy", nil), func() { s.Copy(said.Detail) })
	sentences := part.Words(theme.Text, rest(said))
	words := part.Column(8, part.TopRow(12, 1, part.NewSymbol(theme.IconTriangleAlert, 24, theme.Danger), part.Strong(theme.Heading, said.What)), sentences)
	if said.Detail != "" {
		states := [2]string{s.T("connect.folded", nil), s.T("connect.unfolded", nil)}
		words.Add(part.NewExpander(s.T("window.details", nil), s.T("window.details_hide", nil), states, part.Quietly(theme.Small, said.Detail)))
	}
	details.Hidden = said.Detail == ""
	foot := part.Row(12, 1, details, part.Space(), well)
	sheet := part.NewCard(part.Pad(4, 4, 4, 4, part.Column(20, words, foot))).Floating(12)
	layer = s.Dialog(sheet, DialogNarrow, well, func() { delete(s.failing, said.What) })
}

// Failed is an error as it stands on a page that could not be read, with a button that tries again.
func (s *Shell) Failed(err error, again func()) fyne.CanvasObject {
	said := s.Trouble(err)
	retry := part.NewButton(part.Secondary, theme.IconRefreshCw, s.T("window.again", nil), again)
	return part.NewTrouble(theme.IconTriangleAlert, said.What, rest(said), retry)
}

// Trouble finds the words for an error. May be called from any goroutine.
func (w *Window) Trouble(err error) trouble.Trouble {
	return w.Install.Host.Trouble(w.Words(), nil, err)
}

// Trouble is the window's, with the names of whom it is about.
func (s *Shell) Trouble(err error) trouble.Trouble {
	return s.Install.Host.Trouble(s.Words(), func() *view.People {
		if s.community == nil {
			return nil
		}
		people, err := view.LoadPeople(context.Background(), s.community)
		if err != nil {
			return nil
		}
		return people
	}, err)
}

// rest are the sentences after the first one.
func rest(t trouble.Trouble) string {
	return strings.Join(slices.DeleteFunc([]string{strings.Join(t.More, "; "), t.Unchanged, t.Do}, func(s string) bool { return s == "" }), " ")
}

// Copy puts a text on the clipboard, and says so.
func (s *Shell) Copy(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	s.Done(s.T("window.copied", nil))
}
