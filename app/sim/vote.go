package sim

// Votes: polls on a settled commit, and ballots in them.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// openingRoom is how many acts an opening cites for its voters' sake; those whose admission it leaves out may not vote, and everybody says so.
const openingRoom = op.MaxDeps - 5

// opensPoll asks a question of those who are members as far as the opening shows it.
func (l *laptop) opensPoll() {
	on := l.graph().Now().Settled
	body := &poll.Open{
		Track: "everyday", On: on, Title: l.words("poll"), Method: poll.YesNo, Options: []string{},
		ClosesMillis: max(1, l.clock()+dayMillis), Tie: poll.TieByDraw,
	}
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

func (l *laptop) draftBallot(opening community.Meta) *poll.Cast {
	body := &poll.Cast{Poll: opening.ID, Choice: []byte{byte(l.run.dice.IntN(3))}}
	mine, ok := l.pickOp(func(m community.Meta) bool {
		return ofKind(poll.KindCast)(m) && m.Subject == opening.ID && m.Device == l.device()
	})
	if ok {
		body.Replaces = mine.ID
	}
	return body
}
