package record_test

// The stories that records are made of here: a small town with four tellers, talk around its polls, a ballot that was replaced and one that came
// too late.

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/record"
)

const (
	closesMillis = 1_800_000_000_000
	settledClose = closesMillis + 24*60*60*1000 // longer than any charter here lets tellers wait
)

// town is a community whose poll is sealed.
type town struct {
	*apptest.Story
	ada, bob, cat, dan, eve *apptest.Laptop
	fay, gus                *apptest.Laptop
	tellers                 []*apptest.Laptop
	proposal, opening       op.ID
	// comment and poll are talk and voting beside the poll.
	comment, otherPoll op.ID
	// counted, replaced, late and unheard are ballots of the poll.
	counted, replaced, late, unheard op.ID
}

// choices by their number.
var yes, no = []byte{0}, []byte{1}

func cast(l *apptest.Laptop, opening op.ID, choice []byte, replaces op.ID) op.ID {
	body := &poll.Cast{Poll: opening, Choice: choice, Replaces: replaces}
	return l.Write(poll.KindCast, body, apptest.Given(opening, replaces)...)
}

// newTown tells the story up to the seal.
func newTown(t testing.TB) *town {
	t.Helper()
	s := apptest.NewStory(t)
	w := &town{Story: s, ada: s.Founder("ada", apptest.Closing)}
	w.bob, w.cat, w.dan, w.eve = s.Join(w.ada, "bob"), s.Join(w.ada, "cat"), s.Join(w.ada, "dan"), s.Join(w.ada, "eve")
	w.fay, w.gus = s.Join(w.ada, "fay"), s.Join(w.ada, "gus")
	w.tellers = []*apptest.Laptop{w.ada, w.bob, w.cat, w.dan}
	s.Tellers(w.ada, w.tellers...)
	topic := w.cat.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Drills", Text: "Who has one?"})
	w.proposal = w.bob.Write(proposal.KindPublish, &proposal.Publish{Title: "A drill", Text: "We buy one.", Track: "everyday"})
	w.opening = w.bob.OpenPoll(closesMillis, func(o *poll.Open) { o.Proposal, o.Revision = w.proposal, w.proposal })
	comment := &proposal.AddComment{On: topic, Text: "I have."}
	w.comment = w.eve.Write(proposal.KindComment, comment, comment.Deps()...)
	w.otherPoll = w.dan.OpenPoll(closesMillis + 7)
	cast(w.ada, w.otherPoll, no, op.ID{})
	w.replaced = cast(w.eve, w.opening, no, op.ID{})
	s.Close(w.opening, closesMillis-2000, w.tellers...)
	w.counted = cast(w.eve, w.opening, yes, w.replaced)
	cast(w.ada, w.opening, yes, op.ID{})
	cast(w.cat, w.opening, no, op.ID{})
	s.Close(w.opening, closesMillis-1000, w.tellers...)
	w.late = cast(w.fay, w.opening, no, op.ID{})
	s.Close(w.opening, closesMillis+1, w.tellers...)
	w.unheard = cast(w.gus, w.opening, no, op.ID{})
	s.Close(w.opening, settledClose, w.tellers...)
	return w
}

// planOf plans the record of a poll, by what a replica holds.
func planOf(t testing.TB, p *apptest.Party, opening op.ID) (plan *record.Plan, err error) {
	t.Helper()
	p.View(func(v community.View) error {
		return p.Engine.Ask(v, func() error {
			plan, err = record.NewPlan(t.Context(), p.Engine, v, opening)
			return nil
		})
	})
	return plan, err
}

// recordOf writes the record of a poll, by what a replica holds.
func recordOf(t testing.TB, p *apptest.Party, opening op.ID) []byte {
	t.Helper()
	plan, err := planOf(t, p, opening)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p.View(func(v community.View) error { return plan.Write(t.Context(), &out, v, nil) })
	return out.Bytes()
}

// zeros is a source that is good enough where nobody lies about signatures.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// verify checks a record with the id of its community given.
func verify(t testing.TB, file []byte, com op.CommunityID) (*record.Result, []record.Step, error) {
	t.Helper()
	var steps []record.Step
	r, err := record.Verify(t.Context(), bytes.NewReader(file), record.Check{
		Community: com, Random: zeros{}, Step: func(s record.Step) { steps = append(steps, s) },
	})
	return r, steps, err
}
