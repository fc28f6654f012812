package agreement_test

// What a teller says next, situation by situation.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// teller is one that knows a candidate and accepts everything.
func teller(me rune, tellers string, candidate byte, seen ...agreement.Message) agreement.Teller {
	t := agreement.Teller{
		Board: board(tellers), Me: op.DeviceID{byte(me)}, Seen: seen, Accept: func(op.ID) bool { return true },
	}
	if candidate != 0 {
		t.Candidate = op.ID{candidate}
	}
	return t
}

func impatient(t agreement.Teller) agreement.Teller {
	t.OutOfPatience = true
	return t
}

func refusing(t agreement.Teller) agreement.Teller {
	t.Accept = func(op.ID) bool { return false }
	return t
}

var nothing = agreement.Message{}

func TestNext(t *testing.T) {
	proposed := each("A", propose, 0, 1)
	prepared := all(proposed, each("ABC", endorse, 0, 1))
	for _, situation := range []struct {
		name   string
		teller agreement.Teller
		want   agreement.Message
	}{
		{"the proposer with nothing to propose", teller('A', "ABCD", 0), nothing},
		{"the proposer with a candidate", teller('A', "ABCD", 1), said('A', propose, 0, 1)},
		{"the proposer whose candidate became unacceptable", refusing(teller('A', "ABCD", 1)), nothing},
		{"another teller with a candidate waits", teller('B', "ABCD", 1), nothing},
		{"nobody's teller says nothing", impatient(teller('X', "ABCD", 1)), nothing},
		{"the proposer endorses its own proposal", teller('A', "ABCD", 1, proposed...), said('A', endorse, 0, 1)},
		{"another endorses it", teller('B', "ABCD", 2, proposed...), said('B', endorse, 0, 1)},
		{"what is not acceptable is not endorsed", refusing(teller('B', "ABCD", 2, proposed...)), nothing},
		{"and ends in a turn", impatient(refusing(teller('B', "ABCD", 2, proposed...))), said('B', turn, 1, 0)},
		{"whoever has endorsed waits", teller('B', "ABCD", 0, all(proposed, each("B", endorse, 0, 1))...), nothing},
		{"after a restart its own log keeps it from a second endorsement", impatient(teller('B', "ABCD", 2, all(each("B", endorse, 0, 1), proposed)...)), said('B', turn, 1, 0)},
		{"three endorsements: it seals", teller('D', "ABCD", 0, prepared...), said('D', seal, 0, 1)},
		{"sealing goes before turning", impatient(teller('D', "ABCD", 0, prepared...)), said('D', seal, 0, 1)},
		{"whoever has turned does not seal below", teller('D', "ABCD", 0, all(prepared, each("D", turn, 1, 0))...), nothing},
		{"sealed: it is over", impatient(teller('D', "ABCD", 2, all(prepared, each("ABC", seal, 0, 1))...)), nothing},
		{"one other has turned: not yet", teller('D', "ABCD", 0, each("A", turn, 1, 0)...), nothing},
		{"two others have turned: it follows", teller('D', "ABCD", 0, each("AB", turn, 1, 0)...), said('D', turn, 1, 0)},
		{"it follows to the highest view that two have reached", teller('D', "ABCD", 0, all(each("A", turn, 3, 0), each("B", turn, 2, 0))...), said('D', turn, 2, 0)},
		{"own turns are no others'", teller('D', "ABCD", 0, all(each("D", turn, 1, 0), each("A", turn, 2, 0))...), nothing},
		{"the proposer of view 1 waits for a quorum of turns", teller('B', "ABCD", 2, each("BC", turn, 1, 0)...), nothing},
		{"and then proposes its own", teller('B', "ABCD", 2, each("BCD", turn, 1, 0)...), said('B', propose, 1, 2)},
		{"or what is prepared, acceptable or not", refusing(teller('B', "ABCD", 2, all(prepared, each("BCD", turn, 1, 0))...)), said('B', propose, 1, 1)},
		{
			"what is prepared is endorsed again, acceptable or not",
			refusing(teller('D', "ABCD", 2, all(prepared, each("BCD", turn, 1, 0), each("B", propose, 1, 1))...)), said('D', endorse, 1, 1),
		},
		{
			"who knows another prepared value does not endorse this one",
			teller('D', "ABCD", 2, all(prepared, each("BCD", turn, 1, 0), each("B", propose, 1, 2))...), nothing,
		},
		{"alone: it proposes", teller('A', "A", 1), said('A', propose, 0, 1)},
		{"alone: it endorses", teller('A', "A", 1, proposed...), said('A', endorse, 0, 1)},
		{"alone: it seals", teller('A', "A", 1, all(proposed, each("A", endorse, 0, 1))...), said('A', seal, 0, 1)},
		{"alone: it is over", teller('A', "A", 1, all(proposed, each("A", endorse, 0, 1), each("A", seal, 0, 1))...), nothing},
		{"the last view there is", impatient(teller('A', "ABCD", 0, each("A", turn, agreement.MaxView, 0)...)), nothing},
	} {
		t.Run(situation.name, func(t *testing.T) {
			got, says := situation.teller.Next()
			if got != situation.want || says != (situation.want != nothing) {
				t.Errorf("%s in view %d of %d (%v), want %s in view %d of %d",
					got.Step, got.View, got.Value[0], says, situation.want.Step, situation.want.View, situation.want.Value[0])
			}
		})
	}
}

func TestPatienceRuns(t *testing.T) {
	for _, situation := range []struct {
		name   string
		teller agreement.Teller
		want   bool
	}{
		{"nothing to decide", teller('B', "ABCD", 0), false},
		{"a candidate", teller('B', "ABCD", 1), true},
		{"somebody else's proposal", teller('B', "ABCD", 0, each("A", propose, 0, 1)...), true},
		{"in view 1, before a quorum of turns", teller('B', "ABCD", 1, each("B", turn, 1, 0)...), false},
		{"in view 1, after it", teller('B', "ABCD", 1, each("BCD", turn, 1, 0)...), true},
		{"it is over", teller('B', "ABCD", 1, each("ACD", seal, 0, 1)...), false},
		{"nobody's teller", teller('X', "ABCD", 1), false},
	} {
		t.Run(situation.name, func(t *testing.T) {
			if got := situation.teller.Impatient(); got != situation.want {
				t.Errorf("%v, want %v", got, situation.want)
			}
		})
	}
	if view := teller('B', "ABCD", 1, each("B", turn, 4, 0)...).View(); view != 4 {
		t.Errorf("in view %d, want 4", view)
	}
}
