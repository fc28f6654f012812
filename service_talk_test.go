package main_test

// Talk: topics, proposals, amendments, comments, taking back, hiding, muting, drafts, and who hears of it.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func (l *laptop) topic(title string) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.NewTopic(l.Context(), proposal.NewTopic{Title: title, Text: "What do you think?"}))
}

func (l *laptop) propose(title, text string) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Publish(l.Context(), proposal.Publish{Title: title, Text: text, Track: "everyday"}))
}

func (l *laptop) comment(on, parent op.ID, text string) op.ID {
	l.Helper()
	return must1[op.ID](l.T)(l.c.Comment(l.Context(), proposal.AddComment{On: on, Parent: parent, Text: text}))
}

func (l *laptop) comments(thread op.ID) []proposal.Comment {
	l.Helper()
	var list []proposal.Comment
	l.must(l.c.Ask(l.Context(), func(r app.Reader) (err error) {
		list, err = r.Comments(thread, app.Page{})
		return err
	}))
	return list
}

func (l *laptop) textOf(id op.ID) string {
	l.Helper()
	p := must1[proposal.Proposal](l.T)(l.c.Proposal(l.Context(), id))
	var revisions []proposal.Revision
	l.must(l.c.Ask(l.Context(), func(r app.Reader) (err error) {
		revisions, err = r.Revisions(id)
		return err
	}))
	for _, v := range revisions {
		if v.ID == p.Current() {
			return v.Text
		}
	}
	return ""
}

// three are a founder and two members who know each other.
func three(t *testing.T) (ada, bob, cid *laptop) {
	t.Helper()
	w := newWorld(t)
	ada = w.laptop("Ada").found("Elm")
	bob, cid = w.laptop("Bob").joined(ada), w.laptop("Cid").joined(ada)
	meet(ada, bob, cid)
	return ada, bob, cid
}

func TestTalkReachesEverybody(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard")
	comment := bob.comment(topic, op.ID{}, "Who waters the trees?")
	carry(bob, cid)
	answer := cid.comment(topic, comment, "I do, @ada helps.")
	must1[op.ID](t)(cid.c.Agree(t.Context(), comment))
	_, err := cid.c.Agree(t.Context(), comment)
	wantErr(t, err, app.ErrNotPossible, "already")
	carry(cid, ada)
	list := ada.comments(topic)
	if len(list) != 2 || list[1].ID != answer || list[1].Parent != comment {
		t.Fatalf("%+v", list)
	}
	if !slices.Equal(list[1].Mentions, []op.AccountID{ada.c.Account()}) {
		t.Errorf("mentions %v", list[1].Mentions)
	}
	meet(ada, bob, cid)
	answers := must1[[]app.Answer](t)(bob.c.Answers(t.Context(), 0))
	if len(answers) != 1 || answers[0].ID != answer || answers[0].Mentions || answers[0].Read {
		t.Errorf("Bob is answered by %+v", answers)
	}
	answers = must1[[]app.Answer](t)(ada.c.Answers(t.Context(), 0))
	if len(answers) != 1 || !answers[0].Mentions {
		t.Errorf("Ada is mentioned by %+v", answers)
	}
	ada.must(ada.c.MarkRead(t.Context(), true, answer))
	ada.restart()
	if answers = must1[[]app.Answer](t)(ada.c.Answers(t.Context(), 0)); !answers[0].Read {
		t.Error("what was read is forgotten")
	}
	must1[op.ID](t)(cid.c.EndAgreement(t.Context(), comment))
	must1[op.ID](t)(cid.c.Agree(t.Context(), comment))
	must1[op.ID](t)(cid.c.EndAgreement(t.Context(), comment))
	_, err = cid.c.EndAgreement(t.Context(), comment)
	wantErr(t, err, app.ErrNotPossible, "")
}

func TestAnAmendmentIsTakenIn(t *testing.T) {
	ada, bob, cid := three(t)
	p := bob.propose("A bench", "One bench.")
	carry(bob, ada, cid)
	amend := func(by *laptop, text string) op.ID {
		return must1[op.ID](t)(by.c.ProposeAmendment(t.Context(), proposal.ProposeAmendment{Proposal: p, Title: "A bench", Text: text}))
	}
	two, three := amend(ada, "Two benches."), amend(cid, "Three benches.")
	meet(ada, bob, cid)
	needs := must1[app.Needs](t)(bob.c.Needs(t.Context()))
	if len(needs.Amendments) != 2 {
		t.Errorf("Bob has to decide about %d amendments", len(needs.Amendments))
	}
	err := ada.c.DecideAmendment(t.Context(), two, true, "")
	var no *app.NotAppliedError
	if !errors.As(err, &no) {
		t.Errorf("Ada accepts for Bob: %v", err)
	}
	bob.must(bob.c.DecideAmendment(t.Context(), two, true, "right"))
	wantErr(t, bob.c.DecideAmendment(t.Context(), three, true, ""), app.ErrNotPossible, "changed")
	bob.must(bob.c.DecideAmendment(t.Context(), three, false, "too many"))
	meet(ada, bob, cid)
	if text := cid.textOf(p); text != "Two benches." {
		t.Errorf("the text is %q", text)
	}
	if needs := must1[app.Needs](t)(bob.c.Needs(t.Context())); needs.Count() != 0 {
		t.Errorf("still needs %+v", needs)
	}
	_, err = cid.c.Revise(t.Context(), proposal.Revise{Proposal: p, Title: "Mine", Text: "Mine"})
	if !errors.As(err, &no) {
		t.Errorf("Cid revises Bob's text: %v", err)
	}
}

func TestBadTextsChangeNothing(t *testing.T) {
	ada, _, _ := three(t)
	before := ada.digest()
	var form *app.FormError
	for name, b := range map[string]proposal.NewTopic{
		"no title":          {Text: "x"},
		"ten megabytes":     {Title: "x", Text: strings.Repeat("x", 10<<20)},
		"a title of a mile": {Title: strings.Repeat("x", 2000), Text: "x"},
		"not UTF-8":         {Title: "\xff", Text: "x"},
	} {
		if _, err := ada.c.NewTopic(t.Context(), b); !errors.As(err, &form) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := ada.c.Publish(t.Context(), proposal.Publish{Title: "x", Text: "x", Track: "nowhere"})
	var track *app.UnknownTrackError
	if !errors.As(err, &track) || len(track.Known) == 0 {
		t.Errorf("%v", err)
	}
	if _, err := ada.c.Comment(t.Context(), proposal.AddComment{On: op.ID{7}, Text: "x"}); err == nil {
		t.Error("commented on nothing")
	}
	if ada.digest() != before {
		t.Error("something has changed")
	}
	ada.topic("and the next one works")
}

func TestHiddenShownWithdrawn(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard")
	rude := bob.comment(topic, op.ID{}, "You are a fool")
	meet(ada, bob, cid)
	var no *app.NotAppliedError
	if _, err := cid.c.Hide(t.Context(), rude, "rude", false); !errors.As(err, &no) {
		t.Errorf("Cid hides: %v", err)
	}
	must1[op.ID](t)(ada.c.Hide(t.Context(), rude, "rude", false))
	meet(ada, bob, cid)
	hidden := func(l *laptop) []proposal.Hiding {
		var list []proposal.Hiding
		l.must(l.c.Ask(t.Context(), func(r app.Reader) (err error) {
			list, err = r.Hidden(topic)
			return err
		}))
		return list
	}
	if h := hidden(cid); len(h) != 1 || h[0].Of != rude || h[0].Reason != "rude" {
		t.Errorf("%+v", h)
	}
	ada.must(ada.c.Show(t.Context(), rude))
	wantErr(t, ada.c.Show(t.Context(), rude), app.ErrNotPossible, "not hidden")
	meet(ada, bob, cid)
	if h := hidden(cid); len(h) != 0 {
		t.Errorf("still hidden: %+v", h)
	}
	if err := cid.c.Withdraw(t.Context(), rude); !errors.As(err, &no) {
		t.Errorf("Cid withdraws Bob's comment: %v", err)
	}
	bob.must(bob.c.Withdraw(t.Context(), rude))
	meet(ada, bob, cid)
	if list := cid.comments(topic); len(list) != 1 || list[0].Text != "" || list[0].Withdrawn.IsZero() {
		t.Errorf("%+v", list)
	}
}

func TestMuting(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard")
	meet(ada, bob, cid)
	cid.comment(topic, op.ID{}, "Buy my boat, @Bob")
	meet(ada, bob, cid)
	bob.must(bob.c.MuteForMe(t.Context(), cid.c.Account(), true))
	if list := must1[[]app.Answer](t)(bob.c.Answers(t.Context(), 0)); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	wantErr(t, bob.c.MuteForMe(t.Context(), bob.c.Account(), true), app.ErrNotPossible, "own")
	must1[op.ID](t)(ada.c.Mute(t.Context(), cid.c.Account(), "boats"))
	_, err := ada.c.Mute(t.Context(), cid.c.Account(), "boats")
	wantErr(t, err, app.ErrNotPossible, "already")
	ada.must(ada.c.Unmute(t.Context(), cid.c.Account()))
	wantErr(t, ada.c.Unmute(t.Context(), cid.c.Account()), app.ErrNotPossible, "")
	_, err = ada.c.Mute(t.Context(), op.AccountID{1}, "")
	wantErr(t, err, app.ErrNotFoundHere, "")
}

func TestDraftsStayHereUntilPublished(t *testing.T) {
	ada, bob, _ := three(t)
	before := ada.digest()
	d := must1[app.LocalDraft](t)(ada.c.SaveDraft(t.Context(), app.LocalDraft{Title: "A bench", Text: "One.", Track: "everyday"}))
	d.Text = "Two."
	again := must1[app.LocalDraft](t)(ada.c.SaveDraft(t.Context(), d))
	if again.ID != d.ID || ada.digest() != before {
		t.Error("a draft is shared, or doubled")
	}
	ada.restart()
	if list := must1[[]app.LocalDraft](t)(ada.c.Drafts(t.Context())); len(list) != 1 || list[0].Text != "Two." {
		t.Errorf("%+v", list)
	}
	id := must1[op.ID](t)(ada.c.PublishDraft(t.Context(), d.ID[:4]))
	carry(ada, bob)
	if bob.textOf(id) != "Two." {
		t.Error("another text")
	}
	d = must1[app.LocalDraft](t)(ada.c.SaveDraft(t.Context(), app.LocalDraft{Title: "A bench", Text: "Three.", Revises: id}))
	must1[op.ID](t)(ada.c.PublishDraft(t.Context(), d.ID))
	if ada.textOf(id) != "Three." {
		t.Errorf("revised to %q", ada.textOf(id))
	}
	_, err := ada.c.PublishDraft(t.Context(), d.ID)
	wantErr(t, err, app.ErrNotFoundHere, "")
	unfinished := must1[app.LocalDraft](t)(ada.c.SaveDraft(t.Context(), app.LocalDraft{Text: "no title yet"}))
	if _, err := ada.c.PublishDraft(t.Context(), unfinished.ID); err == nil {
		t.Error("published without a title and a track")
	}
	must1[app.LocalDraft](t)(ada.c.Draft(t.Context(), unfinished.ID))
	ada.must(ada.c.DropDraft(t.Context(), unfinished.ID))
	_, err = ada.c.SaveDraft(t.Context(), app.LocalDraft{Text: strings.Repeat("x", 10<<20)})
	var form *app.FormError
	if !errors.As(err, &form) {
		t.Errorf("%v", err)
	}
}

func TestNewsSinceTheLastLook(t *testing.T) {
	ada, bob, cid := three(t)
	n := must1[app.News](t)(ada.c.News(t.Context(), 0))
	ada.must(ada.c.Seen(n))
	if n = must1[app.News](t)(ada.c.News(t.Context(), 0)); len(n.Events) != 0 {
		t.Errorf("news twice: %+v", n.Events)
	}
	topic := bob.topic("The yard")
	ada.topic("mine is no news to me")
	meet(ada, bob, cid)
	cid.comment(topic, op.ID{}, "yes")
	meet(ada, bob, cid)
	n = must1[app.News](t)(ada.c.News(t.Context(), 0))
	if len(n.Events) != 2 || n.Events[0].Kind != proposal.KindComment || n.Events[1].ID != topic || n.Events[1].Account != bob.c.Account() || n.More {
		t.Errorf("%+v", n)
	}
	if n = must1[app.News](t)(ada.c.News(t.Context(), 1)); len(n.Events) != 1 || !n.More {
		t.Errorf("%+v", n)
	}
}

func TestSearchFindsWordsAndNotWhatIsGone(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard")
	secret := bob.comment(topic, op.ID{}, "the rhubarb thief")
	meet(ada, bob, cid)
	find := func() int {
		hits := must1[[]app.Hit](t)(cid.c.Search(t.Context(), "rhubarb", 10))
		return len(hits)
	}
	if find() != 1 {
		t.Errorf("%d hits", find())
	}
	bob.must(bob.c.Withdraw(t.Context(), secret))
	meet(ada, bob, cid)
	if find() != 0 {
		t.Error("finds what was withdrawn")
	}
}

func newTopic(title string) proposal.NewTopic { return proposal.NewTopic{Title: title, Text: "x"} }
