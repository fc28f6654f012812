package community

// Tellers: what one says about a poll is judged by its own past, and stored or refused. The poll's closing does that; it is made from what is
// stored when somebody asks for it, and goes on with what comes while it is remembered.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// closingHeld is the closing of one poll in memory.
type closingHeld struct {
	*closing.Poll
	opening op.ID
	// last is the newest op about the poll in each log.
	last map[op.DeviceID]op.ID
	// asked is when it was last asked for, in askings of this engine.
	asked uint64
	// weight is how many ballots and tellers' ops it holds.
	weight int
	// voting is what says whether its poll passes.
	voting voting
	// has are the acts of whom and how to vote that it knows, where it is about those.
	has map[op.ID]bool
}

// closings are the ones in memory; lost ones are made again.
type closings struct {
	held    map[op.ID]*closingHeld
	askings uint64
	// arriving is whose closing has taken in last what a teller said: until that is stored it cannot be made again.
	arriving op.ID
}

// Closing is how far a poll's closing is, by all that is stored. It is asked inside of Ask, must not be changed, and is good until the next
// call that takes ops in. Errors wrap closing.ErrRule where no teller can say anything about this poll.
func (e *Engine) Closing(opening op.ID) (*closing.Poll, error) {
	held, err := e.closingOf(opening)
	if err != nil {
		return nil, errors.Join(err, e.failed)
	}
	return held.Poll, nil
}

func (e *Engine) closingOf(opening op.ID) (*closingHeld, error) {
	e.closings.askings++
	if held, ok := e.closings.held[opening]; ok {
		held.asked = e.closings.askings
		return held, nil
	}
	setup, open, err := e.setupOf(opening)
	if err != nil {
		return nil, err
	}
	held := &closingHeld{opening: opening, last: make(map[op.DeviceID]op.ID), asked: e.closings.askings}
	held.voting = newVoting(open, e.trackOf(open))
	setup.EarlyMillis = open.EarlyMillis(held.voting.track)
	setup.Passes = func(momentMillis int64, count *closing.Count) bool { return e.passesAt(held, momentMillis, count) }
	if held.Poll, err = closing.New(setup); err != nil {
		return nil, fmt.Errorf("%w: %w", closing.ErrRule, err)
	}
	if err := e.readClosing(held); err != nil {
		return nil, err
	}
	e.closings.keep(held)
	return held, nil
}

// keep remembers one more, and forgets the ones not asked for longest while all together are too large.
func (c *closings) keep(held *closingHeld) {
	if c.held == nil {
		c.held = make(map[op.ID]*closingHeld)
	}
	c.held[held.opening] = held
	for {
		weight, oldest := 0, held
		for _, other := range c.held {
			weight += other.weight + closingWeight
			if other.asked < oldest.asked && other.opening != c.arriving {
				oldest = other
			}
		}
		if weight <= maxClosingWeight || oldest == held {
			return
		}
		delete(c.held, oldest.opening)
	}
}

// readClosing puts into a closing what is stored of its poll.
func (e *Engine) readClosing(held *closingHeld) error {
	stored, err := e.storedOf(held.opening)
	if err != nil {
		return err
	}
	for _, s := range stored {
		body, err := e.seams.body(s.Op)
		if err != nil {
			continue // a ballot of a form that this version does not know
		}
		if err := e.addBallot(held, s.Op, s.Meta, body); err != nil {
			return err
		}
		if !closing.Says(body) {
			continue
		}
		if err := held.say(s.Op, body, e.previousAbout(held, s.Op, s.ID)); err != nil {
			return fmt.Errorf("reading the stored %s %s: %w", s.Kind, s.ID.Short(), err)
		}
	}
	return e.failed
}

func (e *Engine) storedOf(subject op.ID) ([]Stored, error) {
	var stored []Stored
	err := e.view.SubjectOps(subject, func(s Stored) bool {
		stored = append(stored, s)
		return true
	})
	return stored, err
}

// say adds a teller's op.
func (held *closingHeld) say(o *op.Op, body any, previous op.ID) error {
	if err := held.Add(held.SaidBy(o, body, previous)); err != nil {
		return err
	}
	held.last[o.Header.Device] = o.ID
	held.weight++
	return nil
}

// previousAbout is the newest op about the poll below an op, on its branch of its log. upTo is the newest op of the log that the closing may
// have: the op itself where it is stored, else the tip.
func (e *Engine) previousAbout(held *closingHeld, o *op.Op, upTo op.ID) op.ID {
	d := e.devices[o.Header.Device]
	if d != nil && !d.Forked && (upTo == o.ID || upTo == o.Header.Prev) {
		return held.last[o.Header.Device]
	}
	return e.newestUpTo(o.Header.Prev, held.Has)
}

// checkTeller judges what a teller says by its own past, and takes it in. Errors wrap ErrRefused. It comes last among the checks of an
// arrival: what it has taken in is stored, or the engine thrown away.
func (e *Engine) checkTeller(a *arrival) error {
	if a.aside {
		return nil
	}
	if !closing.Says(a.body) {
		a.word = e.seams.word(a.body)
		return nil
	}
	opening := closing.PollOf(a.body)
	if opening.IsZero() {
		return e.checkReceipted(a.body)
	}
	held, err := e.closingOf(opening)
	if err == nil {
		e.closings.arriving = opening
		var tip op.ID
		if d := e.devices[a.op.Header.Device]; d != nil {
			tip = d.Tip
		}
		err = held.say(a.op, a.body, e.previousAbout(held, a.op, tip))
	}
	if err == nil {
		a.word = e.wordAbout(held, a)
	}
	switch {
	case errors.Is(err, closing.ErrRule):
		return fmt.Errorf("%w: %w", ErrRefused, err)
	case err != nil:
		e.fail(err)
	}
	return err
}

// wordAbout is what authority keeps of a teller's op that was taken in: its seals, and the first thing in a line that says a time.
func (e *Engine) wordAbout(held *closingHeld, a *arrival) any {
	word := e.seams.word(a.body)
	if _, receives := word.(*authority.PollReceipt); receives && !held.Opens(a.op.ID) {
		return nil
	}
	return word
}

func wordOf(body any) any {
	switch body := body.(type) {
	case *closing.Receipt:
		return wordAt(body.Poll, body.AtMillis)
	case *closing.Freeze:
		return wordAt(body.Poll, body.AtMillis)
	case *closing.Seal:
		if text, err := body.Text(); err == nil {
			return &authority.PollSeal{Poll: text.Poll, Manifest: text.Manifest, View: text.View}
		}
	}
	return nil
}

func wordAt(poll op.ID, atMillis int64) any {
	if poll.IsZero() {
		return nil
	}
	return &authority.PollReceipt{Poll: poll, AtMillis: atMillis}
}

func isPollSeal(kindName string) bool { return kindName == closing.KindSeal }

// noteStored lets the closings in memory know of what was stored.
func (e *Engine) noteStored(a *arrival, m Meta) error {
	switch body := a.body.(type) {
	case *poll.Cast, *poll.Assist:
		if held, ok := e.closings.held[m.Subject]; ok {
			return e.addBallot(held, a.op, m, body)
		}
	case *poll.Open:
		e.addOpening(m.ID, body)
	case *closing.Receipt:
		if body.Poll.IsZero() {
			return e.noteReceipt(a.op, body)
		}
	default:
		if isDelegation(m.Kind) {
			e.delegations = append(e.delegations, m.ID)
		}
	}
	return nil
}

// addBallot hands in a ballot that the poll can count; nothing else. Whether its choice fits is for the count.
func (e *Engine) addBallot(held *closingHeld, o *op.Op, m Meta, body any) error {
	author, known := e.accountOf(m)
	b, is := poll.BallotOf(o, author, body)
	if !is || !known || m.Subject != held.opening || !b.MayCount(lookup{e}, o.Header.Device) {
		return e.failed
	}
	held.voting.ballots[b.ID] = b
	held.AddBallot(closing.Ballot{ID: m.ID, Account: b.Account, Replaces: b.Replaces, Assisted: b.IsAssisted()})
	held.weight += 1 + (len(b.Choice)+len(b.Reason))/ballotBytes
	return e.failed
}

// setupOf is what is fixed about the closing of a poll, by its opening's own past. Errors wrap closing.ErrRule where it cannot be closed.
func (e *Engine) setupOf(opening op.ID) (closing.Setup, *poll.Open, error) {
	s, ok, err := e.view.Load(opening)
	if err != nil || !ok {
		return closing.Setup{}, nil, errors.Join(err, fmt.Errorf("%w: its poll is not here", closing.ErrRule))
	}
	body, err := e.seams.body(s.Op)
	open, is := body.(*poll.Open)
	if err != nil || !is {
		return closing.Setup{}, nil, fmt.Errorf("%w: it is about %s, which opens no poll", closing.ErrRule, opening.Short())
	}
	past := e.pastOf(s.Meta)
	if err := open.FitsTrack(e.trackOf(open)); err != nil {
		return closing.Setup{}, nil, fmt.Errorf("%w: %w", closing.ErrRule, err)
	}
	if _, err := e.electorateBy(opening, past, open); err != nil {
		return closing.Setup{}, nil, fmt.Errorf("%w: %w", closing.ErrRule, err)
	}
	rules, ok := e.graph.StateAt(open.On)
	if !ok || open.Electorate == nil {
		return closing.Setup{}, nil, fmt.Errorf("%w: no tellers close polls by these rules", closing.ErrRule)
	}
	return closing.Setup{
		Poll: opening, Tellers: closing.Order(opening, rules.Charter.Tellers), ClosesMillis: open.ClosesMillis,
		SettleMillis: rules.Charter.SettleMillis, PatienceMillis: rules.Charter.PatienceMillis,
		RetireMillis: min(open.ClosesMillis+rules.Charter.RetireAfterMillis, op.MaxTimeMillis),
	}, open, nil
}

func isOpening(kindName string) bool { return kindName == poll.KindOpen }

// noteOpening remembers a stored opening.
func (e *Engine) noteOpening(s Stored) error {
	if !isOpening(s.Kind) || s.Verdict == kind.Unknown {
		return nil
	}
	body, err := e.seams.body(s.Op)
	if open, is := body.(*poll.Open); is {
		e.addOpening(s.ID, open)
	}
	e.fail(err)
	return err
}

func (e *Engine) addOpening(id op.ID, open *poll.Open) {
	if open.Electorate != nil {
		e.openings = append(e.openings, id)
		e.briefs[id] = brief(open)
	}
	if !open.Ends.IsZero() {
		e.enders[open.Ends] = append(e.enders[open.Ends], id)
	}
}

// RunningPolls lists the polls that tellers can close and have not sealed, in the order in which they came here. It is asked inside of Ask.
func (e *Engine) RunningPolls() []op.ID {
	e.openings = slices.DeleteFunc(e.openings, func(id op.ID) bool {
		if sealed := e.graph.IsSealed(id); sealed || e.closable[id] {
			return sealed
		}
		_, _, err := e.setupOf(id)
		e.closable[id] = err == nil && e.failed == nil
		return errors.Is(err, closing.ErrRule) && e.failed == nil
	})
	return slices.Clone(e.openings)
}

// EnactableMillis is when the enactment of a poll may be proposed, if it passes.
func (e *Engine) EnactableMillis(opening op.ID) int64 {
	m, _ := e.meta(opening)
	open := e.openingAt(m)
	if open == nil {
		return forever
	}
	for _, manifest := range e.graph.Sealed(opening) {
		if v, known := e.verdictOf(opening, manifest); known && v.passed {
			return v.enactMillis
		}
	}
	track := e.trackOf(open)
	return open.ClosesMillis + track.EnactAfterMillis
}
