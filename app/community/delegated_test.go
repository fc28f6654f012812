package community_test

// LiquidFeedback's core test world, told as a story of ops: delegations for everything and for areas, a circle, direct voters, and six polls that
// one teller closes.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

type liquidCase struct {
	Members []int
	Unit    [][2]int            `json:"unit_delegations"`
	Areas   map[string][][2]int `json:"area_delegations"`
	Issue   struct {
		Area   int
		Direct []int                     `json:"direct_voters"`
		Grades map[string]map[string]int `json:"grades"`
	}
	Expected struct {
		Weights     map[int]uint64
		Paths       map[int][]int `json:"delegation_paths"`
		Initiatives map[string]json.RawMessage
	}
}

func readLiquid(t *testing.T) (c liquidCase) {
	t.Helper()
	for _, file := range []string{"delegations_and_votes.json", "expected.json"} {
		raw, err := os.ReadFile(filepath.Join("../../../shared/data/elections/delegated/liquidfeedback_core_test", file))
		if os.IsNotExist(err) {
			apptest.WithoutData(t, err.Error())
		}
		must(t, err)
		must(t, json.Unmarshal(raw, &c))
	}
	return c
}

// liquidWorld is the case as a story.
type liquidWorld struct {
	*apptest.Story
	liquidCase
	members map[int]*apptest.Laptop
	teller  *apptest.Laptop
}

func newLiquidWorld(t *testing.T) *liquidWorld {
	w := &liquidWorld{Story: apptest.NewStory(t), liquidCase: readLiquid(t), members: make(map[int]*apptest.Laptop)}
	w.teller = w.Founder("1", apptest.Closing, func(c *charter.Charter) {
		first := c.Tracks[0]
		c.Tracks = nil
		for _, area := range []int{3, 1, 2, 4} { // polls are opened on the first
			first.ID = strconv.Itoa(area)
			c.Tracks = append(c.Tracks, first)
		}
		c.Delegation = charter.Delegation{Allowed: true, Travels: true}
	})
	w.members[1] = w.teller
	for _, m := range w.Members[1:] {
		w.members[m] = w.Join(w.teller, strconv.Itoa(m))
	}
	for _, pair := range w.Unit {
		delegates(w.members[pair[0]], w.members[pair[1]])
	}
	for area, pairs := range w.Areas {
		for _, pair := range pairs {
			delegatesBy(w.members[pair[0]], delegation.Set{Track: area}, w.members[pair[1]])
		}
	}
	w.Receipt(10, w.teller)
	return w
}

func (w *liquidWorld) number(account op.AccountID) int {
	for m, l := range w.members {
		if l.Account == account {
			return m
		}
	}
	return 0
}

// vote opens the poll about an initiative, lets the direct voters vote by their grades, and closes it.
func (w *liquidWorld) vote(t *testing.T, grades map[string]int) poll.Outcome {
	opening := w.teller.OpenPoll(closesMillis)
	for _, m := range w.Issue.Direct {
		choice := []byte{2}
		switch grade := grades[strconv.Itoa(m)]; {
		case grade > 0:
			choice = []byte{0}
		case grade < 0:
			choice = []byte{1}
		}
		voter := w.members[m]
		voter.Publish(voter.Sign(voter.Header(poll.KindCast, opening), &poll.Cast{Poll: opening, Choice: choice}))
	}
	w.Close(opening, closesMillis-1, w.teller)
	w.Close(opening, settledClose, w.teller)
	var outcome poll.Outcome
	w.Here.Inside(func() error {
		held, err := w.Here.Engine.Closing(opening)
		if err != nil {
			return err
		}
		if len(held.Outcomes()) != 1 {
			t.Fatalf("the poll is %s", held.State())
		}
		if outcome, err = w.Here.Engine.Outcome(opening, held.Outcomes()[0]); err != nil {
			return err
		}
		return w.checkWays(t, opening)
	})
	return outcome
}

// checkWays compares weights and paths.
func (w *liquidWorld) checkWays(t *testing.T, opening op.ID) error {
	voted := make(map[op.AccountID]bool)
	for _, m := range w.Issue.Direct {
		voted[w.members[m].Account] = true
	}
	resolved, err := w.Here.Engine.Weights(opening, voted)
	mustBe(t, len(resolved.Weights), len(w.Expected.Weights))
	for account, weight := range resolved.Weights {
		mustBe(t, weight, w.Expected.Weights[w.number(account)])
	}
	mustBe(t, len(resolved.Paths), len(w.Expected.Paths))
	for account, path := range resolved.Paths {
		var numbers []int
		for _, step := range path {
			numbers = append(numbers, w.number(step))
		}
		if want := w.Expected.Paths[w.number(account)]; !slices.Equal(numbers, want) {
			t.Errorf("%d went %v, want %v", w.number(account), numbers, want)
		}
	}
	return err
}

// delegated/liquidfeedback_core_test
func TestLiquidFeedbacksPolls(t *testing.T) {
	w := newLiquidWorld(t)
	mustBe(t, w.Issue.Area, 3)
	checked := 0
	for initiative, raw := range w.Expected.Initiatives {
		var want struct{ Positive, Negative uint64 }
		if json.Unmarshal(raw, &want) != nil {
			continue // one that was not admitted has a sentence instead of counts
		}
		checked++
		o := w.vote(t, w.Issue.Grades[initiative])
		mustBe(t, o.Options[0].Count, want.Positive)
		mustBe(t, o.Options[1].Count, want.Negative)
		mustBe(t, o.Options[0].Count+o.Options[1].Count+o.Options[2].Count, 20)
	}
	mustBe(t, checked, 6)
}
