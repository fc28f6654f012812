package reconcile_test

// The world of the tests: a story whose ops lie on two replicas in memory, and sessions between them.

import (
	"fmt"
	"math"
	"slices"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// village is a story with some people in it, all of whose ops lie on one replica.
type village struct {
	*apptest.Story
	people []*apptest.Laptop
	topic  op.ID
}

func newVillage(t rapid.TB, people int) *village {
	t.Helper()
	s := apptest.NewStory(t)
	v := &village{Story: s, people: []*apptest.Laptop{s.Founder("ada")}}
	for i := 1; i < people; i++ {
		v.people = append(v.people, s.Join(v.people[0], fmt.Sprint("person", i)))
	}
	v.topic = v.people[0].Write(proposal.KindTopic, &proposal.NewTopic{Title: "Drill", Text: "Who has one?"})
	return v
}

// talk lets everybody write so many comments, in turn.
func (v *village) talk(each int) {
	for i := range each {
		for _, l := range v.people {
			v.comment(l, fmt.Sprint("comment ", i))
		}
	}
}

func (v *village) comment(l *apptest.Laptop, text string) op.ID {
	body := &proposal.AddComment{On: v.topic, Text: text}
	return l.Write(proposal.KindComment, body, body.Deps()...)
}

// fork signs another op in the place of one of a laptop's log, and as many after it; nobody holds them yet.
func (v *village) fork(l *apptest.Laptop, instead *op.Op, length int) []*op.Op {
	var branch []*op.Op
	prev, seq := instead.Header.Prev, instead.Header.Seq
	for i := range length {
		body := &proposal.AddComment{On: v.topic, Text: fmt.Sprint("another branch ", seq, i)}
		h := l.Header(proposal.KindComment, body.Deps()...)
		h.Prev, h.Seq = prev, seq
		o := l.Sign(h, body)
		branch = append(branch, o)
		prev, seq = o.ID, seq+1
	}
	return branch
}

// replica holds some of the story's ops.
func (v *village) replica(ops ...*op.Op) *apptest.Party {
	v.T.Helper()
	p := apptest.NewParty(v.T, v.Registry, v.Community(), op.ID{})
	p.Take(ops...)
	return p
}

// of lists a laptop's ops in the story.
func (v *village) of(l *apptest.Laptop) []*op.Op {
	return slices.DeleteFunc(slices.Clone(v.Ops), func(o *op.Op) bool { return o.Header.Device != l.Device })
}

func sideOf(p *apptest.Party) *apptest.Side {
	return &apptest.Side{
		View: func(read func(community.View) error) error {
			p.View(read)
			return nil
		},
		Ingest: func(ops []*op.Op) community.Report { return p.Take(ops...) },
	}
}

// meet runs one session to its end.
func meet(t rapid.TB, a, b reconcile.Local) (reconcile.Result, reconcile.Result) {
	t.Helper()
	first, second := reconcile.New(reconcile.Initiator, a), reconcile.New(reconcile.Responder, b)
	if whole, err := apptest.Meet(first, second, math.MaxInt, nil); err != nil || !whole {
		t.Fatalf("the session does not end: %v", err)
	}
	return first.Result(), second.Result()
}

func ids(p *apptest.Party) []op.ID {
	var all []op.ID
	for _, v := range p.Verdicts() {
		all = append(all, v.ID)
	}
	return all
}

func mustBeAlike(t rapid.TB, a, b *apptest.Party) {
	t.Helper()
	if !slices.Equal(ids(a), ids(b)) {
		t.Fatalf("%d ops on one side, %d on the other", len(ids(a)), len(ids(b)))
	}
	if a.Digest() != b.Digest() {
		t.Fatal("equal ops, and other digests")
	}
}
