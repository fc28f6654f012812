package view

// The second column of Home: how far my last vote is, and what comes up.

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/ui/text"
)

// ComingUp is a day on which something happens.
type ComingUp struct {
	AtMillis            int64
	Day, Weekday, Clock string
	Title               string
	Goes                Target
}

// LastVote is how far the newest ballot of mine is that no result has counted yet.
type LastVote struct {
	Title, Date string
	// Steps of StepsTotal are done.
	Steps, StepsTotal int
	// State says how far it is, Next what comes.
	State, Next string
	MayBeLost   bool
	Goes        Target
}

// lastVote is the newest ballot of mine that still goes its way.
func (w Words) lastVote(polls []Poll) *LastVote {
	castMillis := func(p Poll) (at int64) {
		for _, b := range p.Ballots {
			if b.ID == p.MyVote {
				at = b.TimeMillis
			}
		}
		return at
	}
	polls = slices.Clone(polls)
	slices.SortStableFunc(polls, func(a, b Poll) int { return cmp.Compare(castMillis(b), castMillis(a)) })
	for _, p := range polls {
		if p.Closing == nil || p.Closing.MyBallot == nil || p.isDone() {
			continue
		}
		way := p.Closing.MyBallot
		v := &LastVote{
			Title: text.Line(p.Title), StepsTotal: len(waySteps), Steps: way.steps(), MayBeLost: way.MayBeLost,
			State: w.wayState(*way), Next: w.Say.T("way.next", nil), Goes: Target{Section: SectionDecisions, Item: p.decisionID(), Focus: FocusBallot},
		}
		for _, b := range p.Ballots {
			if b.ID == p.MyVote {
				v.Date = w.ShortDay(b.TimeMillis)
			}
		}
		return v
	}
	return nil
}

// waySteps are the steps that light up, with the stations by which each is done.
var waySteps = []string{BallotHere, BallotWithPeers, BallotReceipted, BallotCounted}

// steps counts those that are done.
func (w Way) steps() int {
	switch w.Station {
	case BallotHere:
		return 1
	case BallotWithPeers:
		return 2
	case BallotCounted:
		return 4
	}
	return 3
}

func (w Words) wayState(way Way) string {
	switch way.Station {
	case BallotHere, BallotWithPeers:
		return w.Say.T("way.state."+way.Station, nil)
	}
	key := "way.state.some"
	if !way.MayBeLost {
		key = "way.state.safe"
	}
	return w.Say.T(key, map[string]any{"Receipts": way.Receipts, "Tellers": way.Tellers})
}

// comingUpMost days are listed.
const comingUpMost = 5

// comingUp lists closes, and moments at which something may pass, the next one first.
func (w Words) comingUp(polls []Poll) []ComingUp {
	list := []ComingUp{}
	for _, p := range polls {
		at, key := p.ClosesMillis, "coming.closes"
		if c := p.Course; c != nil && c.WouldPass && c.WouldPassMillis < at {
			at, key = c.WouldPassMillis, "coming.may_pass"
		}
		if p.State != PollOpen || at <= w.NowMillis {
			continue
		}
		t := w.at(at)
		list = append(list, ComingUp{
			AtMillis: at, Day: strconv.Itoa(t.Day()), Weekday: w.shortWeekday(t), Clock: w.clock(at),
			Title: w.Say.T(key, map[string]any{"Title": text.Line(p.Title)}), Goes: Target{Section: SectionDecisions, Item: p.decisionID()},
		})
	}
	slices.SortStableFunc(list, func(a, b ComingUp) int { return int(min(max(a.AtMillis-b.AtMillis, -1), 1)) })
	return list[:min(len(list), comingUpMost)]
}
