package poll

// Received: the ballots that tellers certified, when, and which of them count at a moment.

import (
	"cmp"
	"crypto/sha256"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/track"
)

// Received is a ballot that tellers certified, whether it counts in the end or gave way to another one of its account.
type Received struct {
	Ballot
	// ReceiptMillis is its receipt time.
	ReceiptMillis int64
	// Assisted says that a helper entered it for the account: it gives way to any that the account cast itself.
	Assisted bool
}

// Known keeps the standings of one poll, by what had arrived: most of what a later question asks is the same. It grows to a bound and begins
// anew, and is not safe for concurrent use.
type Known struct {
	standings map[[sha256.Size]byte]track.Standing
}

func (k *Known) get(key [sha256.Size]byte) (track.Standing, bool) {
	if k == nil {
		return track.Standing{}, false
	}
	s, known := k.standings[key]
	return s, known
}

func (k *Known) put(key [sha256.Size]byte, s track.Standing) {
	if k == nil {
		return
	}
	if k.standings == nil || len(k.standings) >= maxKnown {
		k.standings = make(map[[sha256.Size]byte]track.Standing)
	}
	k.standings[key] = s
}

// Weigh resolves delegations: what the ballot of each account carries, given the accounts whose ballots count at a moment. What is not in the
// answer carries nothing.
type Weigh func(voted map[op.AccountID]bool) (map[op.AccountID]uint64, error)

// Roll is what decides a poll beside its opening and its track.
type Roll struct {
	// Received are all ballots that count and all that gave way to them.
	Received []Received
	// MomentMillis is the moment for which they were certified: the close, or an early one.
	MomentMillis int64
	// Weigh may be nil: each ballot carries one vote then.
	Weigh Weigh
	// Votes is how many the whole electorate has; 0: one each.
	Votes uint64
	// Known may be nil, or keep standings between one question about this poll and the next.
	Known *Known
	// Seed is what a draw is made from: see DrawSeed.
	Seed []byte
}

// Counting are the ballots that count at the roll's moment, one of each account, ascending by account.
func (r *Roll) Counting() []Ballot {
	of := make(map[op.AccountID][]*Received)
	for i := range r.Received {
		if one := &r.Received[i]; one.ReceiptMillis <= r.MomentMillis {
			of[one.Account] = append(of[one.Account], one)
		}
	}
	counting := make([]Ballot, 0, len(of))
	for _, ballots := range of {
		if at := chosen(ballots); at >= 0 {
			counting = append(counting, ballots[at].Ballot)
		}
	}
	slices.SortFunc(counting, func(a, b Ballot) int { return a.Account.Compare(b.Account) })
	return counting
}

// chosen is which of an account's certified ballots counts, as closing chooses: one that another of them replaces is out, and so is a helper's
// where there is one of the account's own; of several left the latest receipt time counts, then the larger id. -1 where none is left.
func chosen(ballots []*Received) int {
	own := slices.ContainsFunc(ballots, func(b *Received) bool { return !b.Assisted })
	best := -1
	for i, b := range ballots {
		replaced := slices.ContainsFunc(ballots, func(other *Received) bool { return other.Replaces == b.ID })
		if replaced || (b.Assisted && own) {
			continue
		}
		if best < 0 || cmp.Or(cmp.Compare(b.ReceiptMillis, ballots[best].ReceiptMillis), b.ID.Compare(ballots[best].ID)) > 0 {
			best = i
		}
	}
	return best
}

// votes is how many votes the electorate of a poll has.
func (r *Roll) votes(open *Open) uint64 {
	if r.Votes == 0 && open.Electorate != nil {
		return open.Electorate.Voters
	}
	return r.Votes
}

// carried is what each ballot carries; nil: one vote each.
func (r *Roll) carried(counting []Ballot) (map[op.AccountID]uint64, error) {
	if r.Weigh == nil {
		return nil, nil
	}
	voted := make(map[op.AccountID]bool, len(counting))
	for i := range counting {
		voted[counting[i].Account] = true
	}
	return r.Weigh(voted)
}
