package closing_test

// Tellers over a network that delays, loses and reorders, with crashes, wrong clocks and liars that fork. Each has its own poll, built from what
// has reached it, and says what Teller.Next tells it.

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// network is the tellers and everything that was ever said.
type network struct {
	t fatal
	// draw is chance.
	draw    func(label string, low, high int) int
	setup   closing.Setup
	ballots []closing.Ballot
	said    []closing.Said
	past    map[op.ID][]op.ID
	by      map[op.ID]*party
	parties []*party
	now     int64
	// safe are the ballots that somebody was shown as safe, at any time.
	safe map[op.ID]bool
}

// fatal ends a test; *testing.T and *rapid.T do.
type fatal interface {
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// party is one teller, or one branch of a lying one, which does not hear of its other branch.
type party struct {
	me       op.DeviceID
	number   int
	poll     *closing.Poll
	tip      op.ID
	patience closing.Patience
	// skewMillis is how wrong its clock is; silent ones never say anything.
	skewMillis int64
	silent     bool
	liar       bool
	// inbox has come and may miss some of its past; order is what was taken in, which is on disk.
	inbox []int
	order []int
	holds []closing.Ballot
	has   map[op.ID]bool
}

const closesAt, settleFor = 400, 60

func newNetwork(t *rapid.T, n, liars, silent int) *network {
	w := &network{t: t, past: make(map[op.ID][]op.ID), by: make(map[op.ID]*party), safe: make(map[op.ID]bool)}
	w.setup = closing.Setup{Poll: pollID, ClosesMillis: closesAt, SettleMillis: settleFor, PatienceMillis: 100}
	for i := range n {
		w.setup.Tellers = append(w.setup.Tellers, op.DeviceID{byte('A' + i)})
	}
	w.draw = func(label string, low, high int) int { return rapid.IntRange(low, high).Draw(t, label) }
	if rapid.Bool().Draw(t, "may close early") {
		w.setup.EarlyMillis = []int64{150, 280}
		w.setup.Passes = func(_ int64, count *closing.Count) bool { return len(count.Counted) > 1 }
	}
	unreliable := rapid.Permutation(w.setup.Tellers).Draw(t, "unreliable")
	for _, me := range w.setup.Tellers {
		rank, branches := slices.Index(unreliable, me), 1
		if rank < liars {
			branches = 2
		}
		for range branches {
			w.parties = append(w.parties, &party{
				me: me, number: len(w.parties), poll: w.empty(), liar: branches > 1, silent: rank >= liars && rank < liars+silent,
				skewMillis: rapid.Int64Range(-20, 20).Draw(t, "skew"),
			})
		}
	}
	return w
}

func (w *network) empty() *closing.Poll {
	p, err := closing.New(w.setup)
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// cast gives a new ballot to some tellers.
func (w *network) cast(accounts int) {
	b := closing.Ballot{ID: idOf(fmt.Sprintf("ballot %03d", len(w.ballots)))}
	b.Account[0] = byte(1 + w.draw("account", 0, accounts-1))
	if len(w.ballots) > 0 && w.draw("replaces", 0, 1) == 0 {
		b.Replaces = w.ballots[w.draw("replaced", 0, len(w.ballots)-1)].ID
	}
	w.ballots = append(w.ballots, b)
	for _, p := range w.parties {
		if w.draw("reaches", 0, 2) > 0 {
			p.hold(b)
		}
	}
}

func (p *party) hold(b closing.Ballot) {
	if p.has == nil {
		p.has = make(map[op.ID]bool)
	}
	p.has[b.ID] = true
	p.holds = append(p.holds, b)
	p.poll.AddBallot(b)
}

// speak lets a party say all that it has to say.
func (w *network) speak(p *party, hurried bool) (spoke bool) {
	for range 30 {
		clock := max(0, w.now+p.skewMillis)
		if p.liar && w.draw("back-dates", 0, 3) == 0 {
			clock = min(clock, closesAt-1)
		}
		teller := closing.Teller{
			Poll: p.poll, Me: p.me, NowMillis: clock, Accepts: true, Signer: fakeSigner(p.me), Patience: p.patience,
		}
		if hurried {
			teller.Patience.SinceMillis -= 1 << 40
		}
		duty, err := teller.Next()
		if err != nil {
			w.t.Fatal(err)
		}
		if p.patience = duty.Patience; duty.Body == nil {
			return spoke
		}
		hurried, spoke = false, true
		w.publish(p, duty)
	}
	w.t.Fatalf("%c has no end of things to say", p.me[0])
	return true
}

func (w *network) publish(p *party, duty closing.Duty) {
	s := closing.Said{Teller: p.me, Previous: p.tip, Past: duty.Cites, Body: duty.Body}
	s.ID = sha256.Sum256(fmt.Appendf(nil, "%d %x %x %+v", p.number, p.tip, duty.Cites, duty.Body))
	if err := p.poll.Add(s); err != nil {
		w.t.Fatalf("a %s of %c: %v", closing.KindOf(duty.Body), p.me[0], err)
	}
	w.by[s.ID] = p
	p.tip, p.order = s.ID, append(p.order, len(w.said))
	w.said = append(w.said, s)
	for _, other := range w.parties {
		if other.me != p.me && w.draw("arrives", 0, 2) == 0 {
			other.inbox = append(other.inbox, len(w.said)-1)
		}
	}
}

// learn takes in what has come whose past is known, in whatever order it came.
func (w *network) learn(p *party) {
	for changed := true; changed; {
		changed = false
		for _, i := range p.inbox {
			s := w.said[i]
			if p.poll.Has(s.ID) || (s.Teller == p.me && w.by[s.ID] != p) {
				continue
			}
			w.holdNamed(p, s)
			if p.poll.Add(s) == nil {
				p.order = append(p.order, i)
				changed = true
			}
		}
	}
	p.inbox = nil
}

// holdNamed: an op is stored with the ballots that it names.
func (w *network) holdNamed(p *party, s closing.Said) {
	r, is := s.Body.(*closing.Receipt)
	if !is {
		return
	}
	for _, id := range r.Ballots {
		if p.has[id] {
			continue
		}
		p.hold(w.ballots[slices.IndexFunc(w.ballots, func(b closing.Ballot) bool { return b.ID == id })])
	}
}

// meet hands over everything that one knows.
func (w *network) meet(from, to *party) {
	to.inbox = append(to.inbox, from.order...)
	w.learn(to)
}

// crash loses memory: the poll is built anew from what is on disk, and patience begins anew.
func (w *network) crash(p *party) {
	p.poll, p.patience, p.inbox = w.empty(), closing.Patience{}, nil
	for _, b := range p.holds {
		p.poll.AddBallot(b)
	}
	for _, i := range p.order {
		if err := p.poll.Add(w.said[i]); err != nil {
			w.t.Fatalf("what was stored is refused after a crash: %v", err)
		}
	}
}

// storm is a time without any promise about the network.
func (w *network) storm(steps int) {
	for range 4 {
		w.cast(4)
	}
	for range steps {
		p := w.parties[w.draw("who", 0, len(w.parties)-1)]
		switch w.draw("what", 0, 9) {
		case 0:
			w.crash(p)
		case 1, 2:
			w.now += int64(w.draw("passes", 1, 60))
		case 3:
			if len(w.ballots) < 12 {
				w.cast(4)
			}
		case 4:
			if !p.silent {
				w.speak(p, true)
			}
		case 5, 6:
			if from := w.parties[w.draw("from", 0, len(w.parties)-1)]; !from.silent {
				w.meet(from, p)
			}
		default:
			w.learn(p)
			if !p.silent {
				w.speak(p, false)
			}
		}
		w.note(p)
	}
}

// note remembers what a party would show as safe. A ballot shown as safe stays so.
func (w *network) note(p *party) {
	for _, id := range p.poll.Safe() {
		w.safe[id] = true
	}
}

// calm lets everybody hear everything, until nobody has anything to say.
func (w *network) calm() {
	w.now = max(w.now, closesAt+settleFor+20)
	for range 200 {
		spoke := false
		for _, p := range w.parties {
			if p.silent {
				continue
			}
			for _, from := range w.parties {
				if !from.silent && from != p {
					w.meet(from, p)
				}
			}
			spoke = w.speak(p, false) || spoke
		}
		if spoke {
			continue
		}
		before := len(w.said)
		w.now += 1 << 30
		for _, p := range w.parties {
			if !p.silent {
				w.speak(p, false)
			}
		}
		if len(w.said) == before {
			return
		}
	}
	w.t.Fatal("no end of it after 200 rounds of calm")
}

// whole is a poll that knows everything that was ever said.
func (w *network) whole() *closing.Poll {
	p := w.empty()
	for _, b := range w.ballots {
		p.AddBallot(b)
	}
	for _, s := range w.said {
		if err := p.Add(s); err != nil {
			w.t.Fatal(err)
		}
	}
	return p
}

// check: at most one outcome, which counts what was ever shown as safe, or what replaced it.
func (w *network) check() *closing.Poll {
	p := w.whole()
	outcomes := p.Outcomes()
	if len(outcomes) > 1 {
		w.t.Fatalf("%d manifests are sealed", len(outcomes))
	}
	for _, o := range outcomes {
		if o.Manifest.MomentMillis != closesAt {
			continue // safe is a promise for the close
		}
		for id := range w.safe {
			if progress, _ := p.Progress(id); !progress.Counted && !progress.Replaced {
				w.t.Fatalf("%s was shown as safe, and %x does not count it", nameOf(id), o.ID)
			}
		}
	}
	for _, f := range p.Forks() {
		if !slices.ContainsFunc(w.parties, func(p *party) bool { return p.me == f.Teller && p.liar }) {
			w.t.Fatalf("%c has forked, and is honest", f.Teller[0])
		}
	}
	return p
}

func TestTellersAgreeAndEnd(t *testing.T) {
	for _, c := range []struct{ n, liars, silent int }{
		{1, 0, 0}, {2, 0, 0}, {3, 0, 1}, {4, 0, 0}, {4, 0, 1}, {4, 1, 0}, {5, 0, 1}, {6, 0, 2}, {7, 0, 2}, {7, 1, 1}, {7, 2, 0}, {13, 0, 4},
	} {
		t.Run(fmt.Sprintf("%d tellers, %d lie, %d are silent", c.n, c.liars, c.silent), rapid.MakeCheck(func(t *rapid.T) {
			w := newNetwork(t, c.n, c.liars, c.silent)
			w.storm(30 * c.n)
			w.calm()
			p := w.check()
			if p.State() != closing.Sealed {
				t.Fatalf("with t honest tellers that can talk it is %s", p.State())
			}
		}))
	}
}

func TestTooFewTellersNeverSeal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{2, 4, 5, 7}).Draw(t, "tellers")
		f := max(0, (n-1)/3)
		w := newNetwork(t, n, 0, n-((n+f)/2+1)+1)
		w.storm(20 * n)
		w.calm()
		if state := w.check().State(); state != closing.Undecided && state != closing.Open {
			t.Fatalf("fewer than t tellers, and it is %s", state)
		}
	})
}

func TestEqualOpsSayTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newNetwork(t, 4, 1, 0)
		w.storm(rapid.IntRange(10, 150).Draw(t, "steps"))
		want := told(w.whole(), nil)
		order := rapid.Permutation(w.said).Draw(t, "order")
		p := w.empty()
		for _, b := range rapid.Permutation(w.ballots).Draw(t, "ballots") {
			p.AddBallot(b)
		}
		for range w.said {
			for _, s := range order {
				_ = p.Add(s) // what misses its past is tried again
			}
		}
		if diff := cmp.Diff(plain(want), plain(told(p, nil))); diff != "" {
			t.Fatalf("in another order, want -, got +:\n%s", diff)
		}
	})
}
