package sim

// Checks of polls that close: what must hold whatever the code under test says of it.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// checkCalm: where enough honest tellers have met before the close, by their clocks, every ballot that they hold is safe.
func (r *run) checkCalm() {
	honest := r.honestStarted()
	if len(honest) == 0 || r.failed != nil {
		return
	}
	l := honest[0]
	l.askPolls(func(e *community.Engine) error {
		for _, opening := range r.polling.openings {
			p, err := e.Closing(opening)
			if err != nil || p.State() != closing.Open {
				continue
			}
			able := r.ableTellers(p.Tellers(), func(other *laptop) bool { return other.isOpenFor(opening) })
			n, f := len(p.Tellers()), charter.Tolerated(len(p.Tellers()))
			if able < max(f+1, n-charter.Quorum(n)+f+1) {
				continue
			}
			r.saw("calm before the close")
			for _, s := range l.ops() {
				if s.Kind == poll.KindCast && s.Subject == opening && s.Verdict == kind.Applied && !slices.Contains(p.Safe(), s.ID) && !r.mayNotCount(l, s) {
					r.fail("everybody has met before the close of %s, %d tellers are able, and %s is not safe", r.name(opening), able, r.name(s.ID))
				}
			}
		}
		return nil
	})
}

// ableTellers counts the honest tellers at hand that something holds of.
func (r *run) ableTellers(board []op.DeviceID, is func(*laptop) bool) int {
	able := r.which(func(l *laptop) bool {
		return !l.person.lies && !l.gone && l.started() && slices.Contains(board, l.device()) && !l.engineForked() && is(l)
	})
	return len(able)
}

// isOpenFor: by its own clock and log the laptop's receipts are still in time, and it has received the opening.
func (l *laptop) isOpenFor(opening op.ID) bool {
	closes := l.openingOf(opening).ClosesMillis
	began, inTime := false, l.clock() < closes
	for _, s := range l.ops() {
		if s.Device != l.device() || s.Subject != opening {
			continue
		}
		switch body := l.bodyOf(s.Op).(type) {
		case *closing.Receipt:
			began, inTime = true, inTime && body.AtMillis < closes
		case *closing.Freeze:
			inTime = false
		}
	}
	return began && inTime
}

// checkPolls checks all polls that the laptop holds. Nobody honest ever wrote twice in one place, whatever was lost on the way.
func (r *run) checkPolls(m *model, here *laptop, said []pollSaid) error {
	for device := range m.forks {
		if r.isHonest(device) {
			return fmt.Errorf("%s is honest, and has written two things in one place", r.whose(device))
		}
	}
	for _, s := range said {
		c := m.closedAs(s.id)
		if err := r.compareClosed(here, s, c); err != nil {
			return err
		}
		if c == nil {
			continue
		}
		for _, check := range []func(*model, *closed, pollSaid) error{r.checkSeals, r.checkSafe, r.checkLate, r.checkEnded, r.checkEnacted} {
			if err := check(m, c, s); err != nil {
				return err
			}
		}
		r.saw("poll is " + s.state.String())
		r.sawOutcome(c, s)
	}
	return nil
}

func (r *run) sawOutcome(c *closed, s pollSaid) {
	if len(s.late) > 0 {
		r.saw("late ballot")
	}
	for _, one := range s.sealed {
		if one.moment != c.box.closes {
			r.saw("sealed early")
		}
		if one.view > 0 {
			r.saw("view change of a poll")
		}
	}
}

// liarsAmong is how many of a board's tellers lie, or write with a key that a liar has.
func (r *run) liarsAmong(board []op.DeviceID) int {
	n := 0
	for _, d := range board {
		if !r.isHonest(d) {
			n++
		}
	}
	return n
}

func (r *run) isHonest(device op.DeviceID) bool {
	return slices.ContainsFunc(r.laptops, func(l *laptop) bool { return l.device() == device && !l.person.lies })
}

// checkSeals: two manifests are sealed, anywhere and at any time, only where more than f tellers have forked; and no honest one ever does.
func (r *run) checkSeals(m *model, c *closed, s pollSaid) error {
	all := make(map[op.ID]bool)
	for id := range r.polling.shown[s.id] {
		all[id] = true
	}
	for _, one := range s.sealed {
		all[one.manifest] = true
	}
	forked := 0
	for _, d := range c.box.board {
		if _, is := m.forks[d]; is {
			forked++
		}
	}
	if len(all) > 1 && forked <= charter.Tolerated(len(c.box.board)) {
		return fmt.Errorf("of the poll %s %d manifests were sealed, and only %d of %d tellers have forked", r.name(s.id), len(all), forked, len(c.box.board))
	}
	for id, by := range r.polling.shown[s.id] {
		if !by.gone && !slices.ContainsFunc(s.sealed, func(one sealedSaid) bool { return one.manifest == id }) && r.liarsAmong(c.box.board) <= charter.Tolerated(len(c.box.board)) {
			return fmt.Errorf("%s showed the poll %s sealed, and it is not", by.name, r.name(s.id))
		}
	}
	for _, fork := range s.forks {
		if r.isHonest(fork.Teller) {
			return fmt.Errorf("%s is said to have contradicted itself about the poll %s, and is honest", r.whose(fork.Teller), r.name(s.id))
		}
	}
	return nil
}

// checkSafe: what was ever shown as safe is counted by every seal, unless its account replaced it. It holds while no more than f lie.
func (r *run) checkSafe(m *model, c *closed, s pollSaid) error {
	if r.liarsAmong(c.box.board) > charter.Tolerated(len(c.box.board)) {
		return nil
	}
	for ballot, by := range r.polling.safe[s.id] {
		for _, one := range s.sealed {
			// It is a promise for the close: whoever may close early says so.
			if one.moment != c.box.closes || slices.Contains(one.counted, ballot) || r.isReplaced(m, ballot, one) {
				continue
			}
			return fmt.Errorf("%s showed %s as safe, and the poll %s does not count it", by.name, r.name(ballot), r.name(s.id))
		}
	}
	return nil
}

// isReplaced: another ballot of the account counts, which replaces this one or came from another of its devices.
func (r *run) isReplaced(m *model, ballot op.ID, one sealedSaid) bool {
	account := m.author(m.facts[m.index[ballot]])
	return slices.ContainsFunc(one.counted, func(id op.ID) bool { return m.author(m.facts[m.index[id]]) == account })
}

// checkLate: nothing counts that no honest teller received in time, nor, where all honest clocks were right, what was cast too late.
func (r *run) checkLate(m *model, c *closed, s pollSaid) error {
	if r.liarsAmong(c.box.board) > charter.Tolerated(len(c.box.board)) {
		return nil
	}
	clocksRight := !slices.ContainsFunc(r.laptops, func(l *laptop) bool { return !l.person.lies && l.wasWrong })
	for _, one := range s.sealed {
		for _, ballot := range one.counted {
			if !slices.ContainsFunc(m.heard[s.id], func(f *fact) bool {
				receipt, is := f.body.(*closing.Receipt)
				return is && r.isHonest(f.device()) && receipt.AtMillis <= c.box.closes && slices.Contains(receipt.Ballots, ballot)
			}) {
				return fmt.Errorf("the poll %s counts %s, which no honest teller received in time", r.name(s.id), r.name(ballot))
			}
			if at, known := r.polling.cast[ballot]; known && clocksRight && at > c.box.closes+rightMillis {
				return fmt.Errorf("the poll %s counts %s, which was cast %s after its close", r.name(s.id), r.name(ballot), days(at-c.box.closes))
			}
		}
	}
	return nil
}

// checkEnded: where a quorum of honest tellers can receive a poll, it has ended; where too few of them sealed it, it has not.
func (r *run) checkEnded(m *model, c *closed, s pollSaid) error {
	must := r.mustAccept(m, c)
	able := r.ableTellers(c.box.board, func(l *laptop) bool {
		return must || slices.ContainsFunc(m.heard[s.id], func(f *fact) bool { return f.device() == l.device() })
	})
	if able >= c.box.quorum() && len(s.sealed) == 0 {
		return fmt.Errorf("%d of %d tellers are honest, can receive the poll %s, and had all the time in the world; it is %s",
			able, len(c.box.board), r.name(s.id), s.state)
	}
	for _, one := range s.sealed {
		sealed := make(map[op.DeviceID]bool)
		for _, f := range m.heard[s.id] {
			if f.told.step == agreement.Seal && f.told.value == one.manifest && r.acked[f.id()] != nil {
				sealed[f.device()] = true
			}
		}
		if lying := r.liarsAmong(c.box.board); len(sealed)+lying < c.box.quorum() {
			return fmt.Errorf("the poll %s is sealed, where %d honest tellers sealed it and %d of %d lie", r.name(s.id), len(sealed), lying, len(c.box.board))
		}
	}
	if len(s.sealed) == 0 {
		r.saw("undecided in the end")
	}
	return nil
}

// mustAccept: no honest teller has a reason to refuse the opening: its author is no liar and still a member, and it leaves out nobody who was ever
// admitted: whom a teller had receipted before it heard of the opening it holds for left out, whatever became of them.
func (r *run) mustAccept(m *model, c *closed) bool {
	if !slices.Contains(r.polling.openings, c.box.opening) {
		return false
	}
	author := m.author(m.facts[m.index[c.box.opening]])
	isMember := false
	for _, p := range r.honestStarted()[0].graph().People() {
		if (p.Member || !p.Admission.IsZero()) && !c.box.voters[p.Account] {
			return false
		}
		isMember = isMember || (p.Member && p.Account == author)
	}
	return isMember
}

// checkEnacted: what has passed is in force, where a quorum of the tellers in office is honest.
func (r *run) checkEnacted(m *model, c *closed, s pollSaid) error {
	if c.box.open.Enacts == nil || len(s.sealed) != 1 || !s.outcome.Passed || m.hasTwoSettled() {
		return nil
	}
	line := m.line(op.ID{})
	board := m.at(line.Settled).rules.Tellers
	if slices.ContainsFunc(line.Commits, func(id op.ID) bool { return m.enacts(id, s.id) }) {
		r.saw("poll is enacted")
		return nil
	}
	able := r.ableTellers(board, func(*laptop) bool { return true })
	if able >= quorum(len(board)) && slices.Contains(line.Commits, c.box.open.On) {
		return fmt.Errorf("the poll %s has passed, %d of %d tellers are honest, and what it enacts is not in force", r.name(s.id), able, len(board))
	}
	return nil
}

// mayNotCount: a ballot that no receipt can name, as it is not of a voter or replaces somebody else's; or that its account's share has no room for.
func (r *run) mayNotCount(l *laptop, s community.Stored) bool {
	may := false
	l.view(func(v community.View) (err error) {
		record, _ := l.engine.Device(s.Device)
		may, err = l.engine.MayVote(v, record.Account, s.Subject)
		return err
	})
	return !may
}
