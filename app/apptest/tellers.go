package apptest

// Tellers in stories: they receipt admissions and ballots, and close polls, by the same state machine as the app's.

import (
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Closing puts closing in force: for Founder.
func Closing(c *charter.Charter) { c.Features = []string{closing.Feature, charter.Core} }

// Tellers makes these laptops the tellers, by a commit of the founder alone, and receipts what has been admitted.
func (s *Story) Tellers(founder *Laptop, tellers ...*Laptop) {
	s.T.Helper()
	acts := charter.Acts{}
	for _, l := range tellers {
		acts.Tellers = append(acts.Tellers, l.Device)
	}
	s.Commit(founder).Act(acts)
	s.Settle(founder)
	s.Receipt(0, tellers...)
}

// Receipt lets tellers receipt what decides who may vote, until none has anything to say.
func (s *Story) Receipt(nowMillis int64, tellers ...*Laptop) {
	s.T.Helper()
	for more := true; more; {
		more = false
		for _, l := range tellers {
			more = l.Tell(op.ID{}, nowMillis) || more
		}
	}
}

// Close lets tellers do their duty for a poll, until none has anything to say.
func (s *Story) Close(opening op.ID, nowMillis int64, tellers ...*Laptop) {
	s.T.Helper()
	for more := true; more; {
		more = false
		for _, l := range tellers {
			more = l.Tell(opening, nowMillis) || more
		}
	}
}

// Tell writes what the laptop has to say next as a teller of a poll; of the zero id, of what decides who may vote. It reports whether there
// was anything.
func (l *Laptop) Tell(opening op.ID, nowMillis int64) bool {
	l.Story.T.Helper()
	duty := l.TellerDuty(opening, nowMillis)
	if duty.Body == nil {
		return false
	}
	l.Write(closing.KindOf(duty.Body), duty.Body, append(duty.Cites, Given(opening)...)...)
	return true
}

// TellerDuty is what Tell would write.
func (l *Laptop) TellerDuty(opening op.ID, nowMillis int64) closing.Duty {
	l.Story.T.Helper()
	var duty closing.Duty
	l.At.Inside(func() error {
		e := l.At.Engine
		var p *closing.Poll
		var err error
		if opening.IsZero() {
			p, err = e.ReceiptsDue(e.Authority().Now().HeadState().Charter.Tellers)
		} else {
			p, err = e.Closing(opening)
		}
		if err != nil {
			return err
		}
		duty, err = closing.Teller{Poll: p, Me: l.Device, NowMillis: nowMillis, Accepts: true, Signer: closing.NewSigner(l.key)}.Next()
		return err
	})
	return duty
}

// Given are the ids that are none of them zero.
func Given(ids ...op.ID) []op.ID {
	var given []op.ID
	for _, id := range ids {
		if !id.IsZero() {
			given = append(given, id)
		}
	}
	return given
}

// OpenPoll opens a poll on what is settled, with the voters that the tellers' receipts show. The opening may be changed before.
func (l *Laptop) OpenPoll(closesMillis int64, change ...func(*poll.Open)) op.ID {
	l.Story.T.Helper()
	o := l.Opening(closesMillis, change...)
	l.Publish(o)
	return o.ID
}

// Opening is what OpenPoll publishes.
func (l *Laptop) Opening(closesMillis int64, change ...func(*poll.Open)) *op.Op {
	l.Story.T.Helper()
	return l.OpeningAt(l.Story.clock, closesMillis, change...)
}

// OpeningAt is Opening by a clock of the opener's choice.
func (l *Laptop) OpeningAt(atMillis, closesMillis int64, change ...func(*poll.Open)) *op.Op {
	l.Story.T.Helper()
	now := l.At.Engine.Authority().Now()
	open := &poll.Open{
		Track: now.HeadState().Charter.Tracks[0].ID, On: now.Settled, Title: "A drill?", ClosesMillis: closesMillis,
	}
	l.Story.must(open.Complete())
	var cites []op.ID
	past, rights := l.At.pastOfTip(l.Device), l.Header("").Deps
	l.At.Inside(func() error {
		cites = l.At.Engine.Authority().SettlingCites(open.On, past)
		return l.At.Engine.Elect(open, append(cites, rights...), past, atMillis)
	})
	for _, c := range change {
		c(open)
	}
	return l.Sign(l.Header(poll.KindOpen, append(open.Deps(), cites...)...), open)
}
