package closing_test

// What tellers say, event by event, and what a voter is told meanwhile.

import (
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

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
