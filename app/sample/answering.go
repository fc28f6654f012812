package sample

// Answering: what the made-up members do about what I have done, within seconds.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
)

// think plans answers to an act of mine.
func (p *Players) think(o *op.Op) {
	body, err := p.hall.registry.Body(o)
	if err != nil {
		return
	}
	now := o.Header.TimeMillis
	p.in(now, second, func() { p.toMeet = true })
	p.actedAt, p.tellAt = now, max(p.tellAt, now+firstHears)
	for i := range int64(len(p.here)) { // the tellers look up
		p.in(now, firstHears+i*nextHears, func() {})
	}
	switch b := body.(type) {
	case *poll.Open:
		p.closes(b)
		for i := range 24 {
			p.in(now, 4*second+int64(i)*2*second, func() { p.vote(o.ID, i) })
		}
	case *poll.Cast:
		for i := range 2 {
			p.in(now, 5*second+int64(i)*4*second, func() { p.vote(b.Poll, i) })
		}
	case *proposal.AddComment:
		p.in(now, 6*second, func() { p.answer(b.On, o.ID, b.Parent, b.Mentions) })
	case *proposal.NewTopic:
		p.in(now, 7*second, func() { p.remark(o.ID, "plays.topic") })
	case *proposal.Publish:
		p.in(now, 8*second, func() { p.remark(o.ID, "plays.proposal") })
		p.in(now, 25*second, func() { p.amend(o.ID, b.Title, b.Text) })
	}
}

// resident is somebody who lives here, by a throw of dice.
func (p *Players) resident(about op.ID, throw int) *person {
	at := (dice(about.String(), throw, 0)*100 + dice(about.String(), throw, 1)) % len(residents)
	for residents[at].key == me {
		at = (at + 1) % len(residents)
	}
	return p.cast[residents[at].key]
}

// by finds somebody of the cast by the account; nil for everybody else.
func (p *Players) by(account op.AccountID) *person {
	for _, r := range residents {
		if member := p.cast[r.key]; member != nil && member.account == account {
			return member
		}
	}
	return nil
}

// authorOf is who wrote a post, where that is one of the cast.
func (p *Players) authorOf(post op.ID) *person {
	m, ok, err := p.hall.tx.Meta(post)
	if err != nil || !ok {
		return nil
	}
	author := p.devices[m.Device]
	if author == nil || author.account == (op.AccountID{}) || p.by(author.account) == nil {
		return nil
	}
	return author
}

// answer lets whom I answered, or mentioned, or whose post it is, say something.
func (p *Players) answer(on, comment, parent op.ID, mentions []op.AccountID) {
	var who *person
	for _, account := range mentions {
		who = cmp.Or(who, p.by(account))
	}
	who = cmp.Or(who, p.authorOf(parent), p.authorOf(on), p.resident(comment, 0))
	p.said++
	text := p.say.of(fmt.Sprintf("plays.answer.%d", 1+p.said%5))
	p.hall.answers(who, on, comment, text)
	p.hall.agreed(comment, p.resident(comment, 1))
}

// remark lets somebody say something under a new post of mine.
func (p *Players) remark(on op.ID, key string) { p.hall.says(p.resident(on, 0), on, p.say.of(key)) }

// amend lets somebody propose a sentence more.
func (p *Players) amend(of op.ID, title, text string) {
	row, ok, err := p.hall.tx.Row(proposal.Proposal{}.Table(), of.String())
	now, is := row.(proposal.Proposal)
	if err != nil || !ok || !is || now.Current() != of || len(now.Heads) != 1 {
		return // it has gone on meanwhile
	}
	longer := strings.TrimSpace(text) + "\n\n" + p.say.of("plays.amendment.adds")
	if len(longer) > proposal.MaxTextBytes {
		return
	}
	p.hall.amends(p.resident(of, 2), of, of, title, longer, proposal.NoteOf(p.say.of("plays.amendment"), p.say.of("plays.proposal")))
}

// vote lets somebody who has not voted do so.
func (p *Players) vote(in op.ID, throw int) {
	h := p.hall
	open := h.openings[in]
	if open == nil || open.ClosesMillis <= h.nowMillis || h.engine.Authority().IsSealed(in) {
		return
	}
	for i := range residents {
		r := residents[(i+7*throw+dice(in.String(), throw, 2))%len(residents)]
		who := p.cast[r.key]
		if who == nil || h.ballots[ballotOf{in, who.account}] != (op.ID{}) {
			continue
		}
		if may, err := h.engine.MayVote(h.tx, who.account, in); err != nil || !may {
			continue
		}
		if typed := typedFor(open, in.String(), i+throw); typed != "" {
			h.votes(who, in, typed, "")
		}
		return
	}
}

// voteSomewhere lets somebody vote where the fewest have.
func (p *Players) voteSomewhere() {
	var open []op.ID
	voted := make(map[op.ID]int)
	for of := range p.hall.ballots {
		voted[of.poll]++
	}
	for id, o := range p.hall.openings {
		if o.ClosesMillis > p.hall.nowMillis+hour {
			open = append(open, id)
		}
	}
	if len(open) == 0 {
		return
	}
	slices.SortFunc(open, func(a, b op.ID) int { return cmp.Or(cmp.Compare(voted[a], voted[b]), a.Compare(b)) })
	p.vote(open[p.idle%min(len(open), 4)], p.idle)
}

// typedFor is a ballot as somebody would type it; "" where the method is none that this knows.
func typedFor(open *poll.Open, about string, i int) string {
	m, err := poll.MethodOf(open.Method)
	if err != nil {
		return ""
	}
	options, who := len(open.Options), []string{""}
	likes := make([]int, options)
	for j := range likes {
		likes[j] = 80 - 60*j/max(1, options)
	}
	about = fmt.Sprint(about, i)
	var list []ballot
	switch m.Form() {
	case tally.Choice:
		return open.Options[min(dice(about, i, 0)/60, options-1)]
	case tally.Consents:
		return "consent"
	case tally.Approvals:
		if list = approved(about, who, likes...); open.Budget > 0 {
			list = affordable(list, int(open.Budget), open.Costs)
		}
	case tally.Ranking:
		list = ranked(about, who, options, min(options, 7))
	case tally.Scores:
		list = scored(about, who, settingOf(open, "max", 5), likes...)
	case tally.Points:
		list = spent(about, who, settingOf(open, "points", 10), false, options)
	case tally.Allocation:
		list = spent(about, who, settingOf(open, "credits", 100), true, options)
	}
	if len(list) == 0 {
		return ""
	}
	return list[0].typed
}

// settingOf is a number that an opening sets.
func settingOf(open *poll.Open, name string, otherwise int) int {
	n := otherwise
	for _, s := range open.Settings {
		if s.Name == name {
			if _, err := fmt.Sscan(s.Value, &n); err != nil {
				return otherwise
			}
		}
	}
	return n
}

// closes has the tellers look up when a poll's lists can be closed.
func (p *Players) closes(open *poll.Open) { p.in(open.ClosesMillis, settle+second, func() {}) }

// smallPoll lets somebody ask what is decided within minutes, once in the life of a sample: so one can see how a poll closes.
func (p *Players) smallPoll() {
	for _, o := range p.hall.openings {
		if o.Track == trackSmall {
			return
		}
	}
	title := p.say.title("plays.poll")
	now := p.hall.nowMillis
	open := poll.Open{Title: title, Track: trackSmall, ClosesMillis: now + 4*minute}
	id := p.hall.opens(p.cast["rosa"], open)
	p.closes(&open)
	for i := range 18 {
		p.in(now, 3*second+int64(i)*6*second, func() { p.vote(id, i) })
	}
}
