package view

// The page of one amendment: what it changes, why, and what its reader can do.

import (
	"slices"
	"strconv"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// AmendmentPage is one amendment: what it changes, why, and what I can do.
type AmendmentPage struct {
	Path  []string
	Title string
	By    Sentence
	// Number is its place among the open ones: "1 of 2"; Before and After are the ids of its neighbours, "" at an end.
	Number        string
	Before, After string
	Why           string
	// Renamed says what the proposal would be called; "" where its title stays.
	Renamed string
	Change  Difference
	// NoText says why it cannot be read; Author offers it, and ByMe says that this is me.
	NoText string
	// Covered and Hidden are as in a ThreadRow.
	Covered, Hidden bool
	Author          Name
	ByMe            bool
	// State says what became of it, Decided with whose reason; Open that nobody has decided.
	State, Decided string
	Open           bool
	// Mine says that it is for me to decide: then Act and ActSub say so, and TakeIn may be off with a reason.
	Mine        bool
	Act, ActSub string
	TakeInOff   string
	// Comments are those about it, for NewThread.
	Comments []Comment
}

// Amendment is the page of one; false where it is not among the proposal's.
func (w Words) Amendment(v Proposal, id string) (AmendmentPage, bool) {
	at := slices.IndexFunc(v.Amendments, func(a Amendment) bool { return a.ID == id })
	if at < 0 {
		return AmendmentPage{}, false
	}
	a := v.Amendments[at]
	key := "amend_page.by"
	if v.Mine {
		key = "amend_page.by_for_you"
	}
	page := AmendmentPage{
		Path: w.Path(SectionDecisions, orElse(v.TrackTitle, v.Track), v.Title), Title: w.ChangeName(a), Why: text.Plain(a.why),
		By:   w.sentence(key, map[string]any{"When": w.Since(a.TimeMillis)}, map[string]string{"Name": a.Author.String()}),
		Mine: v.Mine && a.Status == "open", Author: a.Author, ByMe: a.Post.Mine, Open: a.Status == "open", Decided: text.Line(a.DecisionReason),
		State: w.amendmentState(v, a),
	}
	if !a.IsReadable() {
		page.NoText = w.WhyUnreadable(a.Post)
		page.Mine = false
		page.Covered, page.Hidden = a.Post.State == PostHidden || a.Post.State == PostMuted, a.Post.State == PostHidden
	}
	before := v.Text
	for _, r := range v.Revisions {
		if r.ID == a.Revision {
			before = r.Text
		}
	}
	if a.renames && a.Status == "open" {
		page.Renamed = w.Say.T("amend_page.renamed", map[string]any{"Title": text.Line(a.Title)})
	}
	if page.NoText == "" {
		page.Change = w.Difference(before, a.Text)
	}
	w.amendmentNeighbours(&page, v, id)
	if page.Mine {
		page.Act = w.Say.T("amend_page.yours", nil)
		page.ActSub = w.Say.T("amend_page.becomes", map[string]any{"Number": strconv.Itoa(len(v.Revisions) + 1)})
		if a.Outdated {
			page.TakeInOff = w.Say.T("amend_page.outdated", nil)
		}
	}
	for _, c := range v.Thread {
		if c.On == a.ID {
			page.Comments = append(page.Comments, c)
		}
	}
	return page, true
}

// amendmentState says what became of an amendment, in a sentence.
func (w Words) amendmentState(v Proposal, a Amendment) string {
	data := map[string]any{"Name": v.Author.String()}
	at := slices.IndexFunc(v.Revisions, func(r Revision) bool { return r.ID == a.TakenIn })
	if at < 0 || a.Status != string(proposal.AmendmentAccepted) {
		return w.Say.T("amend_page.state."+a.Status, data)
	}
	data["Number"] = strconv.Itoa(at + 1)
	return w.Say.T("amend_page.state.taken_in", data)
}

func (w Words) amendmentNeighbours(page *AmendmentPage, v Proposal, id string) {
	var open []string
	for _, row := range w.amendmentRows(v) {
		if row.Open {
			open = append(open, row.ID)
		}
	}
	at := slices.Index(open, id)
	if at < 0 {
		return
	}
	page.Number = w.Say.T("amend_page.number", map[string]any{"Number": strconv.Itoa(at + 1), "Of": strconv.Itoa(len(open))})
	if at > 0 {
		page.Before = open[at-1]
	}
	if at+1 < len(open) {
		page.After = open[at+1]
	}
}
