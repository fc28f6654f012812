package cli

// The way of the reader's own ballot, with the honest warning while it may be lost, and what to do about it.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/ui/view"
)

// wayStations are what a ballot goes through, in this order; certified is told with the receipts.
var wayStations = []string{view.BallotHere, view.BallotWithPeers, view.BallotReceipted, view.BallotSafe, view.BallotCounted}

// ballotWay says how far a ballot is, and what is still before it.
func (a *act) ballotWay(w view.Way) []string {
	if w.Station == view.BallotReplaced || w.Station == view.BallotLate {
		return []string{a.say.T("closing.ballot."+w.Station, nil)}
	}
	station := w.Station
	if station == view.BallotCertified {
		station = view.BallotReceipted
	}
	at := slices.Index(wayStations, station)
	var done, left []string
	for i, s := range wayStations {
		switch {
		case s == view.BallotWithPeers && len(w.With) == 0:
			// A teller has it from somebody of whom nothing is noted.
		case i <= at:
			done = append(done, a.station(s, w))
		default:
			left = append(left, a.station(s, w))
		}
	}
	line := a.say.T("closing.way", map[string]any{"Way": strings.Join(done, " → ")})
	if len(left) > 0 {
		line += " " + a.say.T("closing.way_left", map[string]any{"Stations": strings.Join(left, ", ")})
	}
	lines := []string{line}
	if w.MayBeLost {
		lines = append(lines, a.say.T("closing.may_be_lost", map[string]any{"Names": joined(w.Lacking)}))
	}
	if w.MayEndEarly {
		lines = append(lines, a.say.T("closing.may_end_early", nil))
	}
	return lines
}

func (a *act) station(s string, w view.Way) string {
	switch s {
	case view.BallotWithPeers:
		return a.say.N("closing.way_peers", len(w.With), nil)
	case view.BallotReceipted:
		if w.Receipts == 0 {
			return a.say.T("closing.way_not_receipted", map[string]any{"Tellers": w.Tellers})
		}
		return a.say.T("closing.way_receipted", map[string]any{"Receipts": w.Receipts, "Tellers": w.Tellers})
	}
	return a.say.T("closing.station."+s, nil)
}

// showStrawWay is the way of a ballot in a poll that no tellers close: whether anybody else has it.
func (a *act) showStrawWay(v view.Poll) error {
	if v.MyVote == "" {
		return nil
	}
	if len(v.With) == 0 {
		return a.println(a.wrapped(a.say.T("closing.straw_here", nil)))
	}
	return a.println(a.wrapped(a.say.N("closing.straw_peers", len(v.With), nil)))
}
