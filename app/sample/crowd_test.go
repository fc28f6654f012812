package sample_test

import (
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestAFilledSampleIsAsLargeAsWasAskedFor(t *testing.T) {
	i := storetest.Empty(t)
	const ops = 6_000
	heard := 0
	s, err := sample.Grow(t.Context(), i.Service, sample.Options{Language: "en", Ops: ops, Progress: func(done, total int) {
		if heard = done; total != ops {
			t.Errorf("%d of %d", done, total)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	status, err := s.Community.Status(t.Context())
	if err != nil || status.Ops != ops || status.Waiting != 0 || status.Copied || heard != ops || !s.Community.IsLocal() {
		t.Errorf("%d ops, %d waiting, copied %t, heard of %d, %v", status.Ops, status.Waiting, status.Copied, heard, err)
	}
	longest, notApplied := 0, 0
	err = s.Community.Ask(t.Context(), func(r app.Reader) error {
		topics, err := r.Topics(app.Page{Limit: app.MaxPage})
		for _, topic := range topics {
			n, err := r.CommentCount(topic.ID)
			if err != nil {
				return err
			}
			longest = max(longest, n)
		}
		not, errNot := r.NotApplied(app.Page{Limit: app.MaxPage})
		notApplied = len(not)
		return errors.Join(err, errNot)
	})
	if err != nil || longest < 2_000 || notApplied != 0 {
		t.Errorf("the longest topic has %d comments, %d acts are not applied, %v", longest, notApplied, err)
	}
	page, err := s.Community.Poll(t.Context(), s.Polls["energy"])
	if err != nil || page.Running.Voters < 100 {
		t.Errorf("%d have voted, %v", page.Running.Voters, err)
	}
	if _, err := sample.Wake(t.Context(), i.Service, s.Community, i.NowMillis()); !errors.Is(err, sample.ErrNoSample) {
		t.Errorf("somebody plays along: %v", err)
	}
}

func TestASampleIsNotFilledBelowItsOwnSize(t *testing.T) {
	i := storetest.Empty(t)
	s, err := sample.Grow(t.Context(), i.Service, sample.Options{Language: "en", Ops: 10})
	if err != nil {
		t.Fatal(err)
	}
	var none op.ID
	if status, err := s.Community.Status(t.Context()); err != nil || status.Ops != len(s.Ops) || s.Polls["reserve"] == none {
		t.Errorf("%d ops of %d, %v", status.Ops, len(s.Ops), err)
	}
}
