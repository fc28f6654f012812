package ballot

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// catalog is read once: a fuzz run speaks thousands of times.
var catalog = sync.OnceValues(func() (*text.Catalog, error) { return text.Load(assets.Translations()) })

func speak(t rapid.TB, language string) view.Words {
	t.Helper()
	loaded, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	return view.Words{Say: loaded.Printer(language), NowMillis: 1, Zone: time.UTC}
}

// asked is a poll with options of its own.
func asked(t *testing.T, method string, budget uint64, costs []uint64, options ...string) *Sheet {
	t.Helper()
	open := opening(t, method, len(options))
	open.Options, open.Budget, open.Costs = options, budget, costs
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	return sheet(t, open)
}

func strong(s view.Sentence) string {
	var words []string
	for _, span := range s {
		if span.Strong {
			words = append(words, span.Text)
		}
	}
	return strings.Join(words, "|")
}

func TestARankingByHand(t *testing.T) {
	w := speak(t, "en")
	s := asked(t, "schulze", 0, nil, "Solar", "Roof", "Heat pump", "Cellar", "Reserve")
	for _, o := range []int{0, 2, 1} {
		if !s.RankLast(o) {
			t.Fatal(o)
		}
	}
	s.Lift(1)
	s.HoverSlot(1)
	p := s.Page(w, Voter{Name: "Ada Okonkwo"})
	if p.Rows[1].Option != 1 || p.Rows[1].Place != "2" || !p.Rows[1].Lifted || p.Rows[2].Place != "3" || p.Cast.On || p.Cast.Why == "" {
		t.Errorf("%+v", p.Rows)
	}
	if got := p.Rows[1].Label; got != "Roof, lifted, would be 2nd" {
		t.Error(got)
	}
	s.Drop()
	p = s.Page(w, Voter{Name: "Ada Okonkwo"})
	if got := p.Summary.String(); got != "You rank Solar first, then Roof, then Heat pump." {
		t.Error(got)
	}
	if got := strong(p.Summary); got != "Solar|Roof|Heat pump" {
		t.Error(got)
	}
	if facts := s.Facts(w, 41); len(facts) != 2 || facts[0].Text != "41 members can vote" || facts[1].Text != "Pairwise count (Schulze). Ties by a draw that all can check" {
		t.Errorf("%+v", facts)
	}
	if p.Signed != "Signed as Ada Okonkwo on this laptop." || !p.Cast.On || len(p.Apart) != 2 {
		t.Errorf("%+v", p)
	}
	s.Lift(3)
	s.HoverOnto(0)
	s.Drop()
	if got := s.Page(w, Voter{}).Summary.String(); got != "You rank Solar and Cellar first, then Roof, then Heat pump." {
		t.Error(got)
	}
	if s.PlaceOf(1) != 3 || !s.Undo() || s.PlaceOf(1) != 2 {
		t.Errorf("%v", s.Ranks())
	}
}

func TestDraggingLandsUnderTheMouse(t *testing.T) {
	for _, s := range []struct {
		method string
		at     int
		want   string
	}{
		{"irv", -50, "[[2] [0] [1]]"},
		{"irv", 1400, "[[0] [2] [1]]"},
		{"irv", 2900, "[[0] [1] [2]]"},
		{"irv", 3100, "[[0] [1] [2]]"},
		{"irv", 4000, "[[0] [1]]"},
		{"schulze", 100, "[[2] [0] [1]]"},
		{"schulze", 500, "[[0 2] [1]]"},
		{"schulze", 800, "[[0] [2] [1]]"},
		{"schulze", 1500, "[[0] [1 2]]"},
		{"schulze", 2500, "[[0] [1] [2]]"},
	} {
		sheet := asked(t, s.method, 0, nil, "A", "B", "C", "D")
		for o := range 3 {
			sheet.RankLast(o)
		}
		sheet.Lift(2)
		sheet.HoverAt(s.at)
		sheet.Drop()
		if got := fmt.Sprint(sheet.Ranks()); got != s.want {
			t.Errorf("%s at %d: %s, want %s", s.method, s.at, got, s.want)
		}
	}
	sheet := asked(t, "irv", 0, nil, "A", "B")
	if sheet.HoverAt(100) || !sheet.Lift(1) || !sheet.HoverAt(300) || !sheet.Drop() || sheet.PlaceOf(1) != 1 {
		t.Errorf("the first one is dragged to %v", sheet.Ranks())
	}
}

func TestFortyOptionsWithoutAMouse(t *testing.T) {
	w := speak(t, "en")
	plants := []string{"Hazel", "Medlar", "Barberry", "Bilberry, wants sour soil", "Blackberry", "Serviceberry", "Käthe", "Crab apple “Evereste”", "Elder", "Rose", "Ivy"}
	s := asked(t, "borda", 0, nil, plants...)
	s.RankLast(5)
	s.RankLast(7)
	f := s.Find()
	f.Type("BERRY")
	f.Press(Stroke{Key: Down})
	found := f.Page(w)
	if found.Count != "4 of 11" || found.Rows[1].Act != "Rank 3rd" || found.Rows[1].Key != "Enter" || found.Rows[0].Key != "" || strong(found.Rows[1].Name) != "berry" || found.Next != "Bilberry would come here" {
		t.Errorf("%+v", found)
	}
	if found.Rows[3].Option != 5 || found.Rows[3].Place != "1" {
		t.Errorf("what is ranked comes last: %+v", found.Rows)
	}
	if !f.Press(Stroke{Key: Enter}) || !f.Marked() || f.Typed() != "BERRY" || s.PlaceOf(3) != 3 {
		t.Errorf("%v, %q", s.Ranks(), f.Typed())
	}
	f.Type("kathe")
	if !f.Press(Stroke{Key: Digit, Digit: 1, Alt: true}) || s.PlaceOf(6) != 1 {
		t.Errorf("%v", s.Ranks())
	}
	if got := s.Summary(w).String(); got != "You rank Käthe first, then Serviceberry, then Crab apple and one more." {
		t.Error(got)
	}
	p := s.Page(w, Voter{})
	if p.Ranked == nil || p.Ranked.Left != "4 ranked" || p.Ranked.Right != "7 equally last" {
		t.Errorf("%+v", p.Ranked)
	}
	f.Type("\x00")
	if f.Chosen() != none || f.Press(Stroke{Key: Enter}) || f.Page(w).Nothing == "" {
		t.Error("nothing is found, and something is ranked")
	}
	f.Type("")
	f.UsePollOrder(true)
	f.Point(6)
	if list := f.List(); !s.IsLong() || s.Kind() != Ranking || f.Chosen() != 6 || !slices.IsSorted(list) {
		t.Errorf("%v, %d chosen", list, f.Chosen())
	}
	f.Type("x")
	if !f.Press(Stroke{Key: Escape}) || f.Press(Stroke{Key: Escape}) {
		t.Error("the first Esc clears the field, the second is the page's")
	}
}

func TestTheMoneyOfABudget(t *testing.T) {
	w := speak(t, "en")
	s := asked(t, "pb-equal-shares", 12000, []uint64{4200, 2400, 1850, 980, 240, 1650, 760, 420, 5600, 13000},
		"Ramp", "Tanks", "Benches", "Tools", "Shelf", "Lights", "Table-tennis", "Stand", "Shed", "Palace")
	for o := range 5 {
		s.Pick(o)
	}
	p := s.Page(w, Voter{Name: "Ada"})
	if p.Purse.Figure != "2,330" || p.Purse.Text != "left of 12,000" || len(p.Purse.Parts) != 6 {
		t.Errorf("%+v", p.Purse)
	}
	if p.Note != "Still fits: Lights, or Table-tennis and Stand." {
		t.Error(p.Note)
	}
	if got := p.Rows[8]; got.Detail != "3,270 too much" || !got.Alarm || got.Pick.On || got.Label != "Shed 5,600, not chosen. 3,270 too much" {
		t.Errorf("%+v", got)
	}
	if got := p.Summary.String(); got != "You would pay for five ideas, 9,670 together." || strong(p.Summary) != "five ideas" {
		t.Error(got)
	}
	if s.Pick(8) {
		t.Error("ticked without the money")
	}
	offer := s.Page(w, Voter{}).Offer
	if offer == nil || len(offer.Drops) != 1 || offer.Drops[0].Label != "Drop Ramp" {
		t.Fatalf("%+v", offer)
	}
	if s.Swap([]int{4}) || !s.Swap(offer.Drops[0].Options) || s.Spent() != 9670-4200+5600 || !s.Undo() || s.Spent() != 9670 {
		t.Error(s.Spent())
	}
	s.Focus(8)
	s.Press(Stroke{Key: Space})
	if s.Press(Stroke{Key: Digit, Digit: 3}) || !s.Press(Stroke{Key: Enter}) || s.Picked(0) || !s.Picked(8) || !s.Undo() {
		t.Errorf("the offer is taken by key: %v", s.now.Picks)
	}
	s.Pick(9)
	if offer := s.Page(w, Voter{}).Offer; offer == nil || len(offer.Drops) != 0 {
		t.Errorf("%+v", offer)
	}
}

func TestPricesScoresAndStars(t *testing.T) {
	w := speak(t, "en")
	s := asked(t, "quadratic", 0, nil, "Doors", "Lock", "Water", "Light", "Shelf")
	for o, votes := range []int64{6, 5, 4, 3, 2} {
		s.Set(o, votes)
	}
	p := s.Page(w, Voter{})
	if p.Purse.Figure != "10" || p.Purse.Text != "credits left of 100" || p.Rows[0].Detail != "the next costs 13, 3 too many" || p.Rows[0].More.On || p.Rows[0].Cost != "36 credits" {
		t.Errorf("%+v", p.Rows[0])
	}
	if p.Rows[2].Detail != "the next costs 9" || !p.Rows[2].More.On {
		t.Errorf("%+v", p.Rows[2])
	}
	if got := p.Summary.String(); got != "You give six votes to Doors, five to Lock, and to the others four, three and two. That costs 90 credits." {
		t.Error(got)
	}
	s = asked(t, "score", 0, nil, "Warm enough", "Easy to set", "Quiet", "Hot water")
	for o, v := range []int64{5, 0, 4} {
		s.Set(o, v)
	}
	p = s.Page(w, Voter{})
	if got := p.Summary.String(); got != "You score three of four: 5, 0 and 4. You say nothing about Hot water." {
		t.Error(got)
	}
	if p.Rows[3].Value != "–" || p.Rows[1].Value != "0" || p.Rows[3].Label != "Hot water, left out" {
		t.Errorf("%+v", p.Rows)
	}
	if !s.Type(3, " 12 ") || s.Type(2, "four") || !s.Type(0, "") {
		t.Errorf("%v", s.now.Values)
	}
	if v, marked := s.Value(3); v != 5 || !marked {
		t.Errorf("12 of 5 became %d", v)
	}
	s = asked(t, "star", 0, nil, "Brandt & Cie, steel", "Ahorn, larch", "Ourselves", "Novum", "None")
	for o, v := range []int64{5, 4, 2, 1} {
		s.Set(o, v)
	}
	p = s.Page(w, Voter{})
	if got := p.Summary.String(); got != "You give five stars to Brandt & Cie, four to Ahorn, and to the others two, one and none." {
		t.Error(got)
	}
	if !strings.HasPrefix(p.Note, "If Brandt & Cie and Ahorn meet at the end, your vote goes to Brandt & Cie.") || p.Rows[0].Label != "Brandt & Cie, steel, 5 of 5 stars" {
		t.Error(p.Note, p.Rows[0].Label)
	}
}

func TestLongBallotsAreSaidShortly(t *testing.T) {
	w := speak(t, "en")
	for _, s := range []struct{ method, want string }{
		{"approval", "You tick Option 01, Option 02, Option 03 and seven more."},
		{"score", "You score ten of 40."},
		{"cumulative", "You give one dot to Option 01, one to Option 02, and no more than that to 8 others."},
	} {
		sheet := sheet(t, opening(t, s.method, poll.MaxOptions))
		for o := range 10 {
			sheet.Pick(o)
			sheet.Set(o, 1)
		}
		if got := sheet.Summary(w).String(); got != s.want {
			t.Errorf("%q, want %q", got, s.want)
		}
	}
}

func TestAnObjectionSaysWhy(t *testing.T) {
	w := speak(t, "en")
	s := sheet(t, opening(t, "consent", 0))
	if p := s.Page(w, Voter{}); p.Words.Shown || p.Cast.On || len(p.Rows) != 4 {
		t.Errorf("%+v", p)
	}
	s.Pick(3)
	if p := s.Page(w, Voter{}); !p.Words.Needed || p.Cast.On {
		t.Errorf("%+v", p.Cast)
	}
	s.Explain("The n")
	s.Explain("The noise")
	if p := s.Page(w, Voter{}); !p.Cast.On || p.Summary.String() != "You object, and say why." {
		t.Errorf("%+v", p.Cast)
	}
	s.Pick(2)
	if s.Ballot().Stance != "consent" || s.Reason() != "The noise" {
		t.Errorf("a concern is %+v, %q", s.Ballot(), s.Reason())
	}
	s.Pick(0)
	if s.Reason() != "" || s.Explain("but") || !s.Undo() || !s.Undo() || !s.Undo() || s.Reason() != "" || !s.Picked(3) {
		t.Errorf("%+v", s.now)
	}
	if s.Explain(strings.Repeat("x", poll.MaxReasonCharacters+1)) {
		t.Error("too long a reason is taken")
	}
}

func TestWhatAQuestionNeedsIsSaid(t *testing.T) {
	w := speak(t, "en")
	for _, s := range []struct {
		settings []poll.Setting
		want     string
	}{
		{nil, "More ayes than nays carry it."},
		{[]poll.Setting{{Name: "threshold", Value: "2/3"}}, "It takes more than 2/3 of the ayes and nays."},
		{[]poll.Setting{{Name: "comparison", Value: "at-least"}, {Name: "base", Value: "electorate"}}, "It takes at least 1/2 of all who may vote."},
	} {
		if got := sheet(t, opening(t, poll.YesNo, 0, s.settings...)).Explained(w); !strings.HasSuffix(got, s.want) {
			t.Errorf("%q, want %q", got, s.want)
		}
	}
	open := opening(t, poll.YesNo, 0)
	open.Electorate = &poll.Electorate{}
	if got := sheet(t, open).Explained(w); !strings.HasSuffix(got, "What it needs stands beside it.") {
		t.Error(got)
	}
}

func TestWhatCannotBeTakenUpChangesNothing(t *testing.T) {
	s := sheet(t, opening(t, "irv", 3))
	s.RankLast(1)
	for _, kept := range []string{
		"{", "null and void", `{"ranks":[[0,1]]}`, `{"ranks":[[3]]}`, `{"ranks":[[0],[0]]}`, `{"ranks":[[]]}`, `{"picks":[1]}`, `{"values":[1,2,3]}`,
		`{"gesture":"consent"}`, `{"blank":true,"ranks":[[1]]}`, `{"reason":"` + strings.Repeat("x", 501) + `"}`, strings.Repeat(" ", maxDraftBytes+1),
	} {
		if err := s.Restore(kept); err == nil || !slices.Equal(s.Ranked(), []int{1}) {
			t.Errorf("%.40q: %v, %v", kept, err, s.Ranks())
		}
	}
	if _, err := New(&poll.Open{Title: "?", On: op.ID{1}, Method: "of tomorrow"}); err == nil {
		t.Error("a method that nobody knows has a ballot")
	}
}

// Every page of every walk is whole in both languages.
func TestEveryPageIsWhole(t *testing.T) {
	languages := []view.Words{speak(t, "en"), speak(t, "de")}
	rapid.Check(t, func(t *rapid.T) {
		s := sheet(t, rapid.SampledFrom(variants(t)).Draw(t, "poll"))
		for range rapid.IntRange(0, 15).Draw(t, "steps") {
			anything(t, s)
		}
		for _, w := range languages {
			p := s.Page(w, Voter{Name: "Ada"})
			checkWhole(t, p.Chip, p.Explain, p.Note, p.Summary.String(), p.Signed, p.Cast.Label, p.Words.Label)
			if p.Cast.On == (s.Obstacle() != "") || p.Cast.On != (p.Cast.Why == "") {
				t.Fatalf("%+v", p.Cast)
			}
			if len(p.Rows)+len(p.Apart) != s.Options() {
				t.Fatalf("%d rows for %d options", len(p.Rows)+len(p.Apart), s.Options())
			}
			for _, r := range append(p.Rows, p.Apart...) {
				checkWhole(t, r.Name.String(), r.Label)
				if r.Label == "" || r.Permille < 0 || r.Permille > 1000 || s.now.Values != nil && (r.More.On == (r.More.Why != "") || r.Less.On == (r.Less.Why != "")) {
					t.Fatalf("%+v", r)
				}
			}
			found, cast := s.Find().Page(w), s.CastPage(w, true)
			checkWhole(t, found.Count, found.Next, found.Nothing, cast.Title, cast.Rest, cast.Summary.String(), fmt.Sprint(s.Facts(w, 3)), fmt.Sprint(p.Hints, p.Purse, p.Offer, p.Ranked))
		}
	})
}

func checkWhole(t *rapid.T, sentences ...string) {
	for _, said := range sentences {
		if strings.ContainsAny(said, "⟦\ue010\ue011") {
			t.Fatalf("%q", said)
		}
	}
}
