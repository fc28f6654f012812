package sample_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/store/storetest"
)

// evening is a laptop on which the made-up members are awake.
type evening struct {
	*storetest.Install
	t       *testing.T
	players *sample.Players
}

func awake(t *testing.T) *evening {
	t.Helper()
	e := &evening{Install: storetest.Sample(t, "en"), t: t}
	var err error
	if e.players, err = sample.Wake(t.Context(), e.Service, e.Community, e.NowMillis()); err != nil {
		t.Fatal(err)
	}
	return e
}

// goesBy lets time go by, with the players stepping when they say.
func (e *evening) goesBy(d time.Duration) {
	e.t.Helper()
	until := e.NowMillis() + d.Milliseconds()
	for e.NowMillis() < until {
		next, err := e.players.Step(e.t.Context(), e.NowMillis())
		if err != nil {
			e.t.Fatal(err)
		}
		if next <= e.NowMillis() {
			e.t.Fatalf("the next step is at %d, and it is %d", next, e.NowMillis())
		}
		e.Wait(time.Duration(min(next, until)-e.NowMillis()) * time.Millisecond)
	}
}

func (e *evening) page(poll op.ID) app.PollPage {
	e.t.Helper()
	page, err := e.Community.Poll(e.t.Context(), poll)
	if err != nil {
		e.t.Fatal(err)
	}
	return page
}

func (e *evening) comments(thread op.ID) (list []proposal.Comment) {
	e.t.Helper()
	err := e.Community.Ask(e.t.Context(), func(r app.Reader) (err error) {
		list, err = r.Comments(thread, app.Page{Limit: 100})
		return err
	})
	if err != nil {
		e.t.Fatal(err)
	}
	return list
}

func (e *evening) must(id op.ID, err error) op.ID {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
	return id
}

func TestMyBallotIsReceiptedWithinSeconds(t *testing.T) {
	e := awake(t)
	e.goesBy(2 * time.Second)
	before := e.page(e.Polls["reserve"]).Running.Voters
	e.must(e.Community.Vote(t.Context(), e.Polls["reserve"], "1 > 2 > 3", ""))
	if unsent, err := e.Community.Unsent(t.Context()); err != nil || unsent == 0 {
		t.Fatalf("%d unsent, %v", unsent, err)
	}
	e.goesBy(2 * time.Second)
	if unsent, err := e.Community.Unsent(t.Context()); err != nil || unsent != 0 {
		t.Errorf("after two seconds %d are unsent, %v", unsent, err)
	}
	e.goesBy(8 * time.Second)
	page := e.page(e.Polls["reserve"])
	if mine := page.Closing.Mine; mine == nil || mine.Receipts != 2 || !mine.Certified {
		t.Errorf("after ten seconds the tellers who are here do not have my ballot: %+v", mine)
	}
	e.goesBy(10 * time.Second)
	if now := e.page(e.Polls["reserve"]).Running.Voters; now < before+2 {
		t.Errorf("%d voted before me, %d by now", before, now)
	}
}

func TestACommentIsAnswered(t *testing.T) {
	e := awake(t)
	mine := e.must(e.Community.Comment(t.Context(), proposal.AddComment{On: e.Proposals["bike"], Text: "Could it have a roof?"}))
	e.goesBy(15 * time.Second)
	if !slices.ContainsFunc(e.comments(e.Proposals["bike"]), func(c proposal.Comment) bool { return c.Parent == mine }) {
		t.Error("nobody has answered")
	}
}

func TestAProposalOfMineIsTalkedAbout(t *testing.T) {
	e := awake(t)
	id := e.must(e.Community.Publish(t.Context(), proposal.Publish{Title: "A bench at the gate", Text: "For whoever waits.", Track: "garden"}))
	e.goesBy(40 * time.Second)
	if said := e.comments(id); len(said) == 0 {
		t.Error("nobody says anything")
	}
	err := e.Community.Ask(t.Context(), func(r app.Reader) error {
		amendments, err := r.Amendments(id)
		if len(amendments) != 1 {
			t.Errorf("%d amendments", len(amendments))
		} else if a := amendments[0]; a.Title != "A bench at the gate" {
			t.Errorf("taken in, it would be called %q", a.Title)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPollsCloseBeforeOnesEyes(t *testing.T) {
	e := awake(t)
	mine := e.must(e.Community.OpenPoll(t.Context(), app.NewPoll{Title: "Tea or coffee?", Track: "small", Method: "approval", Options: []string{"Tea", "Coffee"}}))
	e.goesBy(time.Minute)
	if page := e.page(e.Polls["colour"]); page.Closing.State != closing.Sealed {
		t.Errorf("the stairwell is %s a minute after its tellers were woken", page.Closing.State)
	}
	if page := e.page(mine); page.Running.Voters < 10 {
		t.Errorf("%d have voted in mine", page.Running.Voters)
	}
	e.goesBy(5 * time.Minute)
	if page := e.page(mine); page.Closing.State != closing.Sealed || page.Closing.Outcome == nil {
		t.Errorf("mine is %s", page.Closing.State)
	}
	small := 0
	polls, err := e.Community.ListPolls(t.Context(), app.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range polls {
		if p.Opening.Track == "small" {
			small++
		}
	}
	if small != 1 {
		t.Errorf("%d small polls", small)
	}
}

func TestTheyGoOnAfterDaysAndAnew(t *testing.T) {
	e := awake(t)
	e.goesBy(10 * time.Second)
	e.Wait(40 * 24 * time.Hour)
	var err error
	if e.players, err = sample.Wake(t.Context(), e.Service, e.Community, e.NowMillis()); err != nil {
		t.Fatal(err)
	}
	e.goesBy(2 * time.Minute)
	for key, id := range e.Polls {
		if page := e.page(id); page.Closing.State != closing.Sealed {
			t.Errorf("%s is %s forty days later", key, page.Closing.State)
		}
	}
	status, err := e.Community.Status(t.Context())
	if err != nil || status.Copied || len(status.Forks) > 0 {
		t.Errorf("copied %t, forks %v, %v", status.Copied, status.Forks, err)
	}
}

func TestNobodyPlaysAlongElsewhere(t *testing.T) {
	i := storetest.Empty(t)
	c, err := i.Service.Found(t.Context(), app.Founding{Name: "Alone", Person: "Ada", Template: "club"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sample.Wake(t.Context(), i.Service, c, i.NowMillis()); !errors.Is(err, sample.ErrNoSample) {
		t.Errorf("%v", err)
	}
}
