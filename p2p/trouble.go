package p2p

// Trouble: what kept this install from its peers, remembered for doctor and told to the log.

import (
	"context"
	"errors"
	"log/slog"
	"slices"

	"github.com/folkmoot/folkmoot/app/admission"
)

// troubles remembers the newest of each kind, peer and community. The caller guards it.
type troubles struct {
	list []Trouble // the newest last
}

// note adds one, and reports whether it is new: the log hears of it once.
func (t *troubles) note(next Trouble) (first bool) {
	next.Times = 1
	i := slices.IndexFunc(t.list, func(old Trouble) bool {
		return old.Why == next.Why && old.Peer == next.Peer && old.Addr == next.Addr && old.Community == next.Community && old.Refusal == next.Refusal
	})
	if i >= 0 {
		next.Times = t.list[i].Times + 1
		t.list = slices.Delete(t.list, i, i+1)
	}
	t.list = append(t.list, next)
	if len(t.list) > maxTroubles {
		t.list = slices.Delete(t.list, 0, len(t.list)-maxTroubles)
	}
	return next.Times == 1
}

// over forgets what has come right.
func (t *troubles) over(is func(Trouble) bool) { t.list = slices.DeleteFunc(t.list, is) }

// failed tells the log what went wrong here. An orderly end is nothing wrong: what it cuts off goes on with the next start.
func (n *Node) failed(level slog.Level, what string, err error, args ...any) {
	if n.ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return
	}
	n.log.Log(n.ctx, level, what, append(args, "error", err)...)
}

func (n *Node) trouble(next Trouble) {
	if n.ctx.Err() != nil {
		return // peers are left in the middle of a sentence: no fault of theirs
	}
	next.AtMillis = n.now()
	n.mu.Lock()
	first := n.troubles.note(next)
	n.mu.Unlock()
	if !first {
		return
	}
	args := []any{"why", string(next.Why), "peer", next.Peer.String()}
	if next.Addr != "" {
		args = append(args, "addr", next.Addr)
	}
	if next.Community != [32]byte{} {
		args = append(args, "community", next.Community.String())
	}
	if next.Refusal != admission.NotRefused {
		args = append(args, "refusal", string(next.Refusal))
	}
	if next.Err != nil {
		args = append(args, "error", next.Err.Error())
	}
	n.log.Warn("trouble with a peer", args...)
}
