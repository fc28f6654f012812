// Package decide is the pages about decisions: the list of them, one decision's page with its text, amendments, discussion, ballot and outcome,
// the editor of proposals and amendments, and the opening of a vote.
//
// It promises that whatever the command line can do with a decision is reached from one of its pages, that nothing is published before a button
// says so, and that what is typed is kept. It lays parts out and calls the service; what a page says and whether something may be done is for the
// view models.
package decide

import (
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// iconOf is what stands on the tile of a decision.
func iconOf(group view.DecisionGroup, ballot string) theme.Icon {
	switch group {
	case view.GroupDrafts:
		return theme.IconPencil
	case view.GroupClosing:
		return theme.IconHourglass
	}
	if ballot != "" {
		return theme.Icon(ballot)
	}
	return theme.IconMessageSquare
}

// barTokens are the colours of a standing.
var barTokens = map[string]theme.Token{view.BarYes: theme.Aye, view.BarNo: theme.Nay, view.BarAbstain: theme.Abstain}

// barOf is a standing as a part draws it.
func barOf(parts []view.BarPart) []part.BarPart {
	bar := make([]part.BarPart, len(parts))
	for i, p := range parts {
		bar[i] = part.BarPart{Share: float32(p.Parts) / 1e9, Color: barTokens[p.Kind]}
	}
	return bar
}
