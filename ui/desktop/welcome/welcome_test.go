package welcome

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// begun is the first pages in a window.
type begun struct {
	*shelltest.Desk
	laptop *shelltest.Laptop
	pages  *Welcome
	held   shell.Held
	chosen op.CommunityID
}

// begin shows the pages of a machine on which there is no profile, unless prepare says otherwise.
func begin(t *testing.T, look *theme.Theme, width, height float32, prepare func(*shelltest.Laptop)) *begun {
	t.Helper()
	b := &begun{Desk: shelltest.New(t, look)}
	b.laptop = b.Laptop()
	if prepare != nil {
		prepare(b.laptop)
	}
	b.Install = &shell.Install{Machine: b.laptop.Machine(), Host: b.laptop}
	b.show(look, width, height)
	return b
}

// show shows the pages, as at a start of the program.
func (b *begun) show(look *theme.Theme, width, height float32) {
	b.Say = b.Install.Catalog.Printer("en")
	if look.RightToLeft {
		b.Say = b.Install.Catalog.Printer("de")
	}
	b.pages = New(b.Window, Ports{
		Opened:   func(held shell.Held, chosen op.CommunityID) { b.held, b.chosen = held, chosen },
		Language: func(tag string) { b.Speak(tag) },
	})
	ctx, leave := context.WithCancel(b.T.Context())
	b.T.Cleanup(leave)
	b.Shown.SetContent(part.NewStage(b.pages.Content()))
	b.Shown.Resize(fyne.NewSize(width, height))
	b.pages.Show(ctx)
}

// look keeps what is shown in a folder that the environment names, to be looked at.
func (b *begun) look(name string) {
	if dir := os.Getenv("FOLKMOOT_LOOK"); dir != "" {
		b.Keep(filepath.Join(dir, name+".png"))
	}
}

// answer types the three words that are asked for.
func (b *begun) answer() {
	words := b.pages.said.Phrase.Words()
	for _, f := range b.pages.check.Fields() {
		number := 0
		for _, r := range f.Label {
			if r >= '0' && r <= '9' {
				number = number*10 + int(r-'0')
			}
		}
		b.Type(f.Label, words[number-1][:4])
	}
}

func TestACommunityIsStarted(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.look("doors")
	b.Press("Start a community")
	b.look("start")
	b.Type("What it is called", "Elm Street Co-op")
	b.Press("Continue")
	b.look("keys")
	b.Type("Your name", "Ada Okonkwo")
	b.Press("Under a passphrase")
	b.look("keys-passphrase")
	b.Type("Passphrase", "correct horse")
	b.Type("The same once more", "correct horse")
	b.Press("Continue")
	b.look("phrase")
	words := b.pages.said.Phrase.Words()
	if !strings.Contains(b.Says(), words[23]) {
		t.Error("the last word is not shown")
	}
	b.Press("I have written")
	b.look("check")
	b.Type(b.pages.check.Fields()[1].Label, "ma")
	b.look("check-typing")
	b.answer()
	b.look("check-right")
	b.Press("Continue")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	c, err := b.held.Service().Opened(b.chosen)
	b.Must(err)
	if c.Membership().Name != "Elm Street Co-op" || b.laptop.Protected != shell.KeptUnderPassphrase || b.laptop.Passphrase != "correct horse" {
		t.Errorf("it is called %s, and kept %s", c.Membership().Name, b.laptop.Protected)
	}
}
