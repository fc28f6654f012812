package part

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

func TestAThreadRowIsWorkedFromItsList(t *testing.T) {
	begin(t)
	var did []string
	do := func(what string) func() { return func() { did = append(did, what) } }
	rows := []Said{
		{Name: "Ingrid", When: "Wed", Text: strings.Repeat("One guest is few. ", 20) + "See [roof](https://example.org/roof) and [yard](https://example.org/yard).", Acts: []Act{{"Answer", false, do("answer")}, {"Agree", false, do("agree")}}},
		{Indent: 1, Name: "Noah", Chip: "New", Instead: "Hidden by Samira", Ends: true},
		{Indent: 1, Fold: "2 more answers", Unfold: do("unfold"), Last: true},
	}
	l := NewList(func() int { return len(rows) }, func() *ThreadRow {
		return NewThreadRow(ProseOptions{Open: func(address string) { did = append(did, address) }})
	},
		func(at int, row *ThreadRow) { row.Set(rows[at]) }, nil).Ruled(None)
	window := shownList(t, l)
	window.Canvas().Focus(l)
	said := []string{l.AccessibilityLabel()}
	press(l, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn, fyne.KeyDown)
	said = append(said, l.AccessibilityLabel())
	press(l, fyne.KeyDown, fyne.KeyRight, fyne.KeySpace)
	if !strings.HasPrefix(said[0], "Ingrid, Wed, One guest") || said[1] != "Noah, New, Hidden by Samira" {
		t.Errorf("the rows say %q", said)
	}
	if !slices.Equal(did, []string{"https://example.org/yard", "answer", "agree", "unfold"}) {
		t.Errorf("the keys did %v", did)
	}
	before := l.shown[0].Size().Height
	window.Resize(fyne.NewSize(300, 400))
	l.ScrollTo(0)
	if l.shown[0].Size().Height <= before {
		t.Error("a narrower row is not higher")
	}
}

func TestWhatIsTheSameFolds(t *testing.T) {
	begin(t)
	card := Difference(nil, []Passage{{Fold: "First paragraph, unchanged", Spans: []Span{{Text: "The workshop is open to all."}}}, {Spans: []Span{{Text: "one", Mark: Removed}}}}, [2]string{"folded", "unfolded"})
	expander := NewExpander("More", "Less", [2]string{"folded", "unfolded"}, Words(theme.Text, "Details"))
	looked := 0
	expander.WhenOpened(func() { looked++ })
	window := stage(t, card, expander)
	fold := card.content.(*fyne.Container).Objects[0].(*foldRow)
	low := card.Size().Height
	press(fold, fyne.KeySpace)
	if got := fold.AccessibilityLabel(); got != "First paragraph, unchanged, unfolded" || fold.under.Size().Height < 20 {
		t.Errorf("unfolded it says %q over %g of text", got, fold.under.Size().Height)
	}
	if card.Size().Height <= low {
		t.Error("the card does not grow with what is unfolded")
	}
	press(fold, fyne.KeyReturn)
	if card.Size().Height != low {
		t.Error("the card does not shrink again")
	}
	test.Tap(expander)
	if got := expander.AccessibilityLabel(); got != "Less, unfolded" || looked != 1 || !expander.content.Visible() {
		t.Errorf("opened it says %q and was looked up %d times", got, looked)
	}
	window.Canvas().Focus(expander)
	press(expander, fyne.KeySpace)
	if expander.content.Visible() {
		t.Error("it does not shut")
	}
}

func TestVersionsAreOpenedAndWhatFollowsIsNotAStop(t *testing.T) {
	begin(t)
	opened := 0
	history := History(NumberedRow{Number: "2", Title: "Only hand tools", Says: "Linh", When: "9 May", Open: func() { opened++ }})
	c := stage(t, WhatFollows(NumberedRow{Number: "1", Title: "Everybody can read it"}), history).Canvas()
	c.FocusNext()
	if got := c.Focused().(fyne.Accessible).AccessibilityLabel(); got != "2, Only hand tools, Linh, 9 May" {
		t.Errorf("Tab reaches %q first", got)
	}
	press(c.Focused(), fyne.KeyReturn)
	if opened != 1 {
		t.Error("Enter opens no version")
	}
}

// A QR picture keeps four white modules around it, and each module is a whole number of units.
func TestACodeKeepsItsQuietZone(t *testing.T) {
	begin(t)
	modules := [][]bool{{true, true, true}, {true, false, true}, {true, true, true}}
	code := NewCode(modules, 100, "The invite")
	stage(t, Row(0, None, code))
	if side := code.side(); side != 99 {
		t.Errorf("eleven modules in 100 units are %g wide, want 99", side)
	}
	for i := range 11 {
		for ring := range quietZone {
			for _, at := range [][2]int{{i, ring}, {ring, i}, {i, 10 - ring}, {10 - ring, i}} {
				if code.picture.GrayAt(at[0], at[1]).Y != 0xFF {
					t.Fatalf("module %v of the quiet zone is dark", at)
				}
			}
		}
	}
	if code.picture.GrayAt(4, 4).Y != 0 || code.picture.GrayAt(5, 5).Y != 0xFF {
		t.Error("the modules are not those that were handed in")
	}
}

func TestAKeyIsNeverMirrored(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(&theme.Theme{Factor: 1, RightToLeft: true})
	key := Key(KeyGroup{Text: "k7q2"}, KeyGroup{Text: "m4xd", Differs: true})
	stage(t, key)
	if key.Objects[0].Position().X >= key.Objects[1].Position().X {
		t.Error("in a mirrored page the groups of a key stand the other way round")
	}
}

func TestWhatArrivesIsReadInOrder(t *testing.T) {
	begin(t)
	a := NewArriving(Arrival{Stand: Done, Name: "Rules", Says: "7 changes", End: "checked"}, Arrival{Stand: InDoubt, Name: "Discussion", Says: "newest first", End: "8 of 12", Share: 0.6})
	work := NewWork("Writing", "54 of 87 MB", 0.6)
	stage(t, a, work)
	if got := a.AccessibilityLabel(); got != "Rules, 7 changes, checked. Discussion, newest first, 8 of 12. " {
		t.Errorf("it says %q", got)
	}
	wide, narrow := a.HeightFor(600), a.HeightFor(160)
	if wide != 49+69 || narrow <= wide {
		t.Errorf("it is %g high, and %g where there is no room", wide, narrow)
	}
	work.Set("Writing", "87 of 87 MB", 1)
	if got := work.AccessibilityLabel(); got != "Writing, 87 of 87 MB" {
		t.Errorf("it says %q", got)
	}
}
