package desktop

// Window: one window with one profile: what it shows now, and how it comes and goes.

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// window belongs to Fyne's goroutine.
type window struct {
	*shell.Window
	ctx    context.Context // ends with the window
	handle fyne.Window
	host   shell.Host
	stage  *part.Stage

	keyed map[string]func() // by the name of a shortcut

	frame *part.Frame // nil while no profile is open
	bar   *bar
	rail  *rail
	units float32

	community *app.Community // nil where none is chosen, and until it is open
	stuck     error          // why the chosen one cannot be opened
	page      shell.Screen
	leave     context.CancelFunc // ends the page
	watching  context.CancelFunc // ends what watches the chosen community
	counting  context.CancelFunc // ends what counts what waits in all of them
	known     known              // what the palette has read
	played    <-chan struct{}    // is closed when the made-up members of a sample have done what they were about to do; nil for nobody

	untold    bool         // what was told of could not be noted, which has been said
	unreached error        // why this install is not on the network; nil where it is, or may still come on
	held      shell.Held   // nil while no profile is open
	keeper    *view.Behind // what is set here is kept without waiting for the disk
	spoken    string       // the language that was set when it was opened
}

func newWindow(ctx context.Context, handle fyne.Window, host shell.Host) *window {
	w := &window{ctx: ctx, handle: handle, host: host, stage: part.NewStage(part.Space()), keyed: map[string]func(){}, leave: func() {}, watching: func() {}, counting: func() {}}
	w.Window = &shell.Window{Frame: w}
	handle.SetContent(w.stage)
	handle.SetOnDropped(w.dropped)
	w.speak(host.Machine())
	w.takeKeys()
	return w
}

// speak chooses the system's language, until a profile says another one.
func (w *window) speak(m shell.Machine) {
	say, err := m.Catalog.Choose(m.Language, m.Env)
	if err != nil {
		say = m.Catalog.Printer()
	}
	w.Speak(say)
	w.Install = &shell.Install{Machine: m, Host: w.host, Life: w.ctx}
}

// open takes what is set in a profile.
func (w *window) open(held shell.Held) {
	w.held = held
	w.keeper = view.NewBehind(held.Service(), w.Install.Go, func(err error) {
		fyne.Do(func() {
			if w.ctx.Err() == nil {
				w.fail(err)
			}
		})
	})
	w.Install.Held, w.Install.Keeper, w.Install.Reads = held, w.keeper, view.NewReads(held.Notices())
	prefs, err := view.LoadPreferences(w.Install.Keeper)
	w.Prefs, w.spoken = prefs, prefs.Language()
	w.look()
	communities, listed := held.Service().Communities()
	w.Nav = view.NewNavigation(w.Install.Keeper, communities)
	for _, trouble := range []error{err, listed} {
		if trouble != nil {
			w.fail(trouble)
		}
	}
}

// live goes on the network and keeps the frame as things are.
func (w *window) live() {
	held := w.held
	w.Install.Go(func() {
		if err := held.Online(w.ctx); err != nil && w.ctx.Err() == nil {
			fyne.Do(func() {
				w.unreached = err
				w.bar.show()
			})
		}
	})
	w.watchAll()
	w.tell()
}

// look sets theme, text size and language as they are set.
func (w *window) look() {
	t := &theme.Theme{Factor: float32(w.Prefs.TextPercent()) / 100, Still: w.Prefs.ReduceMotion(false)}
	switch w.Prefs.Theme() {
	case view.ThemeLight:
		t.Force = theme.Light(1).Force
	case view.ThemeDark:
		t.Force = theme.Dark(1).Force
	}
	m := w.Install.Machine
	language := w.Prefs.Language()
	if language == w.spoken && m.Language != "" {
		language = m.Language
	}
	if say, err := m.Catalog.Choose(language, m.Env); err == nil {
		w.Speak(say)
	}
	t.RightToLeft = w.Say().RightToLeft()
	fyne.CurrentApp().Settings().SetTheme(t)
}

// build makes the frame anew: at first, and after a change of language or size.
func (w *window) build() {
	w.rail, w.bar = newRail(w), newBar(w)
	w.frame = part.NewFrame(w.rail.tiles, w.rail.sections, w.bar.place, part.Space(), w.fit)
	w.stage.Put(w.frame)
	w.enter()
}

// fit tells everything how wide the window is.
func (w *window) fit(units float32) {
	w.units = units
	w.bar.fit(units)
	if fitting, is := w.page.(shell.Fitting); is {
		fitting.Fit(units)
	}
}

// fail says an error where no page is at hand.
func (w *window) fail(err error) { shell.New(w.Window, app.Membership{}, nil).Fail(err) }

// end leaves the page, waits for what it ran, and gives the profile back.
func (w *window) end(end context.CancelFunc) error {
	w.closeLayers()
	w.leavePage()
	var kept error
	if w.Nav != nil {
		kept = w.Nav.Keep()
	}
	end()
	w.Install.Wait()
	if w.held == nil {
		return kept
	}
	return errors.Join(kept, w.keeper.Failed(), w.held.Close())
}

// closeLayers closes what lies over the page: dialogs keep what was typed when they close.
func (w *window) closeLayers() {
	for part.CloseTop(w.Canvas()) {
	}
}
