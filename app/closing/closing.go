// Package closing is how the tellers of a poll say what they received and when, and close it together: a pure state machine from receipts to
// seals. Ops in, ops to say out; time is handed in, and there is no I/O.
//
// It promises that every replica that holds the same ops says the same: which are refused, which ballots are certified and which are safe,
// what is sealed, and who contradicted himself. Two different seals of one poll take more than f = ⌊(n−1)/3⌋ lying tellers, whose forks name
// them, and a ballot that it calls safe is counted by every seal for the close. It never guesses: with fewer than t = ⌊(n+f)/2⌋+1 tellers a
// poll stays undecided. A teller that loses power says nothing twice, as what it says next follows from its own log. It does not know who may
// vote, what a ballot says, or what passing means: a function that it is given does.
//
// # What lying tellers can do
//
// In plain words, for whoever chooses the tellers of a community.
//
// One teller, and it lies: everything. It certifies ballots that came after the close, leaves out any that it likes, and makes as many
// results as it likes; a second one names it, but nobody can say which is right. Lost, it ends nothing any more.
//
// Two tellers, one lies: it can certify late ballots by itself, as one receipt is a certificate; and it can stop everything by saying nothing,
// as both are needed. It cannot seal alone.
//
// Three tellers, one lies: it can certify late ballots, and it can make two seals, one with each of the others, where these two do not hear of
// each other in time. For that it must sign two ops in one place, and these name it for ever. It cannot stop the poll.
//
// Four tellers, one lies: none of these. It can keep out a ballot that was not safe yet; choose among receipts, by saying or not saying its own,
// which can be the second receipt that a certificate needs beside an honest one; and delay the end by one patience each time it is its turn to
// propose. Two of four that lie together can certify late ballots, stop everything, and make two seals, by which both are named.
//
// Seven tellers, one or two lie: the same as one of four. A certificate needs three receipts, so one of them is always honest. Three of seven that
// lie together can do what two of four can.
//
// So a charter whose polls change rules, offices or members should have at least four.
package closing

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/charter"
)

var (
	// ErrRule says that an op breaks a rule in its own past. It is not stored, nor is what rests on it.
	ErrRule = errors.New("breaks a rule of closing in its own past")
	// ErrMissing says that what an op rests on is not there: hand that in first.
	ErrMissing = errors.New("rests on what is not here")
	// ErrSetup says that a poll cannot be closed by such tellers or at such moments.
	ErrSetup = errors.New("no poll can close like this")
)

// Feature must be in force where a poll is judged for its tellers' ops to count.
const Feature = charter.Closing

// EnoughToEnact reports whether a charter has tellers enough that no one of them can lie about what it enacts.
func EnoughToEnact(c *charter.Charter) bool { return len(c.Tellers) >= 4 }
