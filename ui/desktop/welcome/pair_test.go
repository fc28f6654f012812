package welcome

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestANewLaptopIsPaired(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	old := b.Found("Elm Street Co-op", "Kofi", "co-op")
	offer, err := old.OfferPairing(t.Context())
	b.Must(err)
	b.pages.joinPage().link.Entry.SetText(offer)
	b.SettleSays("A pairing code")
	if strings.Contains(b.Says(), "What they will see of you") {
		t.Error("a name is asked for, though it is there")
	}
	b.Type("What it is called", "kitchen")
	b.look("pair")
	b.Press("Pair this laptop")
	b.SettleSays("How your keys are kept")
	b.Press("Open, in a file")
	b.look("pair-keys")
	b.Press("Pair this laptop")
	b.SettleSays("Now the other laptop")
	b.look("pair-answer")
	b.Press("Copy the answer")
	read, err := old.ReadAnswer(fyne.CurrentApp().Clipboard().Content())
	b.Must(err)
	if !strings.Contains(b.Says(), strings.Join(read.Words, " ")) || read.Answer.Name != "kitchen" {
		t.Errorf("the words %v of %q are not shown", read.Words, read.Answer.Name)
	}
	b.Press("Continue")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	if b.chosen != old.ID() {
		t.Errorf("led to %v", b.chosen)
	}
}
