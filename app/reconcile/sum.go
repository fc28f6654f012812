package reconcile

// Sums over ranges of ids: what tells two sets apart at a cost that does not depend on how large they are.

import (
	"encoding/binary"
	"math/bits"

	"github.com/folkmoot/folkmoot/app/op"
)

// Range is all ids that begin with some bits: those of Prefix, most significant first, the rest of which is zero. Bits is 0 for all ids, and
// at most 64.
type Range struct {
	Bits   int
	Prefix uint64
}

// First and Last bound the first eight bytes of the ids in a range, both included.
func (r Range) First() uint64 { return r.Prefix }

// Last is the largest beginning of an id in the range.
func (r Range) Last() uint64 { return r.Prefix | r.free() }

// free are the bits that a range leaves open.
func (r Range) free() uint64 {
	if r.Bits == 0 {
		return ^uint64(0)
	}
	return 1<<(64-r.Bits) - 1
}

// Contains reports whether an id lies in the range.
func (r Range) Contains(id op.ID) bool {
	return binary.BigEndian.Uint64(id[:8])&^r.free() == r.Prefix
}

// child is one of the 2^deeper parts of a range.
func (r Range) child(deeper, i int) Range {
	to := r.Bits + deeper
	if to == 0 {
		return r
	}
	return Range{to, r.Prefix | uint64(i)<<(64-to)}
}

// Sum is how many ids there are in a range, and their sum as numbers of 256 bits, modulo 2^256: negentropy's fingerprint before it is hashed
// (https://logperiodic.com/rbsr.html). Sums are added and taken away from each other, so that prefix sums give that of any range.
type Sum struct {
	Count uint64
	// words are the number, the least significant first.
	words [4]uint64
}

// Add counts an id in.
func (s *Sum) Add(id op.ID) { s.Plus(Sum{1, wordsOf(id)}) }

// Remove takes an id out again.
func (s *Sum) Remove(id op.ID) { s.Minus(Sum{1, wordsOf(id)}) }

// Plus adds another range, Minus takes it away.
func (s *Sum) Plus(t Sum) {
	s.Count += t.Count
	var carry uint64
	for i := range s.words {
		s.words[i], carry = bits.Add64(s.words[i], t.words[i], carry)
	}
}

// Minus takes another range away.
func (s *Sum) Minus(t Sum) {
	s.Count -= t.Count
	var borrow uint64
	for i := range s.words {
		s.words[i], borrow = bits.Sub64(s.words[i], t.words[i], borrow)
	}
}

// id is the sum as an id: of a range with one id, that one.
func (s Sum) id() op.ID {
	var id op.ID
	for i, w := range s.words {
		binary.BigEndian.PutUint64(id[idBytes-8*(i+1):], w)
	}
	return id
}

func wordsOf(id op.ID) (words [4]uint64) {
	for i := range words {
		words[i] = binary.BigEndian.Uint64(id[idBytes-8*(i+1):])
	}
	return words
}
