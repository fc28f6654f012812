package track_test

// Situations of a track, told by a small language, and what holds whatever the ballots say.

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/track"
)

const hour = int64(60 * 60 * 1000)

// rules fall from 100 % to 50 % approval and from 50 % to 0 support in ten hours, and confirm for two.
func rules() track.Rules {
	return track.Rules{
		MaxDeciding: 1, PrepareMillis: hour, DecisionMillis: 10 * hour, ConfirmMillis: 2 * hour,
		EnactmentMillis: 3 * hour, TimeoutMillis: 20 * hour, GridMillis: hour,
		Approval: curve.Curve{Kind: curve.Linear, Length: curve.One, Floor: curve.One / 2, Ceil: curve.One},
		Support:  curve.Curve{Kind: curve.Linear, Length: curve.One, Ceil: curve.One / 2},
	}
}

// said parses "0h 30/0/0 of 100; 5h 30/0/20 of 100": ayes, abstentions, nays.
func said(t testing.TB, text string) (standings []track.Standing) {
	t.Helper()
	for one := range strings.SplitSeq(text, ";") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		var at float64
		var s track.Standing
		if _, err := fmt.Sscanf(one, "%gh %d/%d/%d of %d", &at, &s.Ayes, &s.Abstentions, &s.Nays, &s.Electorate); err != nil {
			t.Fatalf("%q: %v", one, err)
		}
		s.AtMillis = int64(at * float64(hour))
		standings = append(standings, s)
	}
	return standings
}

func TestOneDecision(t *testing.T) {
	for _, s := range []struct{ name, said, want string }{
		{"nobody votes", "", "rejected at 10h"},
		{"all say yes at once: 50 % support is enough from the start", "0h 50/0/0 of 100", "passed at 2h, confirming since 0h, enacted from 5h"},
		{"a third says yes: support falls to it", "0h 35/0/0 of 100", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"abstentions support", "0h 5/30/0 of 100", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"nays do not", "0h 5/0/30 of 100", "rejected at 10h"},
		{"a break begins confirmation anew", "0h 35/0/0 of 100; 4h 35/0/60 of 100; 5h 35/0/0 of 100", "passed at 7h, confirming since 5h, enacted from 10h"},
		{"a break between two moments of the grid is none", "0h 35/0/0 of 100; 4.1h 0/0/60 of 100; 4.9h 35/0/0 of 100", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"a break at the last moment is one", "0h 35/0/0 of 100; 5h 35/0/60 of 100; 6h 35/0/0 of 100", "passed at 8h, confirming since 6h, enacted from 11h"},
		{"confirming at the end goes on", "0h 0/0/0 of 100; 9h 40/0/10 of 100", "passed at 11h, confirming since 9h, enacted from 14h"},
		{"confirming at the end, then no more", "0h 0/0/0 of 100; 9h 40/0/10 of 100; 11h 40/0/50 of 100", "rejected at 11h"},
		{"holding from the last moment on", "0h 0/0/0 of 100; 10h 40/0/40 of 100", "passed at 12h, confirming since 10h, enacted from 15h"},
		{"exactly half is enough at the end", "0h 20/0/20 of 100", "passed at 12h, confirming since 10h, enacted from 15h"},
		{"one less is not", "0h 20/0/21 of 100", "rejected at 10h"},
		{"the electorate grows under it", "0h 35/0/0 of 100; 4h 35/0/0 of 1000", "passed at 12h, confirming since 10h, enacted from 15h"},
	} {
		t.Run(s.name, func(t *testing.T) {
			got, err := rules().Decide(0, said(t, s.said), 100*hour)
			if err != nil {
				t.Fatal(err)
			}
			if shown := show(got); shown != s.want {
				t.Errorf("%s, want %s", shown, s.want)
			}
		})
	}
}

// show is a course in hours. Due is said as passed: the tests look from far ahead.
func show(c track.Course) string {
	h := func(at int64) string { return fmt.Sprintf("%gh", float64(at)/float64(hour)) }
	switch c.State {
	case track.Passed, track.Due:
		return fmt.Sprintf("passed at %s, confirming since %s, enacted from %s", h(c.AtMillis), h(c.ConfirmingSinceMillis), h(c.EnactFromMillis))
	case track.Confirming:
		return fmt.Sprintf("confirming since %s", h(c.ConfirmingSinceMillis))
	case track.Deciding:
		return fmt.Sprintf("deciding since %s", h(c.SinceMillis))
	default:
		return fmt.Sprintf("%s at %s", c.State, h(c.AtMillis))
	}
}

func TestStatesOnTheWay(t *testing.T) {
	standings := said(t, "0h 35/0/0 of 100")
	for until, want := range map[int64]track.State{2: track.Deciding, 3: track.Confirming, 4: track.Confirming, 5: track.Passed, 7: track.Passed, 8: track.Due} {
		got, err := rules().Decide(0, standings, until*hour)
		if err != nil || got.State != want {
			t.Errorf("at %dh: %s, %v, want %s", until, got.State, err, want)
		}
	}
}

// proposal is submitted at an hour, with its ballots from the start.
func proposal(t testing.TB, name byte, submitted int64, standings string) track.Proposal {
	return track.Proposal{ID: track.ID{name}, SubmittedMillis: submitted * hour, DepositMillis: submitted * hour, Standings: said(t, standings)}
}

func ended(p track.Proposal, state track.State, at int64) track.Proposal {
	p.End = &track.End{State: state, AtMillis: at * hour}
	return p
}

func unpaid(p track.Proposal) track.Proposal {
	p.DepositMillis = track.Never
	return p
}

// laidOut is a board in one line, by the letters of the proposals.
func laidOut(t testing.TB, r track.Rules, until int64, proposals ...track.Proposal) string {
	t.Helper()
	statuses, err := r.Board(proposals, until*hour)
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, s := range statuses {
		part := fmt.Sprintf("%c %s", s.ID[0], s.State)
		switch {
		case s.QueuePlace > 0:
			part += fmt.Sprintf(" %d", s.QueuePlace)
		case s.State.HoldsPlace():
			part += fmt.Sprintf(" since %d", s.SinceMillis/hour)
		case s.State.Final():
			part += fmt.Sprintf(" at %d", s.AtMillis/hour)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

func TestBoard(t *testing.T) {
	const half, third = "0h 50/0/0 of 100", "0h 35/0/0 of 100"
	a, b, c := proposal(t, 'a', 0, ""), proposal(t, 'b', 0, third), proposal(t, 'c', 0, half)
	two := rules()
	two.MaxDeciding = 2
	for _, s := range []struct {
		name      string
		rules     track.Rules
		until     int64
		proposals []track.Proposal
		want      string
	}{
		{"before the prepare period is over", rules(), 0, []track.Proposal{a}, "a preparing"},
		{"most ayes go first", rules(), 1, []track.Proposal{a, b, c}, "a queued 2; b queued 1; c confirming since 1"},
		{"the next follows at the moment at which a place is free", rules(), 3, []track.Proposal{a, b, c}, "a queued 1; b deciding since 3; c passed at 3"},
		{"two places", two, 1, []track.Proposal{a, b, c}, "a queued 1; b deciding since 1; c confirming since 1"},
		{"a rejected one frees its place", rules(), 11, []track.Proposal{a, proposal(t, 'b', 5, half)}, "a rejected at 11; b confirming since 11"},
		{"without a deposit it waits", rules(), 19, []track.Proposal{unpaid(a)}, "a waiting"},
		{"and times out", rules(), 20, []track.Proposal{unpaid(a)}, "a timed_out at 20"},
		{"who queues does not time out", rules(), 25, []track.Proposal{a, proposal(t, 'b', 1, ""), proposal(t, 'c', 2, "")}, "a rejected at 11; b rejected at 21; c deciding since 21"},
		{"cancelled while preparing", rules(), 1, []track.Proposal{ended(a, track.Cancelled, 0), b}, "a cancelled at 0; b deciding since 1"},
		{"killed while deciding frees its place", rules(), 2, []track.Proposal{ended(c, track.Killed, 2), a}, "a deciding since 2; c killed at 2"},
		{"killed in the queue frees none", rules(), 2, []track.Proposal{a, ended(b, track.Killed, 2), c}, "a queued 1; b killed at 2; c confirming since 1"},
		{"killed while waiting frees none", rules(), 2, []track.Proposal{a, ended(unpaid(b), track.Killed, 2), c}, "a queued 1; b killed at 2; c confirming since 1"},
		{"a result stands before an end of the same moment", rules(), 3, []track.Proposal{ended(c, track.Killed, 3)}, "c passed at 3"},
		{"what is over is not ended", rules(), 9, []track.Proposal{ended(c, track.Killed, 4)}, "c due at 3"},
		{"what comes later is not here yet", rules(), 1, []track.Proposal{c, proposal(t, 'd', 2, "")}, "c confirming since 1"},
	} {
		t.Run(s.name, func(t *testing.T) {
			if got := laidOut(t, s.rules, s.until, s.proposals...); got != s.want {
				t.Errorf("%s\nwant %s", got, s.want)
			}
		})
	}
}

func TestAFullQueueLetsGo(t *testing.T) {
	var proposals []track.Proposal
	for i := range track.MaxQueued + 2 {
		p := proposal(t, byte(i), 0, fmt.Sprintf("0h %d/0/0 of 10000", 1000-i))
		proposals = append(proposals, p)
	}
	r := rules()
	r.TimeoutMillis = 5 * hour
	for until, want := range map[int64]track.State{4: track.Waiting, 5: track.TimedOut} {
		statuses, err := r.Board(proposals, until*hour)
		if err != nil {
			t.Fatal(err)
		}
		last := statuses[len(statuses)-1]
		if last.State != want || statuses[len(statuses)-2].QueuePlace != track.MaxQueued {
			t.Errorf("at %dh the last of %d is %s, want %s", until, len(statuses), last.State, want)
		}
	}
}

func TestDepositsFollowTheEnd(t *testing.T) {
	for state, want := range map[track.State]track.Deposit{
		track.Deciding: track.Held, track.Queued: track.Held, track.Passed: track.Returned, track.Due: track.Returned,
		track.Rejected: track.Returned, track.TimedOut: track.Returned, track.Cancelled: track.Returned, track.Killed: track.Forfeit,
	} {
		if got := (track.Status{Course: track.Course{State: state}}).Deposit(); got != want {
			t.Errorf("%s: %s, want %s", state, got, want)
		}
	}
}

func TestPollsThatEndOthers(t *testing.T) {
	due := func(name byte, at int64) track.Status {
		return track.Status{ID: track.ID{name}, Course: track.Course{State: track.Due, EnactFromMillis: at * hour}}
	}
	passed := due('p', 1)
	passed.State = track.Passed
	got := track.Ends(track.Killed, []track.Status{due('x', 7), due('y', 5), passed, due('z', 2)}, map[track.ID]track.ID{
		{'x'}: {'a'}, {'y'}: {'a'}, {'p'}: {'b'},
	})
	want := map[track.ID]track.End{{'a'}: {State: track.Killed, AtMillis: 5 * hour}}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRulesThatAreNone(t *testing.T) {
	for _, s := range []struct {
		field string
		spoil func(*track.Rules)
	}{
		{"max_deciding", func(r *track.Rules) { r.MaxDeciding = 0 }},
		{"grid_ms", func(r *track.Rules) { r.GridMillis = 0 }},
		{"grid_ms", func(r *track.Rules) { r.GridMillis, r.ConfirmMillis = 3*hour, 3*hour }},
		{"grid_ms", func(r *track.Rules) { r.ConfirmMillis = 3 * hour; r.GridMillis, r.TimeoutMillis = 2*hour, 20*hour }},
		{"grid_ms", func(r *track.Rules) { r.GridMillis = 1000; r.DecisionMillis = 300 * 24 * hour }},
		{"prepare_ms", func(r *track.Rules) { r.PrepareMillis = -1 }},
		{"decision_ms", func(r *track.Rules) { r.DecisionMillis = 0 }},
		{"confirm_ms", func(r *track.Rules) { r.ConfirmMillis = 0 }},
		{"confirm_ms", func(r *track.Rules) { r.ConfirmMillis = hour - 1 }},
		{"enactment_ms", func(r *track.Rules) { r.EnactmentMillis = math.MaxInt64 }},
		{"timeout_ms", func(r *track.Rules) { r.TimeoutMillis = 0 }},
		{"support.floor", func(r *track.Rules) { r.Support.Floor = r.Support.Ceil + 1 }},
		{"approval.kind", func(r *track.Rules) { r.Approval.Kind = "" }},
	} {
		r := rules()
		s.spoil(&r)
		err := r.Check()
		var field *track.FieldError
		if !errors.As(err, &field) || field.Field != s.field || !errors.Is(err, track.ErrForm) {
			t.Errorf("%v, want %s to be blamed", err, s.field)
		}
	}
	if err := rules().Check(); err != nil {
		t.Error(err)
	}
}

func TestInputThatIsNone(t *testing.T) {
	good := proposal(t, 'a', 0, "0h 1/1/1 of 3")
	spoilt := func(spoil func(*track.Proposal)) []track.Proposal {
		p := good
		p.Standings = slices.Clone(p.Standings)
		spoil(&p)
		return []track.Proposal{p}
	}
	for name, proposals := range map[string][]track.Proposal{
		"more votes than voters":  spoilt(func(p *track.Proposal) { p.Standings[0].Ayes = 9 }),
		"votes below nothing":     spoilt(func(p *track.Proposal) { p.Standings[0].Nays = -1 }),
		"votes that overflow":     spoilt(func(p *track.Proposal) { p.Standings[0].Ayes = math.MaxInt64 }),
		"two at one moment":       spoilt(func(p *track.Proposal) { p.Standings = append(p.Standings, p.Standings[0]) }),
		"a deposit before":        spoilt(func(p *track.Proposal) { p.DepositMillis = -1 }),
		"an end that is none":     spoilt(func(p *track.Proposal) { p.End = &track.End{State: track.Passed, AtMillis: hour} }),
		"an end before the start": spoilt(func(p *track.Proposal) { p.End = &track.End{State: track.Killed, AtMillis: -1} }),
		"no moment":               spoilt(func(p *track.Proposal) { p.SubmittedMillis = math.MinInt64 }),
		"twice":                   {good, good},
		"too many":                make([]track.Proposal, track.MaxProposals+1),
	} {
		if _, err := rules().Board(proposals, hour); !errors.Is(err, track.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := rules().Board(nil, math.MaxInt64); !errors.Is(err, track.ErrForm) {
		t.Errorf("a moment past all: %v", err)
	}
	if _, err := rules().Decide(math.MaxInt64, nil, 0); !errors.Is(err, track.ErrForm) {
		t.Errorf("a decision past all: %v", err)
	}
}

// drawStandings is any votes of 100 people at any quarter of an hour.
func drawStandings(t *rapid.T, label string) (standings []track.Standing) {
	at := int64(0)
	for range rapid.IntRange(0, 8).Draw(t, label) {
		at += rapid.Int64Range(1, 12).Draw(t, "quarters") * hour / 4
		ayes := rapid.Int64Range(0, 100).Draw(t, "ayes")
		nays := rapid.Int64Range(0, 100-ayes).Draw(t, "nays")
		standings = append(standings, track.Standing{AtMillis: at, Ayes: ayes, Nays: nays, Abstentions: rapid.Int64Range(0, 100-ayes-nays).Draw(t, "abstentions"), Electorate: 100})
	}
	return standings
}

// A decision that passed held at every moment of its confirm period, by the curves alone, and at no earlier period of that length.
func TestPassedMeansBothHeldThroughout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, standings := rules(), drawStandings(t, "standings")
		got, err := r.Decide(0, standings, 100*hour)
		if err != nil {
			t.Fatal(err)
		}
		holds := func(at int64) bool {
			var now track.Standing
			for _, s := range standings {
				if s.AtMillis <= at {
					now = s
				}
			}
			x := curve.Ratio(at, r.DecisionMillis)
			return r.Approval.Passes(x, now.Approval()) && r.Support.Passes(x, now.Support())
		}
		first := int64(-1) // the first moment of the first whole period
		for from := int64(0); from <= r.DecisionMillis && first < 0; from += hour {
			whole := true
			for at := from; at <= from+r.ConfirmMillis; at += hour {
				whole = whole && holds(at)
			}
			if whole {
				first = from
			}
			if from == r.DecisionMillis && !holds(from) {
				break
			}
		}
		if first < 0 != (got.State == track.Rejected) || first >= 0 && (got.ConfirmingSinceMillis != first || got.AtMillis != first+r.ConfirmMillis) {
			t.Fatalf("%s, but the first whole period begins at %d", show(got), first)
		}
	})
}

func TestForecastComesTrueIfNothingChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, standings := rules(), drawStandings(t, "standings")
		now := rapid.Int64Range(0, 52).Draw(t, "now") * hour / 4
		at, passes, err := r.Forecast(0, standings, now)
		if err != nil {
			t.Fatal(err)
		}
		standings = slices.DeleteFunc(standings, func(s track.Standing) bool { return s.AtMillis > now })
		course, err := r.Decide(0, standings, 1000*hour)
		if err != nil {
			t.Fatal(err)
		}
		if passes != (course.State == track.Due) || passes && at != course.AtMillis {
			t.Fatalf("forecast %v at %d, but %s", passes, at, show(course))
		}
	})
}

func drawProposals(t *rapid.T) (proposals []track.Proposal) {
	for i := range rapid.IntRange(1, 7).Draw(t, "proposals") {
		p := track.Proposal{ID: track.ID{byte('a' + i)}, SubmittedMillis: rapid.Int64Range(0, 20).Draw(t, "submitted") * hour, Standings: drawStandings(t, "standings")}
		p.DepositMillis = p.SubmittedMillis + rapid.Int64Range(0, 30).Draw(t, "deposit")*hour
		if rapid.Bool().Draw(t, "ended") {
			state := rapid.SampledFrom([]track.State{track.Cancelled, track.Killed}).Draw(t, "how")
			p.End = &track.End{State: state, AtMillis: p.SubmittedMillis + rapid.Int64Range(0, 40).Draw(t, "end")*hour}
		}
		proposals = append(proposals, p)
	}
	return proposals
}

// No more places are held than there are, none stays free while somebody queues, and neither order nor later knowledge changes the past.
func TestPlacesAreNeverOverbookedOrIdle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, proposals := rules(), drawProposals(t)
		r.MaxDeciding = rapid.IntRange(1, 3).Draw(t, "places")
		var before []track.Status
		for until := int64(0); until < 120; until += 3 {
			statuses, err := r.Board(proposals, until*hour)
			if err != nil {
				t.Fatal(err)
			}
			held, queued := 0, 0
			for _, s := range statuses {
				if s.State.HoldsPlace() {
					held++
				}
				if s.QueuePlace > 0 {
					queued++
				}
			}
			if held > r.MaxDeciding || queued > 0 && held < r.MaxDeciding {
				t.Fatalf("at %dh %d of %d places are held while %d queue", until, held, r.MaxDeciding, queued)
			}
			for _, was := range before {
				i, _ := slices.BinarySearchFunc(statuses, was, func(x, y track.Status) int { return cmp.Compare(x.ID[0], y.ID[0]) })
				is := statuses[i]
				if was.State == track.Passed && is.State == track.Due {
					is.State = track.Passed
				}
				if was.State.Final() && was != is {
					t.Fatalf("%+v became %+v", was, is)
				}
			}
			slices.Reverse(proposals)
			again, err := r.Board(proposals, until*hour)
			if diff := gocmp.Diff(statuses, again); err != nil || diff != "" {
				t.Fatalf("in another order: %v\n%s", err, diff)
			}
			before = statuses
		}
	})
}

func TestKusamasTracks(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/opengov/kusama_tracks.json")
	if os.IsNotExist(err) {
		apptest.WithoutData(t, err.Error())
	}
	if err != nil {
		t.Fatal(err)
	}
	type published struct {
		Name                       string
		Prepare, Decision, Confirm int64
		MaxDeciding                int    `json:"max_deciding"`
		Enactment                  int64  `json:"min_enactment"`
		Approval                   string `json:"min_approval"`
		Support                    string `json:"min_support"`
	}
	var data struct{ Tracks []published }
	if err := json.Unmarshal(raw, &data); err != nil {
		t.Fatal(err)
	}
	var ours []published
	for _, k := range track.Kusama() {
		r := k.Rules
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", k.Name, err)
		}
		ours = append(ours, published{
			k.Name, r.PrepareMillis / 1000, r.DecisionMillis / 1000, r.ConfirmMillis / 1000,
			r.MaxDeciding, r.EnactmentMillis / 1000, k.Approval, k.Support,
		})
	}
	if diff := gocmp.Diff(data.Tracks, ours); diff != "" || len(ours) != 16 {
		t.Errorf("%d tracks of ours:\n%s", len(ours), diff)
	}
}
