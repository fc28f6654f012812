package curve_test

// The published numbers, each one compared: Kusama's curves and their vectors, a stepped curve, the conviction table and its tallies.

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/curve"
)

func readData(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("../../../shared/data", name))
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
}

// published is a curve as the data files write it.
type published struct {
	Kind                     string
	Length, Floor, Ceil      curve.Parts
	Begin, End, Step, Period curve.Parts
	Factor                   curve.Parts
	XOffset                  curve.Parts   `json:"x_offset"`
	YOffset                  curve.Parts   `json:"y_offset"`
	XOffsetJS                curve.Parts   `json:"xOffset"`
	YOffsetJS                curve.Parts   `json:"yOffset"`
	AtEighths                []curve.Parts `json:"threshold_ppb_at_n_over_8"`
	AtTwentyEighths          []curve.Parts `json:"threshold_ppb_at_n_over_28"`
	Threshold, Delay         [][2]curve.Parts
}

func (p published) curve() curve.Curve {
	kinds := map[string]curve.Kind{"Reciprocal": curve.Reciprocal, "LinearDecreasing": curve.Linear, "SteppedDecreasing": curve.Stepped}
	return curve.Curve{
		Kind: kinds[p.Kind], Length: p.Length, Floor: p.Floor, Ceil: p.Ceil,
		Begin: p.Begin, End: p.End, Step: p.Step, Period: p.Period,
		Factor: p.Factor, XOffset: p.XOffset + p.XOffsetJS, YOffset: p.YOffset + p.YOffsetJS,
	}
}

type kusamaData struct {
	Curves map[string]published
	Tracks []struct {
		Name     string
		Approval string `json:"min_approval"`
		Support  string `json:"min_support"`
	}
	Conviction []struct {
		Level       int
		Numerator   uint64 `json:"vote_num"`
		Denominator uint64 `json:"vote_den"`
		Periods     int    `json:"lock_periods"`
	}
}

func TestEveryThresholdOfKusamasTracks(t *testing.T) {
	var data kusamaData
	readData(t, "opengov/kusama_tracks.json", &data)
	ours := curve.Kusama()
	if len(ours) != len(data.Curves) || len(data.Tracks) != 16 {
		t.Fatalf("%d curves of ours, %d published, %d tracks", len(ours), len(data.Curves), len(data.Tracks))
	}
	numbers := 0
	for _, track := range data.Tracks {
		for _, name := range []string{track.Approval, track.Support} {
			c, want := ours[name], data.Curves[name]
			if c != want.curve() {
				t.Errorf("%s of %s: %+v, published %+v", name, track.Name, c, want.curve())
			}
			if err := c.Check(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			numbers += compareAt(t, name, c, want.AtEighths) + compareAt(t, name, c, want.AtTwentyEighths)
		}
	}
	t.Logf("%d thresholds of %d tracks", numbers, len(data.Tracks))
}

// compareAt compares a curve at n/d for n from 0 to d, x rounded down.
func compareAt(t *testing.T, name string, c curve.Curve, want []curve.Parts) int {
	t.Helper()
	if len(want) < 9 {
		t.Fatalf("%s: %d values", name, len(want))
	}
	for n, threshold := range want {
		if got := c.Threshold(curve.Ratio(int64(n), int64(len(want)-1))); got != threshold {
			t.Errorf("%s at %d/%d is %d, want %d", name, n, len(want)-1, got, threshold)
		}
	}
	return len(want)
}

func TestConvictionTable(t *testing.T) {
	var data kusamaData
	readData(t, "opengov/kusama_tracks.json", &data)
	if len(data.Conviction) != 7 {
		t.Fatalf("%d levels", len(data.Conviction))
	}
	for _, want := range data.Conviction {
		got, err := curve.ConvictionAt(want.Level)
		if err != nil {
			t.Fatal(err)
		}
		if got != (curve.Conviction{Level: want.Level, Numerator: want.Numerator, Denominator: want.Denominator, LockPeriods: want.Periods}) {
			t.Errorf("level %d: %+v, want %+v", want.Level, got, want)
		}
	}
}

// opengov/stepped_curve_sdk
func TestSteppedCurveOfTheSDK(t *testing.T) {
	var data struct{ Curve, Rows published }
	readData(t, "elections/opengov/stepped_curve_sdk/vectors.json", &data)
	readData(t, "elections/opengov/stepped_curve_sdk/vectors.json", &data.Rows)
	compareRows(t, data.Curve.curve(), data.Rows, func(x curve.Parts) curve.Parts { return x })
}

// opengov/polkadot_js_curve_vectors
func TestCurvesOfPolkadotJS(t *testing.T) {
	var data struct {
		Support  published `json:"kusama_root_support"`
		Approval published `json:"kusama_root_approval"`
	}
	readData(t, "elections/opengov/polkadot_js_curve_vectors/vectors.json", &data)
	hours := func(x curve.Parts) curve.Parts { return curve.Ratio(int64(x), 672) }
	compareRows(t, data.Support.curve(), data.Support, hours)
	compareRows(t, data.Approval.curve(), data.Approval, hours)
}

func compareRows(t *testing.T, c curve.Curve, rows published, x func(curve.Parts) curve.Parts) {
	t.Helper()
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	if len(rows.Threshold) == 0 || len(rows.Delay) == 0 {
		t.Fatal("no rows")
	}
	for _, row := range rows.Threshold {
		if got := c.Threshold(x(row[0])); got != row[1] {
			t.Errorf("threshold at %d is %d, want %d", row[0], got, row[1])
		}
	}
	for _, row := range rows.Delay {
		got, ever := c.Reaches(row[0])
		if !ever {
			got = curve.One // what Substrate says for never
		}
		if got != row[1] {
			t.Errorf("%d is enough from %d on, want %d", row[0], got, row[1])
		}
	}
}

// stake is one account's vote in credits.
type stake struct {
	Account           int
	Vote              string
	Balance           uint64
	Conviction        int
	Aye, Nay, Abstain uint64
	Tally             [3]uint64
}

// tally is ayes, nays and support, of the votes that stand.
func tally(t *testing.T, votes map[int]stake) (sum [3]uint64) {
	t.Helper()
	worth := func(level int, credits uint64) uint64 {
		c, err := curve.ConvictionAt(level)
		if err != nil {
			t.Fatal(err)
		}
		votes, err := c.Votes(credits)
		if err != nil {
			t.Fatal(err)
		}
		return votes
	}
	for _, v := range votes {
		switch v.Vote {
		case "aye":
			sum[0] += worth(v.Conviction, v.Balance)
			sum[2] += v.Balance
		case "nay":
			sum[1] += worth(v.Conviction, v.Balance)
		default:
			sum[0] += worth(0, v.Aye)
			sum[1] += worth(0, v.Nay)
			sum[2] += v.Aye + v.Abstain
		}
	}
	return sum
}

// opengov/conviction_voting_tallies
func TestConvictionVotingTallies(t *testing.T) {
	var data struct {
		One []stake `json:"single_account_replacing_its_vote"`
		Two []stake `json:"abstain_two_accounts"`
	}
	readData(t, "elections/opengov/conviction_voting_tallies/vectors.json", &data)
	for _, steps := range [][]stake{data.One, data.Two} {
		if len(steps) < 5 {
			t.Fatalf("%d steps", len(steps))
		}
		votes := map[int]stake{}
		for i, step := range steps {
			votes[step.Account] = step
			if step.Vote == "removed" {
				delete(votes, step.Account)
			}
			if got := tally(t, votes); got != step.Tally {
				t.Errorf("step %d, %s: %v, want %v", i, step.Vote, got, step.Tally)
			}
		}
	}
}
