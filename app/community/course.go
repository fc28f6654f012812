package community

// Course: how a poll stands on its track, by what its tellers have receipted; and what was sealed of it, worked out once.

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// voting is what a closing needs to say whether its poll passes.
type voting struct {
	open  *poll.Open
	track charter.Track
	// ballots are those that were handed in, read once.
	ballots map[op.ID]poll.Ballot
	// known are standings that were worked out.
	known *poll.Known
	// passes remembers answers, by a digest of the question.
	passes map[[sha256.Size]byte]bool
}

func newVoting(open *poll.Open, on charter.Track) voting {
	return voting{open: open, track: on, ballots: make(map[op.ID]poll.Ballot), known: new(poll.Known), passes: make(map[[sha256.Size]byte]bool)}
}

// verdict is what a sealed manifest comes to.
type verdict struct {
	passed bool
	// atMillis is when it passed or failed, and enactMillis the earliest enactment; forever where there is none.
	atMillis, enactMillis int64
}

// trackOf is the track that a poll is decided on, by the commit that it is judged by.
func (e *Engine) trackOf(open *poll.Open) charter.Track {
	rules, ok := e.graph.StateAt(open.On)
	if !ok {
		return charter.Track{}
	}
	track, _ := rules.Charter.Track(open.Track)
	return track
}

// passesAt answers the closing of a poll: whether it has passed by what is certified for an early moment.
func (e *Engine) passesAt(held *closingHeld, momentMillis int64, count *closing.Count) bool {
	v := &held.voting
	key := questionOf(momentMillis, count)
	if passes, known := v.passes[key]; known {
		return passes
	}
	roll, err := e.rollOf(held, count, momentMillis)
	if err != nil {
		e.fail(err)
		return false
	}
	course, err := poll.Follow(v.open, v.track, roll)
	if len(v.passes) >= rememberedPasses {
		clear(v.passes)
	}
	v.passes[key] = err == nil && course.Passed() // what cannot be counted passes nothing
	return v.passes[key]
}

func questionOf(momentMillis int64, count *closing.Count) (key [sha256.Size]byte) {
	h := sha256.New()
	write := func(millis int64) { h.Write(binary.BigEndian.AppendUint64(nil, uint64(millis))) }
	write(momentMillis)
	for _, certified := range [][]closing.Certificate{count.Counted, count.Replaced} {
		write(int64(len(certified)))
		for _, c := range certified {
			h.Write(c.Ballot[:])
			write(c.ReceiptMillis)
		}
	}
	return [sha256.Size]byte(h.Sum(key[:0]))
}

// rollOf is what decides a poll, by what is certified for a moment.
func (e *Engine) rollOf(held *closingHeld, count *closing.Count, momentMillis int64) (poll.Roll, error) {
	roll := poll.Roll{MomentMillis: momentMillis, Known: held.voting.known}
	roll.Weigh, roll.Votes = e.Weigh(held.opening)
	for _, c := range slices.Concat(count.Counted, count.Replaced) {
		one := poll.Received{Ballot: held.voting.ballots[c.Ballot], ReceiptMillis: c.ReceiptMillis, Assisted: c.Assisted}
		roll.Received = append(roll.Received, one)
	}
	return roll, e.failed
}

// Course is how a poll stands on its track at a moment, by all the receipts that are here. It is asked inside of Ask. Errors are those of Closing
// and of poll.Follow.
func (e *Engine) Course(opening op.ID, momentMillis int64) (poll.Course, error) {
	held, err := e.closingOf(opening)
	if err != nil {
		return poll.Course{}, err
	}
	roll, err := e.rollOf(held, held.CountAt(momentMillis), momentMillis)
	if err != nil {
		return poll.Course{}, err
	}
	return poll.Follow(held.voting.open, held.voting.track, roll)
}

// verdictOf works out a sealed manifest once.
func (e *Engine) verdictOf(opening, manifest op.ID) (verdict, bool) {
	if known, is := e.verdicts[manifest]; is {
		return known, true
	}
	held, err := e.closingOf(opening)
	if err != nil {
		return verdict{}, false
	}
	for _, o := range held.Outcomes() {
		if o.ID != manifest {
			continue
		}
		v := verdict{atMillis: o.Manifest.MomentMillis, enactMillis: forever}
		if result, err := e.outcome(opening, o); err == nil && result.Passed { // what cannot be counted passes nothing
			v = verdict{passed: true, atMillis: result.Course.AtMillis, enactMillis: result.Course.EnactFromMillis}
		}
		e.verdicts[manifest] = v
		return v, true
	}
	return verdict{}, false
}
