package reconcile

// Summaries: a replica in some fifty bytes, so that two that are alike need say no more.

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// shortBytes of an id or a digest tell apart what nobody can make collide on purpose against another's: 128 bits.
	shortBytes   = 16
	waitingBytes = 8
)

// short is the beginning of an id.
type short [shortBytes]byte

func shorten(id op.ID) short { return short(id[:shortBytes]) }

// summary is what both sides compare.
type summary struct {
	// digest is that of the frontier.
	digest [32]byte
	// total is of the sum over all ids; zero where that is not known.
	total short
	// waiting is of the ops that are kept aside; zero for none.
	waiting [waitingBytes]byte
	// wants says that damaged or bare ops are asked for; stuck that not all that came could be stored; unexplained that logs do not fit together.
	wants, stuck, unexplained bool
}

// Flags of a summary.
const (
	flagTotal = 1 << iota
	flagWaiting
	flagWants
	flagStuck
	flagUnexplained
	flagsEnd
)

func (m *summary) encode(kind byte) []byte {
	out := []byte{kind}
	if kind == kindHello {
		out = append(out, version)
	}
	at := len(out)
	out = append(append(out, 0), m.digest[:]...)
	if m.total != (short{}) {
		out[at] |= flagTotal
		out = append(out, m.total[:]...)
	}
	if m.waiting != [waitingBytes]byte{} {
		out[at] |= flagWaiting
		out = append(out, m.waiting[:]...)
	}
	for flag, set := range map[byte]bool{flagWants: m.wants, flagStuck: m.stuck, flagUnexplained: m.unexplained} {
		if set {
			out[at] |= flag
		}
	}
	return out
}

// decodeSummary reads a hello's, after its kind, or an end's.
func decodeSummary(r *reader, hello bool) (m summary, err error) {
	if hello && r.byte() != version {
		r.fail("another version than %d", version)
	}
	flags := r.byte()
	if flags >= flagsEnd {
		r.fail("flags %#x", flags)
	}
	copy(m.digest[:], r.bytes(len(m.digest)))
	if flags&flagTotal != 0 {
		if copy(m.total[:], r.bytes(shortBytes)); m.total == (short{}) {
			r.fail("a total of zeros")
		}
	}
	if flags&flagWaiting != 0 {
		if copy(m.waiting[:], r.bytes(waitingBytes)); m.waiting == [waitingBytes]byte{} {
			r.fail("what waits is of zeros")
		}
	}
	m.wants, m.stuck, m.unexplained = flags&flagWants != 0, flags&flagStuck != 0, flags&flagUnexplained != 0
	return m, r.end()
}

// alike reports whether two replicas hold the same, as far as summaries tell.
func (m *summary) alike(other *summary) bool {
	return m.digest == other.digest && !m.totalsDiffer(other)
}

// totalsDiffer reports whether both know their totals, and these differ.
func (m *summary) totalsDiffer(other *summary) bool {
	none := short{}
	return m.total != none && other.total != none && m.total != other.total
}

// leavesNothing reports whether there is nothing to exchange at all.
func (m *summary) leavesNothing(other *summary) bool {
	return m.alike(other) && !m.wants && !other.wants && m.waiting == other.waiting
}

// Prefixes keep these hashes from being hashes of anything else.
const (
	frontierPrefix = "folkmoot/frontier/v1\x00"
	totalPrefix    = "folkmoot/total/v1\x00"
	waitingPrefix  = "folkmoot/waiting/v1\x00"
	branchesPrefix = "folkmoot/branches/v1\x00"
)

// digestOf is the SHA-256 of "folkmoot/frontier/v1" ‖ 0x00 ‖, for each log, ascending by device: device (32 bytes) ‖ uint64 of
// 2·ops, and 1 more where it is forked ‖ tip (32 bytes).
func digestOf(logs []Log) [32]byte {
	h := sha256.New()
	h.Write([]byte(frontierPrefix))
	for _, l := range logs {
		h.Write(l.Device[:])
		h.Write(binary.BigEndian.AppendUint64(nil, l.state()))
		h.Write(l.Tip[:])
	}
	return [32]byte(h.Sum(nil))
}

// state is how many ops a log has and whether it is forked, in one number.
func (l Log) state() uint64 {
	if l.Forked {
		return 2*l.Ops + 1
	}
	return 2 * l.Ops
}

// totalOf is the first half of the SHA-256 of "folkmoot/total/v1" ‖ 0x00 ‖ uint64 of how many ids ‖ their sum (32 bytes).
func totalOf(s Sum) short {
	sum := s.id()
	message := binary.BigEndian.AppendUint64([]byte(totalPrefix), s.Count)
	return shorten(sha256.Sum256(append(message, sum[:]...)))
}

// BranchesOf is the tip of a forked log: the SHA-256 of "folkmoot/branches/v1" ‖ 0x00 ‖ the ids of its stored ops from the fork on, ascending.
func BranchesOf(ids []op.ID) op.ID {
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, op.ID.Compare)
	return sha256.Sum256(appendIDs([]byte(branchesPrefix), sorted))
}

// waitingOf is the first eight bytes of the SHA-256 of "folkmoot/waiting/v1" ‖ 0x00 ‖ the ids that wait and are offered, ascending; zero for
// none.
func waitingOf(waiting []Waiting) (w [waitingBytes]byte) {
	var ids []op.ID
	for _, w := range waiting {
		if w.Offered {
			ids = append(ids, w.ID)
		}
	}
	if len(ids) == 0 {
		return w
	}
	slices.SortFunc(ids, op.ID.Compare)
	sum := sha256.Sum256(appendIDs([]byte(waitingPrefix), ids))
	copy(w[:], sum[:])
	return w
}
