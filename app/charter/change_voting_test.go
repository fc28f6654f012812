package charter_test

// Curves, periods, weights and delegation as a charter-change file says them.

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestAChangeFileOfVoting(t *testing.T) {
	have, err := charter.ParseChange(fmt.Appendf(nil, `
settle = "2h"
patience = "12h"
retire_after = "40d"
helpers = [%q, %q]

[delegation]
allowed = true
cap = 3
travels = true

[weights]
steward = 2
admitter = 4

[[tracks]]
id = "calls"
title = "Calls"
opener = "members"
prepare = "6h"
decision = "4d"
confirm = "1d"
grid = "6h"
max_deciding = 2
ends = "cancel"
approval = {kind = "linear", ceil = "100%%", floor = "50%%", length = "60.7142857%%"}

[tracks.support] # Kusama's for its small spenders
kind = "reciprocal"
factor = "0.7892829%%"
x_offset = "1.554404%%"
y_offset = "-0.777202%%"

[[tracks]]
id = "steps"
title = "Steps"
opener = "stewards"
decision = "7d"
approval = {kind = "stepped", begin = "80%%", end = "50%%", step = "10%%", period = "25%%"}
support = "12.5%%"
`, account(2), account(1)), charter.Named{})
	if err != nil {
		t.Fatal(err)
	}
	want := charter.Acts{
		SettleMillis: ptr(2 * hour), PatienceMillis: ptr(12 * hour), RetireAfterMillis: ptr(40 * day), Helpers: ptr(accounts(2)),
		Delegation: &charter.Delegation{Allowed: true, Cap: 3, Travels: true},
		Weights:    &[]charter.Weight{{Role: charter.RoleAdmitter, Votes: 4}, {Role: charter.RoleSteward, Votes: 2}},
		Tracks: &[]charter.Track{
			{
				ID: "calls", Title: "Calls", Opener: charter.OpenedByMembers, PrepareMillis: 6 * hour, DecisionMillis: 4 * day, ConfirmMillis: day,
				GridMillis: 6 * hour, MaxDeciding: 2, Ends: charter.EndsByCancel,
				Approval: curve.Kusama()["APP_ADMIN"], Support: curve.Kusama()["SUP_ADMIN"],
			},
			{
				ID: "steps", Title: "Steps", Opener: charter.OpenedByStewards, DecisionMillis: 7 * day, Support: charter.Always(125_000_000),
				Approval: charter.Curve{Kind: curve.Stepped, Begin: 800_000_000, End: 500_000_000, Step: 100_000_000, Period: 250_000_000},
			},
		},
	}
	if !charter.Equal(want, have) {
		t.Fatal(cmp.Diff(want, have))
	}
}

func TestChangeFilesOfVotingThatAreRefused(t *testing.T) {
	track := "[[tracks]]\nid = \"a\"\ntitle = \"A\"\nopener = \"members\"\ndecision = \"4d\"\n"
	for name, s := range map[string]struct {
		file string
		line int
		key  string
		is   error
	}{
		"a floor above its ceiling":       {track + "approval = {kind = \"linear\", ceil = \"50%\", floor = \"60%\", length = \"100%\"}\n", 6, "tracks[0].approval.floor", nil},
		"the same, in a table of its own": {track + "[tracks.support]\nkind = \"linear\"\nlength = \"100%\"\nfloor = \"2%\"\n", 9, "tracks[0].support.floor", nil},
		"a curve without a kind":          {track + "approval = {floor = \"1%\"}\n", 6, "tracks[0].approval.kind", nil},
		"a curve of nothing":              {track + "approval = {}\n", 6, "tracks[0].approval.kind", charter.ErrValue},
		"a curve of another kind":         {track + "approval = {kind = \"round\"}\n", 6, "tracks[0].approval.kind", nil},
		"a curve as a number":             {track + "approval = 50\n", 6, "tracks[0].approval", charter.ErrValue},
		"a curve as a list":               {track + "support = [1]\n", 6, "tracks[0].support", charter.ErrValue},
		"a part that is not known":        {track + "approval = {kind = \"linear\", flor = \"1%\"}\n", 6, "tracks[0].approval.flor", charter.ErrUnknownKey},
		"a part that is a number":         {track + "approval = {kind = \"linear\", floor = 1}\n", 6, "tracks[0].approval.floor", charter.ErrValue},
		"a part beyond every curve":       {track + "approval = {kind = \"reciprocal\", factor = \"401%\"}\n", 6, "tracks[0].approval.factor", charter.ErrValue},
		"a negative share":                {track + "support = \"-5%\"\n", 6, "tracks[0].support", charter.ErrValue},
		"no places":                       {track + "max_deciding = 0\n", 6, "tracks[0].max_deciding", charter.ErrValue},
		"an end of another kind":          {track + "ends = \"burn\"\n", 6, "tracks[0].ends", nil},
		"confirm without a grid":          {track + "confirm = \"1d\"\n", 1, "tracks[0].grid", nil},
		"a settle time of a month":        {"settle = \"30d\"\n", 1, "settle", nil},
		"patience of nothing":             {"patience = \"0s\"\n", 1, "patience", nil},
		"a delegation that is a flag":     {"delegation = true\n", 1, "delegation", charter.ErrValue},
		"a cap where nobody may delegate": {"[delegation]\ncap = 3\n", 2, "delegation.cap", nil},
		"a word of delegation":            {"[delegation]\nalowed = true\n", 2, "delegation.alowed", charter.ErrUnknownKey},
		"a role that nobody has":          {"[weights]\nking = 3\n", 2, "weights.king", charter.ErrUnknownKey},
		"more votes than anybody has":     {"[weights]\nsteward = 101\n", 2, "weights.steward", nil},
		"a weight of nothing":             {"[weights]\nsteward = 0\n", 2, "weights.steward", charter.ErrValue},
		"weights that are a list":         {"weights = [1]\n", 1, "weights", charter.ErrValue},
		"helpers that are names":          {"helpers = [\"Ada\"]\n", 1, "helpers[0]", charter.ErrValue},
		"a helper twice":                  {fmt.Sprintf("helpers = [%q, %q]\n", account(1), account(1)), 1, "helpers", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := charter.ParseChange([]byte(s.file), charter.Named{})
			var change *charter.ChangeError
			if !errors.As(err, &change) {
				t.Fatalf("got %v", err)
			}
			if change.Line != s.line || change.Key != s.key {
				t.Errorf("line %d, key %q: %v", change.Line, change.Key, err)
			}
			if s.is != nil && !errors.Is(err, s.is) {
				t.Errorf("not %v: %v", s.is, err)
			}
		})
	}
}

func TestListsAndTablesMayBeEmptied(t *testing.T) {
	acts, err := charter.ParseChange([]byte("helpers = []\n[delegation]\nallowed = false\n[weights]\n"), charter.Named{})
	if err != nil {
		t.Fatal(err)
	}
	want := charter.Acts{Helpers: &[]op.AccountID{}, Delegation: &charter.Delegation{}, Weights: &[]charter.Weight{}}
	if !charter.Equal(acts, want) {
		t.Error(cmp.Diff(want, acts))
	}
}

// TestSharesReadBack: what is written as a share is read as the same parts.
func TestSharesReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := club(t)
		c.Tracks[0].Approval = charter.Always(rapid.Int64Range(1, charter.Parts).Draw(rt, "parts"))
		file, err := c.ChangeFile()
		if err != nil {
			rt.Fatal(err)
		}
		acts, err := charter.ParseChange(file, charter.Named{})
		if err != nil || (*acts.Tracks)[0].Approval != c.Tracks[0].Approval {
			rt.Fatalf("%+v came back as %+v, %v", c.Tracks[0].Approval, acts.Tracks, err)
		}
	})
}
