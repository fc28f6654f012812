package home

import (
	"testing"

	"fyne.io/fyne/v2"
	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func opened(t *testing.T, width, height float32) *shelltest.Desk {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	d.Open(New(d.Shell(), view.Target{}), width, height)
	d.SettleSays("Where the reserve goes first")
	return d
}

// openedHome is a page with nothing on the way to it.
func openedHome(t *testing.T) (*shelltest.Desk, *Home) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	h := New(d.Shell(), view.Target{}).(*Home)
	d.Open(h, 1440, 900)
	d.SettleSays("Where the reserve goes first")
	return d, h
}

func TestTheMostUrgentIsVotedOnByOnePress(t *testing.T) {
	d := opened(t, 1440, 900)
	d.Press("Vote: Where the reserve goes first")
	if len(d.Went) != 1 || d.Went[0].Section != view.SectionDecisions || d.Went[0].Focus != view.FocusBallot {
		t.Errorf("it leads to %v", d.Went)
	}
	d.Picture("home.png")
}

func TestEverythingOnThePageIsReachedByTab(t *testing.T) {
	d := opened(t, 1440, 900)
	reached := map[string]bool{}
	for range 60 {
		d.Shown.Canvas().FocusNext()
		if a, said := d.Shown.Canvas().Focused().(fyne.Accessible); said {
			reached[a.AccessibilityLabel()] = true
		}
	}
	for _, label := range []string{"Vote: Where the reserve goes first", "Vote: Summer budget 2026", "Look: Zoë van Dijk asks to join"} {
		if !reached[label] {
			t.Errorf("Tab does not lead to %q", label)
		}
	}
	d.Shown.Canvas().Focus(d.Named("Look: Zoë van Dijk"))
	d.Shown.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(d.Went) != 1 || d.Went[0].Tab != view.TabJoining {
		t.Errorf("Enter leads to %v", d.Went)
	}
}

func TestTheFocusStaysWhereItIsWhenSomethingHappens(t *testing.T) {
	d := opened(t, 1440, 900)
	c := d.Shell().Community()
	before := d.Named("Vote: Summer budget 2026")
	d.Shown.Canvas().Focus(before)
	_, err := c.NewTopic(t.Context(), proposal.NewTopic{Title: "Ladders", Text: "Who has one?"})
	d.Must(err)
	d.NowMillis += 60 * 60_000 // what is said of times is another
	_, err = c.NewTopic(t.Context(), proposal.NewTopic{Title: "Ropes", Text: "Who has one?"})
	d.Must(err)
	d.Settle("the page is laid anew", func() bool { return d.Named("Vote: Summer budget 2026") != before })
	if d.Shown.Canvas().Focused() != d.Named("Vote: Summer budget 2026") {
		t.Errorf("the focus is on %v", d.Shown.Canvas().Focused())
	}
}

func TestButtonsOfAColumnAreEquallyWide(t *testing.T) {
	d := opened(t, 1440, 900)
	vote, look := d.Named("Vote: Summer budget").(*part.Button), d.Named("Look: Zoë").(*part.Button)
	if vote.Size().Width != look.Size().Width || theme.Units(vote.Size().Width) < leastAct {
		t.Errorf("they are %v and %v wide", vote.Size().Width, look.Size().Width)
	}
}

func TestWhereTheSecondColumnFoldsALineSaysWhatItSaid(t *testing.T) {
	d := opened(t, 1024, 640)
	d.Press("Details")
	if len(d.Went) != 1 || d.Went[0].Section != view.SectionNetwork {
		t.Errorf("it leads to %v", d.Went)
	}
}

func TestANewCommunitySaysWhatItStillNeeds(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Harbour Allotments", "Ada", "club")
	d.Open(New(d.Shell(), view.Target{}), 1024, 640)
	d.Press("Invite: ")
	if len(d.Commands) != 1 || d.Commands[0] != view.CommandInvite {
		t.Errorf("it does %v", d.Commands)
	}
}

func TestWhatIsFoundIsNarrowedAndOpened(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	d.Open(NewSearch(d.Shell(), view.Target{Section: view.SectionSearch, Item: "solar"}), 1440, 900)
	d.SettleSays("9 places, found on this laptop")
	d.SettleSays("in Where the reserve goes first")
	d.Picture("search.png")
	d.Press("People 1")
	d.Press("Kenji Watanabe")
	if len(d.Went) != 1 || d.Went[0].Section != view.SectionMembers {
		t.Errorf("it leads to %v", d.Went)
	}
}

func TestNothingFoundIsSaid(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	d.Open(NewSearch(d.Shell(), view.Target{Section: view.SectionSearch, Item: "qqqqzz"}), 1440, 900)
	d.SettleSays("0 places")
}

func TestNewsAreStillThereForWhoComesBackFromOneOfThem(t *testing.T) {
	d := opened(t, 1440, 900)
	d.SettleSays("answered you in")
	news, err := d.Shell().Community().News(t.Context(), app.DefaultPage)
	if err == nil {
		err = d.Shell().Community().Seen(news)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.Open(New(d.Shell(), view.Target{}), 1440, 900)
	d.SettleSays("answered you in")
}
