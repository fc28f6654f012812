package agreement_test

// Agreements of 1, 4 and 7 tellers over a network that delays, loses and reorders, with crashes and with liars that fork: never two values are
// sealed, and with a quorum alive one always is.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// statement is a message with its past, as an op has it.
type statement struct {
	agreement.Message
	// past are the numbers of the statements that it rests on, own ones included.
	past []int
	// log is the branch of the teller's log that it continues.
	log int
}

// world is the tellers and everything that was ever said.
type world struct {
	t      *testing.T
	random *rand.Rand
	board  agreement.Board
	said   []statement
	minds  []*mind
}

// mind is one teller; a liar has two, which do not know of each other: a forked log.
type mind struct {
	me        op.DeviceID
	log       int
	candidate op.ID
	silent    bool
	// mute: nothing that it says gets out, for now.
	mute bool
	// knows are statements whose past is known too, in the order of arrival; inbox has come and may miss some of its past.
	knows, inbox []int
}

func newWorld(t *testing.T, seed uint64, n, liars, silent int) *world {
	w := &world{t: t, random: rand.New(rand.NewPCG(seed, uint64(n)))}
	for i := range n {
		w.board = append(w.board, op.DeviceID{byte('A' + i)})
	}
	unreliable := w.random.Perm(n)
	for i, me := range w.board {
		kind := slices.Index(unreliable, i)
		minds := 1
		if kind < liars {
			minds = 2
		}
		for range minds {
			w.minds = append(w.minds, &mind{
				me: me, log: len(w.minds), candidate: op.ID{byte(1 + w.random.IntN(3))}, silent: kind >= liars && kind < liars+silent,
			})
		}
	}
	return w
}

// learn takes in what has come whose past is known. Every statement must hold in its own past.
func (w *world) learn(m *mind) {
	for changed := true; changed; {
		changed = false
		for _, id := range m.inbox {
			s := w.said[id]
			if s.Teller == m.me && s.log != m.log {
				continue // a liar's two minds keep apart
			}
			if slices.Contains(m.knows, id) || slices.ContainsFunc(s.past, func(p int) bool { return !slices.Contains(m.knows, p) }) {
				continue
			}
			if err := agreement.Check(w.board, s.Message, w.messages(s.past), w.own(s)); err != nil {
				w.t.Fatalf("%s of %s: %v", s.Step, string(s.Teller[:1]), err)
			}
			m.knows, changed = append(m.knows, id), true
		}
	}
	m.inbox = slices.DeleteFunc(m.inbox, func(id int) bool { return slices.Contains(m.knows, id) })
}

func (w *world) messages(ids []int) []agreement.Message {
	messages := make([]agreement.Message, len(ids))
	for i, id := range ids {
		messages[i] = w.said[id].Message
	}
	return messages
}

// own is what the author said before, along that branch of its log.
func (w *world) own(s statement) []agreement.Message {
	var own []agreement.Message
	for _, id := range s.past {
		if w.said[id].log == s.log {
			own = append(own, w.said[id].Message)
		}
	}
	return own
}

// speak lets a teller say what it has to say, and sends that to whom it pleases the network.
func (w *world) speak(m *mind, outOfPatience bool, lossPercent int) (spoke bool) {
	for range 20 {
		t := agreement.Teller{
			Board: w.board, Me: m.me, Seen: w.messages(m.knows), Candidate: m.candidate,
			Accept: func(op.ID) bool { return true }, OutOfPatience: outOfPatience,
		}
		message, says := t.Next()
		if !says {
			break
		}
		outOfPatience, spoke = false, true
		id := len(w.said)
		w.said = append(w.said, statement{message, slices.Clone(m.knows), m.log})
		m.knows = append(m.knows, id)
		w.send(m, id, lossPercent)
	}
	return spoke
}

func (w *world) send(from *mind, id, lossPercent int) {
	for _, to := range w.minds {
		if to.me != from.me && !from.mute && w.random.IntN(100) >= lossPercent {
			to.inbox = append(to.inbox, id)
		}
	}
}

// crash forgets what others said, and keeps the own log: that is on disk.
func (w *world) crash(m *mind) {
	keep := make(map[int]bool)
	for _, id := range m.knows {
		if w.said[id].log == m.log {
			keep[id] = true
			for _, p := range w.said[id].past {
				keep[p] = true
			}
		}
	}
	m.knows = slices.DeleteFunc(m.knows, func(id int) bool { return !keep[id] })
	m.inbox = nil
}

// storm is a time without any promise about the network. Each has its own share of what is lost, and its own haste.
func (w *world) storm(steps int) {
	lossPercent, haste := w.random.IntN(90), 1+w.random.IntN(5)
	spell := 20 + w.random.IntN(steps)
	for step := range steps {
		if step%spell == 0 {
			w.silence()
		}
		m := w.minds[w.random.IntN(len(w.minds))]
		if m.silent {
			continue
		}
		switch roll := w.random.IntN(24); {
		case roll == 0:
			w.crash(m)
		case roll <= haste:
			w.speak(m, true, lossPercent)
		case roll <= 12:
			// What was lost comes again, sooner or later.
			if other := w.minds[w.random.IntN(len(w.minds))]; !other.mute {
				m.inbox = append(m.inbox, other.knows...)
				w.learn(m)
			}
		default:
			w.random.Shuffle(len(m.inbox), func(i, j int) { m.inbox[i], m.inbox[j] = m.inbox[j], m.inbox[i] })
			w.learn(m)
			w.speak(m, false, lossPercent)
		}
		w.atMostOne()
	}
}

// silence makes some tellers mute for a spell, so that the others, still a quorum, go on without what these have said.
func (w *world) silence() {
	quiet := w.random.Perm(len(w.board))[:w.random.IntN(len(w.board)-w.board.Quorum()+1)]
	for _, m := range w.minds {
		m.mute = slices.Contains(quiet, slices.Index(w.board, m.me))
	}
}

// calm delivers everything, and lets patience run out only where nothing is left to say.
func (w *world) calm() {
	for range 400 {
		spoke := false
		for _, m := range w.minds {
			if m.silent {
				continue
			}
			m.inbox = nil
			for id := range w.said {
				m.inbox = append(m.inbox, id)
			}
			w.learn(m)
			spoke = w.speak(m, false, 0) || spoke
		}
		w.atMostOne()
		if spoke {
			continue
		}
		turned := false
		for _, m := range w.minds {
			if !m.silent {
				turned = w.speak(m, true, 0) || turned
			}
		}
		if !turned {
			return
		}
	}
	w.t.Fatal("no end of it after 400 rounds of calm")
}

func (w *world) sealed() []op.ID {
	all := make([]agreement.Message, len(w.said))
	for i, s := range w.said {
		all[i] = s.Message
	}
	return agreement.Sealed(w.board, all)
}

func (w *world) atMostOne() {
	w.t.Helper()
	if values := w.sealed(); len(values) > 1 {
		w.t.Fatalf("%d values are sealed", len(values))
	}
}

func TestNeverTwoValuesAndAlwaysOneWithAQuorum(t *testing.T) {
	for _, c := range []struct{ n, liars, silent, seeds int }{
		{1, 0, 0, 20}, {2, 0, 0, 60}, {4, 0, 0, 400}, {4, 0, 1, 200}, {4, 1, 0, 400}, {7, 0, 2, 60}, {7, 2, 0, 60}, {7, 1, 1, 60},
	} {
		t.Run(fmt.Sprintf("%d tellers, %d liars, %d silent", c.n, c.liars, c.silent), func(t *testing.T) {
			for seed := range uint64(c.seeds) {
				w := newWorld(t, seed, c.n, c.liars, c.silent)
				w.storm(40 * c.n)
				if c.liars > 0 {
					continue // what liars never say, nobody can wait for; that they seal nothing twice, storm has shown
				}
				w.calm()
				if len(w.sealed()) != 1 {
					t.Fatalf("seed %d: with a quorum alive nothing is sealed", seed)
				}
				for _, m := range w.minds {
					if !m.silent && len(agreement.Sealed(w.board, w.messages(m.knows))) != 1 {
						t.Fatalf("seed %d: %c does not know", seed, m.me[0])
					}
				}
			}
		})
	}
}

func TestWithTooFewAliveNothingIsSealed(t *testing.T) {
	w := newWorld(t, 1, 4, 0, 2)
	w.storm(200)
	if len(w.sealed()) > 0 {
		t.Error("two of four sealed a value")
	}
}

// More liars than tolerated can seal two values: this shows that the simulation would see it.
func TestTwoLiarsOfFourCanSealTwoValues(t *testing.T) {
	for seed := range uint64(3000) {
		w := newWorld(t, seed, 4, 2, 0)
		if w.contradicts(160) {
			return
		}
	}
	t.Error("3000 seeds with two liars of four, and never two values: the simulation is blind")
}

// contradicts runs a storm between two halves that do not hear of each other, and reports whether two values were sealed.
func (w *world) contradicts(steps int) bool {
	half := make(map[int]int)
	seen := make(map[op.DeviceID]int)
	for i, m := range w.minds {
		half[i] = seen[m.me]
		seen[m.me]++
	}
	honest := 0
	for i, m := range w.minds {
		if seen[m.me] == 1 {
			half[i] = honest
			honest++
		}
		m.candidate = op.ID{byte(1 + half[i])}
	}
	for range steps {
		i := w.random.IntN(len(w.minds))
		m := w.minds[i]
		w.learn(m)
		first := len(w.said)
		w.speak(m, w.random.IntN(20) == 0, 100)
		for id := first; id < len(w.said); id++ {
			for j, to := range w.minds {
				if half[i] == half[j] && to != m {
					to.inbox = append(to.inbox, id)
				}
			}
		}
	}
	return len(w.sealed()) > 1
}
