package main_test

// Pages: what a window shows of a community, over the real service and the real files.

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	talk "github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// words speaks English at a laptop's moment.
func (l *laptop) words() view.Words {
	l.Helper()
	catalog := must1[*text.Catalog](l.T)(text.Load(assets.Translations()))
	return view.Words{Say: catalog.Printer("en"), NowMillis: l.now, Zone: time.UTC}
}

func TestThePagesOfACommunity(t *testing.T) {
	ada, bob, cid := three(t)
	proposal := ada.propose("Guests in the workshop", "Up to three guests.\n\nNothing else changes.")
	carry(ada, bob, cid)
	comment := bob.comment(proposal, op.ID{}, "Three are many.")
	amendment := must1[op.ID](t)(bob.c.ProposeAmendment(t.Context(), talk.ProposeAmendment{
		Proposal: proposal, Title: "A host for every guest", Text: "One guest.\n\nNothing else changes.", Note: "It is safer.",
	}))
	vote := ada.openPoll(app.NewPoll{Proposal: proposal})
	carry(bob, ada)
	carry(ada, bob, cid)
	bob.vote(vote, "yes")
	carry(bob, ada)
	w := ada.words()
	ctx := t.Context()

	home := must1[view.Home](t)(view.LoadHome(ctx, ada.c, w, view.HomeFacts{}))
	if len(home.Needs) == 0 || home.Needs[0].Kind != view.NeedsVote || home.Needs[0].Title != "Guests in the workshop" || !home.Needs[0].Primary {
		t.Errorf("needs: %+v", home.Needs)
	}
	var told []string
	for _, n := range home.News {
		told = append(told, n.Said.String())
	}
	for _, want := range []string{"Bob wrote in Guests in the workshop", "Bob amended Guests in the workshop", "Cid joined"} {
		if !strings.Contains(strings.Join(told, "\n"), want) {
			t.Errorf("no news that %q in %q", want, told)
		}
	}
	if !slices.ContainsFunc(home.News, func(n view.NewsRow) bool { return n.Quote == "invited by Ada" }) {
		t.Errorf("nobody was invited: %+v", home.News)
	}
	ada.must(ada.c.Seen(home.NewsSeen))
	if again := must1[view.Home](t)(view.LoadHome(ctx, ada.c, w, view.HomeFacts{BeforeMillis: ada.now})); len(again.News) != 0 || again.Since == "" {
		t.Errorf("news again: %+v", again.News)
	}
	if same := must1[view.Home](t)(view.LoadHome(ctx, ada.c, w, view.HomeFacts{Told: &home.NewsSeen})); len(same.News) != len(home.News) {
		t.Errorf("a page that stays open tells %+v, and told %+v", same.News, home.News)
	}

	if waits := must1[view.Waits](t)(view.LoadWaits(ctx, ada.c)); waits.Votes != 1 || waits.All != 2+len(must1[view.Needs](t)(view.LoadNeeds(ctx, ada.c)).Answers) {
		t.Errorf("%+v wait: a vote, an amendment, and what was answered", waits)
	}

	list := view.NewDecisionList(w)
	list.Update(w, must1[view.Decisions](t)(view.LoadDecisions(ctx, ada.c, w, 0)))
	if rows := list.Rows(); len(rows) != 2 || rows[1].Group != view.GroupNeedsMe || rows[1].Decision.ID != proposal.String() {
		t.Errorf("decisions: %+v", rows)
	}

	page := must1[view.DecisionPage](t)(view.LoadDecision(ctx, ada.c, w, proposal))
	if page.Title != "Guests in the workshop" || len(page.Text) != 2 || page.Vote == nil || !page.Vote.Open || len(page.Amendments) != 1 ||
		!strings.HasPrefix(page.State.String(), "Open until ") || len(page.Comments) != 1 || page.Comments[0].ID != comment.String() {
		t.Errorf("page: %+v", page)
	}
	change, found := w.Amendment(*page.Proposal, amendment.String())
	if !found || !change.Mine || change.Number != "1 of 1" || !strings.Contains(change.Change.Summary, "in one paragraph") || change.TakeInOff != "" {
		t.Errorf("amendment: %+v", change)
	}
	if alone := must1[view.DecisionPage](t)(view.LoadDecision(ctx, ada.c, w, vote)); alone.Poll == nil || alone.Title != page.Title {
		t.Errorf("the vote's own page: %+v", alone)
	}
	_, err := view.LoadDecision(ctx, ada.c, w, op.ID{1})
	wantErr(t, err, app.ErrNotFoundHere, "")

	members := must1[view.Members](t)(view.LoadMembers(ctx, ada.c, w, ""))
	if len(members.Rows) != 3 || members.Rows[0].Me != "You" || members.Rows[0].Since != "2027" || members.Rows[0].Vote != "votes in person" {
		t.Errorf("members: %+v", members.Rows)
	}
	joining := must1[view.Joining](t)(view.LoadJoining(ctx, ada.c, w))
	if len(joining.Invites) == 0 || !joining.MayAdmit || joining.Title != "Nobody asks to join" {
		t.Errorf("joining: %+v", joining)
	}
	mine := must1[*view.YourVote](t)(view.LoadYourVote(ctx, ada.c, w))
	if len(mine.Tracks) < 2 {
		t.Errorf("your vote: %+v", mine.Tracks)
	}
	rules := must1[view.Rules](t)(view.LoadRules(ctx, ada.c, w))
	if len(rules.History) == 0 || !strings.Contains(rules.AsText(), "Ada") {
		t.Errorf("rules: %+v", rules)
	}
	topic := bob.topic("Courtyard party 🎉 who brings what?")
	cid.take(bob.bundle(), "Bob")
	cid.comment(topic, op.ID{}, "I have two long tables.")
	carry(cid, ada)
	carry(bob, ada)
	talked := must1[[]view.DiscussionRow](t)(view.LoadDiscussion(ctx, ada.c, w, 0))
	if len(talked) != 1 || talked[0].State != "1 new" || talked[0].Last != "Cid: I have two long tables." || !talked[0].New {
		t.Errorf("discussion: %+v", talked)
	}
	if seen := must1[[]view.DiscussionRow](t)(view.LoadDiscussion(ctx, ada.c, w, ada.now+day)); seen[0].State != "1 answer" || seen[0].New {
		t.Errorf("discussion, seen: %+v", seen)
	}
	if shown := must1[view.TopicView](t)(view.LoadTopic(ctx, ada.c, w, topic)); len(shown.Text) != 1 || len(shown.Comments) != 1 {
		t.Errorf("topic: %+v", shown)
	}
	search := must1[*view.Search](t)(view.LoadSearch(ctx, ada.c, w, "guest"))
	if !strings.HasSuffix(search.Count(), "found on this laptop") || len(search.Rows()) == 0 || len(search.Chips()) < 3 {
		t.Errorf("search: %q %+v", search.Count(), search.Rows())
	}
	all := len(search.Rows())
	if search.Narrow("amendments"); len(search.Rows()) != 1 || all < 2 || search.Rows()[0].Goes.Tab != view.TabAmendments {
		t.Errorf("search, narrowed: %+v", search.Rows())
	}
	if who := must1[*view.Search](t)(view.LoadSearch(ctx, ada.c, w, "cid")); len(who.Rows()) != 1 || who.Rows()[0].Kind != view.SearchPeople {
		t.Errorf("search for somebody: %+v", who.Rows())
	}
	hits := must1[[]view.Found](t)(view.SearchTexts(ctx, ada.c, "guests"))
	if len(hits) == 0 {
		t.Error("a search finds nothing")
	}
	for _, said := range []string{page.By.String(), rules.AsText(), members.Graph.Text, members.Sub, home.Greeting, home.Today} {
		if strings.Contains(said, "⟦") {
			t.Error(said)
		}
	}
}

func TestAPageOfACommunityThatHasNotArrived(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").invited(ada, true)
	home := must1[view.Home](t)(view.LoadHome(t.Context(), bob.c, bob.words(), view.HomeFacts{}))
	if home.Today == "" || home.Health.State != view.HealthOff || len(home.Needs) != 0 {
		t.Errorf("%+v", home)
	}
	_, err := view.LoadDecisions(t.Context(), bob.c, bob.words(), 50)
	wantErr(t, err, app.ErrNotHereYet, "")
}

// A page follows what the service is told of, without asking for it.
func TestAPageHearsOfChanges(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	notices := view.NewNotices(nil)
	ada.service.SetNetwork(notices)
	shown := make(chan view.Frame[view.Decisions], 8)
	ctx, stop := context.WithCancel(t.Context())
	words := ada.words()
	live := view.NewLive(func(ctx context.Context) (view.Decisions, error) { return view.LoadDecisions(ctx, ada.c, words, 50) }, func(f view.Frame[view.Decisions]) { shown <- f })
	defer notices.Watch(ada.c.ID(), live.Again)()
	done := make(chan struct{})
	go func() {
		defer close(done)
		live.Run(ctx)
	}()
	list := view.NewDecisionList(words)
	published := false
	for f := range shown {
		if f.Err != nil && !errors.Is(f.Err, context.Canceled) {
			t.Fatal(f.Err)
		}
		if f.Working || !f.Known {
			continue
		}
		if !published {
			ada.propose("A bench", "By the door.")
			published = true
			continue
		}
		if list.Update(words, f.Page); !list.IsEmpty() {
			break
		}
	}
	stop()
	<-done
}
