package closing_test

// Every order of delivery in a small model of the real state machine: four tellers, one of which lies on two branches of its log, two views.
// What an honest teller says comes from Teller.Next, and everything is judged by Poll.Add.
//
// A teller hears another by the newest op of its log, with all of that op's past, and says at once what it then has to say. A state is what each
// knows; all that follows from one teller's knowledge is worked out once, so that a state costs a few look-ups.

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	mindsInModel = 5
	// liarMind and its twin are the two branches.
	liarMind = 3
)

// modelState is what each mind knows, as numbers of sets, and whether its clock has passed the close.
type modelState struct {
	knows [mindsInModel]int32
	late  [mindsInModel]bool
}

// explorer works out what follows, and keeps it.
type explorer struct {
	t       testing.TB
	setup   closing.Setup
	ballots []closing.Ballot
	// holds are the ballots that a mind has from the beginning.
	holds   [mindsInModel][]int
	devices [mindsInModel]op.DeviceID
	// liarSays lists what a liar may say, where the rules let it; honestStops ends an honest teller's part.
	liarSays    func(p *closing.Poll) []any
	honestStops func(body any) bool
	// impatience lets patience run out in view 0.
	impatience bool

	ops   []closing.Said
	minds []int
	pasts [][]int32
	index map[op.ID]int32

	sets     [][]int32
	setIndex map[string]int32
	// marks are what a check needs to know of a set: bit 16·manifest + 4·view + teller for a seal.
	marks []uint64
	seals map[op.ID]int
	// checked are the sets of all that was said that a check has seen.
	checked map[int32]bool

	spoken map[memo]int32
	lies   map[memo][]int32
	joined map[[2]int32]int32
	tips   map[memo]int32
	// wrong is the first thing that an honest teller said and the rules refuse.
	wrong error
}

type memo struct {
	mind, set int32
	mode      int8
}

// The ways in which a mind is asked.
const (
	beforeClose = iota
	afterClose
	outOfPatience
)

func newExplorer(t testing.TB, liar int) *explorer {
	e := &explorer{
		t: t, index: make(map[op.ID]int32), setIndex: make(map[string]int32), seals: make(map[op.ID]int), spoken: make(map[memo]int32),
		lies: make(map[memo][]int32), joined: make(map[[2]int32]int32), tips: make(map[memo]int32),
		checked: make(map[int32]bool),
	}
	e.setup = closing.Setup{Poll: pollID, ClosesMillis: 100, SettleMillis: 5, PatienceMillis: 10}
	mind := 0
	for i := range 4 {
		device := op.DeviceID{byte('A' + i)}
		e.setup.Tellers = append(e.setup.Tellers, device)
		if i == liar {
			e.devices[liarMind], e.devices[liarMind+1] = device, device
			continue
		}
		e.devices[mind] = device
		mind++
	}
	e.intern(nil)
	return e
}

// intern numbers a set of ops; ops are in the order in which they came to be, so parents come first.
func (e *explorer) intern(set []int32) int32 {
	key := make([]byte, 0, 4*len(set))
	for _, o := range set {
		key = binary.BigEndian.AppendUint32(key, uint32(o))
	}
	if n, is := e.setIndex[string(key)]; is {
		return n
	}
	n := int32(len(e.sets))
	e.setIndex[string(key)] = n
	e.sets = append(e.sets, set)
	e.marks = append(e.marks, e.mark(set))
	return n
}

func (e *explorer) mark(set []int32) (marks uint64) {
	for _, o := range set {
		if seal, is := e.ops[o].Body.(*closing.Seal); is {
			text, err := seal.Text()
			if err != nil {
				e.t.Fatal(err)
			}
			if _, known := e.seals[text.Manifest]; !known {
				e.seals[text.Manifest] = len(e.seals)
			}
			marks |= 1 << (16*e.seals[text.Manifest] + 4*int(text.View) + slices.Index(e.setup.Tellers, e.ops[o].Teller))
		}
	}
	return marks
}

func (e *explorer) join(a, b int32) int32 {
	key := [2]int32{min(a, b), max(a, b)}
	if n, is := e.joined[key]; is {
		return n
	}
	set := slices.Concat(e.sets[a], e.sets[b])
	slices.Sort(set)
	n := e.intern(slices.Compact(set))
	e.joined[key] = n
	return n
}

// say makes an op of a mind that knows a set, and returns the set with it.
func (e *explorer) say(mind int, set int32, cites []op.ID, body any) int32 {
	s := closing.Said{Teller: e.devices[mind], Past: cites, Body: body}
	if tip := e.tip(mind, set); tip >= 0 {
		s.Previous = e.ops[tip].ID
	}
	// Two ops that say the same over the same past are one, however they cite it.
	var past []int32
	for _, id := range append(slices.Clone(cites), s.Previous) {
		if !id.IsZero() {
			past = append(past, e.pasts[e.index[id]]...)
		}
	}
	slices.Sort(past)
	past = slices.Compact(past)
	s.ID = sha256.Sum256(fmt.Appendf(nil, "%d %x %v %T %+v", mind, s.Previous, past, body, body))
	if _, is := e.index[s.ID]; !is {
		e.index[s.ID] = int32(len(e.ops))
		e.ops = append(e.ops, s)
		e.minds = append(e.minds, mind)
		e.pasts = append(e.pasts, append(past, e.index[s.ID]))
	}
	return e.join(set, e.intern([]int32{e.index[s.ID]}))
}

// tip is the newest op of a mind in a set, or -1.
func (e *explorer) tip(mind int, set int32) int32 {
	key := memo{int32(mind), set, 0}
	if at, is := e.tips[key]; is {
		return at
	}
	at := int32(-1)
	for _, o := range e.sets[set] {
		if e.minds[o] == mind {
			at = o
		}
	}
	e.tips[key] = at
	return at
}

func (e *explorer) poll(mind int, set int32) *closing.Poll {
	p, err := closing.New(e.setup)
	if err != nil {
		e.t.Fatal(err)
	}
	held := make(map[op.ID]bool)
	if mind >= 0 {
		for _, b := range e.holds[mind] {
			held[e.ballots[b].ID] = true
		}
	}
	for _, o := range e.sets[set] {
		if r, is := e.ops[o].Body.(*closing.Receipt); is {
			for _, b := range r.Ballots {
				held[b] = true
			}
		}
	}
	for _, b := range e.ballots {
		if held[b.ID] {
			p.AddBallot(b)
		}
	}
	for _, o := range e.sets[set] {
		if err := p.Add(e.ops[o]); err != nil {
			e.t.Fatal(err)
		}
	}
	return p
}

// speak lets an honest mind say all that it has to say.
func (e *explorer) speak(mind int, set int32, mode int8) int32 {
	key := memo{int32(mind), set, mode}
	if n, is := e.spoken[key]; is {
		return n
	}
	out := set
	for e.wrong == nil {
		p := e.poll(mind, out)
		teller := closing.Teller{Poll: p, Me: e.devices[mind], NowMillis: 50, Accepts: true, Signer: fakeSigner(e.devices[mind])}
		if mode != beforeClose {
			teller.NowMillis = 105
		}
		if mode == outOfPatience {
			teller.Patience = closing.Patience{Running: true, SinceMillis: 1}
		}
		duty, err := teller.Next()
		if err != nil {
			e.t.Fatal(err)
		}
		if duty.Body == nil || (e.honestStops != nil && e.honestStops(duty.Body)) {
			break
		}
		next := e.say(mind, out, duty.Cites, duty.Body)
		if err := p.Add(e.ops[e.tip(mind, next)]); err != nil {
			e.wrong = fmt.Errorf("an honest %s is refused: %w", closing.KindOf(duty.Body), err)
			break
		}
		out, mode = next, min(mode, afterClose)
	}
	e.spoken[key] = out
	return out
}

// lie lists the sets after each thing that a branch of the liar may say.
func (e *explorer) lie(mind int, set int32) []int32 {
	key := memo{int32(mind), set, 0}
	if n, is := e.lies[key]; is {
		return n
	}
	var out []int32
	var cites []op.ID
	for other := range mindsInModel {
		if at := e.tip(other, set); other != mind && at >= 0 && e.devices[other] != e.devices[mind] {
			cites = append(cites, e.ops[at].ID)
		}
	}
	for _, body := range e.liarSays(e.poll(mind, set)) {
		next := e.say(mind, set, cites, body)
		if e.poll(mind, set).Add(e.ops[e.tip(mind, next)]) == nil && next != set {
			out = append(out, next)
		}
	}
	e.lies[key] = out
	return out
}

// successors visits the states after one more event.
func (e *explorer) successors(s modelState, visit func(modelState)) {
	for to := range mindsInModel {
		for from := range mindsInModel {
			tip := e.tip(from, s.knows[from])
			if from == to || tip < 0 {
				continue
			}
			if heard := e.join(s.knows[to], e.intern(e.pasts[tip])); heard != s.knows[to] {
				next := s
				next.knows[to] = e.after(s, to, heard)
				visit(next)
			}
		}
		if to >= liarMind {
			for _, set := range e.lie(to, s.knows[to]) {
				next := s
				next.knows[to] = set
				visit(next)
			}
			continue
		}
		next := s
		switch {
		case !s.late[to]:
			next.late[to] = true
			next.knows[to] = e.speak(to, s.knows[to], afterClose)
			visit(next)
		case e.impatience:
			next.knows[to] = e.speak(to, s.knows[to], outOfPatience)
			visit(next)
		}
	}
}

// after is what a mind knows when it has heard something, and said what follows.
func (e *explorer) after(s modelState, mind int, heard int32) int32 {
	switch {
	case mind >= liarMind:
		return heard
	case s.late[mind]:
		return e.speak(mind, heard, afterClose)
	}
	return e.speak(mind, heard, beforeClose)
}

// explore visits every state within so many events of the beginning, at most so many states. It stops at the first check that fails.
func (e *explorer) explore(from modelState, events, most int, check func(modelState) error) (states, depth int, err error) {
	seen := map[modelState]bool{from: true}
	level := []modelState{from}
	for depth < events && len(level) > 0 {
		var next []modelState
		for _, s := range level {
			e.successors(s, func(n modelState) {
				if err != nil || seen[n] || len(seen) > most {
					return
				}
				seen[n] = true
				next = append(next, n)
				err = check(n)
			})
			if e.wrong != nil {
				err = e.wrong
			}
			if err != nil {
				return len(seen), depth, err
			}
		}
		if len(seen) > most {
			return len(seen), depth, nil
		}
		depth++
		level = next
	}
	return len(seen), depth, nil
}

// oneSeal checks that no two manifests are sealed.
func (e *explorer) oneSeal(s modelState) error {
	var marks uint64
	for _, set := range s.knows {
		marks |= e.marks[set]
	}
	if marks == 0 || len(e.seals) < 2 {
		return nil
	}
	all := s.knows[0]
	for _, set := range s.knows[1:] {
		all = e.join(all, set)
	}
	if outcomes := e.poll(-1, all).Outcomes(); len(outcomes) > 1 {
		return fmt.Errorf("two manifests are sealed:\n%s", e.picture(all))
	}
	return nil
}

// picture lists the ops of a set.
func (e *explorer) picture(set int32) string {
	var out strings.Builder
	for _, o := range e.sets[set] {
		fmt.Fprintf(&out, "%c %s %x, sees", e.ops[o].Teller[0], closing.KindOf(e.ops[o].Body), e.ops[o].ID[:3])
		for _, id := range append(e.ops[o].Past, e.ops[o].Previous) {
			fmt.Fprintf(&out, " %x", id[:3])
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}

// fakeSigner signs nothing: the machine leaves signatures to the form check.
type fakeSigner op.DeviceID

func (s fakeSigner) Name() string                { return "teller-" + string(s[:1]) }
func (s fakeSigner) KeyHash() uint32             { return 1 }
func (s fakeSigner) Sign([]byte) ([]byte, error) { return []byte("none"), nil }
