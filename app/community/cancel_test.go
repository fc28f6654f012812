package community_test

import (
	"context"
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// cancels ends a context with the first changes that it is given.
type cancels struct {
	community.Tx
	cancel context.CancelFunc
	puts   *int
}

func (c cancels) Apply(changes community.Changes) error {
	c.cancel()
	*c.puts += len(changes.Store)
	return c.Tx.Apply(changes)
}

func TestACancelledIntakeEndsBetweenTwoOps(t *testing.T) {
	s := apptest.NewStory(t)
	ada := s.Founder("ada")
	ops := goOn(ada, proposal.KindTopic, 50, func(int) (any, []op.ID) { return topic("more"), nil })
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	puts := 0
	err := s.Here.Memory.Update(t.Context(), func(tx community.Tx) error {
		return s.Here.Engine.IngestUnder(ctx, cancels{tx, cancel, &puts}, ops, &community.Report{})
	})
	if !errors.Is(err, context.Canceled) || puts != 1 {
		t.Errorf("%d acts were stored once nobody wanted them any more, and it ended with %v", puts, err)
	}
	s.Here.Reopen()
	if report := s.Here.Take(ops...); len(report.Stored) != len(ops) {
		t.Errorf("%d of %d are stored afterwards", len(report.Stored), len(ops))
	}
}
