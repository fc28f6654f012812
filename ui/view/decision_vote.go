package view

// My part in a vote, in short: the bar at the foot of a page, and why somebody may not vote.

func (w Words) voteBar(p Poll) *VoteBar {
	bar := &VoteBar{Sub: joined(w.methodWord(p), w.Say.T("poll_when.closes", map[string]any{"When": w.Moment(p.ClosesMillis)}))}
	if p.asksAmong() {
		bar.Sub = joined(w.methodWord(p), w.Say.N("decision.options", len(p.Options), nil), w.Say.T("poll_when.closes", map[string]any{"When": w.Moment(p.ClosesMillis)}))
	}
	bar.Open = p.State == PollOpen && p.MayVote
	switch {
	case p.MyVote != "":
		bar.Title, bar.Act = w.Say.T("vote_bar.voted", map[string]any{"Choice": w.Answer(p.Form, p.Mine)}), w.Say.T("vote_bar.look", nil)
		if bar.Open {
			bar.Act = w.Say.T("vote_bar.change", nil)
		}
	case bar.Open:
		bar.Title, bar.Act = w.Say.T("vote_bar.not_yet", nil), w.Say.T("vote_bar.vote", nil)
		if chip, _ := w.pollChip(p); chip != "" {
			bar.Title = chip
		}
	case p.State != PollOpen:
		bar.Title, bar.Act = w.Say.T("vote_bar.over", nil), w.Say.T("vote_bar.result", nil)
	default:
		bar.Title, bar.Act = capital(w.WhyNoVote(p.WhyNot, p.NoVote)), w.Say.T("vote_bar.look", nil)
	}
	return bar
}

// WhyNoVote says why somebody may not vote.
func (w Words) WhyNoVote(why string, n *NoVote) string {
	if n == nil {
		n = &NoVote{}
	}
	if why == "" {
		return w.Say.T("vote_bar.no_vote", nil)
	}
	return w.Say.T("why_no_vote."+why, map[string]any{
		"Receipts": n.Receipts, "Needed": n.Needed, "Waiting": w.Say.Duration(n.WaitingMillis), "Over": w.When(n.OverMillis),
	})
}
