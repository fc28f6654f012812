package sim

// Votes: polls by several methods on a settled commit, and ballots in them.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// openingRoom is how many acts an opening cites for its voters' sake; those whose admission it leaves out may not vote, and everybody says so.
const openingRoom = op.MaxDeps - 5

// opensPoll asks a question of those who are members as far as the opening shows it.
func (l *laptop) opensPoll() {
	on := l.graph().Now().Settled
	body := l.draftOpening(on, l.clock()+dayMillis)
	l.run.saw("poll")
	l.update(func(w *writing) error {
		past, err := w.engine.PastOfTip(w.tx, l.device())
		if err != nil {
			return err
		}
		cites := w.engine.Authority().OpeningCites(on, past)
		_, err = w.act(draft{poll.KindOpen, body, cites[:min(len(cites), openingRoom)]})
		return err
	})
}

// votes casts a ballot, in place of an earlier one of this laptop where there is one.
func (l *laptop) votes() {
	opening, ok := l.pickOp(ofKind(poll.KindOpen))
	if !ok || !l.mayVote(opening) {
		return
	}
	l.run.saw("ballot")
	body := l.draftBallot(opening)
	l.do(poll.KindCast, body, body.Deps()...)
}

func (l *laptop) mayVote(opening community.Meta) (may bool) {
	l.graph()
	l.view(func(v community.View) (err error) {
		may, err = l.engine.MayVote(v, l.person.id(), opening.ID)
		return err
	})
	return may
}

// votedBy are the methods of a run's polls: one for each form of ballots.
var votedBy = []string{poll.YesNo, poll.YesNo, poll.Approval, "consent", "schulze", "irv", "star", "cumulative", "quadratic", "pb-equal-shares"}

// draftOpening asks a question by some method.
func (l *laptop) draftOpening(on op.ID, closesMillis int64) *poll.Open {
	method, _ := pick(l.run.dice, votedBy)
	return l.draftOpeningOn("everyday", method, on, closesMillis)
}

func (l *laptop) draftOpeningOn(track, method string, on op.ID, closesMillis int64) *poll.Open {
	body := &poll.Open{Track: track, On: on, Title: l.words("poll"), Method: method, ClosesMillis: max(1, closesMillis), Options: []string{}}
	m, err := poll.MethodOf(method)
	if err != nil {
		panic(err)
	}
	if m.Form() != tally.Choice && m.Form() != tally.Consents {
		body.Options = []string{"Elm", "Oak", "Ash"}
	}
	if method == "pb-equal-shares" {
		body.Budget, body.Costs = 10, []uint64{3, 5, 7}
	}
	body.Seats = poll.DefaultSeats(m, body.Budget)
	if err := body.Complete(); err != nil {
		panic(err)
	}
	return body
}

// draftBallot marks something, in place of an earlier ballot of this laptop where there is one. Now and then it is none in that poll.
func (l *laptop) draftBallot(opening community.Meta) *poll.Cast {
	body := &poll.Cast{Poll: opening.ID, Choice: l.mark(opening.ID), Reason: l.words("reason")}
	mine, ok := l.pickOp(func(m community.Meta) bool {
		return ofKind(poll.KindCast)(m) && m.Subject == opening.ID && m.Device == l.device()
	})
	if ok {
		body.Replaces = mine.ID
	}
	return body
}

// mark is a choice that fits the poll, where it is here and the dice do not want another.
func (l *laptop) mark(id op.ID) []byte {
	d := l.run.dice
	var row kind.Row
	l.view(func(v community.View) (err error) {
		row, _, err = v.Row(poll.Poll{}.Table(), id.String())
		return err
	})
	p, ok := row.(poll.Poll)
	if !ok || d.chance(5) {
		return []byte{byte(d.IntN(3))}
	}
	b := tally.Ballot{Count: 1}
	switch e := p.Opening.Election(); e.Form {
	case tally.Choice:
		b.Picks = []int{d.IntN(len(e.Options))}
		if l.run.polling != nil && d.chance(60) {
			b.Picks = []int{tally.OptionYes} // else nothing would ever pass
		}
	case tally.Approvals:
		b.Picks = []int{d.IntN(2), 2}
	case tally.Ranking:
		first := d.IntN(3)
		b.Ranks = [][]int{{first}, {(first + 1) % 3}}
	case tally.Consents:
		b.Stance = []tally.Stance{tally.Consent, tally.StandAside, tally.Object}[d.IntN(3)]
	default:
		b.Values = []int64{int64(d.IntN(4)), int64(d.IntN(4)), int64(d.IntN(4))}
	}
	choice, err := poll.Encode(&p.Opening, b)
	if err != nil {
		panic(err)
	}
	return choice
}
