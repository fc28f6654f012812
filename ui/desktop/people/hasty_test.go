package people

import (
	"context"
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// What somebody does faster than a laptop reads and signs: it counts as it was chosen, once.

func TestAnActFailsAfterItsSheetIsGone(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	sheet := newSheet(d.Shell())
	well := sheet.cancel("")
	sheet.open(part.NewDialog(titled("A sheet", ""), part.Space(), part.Acts("", well)), shell.DialogNarrow, well)
	left := make(chan struct{})
	sheet.do(nil, "done", func(context.Context, *app.Community) error {
		<-left
		return errors.New("the disk is full")
	})
	sheet.close()
	close(left)
	d.SettleSays("the disk is full")
}

func TestACutIsNotSignedBeforeItIsRead(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street", "Ada", "club")
	noah := joined(d, c, "Noah Lindqvist")
	opened(d, view.TabPeople)
	openRemoval(d.Shell(), noah, false)
	d.SettleSays("Remove Noah Lindqvist")
	line := d.Named("The cut: what still counts").(*part.CutLine)
	before := line.AccessibilityLabel()
	act := d.Named("Sign the removal").(*part.Button)
	key(line, "Left")
	act.Tapped(nil)
	d.Settle("the cut is read", func() bool { return line.AccessibilityLabel() != before })
	if got := personOf(d, "Noah").State; got != view.StateMember {
		t.Fatalf("%s: signed is a cut that did not stand there", got)
	}
	act.Tapped(nil)
	d.Settle("Noah is gone", func() bool { return personOf(d, "Noah").State == view.StateRemoved })
}

// inviteSheet is the sheet, open, and what is published so far.
func inviteSheet(t *testing.T) (*shelltest.Desk, *invite, func() []view.Invite) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1)) // not the sample: nobody is invited there
	d.Found("Elm Street", "Ada", "club")
	opened(d, view.TabPeople)
	m, err := view.LoadInviteSheet(t.Context(), d.Shell().Community(), d.Words())
	d.Must(err)
	v := newInvite(d.Shell(), m)
	v.show()
	d.Settle("there is a link", func() bool { return v.link != "" })
	return d, v, func() []view.Invite {
		list, err := view.Invites(t.Context(), d.Shell().Community(), d.Words())
		d.Must(err)
		return list
	}
}

func TestAnInviteIsPublishedAsItWasChosenLast(t *testing.T) {
	d, v, invites := inviteSheet(t)
	before := len(invites())
	v.chooseUses(0)
	v.outs[0].Tapped(nil) // before the link of the choice is there
	v.outs[0].Tapped(nil)
	d.SettleSays("The invite is published")
	if list := invites(); len(list) != before+1 || list[0].Uses != 1 {
		t.Errorf("%d more: %+v", len(list)-before, list[0])
	}
}

func TestWhatIsChosenWhileAnInviteIsPublishedMakesNoSecondOne(t *testing.T) {
	d, v, invites := inviteSheet(t)
	before := len(invites())
	v.outs[0].Tapped(nil)
	v.chooseUses(0)
	d.SettleSays("The invite is published")
	v.outs[0].Tapped(nil)
	d.Settle("nothing is under way", func() bool { return !v.leaving })
	if list := invites(); len(list) != before+1 {
		t.Errorf("%d more", len(list)-before)
	}
}

func TestANumberThatIsMissingOrWrongIsNotPublished(t *testing.T) {
	d, v, invites := inviteSheet(t)
	before := len(invites())
	for _, typed := range []string{"", "0", "1000000"} {
		v.chooseUses(len(v.model.UsesChoices()) - 1)
		v.other.Entry.SetText(typed)
		v.outs[0].Tapped(nil)
		if v.leaving || v.wanted != nil {
			t.Fatalf("typed %q: it is being published", typed)
		}
		if got := len(invites()); got != before {
			t.Fatalf("typed %q: published", typed)
		}
	}
	v.other.Entry.SetText("7")
	v.outs[0].Tapped(nil)
	d.SettleSays("The invite is published")
	if list := invites(); list[0].Uses != 7 {
		t.Errorf("%+v", list[0])
	}
}
