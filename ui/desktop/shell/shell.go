// Package shell is the window as its pages know it: where they are, how they go elsewhere, how they keep themselves as things are, how work
// that takes a while runs beside them, and how errors and questions reach the person.
//
// It promises that all a page is handed here belongs to Fyne's goroutine unless it says otherwise, that work ends with the page that began it,
// and that an error becomes a sentence. It knows no page: the window (package desktop) does.
package shell

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Screen is one page. Its content is made once and changes in place.
type Screen interface {
	// Content is what stands in the window. It fills the room that is left beside rail and sections, and scrolls by itself.
	Content() fyne.CanvasObject
	// Show begins to fill it, once it stands in the window. ctx ends when somebody leaves it: whatever the page runs ends then.
	Show(ctx context.Context)
}

// Fitting is a Screen that lays itself out anew when its room changes.
type Fitting interface {
	// Fit tells how wide the window is, in text units (theme.FoldSecondColumn compares with it). It is called before Show and then before each layout
	// with another answer.
	Fit(window float32)
}

// Keyed is a Screen with keys of its own.
type Keyed interface {
	// Key hears a key that nothing focused wanted; true keeps it from the window.
	Key(event *fyne.KeyEvent) bool
}

// Scrolling is a Screen that says how far it is scrolled, in text units, so that it is found there again.
type Scrolling interface {
	Scrolled() float32
	ScrollTo(units float32)
}

// Leaving is a Screen that keeps something when it is left or the window is closed: what was typed.
type Leaving interface {
	// Leave keeps it. It may write a little, and does not wait for anything else.
	Leave()
}

// Shell is what a page is handed. The window makes one for each page that it shows.
type Shell struct {
	*Window
	// community is nil where the page belongs to none.
	community *app.Community
	member    app.Membership
}

// IsSteward reports whether this person may do what stewards do in the community that is shown.
func (w *Window) IsSteward() bool { return w.Steward }

// Window is the part of a Shell that is the same for all pages.
type Window struct {
	// Install is this install; Nav where somebody is, Prefs what they have set.
	Install *Install
	Nav     *view.Navigation
	Prefs   *view.Preferences
	// Steward says that this person is one in the community that is shown.
	Steward bool
	// Frame is the window's own.
	Frame Frame

	// failing are the troubles that a dialog says now, by their first sentence.
	failing map[string]bool

	// say is asked beside Fyne's goroutine too, while somebody chooses another language.
	say atomic.Pointer[text.Printer]
}

// Say speaks the language that is set. May be called from any goroutine.
func (w *Window) Say() *text.Printer { return w.say.Load() }

// Speak sets the language.
func (w *Window) Speak(say *text.Printer) { w.say.Store(say) }

// Frame is what the window does for its pages.
type Frame interface {
	// Canvas is where it draws, Handle what the system knows it by.
	Canvas() fyne.Canvas
	Handle() fyne.Window
	// Go shows a page, Back the one before. Anew shows this one anew, with everything read again: after a change of language, say.
	Go(to view.Target)
	Back()
	Anew()
	// Communities reads the list of communities again, and goes to one of them; "" leaves it to where somebody was.
	Communities(chosen string)
	// Notify shows a notice.
	Notify(notice *part.Notice)
	// Width is the window's, in text units.
	Width() float32
	// Palette opens the palette, with something typed already.
	Palette(typed string)
	// Command does one of the view.Command… words.
	Command(id string)
	// Begin opens the doors: start, join, look around. With a link, it begins to join by it.
	Begin(link string)
}

// New makes the shell of a page.
func New(w *Window, member app.Membership, community *app.Community) *Shell {
	return &Shell{Window: w, member: member, community: community}
}

// Community is the one that the page is about; nil for pages without one.
func (s *Shell) Community() *app.Community { return s.community }

// Membership is what the profile notes of it.
func (s *Shell) Membership() app.Membership { return s.member }

// Words speak of now. May be called from any goroutine.
func (w *Window) Words() view.Words {
	return view.Words{Say: w.Say(), NowMillis: w.Install.NowMillis(), Zone: w.Install.Zone}
}

// T is one sentence. May be called from any goroutine.
func (w *Window) T(key string, data map[string]any) string { return w.Say().T(key, data) }

// Go shows a page.
func (s *Shell) Go(to view.Target) { s.Frame.Go(to) }

// Narrow reports whether the second column is folded.
func (s *Shell) Narrow() bool { return s.Frame.Width() < theme.FoldSecondColumn }
