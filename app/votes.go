package app

// Votes: opening a poll, casting a ballot, and taking it back by casting another.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
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
	// Method is one of poll.Methods; "" means yes or no.
	Method  string
	Options []string
	// Max is how many options one ballot may approve; 0 means any number.
	Max uint64
	// ForMillis is how long the poll is open; 0 means as long as the track asks for.
	ForMillis int64
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

// UnknownMethodError says which methods there are.
type UnknownMethodError struct {
	Method string
	Known  []string
}

func (e *UnknownMethodError) Error() string {
	return fmt.Sprintf("there is no method %q here", e.Method)
}

// OpenPoll opens a poll, judged by the last settled commit known here. From then on neither its text nor its voters change.
// Errors: *UnknownTrackError, *UnknownMethodError, *PeriodError, *FormError, *NotAppliedError, ErrNotFoundHere, ErrNotPossible, ErrNeedsNewer.
func (c *Community) OpenPoll(ctx context.Context, n NewPoll) (op.ID, error) {
	open := poll.Open{Title: n.Title, Track: n.Track, Method: n.Method, Options: n.Options, Max: n.Max, Tie: poll.TieByDraw}
	if open.Method == "" {
		open.Method = poll.YesNo
	}
	if _, err := poll.MethodOf(open.Method); err != nil {
		return op.ID{}, &UnknownMethodError{Method: n.Method, Known: methodNames()}
	}
	if !n.Proposal.IsZero() {
		if err := c.decideAbout(ctx, &open, n.Proposal); err != nil {
			return op.ID{}, err
		}
	}
	var id op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		id, err = w.openPoll(open, n.ForMillis)
		return err
	})
	return id, err
}

func methodNames() []string {
	var names []string
	for _, m := range poll.Methods() {
		names = append(names, m.Name())
	}
	return names
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
func (w *writing) openPoll(open poll.Open, forMillis int64) (op.ID, error) {
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
	if forMillis == 0 {
		forMillis = track.DecisionMillis
	}
	if forMillis < track.DecisionMillis || forMillis > charter.MaxPeriodMillis {
		return op.ID{}, &PeriodError{
			Track: track.ID, HaveMillis: forMillis, MinMillis: track.DecisionMillis, MaxMillis: charter.MaxPeriodMillis,
		}
	}
	open.ClosesMillis = w.community.service.ports.NowMillis() + forMillis
	if err := errors.Join(open.Check(), open.Fits()); err != nil {
		return op.ID{}, &FormError{Kind: poll.KindOpen, Err: err}
	}
	return w.open(open)
}

// open writes an opening behind everything that decides about its voters. What does not fit in the deps of one act goes into those of acts before
// it that say nothing new.
func (w *writing) open(open poll.Open) (op.ID, error) {
	for range maxWoven {
		past, err := w.engine.PastOfTip(w.tx, w.community.Device())
		if err != nil {
			return op.ID{}, err
		}
		g := w.engine.Authority()
		cites := g.OpeningCites(open.On, past)
		if rules, _ := g.StateAt(open.On); rules.Charter.Has(closing.Feature) {
			cites = g.SettlingCites(open.On, past)
			rights := g.Relies(w.community.Device(), w.community.Membership().Account, past)
			if err := w.engine.Elect(&open, slices.Concat(cites, rights), past, w.community.service.ports.NowMillis()); err != nil {
				return op.ID{}, err
			}
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
	// openingRoom leaves room for a proposal, its revision, and what the author's own rights rest on.
	openingRoom = op.MaxDeps - 5
	// maxWoven acts take in what eleven times as many admitters did while apart: more than a charter can name.
	maxWoven = 32
)

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

// PollOverError says that a poll's time is over, by this laptop's clock. What the tellers received in time counts, so a ballot that is cast
// now would be listed as late at best.
type PollOverError struct{ ClosedMillis, NowMillis int64 }

func (e *PollOverError) Error() string {
	return fmt.Sprintf("the poll closed at %d, and this laptop's clock says %d", e.ClosedMillis, e.NowMillis)
}

// ErrNoVoter says that the account is not in a poll's electorate, because it was no member when the poll was opened; what wraps it says more.
var ErrNoVoter = errors.New("this account may not vote in this poll")

// Vote casts what a person typed as the ballot of this account, in place of the one before. Errors: poll.ErrChoice (a *poll.UnknownOptionError
// where a word is no option), ErrNoVoter, *PollOverError, *FormError, ErrNotFoundHere.
func (c *Community) Vote(ctx context.Context, id op.ID, typed, reason string) (op.ID, error) {
	var p poll.Poll
	if err := c.row(ctx, p.Table(), id, &p); err != nil {
		return op.ID{}, err
	}
	method, err := poll.MethodOf(p.Opening.Method)
	if err != nil {
		return op.ID{}, fmt.Errorf("voting by %s: %w", p.Opening.Method, ErrNeedsNewer)
	}
	choice, err := method.ParseChoice(&p.Opening, typed)
	if err != nil {
		return op.ID{}, err
	}
	payload, err := method.Encode(&p.Opening, choice)
	if err != nil {
		return op.ID{}, err
	}
	return c.cast(ctx, p, poll.Cast{Poll: id, Choice: payload, Reason: reason})
}

// cast casts a ballot in place of the account's ones before.
func (c *Community) cast(ctx context.Context, p poll.Poll, cast poll.Cast) (ballot op.ID, err error) {
	mine, err := c.ownBallots(ctx, p.ID)
	if err != nil {
		return op.ID{}, err
	}
	err = c.update(ctx, func(w *writing) (err error) {
		ballot, err = w.vote(p, mine, cast)
		return err
	})
	return ballot, err
}

// ownBallots lists this account's ballots in a poll that none of its others replaces.
func (c *Community) ownBallots(ctx context.Context, id op.ID) ([]op.ID, error) {
	account := c.Account()
	var heads []op.ID
	err := c.Ask(ctx, func(r Reader) error {
		ballots, err := r.BallotsBy(id, account)
		for _, b := range ballots {
			if !slices.ContainsFunc(ballots, func(other poll.Ballot) bool { return other.Replaces == b.ID }) {
				heads = append(heads, b.ID)
			}
		}
		return err
	})
	return heads, err
}

func (w *writing) vote(p poll.Poll, mine []op.ID, cast poll.Cast) (op.ID, error) {
	if err := cast.Check(); err != nil {
		return op.ID{}, &FormError{Kind: poll.KindCast, Err: err}
	}
	c := w.community
	if w.engine.Authority() == nil {
		return op.ID{}, ErrNotHereYet
	}
	if why, err := whyNotVote(w.engine, w.tx, c.Membership().Account, p.ID); err != nil || why != nil {
		return op.ID{}, errors.Join(err, why)
	}
	if now := c.service.ports.NowMillis(); now >= p.Opening.ClosesMillis {
		return op.ID{}, &PollOverError{ClosedMillis: p.Opening.ClosesMillis, NowMillis: now}
	}
	if len(mine) == 0 {
		mine = []op.ID{{}}
	}
	// Two laptops that were apart leave two ballots that nobody replaced, and one ballot replaces one: so each of them is replaced by the new choice.
	var last op.ID
	var err error
	for _, cast.Replaces = range mine {
		if last, err = w.act(Draft{Kind: poll.KindCast, Body: &cast, Deps: cast.Deps()}); err != nil {
			return op.ID{}, err
		}
	}
	return last, nil
}

// whyNotVote says why an account may not vote in a poll; why is nil where it may.
func whyNotVote(e *community.Engine, v community.View, account op.AccountID, id op.ID) (why, err error) {
	may, err := e.MayVote(v, account, id)
	if err != nil {
		return nil, err
	}
	p, _ := e.Authority().Person(account)
	switch {
	case p.Removed:
		return fmt.Errorf("voting: removed from the community: %w", ErrNoVoter), nil
	case may:
		return nil, nil
	case !p.Member:
		return fmt.Errorf("voting: not a member yet: %w", ErrNoVoter), nil
	}
	return fmt.Errorf("voting: became a member after the poll was opened: %w", ErrNoVoter), nil
}
