package community_test

// Findings that follow each other: each is judged by what the one before has left.

import (
	"testing"
)

func TestAHideThatIsUndoneTwice(t *testing.T) {
	s := &situation{Name: "undone, restored by a cut, and undone again"}
	s.Genesis.Council, s.Genesis.C = []string{"ann", "bob"}, 2
	s.Genesis.Members, s.Genesis.Tellers = []string{"ann", "bob"}, []string{"ann-1"}
	s.Genesis.Devices = []string{"ann-1", "ann-2", "bob-1"}
	s.Ops = []opText{
		{ID: "post", Dev: "bob-1", Auth: "G", Kind: "post"},
		{ID: "hide", Dev: "ann-2", Auth: "G", Kind: "hide", Of: "post", Deps: []string{"post"}},
		{ID: "show", Dev: "ann-2", Prev: "hide", Auth: "G", Kind: "show", Of: "hide", Deps: []string{"hide"}},
		{ID: "talk", Dev: "ann-2", Prev: "show", Auth: "G", Kind: "post"},
		// The cut is the hide itself: to judge the talk is to look the hide up.
		{ID: "withdrawal", Dev: "ann-1", Auth: "G", Kind: "withdraw", Device: "ann-2", Cut: "hide", Deps: []string{"hide"}},
		{ID: "show again", Dev: "bob-1", Prev: "post", Auth: "G", Kind: "show", Of: "hide", Deps: []string{"hide"}},
	}
	c := castOf(t, s)
	p := c.replica(t)
	for _, step := range []struct {
		id   string
		want string
	}{{"G", ""}, {"post", ""}, {"hide", "applied"}, {"show", "undone"}, {"talk", "undone"}, {"withdrawal", "applied"}, {"show again", "undone"}} {
		for _, o := range c.ops {
			if named(o.ID) == step.id {
				p.take(o)
			}
		}
		if got := p.said().Verdicts["hide"]; got != step.want {
			t.Fatalf("after the %s the hide is %q, want %q", step.id, got, step.want)
		}
	}
}
