package app

// Opening a poll: what it names, what it takes from the proposal, the track and the method, and what its opening cites.

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// NewPoll says what shall be decided, and how. Fields that are zero take what the proposal and its track say.
type NewPoll struct {
	// Proposal is what is decided, by its text as it is now; zero for a question of its own, which needs Title and Track.
	Proposal op.ID
	Title    string
	Track    string
	// Method is one of poll.MethodNames; "" means yes or no.
	Method  string
	Options []string
	// Costs are what the options cost, where there is a Budget.
	Costs []uint64
	// Seats is how many options win; nil: one, or none where a budget decides or there is one question.
	Seats  *uint64
	Budget uint64
	// Settings are those of the method that shall not be as the method proposes.
	Settings map[string]string
	// Ties is one of poll.TieRules; "" means a draw.
	Ties string
	// ForMillis is how long the poll is open, and ClosesMillis its close; where both are 0 it is open for as long as the track asks for, or until a
	// place on the track has been free for as long as that.
	ForMillis, ClosesMillis int64
	// Enacts is how passing changes the charter; nil for not at all. It takes a track that can, and yes or no.
	Enacts *charter.Acts
	// Ends is the opening of the poll that passing ends; zero for none. It takes a track that does so, and yes or no.
	Ends op.ID
}

// PeriodError says that a poll would be open for too short or too long a time.
type PeriodError struct {
	Track string
	// HaveMillis lies outside of MinMillis to MaxMillis.
	HaveMillis, MinMillis, MaxMillis int64
}

func (e *PeriodError) Error() string {
	return fmt.Sprintf("a poll on %q is open from %s to %s, not %s", e.Track, charter.FormatDuration(e.MinMillis),
		charter.FormatDuration(e.MaxMillis), charter.FormatDuration(e.HaveMillis))
}

// PastCloseError says that a poll would close before it is opened.
type PastCloseError struct {
	ClosesMillis, NowMillis int64
}

func (e *PastCloseError) Error() string {
	return fmt.Sprintf("a poll that closes %s before it is opened", charter.FormatDuration(e.NowMillis-e.ClosesMillis))
}

// UnknownMethodError says which methods there are.
type UnknownMethodError struct {
	Method string
	Known  []string
}

func (e *UnknownMethodError) Error() string {
	return fmt.Sprintf("there is no method %q here", e.Method)
}

// OpenPoll opens a poll, judged by the last settled commit known here. From then on neither its text nor its voters change.
// Errors: *UnknownTrackError, *UnknownMethodError, *PeriodError, *PastCloseError, *FormError, *NotAppliedError, ErrNotFoundHere, ErrNotPossible, ErrNeedsNewer.
func (c *Community) OpenPoll(ctx context.Context, n NewPoll) (op.ID, error) {
	open, err := n.opening()
	if err != nil {
		return op.ID{}, err
	}
	if !n.Proposal.IsZero() {
		if err := c.decideAbout(ctx, &open, n.Proposal); err != nil {
			return op.ID{}, err
		}
	}
	var id op.ID
	err = c.update(ctx, func(w *writing) (err error) {
		id, err = w.openPoll(open, &n)
		return err
	})
	return id, err
}

// opening writes down what the person says and what the method proposes, with nothing left to be guessed later.
func (n *NewPoll) opening() (poll.Open, error) {
	open := poll.Open{
		Title: n.Title, Track: n.Track, Method: n.Method, Options: n.Options, Costs: n.Costs, Budget: n.Budget, Tie: n.Ties, Enacts: n.Enacts, Ends: n.Ends,
	}
	for _, name := range slices.Sorted(maps.Keys(n.Settings)) {
		open.Settings = append(open.Settings, poll.Setting{Name: name, Value: n.Settings[name]})
	}
	if open.Complete() != nil {
		return open, &UnknownMethodError{Method: n.Method, Known: poll.MethodNames()}
	}
	if m, err := poll.MethodOf(open.Method); err == nil && n.Seats == nil {
		open.Seats = poll.DefaultSeats(m, n.Budget)
	} else if n.Seats != nil {
		open.Seats = *n.Seats
	}
	return open, nil
}

// decideAbout fills in what a proposal says: its current text has to be at hand and to be shown.
func (c *Community) decideAbout(ctx context.Context, open *poll.Open, id op.ID) error {
	p, err := c.Proposal(ctx, id)
	if err != nil {
		return err
	}
	var text proposal.Revision
	if err := c.row(ctx, text.Table(), p.Current(), &text); err != nil {
		return err
	}
	hidden := false
	err = c.Ask(ctx, func(r Reader) (err error) {
		hidden, err = isHidden(r, id, id, text.ID)
		return err
	})
	switch {
	case err != nil:
		return err
	case p.IsGone() || text.IsGone():
		return fmt.Errorf("opening a poll: the text was taken back: %w", ErrNotPossible)
	case text.Absent:
		return fmt.Errorf("opening a poll: the text is not here: %w", ErrNotPossible)
	case hidden:
		return fmt.Errorf("opening a poll: the text is hidden: %w", ErrNotPossible)
	}
	open.Proposal, open.Revision = p.ID, text.ID
	if open.Title == "" {
		open.Title = text.Title
	}
	if open.Track == "" {
		open.Track = p.Track
	}
	return nil
}

// openPoll fills in what the settled commit says, and writes the opening.
func (w *writing) openPoll(open poll.Open, n *NewPoll) (op.ID, error) {
	g := w.engine.Authority()
	switch {
	case g == nil:
		return op.ID{}, ErrNotHereYet
	case w.engine.NeedsNewer():
		return op.ID{}, fmt.Errorf("opening a poll: %w", ErrNeedsNewer)
	}
	open.On = g.Now().Settled
	rules, _ := g.StateAt(open.On)
	track, ok := rules.Charter.Track(open.Track)
	if !ok {
		return op.ID{}, &UnknownTrackError{Track: open.Track, Known: trackIDs(Standing{State: *rules})}
	}
	if open.Enacts != nil && (!open.MayEnact(&rules.Charter) || !rules.Charter.Has(closing.Feature)) {
		return op.ID{}, fmt.Errorf("opening a poll that changes the charter on the track %q: %w", track.ID, ErrNotPossible)
	}
	if open.Enacts != nil {
		if err := w.checkBoard(open.Enacts.Tellers); err != nil {
			return op.ID{}, err
		}
	}
	if err := w.mayEnd(&open, track); err != nil {
		return op.ID{}, err
	}
	now := w.community.service.ports.NowMillis()
	var err error
	if open.ClosesMillis, err = w.closeOf(n, track, now); err != nil {
		return op.ID{}, err
	}
	if err := errors.Join(open.Check(), open.Fits(), open.FitsTrack(track)); err != nil {
		return op.ID{}, &FormError{Kind: poll.KindOpen, Err: err}
	}
	return w.open(open, now)
}

// closeOf is the close of a poll that is opened now: by itself it leaves the whole decision once there is a place for it.
func (w *writing) closeOf(n *NewPoll, track charter.Track, nowMillis int64) (int64, error) {
	closes := n.ClosesMillis
	switch {
	case closes != 0:
	case n.ForMillis != 0:
		closes = nowMillis + n.ForMillis
	default:
		from := max(nowMillis+track.PrepareMillis, w.engine.PlaceFreeMillis(track, nowMillis))
		closes = from + track.DecisionMillis + track.ConfirmMillis
	}
	if closes <= nowMillis {
		return 0, &PastCloseError{ClosesMillis: closes, NowMillis: nowMillis}
	}
	if have := closes - nowMillis; have < track.OpenMillis() || have > charter.MaxPeriodMillis {
		return 0, &PeriodError{Track: track.ID, HaveMillis: have, MinMillis: track.OpenMillis(), MaxMillis: charter.MaxPeriodMillis}
	}
	return closes, nil
}

// mayEnd: a poll on a track that ends others names one that is not over, and no other track's poll does.
func (w *writing) mayEnd(open *poll.Open, track charter.Track) error {
	if open.Ends.IsZero() && track.Ends == charter.EndsNothing {
		return nil
	}
	if track.Ends == charter.EndsNothing || open.Ends.IsZero() || !open.Decides() {
		return fmt.Errorf("opening a poll on the track %q: what ends another poll asks yes or no, on a track for that, and says which: %w", track.ID, ErrNotPossible)
	}
	row, found, err := w.tx.Row(poll.Poll{}.Table(), open.Ends.String())
	if err != nil {
		return err
	}
	target, is := row.(poll.Poll)
	switch {
	case !found || !is:
		return fmt.Errorf("the poll %s: %w", open.Ends.Short(), ErrNotFoundHere)
	case w.engine.Authority().IsSealed(target.ID):
		return fmt.Errorf("opening a poll that ends %s: that one is closed: %w", target.ID.Short(), ErrNotPossible)
	}
	return nil
}

// open writes an opening behind everything that decides about its voters. What does not fit in the deps of one act goes into those of acts before
// it that say nothing new.
func (w *writing) open(open poll.Open, nowMillis int64) (op.ID, error) {
	for range maxWoven {
		past, err := w.engine.PastOfTip(w.tx, w.community.Device())
		if err != nil {
			return op.ID{}, err
		}
		cites, err := w.elect(&open, past, nowMillis)
		if err != nil {
			return op.ID{}, err
		}
		if len(cites) <= openingRoom {
			return w.act(Draft{Kind: poll.KindOpen, Body: &open, Deps: append(open.Deps(), cites...)})
		}
		if err := w.weave(cites[:openingRoom]); err != nil {
			return op.ID{}, err
		}
	}
	return op.ID{}, fmt.Errorf("opening a poll: too many people have admitted members apart from each other: %w", ErrNotPossible)
}

const (
	// openingRoom leaves room for a proposal, its revision, the poll that it ends, and what the author's own rights rest on.
	openingRoom = op.MaxDeps - 6
	// maxWoven acts take in what eleven times as many admitters did while apart: more than a charter can name.
	maxWoven = 32
)

// elect lists the acts that an opening has to cite for its voters. Where tellers receipt admissions, it writes into the opening who may vote.
func (w *writing) elect(open *poll.Open, past authority.PastID, nowMillis int64) ([]op.ID, error) {
	g := w.engine.Authority()
	if rules, ok := g.StateAt(open.On); !ok || !rules.Charter.Has(closing.Feature) {
		return g.OpeningCites(open.On, past), nil
	}
	cites := g.SettlingCites(open.On, past)
	rights := g.Relies(w.community.Device(), w.community.Membership().Account, past)
	return cites, w.engine.Elect(open, slices.Concat(cites, rights), past, nowMillis)
}

// weave makes some acts part of this device's past, by saying again what the account says of itself.
func (w *writing) weave(cites []op.ID) error {
	account := w.community.Membership().Account
	row, _, err := w.tx.Row(proposal.Profile{}.Table(), proposal.ProfileSubject(account).String())
	if err != nil {
		return err
	}
	now, _ := row.(proposal.Profile)
	p, _ := w.engine.Authority().Person(account)
	body := &proposal.SetProfile{Name: now.Name, About: now.About, Replaces: now.Heads[:min(len(now.Heads), proposal.MaxReplaces)]}
	if body.Name == "" {
		body.Name = p.Name
	}
	deps := append(body.Deps(), cites...)
	if room := op.MaxDeps - 3; len(deps) > room {
		deps = deps[:room]
	}
	_, err = w.act(Draft{Kind: proposal.KindProfile, Body: body, Deps: deps})
	return err
}
