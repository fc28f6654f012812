package view

// The way of one's own ballot: cast here → with k peers → receipted by k of n tellers → safe → counted; and who can help it on.

import (
	"regexp"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/closing"
)

// The stations of a ballot on its way, in this order.
const (
	// BallotHere is cast, and nobody else is known to have it.
	BallotHere = "here"
	// BallotWithPeers is held by peers, and no teller is known to have it.
	BallotWithPeers = "with_peers"
	// BallotReceipted is received by some tellers.
	BallotReceipted = "receipted"
	// BallotCertified is proved to have come in time, and may still be left out.
	BallotCertified = "certified"
	// BallotSafe is counted by every result for the close.
	BallotSafe = "safe"
	// BallotCounted is in the result, BallotReplaced gave way to another of its voter, BallotLate is not in the result.
	BallotCounted  = "counted"
	BallotReplaced = "replaced"
	BallotLate     = "late"
)

// Way is how far a ballot is.
type Way struct {
	// Station is the furthest that it has come to.
	Station string `json:"station"`
	// With are the peers that are known to hold it.
	With []string `json:"with_peers"`
	// Receipts of Tellers have received it; Lacking are those that have not, as far as known here.
	Receipts int    `json:"receipts"`
	Tellers  int    `json:"tellers"`
	Lacking  []Name `json:"tellers_without"`
	// MayBeLost says that a result may still leave it out.
	MayBeLost bool `json:"may_be_lost"`
	// MayEndEarly says that the poll may end before its close, without what was received later.
	MayEndEarly bool `json:"may_end_early"`
}

func (p *People) way(c *app.PollClosing) *Way {
	if c.Mine == nil {
		return nil
	}
	w := &Way{
		Station: stationOf(c.Mine, c.State), With: peerNames(c.With), Receipts: c.Mine.Receipts, Tellers: len(c.Tellers), Lacking: p.tellerNames(c.Lacking),
	}
	if w.Station == BallotHere && len(w.With) > 0 {
		w.Station = BallotWithPeers
	}
	switch w.Station {
	case BallotHere, BallotWithPeers, BallotReceipted, BallotCertified:
		w.MayBeLost = true
	}
	w.MayEndEarly = c.MayEndEarly && (w.MayBeLost || w.Station == BallotSafe)
	return w
}

func stationOf(p *closing.Progress, state closing.State) string {
	switch {
	case p.Counted:
		return BallotCounted
	case p.Replaced:
		return BallotReplaced
	case state == closing.Sealed:
		return BallotLate
	case p.Safe:
		return BallotSafe
	case p.Certified:
		return BallotCertified
	case p.Receipts > 0:
		return BallotReceipted
	}
	return BallotHere
}

// peerMark is what tells devices of one name apart, at the end of a peer's name: "Kofi Mensah (29f37a35)".
var peerMark = regexp.MustCompile(` \([0-9a-f]{8}\)$`)

// peerNames are names of peers without the marks of their devices, but for those that would be the same.
func peerNames(peers []string) []string {
	bare := make([]string, len(peers))
	times := map[string]int{}
	for i, p := range peers {
		bare[i] = peerMark.ReplaceAllString(p, "")
		times[bare[i]]++
	}
	for i := range bare {
		if times[bare[i]] > 1 {
			bare[i] = peers[i]
		}
	}
	return bare
}
