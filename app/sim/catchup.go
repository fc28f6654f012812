package sim

// Catch-up: two laptops meet by a session of package reconcile, over a link that breaks off, and with liars who withhold, lie about what they
// have, flood and replay.

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
)

// side is a laptop's replica for a session.
func (l *laptop) side() *apptest.Side {
	gone := l.withdrawn()
	return &apptest.Side{
		View: func(read func(community.View) error) error {
			l.view(read)
			return nil
		},
		Ingest: l.take,
		Device: l.device(),
		Hidden: func(id op.ID) bool { return l.hidden[id] },
		Bare:   func(id op.ID) bool { return gone[id] },
	}
}

// errOff breaks a session off: one of the two is off, or the link is.
var errOff = errors.New("the session breaks off")

// spying is what happens to a session's frames on their way.
type spying func(fromInitiator bool, frame []byte) [][]byte

// catchUp lets two laptops run a session of at most cut frames. It reports whether nothing was left to do.
func (r *run) catchUp(first, second *laptop, cut int, spy spying) (idle bool) {
	a, b := reconcile.New(reconcile.Initiator, first.side()), reconcile.New(reconcile.Responder, second.side())
	whole, err := r.meetBy(a, b, first, second, cut, spy)
	here, there := a.Result(), b.Result()
	r.note("%s and %s catch up: %d ops there, %d back, ranges %v, whole %v", first.name, second.name, here.Sent, there.Sent, here.Ranged, whole)
	if here.Ranged {
		r.saw("ranges")
	}
	if err != nil && spy == nil && !errors.Is(err, errOff) {
		r.fail("a session of %s and %s fails: %w", first.name, second.name, err)
	}
	if err != nil && !errors.Is(err, errOff) && !errors.Is(err, reconcile.ErrPeer) && !errors.Is(err, apptest.ErrBothWait) {
		r.fail("a session of %s with the liar %s fails otherwise than by the lie: %w", first.name, second.name, err)
	}
	news := here.Taken.Stored + there.Taken.Stored + here.Repaired + there.Repaired
	return whole && here.Equal && there.Equal && news == 0
}

// meetBy carries the frames as long as both are on.
func (r *run) meetBy(a, b *reconcile.Session, first, second *laptop, cut int, spy spying) (whole bool, err error) {
	off := false
	whole, err = apptest.Meet(a, b, cut, func(fromInitiator bool, frame []byte) [][]byte {
		if off = first.down || second.down; off {
			return nil
		}
		if spy == nil {
			return [][]byte{frame}
		}
		return spy(fromInitiator, frame)
	})
	if off {
		return false, errOff
	}
	return whole, err
}

// twoCatchUp lets two laptops meet by a session. Now and then it breaks off; a liar does not stick to the rules.
func (r *run) twoCatchUp(first, second *laptop) {
	r.saw("session")
	cut := math.MaxInt
	if r.dice.chance(r.temper.short) {
		cut = r.dice.IntN(10)
		r.saw("session cut short")
	}
	r.catchUp(first, second, cut, r.attack(first, second))
}

// attack is what a liar does with its side of a session; nil for nothing, or where both lie.
func (r *run) attack(first, second *laptop) spying {
	if first.person.lies == second.person.lies || r.dice.chance(50) {
		return nil
	}
	var change func([]byte) [][]byte
	switch r.dice.IntN(4) {
	case 0:
		change = r.withholds()
	case 1:
		change = r.liesInFrontier()
	case 2:
		change = r.floods()
	default:
		change = r.replays()
	}
	return func(fromInitiator bool, frame []byte) [][]byte {
		if fromInitiator != first.person.lies {
			r.overheard = append(r.overheard, bytes.Clone(frame))
			if len(r.overheard) > maxOverheard {
				r.overheard = r.overheard[1:]
			}
			return [][]byte{frame}
		}
		return change(frame)
	}
}

// maxOverheard frames are remembered, to be replayed.
const maxOverheard = 40

// Kinds of frames, by PROTOCOL.md.
const (
	frameFrontier = 0x02
	frameOps      = 0x06
)

// withholds says what it has, and does not send it.
func (r *run) withholds() func([]byte) [][]byte {
	r.saw("withholds")
	return func(frame []byte) [][]byte {
		if frame[0] == frameOps {
			return nil
		}
		return [][]byte{frame}
	}
}

// liesInFrontier claims other logs than it has: other tips, other lengths.
func (r *run) liesInFrontier() func([]byte) [][]byte {
	r.saw("lies in its frontier")
	return func(frame []byte) [][]byte {
		if frame[0] == frameFrontier && len(frame) > 10 {
			for range r.dice.between(1, 5) {
				frame[r.dice.between(3, len(frame)-1)] ^= byte(r.dice.between(1, 255))
			}
		}
		return [][]byte{frame}
	}
}

// floods says everything that carries ops many times.
func (r *run) floods() func([]byte) [][]byte {
	r.saw("floods")
	times := r.dice.between(2, 12)
	return func(frame []byte) [][]byte {
		if frame[0] == frameOps {
			return slices.Repeat([][]byte{frame}, times)
		}
		return [][]byte{frame}
	}
}

// replays says what it has heard before, in place of what is due.
func (r *run) replays() func([]byte) [][]byte {
	r.saw("replays a session")
	return func(frame []byte) [][]byte {
		if len(r.overheard) == 0 || r.dice.chance(50) {
			return [][]byte{frame}
		}
		return [][]byte{r.overheard[r.dice.IntN(len(r.overheard))], frame}
	}
}

// catchUpAll lets the honest laptops meet by sessions until nothing is new; then no two of them may lack anything that the other has.
func (r *run) catchUpAll() error {
	honest := r.honest()
	for range maxRounds {
		idle := true
		for i, first := range honest {
			for _, second := range honest[i+1:] {
				if r.failed != nil {
					return r.failed
				}
				if first.started() || second.started() {
					idle = r.catchUp(first, second, math.MaxInt, nil) && idle
				}
			}
		}
		if idle {
			return r.nothingLacks(honest)
		}
	}
	return errors.New("the laptops never come to an end of catching up")
}

func (r *run) nothingLacks(honest []*laptop) error {
	for _, from := range honest {
		for _, to := range honest {
			if lacks := slices.DeleteFunc(r.lacking(from, to), to.takesNoBodyOf); from != to && len(lacks) > 0 {
				r.fail("%s and %s have caught up, and %s lacks %s", from.name, to.name, to.name, r.name(lacks[0].ID))
			}
		}
	}
	return r.failed
}

// takesNoBodyOf reports whether a laptop holds an op without its body, and lets it go by what it knows, whatever others know.
func (l *laptop) takesNoBodyOf(o *op.Op) (may bool) {
	if _, stored := l.meta(o.ID); !stored {
		return false
	}
	err := l.memory.View(context.Background(), func(v community.View) (err error) {
		may, err = l.engine.MayDrop(v, o.ID)
		return err
	})
	if err != nil {
		l.run.fail("%s cannot say whether a body may go: %w", l.name, err)
	}
	return may
}
