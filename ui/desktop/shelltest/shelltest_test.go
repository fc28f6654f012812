package shelltest

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// name is a page that says what the community is called.
type name struct {
	shell *shell.Shell
	words *part.Text
	body  *fyne.Container
}

func (n *name) Content() fyne.CanvasObject { return n.body }

func (n *name) Show(ctx context.Context) {
	shell.Live(ctx, n.shell, func(_ context.Context, c *app.Community, _ view.Words) (string, error) {
		return c.Membership().Name, nil
	}, func(f view.Frame[string]) { n.words.SetText(f.Page) })
}

func TestAPageIsReadPressedAndAsks(t *testing.T) {
	d := New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	n := &name{shell: d.Shell(), words: part.Words(theme.Text, "")}
	refused := errors.New("refused")
	act := part.NewButton(part.Primary, "", "Try", func() {
		n.shell.Ask(shell.Question{Title: "Sure?", Act: "Yes", Do: func() {
			n.shell.Do(t.Context(), shell.Work{Run: func(context.Context) error { return refused }})
		}})
	})
	n.body = part.Column(8, n.words, act)
	d.Open(n, 1440, 900)
	d.SettleSays("Elm Street")
	d.Press("Try")
	d.Press("Yes")
	d.SettleSays("refused")
}

func TestAnActIsFinishedThoughThePageIsLeft(t *testing.T) {
	d := New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	left, leave := context.WithCancel(t.Context())
	leave()
	ended := errors.New("the act ended by itself")
	d.Shell().Do(left, shell.Work{Finishes: true, Run: func(ctx context.Context) error {
		if ctx.Err() != nil {
			return nil
		}
		return ended
	}})
	d.Settle("its error is said", func() bool { return d.Shown.Canvas().Overlays().Top() != nil })
}

func TestOneTroubleIsSaidOnceUntilItIsUnderstood(t *testing.T) {
	d := New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	full, far := errors.New("the disk is full"), errors.New("nobody answers")
	shown := func(want int) {
		t.Helper()
		if got := len(d.Shown.Canvas().Overlays().List()); got != want {
			t.Fatalf("%d dialogs, want %d", got, want)
		}
	}
	d.Shell().Fail(full)
	d.Shell().Fail(full)
	shown(1)
	d.Shell().Fail(far)
	shown(2)
	d.Shell().Fail(full)
	shown(2)
	part.CloseTop(d.Shown.Canvas())
	d.Press("All right")
	shown(0)
	d.Shell().Fail(full)
	shown(1)
}
