package charter_test

// What the closing, the course and the voters of a poll need of a charter: what is refused, what a change leaves, and that what is encoded
// comes back.

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	hour = int64(60 * 60 * 1000)
	day  = 24 * hour
)

func TestRulesOfVotingThatAreRefused(t *testing.T) {
	linear := func(floor, ceil curve.Parts) charter.Curve {
		return charter.Curve{Kind: curve.Linear, Length: curve.One, Floor: floor, Ceil: ceil}
	}
	early := func(c *charter.Charter) *charter.Track {
		t := &c.Tracks[0]
		t.DecisionMillis, t.ConfirmMillis, t.GridMillis = 4*day, day, hour
		return t
	}
	for name, s := range map[string]struct {
		spoil func(*charter.Charter)
		field string
	}{
		"a settle time below nothing":     {func(c *charter.Charter) { c.SettleMillis = -1 }, "settle"},
		"a settle time above a week":      {func(c *charter.Charter) { c.SettleMillis = charter.MaxSettleMillis + 1 }, "settle"},
		"no patience":                     {func(c *charter.Charter) { c.PatienceMillis = 0 }, "patience"},
		"patience above a week":           {func(c *charter.Charter) { c.PatienceMillis = charter.MaxPatienceMillis + 1 }, "patience"},
		"retired before it can be late":   {func(c *charter.Charter) { c.RetireAfterMillis = charter.MinRetireAfterMillis - 1 }, "retire_after"},
		"retired after years":             {func(c *charter.Charter) { c.RetireAfterMillis = charter.MaxPeriodMillis + 1 }, "retire_after"},
		"a cap without delegation":        {func(c *charter.Charter) { c.Delegation = charter.Delegation{Cap: 1} }, "delegation.cap"},
		"travel without delegation":       {func(c *charter.Charter) { c.Delegation = charter.Delegation{Travels: true} }, "delegation.travels"},
		"a cap beyond every electorate":   {func(c *charter.Charter) { c.Delegation.Cap = charter.MaxCap + 1 }, "delegation.cap"},
		"31 helpers":                      {func(c *charter.Charter) { c.Helpers = accounts(31) }, "helpers"},
		"helpers out of order":            {func(c *charter.Charter) { c.Helpers = []op.AccountID{account(2), account(1)} }, "helpers"},
		"a helper twice":                  {func(c *charter.Charter) { c.Helpers = []op.AccountID{account(1), account(1)} }, "helpers"},
		"a weight of nobody":              {func(c *charter.Charter) { c.Weights = []charter.Weight{{Role: "king", Votes: 2}} }, "weights"},
		"a weight of nothing":             {func(c *charter.Charter) { c.Weights = []charter.Weight{{Role: "steward"}} }, "weights.steward"},
		"a weight above all":              {func(c *charter.Charter) { c.Weights = []charter.Weight{{Role: "admitter", Votes: 101}} }, "weights.admitter"},
		"weights out of order":            {func(c *charter.Charter) { c.Weights = []charter.Weight{{"steward", 1}, {"admitter", 1}} }, "weights"},
		"a role twice":                    {func(c *charter.Charter) { c.Weights = []charter.Weight{{"steward", 1}, {"steward", 2}} }, "weights"},
		"a floor above its ceiling":       {func(c *charter.Charter) { c.Tracks[1].Support = linear(2, 1) }, "tracks[1].support.floor"},
		"a ceiling above everything":      {func(c *charter.Charter) { c.Tracks[0].Approval = linear(0, curve.One+1) }, "tracks[0].approval.ceil"},
		"a curve of no kind":              {func(c *charter.Charter) { c.Tracks[0].Approval = charter.Curve{Floor: 1} }, "tracks[0].approval.kind"},
		"a share of less than nothing":    {func(c *charter.Charter) { c.Tracks[0].Approval = charter.Always(-1) }, "tracks[0].approval.floor"},
		"a part of another shape":         {func(c *charter.Charter) { c.Tracks[0].Approval = charter.Curve{Kind: curve.Linear, Length: 1, Step: 1} }, "tracks[0].approval.step"},
		"a preparation below nothing":     {func(c *charter.Charter) { c.Tracks[0].PrepareMillis = -1 }, "tracks[0].prepare"},
		"confirm of over a year":          {func(c *charter.Charter) { c.Tracks[0].ConfirmMillis = charter.MaxPeriodMillis + 1 }, "tracks[0].confirm"},
		"a grid below nothing":            {func(c *charter.Charter) { c.Tracks[0].GridMillis = -1 }, "tracks[0].grid"},
		"all periods over a year":         {func(c *charter.Charter) { c.Tracks[0].PrepareMillis = charter.MaxPeriodMillis }, "tracks[0].decision"},
		"a grid without confirm":          {func(c *charter.Charter) { c.Tracks[0].GridMillis = hour }, "tracks[0].grid"},
		"confirm without a grid":          {func(c *charter.Charter) { c.Tracks[0].ConfirmMillis = hour }, "tracks[0].grid"},
		"a grid that parts no decision":   {func(c *charter.Charter) { early(c).DecisionMillis++ }, "tracks[0].grid"},
		"a grid that parts no confirm":    {func(c *charter.Charter) { early(c).ConfirmMillis++ }, "tracks[0].grid"},
		"a grid above confirm":            {func(c *charter.Charter) { early(c).GridMillis = 2 * day }, "tracks[0].grid"},
		"a grid below a second":           {func(c *charter.Charter) { early(c).GridMillis = 500 }, "tracks[0].grid"},
		"more moments than anybody makes": {func(c *charter.Charter) { early(c).GridMillis = 60 * 1000 }, "tracks[0].grid"},
		"more places than there are":      {func(c *charter.Charter) { c.Tracks[0].MaxDeciding = charter.MaxDeciding + 1 }, "tracks[0].max_deciding"},
		"an end of another kind":          {func(c *charter.Charter) { c.Tracks[0].Ends = "burn" }, "tracks[0].ends"},
		"an end that changes the charter": {func(c *charter.Charter) { c.Tracks[2].Ends = charter.EndsByKill }, "tracks[2].ends"},
	} {
		t.Run(name, func(t *testing.T) {
			c := club(t)
			s.spoil(&c)
			var field *charter.FieldError
			if err := c.Check(); !errors.As(err, &field) || !errors.Is(err, charter.ErrForm) {
				t.Fatalf("got %v", err)
			}
			if field.Field != s.field {
				t.Fatalf("blames %q: %v", field.Field, field)
			}
		})
	}
}

func TestChangesOfVotingThatAreRefused(t *testing.T) {
	for name, s := range map[string]struct {
		acts  charter.Acts
		field string
	}{
		"settle":     {charter.Acts{SettleMillis: ptr(int64(-1))}, "settle"},
		"patience":   {charter.Acts{PatienceMillis: ptr(int64(0))}, "patience"},
		"retirement": {charter.Acts{RetireAfterMillis: ptr(int64(0))}, "retire_after"},
		"delegation": {charter.Acts{Delegation: &charter.Delegation{Cap: 1}}, "delegation.cap"},
		"helpers":    {charter.Acts{Helpers: &[]op.AccountID{account(2), account(1)}}, "helpers"},
		"weights":    {charter.Acts{Weights: &[]charter.Weight{{Role: "king", Votes: 1}}}, "weights"},
	} {
		var field *charter.FieldError
		if err := s.acts.Check(); !errors.As(err, &field) || field.Field != s.field {
			t.Errorf("%s: %v", name, err)
		}
		if !s.acts.TouchesVoting() {
			t.Errorf("%s: a council could change it alone", name)
		}
	}
	if (&charter.Acts{WaitingMillis: ptr(int64(0)), Tracks: &[]charter.Track{}}).TouchesVoting() {
		t.Error("who is admitted when, and tracks, are no part of it")
	}
}

func TestWhatAChangeOfVotingLeaves(t *testing.T) {
	before := club(t)
	after := before.With(charter.Acts{
		SettleMillis: ptr(2 * hour), PatienceMillis: ptr(3 * hour), RetireAfterMillis: ptr(40 * day),
		Delegation: &charter.Delegation{}, Helpers: ptr(accounts(2)), Weights: &[]charter.Weight{{charter.RoleSteward, 3}},
	})
	if after.SettleMillis != 2*hour || after.PatienceMillis != 3*hour || after.RetireAfterMillis != 40*day || after.Delegation.Allowed || !after.HasHelper(account(2)) {
		t.Errorf("became %+v", after)
	}
	if err := after.Check(); err != nil {
		t.Error(err)
	}
	if again := after.With(charter.Acts{Helpers: &[]op.AccountID{}, Weights: &[]charter.Weight{}}); again.HasHelper(account(2)) || again.WeightOf(account(1)) != 1 {
		t.Error("empty lists left the old ones")
	}
	if !cmp.Equal(before, club(t)) {
		t.Error("the charter before has changed")
	}
}

func TestWeights(t *testing.T) {
	c := club(t)
	c.Council, c.Threshold, c.Admitters = accounts(2), 2, []op.AccountID{account(2), account(3)}
	for _, s := range []struct {
		weights []charter.Weight
		want    [4]uint64
	}{
		{nil, [4]uint64{1, 1, 1, 1}},
		{[]charter.Weight{{charter.RoleSteward, 5}}, [4]uint64{5, 5, 1, 1}},
		{[]charter.Weight{{charter.RoleAdmitter, 7}}, [4]uint64{1, 7, 7, 1}},
		{[]charter.Weight{{charter.RoleAdmitter, 3}, {charter.RoleSteward, 5}}, [4]uint64{5, 5, 3, 1}},
		{[]charter.Weight{{charter.RoleAdmitter, 5}, {charter.RoleSteward, 3}}, [4]uint64{3, 5, 5, 1}},
	} {
		c.Weights = s.weights
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		for i, want := range s.want {
			if have := c.WeightOf(account(byte(i + 1))); have != want {
				t.Errorf("%v: account %d has %d votes, want %d", s.weights, i+1, have, want)
			}
		}
	}
}

func TestTracksAsRules(t *testing.T) {
	plain := charter.Track{DecisionMillis: 4 * day}
	r := plain.Rules()
	if r.GridMillis != 4*day || r.ConfirmMillis != 0 || r.MaxDeciding != charter.MaxDeciding || r.Approval.Threshold(0) != 0 || r.Support.Threshold(curve.One) != 0 {
		t.Errorf("a track that asks for nothing: %+v", r)
	}
	always := charter.Track{DecisionMillis: day, Support: charter.Always(charter.Parts / 4), MaxDeciding: 3}
	if r = always.Rules(); r.Support.Threshold(0) != curve.One/4 || r.Support.Threshold(curve.One) != curve.One/4 || r.MaxDeciding != 3 {
		t.Errorf("a quarter, always: %+v", r)
	}
	if charter.Always(0) != (charter.Curve{}) {
		t.Error("nothing is asked in two ways")
	}
	if have := (&charter.Track{PrepareMillis: 1, DecisionMillis: 20, ConfirmMillis: 300}).OpenMillis(); have != 321 {
		t.Errorf("open for %d", have)
	}
}

// drawTrack is any track that passes Check.
func drawTrack(t *rapid.T, id string) charter.Track {
	grid := rapid.Int64Range(1, 48).Draw(t, "grid") * 30 * 60 * 1000
	c := charter.Track{
		ID: id, Title: id, Opener: rapid.SampledFrom([]charter.Opener{charter.OpenedByMembers, charter.OpenedByStewards}).Draw(t, "opener"),
		PrepareMillis: rapid.Int64Range(0, day).Draw(t, "prepare"), DecisionMillis: grid * rapid.Int64Range(1, 100).Draw(t, "decision"),
		EnactAfterMillis: rapid.Int64Range(0, day).Draw(t, "enact after"), MaxDeciding: rapid.Uint64Range(0, charter.MaxDeciding).Draw(t, "places"),
		Approval: drawCurve(t), Support: drawCurve(t),
	}
	if rapid.Bool().Draw(t, "early") {
		c.ConfirmMillis, c.GridMillis = grid*rapid.Int64Range(1, 10).Draw(t, "confirm"), grid
	}
	if c.Charter = rapid.Bool().Draw(t, "charter"); !c.Charter {
		c.Ends = rapid.SampledFrom([]string{"", charter.EndsByCancel, charter.EndsByKill}).Draw(t, "ends")
	}
	return c
}

func drawCurve(t *rapid.T) charter.Curve {
	part := func(least, most curve.Parts) curve.Parts {
		return curve.Parts(rapid.Int64Range(int64(least), int64(most)).Draw(t, "part"))
	}
	var c charter.Curve
	switch rapid.IntRange(0, 4).Draw(t, "shape") {
	case 0:
		return charter.Curve{}
	case 1:
		return charter.Always(int64(part(0, curve.One)))
	case 2:
		floor := part(0, curve.One)
		c = charter.Curve{Kind: curve.Linear, Length: part(1, curve.One), Floor: floor, Ceil: part(floor, curve.One)}
	case 3:
		end := part(0, curve.One)
		c = charter.Curve{Kind: curve.Stepped, Begin: part(end, curve.One), End: end, Step: part(0, curve.One), Period: part(1000, curve.One)}
	default:
		c = charter.Curve{Kind: curve.Reciprocal, Factor: part(0, curve.One), XOffset: part(1000, curve.One), YOffset: part(-curve.One, 0)}
	}
	if c.Check() != nil {
		t.Skip("a curve that nobody could pass")
	}
	return c
}

// TestTracksComeBack: what passes Check is encoded in one way, and is the same when it is read.
func TestTracksComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := club(t)
		ids := []string{"a", "b", "c"}[:rapid.IntRange(0, 3).Draw(rt, "tracks")]
		c.Tracks = nil
		for _, id := range ids {
			c.Tracks = append(c.Tracks, drawTrack(rt, id))
		}
		if err := c.Check(); err != nil {
			rt.Fatalf("drew %v", err)
		}
		raw, err := op.Encode(&c)
		if err != nil {
			rt.Fatal(err)
		}
		var back charter.Charter
		if err := op.Decode(raw, &back); err != nil {
			rt.Fatal(err)
		}
		if !slices.Equal(c.Tracks, back.Tracks) {
			rt.Fatal(cmp.Diff(c.Tracks, back.Tracks))
		}
		for _, track := range back.Tracks {
			if track.ConfirmMillis > 0 && track.Rules().Check() != nil {
				rt.Fatalf("no rules: %v", track.Rules().Check())
			}
		}
	})
}

// FuzzTrack: bytes that are read are read in one way, and what Check then takes can be decided by at every moment.
func FuzzTrack(f *testing.F) {
	f.Fuzz(func(t *testing.T, raw []byte) {
		var acts charter.Acts
		if err := op.Decode(raw, &acts); err != nil {
			return
		}
		again, err := op.Encode(&acts)
		if err != nil || string(again) != string(raw) {
			t.Fatalf("came back as %x, %v", again, err)
		}
		if acts.Check() != nil || acts.Tracks == nil {
			return
		}
		for _, track := range *acts.Tracks {
			rules, above := track.Rules(), curve.One
			for n := range int64(9) {
				x := curve.Ratio(n, 8)
				approval, support := rules.Approval.Threshold(x), rules.Support.Threshold(x)
				if approval < 0 || approval > above || support < 0 || support > curve.One {
					t.Fatalf("%s at %d/8 asks for %d and %d", track.ID, n, approval, support)
				}
				above = approval
			}
		}
	})
}
