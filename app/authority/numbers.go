package authority

// Numbers: sets of small numbers, of which pasts are made. A past sees nearly what the past before it saw, so sets share what they have in common:
// one number more is a few new nodes, however large the set is.

import (
	"math/bits"
	"unique"
)

// numbers is a set of numbers from 0, which never changes. Equal sets are equal by ==, and held once in the process. The zero value is empty.
//
// It is a Patricia trie, big-endian (C. Okasaki, A. Gill, Fast Mergeable Integer Maps, 1998), with 64 numbers to a leaf. Its form is a matter of
// what is in it alone.
type numbers struct{ node unique.Handle[trie] }

// trie is a node. Leaves have no branch.
type trie struct {
	// prefix is what the numbers below have in common above branch, or above the six bits of a leaf.
	prefix uint32
	// branch is the bit that tells left from right.
	branch      uint32
	leaf        uint64
	left, right numbers
}

// leafMask is the bits of a number that say where it is in a leaf.
const leafMask = 63

func only(n int32) numbers {
	return leafOf(uint32(n)&^leafMask, 1<<(uint32(n)&leafMask))
}

func leafOf(prefix uint32, leaf uint64) numbers {
	if leaf == 0 {
		return numbers{}
	}
	return numbers{unique.Make(trie{prefix: prefix, leaf: leaf})}
}

func setOf(list []int32) (s numbers) {
	for _, n := range list {
		s = s.union(only(n))
	}
	return s
}

func (s numbers) isEmpty() bool { return s == numbers{} }

// span is the bits of a number that lie below its prefix.
func (t *trie) span() uint32 {
	if t.branch == 0 {
		return leafMask
	}
	return t.branch<<1 - 1
}

// covers reports whether a number belongs below this node, were it there.
func (t *trie) covers(n uint32) bool { return n&^t.span() == t.prefix }

func (s numbers) has(n int32) bool {
	for !s.isEmpty() {
		t := s.node.Value()
		switch {
		case !t.covers(uint32(n)):
			return false
		case t.branch == 0:
			return t.leaf>>(uint32(n)&leafMask)&1 == 1
		case uint32(n)&t.branch == 0:
			s = t.left
		default:
			s = t.right
		}
	}
	return false
}

// single is the number of a set of one.
func (s numbers) single() (n int32, ok bool) {
	if s.isEmpty() {
		return 0, false
	}
	t := s.node.Value()
	return int32(t.prefix) + int32(bits.TrailingZeros64(t.leaf)), t.branch == 0 && bits.OnesCount64(t.leaf) == 1
}

// least is the smallest number; the set must not be empty.
func (s numbers) least() int32 {
	t := s.node.Value()
	for t.branch != 0 {
		t = t.left.node.Value()
	}
	return int32(t.prefix) + int32(bits.TrailingZeros64(t.leaf))
}

// appendFrom appends the numbers from the given one on, ascending.
func (s numbers) appendFrom(from int32, list []int32) []int32 {
	if s.isEmpty() {
		return list
	}
	t := s.node.Value()
	switch {
	case int64(t.prefix|t.span()) < int64(from):
		return list
	case t.branch != 0:
		return t.right.appendFrom(from, t.left.appendFrom(from, list))
	}
	for leaf := t.leaf; leaf != 0; leaf &= leaf - 1 {
		if n := int32(t.prefix) + int32(bits.TrailingZeros64(leaf)); n >= from {
			list = append(list, n)
		}
	}
	return list
}

// firstFrom is the first number that is as asked for, from the given one on.
func (s numbers) firstFrom(from int32, is func(int32) bool) (int32, bool) {
	if s.isEmpty() {
		return 0, false
	}
	t := s.node.Value()
	switch {
	case int64(t.prefix|t.span()) < int64(from):
		return 0, false
	case t.branch != 0:
		if n, found := t.left.firstFrom(from, is); found {
			return n, true
		}
		return t.right.firstFrom(from, is)
	}
	for leaf := t.leaf; leaf != 0; leaf &= leaf - 1 {
		if n := int32(t.prefix) + int32(bits.TrailingZeros64(leaf)); n >= from && is(n) {
			return n, true
		}
	}
	return 0, false
}

// list is the numbers, ascending.
func (s numbers) list() []int32 { return s.appendFrom(0, nil) }

// union is what is in either set.
func (s numbers) union(other numbers) numbers {
	switch {
	case s == other || other.isEmpty():
		return s
	case s.isEmpty():
		return other
	}
	a, b := s.node.Value(), other.node.Value()
	if a.branch < b.branch {
		s, other, a, b = other, s, b, a
	}
	switch {
	case !a.covers(b.prefix):
		return besides(s, a.prefix, other, b.prefix)
	case a.branch == 0:
		return leafOf(a.prefix, a.leaf|b.leaf)
	case a.branch == b.branch:
		return branchOf(&a, a.left.union(b.left), a.right.union(b.right))
	case b.prefix&a.branch == 0:
		return branchOf(&a, a.left.union(other), a.right)
	}
	return branchOf(&a, a.left, a.right.union(other))
}

// besides joins two sets of which none covers the other.
func besides(s numbers, prefix uint32, other numbers, otherPrefix uint32) numbers {
	branch := uint32(1) << (bits.Len32(prefix^otherPrefix) - 1)
	at := trie{prefix: prefix &^ (branch<<1 - 1), branch: branch}
	if prefix&branch != 0 {
		s, other = other, s
	}
	return branchOf(&at, s, other)
}

// branchOf is the node with other sets below it.
func branchOf(at *trie, left, right numbers) numbers {
	switch {
	case left.isEmpty():
		return right
	case right.isEmpty():
		return left
	}
	return numbers{unique.Make(trie{prefix: at.prefix, branch: at.branch, left: left, right: right})}
}

// without is what is in this set and not in the other.
func (s numbers) without(other numbers) numbers {
	if s == other {
		return numbers{}
	}
	if s.isEmpty() || other.isEmpty() {
		return s
	}
	a, b := s.node.Value(), other.node.Value()
	switch {
	case a.branch > b.branch && !a.covers(b.prefix), a.branch <= b.branch && !b.covers(a.prefix):
		return s
	case a.branch == 0 && b.branch == 0:
		return leafOf(a.prefix, a.leaf&^b.leaf)
	case a.branch == b.branch:
		return branchOf(&a, a.left.without(b.left), a.right.without(b.right))
	case a.branch > b.branch && b.prefix&a.branch == 0:
		return branchOf(&a, a.left.without(other), a.right)
	case a.branch > b.branch:
		return branchOf(&a, a.left, a.right.without(other))
	case a.prefix&b.branch == 0:
		return s.without(b.left)
	}
	return s.without(b.right)
}
