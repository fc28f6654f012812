package view

// The parts of a decision's page: its tabs, the amendments and the texts before.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// pageTabs are a page's parts, what matters most at its time first.
func (w Words) pageTabs(page DecisionPage) []PageTab {
	var tabs []PageTab
	p := page.Poll
	standing := p != nil && p.State == PollOpen && p.Running.Voters > 0
	switch {
	case p == nil:
	case p.State == PollOver && p.Closing != nil && p.Closing.Outcome == nil:
		tabs = append(tabs, PageTab{Tab: TabClosing})
	case p.State != PollOpen:
		tabs = append(tabs, PageTab{Tab: TabOutcome})
	case p.Course != nil && p.Course.Falls:
		tabs, standing = append(tabs, PageTab{Tab: TabStanding}), false
	}
	if page.Source != "" || page.NoText != "" {
		tabs = append(tabs, PageTab{Tab: TabText})
	}
	if len(page.Amendments) > 0 {
		tabs = append(tabs, PageTab{Tab: TabAmendments, Count: len(page.Amendments)})
	}
	tabs = append(tabs, PageTab{Tab: TabDiscussion, Count: len(page.Comments)})
	if standing {
		tabs = append(tabs, PageTab{Tab: TabStanding})
	}
	if len(page.History) > 1 {
		tabs = append(tabs, PageTab{Tab: TabHistory, Count: len(page.History)})
	}
	tabs = append(tabs, PageTab{Tab: TabFacts})
	for i := range tabs {
		tabs[i].Label = w.Say.T("tab."+tabs[i].Tab, nil)
	}
	return tabs
}

func (w Words) amendmentRows(v Proposal) []AmendmentRow {
	rows := []AmendmentRow{}
	for _, a := range v.Amendments {
		row := AmendmentRow{
			ID: a.ID, By: a.Author, Title: w.ChangeName(a), State: capital(w.Say.T("amendment_state."+a.Status, nil)), Open: a.Status == "open",
			When: w.Stamp(a.TimeMillis), Goes: Target{Section: SectionDecisions, Item: v.ID, Tab: TabAmendments, Focus: a.ID},
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b AmendmentRow) int {
		switch {
		case a.Open == b.Open:
			return 0
		case a.Open:
			return -1
		}
		return 1
	})
	return rows
}

// ChangeName is what a change is called in lists: what its note calls it, else how that begins, else what is known of it.
func (w Words) ChangeName(a Amendment) string {
	switch {
	case !a.IsReadable():
		return w.WhyUnreadable(a.Post)
	case a.Name != "":
		return text.Line(a.Name)
	case a.why != "":
		return quoted(a.why)
	case a.renames:
		return w.Say.T("amend_page.renamed", map[string]any{"Title": text.Line(a.Title)})
	}
	return w.Say.T("amend_page.nameless", map[string]any{"Name": a.Author.String()})
}

// nameOf is what a note says in a few words.
func nameOf(note string) string {
	name, why := proposal.ReadNote(note)
	return orElse(name, quoted(why))
}

// revisionRows are the texts, the newest first, each with what it changed in the one before.
func (w Words) revisionRows(list []Revision) []RevisionRow {
	rows := []RevisionRow{}
	for i, r := range list {
		row := RevisionRow{ID: r.ID, Number: i + 1, By: r.Author, Title: text.Line(orElse(nameOf(r.Note), r.Title)), When: w.Stamp(r.TimeMillis), Current: r.Current}
		if at := slices.IndexFunc(list, func(before Revision) bool { return len(r.Replaces) > 0 && before.ID == r.Replaces[0] }); at >= 0 {
			row.Change = w.Difference(list[at].Text, r.Text)
		}
		rows = append(rows, row)
	}
	slices.Reverse(rows)
	return rows
}
