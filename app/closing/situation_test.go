package closing_test

// Situations of a few tellers, told event by event: what they say, and what a voter is told.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// table is a network without chance: nothing arrives but by meet.
type table struct{ *network }

func seated(t testing.TB, n int, change ...func(*closing.Setup)) *table {
	w := &network{t: t, past: make(map[op.ID][]op.ID), by: make(map[op.ID]*party), safe: make(map[op.ID]bool)}
	w.draw = func(_ string, _, high int) int { return high }
	w.setup = closing.Setup{Poll: pollID, ClosesMillis: 100, SettleMillis: 5, PatienceMillis: 10}
	for i := range n {
		w.setup.Tellers = append(w.setup.Tellers, op.DeviceID{byte('A' + i)})
	}
	for _, c := range change {
		c(&w.setup)
	}
	for i, me := range w.setup.Tellers {
		w.parties = append(w.parties, &party{me: me, number: i, poll: w.empty()})
	}
	return &table{w}
}

func (w *table) of(letter rune) *party { return w.parties[letter-'A'] }

// ballot is cast at a time, and reaches these tellers.
func (w *table) ballot(name, account string, reaches string) {
	b := closing.Ballot{ID: idOf(name)}
	copy(b.Account[:], account)
	w.ballots = append(w.ballots, b)
	for _, letter := range reaches {
		w.of(letter).hold(b)
	}
}

// speak asks tellers in turn, until each has said all.
func (w *table) speak(letters string) {
	for _, letter := range letters {
		w.network.speak(w.of(letter), false)
	}
}

// meet lets these tellers hear all of each other, and speak, until nobody has anything to say.
func (w *table) meet(letters string) {
	for range 60 {
		before := len(w.said)
		for _, to := range letters {
			for _, from := range letters {
				if from != to {
					w.network.meet(w.of(from), w.of(to))
				}
			}
			w.network.speak(w.of(to), false)
		}
		if len(w.said) == before {
			return
		}
	}
	w.t.Fatal("they never come to an end")
}

// kinds are what a teller said, in order.
func (w *table) kinds(letter rune) []string {
	var kinds []string
	for _, s := range w.said {
		if s.Teller == w.of(letter).me {
			kinds = append(kinds, strings.TrimPrefix(strings.TrimPrefix(closing.KindOf(s.Body), "teller."), "manifest."))
		}
	}
	return kinds
}

func (w *table) progress(letter rune, ballot string) closing.Progress {
	p, _ := w.of(letter).poll.Progress(idOf(ballot))
	return p
}

func TestATellerAloneGoesTheWholeWay(t *testing.T) {
	w := seated(t, 1)
	w.now = 50
	w.ballot("b", "ann", "A")
	w.speak("A")
	if p := w.progress('A', "b"); !p.Certified || !p.Safe || p.ReceiptMillis != 50 || p.Counted {
		t.Errorf("after its receipt: %+v", p)
	}
	w.now = 105
	w.speak("A")
	if got := w.kinds('A'); !slices.Equal(got, []string{"receipt", "freeze", "propose", "endorse", "seal"}) {
		t.Errorf("it said %v", got)
	}
	if p := w.progress('A', "b"); !p.Counted {
		t.Errorf("at the end: %+v", p)
	}
}

func TestABallotsWay(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.ballot("b", "ann", "A")
	w.speak("ABCD")
	if p := w.progress('A', "b"); p.Receipts != 1 || p.Certified || p.Safe {
		t.Errorf("with one receipt: %+v", p)
	}
	w.meet("AB")
	if p := w.progress('A', "b"); p.Receipts != 2 || !p.Certified || p.Safe {
		t.Errorf("with two receipts, shown by two logs: %+v", p)
	}
	w.meet("ABC")
	if p := w.progress('C', "b"); !p.Safe {
		t.Errorf("shown by three logs: %+v", p)
	}
	w.now = 105
	w.meet("BCD")
	w.now += 10 // B proposes in view 1
	w.meet("BCD")
	if p := w.progress('D', "b"); !p.Counted {
		t.Errorf("closed without the first receiver: %+v", p)
	}
}

// A certificate that a teller knows it shows, though it has no ballot to receipt.
func TestAnEmptyReceiptShowsACertificate(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.speak("ABCD")
	w.ballot("b", "ann", "AB")
	w.meet("AB")
	w.meet("ABC")
	w.now = 60
	said := len(w.said)
	if w.meet("ABCD"); len(w.said) == said {
		t.Error("D knows a certificate, and does not show it")
	}
	if p := w.progress('D', "b"); !p.Safe {
		t.Errorf("%+v", p)
	}
	if empty, is := w.said[len(w.said)-1].Body.(*closing.Receipt); !is {
		t.Errorf("D said %+v", empty)
	}
}

// What a teller hears between the close and its freeze, its freeze shows.
func TestAFreezeCitesTheNewestOfEveryLog(t *testing.T) {
	w := seated(t, 4)
	w.now = 99
	w.speak("ABCD")
	w.ballot("b", "ann", "AB")
	w.speak("AB")
	for _, from := range "AB" {
		w.network.meet(w.of(from), w.of('C'))
	}
	w.now = 105
	w.speak("C")
	freeze := w.said[len(w.said)-1]
	if _, is := freeze.Body.(*closing.Freeze); !is || len(freeze.Past) != 2 {
		t.Fatalf("C said %+v", freeze)
	}
	sees, err := w.whole().CertifiedIn([]op.ID{freeze.ID}, 100)
	if err != nil || len(sees) != 1 {
		t.Errorf("its past certifies %v: %v", sees, err)
	}
}

func TestUndecidedNamesWhomItWaitsFor(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.meet("ABCD")
	w.now = 105
	w.meet("AB")
	p := w.of('A').poll
	missing := p.Missing()
	if p.State() != closing.Undecided || len(missing) != 2 || missing[0] != (closing.Missing{Teller: op.DeviceID{'C'}, HeardMillis: 50}) {
		t.Errorf("%s, missing %v", p.State(), missing)
	}
	w.now = 7 * 24 * 3600
	w.meet("AB")
	if w.of('A').poll.State() != closing.Undecided {
		t.Error("two of four decided")
	}
	w.now++
	for range 4 {
		w.now += 100
		w.meet("ABC")
	}
	if state := w.of('A').poll.State(); state != closing.Sealed {
		t.Errorf("t are back, and it is %s", state)
	}
}

func TestPatienceDoubles(t *testing.T) {
	s := closing.Setup{PatienceMillis: 10}
	for view, want := range map[uint32]int64{0: 10, 1: 20, 3: 80, 20: 10 << 20, 4000: 10 << 20} {
		if got := s.WaitMillis(view); got != want {
			t.Errorf("in view %d %d, want %d", view, got, want)
		}
	}
	w := seated(t, 4)
	w.now = 105
	w.meet("BCD") // A would propose, and is away
	turned := func() int { return strings.Count(strings.Join(w.kinds('C'), " "), "turn") }
	for _, step := range []struct {
		at   int64
		want int
	}{{114, 0}, {115, 1}} {
		if w.now = step.at; step.at > 0 {
			w.meet("BCD")
		}
		if turned() != step.want {
			t.Errorf("at %d C has turned %d times, want %d", step.at, turned(), step.want)
		}
	}
	if state := w.of('B').poll.State(); state != closing.Sealed {
		t.Errorf("in view 1 B proposes, and it is %s", state)
	}
}

// A crash at any moment: what was written is repeated by nobody, and what was not is said once.
func TestAfterACrashNothingIsSaidTwice(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.ballot("b", "ann", "ABCD")
	for _, now := range []int64{50, 105} {
		w.now = now
		for range 40 {
			for i, p := range w.parties {
				for _, from := range w.parties[:i] {
					w.network.meet(p, from)
					w.network.meet(from, p)
				}
				w.crash(p)
				w.network.speak(p, false)
				w.crash(p)
			}
		}
	}
	p := w.check()
	if p.State() != closing.Sealed || len(p.Forks()) > 0 {
		t.Errorf("%s, forks %v", p.State(), p.Forks())
	}
	for _, letter := range "ABCD" {
		for _, once := range []string{"freeze", "endorse", "seal"} {
			if got := strings.Count(strings.Join(w.kinds(letter), " "), once); got > 1 {
				t.Errorf("%c said %d times %s", letter, got, once)
			}
		}
	}
}

func TestNobodyGetsMoreThanItsShare(t *testing.T) {
	w := seated(t, 1)
	w.now = 50
	for i := range 40 {
		w.ballot("a"+string(rune('A'+i)), "ann", "A")
	}
	w.ballot("z", "bob", "A")
	w.speak("A")
	first := w.said[0].Body.(*closing.Receipt).Ballots
	if len(first) != closing.MaxBallotsOfAccount+1 || !slices.Contains(first, idOf("z")) {
		t.Errorf("%d ballots receipted, bob's among them: %v", len(first), slices.Contains(first, idOf("z")))
	}
	p := w.of('A').poll
	more := closing.Said{ID: idOf("more"), Teller: op.DeviceID{'A'}, Previous: w.said[0].ID, Body: &closing.Receipt{
		Poll: pollID, AtMillis: 60, Ballots: []op.ID{idOf("a" + string(rune('A'+39)))},
	}}
	if err := p.Add(more); err == nil {
		t.Error("a receipt for the 33rd ballot of an account is stored")
	}
}

func TestAnOpeningThatATellerRefusesGetsNoWord(t *testing.T) {
	w := seated(t, 1)
	w.ballot("b", "ann", "A")
	duty, err := closing.Teller{Poll: w.of('A').poll, Me: op.DeviceID{'A'}, NowMillis: 200}.Next()
	if err != nil || duty.Body != nil {
		t.Errorf("it said %+v, %v", duty.Body, err)
	}
}

func early(moments ...int64) func(*closing.Setup) {
	return func(s *closing.Setup) {
		s.EarlyMillis = moments
		s.Passes = leads([]string{"y1", "y2"}, 2)
	}
}

func TestAnEarlyCloseIsFrozenWhereItPasses(t *testing.T) {
	w := seated(t, 4, early(60, 70))
	w.now = 50
	w.ballot("y1", "ann", "ABCD")
	w.meet("ABCD")
	w.now = 65
	w.meet("ABCD")
	if slices.Contains(w.kinds('A'), "freeze") {
		t.Error("frozen for a moment without a pass")
	}
	w.ballot("y2", "bob", "ABCD")
	w.meet("ABCD")
	w.now = 75
	w.meet("ABCD")
	outcomes := w.of('A').poll.Outcomes()
	if len(outcomes) != 1 || outcomes[0].Manifest.MomentMillis != 70 || outcomes[0].Text.Counted != 2 {
		t.Errorf("%+v", outcomes)
	}
}

func TestAnAttemptOfTwoIsFollowedByTheOrdinaryClose(t *testing.T) {
	w := seated(t, 4, early(60, 70))
	w.now = 50
	w.ballot("y1", "ann", "ABCD")
	w.ballot("y2", "bob", "ABCD")
	w.meet("ABCD")
	w.now = 65
	w.meet("AB")
	w.now = 80
	w.ballot("n", "cec", "CD")
	w.meet("CD")
	w.now = 105
	w.meet("ABCD")
	outcomes := w.of('A').poll.Outcomes()
	if len(outcomes) != 1 || outcomes[0].Manifest.MomentMillis != 100 || outcomes[0].Text.Counted != 3 {
		t.Errorf("%+v", outcomes)
	}
}

// Two receivers of six with the only copies are off: what they receipted nobody cites, and the poll closes without it.
func TestTwoReceiversOfSixAreOff(t *testing.T) {
	w := seated(t, 6)
	w.now = 50
	w.speak("ABCDEF")
	w.ballot("b", "ann", "AB")
	w.meet("AB")
	if w.progress('A', "b").Safe {
		t.Error("safe by two logs of six")
	}
	w.now = 105
	w.meet("CDEF")
	for range 3 {
		w.now += 200
		w.meet("CDEF")
	}
	if p := w.of('C').poll; p.State() != closing.Sealed || p.Outcomes()[0].Text.Counted != 0 {
		t.Errorf("%s", p.State())
	}
}

func TestFourThatMeetEndInTheFirstView(t *testing.T) {
	w := seated(t, 4)
	w.now = 105
	w.meet("ABCD")
	p := w.of('A').poll
	if len(p.Outcomes()) != 1 || p.Outcomes()[0].View != 0 {
		t.Fatalf("%+v", p.Outcomes())
	}
	view, prepared := p.PreparedView()
	if !prepared || view != 0 {
		t.Errorf("prepared in view %d: %v", view, prepared)
	}
}

func TestRetirementNeedsTheTimeShownByMoreThanF(t *testing.T) {
	w := seated(t, 4, func(s *closing.Setup) { s.RetireMillis = 1000 })
	w.now = 105
	w.meet("AB")
	w.now = 1000
	w.speak("A")
	heads := func() (ids []op.ID) {
		for _, s := range w.said {
			ids = append(ids, s.ID)
		}
		return ids
	}
	if shown, err := w.whole().TimeShown(heads(), 1000); err != nil || shown {
		t.Errorf("one of four shows the time: %v, %v", shown, err)
	}
	w.speak("B")
	if shown, err := w.whole().TimeShown(heads(), 1000); err != nil || !shown {
		t.Errorf("two of four do not show the time: %v, %v", shown, err)
	}
	said := len(w.said)
	if w.speak("AB"); len(w.said) != said && !slices.Contains(w.kinds('A'), "turn") {
		t.Error("they show it again and again")
	}
}

func TestTheOrderOfTellersIsThePolls(t *testing.T) {
	tellers := []op.DeviceID{{1}, {2}, {3}, {4}, {5}, {6}, {7}}
	other := closing.Order(op.ID{9}, tellers)
	if !slices.Equal(closing.Order(op.ID{9}, []op.DeviceID{{7}, {6}, {5}, {4}, {3}, {2}, {1}}), other) {
		t.Error("the order depends on the charter's")
	}
	if slices.Equal(closing.Order(op.ID{8}, tellers), other) {
		t.Error("two polls have one order")
	}
}

// The first proposer of thirteen is off. Each op cites the newest of twelve other logs at most, so its deps have room.
func TestThirteenCloseWithoutTheirFirstProposer(t *testing.T) {
	w := seated(t, 13)
	w.now = 50
	w.ballot("b", "ann", "BCDEFGHIJKLM")
	w.meet("BCDEFGHIJKLM")
	w.now = 105
	w.meet("BCDEFGHIJKLM")
	w.now += 10
	w.meet("BCDEFGHIJKLM")
	if p := w.progress('M', "b"); !p.Counted {
		t.Errorf("%+v", p)
	}
	for _, s := range w.said {
		if len(s.Past) > op.MaxDeps-2 {
			t.Errorf("a %s cites %d ops", closing.KindOf(s.Body), len(s.Past))
		}
	}
}

// A alone sees the endorsements of three, seals, and sleeps: view 1 repeats what it sealed, though its proposer would choose another.
func TestWhatOneSealedIsRepeated(t *testing.T) {
	w := seated(t, 4)
	w.now = 105
	w.speak("ABCD")
	hear := func(from, to rune) { w.network.meet(w.of(from), w.of(to)) }
	hear('B', 'A')
	hear('C', 'A')
	w.speak("A") // proposes and endorses, without D's freeze
	for _, other := range "BC" {
		hear('A', other)
		w.speak(string(other))
		hear(other, 'A')
	}
	w.speak("A")
	if !slices.Contains(w.kinds('A'), "seal") {
		t.Fatalf("A said %v", w.kinds('A'))
	}
	sealed := w.said[len(w.said)-1].Body.(*closing.Seal)
	text, err := sealed.Text()
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		w.now += 100
		w.meet("BCD")
	}
	outcomes := w.of('B').poll.Outcomes()
	if len(outcomes) != 1 || outcomes[0].ID != text.Manifest {
		t.Errorf("A sealed %x, and they sealed %+v", text.Manifest, outcomes)
	}
}

// What came after an early close is told as late, with the time at which it was certified.
func TestWhatComesAfterAnEarlyCloseIsLate(t *testing.T) {
	w := seated(t, 4, early(60))
	w.now = 50
	w.ballot("y1", "ann", "ABCD")
	w.ballot("y2", "bob", "ABCD")
	w.meet("ABCD")
	w.now = 62
	w.ballot("n", "cec", "ABCD")
	w.ballot("m", "dan", "")
	w.meet("ABCD")
	if !w.progress('A', "n").Safe {
		t.Error("it is safe for the close, which does not come")
	}
	w.now = 65
	w.meet("ABCD")
	p := w.whole()
	late := p.Late(p.Outcomes()[0])
	want := []closing.Late{{Ballot: idOf("m"), Account: late[0].Account}, {Ballot: idOf("n"), Account: late[1].Account, Receipted: true, ReceiptMillis: 62}}
	if !slices.Equal(late, want) {
		t.Errorf("%+v", late)
	}
}

// One liar of three forks after its first receipt, and helps each of the others to a seal: both are shown, and its fork names it.
func TestTwoSealsNameTheLiar(t *testing.T) {
	for _, s := range loadScenarios(t) {
		if s.Name != "three tellers, one liar, two seals" {
			continue
		}
		p, _ := s.play(t)
		forks := p.Forks()
		if p.State() != closing.Contradicted || len(p.Outcomes()) != 2 || len(forks) != 1 || forks[0].First == forks[0].Second || !p.Has(forks[0].First) {
			t.Errorf("%s, %d outcomes, forks %+v", p.State(), len(p.Outcomes()), forks)
		}
	}
}

func TestWhatRestsOnWhatIsNotHereIsNotTakenIn(t *testing.T) {
	p := seated(t, 4).empty()
	for name, s := range map[string]closing.Said{
		"its own log":  {ID: op.ID{1}, Teller: op.DeviceID{'A'}, Previous: op.ID{2}, Body: &closing.Turn{Poll: pollID, View: 1}},
		"what it sees": {ID: op.ID{1}, Teller: op.DeviceID{'A'}, Past: []op.ID{{2}}, Body: &closing.Turn{Poll: pollID, View: 1}},
	} {
		if err := p.Add(s); !errors.Is(err, closing.ErrMissing) || errors.Is(err, closing.ErrRule) || p.Has(s.ID) {
			t.Errorf("%s: %v", name, err)
		}
	}
	turn := &closing.Turn{Poll: pollID, View: 1}
	for name, s := range map[string]closing.Said{
		"a stranger":            {ID: op.ID{1}, Teller: op.DeviceID{'X'}, Body: turn},
		"another poll":          {ID: op.ID{1}, Teller: op.DeviceID{'A'}, Body: &closing.Turn{Poll: op.ID{'q'}, View: 1}},
		"no teller's op":        {ID: op.ID{1}, Teller: op.DeviceID{'A'}, Body: 7},
		"a ballot that is none": {ID: op.ID{1}, Teller: op.DeviceID{'A'}, Body: &closing.Receipt{Poll: pollID, Ballots: []op.ID{{5}}}},
	} {
		if err := p.Add(s); !errors.Is(err, closing.ErrRule) || p.Has(s.ID) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := p.Add(closing.Said{ID: op.ID{1}, Teller: op.DeviceID{'A'}, Body: turn}); err != nil {
		t.Fatal(err)
	}
	stolen := closing.Said{ID: op.ID{2}, Teller: op.DeviceID{'B'}, Previous: op.ID{1}, Body: turn}
	if err := p.Add(stolen); !errors.Is(err, closing.ErrRule) {
		t.Errorf("continuing another's log: %v", err)
	}
}
