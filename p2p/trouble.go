package p2p

// Trouble: what kept this install from its peers, remembered for doctor and told to the log.

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/folkmoot/folkmoot/app/admission"
)

// troubles remembers the newest of each kind, peer and community. The caller guards it.
type troubles struct {
	list  []Trouble // the newest last
	kinds map[TroubleKind]*kindOfTrouble
}

// kindOfTrouble bounds one kind, so that whoever causes one without end neither hides the others nor fills the log.
type kindOfTrouble struct {
	// dropped counts those that are not listed any more.
	dropped int
	// said are the lines in the log less one for each minute since then, unsaid those that it was spared since the last line.
	said, unsaid int
	sinceMillis  int64
}

func (t *troubles) kind(why TroubleKind) *kindOfTrouble {
	if t.kinds == nil {
		t.kinds = make(map[TroubleKind]*kindOfTrouble)
	}
	if t.kinds[why] == nil {
		t.kinds[why] = new(kindOfTrouble)
	}
	return t.kinds[why]
}

// maySay reports whether the log is to have a line, and how many it was spared before.
func (k *kindOfTrouble) maySay(nowMillis int64) (ok bool, unsaid int) {
	if passed := (nowMillis - k.sinceMillis) / time.Minute.Milliseconds(); passed != 0 {
		k.said, k.sinceMillis = int(max(0, int64(k.said)-max(0, passed))), nowMillis
	}
	if k.said >= maxTroublesOfKind {
		k.unsaid++
		return false, 0
	}
	k.said++
	unsaid, k.unsaid = k.unsaid, 0
	return true, unsaid
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
	alike := func(old Trouble) bool { return old.Why == next.Why }
	count := 0
	for _, old := range t.list {
		if alike(old) {
			count++
		}
	}
	if count > maxTroublesOfKind {
		oldest := slices.IndexFunc(t.list, alike)
		t.list = slices.Delete(t.list, oldest, oldest+1)
		t.kind(next.Why).dropped++
	}
	return next.Times == 1
}

// newestFirst lists all; the newest of a kind says how many of it are not listed.
func (t *troubles) newestFirst() []Trouble {
	list := slices.Clone(t.list)
	slices.Reverse(list)
	for why, kind := range t.kinds {
		if i := slices.IndexFunc(list, func(one Trouble) bool { return one.Why == why }); i >= 0 {
			list[i].Others = kind.dropped
		}
	}
	return list
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
	say, unsaid := n.troubles.note(next), 0
	if say {
		say, unsaid = n.troubles.kind(next.Why).maySay(next.AtMillis)
	}
	n.mu.Unlock()
	if say {
		n.sayTrouble(next, unsaid)
	}
}

// sayTrouble tells the log, and how many of the kind it was not told of.
func (n *Node) sayTrouble(next Trouble, unsaid int) {
	args := []any{"why", string(next.Why), "peer", next.Peer.String()}
	if unsaid > 0 {
		args = append(args, "unsaid", unsaid)
	}
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
