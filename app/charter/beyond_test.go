package charter_test

// A charter as a file that says all of it, and what of a change is one.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// TestAllRulesReadBack: what is written of a charter is that charter.
func TestAllRulesReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := openGov(t)
		c.Tracks = append(c.Tracks, drawTrack(rt, "drawn"))
		c.Text = rapid.SampledFrom([]string{"", "Be kind.\n\n\"\"\" and '''\n", "a\tb\\c"}).Draw(rt, "text")
		c.Council, c.Threshold, c.Tellers, c.Helpers = accounts(3), 2, devices(4), accounts(2)
		c.Weights = []charter.Weight{{Role: charter.RoleSteward, Votes: rapid.Uint64Range(1, charter.MaxVotes).Draw(rt, "votes")}}
		c.WaitingMillis = rapid.Int64Range(0, charter.MaxPeriodMillis).Draw(rt, "waiting")
		if err := c.Check(); err != nil {
			rt.Fatal(err)
		}
		file, err := c.ChangeFile()
		if err != nil {
			rt.Fatal(err)
		}
		acts, err := charter.ParseChange(file, charter.Named{})
		if err != nil {
			rt.Fatalf("%v in\n%s", err, file)
		}
		blank := charter.Charter{Open: c.Open}
		if back := blank.With(acts); !cmp.Equal(back, c) {
			rt.Fatal(cmp.Diff(c, back))
		}
		if left := acts.Beyond(&c); !charter.Equal(left, charter.Acts{}) {
			rt.Fatalf("all rules as they are change %+v", left)
		}
	})
}

// TestBeyondLeavesTheSame: what is left of a change leaves the same charter as all of it.
func TestBeyondLeavesTheSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before := club(t).With(drawActs(rt))
		acts := drawActs(rt)
		if rapid.Bool().Draw(rt, "the same council") {
			acts.Council = before.Council
		}
		left := acts.Beyond(&before)
		if all, some := before.With(acts), before.With(left); !cmp.Equal(all, some) {
			rt.Fatal(cmp.Diff(all, some))
		}
		if again := left.Beyond(&before); !charter.Equal(again, left) {
			rt.Fatalf("%+v is left of %+v", again, left)
		}
	})
}

func TestWhatIsBeyond(t *testing.T) {
	c := club(t)
	c.Council, c.Threshold = accounts(3), 3
	removal := []charter.Ending{{Account: account(2)}}
	for name, s := range map[string]struct{ acts, left charter.Acts }{
		"a council as it is, with the usual threshold": {charter.Acts{Council: accounts(3)}, charter.Acts{Threshold: 2}},
		"a council as it is, with its threshold":       {charter.Acts{Council: accounts(3), Threshold: 3}, charter.Acts{}},
		"another council":                              {charter.Acts{Council: accounts(4)}, charter.Acts{Council: accounts(4)}},
		"a threshold as it is":                         {charter.Acts{Threshold: 3}, charter.Acts{}},
		"no helpers, as before":                        {charter.Acts{Helpers: &[]op.AccountID{}}, charter.Acts{}},
		"one feature more":                             {charter.Acts{Features: []string{"closing", "core", "new"}}, charter.Acts{Features: []string{"new"}}},
		"a removal":                                    {charter.Acts{Remove: removal, Name: &c.Name}, charter.Acts{Remove: removal}},
	} {
		if have := s.acts.Beyond(&c); !charter.Equal(have, s.left) {
			t.Errorf("%s: %s", name, cmp.Diff(s.left, have))
		}
	}
}

func TestAFileOfAllRulesReads(t *testing.T) {
	c := openGov(t)
	file, err := c.ChangeFile()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"\nwaiting = \"0s\"\n", "\n[delegation]\nallowed = true\n", "[[tracks]]\nid = \"root\"", "\nconfirm = \"2d\"\n", "[tracks.approval]\nkind = \"reciprocal\"", "y_offset = \"-0.777202%\""} {
		if !strings.Contains(string(file), part) {
			t.Errorf("nothing says %q in\n%s", part, file)
		}
	}
	if len(file) > charter.MaxChangeFileBytes {
		t.Errorf("%d bytes, which nobody would read back", len(file))
	}
}
