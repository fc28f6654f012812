package closing

// A teller's duty: what it says next. The caller writes each answer down before it sends it, and asks again. What is said follows from the
// teller's own log and what lies around it, so a teller that lost power goes on where it was, and says nothing twice.

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"

	"github.com/folkmoot/folkmoot/app/op"
)

// Teller is one teller's sight of a poll.
type Teller struct {
	// Poll holds what this replica holds, with every body and ballot that the past of it names.
	Poll *Poll
	Me   op.DeviceID
	// NowMillis is its own clock.
	NowMillis int64
	// Accepts says that it accepts the opening. One that does not says nothing about the poll, not even that.
	Accepts bool
	// Signer signs its seals.
	Signer note.Signer
	// Patience is what the last Duty said; zero at the beginning and after a loss of memory, when it begins anew.
	Patience Patience
}

// Patience is since when a teller waits in a view.
type Patience struct {
	Running     bool
	View        uint32
	SinceMillis int64
}

// Duty is what a teller has to do.
type Duty struct {
	// Body is what to say; nil for nothing.
	Body any
	// Cites are the ops to cite beside the opening and the teller's own last op.
	Cites []op.ID
	// Patience is to be handed in with the next question.
	Patience Patience
}

// sight is what the next op's past will show.
type sight struct {
	tip   int32
	cites []int32
	// own is the past of the tip, with the tip; in is that and what is cited.
	own, in scope
	// frozen says that the tip's line has frozen for the close.
	frozen bool
}

// Next is what to say next. Errors are those of the signer.
func (t Teller) Next() (Duty, error) {
	d := Duty{Patience: t.Patience}
	me := slices.Index(t.Poll.setup.Tellers, t.Me)
	if me < 0 || !t.Accepts || t.Poll.forked[me] || len(t.Poll.allOutcomes()) > 0 {
		return d, nil
	}
	s := t.Poll.sightOf(me)
	for _, at := range s.cites {
		d.Cites = append(d.Cites, t.Poll.nodes[at].id)
	}
	slices.SortFunc(d.Cites, op.ID.Compare)
	if freeze := t.freeze(s); freeze != nil {
		if d.Body = freeze; planted == FreezesBeforeItShows {
			d.Cites = nil
		}
		return d, nil
	}
	if receipt := t.receipt(s); receipt != nil {
		d.Body = receipt
		return d, nil
	}
	body, patience, err := t.step(s)
	d.Body, d.Patience = body, patience
	return d, err
}

// sightOf finds the tip of a teller's log, and what it can cite.
func (p *Poll) sightOf(me int) sight {
	s := sight{tip: p.tip(me, nil)}
	var heads []int32
	if s.tip != none {
		heads = append(heads, s.tip)
		tip := &p.nodes[s.tip]
		s.frozen = tip.frozen || (tip.freeze && tip.moment == p.setup.ClosesMillis)
	}
	s.own = p.within(heads)
	for other := range p.setup.Tellers {
		if at := p.tip(other, s.own); other != me && at != none && !s.own[at] {
			s.cites = append(s.cites, at)
		}
	}
	s.in = p.within(append(heads, s.cites...))
	for _, at := range p.steps {
		if p.forked[p.nodes[at].teller] && p.nodes[at].step.Step == sealStep && !s.in[at] && len(s.cites) < maxCites {
			s.cites = append(s.cites, at)
		}
	}
	s.in = p.within(append(heads, s.cites...))
	return s
}

// tip is the newest op of a teller's log: of a forked one on the branch that is in the scope already, else on the one that came first.
func (p *Poll) tip(teller int, seen scope) int32 {
	at := none
	for {
		next := p.after[lineEnd{teller, at}]
		if len(next) == 0 {
			return at
		}
		at = next[0]
		for _, other := range next {
			if seen != nil && seen[other] {
				at = other
				break
			}
		}
	}
}

// at is the time to say: the clock, and never less than before.
func (t Teller) at(s sight) int64 {
	if s.tip == none {
		return t.NowMillis
	}
	return max(t.NowMillis, t.Poll.nodes[s.tip].effective)
}

// freeze is the freeze that is due, or nil.
func (t Teller) freeze(s sight) *Freeze {
	p := t.Poll
	moment, due := p.setup.due(t.NowMillis)
	if !due || s.frozen || p.setup.Poll.IsZero() || p.frozenFor(s.tip, moment) != none {
		return nil
	}
	if next, early := p.setup.next(moment); early {
		if t.at(s) >= next+p.setup.SettleMillis || !p.setup.Passes(moment, choose(p.certificates(s.in, moment))) {
			return nil
		}
	}
	return &Freeze{Poll: p.setup.Poll, MomentMillis: moment, AtMillis: t.at(s)}
}

// receipt is the receipt that is due, or nil: for ballots; or an empty one for the opening, for a certificate that its own log does not show
// yet, or to show that the time has come at which the poll may be retired.
func (t Teller) receipt(s sight) *Receipt {
	p := t.Poll
	r := &Receipt{Poll: p.setup.Poll, AtMillis: t.at(s), Ballots: []op.ID{}}
	if retire := p.setup.RetireMillis; retire > 0 && t.NowMillis >= retire && (s.tip == none || p.nodes[s.tip].effective < retire) {
		return r
	}
	if s.frozen {
		return nil
	}
	r.Ballots = p.pending(s.tip)
	if len(r.Ballots) > 0 || (s.tip == none && !p.setup.Poll.IsZero()) || (p.showsMore(s) && planted != SilentAboutCertificates) {
		return r
	}
	return nil
}

// showsMore: what can be cited certifies what the own log does not show.
func (p *Poll) showsMore(s sight) bool {
	if len(s.cites) == 0 {
		return false
	}
	closes := p.setup.ClosesMillis
	if p.setup.Poll.IsZero() {
		closes = never - 1
	}
	own := p.certificates(s.own, closes)
	for _, c := range p.certificates(s.in, closes) {
		if _, has := slices.BinarySearchFunc(own, c.Ballot, func(c Certificate, id op.ID) int { return c.Ballot.Compare(id) }); !has {
			return true
		}
	}
	return false
}

// pending are the ballots to receipt next, ascending: accounts without a receipt come first, and none gets more than its share.
func (p *Poll) pending(tip int32) []op.ID {
	taken := make(map[share]int)
	has := make(map[int32]bool)
	for of, ballots := range p.takenBefore(tip) {
		taken[of] = len(ballots)
		for b := range ballots {
			has[b] = true
		}
	}
	chosen := []op.ID{}
	for _, newcomers := range []bool{true, false} {
		for i, b := range p.ballots {
			bounded := !p.setup.Poll.IsZero()
			if has[int32(i)] || len(chosen) == MaxBallotsInReceipt ||
				(bounded && (taken[b.share()] >= MaxBallotsOfAccount || (newcomers && taken[b.share()] > 0))) {
				continue
			}
			has[int32(i)] = true
			taken[b.share()]++
			chosen = append(chosen, b.ID)
		}
	}
	slices.SortFunc(chosen, op.ID.Compare)
	return chosen
}

// WaitMillis is how long patience lasts in a view.
func (s *Setup) WaitMillis(view uint32) int64 {
	doublings := min(view, maxDoublings)
	if s.PatienceMillis > op.MaxTimeMillis>>doublings {
		return op.MaxTimeMillis
	}
	return s.PatienceMillis << doublings
}

func (t Teller) seal(view uint32, manifest op.ID) (any, error) {
	text, err := t.Poll.SealText(view, manifest)
	if err != nil {
		return nil, err
	}
	seal, err := NewSeal(text, t.Signer)
	if err != nil {
		return nil, fmt.Errorf("doing a teller's duty: %w", err)
	}
	return seal, nil
}
