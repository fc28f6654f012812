package closing

// The judging of each message by its own past.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// ofPoll: a body names the poll that it is handed to.
func (p *Poll) ofPoll(poll op.ID) error {
	if poll != p.setup.Poll {
		return fmt.Errorf("%w: it is about another poll", ErrRule)
	}
	return nil
}

// clock sets the effective time.
func (n *node) clock(atMillis int64) {
	if planted == ClocksRunBack {
		n.effective = atMillis
		return
	}
	n.effective = max(n.effective, atMillis)
}

func (p *Poll) judgeReceipt(n *node, b *Receipt) error {
	if err := p.ofPoll(b.Poll); err != nil {
		return err
	}
	n.receipt = true
	n.clock(b.AtMillis)
	n.ballots = make([]int32, len(b.Ballots))
	for i, id := range b.Ballots {
		at, is := p.ballot[id]
		if !is {
			return fmt.Errorf("%w: it receipts %s, which is no ballot of this poll", ErrRule, id.Short())
		}
		n.ballots[i] = at
	}
	return p.checkShare(n)
}

// checkShare: at most MaxBallotsOfAccount along one line of what one account cast, and as many of what helpers entered for it.
func (p *Poll) checkShare(n *node) error {
	if p.setup.Poll.IsZero() || len(n.ballots) == 0 {
		return nil
	}
	taken := p.takenBefore(n.previous)
	more := make(map[share]int)
	for _, b := range n.ballots {
		of := p.ballots[b].share()
		if taken[of][b] {
			continue
		}
		if more[of]++; len(taken[of])+more[of] > MaxBallotsOfAccount {
			return fmt.Errorf("%w: more than %d ballots of one account", ErrRule, MaxBallotsOfAccount)
		}
	}
	return nil
}

func (p *Poll) judgeFreeze(n *node, b *Freeze) error {
	if err := p.ofPoll(b.Poll); err != nil {
		return err
	}
	n.freeze, n.moment = true, b.MomentMillis
	if planted != FreezesHaveNoClock {
		n.clock(b.AtMillis)
	}
	at := max(n.effective, b.AtMillis)
	if at < b.MomentMillis+p.setup.SettleMillis {
		return fmt.Errorf("%w: a freeze before the settle time is over", ErrRule)
	}
	if next, early := p.setup.next(b.MomentMillis); early && at >= next+p.setup.SettleMillis && planted != OvertakenFreezes {
		return fmt.Errorf("%w: a freeze for a moment that a later one has overtaken", ErrRule)
	}
	if p.frozenFor(n.previous, b.MomentMillis) != none {
		return fmt.Errorf("%w: a second freeze for one moment", ErrRule)
	}
	return nil
}

// frozenFor is the freeze for a moment along a line, or none.
func (p *Poll) frozenFor(from int32, moment int64) int32 {
	for at := from; at != none; at = p.nodes[at].previous {
		if n := &p.nodes[at]; n.freeze && n.moment == moment {
			return at
		}
	}
	return none
}

// judgeStep judges what all steps share. It returns what was said in the past.
func (p *Poll) judgeStep(n *node, poll op.ID, step agreement.Step, view uint32, value op.ID) ([]agreement.Message, error) {
	if p.setup.Poll.IsZero() {
		return nil, fmt.Errorf("%w: there is nothing to close", ErrRule)
	}
	if err := p.ofPoll(poll); err != nil {
		return nil, err
	}
	n.step = agreement.Message{Teller: p.setup.Tellers[n.teller], Step: step, View: view, Value: value}
	seen := p.messages(p.within(n.parents))
	return seen, broken(agreement.Check(p.setup.Tellers, n.step, seen, forgetting(p.own(n.previous), n.step.Teller)))
}

func (p *Poll) judgeTurn(n *node, b *Turn) error {
	_, err := p.judgeStep(n, b.Poll, agreement.Turn, b.View, op.ID{})
	return err
}

func (p *Poll) judgePropose(n *node, b *Propose) (*proposal, error) {
	m := b.Manifest()
	if _, err := p.judgeStep(n, b.Poll, agreement.Propose, b.View, m.ID()); err != nil {
		return nil, err
	}
	made, err := p.manifest(m, p.within(n.parents))
	if err != nil {
		return nil, err
	}
	if planted == CountsWhatTheProposerSees {
		made.freezes = n.parents
		made.count = nil
	}
	return made, nil
}

// manifest judges a manifest in a past: freezes that lie there, for one moment, by enough tellers, and a pass where the moment is early.
func (p *Poll) manifest(m Manifest, in scope) (*proposal, error) {
	by := make(map[int]bool)
	freezes := make([]int32, len(m.Freezes))
	for i, id := range m.Freezes {
		at, is := p.index[id]
		if !is || !in.has(at) || !p.nodes[at].freeze {
			return nil, fmt.Errorf("%w: it names %s, which is no freeze in its past", ErrRule, id.Short())
		}
		n := &p.nodes[at]
		if n.moment != m.MomentMillis {
			return nil, fmt.Errorf("%w: its freeze %s is for another moment", ErrRule, id.Short())
		}
		if by[n.teller] && planted != FreezesOfOneTeller {
			return nil, fmt.Errorf("%w: two freezes of one teller", ErrRule)
		}
		by[n.teller], freezes[i] = true, at
	}
	if len(freezes) < p.setup.Tellers.Quorum() {
		return nil, fmt.Errorf("%w: freezes by fewer than %d tellers", ErrRule, p.setup.Tellers.Quorum())
	}
	made := &proposal{Manifest: m, freezes: freezes}
	if m.MomentMillis == p.setup.ClosesMillis {
		return made, nil
	}
	if _, early := p.setup.next(m.MomentMillis); !early || !p.setup.Passes(m.MomentMillis, p.countOf(made)) {
		return nil, fmt.Errorf("%w: an early moment without a pass", ErrRule)
	}
	return made, nil
}

func (p *Poll) judgeEndorse(n *node, b *Endorse) error {
	seen, err := p.judgeStep(n, b.Poll, agreement.Endorse, b.View, b.Manifest)
	if err != nil {
		return err
	}
	if prepared, is := agreement.Prepared(p.setup.Tellers, seen, b.View); is && prepared == b.Manifest {
		return nil
	}
	if left, does := p.leavesOut(p.manifests[b.Manifest], n.previous); does {
		return fmt.Errorf("%w: its own freeze sees %s certified, which the manifest leaves out", ErrRule, left.Short())
	}
	return nil
}

// leavesOut finds a ballot that the freeze for the moment in this line of a log sees certified, and the manifest does not.
func (p *Poll) leavesOut(m *proposal, line int32) (op.ID, bool) {
	own := p.frozenFor(line, m.MomentMillis)
	if own == none {
		return op.ID{}, false
	}
	for _, c := range p.certificates(p.within([]int32{own}), m.MomentMillis) {
		if _, counts := p.countOf(m).certified[c.Ballot]; !counts {
			return c.Ballot, true
		}
	}
	return op.ID{}, false
}

func (p *Poll) judgeSeal(n *node, b *Seal) error {
	says, err := b.Text()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrRule, err)
	}
	if _, err := p.judgeStep(n, says.Poll, agreement.Seal, says.View, says.Manifest); err != nil {
		return err
	}
	want, err := p.SealText(says.View, says.Manifest)
	if err != nil {
		return err
	}
	if says != want {
		return fmt.Errorf("%w: it seals %d ballots under another root than its manifest counts", ErrRule, says.Counted)
	}
	return nil
}

// SealText is what a seal of a manifest that was validly proposed says.
func (p *Poll) SealText(view uint32, manifest op.ID) (SealText, error) {
	m := p.manifests[manifest]
	if m == nil {
		return SealText{}, fmt.Errorf("%w: a manifest that nobody proposed", ErrRule)
	}
	root, err := p.countOf(m).root()
	return SealText{Poll: p.setup.Poll, View: view, Manifest: manifest, Counted: int64(len(p.countOf(m).Counted)), Root: root}, err
}
