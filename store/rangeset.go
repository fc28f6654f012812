package store

// The set of ids as sums over 65,536 buckets, by their first two bytes: what ranges of ids hold is told without looking at them. It is made when
// it is first asked for, and then goes on with what was stored since; it is as large for a million ops as for none.

import (
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	// bucketBits is how finely ids are sorted: at a million ops a bucket has fifteen, which are then looked at.
	bucketBits = 16
	// totalAtMost is how many ops may have been stored since the sums were brought up to date, for the total to cost little.
	totalAtMost = 2000
)

// sharedSums are those of a replica, for all its readers.
type sharedSums struct {
	mu sync.Mutex // guards rangeSums
	rangeSums
}

// rangeSums is a Fenwick tree (Fenwick 1994) over the buckets: a sum over the first ones, and a change of one, take 16 steps.
type rangeSums struct {
	// tree is nil until somebody asks; the element 0 is not used.
	tree []reconcile.Sum
	// upTo is the last Order that is counted in, counted how many ops are; apart is by how much that differed from the number of stored ops when
	// the tree was made: rows that are damaged, or gone, are to show.
	upTo           uint64
	counted, apart int64
}

func bucketOf(id op.ID) int { return int(id[0])<<8 | int(id[1]) }

func (t *rangeSums) change(id op.ID, change func(*reconcile.Sum, op.ID)) {
	for i := bucketOf(id) + 1; i < len(t.tree); i += i & -i {
		change(&t.tree[i], id)
	}
}

// below is the sum of the buckets below one.
func (t *rangeSums) below(bucket int) (sum reconcile.Sum) {
	for i := bucket; i > 0; i -= i & -i {
		sum.Plus(t.tree[i])
	}
	return sum
}

// placedID is an op with its place.
type placedID struct {
	order uint64
	id    op.ID
}

// drop takes ops out that are stored no more.
func (t *sharedSums) drop(gone []placedID) {
	if len(gone) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, g := range gone {
		if t.tree != nil && g.order <= t.upTo {
			t.change(g.id, (*reconcile.Sum).Remove)
			t.counted--
		}
	}
}

// forget lets the sums be made anew: an op has got another id.
func (t *sharedSums) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tree = nil
}

// bring counts in what was stored since. Where something went that nobody told of, it begins anew.
func (t *rangeSums) bring(s *Session) error {
	stored, err := s.counter(opCount)
	if err != nil {
		return err
	}
	last, err := s.counter(lastOrder)
	if err != nil {
		return err
	}
	if t.tree != nil && uint64(last) < t.upTo {
		return nil // this view is older than the sums, which does no harm: the two sides compare again
	}
	if t.tree != nil {
		if err := t.goOn(s); err != nil || stored-t.counted == t.apart {
			return err
		}
	}
	*t = rangeSums{tree: make([]reconcile.Sum, 1<<bucketBits+1)}
	err = t.goOn(s)
	t.apart = stored - t.counted
	if err != nil {
		t.tree = nil
	}
	return err
}

// goOn counts in what follows. A row whose header is not what it was is left out: nobody can tell its id.
func (t *rangeSums) goOn(s *Session) error {
	return s.conn.Each("SELECT ord, head, header FROM ops WHERE ord > ? ORDER BY ord", func(r lite.Row) (bool, error) {
		id := digestOfHeader(r.Borrow(2))
		t.upTo = uint64(r.Int(0))
		if headOf(id) == r.Int(1) {
			t.change(id, (*reconcile.Sum).Add)
			t.counted++
		}
		return true, nil
	}, t.upTo)
}

func digestOfHeader(header []byte) op.ID { return sha256.Sum256(header) }

// RangeTotal is the sum over all stored ids, where it is known without long work: once somebody has asked for ranges.
func (s *Session) RangeTotal() (sum reconcile.Sum, known bool, err error) {
	t := s.sums
	if t == nil {
		return sum, false, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	last, err := s.counter(lastOrder)
	if err != nil || t.tree == nil || uint64(last) > t.upTo+totalAtMost {
		return sum, false, explain(err)
	}
	if err := t.bring(s); err != nil {
		return sum, false, explain(err)
	}
	return t.below(1 << bucketBits), true, nil
}

// RangeSums adds up ranges of ids. The first time it reads every header: some seconds for a million ops.
func (s *Session) RangeSums(ranges []reconcile.Range) ([]reconcile.Sum, error) {
	t := s.sums
	if t == nil {
		return nil, fmt.Errorf("adding up ranges of ids within a transaction: %w", ErrContract)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.bring(s); err != nil {
		return nil, explain(err)
	}
	sums := make([]reconcile.Sum, len(ranges))
	within := bucketIDs{bucket: -1}
	for i, r := range ranges {
		if r.Bits <= bucketBits {
			sums[i] = t.below(int(r.Last()>>(64-bucketBits)) + 1)
			sums[i].Minus(t.below(int(r.First() >> (64 - bucketBits))))
			continue
		}
		ids, err := within.of(s, int(r.First()>>(64-bucketBits)))
		if err != nil {
			return nil, explain(err)
		}
		for _, id := range ids {
			if r.Contains(id) {
				sums[i].Add(id)
			}
		}
	}
	return sums, nil
}

// bucketIDs remembers the ids of the bucket that was looked at last: the parts of one are asked for one after the other.
type bucketIDs struct {
	bucket int
	ids    []op.ID
}

func (b *bucketIDs) of(s *Session, bucket int) ([]op.ID, error) {
	if b.bucket == bucket {
		return b.ids, nil
	}
	ids, err := s.RangeIDs(reconcile.Range{Bits: bucketBits, Prefix: uint64(bucket) << (64 - bucketBits)}, math.MaxInt)
	b.bucket, b.ids = bucket, ids
	return ids, err
}

// RangeIDs lists the stored ids of a range, ascending, at most limit.
func (s *Session) RangeIDs(r reconcile.Range, limit int) ([]op.ID, error) {
	var ids []op.ID
	low, high := int64(r.First()^1<<63), int64(r.Last()^1<<63)
	err := s.conn.Each("SELECT head, header FROM ops WHERE head BETWEEN ? AND ? ORDER BY head, twin", func(c lite.Row) (bool, error) {
		if id := digestOfHeader(c.Borrow(1)); headOf(id) == c.Int(0) {
			ids = append(ids, id)
		}
		return len(ids) < limit, nil
	}, low, high)
	slices.SortFunc(ids, op.ID.Compare)
	return ids, explain(err)
}
