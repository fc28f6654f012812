package poll

// Course: how a poll that asks yes or no goes along its track. Its ballots count from their receipt times on, so everybody who holds the same
// receipts sees it pass, or fail, at the same moment of the grid.

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/app/track"
)

// Course is how far a poll is on its track.
type Course struct {
	track.Course
	// Rules are the track's.
	Rules track.Rules
	// Standings are those that the grid saw, in order of its moments, and Now is the one at the roll's moment.
	Standings []track.Standing
	Now       track.Standing
}

// Decides reports whether a poll passes or fails: whether its method asks yes or no.
func (b *Open) Decides() bool { return b.Method == YesNo }

// MayPassEarly reports whether a poll passes as soon as both curves have held for its track's confirm period.
func (b *Open) MayPassEarly(t charter.Track) bool {
	return b.Decides() && b.Electorate != nil && t.ConfirmMillis > 0
}

// ErrTrack says that an opening does not fit its track.
var ErrTrack = fmt.Errorf("%w: it does not fit its track", kind.ErrInvalid)

// FitsTrack says whether an opening leaves its track's periods, and ends another poll on a track for that alone. Errors wrap ErrTrack. When it was
// opened is known where tellers close polls: what is said elsewhere nobody confirms.
func (b *Open) FitsTrack(t charter.Track) error {
	switch {
	case b.Electorate != nil && b.ClosesMillis-b.Electorate.AtMillis < t.OpenMillis():
		return fmt.Errorf("%w: it is open for %s, where prepare, decision and confirm take %s", ErrTrack,
			charter.FormatDuration(max(0, b.ClosesMillis-b.Electorate.AtMillis)), charter.FormatDuration(t.OpenMillis()))
	case !b.Ends.IsZero() && t.Ends == charter.EndsNothing:
		return fmt.Errorf("%w: no poll on %q ends another one", ErrTrack, t.ID)
	case !b.Ends.IsZero() && !b.Decides():
		return fmt.Errorf("%w: only what asks yes or no ends another poll", ErrTrack)
	}
	return nil
}

// SinceMillis is when the decision of a poll begins, from which on the curves fall.
func (b *Open) SinceMillis(t charter.Track) int64 {
	return b.ClosesMillis - t.DecisionMillis - t.ConfirmMillis
}

// EarlyMillis are the moments at which a poll may close early, ascending: each one of the grid at which it can have passed.
func (b *Open) EarlyMillis(t charter.Track) []int64 {
	if !b.MayPassEarly(t) {
		return nil
	}
	moments := make([]int64, 0, t.DecisionMillis/t.GridMillis)
	for at := b.SinceMillis(t) + t.ConfirmMillis; at < b.ClosesMillis; at += t.GridMillis {
		moments = append(moments, at)
	}
	return moments
}

// Follow follows a poll that asks yes or no along its track, up to the roll's moment. Where no poll passes early the decision is looked at once,
// at the close: before, it is Deciding. Errors are those of Weigh and of the count, and wrap track.ErrForm where votes are more than voters.
func Follow(open *Open, t charter.Track, roll Roll) (Course, error) {
	c := Course{Rules: t.Rules()}
	l, err := newLine(open, t, roll)
	if err != nil {
		return c, err
	}
	if c.Standings, c.Now, err = l.standings(); err != nil {
		return c, fmt.Errorf("following the poll along its track: %w", err)
	}
	if open.MayPassEarly(t) {
		c.Course, err = c.Rules.Decide(l.since, c.Standings, roll.MomentMillis)
		return c, err
	}
	c.Course = track.Course{State: track.Deciding, SinceMillis: l.since}
	if roll.MomentMillis >= open.ClosesMillis {
		c.close(open.ClosesMillis)
	}
	return c, nil
}

// close decides by what there is at the close, against the lowest that the curves ask for.
func (c *Course) close(atMillis int64) {
	c.AtMillis = atMillis
	if c.State = track.Rejected; c.Rules.Holds(c.Now, c.SinceMillis, atMillis) {
		c.State, c.ConfirmingSinceMillis, c.EnactFromMillis = track.Passed, atMillis, atMillis+c.Rules.EnactmentMillis
	}
}

// Passed reports whether it has.
func (c *Course) Passed() bool { return c.State == track.Passed || c.State == track.Due }

// Need is what the curves ask for at a moment, and at their highest before the decision.
func (c *Course) Need(atMillis int64) (approval, support curve.Parts) {
	return c.Rules.Need(c.SinceMillis, max(atMillis, c.SinceMillis))
}

// Forecast is when the poll would pass if nothing changed from now on; false where it would fail.
func (c *Course) Forecast(closesMillis int64) (int64, bool) {
	if c.State.Final() {
		return c.AtMillis, c.Passed()
	}
	if c.Rules.ConfirmMillis == 0 {
		return closesMillis, c.Rules.Holds(c.Now, c.SinceMillis, closesMillis)
	}
	standings := c.Standings
	if n := len(standings); n == 0 || standings[n-1] != c.Now {
		standings = append(slices.Clone(standings), c.Now)
	}
	at, passes, err := c.Rules.Forecast(c.SinceMillis, standings, c.Now.AtMillis)
	return at, passes && err == nil
}

// line is a poll's ballots in order of their receipt times, as they come to count one after the other.
type line struct {
	open     *Open
	roll     Roll
	since    int64
	grid     int64
	arrivals []Received
	// answers are the options of the arrivals by ballot; none for what cannot be read.
	answers map[op.ID]int
	// of are the ballots of each account that have arrived, and now is the answer of the one that counts.
	of     map[op.AccountID][]*Received
	now    map[op.AccountID]int
	voted  map[op.AccountID]bool
	counts [tally.OptionVeto + 1]uint64
	// arrived is a digest of all that has.
	arrived hash.Hash
	// carried is what ballots carry, while the same people have voted.
	carried  map[op.AccountID]uint64
	election *tally.Election
	settings tally.Settings
	method   tally.Method
}

// unread is the answer of a ballot that cannot be read.
const unread = -1

func newLine(open *Open, t charter.Track, roll Roll) (*line, error) {
	read, err := newReader(open)
	if err != nil {
		return nil, err
	}
	rules := t.Rules()
	l := &line{
		open: open, roll: roll, since: open.SinceMillis(t), grid: max(rules.GridMillis, 1), answers: make(map[op.ID]int),
		of: make(map[op.AccountID][]*Received), now: make(map[op.AccountID]int), voted: make(map[op.AccountID]bool),
		arrived: sha256.New(), election: read.election, settings: open.TallySettings([]byte{0}), method: read.method,
	}
	for i := range roll.Received {
		one := &roll.Received[i]
		if one.ReceiptMillis > roll.MomentMillis {
			continue
		}
		l.arrivals = append(l.arrivals, *one)
		l.answers[one.ID] = unread
		if ballot, err := read.read(one.Choice); err == nil && len(ballot.Picks) == 1 {
			l.answers[one.ID] = ballot.Picks[0]
		}
	}
	slices.SortFunc(l.arrivals, func(a, b Received) int {
		if a.ReceiptMillis != b.ReceiptMillis {
			return int(min(1, max(-1, a.ReceiptMillis-b.ReceiptMillis)))
		}
		return a.ID.Compare(b.ID)
	})
	return l, nil
}

// seenMillis is the first moment of the grid that sees what came at a moment.
func (l *line) seenMillis(atMillis int64) int64 {
	if atMillis <= l.since {
		return l.since
	}
	return l.since + (atMillis-l.since+l.grid-1)/l.grid*l.grid
}

// standings are those at the moments of the grid at which something has changed, up to the roll's moment; and the one at that moment.
func (l *line) standings() (seen []track.Standing, now track.Standing, err error) {
	at := 0
	for at < len(l.arrivals) {
		moment := l.seenMillis(l.arrivals[at].ReceiptMillis)
		if moment > l.roll.MomentMillis {
			break
		}
		for ; at < len(l.arrivals) && l.seenMillis(l.arrivals[at].ReceiptMillis) == moment; at++ {
			l.arrive(&l.arrivals[at])
		}
		if now, err = l.standing(moment); err != nil {
			return nil, now, err
		}
		seen = append(seen, now)
	}
	for ; at < len(l.arrivals); at++ {
		l.arrive(&l.arrivals[at])
	}
	now, err = l.standing(l.roll.MomentMillis)
	return seen, now, err
}

// arrive lets a ballot count, or not, beside what its account has cast before.
func (l *line) arrive(one *Received) {
	l.arrived.Write(binary.BigEndian.AppendUint64(one.ID[:], uint64(one.ReceiptMillis)))
	account := one.Account
	l.of[account] = append(l.of[account], one)
	if was, counted := l.now[account]; counted && was != unread {
		l.counts[was]--
	}
	delete(l.now, account)
	if at := chosen(l.of[account]); at >= 0 {
		answer := l.answers[l.of[account][at].ID]
		if l.now[account] = answer; answer != unread {
			l.counts[answer]++
		}
	}
	if _, votes := l.now[account]; votes != l.voted[account] {
		if l.carried = nil; votes {
			l.voted[account] = true
		} else {
			delete(l.voted, account)
		}
	}
}

// standing is what has arrived, with the weight that it carries.
func (l *line) standing(atMillis int64) (track.Standing, error) {
	key := [sha256.Size]byte(l.arrived.Sum(nil))
	s, known := l.roll.Known.get(key)
	if !known {
		var err error
		if s, err = l.workOut(); err != nil {
			return s, err
		}
		l.roll.Known.put(key, s)
	}
	s.AtMillis = atMillis
	return s, nil
}

func (l *line) workOut() (track.Standing, error) {
	counts := l.counts
	if l.roll.Weigh != nil {
		if l.carried == nil {
			carried, err := l.roll.Weigh(l.voted)
			if err != nil {
				return track.Standing{}, err
			}
			l.carried = carried
		}
		counts = [len(l.counts)]uint64{}
		for account, answer := range l.now {
			if answer != unread {
				counts[answer] += l.carried[account]
			}
		}
	}
	s := track.Standing{
		Ayes: int64(counts[tally.OptionYes]), Abstentions: int64(counts[tally.OptionAbstain]),
		Nays: int64(counts[tally.OptionNo] + counts[tally.OptionVeto]), Electorate: int64(l.roll.votes(l.open)),
	}
	allowed, err := l.allows(counts)
	s.Barred = !allowed
	return s, err
}

// allows asks the method's own settings: they can make passing harder.
func (l *line) allows(counts [tally.OptionVeto + 1]uint64) (bool, error) {
	e := *l.election
	e.Electorate, e.Ballots = int64(l.roll.votes(l.open)), nil
	for option, n := range counts {
		if n > 0 {
			e.Ballots = append(e.Ballots, tally.Ballot{Count: int64(n), Picks: []int{option}})
		}
	}
	result, err := tally.Count(l.method, &e, l.settings)
	if err != nil {
		return false, fmt.Errorf("asking the poll's own settings: %w", err)
	}
	return result.Verdict == tally.Passed, nil
}
