package charter_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func ptr[T any](v T) *T { return &v }

func TestChangesThatAreRefused(t *testing.T) {
	ending := func(n byte) charter.Ending { return charter.Ending{Account: account(n)} }
	cut := func(positions ...charter.Position) []charter.Ending {
		return []charter.Ending{{Account: account(1), Cut: positions}}
	}
	for name, situation := range map[string]struct {
		acts  charter.Acts
		field string
	}{
		"half of a new council":         {charter.Acts{Council: accounts(4), Threshold: 2}, "threshold"},
		"more than a new council":       {charter.Acts{Council: accounts(4), Threshold: 5}, "threshold"},
		"a threshold nobody can reach":  {charter.Acts{Threshold: 31}, "threshold"},
		"a council out of order":        {charter.Acts{Council: []op.AccountID{account(2), account(1)}}, "council"},
		"a teller twice":                {charter.Acts{Tellers: []op.DeviceID{device(1), device(1)}}, "tellers"},
		"admitters out of order":        {charter.Acts{Admitters: &[]op.AccountID{account(2), account(1)}}, "admitters"},
		"an empty name":                 {charter.Acts{Name: ptr("")}, "name"},
		"a purpose that is too long":    {charter.Acts{Purpose: ptr(strings.Repeat("x", 501))}, "purpose"},
		"a text that is too long":       {charter.Acts{Text: ptr(strings.Repeat("x", charter.MaxTextBytes+1))}, "text"},
		"a track for nobody":            {charter.Acts{Tracks: &[]charter.Track{{ID: "a", Title: "A", DecisionMillis: 1}}}, "tracks[0].opener"},
		"a waiting time below nothing":  {charter.Acts{WaitingMillis: ptr(int64(-1))}, "waiting"},
		"a feature twice":               {charter.Acts{Features: []string{"core", "core"}}, "features"},
		"an account removed twice":      {charter.Acts{Remove: []charter.Ending{ending(1), ending(1)}}, "remove"},
		"removals out of order":         {charter.Acts{Remove: []charter.Ending{ending(2), ending(1)}}, "remove"},
		"31 ends of office":             {charter.Acts{EndOffice: make([]charter.Ending, 31)}, "end_office"},
		"a long reason":                 {charter.Acts{Remove: []charter.Ending{{Reason: strings.Repeat("x", 501)}}}, "remove[0].reason"},
		"a cut at no op":                {charter.Acts{Remove: cut(charter.Position{Device: device(1)})}, "remove[0].cut"},
		"a cut that names one twice":    {charter.Acts{Remove: cut(charter.Position{device(1), op.ID{1}}, charter.Position{device(1), op.ID{2}})}, "remove[0].cut"},
		"a cut out of order":            {charter.Acts{EndOffice: cut(charter.Position{device(2), op.ID{1}}, charter.Position{device(1), op.ID{2}})}, "end_office[0].cut"},
		"a cut of 65 devices":           {charter.Acts{Remove: cut(make([]charter.Position, 65)...)}, "remove[0].cut"},
		"no poll retired":               {charter.Acts{Retire: []op.ID{{}}}, "retire"},
		"retired polls out of order":    {charter.Acts{Retire: []op.ID{{2}, {1}}}, "retire"},
		"more retired polls than bound": {charter.Acts{Retire: make([]op.ID, 65)}, "retire"},
	} {
		t.Run(name, func(t *testing.T) {
			var field *charter.FieldError
			if err := situation.acts.Check(); !errors.As(err, &field) || !errors.Is(err, charter.ErrForm) {
				t.Fatalf("got %v", err)
			}
			if field.Field != situation.field {
				t.Fatalf("blames %q: %v", field.Field, field)
			}
		})
	}
	if err := (&charter.Acts{}).Check(); !errors.Is(err, charter.ErrNoChange) {
		t.Errorf("no act at all: %v", err)
	}
	if err := (&charter.Acts{Admitters: &[]op.AccountID{}}).Check(); err != nil {
		t.Errorf("nobody admits beside the stewards: %v", err)
	}
}

func TestWhatAChangeLeaves(t *testing.T) {
	before := club(t)
	after := before.With(charter.Acts{Council: accounts(5), Features: []string{"closing", "core"}, Name: ptr("Oak Street Club")})
	if after.Threshold != 3 || len(after.Council) != 5 || after.Name != "Oak Street Club" || after.Purpose != before.Purpose {
		t.Errorf("became %+v", after)
	}
	if !cmp.Equal(after.Features, []string{"closing", "core"}) {
		t.Errorf("features became %v", after.Features)
	}
	if !cmp.Equal(before, club(t)) {
		t.Errorf("the charter before has changed: %+v", before)
	}
	stricter := after.With(charter.Acts{Threshold: 4})
	if stricter.Threshold != 4 || stricter.With(charter.Acts{Council: accounts(5)}).Threshold != 3 {
		t.Error("a threshold holds until the next council")
	}
	closed := after.With(charter.Acts{Admitters: ptr(accounts(2))}).With(charter.Acts{Admitters: &[]op.AccountID{}})
	if closed.HasAdmitter(account(1)) {
		t.Error("an empty list of admitters left the old one")
	}
	removed := after.With(charter.Acts{Remove: []charter.Ending{{Account: account(2)}}})
	if !cmp.Equal(removed, after) {
		t.Error("a removal changed the charter")
	}
}

// TestAChangeOfAGoodCharterIsGood: where both pass Check, so does the result, but for a threshold that is set without its council.
func TestAChangeOfAGoodCharterIsGood(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, acts := club(t), drawActs(rt)
		if err := acts.Check(); err != nil {
			rt.Fatalf("drew %v", err)
		}
		after := c.With(acts)
		if err := after.Check(); err != nil {
			rt.Fatal(err)
		}
		if again := after.With(acts); !cmp.Equal(again, after) {
			rt.Fatalf("the same change twice: %s", cmp.Diff(after, again))
		}
	})
}

func drawActs(t *rapid.T) charter.Acts {
	a := charter.Acts{Name: ptr(rapid.StringMatching(`[A-Za-zé]{1,80}`).Draw(t, "name"))}
	if rapid.Bool().Draw(t, "council given") {
		a.Council = accounts(rapid.IntRange(1, charter.MaxCouncil).Draw(t, "council"))
		if rapid.Bool().Draw(t, "threshold given") {
			a.Threshold = rapid.Uint64Range(uint64(charter.StrictMajority(len(a.Council))), uint64(len(a.Council))).Draw(t, "threshold")
		}
	}
	a.Tellers = devices(rapid.IntRange(0, charter.MaxTellers).Draw(t, "tellers"))
	a.Features = rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z][a-z0-9]{0,10}`), 0, 8, rapid.ID).Draw(t, "features")
	slices.Sort(a.Features)
	if rapid.Bool().Draw(t, "tracks given") {
		ids := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z][a-z0-9]{0,10}`), 0, 8, rapid.ID).Draw(t, "tracks")
		tracks := make([]charter.Track, len(ids))
		for i, id := range ids {
			tracks[i] = charter.Track{ID: id, Title: id, Opener: charter.OpenedByMembers, DecisionMillis: int64(i) + 1}
		}
		a.Tracks = &tracks
	}
	return a
}

func TestEqualGoesByEncoding(t *testing.T) {
	a := charter.Acts{Council: accounts(3), Tracks: &[]charter.Track{}}
	if !charter.Equal(a, charter.Acts{Council: accounts(3), Tracks: ptr[[]charter.Track](nil)}) {
		t.Error("nil and empty have one encoding")
	}
	if charter.Equal(a, charter.Acts{Council: accounts(3)}) {
		t.Error("no tracks, and tracks as they were, are two things")
	}
}

func TestDurations(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	for text, want := range map[string]int64{
		"7d": 7 * day, "36h": 36 * 3_600_000, "1d12h": 36 * 3_600_000, "90m": 5_400_000, "2w": 14 * day, "5s": 5000, "250ms": 250, "0s": 0, " 7d ": 7 * day,
	} {
		if have, err := charter.ParseDuration(text); err != nil || have != want {
			t.Errorf("%q is %d, %v", text, have, err)
		}
	}
	for _, text := range []string{
		"", "7", "d", "7 d", "-7d", "1.5d", "7D", "12h1d", "1d1d", "7days", "99999999999999999999d", "106751991168d", strings.Repeat("1", 50) + "d",
	} {
		if have, err := charter.ParseDuration(text); !errors.Is(err, charter.ErrDuration) {
			t.Errorf("%q is %d, %v", text, have, err)
		}
	}
	for millis, want := range map[int64]string{14 * day: "14d", 36 * 3_600_000: "36h", 5_400_000: "90m", 1: "1ms", 0: "0s", 61_000: "61s"} {
		if have := charter.FormatDuration(millis); have != want {
			t.Errorf("%d is written %q", millis, have)
		}
	}
}

func TestDurationsReadBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		millis := rapid.Int64Min(0).Draw(rt, "millis")
		if back, err := charter.ParseDuration(charter.FormatDuration(millis)); err != nil || back != millis {
			rt.Fatalf("%d came back as %d, %v", millis, back, err)
		}
	})
}
