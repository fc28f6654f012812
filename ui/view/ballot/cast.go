package ballot

// Cast: the same sheet after the ballot was cast. What it says stands on top, and its way to the count below, as four steps that light up.

import (
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Cast is a ballot that was cast.
type Cast struct {
	Title, Chip, Icon string
	// Lines are what it marks, in its order; Rest is said of what it does not.
	Lines []Line
	Rest  string
	// Summary is the same in a sentence, for kinds whose lines would be long, and for a screen reader.
	Summary view.Sentence
	Reason  string
	Change  Control
	Save    string
}

// Line is one mark: "1", "Solar"; or "8", "Warm enough".
type Line struct{ Mark, Name string }

// CastPage says the sheet as a ballot that was cast. Open says that it can be changed still.
func (s *Sheet) CastPage(w view.Words, open bool) Cast {
	c := Cast{
		Title: w.Say.T("ballot.cast_title", nil), Chip: s.chip(w), Icon: s.icon(), Summary: s.Summary(w), Reason: view.Quiet(s.now.Reason),
		Change: Control{Label: w.Say.T("ballot.change", nil), On: open}, Save: w.Say.T("ballot.save_copy", nil),
	}
	if !open {
		c.Change.Why = w.Say.T("ballot.closed", nil)
	}
	unmarked := 0
	for _, o := range s.lineOrder() {
		if !s.isMarked(o) {
			unmarked++
			continue
		}
		c.Lines = append(c.Lines, Line{s.markOf(w, o), s.name(w, o)})
	}
	if s.kind == Ranking && unmarked > 0 {
		c.Rest = w.Say.N("ballot.rest_last", unmarked, nil)
	}
	return c
}

func (s *Sheet) lineOrder() []int {
	if s.kind == Ranking {
		return append(s.Ranked(), s.Unranked()...)
	}
	order := s.pollOrder()
	if s.now.Values != nil {
		slices.SortStableFunc(order, func(a, b int) int {
			x, _ := s.Value(a)
			y, _ := s.Value(b)
			return int(max(-1, min(y-x, 1)))
		})
	}
	return order
}

func (s *Sheet) markOf(w view.Words, option int) string {
	if place := s.PlaceOf(option); place > 0 {
		return strconv.Itoa(place)
	}
	if v, _ := s.Value(option); s.now.Values != nil {
		return w.Say.Count(v)
	}
	return ""
}

// Stand is how far a step of the way is.
type Stand string

// The stands.
const (
	Done Stand = "done"
	// InDoubt is begun, and may still come to nothing.
	InDoubt Stand = "in_doubt"
	ToCome  Stand = "to_come"
)

// Step is one of the four steps of a ballot's way.
type Step struct {
	Stand             Stand
	Title, Says, When string
	// Said is the stand in a word, for who cannot see the disc.
	Said string
}

// Journey is a ballot's way to the count.
type Journey struct {
	Head  string
	Steps []Step
	// Safe is the chip that says so, as soon as it is; "" before.
	Safe string
	// Hint is what to do where it is stuck; "" where it is not.
	Hint string
}

// stuckMillis is how long a step may wait before anything is said.
const stuckMillis = 120_000

// JourneyOf is the way of my ballot; nil where I have none, or no tellers close the poll.
func JourneyOf(w view.Words, c *view.Closing, castMillis, closesMillis int64) *Journey {
	if c == nil || c.MyBallot == nil {
		return nil
	}
	way := c.MyBallot
	j := &Journey{Head: w.Say.T("ballot.where_now", nil), Steps: []Step{
		step(w, Done, "here", nil), peersStep(w, way), receiptsStep(w, way, closesMillis), countedStep(w, c),
	}}
	j.Steps[0].When = w.Stamp(castMillis)
	if way.Station == view.BallotSafe {
		j.Safe = w.Say.T("ballot.safe", nil)
	}
	if way.MayBeLost && w.NowMillis-castMillis > stuckMillis {
		if len(way.Lacking) > 0 {
			j.Hint = w.Say.T("ballot.stuck_tellers", map[string]any{"Names": names(w, way.Lacking)})
		} else {
			j.Hint = w.Say.T("ballot.stuck", nil)
		}
	}
	return j
}

// saidPeers are named; of more it is said how many.
const saidPeers = 3

func peersStep(w view.Words, way *view.Way) Step {
	switch n := len(way.With); {
	case n > saidPeers:
		return step(w, Done, "peers", func(s *Step) { s.Says = w.Say.N("ballot.peers_many", n, nil) })
	case n > 0:
		return step(w, Done, "peers", func(s *Step) {
			s.Says = w.Say.N("ballot.peers_have", n, map[string]any{"Names": w.Say.List(way.With)})
		})
	case way.Station == view.BallotHere:
		return step(w, InDoubt, "peers", func(s *Step) { s.Says = w.Say.T("ballot.peers_none", nil) })
	}
	return step(w, Done, "peers", nil)
}

// needed is how many of n tellers have to have received a ballot in time: one more than may lie.
func needed(n int) int { return max(n-1, 0)/3 + 1 }

func receiptsStep(w view.Words, way *view.Way, closesMillis int64) Step {
	need := needed(way.Tellers)
	switch way.Station {
	case view.BallotSafe, view.BallotCounted, view.BallotReplaced, view.BallotCertified:
		return step(w, Done, "receipted", func(s *Step) {
			s.Says = w.Say.N("ballot.receipts_have", way.Tellers, map[string]any{"Receipts": way.Receipts})
		})
	case view.BallotLate:
		return step(w, InDoubt, "receipted", func(s *Step) { s.Says = w.Say.T("ballot.receipts_late", nil) })
	case view.BallotReceipted:
		return step(w, InDoubt, "receipted", func(s *Step) {
			s.Title = w.Say.T("ballot.receipts_of", map[string]any{"Receipts": way.Receipts, "Needed": need})
			s.Says = w.Say.N("ballot.receipts_lack", need-way.Receipts, map[string]any{"Close": w.Moment(closesMillis)})
		})
	}
	return step(w, ToCome, "receipted", func(s *Step) {
		s.Says = w.Say.N("ballot.receipts_lack", need, map[string]any{"Close": w.Moment(closesMillis)})
	})
}

func countedStep(w view.Words, c *view.Closing) Step {
	switch c.MyBallot.Station {
	case view.BallotCounted:
		return step(w, Done, "counted", func(s *Step) { s.Says = w.Say.T("ballot.is_counted", nil) })
	case view.BallotReplaced:
		return step(w, Done, "counted", func(s *Step) { s.Says = w.Say.T("closing.ballot.replaced", nil) })
	case view.BallotLate:
		return step(w, InDoubt, "counted", func(s *Step) { s.Says = w.Say.T("closing.ballot.late", nil) })
	}
	return step(w, ToCome, "counted", func(s *Step) {
		s.Says = w.Say.N("ballot.count_needs", len(c.Tellers), map[string]any{"Needed": w.Number(c.Quorum), "Of": w.Number(len(c.Tellers))})
	})
}

func step(w view.Words, stand Stand, name string, say func(*Step)) Step {
	s := Step{Stand: stand, Title: w.Say.T("ballot.step."+name, nil), Said: w.Say.T("ballot.stand."+string(stand), nil)}
	if name == "here" {
		s.Says = w.Say.T("ballot.is_here", nil)
	}
	if say != nil {
		say(&s)
	}
	return s
}

func names(w view.Words, list []view.Name) string {
	said := make([]string, len(list))
	for i, n := range list {
		said[i] = n.String()
	}
	return w.Say.List(said)
}
