package reconcile

// Frontiers: what each side holds of each log, and which logs that explains.

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// minPrefix is how many bytes of a device's key a frontier has at least: enough where nobody makes them collide.
const minPrefix = 4

// tip is what a frontier says of one log.
type tip struct {
	// device is the beginning of its key: as many bytes as tell the speaker's devices apart.
	device string
	log    Log
	// short is the beginning of the log's tip; zero where the log is empty.
	short short
}

// frontier is the tips of one side, ascending, with equally long beginnings.
type frontier struct {
	prefix int
	tips   []tip
}

// prefixOf is how many bytes tell devices apart, which come ascending.
func prefixOf(logs []Log) int {
	longest := minPrefix
	for i := 1; i < len(logs); i++ {
		a, b := logs[i-1].Device, logs[i].Device
		same := 0
		for same < len(a) && a[same] == b[same] {
			same++
		}
		longest = max(longest, min(same+1, len(a)))
	}
	return longest
}

func (l Log) tip(prefix int) tip {
	t := tip{device: string(l.Device[:prefix]), log: Log{Ops: l.Ops, Forked: l.Forked}}
	if !l.isEmpty() {
		t.short = shorten(l.Tip)
	}
	return t
}

func (l Log) isEmpty() bool { return l.Ops == 0 && !l.Forked }

func frontierOf(logs []Log) frontier {
	f := frontier{prefix: prefixOf(logs)}
	for _, l := range logs {
		f.tips = append(f.tips, l.tip(f.prefix))
	}
	return f
}

func (f *frontier) encode() []byte {
	out := binary.AppendUvarint([]byte{kindFrontier, byte(f.prefix)}, uint64(len(f.tips)))
	for _, t := range f.tips {
		out = append(out, t.device...)
		out = binary.AppendUvarint(out, t.log.state())
		if !t.log.isEmpty() {
			out = append(out, t.short[:]...)
		}
	}
	return out
}

func decodeFrontier(r *reader) (f frontier, err error) {
	f.prefix = int(r.byte())
	if f.prefix < minPrefix || f.prefix > len(op.DeviceID{}) {
		r.fail("devices of %d bytes", f.prefix)
		return f, r.err
	}
	n := r.count(MaxDevices, f.prefix+1)
	f.tips = make([]tip, 0, n)
	for range n {
		t := tip{device: string(r.bytes(f.prefix))}
		state := r.uvarint()
		t.log = Log{Ops: state / 2, Forked: state%2 == 1}
		if t.log.Ops > op.MaxSeq+1 {
			r.fail("a log of %d ops", t.log.Ops)
		}
		if !t.log.isEmpty() {
			copy(t.short[:], r.bytes(shortBytes))
		}
		if len(f.tips) > 0 && f.tips[len(f.tips)-1].device >= t.device {
			r.fail("a frontier is not in ascending order")
		}
		f.tips = append(f.tips, t)
	}
	return f, r.end()
}

// under is the logs whose devices begin so; logs come ascending.
func under(logs []Log, prefix string) []Log {
	from, _ := slices.BinarySearchFunc(logs, prefix, func(l Log, p string) int { return bytes.Compare(l.Device[:len(p)], []byte(p)) })
	to := from
	for to < len(logs) && string(logs[to].Device[:len(prefix)]) == prefix {
		to++
	}
	return logs[from:to]
}

// explained is what one side's logs make of the other's frontier.
type explained struct {
	// send is from which number on each log goes to the peer.
	send map[op.DeviceID]uint64
	// reply is what the peer has to know to send what is lacking here.
	reply []tip
	// unexplained says that some logs do not fit together: a fork, or a lie.
	unexplained bool
	// lacking counts the ops that the peer claims and that are not here.
	lacking int
}

// explain compares logs with a frontier. whole says that the frontier names all logs of the peer's, so that it lacks what it does not name.
func explain(local Logs, logs []Log, theirs *frontier, whole bool) (explained, error) {
	e := explained{send: make(map[op.DeviceID]uint64)}
	if whole {
		for _, l := range logs {
			e.send[l.Device] = 0
		}
	}
	for _, t := range theirs.tips {
		mine := under(logs, t.device)
		for _, l := range mine {
			delete(e.send, l.Device)
		}
		if len(mine) > 1 {
			// Two devices begin alike, of which the peer knows one: which, is not said.
			e.unexplained = true
			continue
		}
		one := Log{}
		if len(mine) == 1 {
			one = mine[0]
		}
		if err := e.compare(local, one, t, theirs.prefix); err != nil {
			return e, err
		}
	}
	return e, nil
}

// compare looks at one log; mine is empty where it has no op here.
func (e *explained) compare(local Logs, mine Log, theirs tip, prefix int) error {
	own := mine.tip(prefix)
	own.device = theirs.device
	switch {
	case own == theirs:
		return nil
	case theirs.log.isEmpty():
		e.send[mine.Device] = 0
		return nil
	case mine.isEmpty():
		e.lack(own, theirs.log.Ops)
		return nil
	case mine.Forked || theirs.log.Forked:
		e.reply, e.unexplained = append(e.reply, own), true
		return nil
	case theirs.log.Ops > mine.Ops:
		e.lack(own, theirs.log.Ops-mine.Ops)
		return nil
	}
	id, there, err := local.At(mine.Device, theirs.log.Ops-1)
	if err != nil {
		return err
	}
	if !there || shorten(id) != theirs.short {
		e.reply, e.unexplained = append(e.reply, own), true
		return nil
	}
	e.send[mine.Device] = theirs.log.Ops
	return nil
}

func (e *explained) lack(own tip, ops uint64) {
	e.reply = append(e.reply, own)
	e.lacking = int(min(uint64(e.lacking)+max(ops, 1), maxLacking))
}

// Held is the newest op of a device's log that the peer said, as the session began, to hold like this side; false where it said nothing of it that
// fits. It is to be asked before the replica is let go.
func (s *Session) Held(device op.DeviceID) (id op.ID, known bool, err error) {
	if s.told == nil {
		return id, false, nil
	}
	logs, err := s.local.Frontier()
	if err != nil {
		return id, false, err
	}
	for _, t := range s.told.tips {
		mine := under(logs, t.device)
		if len(mine) != 1 || mine[0].Device != device || mine[0].Forked || t.log.Forked || t.log.isEmpty() || t.log.Ops > mine[0].Ops {
			continue
		}
		id, there, err := s.local.At(device, t.log.Ops-1)
		return id, err == nil && there && shorten(id) == t.short, err
	}
	return id, false, nil
}
