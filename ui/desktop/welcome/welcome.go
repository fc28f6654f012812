// Package welcome is the way in: the three doors, the recovery phrase, starting and joining a community, coming back with the words, opening a
// profile at the start, and what stands there where it cannot be opened.
//
// It promises that a profile is there only once somebody has said yes at the end, that nothing is published before, that the words of the phrase
// are on the screen once and never in the clipboard, and that whatever goes wrong leaves somebody where they were, with a sentence and a way on.
package welcome

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Ports is what these pages are handed beside the window.
type Ports struct {
	// Opened is told of the profile that is open from now on, and of the community that somebody came for; the zero id for none. It is called once,
	// on Fyne's goroutine.
	Opened func(held shell.Held, chosen op.CommunityID)
	// Leave goes back to where somebody was; nil where there is no such place.
	Leave func()
}

// Welcome is these pages, one at a time. It is a shell.Screen that fills the whole window, and belongs to Fyne's goroutine.
type Welcome struct {
	s     *shell.Shell
	ports Ports
	ctx   context.Context

	content *fyne.Container
	// again makes the page that is shown anew; back is where Esc leads, nil for nowhere.
	again, back func()
	// origin is the page from which somebody went on to the steps.
	origin func()
	// held is the profile once it is open.
	held shell.Held
	// offer is a link that lies ready.
	offer string
	// said is what somebody has said so far, kept and passphrase how their keys are to be kept.
	said       *view.Entering
	kept       string
	passphrase []byte
	check      *view.PhraseCheck
	// typed are the words of who comes back, and brought what the files say of themselves that they have chosen, while the page is made anew.
	typed   string
	brought []view.BackupFound
	// handing has a profile that is open until the pages take it.
	handing handing
	// given says that held is in other hands.
	given bool
	// language is the one that was chosen here; "" for none.
	language string
	// looking says that the profile was made to look around.
	looking bool
	// entering says that what was said is being done: it is not changed meanwhile, and not done twice.
	entering bool
}

// New makes the pages. Where w.Install.Held is nil they look whether there is a profile, and open it; else they begin at the doors.
func New(w *shell.Window, ports Ports) *Welcome {
	return &Welcome{
		s: shell.New(w, app.Membership{}, nil), ports: ports, ctx: context.Background(), content: part.Slot(part.Space()), held: w.Install.Held,
		said: &view.Entering{}, kept: shell.KeptInKeyring,
	}
}

// Content is what stands in the window.
func (w *Welcome) Content() fyne.CanvasObject { return w.content }

// Show begins.
func (w *Welcome) Show(ctx context.Context) {
	w.ctx = ctx
	if w.held != nil {
		w.doors()
		return
	}
	w.start()
}

// Leave gives a profile back that is open and has not been handed over.
func (w *Welcome) Leave() {
	if w.ports.Leave != nil {
		return
	}
	if err := w.handing.leave(); err != nil {
		w.s.Fail(err)
	}
	if w.held == nil || w.given {
		return
	}
	w.given = true
	if err := w.held.Close(); err != nil {
		w.s.Fail(err)
	}
}

// Key hears what nothing focused wanted.
func (w *Welcome) Key(event *fyne.KeyEvent) bool {
	if event.Name != fyne.KeyEscape || w.back == nil {
		return false
	}
	if !w.entering {
		w.back()
	}
	return true
}

// Open shows the doors over an open profile. With a link, it begins to join by it.
func Open(s *shell.Shell, link string) {
	w := over(s)
	if link == "" {
		w.doors()
		return
	}
	w.offer = link
	w.joinPage()
}

// OpenStart begins a community over an open profile.
func OpenStart(s *shell.Shell) { over(s).startPage() }

// OpenJoin joins one over an open profile.
func OpenJoin(s *shell.Shell) { over(s).joinPage() }

// OpenBack takes a community of this person in from somebody's bundle, over an open profile.
func OpenBack(s *shell.Shell) { over(s).backPage() }

// OpenFile joins by what lies in a file that was dropped: a picture of a code, or a text with a link.
func OpenFile(s *shell.Shell, path string) {
	over(s).Dropped(path)
}

// over is these pages over an open profile, as a layer that Esc closes in the end.
func over(s *shell.Shell) *Welcome {
	ctx, stop := context.WithCancel(context.Background())
	var layer *part.Layer
	w := New(s.Window, Ports{
		Opened: func(_ shell.Held, chosen op.CommunityID) {
			layer.Close()
			s.Frame.Communities(chosen.Genesis().String())
		},
		Leave: func() { layer.Close() },
	})
	w.ctx = ctx
	canvas := s.Frame.Canvas()
	layer = part.OpenWhole(canvas, w.content, nil, stop)
	canvas.SetOnTypedKey(func(event *fyne.KeyEvent) {
		if canvas.Overlays().Top() != fyne.CanvasObject(layer) && event.Name == fyne.KeyEscape {
			part.CloseTop(canvas) // a menu of Fyne's
			return
		}
		w.Key(event)
	})
	return w
}
