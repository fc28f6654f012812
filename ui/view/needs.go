package view

// Needs: what waits for the person who asks, and what others said to them.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Needs is what waits for me. Every list may be empty.
type Needs struct {
	// Polls are open, may be voted in, and have no ballot of mine.
	Polls []Poll `json:"polls"`
	// Reminders are those of Polls that close soon, by what I have set.
	Reminders []Poll `json:"reminders"`
	// Entered are open polls in which a helper entered a ballot for me, and I have cast none.
	Entered []Poll `json:"entered_for_me"`
	// Newcomers are people whom I may let in.
	Newcomers []Person `json:"newcomers"`
	// Commits lack my signature.
	Commits []Commit `json:"commits"`
	// Amendments are open ones on my proposals.
	Amendments []Amendment `json:"amendments"`
	// Disputed are commits of which this community has to choose one, where it stands still because of them.
	Disputed []string `json:"disputed"`
	// FollowUpsLate counts follow-ups of which something is late, FollowUpsUnowned those that nobody sees to.
	FollowUpsLate    int `json:"followups_late"`
	FollowUpsUnowned int `json:"followups_without_owner"`
	// Answers mention me or answer what I wrote, and are not read.
	Answers []Answer `json:"answers"`
}

// Count is how many things wait; a dispute is one.
func (n Needs) Count() int {
	return len(n.Polls) + len(n.Newcomers) + len(n.Commits) + len(n.Amendments) + min(len(n.Disputed), 1) + len(n.Answers)
}

// Answer is a comment that concerns me.
type Answer struct {
	Post
	On string `json:"on"`
	// Title is that of the topic or the proposal; empty where it cannot be read.
	Title string `json:"title"`
	Text  string `json:"text"`
	// MentionsMe says that it mentions me; else it answers what I wrote.
	MentionsMe bool `json:"mentions_me"`
}

// LoadNeeds reads what waits for me.
func LoadNeeds(ctx context.Context, c *app.Community) (Needs, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return noNeeds(), err
	}
	return loadNeeds(ctx, c, people)
}

func noNeeds() Needs {
	return Needs{Newcomers: []Person{}, Commits: []Commit{}, Amendments: []Amendment{}, Disputed: []string{}, Answers: []Answer{}}
}

func loadNeeds(ctx context.Context, c *app.Community, people *People) (Needs, error) {
	v := noNeeds()
	needs, err := c.Needs(ctx)
	if err != nil {
		return v, err
	}
	standing, err := c.Stands(ctx)
	if err != nil {
		return v, err
	}
	answers, err := c.Answers(ctx, app.DefaultPage)
	if err != nil {
		return v, err
	}
	me := c.Account()
	v.FollowUpsLate, v.FollowUpsUnowned = needs.FollowUpsLate, needs.FollowUpsUnowned
	v.Polls, v.Entered, v.Reminders = people.polls(needs.Polls), people.polls(needs.Entered), people.polls(needs.Reminders)
	for _, p := range needs.Newcomers {
		person, _ := people.Find(p.Account)
		v.Newcomers = append(v.Newcomers, person)
	}
	for _, p := range needs.Commits {
		v.Commits = append(v.Commits, people.commit(p, standing, me))
	}
	for _, id := range needs.Disputed {
		v.Disputed = append(v.Disputed, id.String())
	}
	err = c.Ask(ctx, func(r app.Reader) error { return v.readTalk(r, people, people.me, needs.Amendments, answers) })
	return v, err
}

// readTalk adds the amendments and answers, each with what hides it.
func (n *Needs) readTalk(r app.Reader, people *People, me op.AccountID, amendments []proposal.Amendment, answers []app.Answer) error {
	for _, a := range amendments {
		row, err := rowOf[proposal.Proposal](r, a.Thread)
		if err != nil {
			return err
		}
		t, err := loadThread(r, people, me, a.Thread, false)
		if err != nil {
			return err
		}
		n.Amendments = append(n.Amendments, t.amendment(a, row))
	}
	for _, a := range answers {
		if a.Read {
			continue
		}
		t, err := loadThread(r, people, me, a.Thread, false)
		if err != nil {
			return err
		}
		v := Answer{Post: t.post(a.Post), On: a.On.String(), MentionsMe: a.Mentions}
		v.Text = v.readable(a.Text)
		if v.Title, err = t.title(r, a.Thread); err != nil {
			return err
		}
		n.Answers = append(n.Answers, v)
	}
	return nil
}
