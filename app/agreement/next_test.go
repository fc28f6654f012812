package agreement_test

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

var (
	ann, bob, cat, dan = op.DeviceID{1}, op.DeviceID{2}, op.DeviceID{3}, op.DeviceID{4}

	board  = agreement.Board{ann, bob, cat, dan}
	commit = op.ID{0xc1}
)

func says(teller op.DeviceID, step agreement.Step, view uint32) agreement.Message {
	m := agreement.Message{Teller: teller, Step: step, View: view, Value: commit}
	if step == agreement.Turn {
		m.Value = op.ID{}
	}
	return m
}

// What a teller says next, by what it sees.
func TestNext(t *testing.T) {
	accept := func(op.ID) bool { return true }
	proposed := says(ann, agreement.Propose, 0)
	for _, s := range []struct {
		about  string
		teller agreement.Teller
		want   agreement.Message
		quiet  bool
	}{
		{
			about:  "the first proposer proposes what it would choose",
			teller: agreement.Teller{Me: ann, Candidate: commit}, want: proposed,
		},
		{
			about:  "another one waits for it",
			teller: agreement.Teller{Me: bob, Candidate: commit}, quiet: true,
		},
		{
			about:  "and turns when it has waited long enough",
			teller: agreement.Teller{Me: bob, Candidate: commit, OutOfPatience: true}, want: says(bob, agreement.Turn, 1),
		},
		{
			about:  "patience does not run where there is nothing to agree on",
			teller: agreement.Teller{Me: bob, OutOfPatience: true}, quiet: true,
		},
		{
			about: "nor alone in a view, which the others may never come to",
			teller: agreement.Teller{
				Me: bob, Candidate: commit, OutOfPatience: true, Seen: []agreement.Message{proposed, says(bob, agreement.Turn, 1)},
			}, quiet: true,
		},
		{
			about:  "one endorses what is proposed",
			teller: agreement.Teller{Me: bob, Seen: []agreement.Message{proposed}}, want: says(bob, agreement.Endorse, 0),
		},
		{
			about: "and seals what a quorum endorses",
			teller: agreement.Teller{Me: bob, Seen: []agreement.Message{
				proposed, says(ann, agreement.Endorse, 0), says(bob, agreement.Endorse, 0), says(cat, agreement.Endorse, 0),
			}}, want: says(bob, agreement.Seal, 0),
		},
		{
			about: "one follows where f+1 others have gone",
			teller: agreement.Teller{Me: bob, Seen: []agreement.Message{
				proposed, says(cat, agreement.Turn, 2), says(dan, agreement.Turn, 3),
			}}, want: says(bob, agreement.Turn, 2),
		},
		{
			about: "not where a single one has",
			teller: agreement.Teller{Me: bob, Seen: []agreement.Message{
				proposed, says(bob, agreement.Endorse, 0), says(dan, agreement.Turn, 3),
			}}, quiet: true,
		},
		{
			about: "the end is the end",
			teller: agreement.Teller{Me: bob, OutOfPatience: true, Seen: []agreement.Message{
				says(ann, agreement.Seal, 0), says(cat, agreement.Seal, 0), says(dan, agreement.Seal, 0),
			}}, quiet: true,
		},
	} {
		t.Run(s.about, func(t *testing.T) {
			s.teller.Board, s.teller.Accept = board, accept
			got, ok := s.teller.Next()
			if ok == s.quiet || (ok && got != s.want) {
				t.Fatalf("says %+v, %v; want %+v, %v", got, ok, s.want, !s.quiet)
			}
		})
	}
}
