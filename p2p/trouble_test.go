package p2p

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
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

// A million strangers fill neither the memory nor the log, and push nothing else out.
func TestTroublesAreBounded(t *testing.T) {
	var said bytes.Buffer
	now := int64(1)
	n := &Node{log: slog.New(slog.NewTextHandler(&said, nil)), cfg: Config{NowMillis: func() int64 { return now }}, ctx: t.Context()}
	n.trouble(Trouble{Why: TroubleOtherPeer, Peer: "a"})
	stranger := func(i int) { n.trouble(Trouble{Why: TroubleStranger, Peer: peer.ID(strconv.Itoa(i))}) }
	const strangers = 10 * maxTroublesOfKind
	for i := range strangers {
		stranger(i)
	}
	list := n.troubles.newestFirst()
	if len(list) != maxTroublesOfKind+1 || list[maxTroublesOfKind].Why != TroubleOtherPeer {
		t.Errorf("%d kept", len(list))
	}
	if list[0].Peer != peer.ID(strconv.Itoa(strangers-1)) || list[0].Others != strangers-maxTroublesOfKind || list[1].Others != 0 {
		t.Errorf("the newest: %+v", list[0])
	}
	lines := func() int { return strings.Count(said.String(), "trouble with a peer") }
	if lines() != maxTroublesOfKind+1 {
		t.Errorf("%d lines", lines())
	}
	now += time.Minute.Milliseconds()
	stranger(strangers)
	stranger(strangers + 1)
	if lines() != maxTroublesOfKind+2 || !strings.Contains(said.String(), fmt.Sprintf("unsaid=%d", strangers-maxTroublesOfKind)) {
		t.Errorf("a minute later: %d lines, in\n%s", lines(), said.String())
	}
}

func TestAClockIsAheadOrBehind(t *testing.T) {
	for off, want := range map[int64]string{
		-8760*3600*1000 - 1: "its clock is behind this one's by 8760h0m0s",
		600_400:             "its clock is ahead of this one's by 10m0s",
		-1 << 60:            "its clock is behind this one's by 2562047h47m16s",
	} {
		if got := clockError(off).Error(); got != want {
			t.Errorf("%d ms: %q, want %q", off, got, want)
		}
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

// What an orderly end cuts off is no trouble, and what fails before it is told.
func TestAnOrderlyEndIsNoTrouble(t *testing.T) {
	var said bytes.Buffer
	n := &Node{log: slog.New(slog.NewTextHandler(&said, nil)), cfg: Config{NowMillis: func() int64 { return 1 }}}
	n.ctx, n.stop = context.WithCancel(t.Context())
	broken := errors.New("the disk is gone")
	n.failed(slog.LevelError, "first", fmt.Errorf("joining a topic: %w", context.Canceled))
	n.failed(slog.LevelError, "second", broken)
	n.trouble(Trouble{Why: TroubleBadFrame, Peer: "a", Err: broken})
	n.stop()
	n.failed(slog.LevelError, "third", broken)
	n.trouble(Trouble{Why: TroubleBadFrame, Peer: "b", Err: broken})
	for word, want := range map[string]bool{"first": false, "second": true, "peer=" + peer.ID("a").String(): true, "third": false, "peer=" + peer.ID("b").String(): false} {
		if strings.Contains(said.String(), word) != want {
			t.Errorf("%q: want %v in\n%s", word, want, said.String())
		}
	}
	if len(n.troubles.list) != 1 {
		t.Errorf("kept: %+v", n.troubles.list)
	}
}
