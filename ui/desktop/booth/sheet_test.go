package booth

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

func TestAButtonThatIsOffSaysWhy(t *testing.T) {
	cast := 0
	s, c := sheet(t, asked(t, poll.Open{Method: "consent"}), Acts{Cast: func() { cast++ }})
	l, act := listOf(t, s), actOf(t, s)
	for _, step := range []struct {
		do   func()
		says string // how the button is called
	}{
		{func() {}, "Cast my vote, Mark something first, or clear the ballot to hand it in blank"},
		{func() { test.TapAt(l, place(l, click{3, 0})) }, "Cast my vote, Say why first, in a few words"},
		{func() { test.Type(fieldOf(t, c), "The noise") }, "Cast my vote"},
	} {
		step.do()
		if got := act.AccessibilityLabel(); got != step.says {
			t.Errorf("%q, want %q", got, step.says)
		}
		test.Tap(act)
	}
	if cast != 1 {
		t.Errorf("cast %d times", cast)
	}
	if s.ballot.Reason() != "The noise" || s.page.Summary.String() != "You object, and say why." {
		t.Errorf("%q, %q", s.ballot.Reason(), s.page.Summary)
	}
	test.TapAt(l, place(l, click{0, 0}))
	if strings.Contains(named(c), "The noise") {
		t.Error("plain consent stands there with an objection")
	}
}

// fieldOf is the one field in view.
func fieldOf(t *testing.T, c fyne.Canvas) *part.Entry {
	t.Helper()
	for _, o := range test.LaidOutObjects(c.Content()) {
		if f, is := o.(*part.Field); is && f.Visible() {
			return f.Entry
		}
	}
	t.Fatal("no field is in view")
	return nil
}

func TestAReasonIsGivenWhereNoneIsNeeded(t *testing.T) {
	s, c := sheet(t, asked(t, poll.Open{Method: "approval", Options: works}), Acts{})
	tapNamed(t, c, "Add a reason")
	entry := fieldOf(t, c)
	if c.Focused() != fyne.Focusable(entry) {
		t.Error("the field that was asked for has not the keys")
	}
	test.Type(entry, strings.Repeat("x", poll.MaxReasonCharacters))
	if !strings.Contains(named(c), "0 characters left") {
		t.Error("nothing says how much room is left")
	}
	test.Type(entry, "y")
	if got := s.ballot.Reason(); got != strings.Repeat("x", poll.MaxReasonCharacters) || entry.Text != got {
		t.Errorf("%d letters are kept, %d stand there", len(got), len(entry.Text))
	}
}

func TestWhatIsLeftStaysInSight(t *testing.T) {
	b := asked(t, poll.Open{Method: "pb-greedy", Budget: 100, Costs: []uint64{60, 50, 40, 30, 20}, Options: works})
	begin(t, theme.Light(1))
	s := NewSheet(b, words(t), ballot.Voter{Name: "Ada"}, Acts{})
	c := whole(t, s)
	l := listOf(t, s)
	test.TapAt(l, place(l, click{0, 0}))
	test.TapAt(l, place(l, click{3, 0}))
	if b.Left() != 10 || !strings.Contains(named(c), "left of 100") {
		t.Fatalf("%d are left: %s", b.Left(), named(c))
	}
	test.TapAt(l, place(l, click{2, 0}))
	if b.Picked(2) || !strings.Contains(named(c), "Heat pump costs 30 more than is left. You could drop:") {
		t.Errorf("nothing is offered: %s", named(c))
	}
	tapNamed(t, c, "Drop Cellar")
	if !b.Picked(2) || b.Picked(3) {
		t.Errorf("ticked: %v", b.Ballot().Picks)
	}
	test.TapAt(l, place(l, click{1, 0}))
	tapNamed(t, c, "Leave it as it is")
	if strings.Contains(named(c), "You could drop") {
		t.Error("the offer stays")
	}
	c.Focus(l)
	strike(l, "_")
	if !strings.Contains(named(c), "You could drop") {
		t.Fatalf("nothing is offered by key: %s", named(c))
	}
	strike(l, "e")
	if !b.Picked(1) {
		t.Errorf("Enter does not take the offer: %v", b.Ballot().Picks)
	}
	tapNamed(t, c, "As listed")
	if l.order[0] != 1 {
		t.Errorf("the choice does not stand first: %v", l.order)
	}
}

func TestTheSheetTurnsIntoWhatWasCastAndBack(t *testing.T) {
	saved := 0
	b := asked(t, poll.Open{Method: "irv", Options: works})
	b.RankLast(1)
	s, c := sheet(t, b, Acts{Save: func() { saved++ }})
	s.Casting()
	if got := actOf(t, s).AccessibilityLabel(); got != "Casting" {
		t.Errorf("the button says %q", got)
	}
	before := b.Draft()
	l := listOf(t, s)
	strike(l, "DDe")
	test.TapAt(l, place(l, click{1, 1}))
	haul(c, l, middle(l, 1), fyne.NewDelta(0, 300))
	tapNamed(t, c, "Clear the ballot")
	if b.Draft() != before {
		t.Errorf("what is being signed was changed to %s", b.Draft())
	}
	s.Failed(part.NewTrouble(theme.IconHardDrive, "Not cast: this laptop’s disk is full", "Nothing was lost."))
	if !strings.Contains(named(c), "Not cast: this laptop’s disk is full") || actOf(t, s).AccessibilityLabel() != "Try again" {
		t.Errorf("what went wrong is not said: %s", named(c))
	}
	c.Focus(actOf(t, s))
	s.Done(Way{Open: true}) // its way is told a little later
	s.Done(Way{Open: true, Journey: &ballot.Journey{Head: "Where it is now", Steps: []ballot.Step{
		{Stand: ballot.Done, Title: "Cast here", Says: "Signed", Said: "done"}, {Stand: ballot.ToCome, Title: "Counted", Says: "After the close", Said: "to come"},
	}}})
	if c.Focused() != fyne.Focusable(actOf(t, s)) {
		t.Errorf("the keys went to %T", c.Focused())
	}
	for _, said := range []string{"Your vote is cast", "Roof", "4 not ranked, equally last", "Cast here, done. Signed Counted, to come. After the close"} {
		if !strings.Contains(named(c), said) {
			t.Errorf("%q is not said: %s", said, named(c))
		}
	}
	tapNamed(t, c, "Save a copy")
	s.Done(Way{})
	if saved != 1 || strings.Contains(named(c), "Change my vote") {
		t.Errorf("saved %d times; after the close: %s", saved, named(c))
	}
	s.Done(Way{Open: true})
	tapNamed(t, c, "Change my vote")
	if s.IsCast() || s.page.Cast.Label != "Cast my changed vote" || b.PlaceOf(1) != 1 {
		t.Errorf("%v, %+v", s.IsCast(), s.page.Cast)
	}
}

func TestOverThePageOnlyTheRowsScroll(t *testing.T) {
	open := poll.Open{Method: "irv"}
	for range 4 {
		open.Options = append(open.Options, works...)
	}
	for i := range open.Options {
		open.Options[i] += strings.Repeat(" more", i)
	}
	begin(t, theme.Light(1))
	b := asked(t, open)
	s := NewSheet(b, words(t), ballot.Voter{Name: "Ada"}, Acts{})
	closed := 0
	c := stage(t, part.Space(), 1024, 640)
	s.OpenBelow(c, "Where the reserve goes first", "closes tomorrow, 18:00", func() { closed++ })
	p := s.shown[0].(*paper)
	if foot := p.foot.Position().Y + p.foot.Size().Height; foot != p.Size().Height || p.Size().Height != 640-24 {
		t.Errorf("the foot ends at %v of %v", foot, p.Size())
	}
	if c.Focused() != fyne.Focusable(p.list) {
		t.Errorf("the keys are with %T", c.Focused())
	}
	head := p.head.Position()
	for range 30 {
		press(p.list, fyne.KeyDown)
	}
	if p.scroll.Offset.Y == 0 || p.head.Position() != head {
		t.Errorf("scrolled by %v, the head at %v", p.scroll.Offset, p.head.Position())
	}
	press(p.list, fyne.KeyReturn)
	press(p.list, fyne.KeyEscape)
	if closed != 1 || len(s.shown) != 0 || len(b.Ranked()) != 1 {
		t.Errorf("closed %d times, %d shown, ranked %v", closed, len(s.shown), b.Ranked())
	}
}

func TestTheBarOpensTheSheet(t *testing.T) {
	begin(t, theme.Light(1))
	opened := 0
	bar := NewBar(view.VoteBar{Title: "You have not voted yet", Sub: "Ranking", Act: "Vote now", Open: true}, theme.IconListOrdered, func() { opened++ })
	c := stage(t, bar, 700, 80)
	tapNamed(t, c, "Vote now")
	if opened != 1 || !strings.Contains(named(c), "You have not voted yet") {
		t.Error(named(c))
	}
}

// Every row is called what it says, also where the list is one stop for Tab.
func TestEveryRowIsReadOut(t *testing.T) {
	for _, e := range every {
		s, _ := sheet(t, asked(t, e.open), Acts{})
		s.shown, s.side = nil, nil
		c := whole(t, s)
		said := named(c)
		for _, row := range append(s.page.Rows, s.page.Apart...) {
			if !strings.Contains(said, row.Label) {
				t.Errorf("%s: nobody says %q", e.open.Method, row.Label)
			}
		}
		stops := 0
		for c.FocusNext(); c.Focused() != nil && stops < 30; c.FocusNext() {
			if stops++; c.Focused() == fyne.Focusable(listOf(t, s)) {
				break
			}
		}
		if stops == 30 || stops == 0 {
			t.Errorf("%s: Tab does not reach the rows", e.open.Method)
		}
	}
}

func TestTheMouseShowsWhatItIsOver(t *testing.T) {
	s, c := sheet(t, asked(t, poll.Open{Method: "quadratic", Options: works}), Acts{})
	l := listOf(t, s)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	for _, step := range []struct {
		control int
		cursor  desktop.Cursor
	}{{0, desktop.DefaultCursor}, {1, desktop.PointerCursor}} { // less than nothing is off
		test.MoveMouse(c, at.Add(place(l, click{2, step.control})))
		if l.hover != 2 || l.Cursor() != step.cursor {
			t.Errorf("over control %d of row %d the cursor is %v", step.control, l.hover, l.Cursor())
		}
	}
	test.MoveMouse(c, fyne.NewPos(1, 1))
	if l.hover >= 0 || l.Cursor() != desktop.DefaultCursor {
		t.Errorf("row %d stays marked", l.hover)
	}
}
