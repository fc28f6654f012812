package poll_test

// Polls along their tracks, by receipt times: when they pass, when they fail, and what a ballot that gives way has done before.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/track"
)

const hour = int64(60 * 60 * 1000)

// falling is decided in ten hours, in which approval falls from 100 % to 50 % and support from 50 % to nothing, and confirms for two.
func falling() charter.Track {
	return charter.Track{
		ID: "fast", DecisionMillis: 10 * hour, ConfirmMillis: 2 * hour, GridMillis: hour, EnactAfterMillis: 3 * hour,
		Approval: charter.Curve{Kind: curve.Linear, Length: curve.One, Floor: curve.One / 2, Ceil: curve.One},
		Support:  charter.Curve{Kind: curve.Linear, Length: curve.One, Ceil: curve.One / 2},
	}
}

// decidedAt is an opening on a track whose decision begins at hour 100, with a hundred voters.
func decidedAt(t testing.TB, on charter.Track, settings ...poll.Setting) *poll.Open {
	t.Helper()
	open := &poll.Open{
		Title: "Yes?", Track: on.ID, Settings: settings, ClosesMillis: 100*hour + on.DecisionMillis + on.ConfirmMillis,
		Electorate: &poll.Electorate{Voters: 100},
	}
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	return open
}

var answers = []string{"yes", "no", "abstain"}

// received reads "0h 35 yes; 4h 60 no": so many new voters each. "4h 60 no again" are the first sixty, in place of what they said before.
func received(t testing.TB, text string) (all []poll.Received) {
	t.Helper()
	last := map[op.AccountID]op.ID{}
	for one := range strings.SplitSeq(text, ";") {
		if one = strings.TrimSpace(one); one == "" {
			continue
		}
		var at float64
		var n int
		var answer string
		if _, err := fmt.Sscanf(one, "%gh %d %s", &at, &n, &answer); err != nil {
			t.Fatalf("%q: %v", one, err)
		}
		from := len(last)
		if strings.HasSuffix(one, "again") {
			from = 0
		}
		for i := range n {
			account := op.AccountID{byte(from + i + 1)}
			id := op.ID{byte(len(all)>>8 + 1), byte(len(all))}
			all = append(all, poll.Received{
				Ballot:        poll.Ballot{ID: id, Account: account, Replaces: last[account], Choice: []byte{byte(slices.Index(answers, answer))}},
				ReceiptMillis: 100*hour + int64(at*float64(hour)),
			})
			last[account] = id
		}
	}
	return all
}

// shown is a course in hours of its decision.
func shown(c poll.Course) string {
	h := func(at int64) string { return fmt.Sprintf("%gh", float64(at-100*hour)/float64(hour)) }
	switch {
	case c.Passed():
		return fmt.Sprintf("passed at %s, confirming since %s, enacted from %s", h(c.AtMillis), h(c.ConfirmingSinceMillis), h(c.EnactFromMillis))
	case c.State == track.Confirming:
		return "confirming since " + h(c.ConfirmingSinceMillis)
	case c.State == track.Deciding:
		return "deciding"
	default:
		return fmt.Sprintf("%s at %s", c.State, h(c.AtMillis))
	}
}

func TestCourses(t *testing.T) {
	constant := charter.Track{ID: "slow", DecisionMillis: 10 * hour, EnactAfterMillis: 3 * hour, Support: falling().Support}
	late := falling()
	for _, s := range []struct {
		name  string
		track charter.Track
		said  string
		want  string
	}{
		{"nobody votes", late, "", "rejected at 10h"},
		{"half say yes before it begins", late, "-50h 50 yes", "passed at 2h, confirming since 0h, enacted from 5h"},
		{"a third says yes: support falls to it", late, "0h 35 yes", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"abstentions support", late, "0h 5 yes; 0h 30 abstain", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"noes do not", late, "0h 5 yes; 0h 30 no", "rejected at 10h"},
		{"noes break it", late, "0h 35 yes; 3.5h 60 no", "rejected at 10h"},
		{"whoever changes from no to yes in time", late, "0h 35 no; 2.5h 35 yes again", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"whoever changes from yes to no while it confirms", late, "0h 35 yes; 4.5h 35 no again", "rejected at 10h"},
		{"whoever changes after it has passed", late, "0h 35 yes; 5.5h 35 no again", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"a change and back between two moments", late, "0h 35 yes; 4.1h 35 no again; 4.9h 35 yes again", "passed at 5h, confirming since 3h, enacted from 8h"},
		{"confirming at the end goes on", late, "9h 40 yes; 9h 10 no", "passed at 11h, confirming since 9h, enacted from 14h"},
		{"holding from the last moment on", late, "10h 41 yes; 10h 40 no", "passed at 12h, confirming since 10h, enacted from 15h"},
		{"as many yes as no are not more", late, "0h 20 yes; 0h 20 no", "rejected at 10h"},
		{"without a confirm period the close decides", constant, "9.9h 1 yes", "passed at 10h, confirming since 10h, enacted from 13h"},
		{"and noes at the close", constant, "0h 5 yes; 10h 6 no", "rejected at 10h"},
	} {
		t.Run(s.name, func(t *testing.T) {
			open := decidedAt(t, s.track)
			o, err := poll.Decide(open, s.track, poll.Roll{Received: received(t, s.said), MomentMillis: open.ClosesMillis, Seed: []byte{1}})
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(o.Course); got != s.want || o.Passed != strings.HasPrefix(s.want, "passed") {
				t.Errorf("%s, want %s", got, s.want)
			}
			if o.Passed != (o.Margin() >= 0) {
				t.Errorf("passed %t by %d: %+v", o.Passed, o.Margin(), o.Standing)
			}
		})
	}
}

func TestSettingsMakePassingHarder(t *testing.T) {
	on := falling()
	for _, s := range []struct{ name, said, want string }{
		{"quorum", "0h 35 yes; 6h 5 no", "passed at 8h, confirming since 6h, enacted from 11h"},
		{"quorum", "0h 35 yes", "rejected at 10h"},
	} {
		open := decidedAt(t, on)
		for i := range open.Settings {
			if open.Settings[i].Name == s.name {
				open.Settings[i].Value = "2/5"
			}
		}
		o, err := poll.Decide(open, on, poll.Roll{Received: received(t, s.said), MomentMillis: open.ClosesMillis, Seed: []byte{1}})
		if err != nil || shown(o.Course) != s.want {
			t.Errorf("%s, want %s (%v)", shown(o.Course), s.want, err)
		}
	}
}

func TestEarlyMoments(t *testing.T) {
	on := falling()
	open := decidedAt(t, on)
	moments := open.EarlyMillis(on)
	if len(moments) != 10 || moments[0] != 102*hour || moments[9] != 111*hour {
		t.Errorf("%d moments: %v", len(moments), moments)
	}
	on.ConfirmMillis, on.GridMillis = 0, 0
	if moments := open.EarlyMillis(on); moments != nil {
		t.Errorf("without confirm: %v", moments)
	}
	open.Method = "approval"
	if moments := open.EarlyMillis(falling()); moments != nil {
		t.Errorf("what does not ask yes or no: %v", moments)
	}
}

// What a poll has passed by at an early moment it has passed by at every later one, however the others vote; and the forecast comes true if
// nobody votes any more.
func TestAPassStays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		on := falling()
		open := decidedAt(t, on)
		var said []string
		for range rapid.IntRange(0, 6).Draw(rt, "events") {
			said = append(said, fmt.Sprintf("%gh %d %s%s", float64(rapid.IntRange(-4, 52).Draw(rt, "quarters"))/4, rapid.IntRange(1, 16).Draw(rt, "voters"),
				rapid.SampledFrom(answers).Draw(rt, "answer"), rapid.SampledFrom([]string{"", " again"}).Draw(rt, "again")))
		}
		all := received(t, strings.Join(said, ";"))
		end, err := poll.Follow(open, on, poll.Roll{Received: all, MomentMillis: open.ClosesMillis})
		if err != nil {
			rt.Fatal(err)
		}
		known := new(poll.Known)
		for _, at := range open.EarlyMillis(on) {
			c, err := poll.Follow(open, on, poll.Roll{Received: all, MomentMillis: at, Known: known})
			if err != nil {
				rt.Fatal(err)
			}
			if c.Passed() != (end.Passed() && end.AtMillis <= at) {
				rt.Fatalf("at %d %s, in the end %s", at, shown(c), shown(end))
			}
			when, passes := c.Forecast(open.ClosesMillis)
			sofar := slices.DeleteFunc(slices.Clone(all), func(r poll.Received) bool { return r.ReceiptMillis > at })
			then, err := poll.Follow(open, on, poll.Roll{Received: sofar, MomentMillis: open.ClosesMillis, Known: known})
			if err != nil || passes != then.Passed() || passes && when != then.AtMillis {
				rt.Fatalf("at %d forecast %t at %d, but %s (%v)", at, passes, when, shown(then), err)
			}
		}
	})
}

func TestDelegationsAreResolvedAtEachMoment(t *testing.T) {
	on := falling()
	open := decidedAt(t, on)
	all := received(t, "0h 1 yes; 4.5h 1 no")
	// Forty members have named the first voter, and with the second one their own word comes.
	weigh := func(voted map[op.AccountID]bool) (map[op.AccountID]uint64, error) {
		if len(voted) == 1 {
			return map[op.AccountID]uint64{{1}: 41}, nil
		}
		return map[op.AccountID]uint64{{1}: 2, {2}: 40}, nil
	}
	o, err := poll.Decide(open, on, poll.Roll{Received: all, MomentMillis: open.ClosesMillis, Weigh: weigh, Votes: 100, Seed: []byte{1}})
	if err != nil || o.Passed != true || shown(o.Course) != "passed at 4h, confirming since 2h, enacted from 7h" {
		t.Errorf("%s (%v)", shown(o.Course), err)
	}
	if o.Options[0].Count != 2 || o.Options[1].Count != 40 || o.Standing.Ayes != 41 || o.Votes != 100 {
		t.Errorf("%+v, decided by %+v", o.Options, o.Standing)
	}
}

func TestAHelpersBallotGivesWay(t *testing.T) {
	on := falling()
	open := decidedAt(t, on)
	all := received(t, "1h 1 yes; 2h 1 no again")
	all[1].Assisted, all[1].Replaces = true, op.ID{}
	roll := poll.Roll{Received: all, MomentMillis: open.ClosesMillis}
	if counting := roll.Counting(); len(counting) != 1 || counting[0].ID != all[0].ID {
		t.Errorf("counted: %v", counting)
	}
}
