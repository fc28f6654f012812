package record_test

// What a record holds, and what it proves.

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/record"
)

func mustVerify(t testing.TB, file []byte, com op.CommunityID) *record.Result {
	t.Helper()
	r, _, err := verify(t, file, com)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARecordProvesAnOutcome(t *testing.T) {
	w := newTown(t)
	file := recordOf(t, w.Here, w.opening)
	r, steps, err := verify(t, file, w.Community())
	if err != nil {
		t.Fatal(err)
	}
	if r.Community != w.Community() || r.Opening.Title != "A drill?" || len(r.Tellers) != 4 || r.Contradicted() {
		t.Errorf("it proves %+v", r)
	}
	if o := r.Outcome; o == nil || !o.Passed || o.Voters != 3 || o.Electorate != 7 {
		t.Errorf("the outcome is %+v", r.Outcome)
	}
	late := []op.ID{w.late, w.unheard}
	slices.SortFunc(late, op.ID.Compare)
	if !slices.Equal(r.Manifest.Late, late) || len(r.Manifest.Counted) != 3 || !slices.Contains(r.Manifest.Counted, w.counted) {
		t.Errorf("it lists %d counted and %d late", len(r.Manifest.Counted), len(r.Manifest.Late))
	}
	var names []record.StepName
	for _, s := range steps {
		names = append(names, s.Name)
	}
	want := []record.StepName{
		record.StepFile, record.StepCommunity, record.StepBlocks, record.StepSignatures, record.StepPast, record.StepReached, record.StepOpening,
		record.StepSeals, record.StepCounted, record.StepLate, record.StepOutcome,
	}
	if !slices.Equal(names, want) {
		t.Errorf("the steps were %v", names)
	}
	if s := steps[slices.Index(names, record.StepSeals)]; s.Sealed != 3 || s.Tellers != 4 || s.Quorum != 3 || s.View != 0 {
		t.Errorf("of the seals it says %+v", s)
	}
}

func TestTheSameRecordEverywhere(t *testing.T) {
	w := newTown(t)
	file := recordOf(t, w.Here, w.opening)
	ops := slices.Clone(w.Ops)
	slices.Reverse(ops)
	other := apptest.NewParty(t, w.Registry, w.Community(), op.ID{})
	other.Take(ops...)
	if !bytes.Equal(file, recordOf(t, other, w.opening)) {
		t.Error("a replica to which everything came in another order writes another record")
	}
	w.Here.Reopen()
	w.eve.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Later", Text: "Nothing of this matters."})
	if !bytes.Equal(file, recordOf(t, w.Here, w.opening)) {
		t.Error("what came later is in the record")
	}
}

// TestWhatARecordHolds: what nothing rests on is not there, nor the texts of talk, but for the one that was decided.
func TestWhatARecordHolds(t *testing.T) {
	w := newTown(t)
	stray := w.eve.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Later", Text: "Nobody cites this."})
	bodies := make(map[op.ID]bool)
	for _, b := range blocksOf(t, recordOf(t, w.Here, w.opening)) {
		bodies[b.op.ID] = b.op.Body != nil
	}
	for _, s := range []struct {
		name       string
		id         op.ID
		held, body bool
	}{
		{"the opening", w.opening, true, true},
		{"the decided text", w.proposal, true, true},
		{"a comment before a ballot of its author", w.comment, true, false},
		{"another poll before a teller's receipt", w.otherPoll, true, true},
		{"a ballot that was replaced", w.replaced, true, true},
		{"a late ballot", w.late, true, true},
		{"what nothing rests on", stray, false, false},
	} {
		body, held := bodies[s.id]
		if held != s.held || body != s.body {
			t.Errorf("%s: held %t, with its body %t", s.name, held, body)
		}
	}
}

func TestBallotsAreProved(t *testing.T) {
	w := newTown(t)
	r := mustVerify(t, recordOf(t, w.Here, w.opening), w.Community())
	for _, s := range []struct {
		name     string
		ballot   op.ID
		state    record.BallotState
		receipts int
		by       op.ID
	}{
		{"counted", w.counted, record.Counted, 4, op.ID{}},
		{"replaced", w.replaced, record.Replaced, 4, w.counted},
		{"late", w.late, record.Late, 4, op.ID{}},
		{"not received", w.unheard, record.NotReceived, 0, op.ID{}},
		{"not there", op.ID{7}, record.NotThere, 0, op.ID{}},
		{"no ballot", w.opening, record.NotOfPoll, 0, op.ID{}},
	} {
		t.Run(s.name, func(t *testing.T) {
			proof, err := r.Ballot(t.Context(), s.ballot)
			if err != nil || proof.State != s.state || proof.Receipts != s.receipts || proof.By != s.by {
				t.Fatalf("%+v: %v", proof, err)
			}
			if proof.State != record.Counted {
				return
			}
			if err := closing.CheckProof(r.Sealed[0].Text, proof.Path, proof.Leaf, s.ballot); err != nil {
				t.Error(err)
			}
			if err := closing.CheckProof(r.Sealed[0].Text, proof.Path, proof.Leaf, w.late); err == nil {
				t.Error("the path proves another ballot too")
			}
		})
	}
	eve := r.Accounts("eve")
	if len(eve) != 1 || eve[0] != w.eve.Account || !slices.Equal(r.Accounts(w.eve.Account.String()[:9]), eve) || len(r.Accounts("ev")) != 0 {
		t.Errorf("eve is %v", eve)
	}
	if mine := r.BallotsOf(w.eve.Account); len(mine) != 2 || !slices.Contains(mine, w.replaced) || !slices.Contains(mine, w.counted) {
		t.Errorf("eve cast %v", mine)
	}
	if none := r.BallotsOf(w.bob.Account); len(none) != 0 {
		t.Errorf("bob cast %v", none)
	}
	if found := r.Ballots(w.late.String()[:15]); !slices.Equal(found, []op.ID{w.late}) {
		t.Errorf("by its beginning the late ballot is %v", found)
	}
}

func TestAPollThatIsNotSealedHasNoRecord(t *testing.T) {
	w := newTown(t)
	for name, id := range map[string]op.ID{"open": w.otherPoll, "no poll": w.comment, "nothing": {1}} {
		if _, err := planOf(t, w.Here, id); !errors.Is(err, record.ErrNotSealed) && !errors.Is(err, closing.ErrRule) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTwoResults: the tellers forked, and sealed two results. The record names them, and has no outcome.
func TestTwoResults(t *testing.T) {
	w := contradicted(t)
	r := mustVerify(t, recordOf(t, w.Here, w.opening), w.Community())
	if !r.Contradicted() || r.Outcome != nil || len(r.Sealed) != 2 || len(r.Forks) == 0 {
		t.Fatalf("it proves %+v", r)
	}
	if _, err := r.Ballot(t.Context(), r.Forks[0].First); !errors.Is(err, record.ErrNotSealed) {
		t.Errorf("a ballot of two results: %v", err)
	}
}

// contradicted is a town with one teller, who closes its poll twice: with a ballot and without.
func contradicted(t *testing.T) *town {
	t.Helper()
	s := apptest.NewStory(t)
	w := &town{Story: s, ada: s.Founder("ada", apptest.Closing)}
	w.bob, w.cat = s.Join(w.ada, "bob"), s.Join(w.ada, "cat")
	s.Receipt(0, w.ada)
	w.opening = w.bob.OpenPoll(closesMillis)
	cast(w.bob, w.opening, yes, op.ID{})
	w.late = cast(w.cat, w.opening, no, op.ID{})
	copied := s.Stranger("ada")
	*copied = *w.ada
	there := s.Apart(copied)
	s.Close(w.opening, closesMillis-5, w.ada)
	s.Close(w.opening, settledClose, w.ada)
	w.ada.Write(poll.KindCast, &poll.Cast{Poll: w.opening, Choice: yes}, w.opening)
	s.Close(w.opening, closesMillis-4, copied)
	s.Close(w.opening, settledClose, copied)
	w.Here.Take(there.Ops()...)
	return w
}
