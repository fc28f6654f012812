package closing_test

// How polls end: early, without some of their tellers, late, twice, or not at all.

import (
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

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

func TestASealUnderAnotherRootIsRefused(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.ballot("b", "ann", "ABCD")
	w.meet("ABCD")
	w.now = 105
	w.meet("ABCD")
	for i, s := range w.said {
		seal, is := s.Body.(*closing.Seal)
		if !is {
			continue
		}
		text, err := seal.Text()
		if err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func(*closing.SealText){
			"a root": func(s *closing.SealText) { s.Root[0]++ }, "a count": func(s *closing.SealText) { s.Counted++ },
			"a manifest": func(s *closing.SealText) { s.Manifest[0]++ }, "a view": func(s *closing.SealText) { s.View++ },
			"a poll": func(s *closing.SealText) { s.Poll[0]++ },
		} {
			p := w.empty()
			for _, b := range w.ballots {
				p.AddBallot(b)
			}
			for _, before := range w.said[:i] {
				if err := p.Add(before); err != nil {
					t.Fatal(err)
				}
			}
			wrong := text
			change(&wrong)
			bad := s
			bad.Body = &closing.Seal{Note: wrong.String() + "\n— nobody x\n"}
			if err := p.Add(bad); !errors.Is(err, closing.ErrRule) {
				t.Errorf("with another %s: %v", name, err)
			}
			if err := p.Add(s); err != nil {
				t.Errorf("and the right one after it: %v", err)
			}
		}
		return
	}
	t.Fatal("nobody sealed")
}

// A teller whose log has forked writes no more: its key is used elsewhere.
func TestAForkedTellerIsSilent(t *testing.T) {
	w := seated(t, 4)
	w.now = 50
	w.speak("A")
	p := w.of('A').poll
	twin := closing.Said{ID: op.ID{250}, Teller: op.DeviceID{'A'}, Body: &closing.Receipt{Poll: pollID, AtMillis: 51, Ballots: []op.ID{}}}
	if err := p.Add(twin); err != nil {
		t.Fatal(err)
	}
	w.now = 200
	if w.speak("A"); len(w.said) != 1 {
		t.Errorf("it said %v", w.kinds('A'))
	}
}
