package kind

// Standing: what the author of an op was, and what the rules were, at the commit that the op is judged at.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// Standing is what an account was in the past of one op.
type Standing struct {
	Account op.AccountID
	// Newcomer has joined by an invite, and is not admitted in the op's past.
	Newcomer bool
	// Member is admitted (or founded the community) and not removed.
	Member bool
	// Steward holds a seat in the council.
	Steward bool
	// Admitter may admit; stewards may too.
	Admitter bool
	// JudgedAt is the commit, and Charter the rules there.
	JudgedAt op.ID
	Charter  *charter.Charter
}

// NeedMember allows members.
func NeedMember(_ World, e *Entry) error {
	if e.Author.Member {
		return nil
	}
	return fmt.Errorf("%w: only members may", ErrNoRight)
}

// NeedWriter allows members and newcomers.
func NeedWriter(_ World, e *Entry) error {
	if e.Author.Member || e.Author.Newcomer {
		return nil
	}
	return fmt.Errorf("%w: only members and newcomers may", ErrNoRight)
}

// NeedSteward allows members of the council.
func NeedSteward(_ World, e *Entry) error {
	if e.Author.Member && e.Author.Steward {
		return nil
	}
	return fmt.Errorf("%w: only stewards may", ErrNoRight)
}

// NeedAdmitter allows stewards and whoever the charter lets admit.
func NeedAdmitter(_ World, e *Entry) error {
	if e.Author.Member && (e.Author.Steward || e.Author.Admitter) {
		return nil
	}
	return fmt.Errorf("%w: only stewards and admitters may", ErrNoRight)
}
