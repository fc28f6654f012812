package main_test

// Idle time over the simulated network: what has got lost below equal frontiers comes back by itself.

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/p2p"
	"github.com/folkmoot/folkmoot/store/lite"
)

// lose makes stored ops go that are no acts of authority, as a disk does it, and says how many.
func (l *laptop) lose(n int) {
	l.Helper()
	l.must(l.service.Close())
	conn := must1[*lite.Conn](l.T)(lite.Open(filepath.Join(l.folder.Path, l.c.ID().String()+".db"), lite.ReadWrite))
	l.must(conn.Exec("DELETE FROM ops WHERE ord IN (SELECT ord FROM ops WHERE ord NOT IN (SELECT ord FROM chain) ORDER BY ord LIMIT ?)", n))
	l.must(conn.Close())
	l.start()
	l.c = must1[*app.Community](l.T)(l.service.Community(""))
}

func (l *laptop) stored() (n int) {
	l.Helper()
	l.must(l.c.AllOps(l.Context(), func(*op.Op) bool { n++; return true }))
	return n
}

func TestLossesBelowEqualFrontiersComeBack(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		ada.topics(12)
		meet(ada, bob)
		whole := bob.stored()
		bob.lose(5)
		if got := bob.stored(); got != whole-5 {
			s.Fatalf("%d of %d ops are left", got, whole)
		}
		a, b := s.goOnline(ada), s.goOnline(bob)
		b.dial(a)
		settle(5 * time.Second)
		if got := bob.stored(); got != whole-5 {
			s.Fatalf("%d of %d ops are there before anybody was idle", got, whole)
		}
		settle(3 * time.Minute)
		if got := bob.stored(); got != whole {
			s.Errorf("%d of %d ops came back", got, whole)
		}
		bob.must(bob.c.Rebuild(s.Context(), nil))
		sameState(ada, bob)
	})
}

// A community that may not be on the network is not, from the first moment on: nobody is let in, whoever dials.
func TestACommunityThatIsNotServedIsNotOnTheNetwork(t *testing.T) {
	inSim(t, func(s *wired) {
		ada := s.laptop("Ada").found("Elm")
		bob := s.laptop("Bob").joined(ada)
		var serves atomic.Bool
		a := s.goOnline(ada, func(c *p2p.Config) { c.Serves = func(op.CommunityID) bool { return serves.Load() } })
		b := s.goOnline(bob)
		b.dial(a)
		settle(10 * time.Second)
		if a.standing(b) != admission.Stranger || b.standing(a) != admission.Stranger {
			t.Errorf("let in: %q, %q", a.standing(b), b.standing(a))
		}
		serves.Store(true)
		a.node.Joined(ada.c.ID())
		b.dial(a)
		settle(10 * time.Second)
		if a.standing(b) != admission.Member {
			t.Errorf("served again: %q", a.standing(b))
		}
	})
}
