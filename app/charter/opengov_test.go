package charter_test

// The OpenGov template against Kusama's published tracks: what is meant to be the same is, and what is scaled is scaled as it says.

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
)

type kusama struct {
	Curves map[string]struct {
		AtEighths       []curve.Parts `json:"threshold_ppb_at_n_over_8"`
		AtTwentyEighths []curve.Parts `json:"threshold_ppb_at_n_over_28"`
	}
	Tracks []struct {
		Name                       string
		MaxDeciding                int64 `json:"max_deciding"`
		Prepare, Decision, Confirm int64
		Enactment                  int64  `json:"min_enactment"`
		Approval                   string `json:"min_approval"`
		Support                    string `json:"min_support"`
	}
}

func readKusama(t *testing.T) kusama {
	t.Helper()
	raw, err := os.ReadFile("../../../shared/data/opengov/kusama_tracks.json")
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	var data kusama
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	return data
}

func openGov(t *testing.T) charter.Charter {
	t.Helper()
	c, err := charter.New("opengov", "Elm Street", account(1), device(1))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOpenGovIsKusamaScaled(t *testing.T) {
	data, c := readKusama(t), openGov(t)
	if len(data.Tracks) != 16 || len(c.Tracks) != len(data.Tracks) {
		t.Fatalf("%d tracks of ours, %d published", len(c.Tracks), len(data.Tracks))
	}
	const quarter = 6 * 60 * 60
	up := func(n, part int64) int64 { return (n + part - 1) / part * part }
	scaled := 0
	for i, want := range data.Tracks {
		got := c.Tracks[i]
		if got.ID != strings.ReplaceAll(want.Name, "_", "-") {
			t.Errorf("track %d is %s, on Kusama %s", i, got.ID, want.Name)
		}
		// The same: both curves at every published moment, and the decision.
		for name, pair := range map[string]struct {
			ours  charter.Curve
			curve string
		}{"approval": {got.Approval, want.Approval}, "support": {got.Support, want.Support}} {
			published := data.Curves[pair.curve]
			for _, values := range [][]curve.Parts{published.AtEighths, published.AtTwentyEighths} {
				for n, value := range values {
					if have := pair.ours.Threshold(curve.Ratio(int64(n), int64(len(values)-1))); have != value {
						t.Errorf("%s of %s at %d/%d is %d, on Kusama %d", name, got.ID, n, len(values)-1, have, value)
					}
				}
			}
		}
		if got.DecisionMillis != want.Decision*1000 {
			t.Errorf("%s is decided in %s, on Kusama in %d s", got.ID, charter.FormatDuration(got.DecisionMillis), want.Decision)
		}
		// Scaled: periods to whole quarters of a day, places to a tenth.
		for name, pair := range map[string][2]int64{
			"prepare": {got.PrepareMillis, want.Prepare}, "confirm": {got.ConfirmMillis, want.Confirm}, "enactment": {got.EnactAfterMillis, want.Enactment},
		} {
			if pair[0] != up(pair[1], quarter)*1000 {
				t.Errorf("%s of %s is %s, on Kusama %d s", name, got.ID, charter.FormatDuration(pair[0]), pair[1])
			}
			if pair[0] != pair[1]*1000 {
				scaled++
			}
		}
		if int64(got.MaxDeciding) != up(want.MaxDeciding, 10)/10 {
			t.Errorf("%s decides %d at a time, on Kusama %d", got.ID, got.MaxDeciding, want.MaxDeciding)
		}
		if err := got.Rules().Check(); err != nil {
			t.Errorf("%s: %v", got.ID, err)
		}
	}
	t.Logf("the same: curves and decisions of 16 tracks; scaled up to whole quarters of a day: %d of 48 periods", scaled)
}

func TestOpenGovSaysWhoOpensAndWhatEnds(t *testing.T) {
	c := openGov(t)
	var stewards, changes, ends []string
	for _, track := range c.Tracks {
		if track.Opener == charter.OpenedByStewards {
			stewards = append(stewards, track.ID)
		}
		if track.Charter {
			changes = append(changes, track.ID)
		}
		if track.Ends != "" {
			ends = append(ends, track.ID+"="+track.Ends)
		}
	}
	for _, s := range []struct {
		have []string
		want string
	}{
		{stewards, "whitelisted-caller"}, {changes, "root whitelisted-caller"}, {ends, "referendum-canceller=cancel referendum-killer=kill"},
	} {
		if have := strings.Join(s.have, " "); have != s.want {
			t.Errorf("have %s, want %s", have, s.want)
		}
	}
}
