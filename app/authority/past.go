package authority

// Past: what an op sees of authority, in a form that most ops share.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// PastID numbers the interned pasts of one replica, from 1. It is local and means nothing elsewhere.
type PastID uint32

// Past is the part of an op's past that decides about rights: the acts of authority in it, and the commits that it names.
// Almost all ops share theirs with the op before, so pasts are interned and ops carry a number.
type Past struct {
	ID PastID
	// Heads are the newest acts of authority in the past, the op itself included where it is one: those that no other of them sees.
	Heads []op.ID
	// Names are the commits named, without those that are ancestors of another.
	Names []op.ID
}
