package agreement_test

import (
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// The language of these tests: tellers are letters, A proposes in view 0, and values are numbers.

func board(letters string) agreement.Board {
	var b agreement.Board
	for _, letter := range letters {
		b = append(b, op.DeviceID{byte(letter)})
	}
	return b
}

func said(teller rune, step agreement.Step, view uint32, value byte) agreement.Message {
	m := agreement.Message{Teller: op.DeviceID{byte(teller)}, Step: step, View: view}
	if step != agreement.Turn {
		m.Value = op.ID{value}
	}
	return m
}

func all(lists ...[]agreement.Message) []agreement.Message {
	var messages []agreement.Message
	for _, list := range lists {
		messages = append(messages, list...)
	}
	return messages
}

// each says the same by several tellers.
func each(tellers string, step agreement.Step, view uint32, value byte) []agreement.Message {
	var messages []agreement.Message
	for _, teller := range tellers {
		messages = append(messages, said(teller, step, view, value))
	}
	return messages
}

const (
	propose = agreement.Propose
	endorse = agreement.Endorse
	seal    = agreement.Seal
	turn    = agreement.Turn
)

func TestQuorums(t *testing.T) {
	for _, want := range []struct{ n, tolerated, quorum int }{
		{0, 0, 1}, {1, 0, 1}, {2, 0, 2}, {3, 0, 2}, {4, 1, 3}, {5, 1, 4}, {6, 1, 4}, {7, 2, 5}, {10, 3, 7}, {13, 4, 9},
	} {
		b := make(agreement.Board, want.n)
		if b.Tolerated() != want.tolerated || b.Quorum() != want.quorum {
			t.Errorf("of %d: f = %d, t = %d; want %d, %d", want.n, b.Tolerated(), b.Quorum(), want.tolerated, want.quorum)
		}
		if overlap := 2*want.quorum - want.n; want.n > 0 && overlap <= want.tolerated {
			t.Errorf("of %d: two quorums may share liars alone", want.n)
		}
	}
	if _, any := agreement.Board(nil).Proposer(3); any {
		t.Error("somebody proposes on an empty board")
	}
	if d, _ := board("ABCD").Proposer(6); d != board("C")[0] {
		t.Error("the proposer of view 6 of four is not the third")
	}
}

func TestCheckJudgesAMessageByItsPast(t *testing.T) {
	four := "ABCD"
	prepared := all(each("A", propose, 0, 1), each("ABC", endorse, 0, 1))
	for _, situation := range []struct {
		name string
		m    agreement.Message
		// seen is the past; what the author said in it is also its own log.
		seen []agreement.Message
		ok   bool
	}{
		{"the first proposal", said('A', propose, 0, 1), nil, true},
		{"a proposal by another", said('B', propose, 0, 1), nil, false},
		{"a proposal by nobody's teller", said('X', propose, 0, 1), nil, false},
		{"a second proposal", said('A', propose, 0, 2), each("A", propose, 0, 1), false},
		{"an endorsement", said('B', endorse, 0, 1), each("A", propose, 0, 1), true},
		{"an endorsement of nothing", said('B', endorse, 0, 1), nil, false},
		{"an endorsement of another value", said('B', endorse, 0, 2), each("A", propose, 0, 1), false},
		{"a second endorsement", said('B', endorse, 0, 1), all(each("A", propose, 0, 1), each("B", endorse, 0, 1)), false},
		{"an endorsement of a proposal by the wrong teller", said('C', endorse, 0, 1), each("B", propose, 0, 1), false},
		{"an endorsement of an earlier view's proposal", said('B', endorse, 1, 1), all(each("A", propose, 0, 1), each("BCD", turn, 1, 0)), false},
		{"a seal", said('D', seal, 0, 1), prepared, true},
		{"a seal with two endorsements", said('D', seal, 0, 1), all(each("A", propose, 0, 1), each("AB", endorse, 0, 1)), false},
		{"a seal with three endorsements in two views", said('D', seal, 0, 1), all(each("AB", endorse, 0, 1), each("C", endorse, 1, 1)), false},
		{"a seal with one teller's word three times", said('D', seal, 0, 1), each("AAA", endorse, 0, 1), false},
		{"a second seal", said('D', seal, 0, 1), all(prepared, each("D", seal, 0, 1)), false},
		{"a seal after its turn", said('D', seal, 0, 1), all(prepared, each("D", turn, 1, 0)), false},
		{"a seal in a view that it is not in", said('D', seal, 1, 1), prepared, false},
		{"a turn", said('A', turn, 1, 0), nil, true},
		{"a turn over views", said('A', turn, 7, 0), each("A", turn, 1, 0), true},
		{"a turn to where it is", said('A', turn, 1, 0), each("A", turn, 1, 0), false},
		{"a turn back", said('A', turn, 1, 0), each("A", turn, 2, 0), false},
		{"a turn to view 0", said('A', turn, 0, 0), nil, false},
		{"a view beyond all patience", said('A', turn, agreement.MaxView+1, 0), nil, false},
		{"a proposal in view 1", said('B', propose, 1, 2), each("BCD", turn, 1, 0), true},
		{"a proposal in view 1 with two turns", said('B', propose, 1, 2), each("BC", turn, 1, 0), false},
		{"turns to a higher view are none to this one", said('B', propose, 1, 2), all(each("B", turn, 1, 0), each("CD", turn, 2, 0)), false},
		{"a proposal in view 1 repeats what is prepared", said('B', propose, 1, 1), all(prepared, each("BCD", turn, 1, 0)), true},
		{"a proposal in view 1 of another than is prepared", said('B', propose, 1, 2), all(prepared, each("BCD", turn, 1, 0)), false},
		{
			"of two prepared the higher view counts", said('C', propose, 2, 3),
			all(prepared, each("ABCD", turn, 1, 0), each("ABD", endorse, 1, 3), each("ACD", turn, 2, 0)), true,
		},
		{
			"of two prepared the lower view does not count", said('C', propose, 2, 1),
			all(prepared, each("ABCD", turn, 1, 0), each("ABD", endorse, 1, 3), each("ACD", turn, 2, 0)), false,
		},
		{"no step at all", agreement.Message{Teller: op.DeviceID{'A'}}, nil, false},
	} {
		t.Run(situation.name, func(t *testing.T) {
			var own []agreement.Message
			for _, m := range situation.seen {
				if m.Teller == situation.m.Teller {
					own = append(own, m)
				}
			}
			err := agreement.Check(board(four), situation.m, situation.seen, own)
			if (err == nil) != situation.ok || (err != nil && !errors.Is(err, agreement.ErrRule)) {
				t.Errorf("%v; want it stored: %v", err, situation.ok)
			}
		})
	}
}

func TestSealed(t *testing.T) {
	for _, situation := range []struct {
		name string
		seen []agreement.Message
		want []byte
	}{
		{"nothing", nil, nil},
		{"two of four", each("AB", seal, 0, 1), nil},
		{"three of four", each("ABD", seal, 0, 1), []byte{1}},
		{"all four", each("ABCD", seal, 0, 1), []byte{1}},
		{"three in two views", all(each("AB", seal, 0, 1), each("C", seal, 1, 1)), nil},
		{"one teller three times", each("AAA", seal, 0, 1), nil},
		{"two values, by two liars", all(each("ABC", seal, 0, 2), each("ABD", seal, 1, 1)), []byte{1, 2}},
	} {
		t.Run(situation.name, func(t *testing.T) {
			got := agreement.Sealed(board("ABCD"), situation.seen)
			if len(got) != len(situation.want) {
				t.Fatalf("%d values, want %d", len(got), len(situation.want))
			}
			for i := range got {
				if got[i] != (op.ID{situation.want[i]}) {
					t.Errorf("value %d is %v", i, got[i][0])
				}
			}
		})
	}
}

func TestStepsHaveNames(t *testing.T) {
	for step, want := range map[agreement.Step]string{propose: "propose", endorse: "endorse", seal: "seal", turn: "turn", 0: "step 0", 9: "step 9"} {
		if step.String() != want {
			t.Errorf("%d is %q, want %q", step, step.String(), want)
		}
	}
}
