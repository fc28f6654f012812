package people

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/storetest"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestAPetitionWaitsInItsPlace(t *testing.T) {
	d, p := sample(t, view.TabRules)
	d.SettleSays("How we decide here")
	openRulesForm(d.Shell(), true, func(f *rulesForm) { f.choose("votes") })
	d.SettleSays("the rules say so already")
	d.Type("Votes of others that one carries", "8")
	d.SettleSays("more than 8 other members")
	d.Press("Propose and sign")
	r := p.shown[view.TabRules].(*rules)
	petition := func(p view.PendingChange) bool { return p.Petition != "" }
	d.Settle("it waits", func() bool { return slices.ContainsFunc(r.now.Pending, petition) })
	marked := false
	for _, g := range r.now.Groups {
		for _, l := range g.Lines {
			marked = marked || l.Runs != nil
		}
	}
	if pending := r.now.Pending[slices.IndexFunc(r.now.Pending, petition)]; !marked || !strings.HasPrefix(pending.By, "Proposed by Ada") {
		t.Errorf("%+v, marked in its place: %t", pending, marked)
	}
	d.SettleSays("A change waits to be signed")
}

func TestAFounderChangesRulesAndRemovesSomebody(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street", "Ada", "club")
	noah := joined(d, c, "Noah Lindqvist")
	if personOf(d, "Noah").State != view.StateMember {
		t.Fatalf("%+v", personOf(d, "Noah"))
	}
	opened(d, view.TabRules)
	d.SettleSays("How we decide here")
	openRulesForm(d.Shell(), false, nil)
	d.SettleSays("the rules say so already")
	d.Type("Name of the community", "Elm Street Co-op")
	d.SettleSays("It holds at once")
	d.Press("Propose and sign")
	d.Settle("the name is another", func() bool {
		return d.Shell().Community().Membership().Name == "Elm Street Co-op" || stands(d).State.Charter.Name == "Elm Street Co-op"
	})

	openOffices(d.Shell(), noah)
	d.SettleSays("Offices of Noah")
	d.Press("Admits members")
	d.SettleSays("Admit members: Noah Lindqvist")
	d.Press("Propose and sign")
	d.Settle("Noah admits", func() bool {
		rules := stands(d).State.Charter
		return rules.HasAdmitter(noah)
	})

	openRemoval(d.Shell(), noah, false)
	d.SettleSays("Remove Noah Lindqvist from Elm Street Co-op?")
	d.Type("Why", "Moved out")
	d.Press("Sign the removal")
	d.Settle("Noah is gone", func() bool { return personOf(d, "Noah").State == view.StateRemoved })
	if got := personOf(d, "Noah").Removals; !slices.Equal(got, []string{"Moved out"}) {
		t.Errorf("because %q", got)
	}
}

func stands(d *shelltest.Desk) app.Standing {
	s, err := d.Shell().Community().Stands(d.T.Context())
	d.Must(err)
	return s
}

// joined has somebody come in by an invite, over a stick.
func joined(d *shelltest.Desk, c *app.Community, name string) op.AccountID {
	d.T.Helper()
	ctx := d.T.Context()
	link, _, err := c.CreateInvite(ctx, app.NewInvite{Uses: 1, ForMillis: 1000 * 60 * 60, Auto: true})
	d.Must(err)
	other := storetest.Empty(d.T)
	theirs, err := other.Service.Join(ctx, link, name)
	d.Must(err)
	for range 3 {
		bring(d, c, theirs)
		bring(d, theirs, c)
	}
	return theirs.Account()
}

func bring(d *shelltest.Desk, from, to *app.Community) {
	d.T.Helper()
	var stick bytes.Buffer
	_, err := from.ExportBundle(d.T.Context(), &stick, "", nil)
	d.Must(err)
	_, err = to.ImportBundle(d.T.Context(), &stick, "", nil)
	d.Must(err)
}

func TestTheCutIsMovedByKeys(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	noah := personOf(d, "Noah")
	openRemoval(d.Shell(), noah.ID(), false)
	d.SettleSays("The cut: what still counts")
	line := d.Named("The cut: what still counts").(*part.CutLine)
	before := line.AccessibilityLabel()
	key(line, fyne.KeyLeft, fyne.KeyLeft)
	d.Settle("fewer acts stay", func() bool { return line.AccessibilityLabel() != before })
	if act := d.Named("Sign the removal"); !strings.Contains(act.(fyne.Accessible).AccessibilityLabel(), "Only the council") {
		t.Error("Ada is not of the council")
	}
}

func TestMyNameIsChanged(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	OpenMe(d.Shell())
	d.SettleSays("Words about you")
	d.Type("Words about you", "Flat 4")
	d.Press("Save")
	d.Settle("it is said", func() bool { return personOf(d, "Ada").About == "Flat 4" })
}

func TestThePageOfAPerson(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	marta := personOf(d, "Marta")
	d.Open(New(d.Shell(), personTarget(marta.Account)), 1440, 900)
	d.SettleSays("Devices")
	menu := menuOf(d.Shell(), rowOf(view.PersonPage{Person: marta}))
	if len(menu) < 6 {
		t.Errorf("%d rows", len(menu))
	}
	d.Press("More")
	d.Press("Mute for me")
	d.Settle("muted", func() bool { return personOf(d, "Marta").MutedByMe })
	openTellers(d.Shell())
	d.SettleSays("4 tellers")
	escape(d)
	openTrack(d.Shell(), "money")
	d.SettleSays("Opened by")
}

// Whatever breaks, the page says so and can try again: a person who is none.
func TestNobodysPage(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	d.Open(New(d.Shell(), view.Target{Section: view.SectionMembers, Item: "nobody"}), 1024, 640)
	d.SettleSays("nothing here has that id")
}

// A form that is closed keeps what was typed, until it is proposed or begun anew.
func TestARulesFormThatIsClosedKeepsWhatWasTyped(t *testing.T) {
	d, _ := sample(t, view.TabRules)
	d.SettleSays("How we decide here")
	open := func() {
		openRulesForm(d.Shell(), true, nil)
		d.Settle("it is open", func() bool { return d.Named("Name of the community") != nil || len(d.Fields()) > 2 })
	}
	open()
	d.Type("Name of the community", "Oak Street")
	d.Press("Cancel")
	open()
	d.SettleSays("What you had typed is here again")
	if got := d.Fields()[0].Entry.Text; got != "Oak Street" {
		t.Errorf("the name is %q", got)
	}
	d.Press("Begin anew")
	d.Settle("the rules as they are", func() bool { return len(d.Fields()) > 0 && d.Fields()[0].Entry.Text == "Elm Street Co-op" })
	escape(d)
	open()
	if strings.Contains(d.Says(), "is here again") {
		t.Error("it was begun anew")
	}
}
