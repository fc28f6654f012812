package closing_test

// What the exploration proves of the small model.

import (
	"fmt"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// fromTheFreezes is the model of the agreement: everybody has frozen, the liar on two branches, so that several manifests can be proposed.
func fromTheFreezes(t testing.TB, liar int) (*explorer, modelState) {
	e := newExplorer(t, liar)
	e.impatience = true
	e.liarSays = func(p *closing.Poll) []any { return e.agreementLies(p) }
	var s modelState
	for mind := range mindsInModel {
		freeze := &closing.Freeze{Poll: pollID, MomentMillis: 100, AtMillis: 105 + int64(mind)}
		s.knows[mind] = e.say(mind, 0, nil, freeze)
		s.late[mind] = true
	}
	return e, s
}

// agreementLies are all steps of the first two views, for each manifest that somebody has proposed or that the branch could propose itself.
func (e *explorer) agreementLies(p *closing.Poll) []any {
	var lies []any
	manifests := make(map[op.ID]closing.Manifest)
	for _, o := range e.ops {
		if b, is := o.Body.(*closing.Propose); is && p.Has(o.ID) {
			manifests[b.Manifest().ID()] = b.Manifest()
		}
	}
	for _, m := range e.possible(p) {
		for view := range uint32(2) {
			lies = append(lies, &closing.Propose{Poll: pollID, View: view, MomentMillis: 100, Freezes: m.Freezes})
		}
		manifests[m.ID()] = m
	}
	ids := make([]op.ID, 0, len(manifests))
	for id := range manifests {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, op.ID.Compare)
	for _, id := range ids {
		for view := range uint32(2) {
			lies = append(lies, &closing.Endorse{Poll: pollID, View: view, Manifest: id})
			if text, err := p.SealText(view, id); err == nil {
				lies = append(lies, &closing.Seal{Note: text.String() + "\n— liar x\n"})
			}
		}
	}
	return append(lies, &closing.Turn{Poll: pollID, View: 1})
}

// possible are manifests of three freezes that a branch knows: the first two such, as more differ in name only.
func (e *explorer) possible(p *closing.Poll) []closing.Manifest {
	var freezes []op.ID
	by := make(map[op.DeviceID]bool)
	for _, o := range e.ops {
		if _, is := o.Body.(*closing.Freeze); is && p.Has(o.ID) && !by[o.Teller] {
			by[o.Teller] = true
			freezes = append(freezes, o.ID)
		}
	}
	if len(freezes) < 3 {
		return nil
	}
	out := []closing.Manifest{sortedManifest(freezes[:3])}
	if len(freezes) > 3 {
		out = append(out, sortedManifest(freezes[1:]))
	}
	return out
}

func sortedManifest(freezes []op.ID) closing.Manifest {
	freezes = slices.Clone(freezes)
	slices.SortFunc(freezes, op.ID.Compare)
	return closing.Manifest{Poll: pollID, MomentMillis: 100, Freezes: freezes}
}

// criticalRuns are runs in which a mistake would seal two manifests: the exploration begins at each of their states, and takes every order of
// events from there. Minds 0, 1, 2 are the honest tellers in proposer order, 3 and 4 the two branches of the liar.
var criticalRuns = []struct {
	name   string
	liar   int
	script string
}{
	{
		"sealed by the two who turn no more, while the others turn", 3,
		"1>0 2>0 0>2 0>1 0>3 3e0 1>0 3>0 3>1 0>3 1>3 3s0 4t1 4>2 2! 1! 2>1 1>4 4e1 4>2 1>2 2>1 1>4 2>4 4s1",
	},
	{
		"the liar proposes twice in view 0", 0,
		"0>3 1>3 3p0 3e0 3>0 3>1 0>3 1>3 1>4 2>4 4p0+ 4e0+ 4>2 2>4 4>0 4t1 1! 2! 0! 1>0 2>0 4>0 0>2 0>1 0>4 4e1 2>0 4>0",
	},
	{
		"the liar proposes in view 1", 1,
		"1>0 2>0 0>1 0>2 1>0 2>0 0>1 1>3 3t1 2! 1! 2>3 1>3 3p1 3e1 3>2 3>1 2>3 4t1 2>4 1>4 4p1+ 4e1+ 4>1 4>2 1>4 2>4 4s1",
	},
	{
		"endorsements split, and the liar seals in both views", 2,
		"1>0 2>0 0>3 3e0 0>1 1>3 3>0 3s0 0>3 1! 2>1 2! 4t1 4>1 2>1 1>2 1>4 4e1 2>1 2>4 4s1",
	},
}

// exploreRuns explores around each state of each run, and returns what the first failing check found.
func exploreRuns(t testing.TB, events, most int) (states int, err error) {
	for _, run := range criticalRuns {
		e, from := fromTheFreezes(t, run.liar)
		for at, s := range e.play(from, run.script) {
			if err := e.oneSeal(s); err != nil {
				return states, fmt.Errorf("%s, event %d: %w", run.name, at, err)
			}
			n, depth, err := e.explore(s, events, most, e.oneSeal)
			if states += n; err != nil {
				return states, fmt.Errorf("%s, from event %d: %w", run.name, at, err)
			}
			if n > most {
				t.Fatalf("%s, from event %d: more than %d states at %d events", run.name, at, most, depth)
			}
		}
	}
	return states, nil
}

func TestNoOrderOfDeliverySealsTwoManifests(t *testing.T) {
	states, err := exploreRuns(t, 3, 400_000)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d states", states)
}

// toTheFreezes is the model of receipts: one ballot, which honest minds hold as told, everybody's clock before the close. The liar receipts it
// when it pleases, on any branch, and freezes or not. Nobody goes on after the freezes.
func toTheFreezes(t testing.TB, liar int, holders ...int) (*explorer, modelState) {
	e := newExplorer(t, liar)
	e.ballots = []closing.Ballot{{ID: idOf("b"), Account: op.AccountID{1}}}
	for _, mind := range holders {
		e.holds[mind] = []int{0}
	}
	e.honestStops = func(body any) bool {
		switch body.(type) {
		case *closing.Receipt, *closing.Freeze:
			return false
		}
		return true
	}
	e.liarSays = func(*closing.Poll) []any {
		return []any{
			&closing.Receipt{Poll: pollID, AtMillis: 40, Ballots: []op.ID{idOf("b")}},
			&closing.Freeze{Poll: pollID, MomentMillis: 100, AtMillis: 105},
		}
	}
	var s modelState
	for mind := range liarMind {
		s.knows[mind] = e.speak(mind, 0, beforeClose)
	}
	return e, s
}

// safeIsCounted checks, of all that was ever said: whatever t freezes a manifest names, it counts what is safe.
func (e *explorer) safeIsCounted(s modelState) error {
	all := s.knows[0]
	for _, set := range s.knows[1:] {
		all = e.join(all, set)
	}
	if e.checked[all] {
		return nil
	}
	e.checked[all] = true
	p := e.poll(-1, all)
	if len(p.Safe()) == 0 {
		return nil
	}
	for _, freezes := range e.quorums(all) {
		counted, err := p.CertifiedIn(freezes, 100)
		if err != nil {
			return err
		}
		for _, safe := range p.Safe() {
			if !slices.ContainsFunc(counted, func(c closing.Certificate) bool { return c.Ballot == safe }) {
				return fmt.Errorf("%s is safe, and not in the past of %x:\n%s", nameOf(safe), freezes, e.picture(all))
			}
		}
	}
	return nil
}

// quorums are all choices of three freezes of different tellers in a set.
func (e *explorer) quorums(set int32) (choices [][]op.ID) {
	var freezes []int32
	for _, o := range e.sets[set] {
		if _, is := e.ops[o].Body.(*closing.Freeze); is {
			freezes = append(freezes, o)
		}
	}
	for i, a := range freezes {
		for j, b := range freezes[:i] {
			for _, c := range freezes[:j] {
				x, y, z := e.ops[a], e.ops[b], e.ops[c]
				if x.Teller != y.Teller && y.Teller != z.Teller && x.Teller != z.Teller {
					choices = append(choices, []op.ID{x.ID, y.ID, z.ID})
				}
			}
		}
	}
	return choices
}

// receiptRuns are runs around which every order is taken: the certificate is made with the liar's help, or without, and shown late.
var receiptRuns = []struct {
	holders []int
	script  string
}{
	{[]int{0}, "0>3 3r0 3>1 0>1 3>0 1>2 0@ 1@ 2@ 4f0"},
	{[]int{0, 1}, "0>3 1>3 3r0 0>1 4f0 1@ 1>0 3>2 0@ 2@"},
	{[]int{0}, "3r0 3>0 0@ 1@ 0>2 2>1 2@ 3f0 4f0"},
}

// exploreReceipts explores every order of receipts, freezes and deliveries for so many events from the beginning, and two fewer from each state
// of each run.
func exploreReceipts(t testing.TB, events, most int) (states int, err error) {
	for _, run := range receiptRuns {
		e, from := toTheFreezes(t, 3, run.holders...)
		for at, s := range e.play(from, run.script) {
			bound := events - 2
			if at == 0 {
				bound = events
			}
			n, depth, err := e.explore(s, bound, most, e.safeIsCounted)
			if states += n; err != nil {
				return states, fmt.Errorf("%s, from event %d: %w", run.script, at, err)
			}
			if n > most {
				t.Fatalf("%s, from event %d: more than %d states at %d events", run.script, at, most, depth)
			}
		}
	}
	return states, nil
}

func TestEveryOrderOfDeliveryCountsWhatIsSafe(t *testing.T) {
	states, err := exploreReceipts(t, 5, 400_000)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d states", states)
}
