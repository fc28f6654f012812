package view

import (
	"context"
	"errors"
	"testing"
)

func TestTheIndexCatchesUpInStepsAndAfterChanges(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	changed, steps, done := make(chan struct{}), make(chan int), make(chan struct{})
	left := 3
	p := Preparing{Changed: changed, More: func(context.Context) (bool, error) {
		left--
		steps <- left
		if left < 0 {
			return true, errors.New("the disk is full")
		}
		return left > 0, nil
	}}
	go func() {
		defer close(done)
		p.Run(ctx)
	}()
	for want := 2; want >= 0; want-- {
		if now := <-steps; now != want {
			t.Fatalf("%d are left, want %d", now, want)
		}
	}
	changed <- struct{}{}
	if now := <-steps; now != -1 {
		t.Fatalf("after a change %d", now)
	}
	changed <- struct{}{} // an error does not end it for good
	<-steps
	end()
	<-done
}
