package sim

// Healing: the network is whole, every laptop is on, and everybody exchanges until nothing is new. Then everything is checked.

import (
	"errors"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// maxRounds of exchange, and of waiting for the tellers: far more than any run has needed.
const maxRounds = 60

func (r *run) heal() error {
	r.note("the world heals")
	r.temper.crash, r.temper.loss, r.temper.double = 0, 0, 0
	clear(r.side)
	for _, l := range r.laptops {
		l.down, l.crashNext = l.gone, false
	}
	r.lastLetters()
	steps := []func() error{r.catchUpAll, r.exchangeAll, r.passWaiting, r.agreeSoFar, r.letTellersFinish, r.check}
	if r.polling != nil {
		steps = []func() error{r.exchangeAll, r.passWaiting, r.agreeSoFar, r.letPollsEnd, r.check}
	}
	for _, do := range steps {
		if err := do(); err != nil {
			return err
		}
		if r.failed != nil {
			return r.failed
		}
	}
	return nil
}

// lastLetters delivers some of what was on its way, and what liars then like to show.
func (r *run) lastLetters() {
	for _, mail := range shuffled(r.dice, r.letters) {
		if r.dice.chance(30) && r.failed == nil {
			r.deliver(mail)
		}
	}
	r.letters = nil
	for _, l := range r.laptops {
		if l.person.lies && r.dice.chance(60) {
			clear(l.hidden)
			if to, ok := pick(r.dice, r.honest()); ok {
				r.hands(l, to, false)
			}
		}
	}
}

// errNoEnd says that everybody would go on for ever.
var errNoEnd = errors.New("the laptops never come to an end of exchanging")

// exchangeAll lets the honest laptops exchange until nothing is new.
func (r *run) exchangeAll() error { return r.exchangeAmong(r.honest()) }

func (r *run) exchangeAmong(laptops []*laptop) error {
	for range maxRounds {
		news := 0
		for _, from := range laptops {
			for _, to := range laptops {
				// In runs about polls all meet the first one, which is as good and costs less.
				if from == to || r.failed != nil || (r.polling != nil && from != laptops[0] && to != laptops[0]) {
					continue
				}
				if ops := r.lacking(from, to); len(ops) > 0 {
					news += len(to.take(ops).Stored)
				}
			}
		}
		r.letters = nil
		if news == 0 {
			return r.failed
		}
	}
	return errNoEnd
}

// passWaiting hands everybody what waits anywhere for its past: another laptop may hold that.
func (r *run) passWaiting() error {
	var all []*op.Op
	for _, l := range r.honest() {
		all = append(all, l.waitingOps()...)
	}
	for _, l := range r.honest() {
		if ops := shuffled(r.dice, all); len(ops) > 0 {
			l.take(ops)
		}
	}
	return r.exchangeAll()
}

// agreeSoFar checks what does not need the tellers to have finished.
func (r *run) agreeSoFar() error {
	if len(r.honestStarted()) == 0 {
		return nil
	}
	_, _, err := r.agree()
	return err
}

// letTellersFinish gives the tellers time, until they have nothing more to say.
func (r *run) letTellersFinish() error {
	return r.giveTime(func(int) bool { return true })
}

// letPollsEnd gives the tellers time until every poll has ended, or nobody has anything to say any more for years.
func (r *run) letPollsEnd() error {
	return r.giveTime(func(round int) bool { return round >= roundsOfYears || !r.somePollRuns() })
}

// giveTime lets time go by, ever more a round, until nothing was written in one, nobody is impatient and it is enough.
func (r *run) giveTime(isEnough func(round int) bool) error {
	r.note("the tellers get time")
	for round := range maxRounds {
		before := r.written
		r.now += firstPatienceMillis << min(round/2, 9)
		for _, l := range r.honest() {
			l.tick()
		}
		if err := r.exchangeAll(); err != nil {
			return err
		}
		if r.written == before && !r.somebodyImpatient() && isEnough(round) {
			return nil
		}
	}
	return nil
}

// roundsOfYears of letPollsEnd take longer than any clock is off.
const roundsOfYears = 20

// somePollRuns reports whether an honest laptop holds a poll that tellers can still close, or enact.
func (r *run) somePollRuns() bool {
	running := 0
	for _, l := range r.honestStarted() {
		l.askPolls(func(e *community.Engine) error {
			_, due := e.Authority().EnactmentsDue(func(op.ID) bool { return true })
			for _, id := range e.RunningPolls() {
				if !e.Authority().IsSealed(id) {
					running++
				}
			}
			running += len(due)
			return nil
		})
	}
	return running > 0
}

// somebodyImpatient reports whether an honest teller still waits for something in an agreement that can end.
func (r *run) somebodyImpatient() bool {
	return slices.ContainsFunc(r.honest(), func(l *laptop) bool {
		waits := false
		l.ask(func(g *authority.Graph) {
			duty, ok := g.Duty(l.device(), func(op.ID, uint32) bool { return false }, l.enacts)
			waits = ok || duty.Impatient
		})
		return waits && !l.engineForked()
	})
}
