package people

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/store/storetest"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// sample is Ada's laptop with Elm Street, on one of the tabs.
func sample(t *testing.T, tab string) (*shelltest.Desk, *page) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	return d, opened(d, tab)
}

func opened(d *shelltest.Desk, tab string) *page {
	p := New(d.Shell(), view.Target{Section: view.SectionMembers, Tab: tab}).(*page)
	d.Open(p, 1440, 900)
	return p
}

// person finds somebody by name.
func personOf(d *shelltest.Desk, name string) view.Person {
	d.T.Helper()
	people, err := view.LoadPeople(d.T.Context(), d.Shell().Community())
	d.Must(err)
	at := slices.IndexFunc(people.All(), func(p view.Person) bool { return strings.HasPrefix(p.Name.Name, name) })
	if at < 0 {
		d.T.Fatalf("nobody is called %s", name)
	}
	return people.All()[at]
}

// escape closes what lies above the page.
func escape(d *shelltest.Desk) {
	d.Shown.Canvas().Unfocus()
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
}

func key(o fyne.Focusable, names ...fyne.KeyName) {
	for _, name := range names {
		o.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// Arrow keys lead through the list, and who they lead to is chosen in the graph too; Enter opens the page.
func TestListAndGraphAreOneSelection(t *testing.T) {
	d, p := sample(t, view.TabPeople)
	d.SettleSays("11 of 42 votes")
	l := p.shown[view.TabPeople].(*list)
	d.Shown.Canvas().Focus(l.rows)
	key(l.rows, fyne.KeyDown, fyne.KeyDown)
	third := l.model.Rows()[2]
	if l.model.Chosen() != third.Account {
		t.Fatalf("the keys chose %q", l.model.Chosen())
	}
	d.SettleSays(third.Name.Name)
	key(l.rows, fyne.KeyReturn)
	if want := personTarget(third.Account); len(d.Went) != 1 || d.Went[0] != want {
		t.Errorf("Enter leads to %+v", d.Went)
	}
	l.filter.Entry.SetText("kowal")
	if rows := l.model.Rows(); len(rows) != 1 || rows[0].Name.Name != "Marta Kowalczyk" {
		t.Errorf("filtered: %+v", rows)
	}
	before := l.order
	key(before, fyne.KeySpace)
	if l.model.OrderLabel(d.Words()) != "By votes carried" {
		t.Error("the order has not changed")
	}
}

func TestTabsAreReachedByKeysAndKeptForGoingBack(t *testing.T) {
	d, p := sample(t, view.TabPeople)
	d.SettleSays("votes in person")
	key(p.tabs, fyne.KeyRight)
	d.SettleSays("Open invites")
	key(p.tabs, fyne.KeyRight)
	d.SettleSays("Taking it back")
	key(p.tabs, fyne.KeyRight)
	d.SettleSays("How we decide here")
	if at := d.Nav.At(); at.Tab != view.TabRules {
		t.Errorf("at %+v", at)
	}
}

func TestNobodyIsInvitedIntoASample(t *testing.T) {
	d, _ := sample(t, view.TabPeople)
	invites := func() int {
		list, err := d.Shell().Community().Invites(t.Context())
		d.Must(err)
		return len(list)
	}
	before := invites()
	d.Press("Invite")
	d.SettleSays("Nobody can join a sample")
	for _, b := range []string{"Copy", "Print", "File"} {
		if found, is := d.Named(b).(*part.Button); is {
			found.Tapped(nil)
		}
	}
	d.Settle("a moment goes by", func() bool { return strings.Contains(d.Says(), "never leaves") })
	if strings.Contains(d.Says(), "folkmoot:join/") || invites() != before {
		t.Errorf("there is a link that nobody can use: %s", d.Says())
	}
}

func TestAnInviteIsPublishedByItsFirstButton(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	opened(d, view.TabPeople)
	invites := func() int {
		list, err := d.Shell().Community().Invites(t.Context())
		d.Must(err)
		return len(list)
	}
	before := invites()
	d.Press("Invite")
	d.SettleSays("letters; paste")
	first := textOf(d, "folkmoot:join/")
	d.Type("A note", "For flat 7")
	d.Settle("another link", func() bool { return textOf(d, "folkmoot:join/") != first })
	if invites() != before {
		t.Fatal("published before anybody pressed a button")
	}
	link := textOf(d, "folkmoot:join/")
	d.Press("Copy")
	d.SettleSays("The invite is published")
	if got := fyne.CurrentApp().Clipboard().Content(); got != link {
		t.Errorf("copied %q, shown was %q", got, link)
	}
	d.Press("Copy")
	if invites() != before+1 {
		t.Errorf("%d invites, want one more than %d", invites(), before)
	}
	list, err := view.Invites(t.Context(), d.Shell().Community(), d.Words())
	d.Must(err)
	if v := list[0]; v.Note != "For flat 7" || v.Uses != 5 || v.Auto {
		t.Errorf("%+v", v)
	}
}

// textOf is what the page says that begins so.
func textOf(d *shelltest.Desk, begins string) string {
	for _, word := range strings.Fields(d.Says()) {
		if strings.HasPrefix(word, begins) {
			return word
		}
	}
	return ""
}

func TestOneIsLetInAndAnotherIsComparedFirst(t *testing.T) {
	d, p := sample(t, view.TabJoining)
	d.SettleSays("Zoë van Dijk")
	zoe, pavel := personOf(d, "Zoë"), view.Person{}
	j := p.shown[view.TabJoining].(*joining)
	for _, r := range j.now.Requests {
		if r.Alike != nil {
			pavel = r.Person
		}
	}
	letIn(d.Shell(), nil, zoe.ID(), zoe.Name)
	d.Settle("Zoë is a member", func() bool { return personOf(d, "Zoë").State == view.StateMember })
	letIn(d.Shell(), nil, pavel.ID(), pavel.Name)
	d.SettleSays("Compare the key first")
	if strings.Contains(d.Says(), "is let in") {
		t.Error("let in without a question")
	}
	escape(d)
	d.Press("Revoke")
	d.SettleSays("lets nobody in any more")
	open := len(j.now.Invites)
	pressTop(d, "Revoke")
	d.Settle("one invite less", func() bool { return len(j.now.Invites) == open-1 })
}

func TestAVoteIsGivenAndTakenBackByKeysAlone(t *testing.T) {
	d, p := sample(t, view.TabYourVote)
	d.SettleSays("Garden")
	give := d.Named("Give, House money")
	key(give, fyne.KeyReturn)
	y := p.shown[view.TabYourVote].(*yourVote)
	if y.opened == nil {
		t.Fatal("no track is open")
	}
	if y.opened.give.AccessibilityLabel() != "Give my vote, Choose to whom it goes." {
		t.Errorf("nobody is chosen: %q", y.opened.give.AccessibilityLabel())
	}
	for i, c := range y.opened.model.Candidates() {
		if c.Name.Name == "Marta Kowalczyk" {
			y.opened.addAt(i)
			break
		}
	}
	d.SettleSays("the most allowed")
	key(y.opened.give, fyne.KeySpace)
	given := func(track string) bool {
		return slices.ContainsFunc(y.facts.vote.Tracks, func(v view.YourTrack) bool { return v.Track == track && v.Given != "" })
	}
	d.Settle("it is given", func() bool { return given("money") })
	key(d.Named("Take back, House money"), fyne.KeyReturn)
	d.SettleSays("simply vote")
	pressTop(d, "Take back")
	d.Settle("it is taken back", func() bool { return !given("money") })
}

// pressTop presses a button of what lies above the page.
func pressTop(d *shelltest.Desk, label string) {
	d.T.Helper()
	d.Press(label)
}

// A page that was scrolled is found there again, and who is alone is offered to invite.
func TestTheScrollPlaceIsFoundAgain(t *testing.T) {
	d, p := sample(t, view.TabRules)
	d.SettleSays("How we decide here")
	p.ScrollTo(200)
	again := New(d.Shell(), view.Target{Section: view.SectionMembers, Tab: view.TabRules}).(*page)
	d.Open(again, 1440, 900)
	again.ScrollTo(p.Scrolled())
	d.SettleSays("How we decide here")
	if p.Scrolled() != 200 || again.Scrolled() != 200 {
		t.Errorf("scrolled to %v, found again at %v", p.Scrolled(), again.Scrolled())
	}
}

func TestWhoIsAloneIsOfferedToInvite(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	opened(d, view.TabPeople)
	d.SettleSays("Only you so far")
	d.Press("Invite somebody")
	d.SettleSays("letters; paste")
}

// What others do while somebody is on a page does not take the keys from where they are.
func TestALiveRefreshLeavesTheKeys(t *testing.T) {
	for tab, button := range map[string]string{view.TabJoining: "Decline", view.TabRules: "Save", view.TabYourVote: "Give, "} {
		d, p := sample(t, tab)
		d.Settle("there is "+button, func() bool { return d.Named(button) != nil })
		before := d.Named(button)
		d.Shown.Canvas().Focus(before)
		switch shown := p.shown[tab].(type) {
		case *joining:
			shown.lay()
		case *rules:
			shown.lay()
		case *yourVote:
			shown.lay()
		}
		if now := d.Shown.Canvas().Focused(); now == nil || now == before || now != d.Named(button) {
			t.Errorf("%s: the keys are on %T", tab, now)
		}
	}
}

// Before anything of a community has arrived, its members' page says so, and no error.
func TestMembersOfACommunityThatIsNotHereYet(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street", "Ada", "club")
	there := storetest.Empty(t)
	c, err := there.Service.Found(t.Context(), app.Founding{Name: "Oak Street", Person: "Greta", Template: "club"})
	d.Must(err)
	link, _, err := c.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: 1000 * 60 * 60})
	d.Must(err)
	newcomer, err := d.Service.Join(t.Context(), link, "Ada")
	d.Must(err)
	d.Enter(newcomer)
	for _, tab := range tabs {
		opened(d, tab)
		d.SettleSays("Nothing of this community is here yet")
		if said := d.Says(); strings.Contains(said, "Try again") {
			t.Errorf("%s: %s", tab, said)
		}
	}
	d.Press("To the network")
	if at := d.Went[len(d.Went)-1]; at.Section != view.SectionNetwork {
		t.Errorf("it leads to %+v", at)
	}
}
