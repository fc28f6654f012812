package main_test

// Deletion: what the author takes back goes from disks that heard of it, and everybody's state stays the same with or without the text.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func (l *laptop) hasBody(id op.ID) bool {
	l.Helper()
	has := false
	l.must(l.c.Ask(l.Context(), func(r app.Reader) error {
		m, ok, err := r.Meta(id)
		if err == nil && !ok {
			l.Fatalf("%s does not hold %s", l.name, id.Short())
		}
		has = m.HasBody
		return err
	}))
	return has
}

func TestWithdrawnTextLeavesTheDisk(t *testing.T) {
	ada, bob, cid := three(t)
	topic := ada.topic("Keys")
	secret := bob.comment(topicOn(ada, bob, topic), op.ID{}, "The key lies under the third pot.")
	meet(ada, bob)
	ada.must(bob.c.Withdraw(t.Context(), secret))
	meet(ada, bob)
	if !ada.hasBody(secret) {
		t.Fatal("the body went at once, where a laptop keeps it for thirty days")
	}
	dan := ada.laptop("dan").joined(ada)
	if dan.hasBody(secret) {
		t.Fatal("a withdrawn body was handed on")
	}
	ada.now += 31 * day
	ada.restart()
	ada.must(ada.c.Tick(t.Context()))
	if ada.hasBody(secret) {
		t.Fatal("the body is still here after thirty days")
	}
	meet(ada, cid)
	if cid.hasBody(secret) {
		t.Fatal("a dropped body came from somewhere")
	}
	cid.take(bob.bundle(), bob.name)
	ada.take(bob.bundle(), bob.name)
	if ada.hasBody(secret) {
		t.Fatal("a body that was dropped has come back")
	}
	meet(ada, bob, cid)
	for _, l := range []*laptop{ada, bob, cid} {
		for _, comment := range l.comments(topic) {
			if comment.ID == secret && (comment.Text != "" || comment.Withdrawn.IsZero()) {
				t.Errorf("%s shows %+v", l.name, comment)
			}
		}
		l.must(l.c.Rebuild(t.Context(), nil))
	}
	sameState(ada, bob, cid)
}

// topicOn brings a topic from one laptop to another.
func topicOn(from, to *laptop, topic op.ID) op.ID {
	from.Helper()
	carry(from, to)
	return topic
}

// A withdrawal by somebody else has no right, so nothing is dropped for it, ever.
func TestNobodyElseMakesATextGo(t *testing.T) {
	ada, bob, _ := three(t)
	topic := ada.topic("Keys")
	carry(ada, bob)
	if err := bob.c.Withdraw(t.Context(), topic); err == nil {
		t.Fatal("bob has withdrawn ada's topic")
	}
	ada.now += 31 * day
	ada.must(bob.c.Tick(t.Context()))
	if !bob.hasBody(topic) {
		t.Fatal("the body is gone")
	}
	var row proposal.Topic
	bob.must(bob.c.Ask(t.Context(), func(r app.Reader) error {
		got, _, err := r.Row(row.Table(), topic.String())
		row, _ = got.(proposal.Topic)
		return err
	}))
	if row.Title != "Keys" {
		t.Fatalf("the topic is %+v", row)
	}
}
