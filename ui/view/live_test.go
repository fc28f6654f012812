package view

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// The frame comes before the first load, a failed load keeps the page, calls while one is made come to one more, and the end shows nothing.
func TestALivePageFollowsWhatChanges(t *testing.T) {
	defer goleak.VerifyNone(t)
	ctx, stop := context.WithCancel(t.Context())
	failed := errors.New("no disk")
	frames := make(chan Frame[int])
	loads := 0
	var l *Live[int]
	l = NewLive(func(context.Context) (int, error) {
		loads++
		switch loads {
		case 1:
			l.Again()
			l.Again()
			return 7, nil
		case 2:
			return 0, failed
		}
		return loads, nil
	}, func(f Frame[int]) { frames <- f })
	l.Rest(time.Millisecond)
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.Run(ctx)
	}()
	for i, want := range []Frame[int]{
		{Working: true}, {Page: 7, Known: true}, {Page: 7, Known: true, Working: true}, {Page: 7, Known: true, Err: failed},
	} {
		if got := <-frames; got != want {
			t.Fatalf("frame %d: %+v, want %+v", i, got, want)
		}
	}
	l.Again()
	<-frames
	if got := <-frames; got.Page != 3 || got.Err != nil {
		t.Errorf("after a failure: %+v", got)
	}
	stop()
	<-done
}

func TestAPageThatWasLeftShowsNothing(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	shown := 0
	NewLive(func(context.Context) (int, error) {
		stop()
		return 1, nil
	}, func(Frame[int]) { shown++ }).Run(ctx)
	if shown != 1 {
		t.Errorf("%d frames, want the empty one alone", shown)
	}
}

// hearing is a network that counts what it hears.
type hearing struct{ heard int }

func (h *hearing) Publish(op.CommunityID, []*op.Op)  { h.heard++ }
func (h *hearing) Stored(op.CommunityID, app.Stored) { h.heard++ }
func (h *hearing) Joined(op.CommunityID)             { h.heard++ }
func (h *hearing) Left(op.CommunityID)               { h.heard++ }

func TestNoticesReachPagesAndTheNetwork(t *testing.T) {
	var net hearing
	n := NewNotices(nil)
	mine, all := 0, 0
	com := op.CommunityID{1}
	stop := n.Watch(com, func() { mine++ })
	n.Watch(op.CommunityID{}, func() { all++ })
	n.Publish(com, nil) // before there is a network
	n.Behind(&net)
	n.Stored(op.CommunityID{2}, app.Stored{})
	n.Changed(com)
	n.Joined(com)
	stop()
	n.Left(com)
	if mine != 3 || all != 5 || net.heard != 3 {
		t.Errorf("mine %d, all %d, network %d", mine, all, net.heard)
	}
}
