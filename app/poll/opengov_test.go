package poll_test

// The cases of OpenGov as polls: what its curves and its tallies say, a poll on such a track does.

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func readData(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile("../../../shared/data/elections/opengov/" + name + "/vectors.json")
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

// TestKusamasRootCurves is polkadot-js's vectors as polls: a poll whose votes come to a threshold passes, and with one vote less does not.
func TestKusamasRootCurves(t *testing.T) {
	type rows struct {
		Kind                                          string
		Length, Floor, Ceil, Factor, XOffset, YOffset int64
		Threshold                                     [][2]int64
	}
	var data struct {
		Support  rows `json:"kusama_root_support"`
		Approval rows `json:"kusama_root_approval"`
	}
	readData(t, "polkadot_js_curve_vectors", &data)
	support := charter.Curve{Kind: curve.Linear, Length: curve.Parts(data.Support.Length), Floor: curve.Parts(data.Support.Floor), Ceil: curve.Parts(data.Support.Ceil)}
	approval := charter.Curve{
		Kind: curve.Reciprocal, Factor: curve.Parts(data.Approval.Factor), XOffset: curve.Parts(data.Approval.XOffset), YOffset: curve.Parts(data.Approval.YOffset),
	}
	on := charter.Track{ID: "root", DecisionMillis: 672 * hour, ConfirmMillis: hour, GridMillis: hour}
	const electorate = int64(curve.One)
	passes := func(hours int64, on charter.Track, ayes, nays int64) bool {
		open := decidedAt(t, on)
		open.Electorate.Voters = uint64(electorate)
		from := 100*hour + hours*hour
		// One yes from that hour on, to which nobody adds: it passes an hour later if it is enough then.
		all := received(t, fmt.Sprintf("%dh 1 yes; %dh 1 no; %dh 1 no again", hours, hours, hours+2))
		all[2].Replaces = all[0].ID
		weigh := func(map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
			return map[op.AccountID]uint64{{1}: uint64(ayes), {2}: uint64(nays)}, nil
		}
		c, err := poll.Follow(open, on, poll.Roll{Received: all, MomentMillis: open.ClosesMillis, Weigh: weigh, Votes: uint64(electorate)})
		if err != nil {
			t.Fatal(err)
		}
		return c.Passed() && c.ConfirmingSinceMillis == from
	}
	for _, row := range data.Support.Threshold {
		need := charter.Track{ID: "root", DecisionMillis: on.DecisionMillis, ConfirmMillis: hour, GridMillis: hour, Support: support}
		if !passes(row[0], need, max(row[1], 1), 0) || (row[1] > 0 && passes(row[0], need, row[1]-2_000_000, 0)) {
			t.Errorf("support at %d h: not %d", row[0], row[1])
		}
	}
	for _, row := range data.Approval.Threshold {
		need := charter.Track{ID: "root", DecisionMillis: on.DecisionMillis, ConfirmMillis: hour, GridMillis: hour, Approval: approval}
		if row[1] <= int64(curve.One)/2 {
			continue // where half is enough, "more yes than no" asks for more
		}
		if !passes(row[0], need, row[1], electorate-row[1]) || passes(row[0], need, row[1]-2_000_000, electorate-row[1]+2_000_000) {
			t.Errorf("approval at %d h: not %d", row[0], row[1])
		}
	}
}

// TestASteppedCurve: a poll whose support is y from the beginning confirms from the moment on that the vectors call its delay.
func TestASteppedCurve(t *testing.T) {
	var data struct {
		Curve struct{ Begin, End, Step, Period int64 }
		Delay [][2]int64
	}
	readData(t, "stepped_curve_sdk", &data)
	on := charter.Track{
		ID: "stepped", DecisionMillis: int64(curve.One), ConfirmMillis: 1, GridMillis: 1, // a moment for each part
		Support: charter.Curve{
			Kind: curve.Stepped, Begin: curve.Parts(data.Curve.Begin), End: curve.Parts(data.Curve.End),
			Step: curve.Parts(data.Curve.Step), Period: curve.Parts(data.Curve.Period),
		},
	}
	for _, row := range data.Delay {
		ayes, delay := uint64(row[0]), row[1]
		open := decidedAt(t, on)
		weigh := func(map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
			return map[op.AccountID]uint64{{1}: ayes}, nil
		}
		c, err := poll.Follow(open, on, poll.Roll{
			Received: received(t, "0h 1 yes"), MomentMillis: open.ClosesMillis, Weigh: weigh, Votes: uint64(curve.One),
		})
		if err != nil {
			t.Fatal(err)
		}
		never := row[0] < data.Curve.End
		if c.Passed() == never || (!never && c.ConfirmingSinceMillis-100*hour != delay) {
			t.Errorf("with %d: %s, want a delay of %d", ayes, shown(c), delay)
		}
	}
	if len(data.Delay) == 0 {
		t.Error("no rows")
	}
}

// TestTalliesOfOpenGov are the steps of its tallies that a poll without conviction knows: one member's weight behind one answer.
func TestTalliesOfOpenGov(t *testing.T) {
	type step struct {
		Account      byte
		Vote         string
		Balance      int64
		Conviction   int
		Aye, Abstain int64
		Tally        [3]int64
	}
	var data struct {
		Replacing  []step `json:"single_account_replacing_its_vote"`
		Abstaining []step `json:"abstain_two_accounts"`
	}
	readData(t, "conviction_voting_tallies", &data)
	tried := 0
	for _, s := range slices.Concat(data.Replacing, data.Abstaining[:1]) {
		answer := map[string]string{"aye": "yes", "nay": "no", "split_abstain": "abstain"}[s.Vote]
		if answer == "" || (answer != "abstain" && s.Conviction != 1) {
			continue // what takes conviction comes with credits
		}
		tried++
		weigh := func(map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
			return map[op.AccountID]uint64{{1}: uint64(s.Balance + s.Abstain)}, nil
		}
		on := falling()
		open := decidedAt(t, on)
		c, err := poll.Follow(open, on, poll.Roll{Received: received(t, "0h 1 "+answer), MomentMillis: 101 * hour, Weigh: weigh, Votes: 100})
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]int64{c.Now.Ayes, c.Now.Nays, c.Now.Ayes + c.Now.Abstentions}; got != s.Tally {
			t.Errorf("%+v: %v", s, got)
		}
	}
	if tried != 3 {
		t.Errorf("tried %d steps", tried)
	}
}
