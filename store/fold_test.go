package store_test

// A story, folded onto a file: the same verdicts and rows as in memory, also after starting anew and after a rebuild.

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store"
)

// tellStory lets three people do everything that brings a row, and take some of it back.
func tellStory(t *testing.T) *apptest.Story {
	t.Helper()
	s := apptest.NewStory(t)
	ada := s.Founder("ada", func(c *charter.Charter) { c.Helpers = c.Council })
	bob, cy := s.Join(ada, "bob"), s.Join(ada, "cy")
	ada.Write(proposal.KindProfile, &proposal.SetProfile{Name: "Ada", About: "knocks"})
	topic := bob.Write(proposal.KindTopic, &proposal.NewTopic{Title: "Drill", Text: "Who has one?"})
	write := func(l *apptest.Laptop, kindName string, body proposal.Body) op.ID {
		return l.Write(kindName, body, body.Deps()...)
	}
	var talk []op.ID
	for i, l := range []*apptest.Laptop{ada, bob, cy, bob} {
		c := &proposal.AddComment{On: topic, Text: fmt.Sprint("comment ", i), Mentions: []op.AccountID{cy.Account}}
		if i > 1 {
			c.Parent = talk[i-2]
		}
		talk = append(talk, write(l, proposal.KindComment, c))
	}
	agreed := write(bob, proposal.KindAgree, &proposal.Agree{Of: talk[0]})
	write(cy, proposal.KindAgree, &proposal.Agree{Of: talk[0]})
	write(bob, proposal.KindEndAgreement, &proposal.EndAgreement{Of: agreed})
	write(bob, proposal.KindWithdraw, &proposal.Withdraw{Of: talk[1]})
	shown := write(ada, proposal.KindHide, &proposal.Hide{Of: talk[2], Reason: "rude"})
	write(ada, proposal.KindShow, &proposal.Show{Of: shown})
	write(ada, proposal.KindHide, &proposal.Hide{Of: talk[3], Reason: "an address", Drop: true})
	mute := write(ada, proposal.KindMute, &proposal.Mute{Account: cy.Account, Reason: "loud"})
	write(ada, proposal.KindMute, &proposal.Mute{Account: bob.Account})
	write(ada, proposal.KindUnmute, &proposal.Unmute{Of: mute})

	asked := write(bob, proposal.KindPublish, &proposal.Publish{Title: "A drill for all", Text: "We buy one.", Track: "everyday", Topic: topic})
	amended := write(cy, proposal.KindAmend, &proposal.ProposeAmendment{Proposal: asked, Revision: asked, Title: "A drill", Text: "We borrow one."})
	declined := write(ada, proposal.KindAmend, &proposal.ProposeAmendment{Proposal: asked, Revision: asked, Title: "Two", Text: "We buy two."})
	write(bob, proposal.KindRevise, &proposal.Revise{
		Proposal: asked, Replaces: []op.ID{asked}, Title: "A drill", Text: "We borrow one.", Amendment: amended,
	})
	write(bob, proposal.KindDecide, &proposal.Decide{Amendment: declined, Reason: "one will do"})
	write(cy, proposal.KindRevise, &proposal.Revise{Proposal: asked, Title: "Mine", Text: "No right to this."})

	open := &poll.Open{
		Proposal: asked, Revision: asked, Track: "everyday", On: ada.At.Head(), Title: "A drill?", ClosesMillis: 1_900_000_000_000,
	}
	if err := open.Complete(); err != nil {
		t.Fatal(err)
	}
	opened := bob.Write(poll.KindOpen, open, open.Deps()...)
	first := op.ID{}
	for i, l := range []*apptest.Laptop{ada, bob, cy, ada} {
		cast := &poll.Cast{Poll: opened, Choice: []byte{byte(i % 2)}}
		if i == 3 {
			cast.Replaces = first
		}
		id := l.Write(poll.KindCast, cast, cast.Deps()...)
		if i == 0 {
			first = id
		}
	}
	paper := &poll.Assist{Poll: opened, Account: cy.Account, Choice: []byte{1}, Paper: "17", Witness: "Dora", Reason: "Too loud."}
	ada.Write(poll.KindAssist, paper, paper.Deps()...)
	followUp(s, ada, bob)
	return s
}

// followUp lets a poll pass, and its opener plan what comes of it.
func followUp(s *apptest.Story, ada, bob *apptest.Laptop) {
	s.Commit(ada).Act(charter.Acts{Features: []string{charter.Closing}})
	s.Settle(ada)
	s.Receipt(0, ada)
	const closes = 1_900_000_000_000
	opened := bob.OpenPoll(closes)
	cast := &poll.Cast{Poll: opened, Choice: []byte{0}}
	bob.Write(poll.KindCast, cast, cast.Deps()...)
	s.Close(opened, closes-1, ada)
	s.Close(opened, closes+charter.SettleMillis, ada)
	var seals []op.ID
	s.Here.Inside(func() error {
		seals = s.Here.Engine.Adopting(opened)
		return nil
	})
	milestones := []followup.Milestone{{Text: "Wood", DueMillis: closes + 1}, {Text: "Nails", DueMillis: closes + 2}}
	first := bob.Write(followup.KindSet, &followup.Set{Poll: opened, Owner: bob.Account}, append(seals, opened)...)
	plan := &followup.Set{Poll: opened, Owner: bob.Account, Replaces: []op.ID{first}, Milestones: milestones, ReviewMillis: closes + 3}
	planned := bob.Write(followup.KindSet, plan, opened)
	mark := &followup.Mark{Poll: opened, Set: planned, Milestone: "Wood", As: followup.Done, Why: "from the shed"}
	marked := bob.Write(followup.KindMark, mark, opened)
	again := &followup.Mark{Poll: opened, Set: planned, Milestone: "Wood", As: followup.Open, Replaces: []op.ID{marked}}
	ada.Write(followup.KindMark, again, opened)
}

// laptop is an engine on a file.
type fileLaptop struct {
	*testing.T
	replica *store.Replica
	engine  *community.Engine
	config  community.Config
}

func newFileLaptop(t *testing.T, com op.CommunityID) *fileLaptop {
	t.Helper()
	r, err := store.Create(filepath.Join(t.TempDir(), "elm.db"), store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	l := &fileLaptop{T: t, replica: r, config: community.Config{Registry: community.Kinds(), Community: com}}
	t.Cleanup(func() { _ = l.replica.Close() })
	l.reopen()
	return l
}

func (l *fileLaptop) reopen() {
	l.Helper()
	err := l.replica.View(l.Context(), func(v community.View) (err error) {
		l.engine, err = community.Open(l.config, v)
		return err
	})
	if err != nil {
		l.Fatal(err)
	}
}

func (l *fileLaptop) take(ops ...*op.Op) {
	l.Helper()
	var report community.Report
	if err := l.replica.Update(l.Context(), func(tx community.Tx) error { return l.engine.Ingest(tx, ops, &report) }); err != nil {
		l.Fatal(err)
	}
	for _, r := range report.Refused {
		l.Fatal(r.Err)
	}
}

func (l *fileLaptop) verdicts() (all []community.VerdictChange) {
	l.Helper()
	if err := l.replica.Read(l.Context(), func(r app.Reader) error {
		return r.Verdicts(func(v community.VerdictChange) bool {
			all = append(all, v)
			return true
		})
	}); err != nil {
		l.Fatal(err)
	}
	return all
}

func rowsOf(m *apptest.Memory) []string {
	lines := []string{}
	for _, row := range m.Rows() {
		said, err := json.Marshal(row)
		if err != nil {
			panic(err) // rows are plain values
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", row.Table(), row.Key(), said))
	}
	slices.Sort(lines)
	return lines
}

func (l *fileLaptop) shows(what string, of *apptest.Party) {
	l.Helper()
	rows := dump(l.T, l.replica)
	slices.Sort(rows)
	if diff := cmp.Diff(rowsOf(of.Memory), rows); diff != "" {
		l.Fatalf("%s: rows (-memory +file):\n%s", what, diff)
	}
	if diff := cmp.Diff(of.Verdicts(), l.verdicts()); diff != "" {
		l.Fatalf("%s: verdicts (-memory +file):\n%s", what, diff)
	}
}

func TestAStoryOnAFile(t *testing.T) {
	s := tellStory(t)
	ops := s.Here.Ops()
	l := newFileLaptop(t, s.Community())
	if tables := len(rowsOf(s.Here.Memory)); tables < 23 {
		t.Fatalf("the story has only %d rows", tables)
	}
	for _, o := range ops[:len(ops)/2] {
		l.take(o)
	}
	l.reopen()
	l.take(ops[len(ops)/2:]...)
	l.shows("in order", s.Here)

	if err := l.replica.Update(t.Context(), func(tx community.Tx) error {
		if err := l.replica.DropProjections(tx); err != nil {
			return err
		}
		return l.engine.Rebuild(tx, nil)
	}); err != nil {
		t.Fatal(err)
	}
	l.shows("rebuilt", s.Here)
	if err := l.replica.Close(); err != nil {
		t.Fatal(err)
	}
	checkIntegrity(t, l.replica.Path())
}

func TestAStoryInAnotherOrder(t *testing.T) {
	s := tellStory(t)
	l := newFileLaptop(t, s.Community())
	ops := s.Here.Ops()
	l.take(ops[0])
	rest := ops[1:]
	slices.Reverse(rest)
	for chunk := range slices.Chunk(rest, 7) {
		l.take(chunk...)
	}
	l.shows("backwards", s.Here)
	if err := l.replica.View(t.Context(), func(v community.View) error {
		n, err := v.WaitingCount()
		if n != 0 {
			t.Errorf("%d still wait", n)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestAnInterruptedAct(t *testing.T) {
	s := tellStory(t)
	l := newFileLaptop(t, s.Community())
	ops := s.Here.Ops()
	for i, o := range ops {
		// Each op is taken in once in vain, and then for good.
		if err := l.replica.Update(t.Context(), func(tx community.Tx) error {
			var report community.Report
			if err := l.engine.Ingest(tx, []*op.Op{o}, &report); err != nil {
				return err
			}
			return errUndone
		}); err == nil {
			t.Fatalf("op %d was not undone", i)
		}
		l.reopen()
		l.take(o)
	}
	l.shows("each one twice", s.Here)
}
