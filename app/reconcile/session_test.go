package reconcile_test

// Situations in which two replicas meet.

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

func TestMeetings(t *testing.T) {
	v := newVillage(t, 5)
	v.talk(8)
	all := v.Ops
	half := all[:len(all)/2]
	bob := v.people[1]
	bobs := v.of(bob)
	branch := v.fork(bob, bobs[3], 3)
	without := func(ops []*op.Op, l *apptest.Laptop, from int) []*op.Op {
		return slices.DeleteFunc(slices.Clone(ops), func(o *op.Op) bool {
			return o.Header.Device == l.Device && o.Header.Seq >= uint64(from)
		})
	}
	for _, s := range []struct {
		name string
		a, b []*op.Op
		// turns is how often the speaker changes, as the initiator counts it; 0 where that is of no interest.
		turns  int
		ranged bool
	}{
		{"equal", all, all, 1, false},
		{"both empty", nil, nil, 1, false},
		{"the initiator is new", nil, all, 2, false},
		{"the responder is new", all, nil, 2, false},
		{"the initiator was away", half, all, 2, false},
		{"the responder was away", all, half, 2, false},
		{"each has written", without(all, v.people[2], 4), without(all, v.people[3], 2), 2, false},
		{"one of them knows a branch", all, append(slices.Clone(all), branch...), 0, true},
		{"the other of them knows a branch", append(slices.Clone(all), branch...), all, 0, true},
		{"each knows another branch", all, append(without(all, bob, 3), branch...), 0, true},
		{"each knows another end of a branch", append(without(all, bob, 3), branch[0]), append(without(all, bob, 5), branch...), 0, true},
	} {
		t.Run(s.name, func(t *testing.T) {
			a, b := v.replica(s.a...), v.replica(s.b...)
			here, there := meet(t, sideOf(a), sideOf(b))
			mustBeAlike(t, a, b)
			if !here.Equal || !there.Equal || here.Lacking != 0 || there.Lacking != 0 {
				t.Errorf("results: %+v\n%+v", here, there)
			}
			if s.turns != 0 && here.Turns != s.turns || here.Ranged != s.ranged {
				t.Errorf("the speaker changed %d times, ranged %v", here.Turns, here.Ranged)
			}
			if here.Sent != there.Received || here.Received != there.Sent || here.BytesIn != there.BytesOut {
				t.Errorf("results do not fit: %+v\n%+v", here, there)
			}
		})
	}
}

// Two that hold the same say so in some hundred bytes, however much it is.
func TestNothingChangedCostsNothing(t *testing.T) {
	v := newVillage(t, 6)
	for range 3 {
		v.talk(10)
		here, _ := meet(t, sideOf(v.replica(v.Ops...)), sideOf(v.replica(v.Ops...)))
		if bytes := here.BytesIn + here.BytesOut; bytes > 100 || here.Turns != 1 {
			t.Errorf("%d bytes and %d turns for %d ops", bytes, here.Turns, len(v.Ops))
		}
	}
}

// A cut session has done no harm: what came is there, and is not sent again.
func TestASessionMayBeCutAnywhere(t *testing.T) {
	v := newVillage(t, 4)
	v.talk(6)
	branch := v.fork(v.people[1], v.of(v.people[1])[2], 2)
	theirs := append(slices.Clone(v.Ops[:len(v.Ops)-7]), branch...)
	for cut := 0; ; cut++ {
		a, b := v.replica(v.Ops...), v.replica(theirs...)
		first, second := reconcile.New(reconcile.Initiator, sideOf(a)), reconcile.New(reconcile.Responder, sideOf(b))
		whole, err := apptest.Meet(first, second, cut, nil)
		if err != nil {
			t.Fatal(err)
		}
		before := len(ids(b))
		again, _ := meet(t, sideOf(b), sideOf(a))
		mustBeAlike(t, a, b)
		if again.Taken.Known > 0 || again.Received > len(ids(a))-before+len(branch) {
			t.Errorf("cut after %d frames: %+v", cut, again)
		}
		if whole {
			break
		}
	}
}

// Whatever two replicas hold of a community, forks and gaps included, they hold the same after few sessions, each of which may be cut.
func TestAnyTwoConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := newVillage(t, rapid.IntRange(2, 5).Draw(t, "people"))
		for range rapid.IntRange(0, 25).Draw(t, "comments") {
			v.comment(rapid.SampledFrom(v.people).Draw(t, "author"), "hello")
		}
		all := slices.Clone(v.Ops)
		for range rapid.IntRange(0, 3).Draw(t, "forks") {
			liar := rapid.SampledFrom(v.people).Draw(t, "liar")
			own := v.of(liar)
			if len(own) < 2 {
				continue
			}
			at := rapid.IntRange(1, len(own)-1).Draw(t, "forked")
			all = append(all, v.fork(liar, own[at], rapid.IntRange(1, 4).Draw(t, "length"))...)
		}
		a, b := v.draw(t, all, "a"), v.draw(t, all, "b")
		for session := 0; ; session++ {
			here, there := drawnMeeting(t, a, b)
			if here.Equal && there.Equal {
				break
			}
			if session > 12 {
				t.Fatalf("after %d sessions:\n%+v\n%+v", session, here, there)
			}
		}
		mustBeAlike(t, a, b)
	})
}

// draw is a replica with some of the ops: a past with gaps, which leave what follows waiting.
func (v *village) draw(t *rapid.T, all []*op.Op, name string) *apptest.Party {
	losses := rapid.SampledFrom([]int{0, 5, 50, 95}).Draw(t, name+" lost, of a hundred")
	p := v.replica()
	for _, o := range all {
		if rapid.IntRange(0, 99).Draw(t, name) >= losses {
			p.Take(o)
		}
	}
	return p
}

// drawnMeeting is a session from either side, which may be cut.
func drawnMeeting(t *rapid.T, a, b *apptest.Party) (here, there reconcile.Result) {
	if rapid.Bool().Draw(t, "the other begins") {
		a, b = b, a
	}
	first, second := reconcile.New(reconcile.Initiator, sideOf(a)), reconcile.New(reconcile.Responder, sideOf(b))
	cut := math.MaxInt
	if rapid.IntRange(0, 2).Draw(t, "is cut") == 0 {
		cut = rapid.IntRange(0, 8).Draw(t, "cut")
	}
	if _, err := apptest.Meet(first, second, cut, nil); err != nil {
		t.Fatal(err)
	}
	return first.Result(), second.Result()
}
