package p2p

import (
	"strconv"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p/core/peer"
)

func TestTroubleIsToldOnceAndCounted(t *testing.T) {
	var all troubles
	bad := Trouble{Why: TroubleBadFrame, Peer: "a", AtMillis: 1}
	if !all.note(bad) || all.note(bad) {
		t.Error("told again, or never")
	}
	all.note(Trouble{Why: TroubleClock, Peer: "a"})
	bad.AtMillis = 2
	all.note(bad)
	last := all.list[len(all.list)-1]
	if len(all.list) != 2 || last.Times != 3 || last.AtMillis != 2 {
		t.Errorf("%+v", all.list)
	}
	all.over(func(t Trouble) bool { return t.Why == TroubleBadFrame })
	if len(all.list) != 1 || !all.note(bad) {
		t.Errorf("after it came right: %+v", all.list)
	}
}

// A million strangers do not fill the memory.
func TestTroublesAreBounded(t *testing.T) {
	var all troubles
	for i := range 10 * maxTroubles {
		all.note(Trouble{Why: TroubleStranger, Peer: peer.ID(strconv.Itoa(i))})
	}
	if len(all.list) != maxTroubles || all.list[maxTroubles-1].Peer != peer.ID(strconv.Itoa(10*maxTroubles-1)) {
		t.Errorf("%d kept", len(all.list))
	}
}

func TestABellWakesWhoWaits(t *testing.T) {
	b := newBell()
	first := b.next()
	b.ring()
	select {
	case <-first:
	default:
		t.Error("slept on")
	}
	select {
	case <-b.next():
		t.Error("it rings for who came later")
	default:
	}
	if !every(t.Context(), time.Hour, first) {
		t.Error("did not go on")
	}
}
