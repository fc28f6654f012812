package decide

// Beside: the second column: the ballot, the check of a result, or what comes before a vote.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// besideFrom is what the second column is made from. What the ballot says it keeps up itself.
func (p *page) besideFrom() any {
	now := &p.now.page
	may, state, why := false, "", ""
	if now.Poll != nil {
		may, state, why = now.Poll.MayVote, now.Poll.State, now.Poll.WhyNot
	}
	return []any{p.vote.isShown(), p.now.castMillis, may, state, why, now.Group, now.Acts, now.Barred, p.narrow, now.Poll != nil && now.Poll.HasOutcome()}
}

func (p *page) drawBeside() {
	p.beside.Objects = nil
	if p.narrow {
		return
	}
	now := &p.now.page
	if now.Poll != nil && now.Poll.HasOutcome() {
		p.beside.Add(p.check())
	}
	switch {
	case p.vote.isShown():
		p.beside.Add(p.vote.sheet.Side())
	case now.Poll == nil:
		p.beside.Add(p.preparation())
	case now.Poll.State == view.PollOpen:
		p.beside.Add(part.NewBanner(part.Neutral, theme.IconInfo, p.shell.T("decide.cannot_vote", nil), p.shell.Words().WhyNoVote(now.Poll.WhyNot, now.Poll.NoVote), nil))
	}
	if now.Poll != nil {
		p.beside.Add(p.short())
	}
}

// short is what is good to know about a vote, in a line each.
func (p *page) short() fyne.CanvasObject {
	icons := map[string]theme.Icon{"users": theme.IconUsers, "scale": theme.IconScale}
	column := part.Column(8)
	if p.vote.booth == nil {
		return column
	}
	for _, f := range p.vote.booth.Facts(p.shell.Words(), len(p.now.page.Poll.Voters)) {
		column.Add(part.TopRow(10, 1, part.NewSymbol(icons[f.Icon], 16, theme.Quiet), part.Quietly(theme.Small, f.Text)))
	}
	return part.Pad(0, 4, 0, 4, column)
}

// preparation is what stands where there is no vote yet, with the act that comes next.
func (p *page) preparation() fyne.CanvasObject {
	now := &p.now.page
	column := part.Column(12, part.Strong(theme.Heading, p.shell.T("decide.waits_title", nil)), part.Words(theme.Text, p.shell.T("decide.waits_says", nil)))
	first := true
	for _, act := range now.Acts {
		switch act.Act {
		case view.ActOpenVote, view.ActRevise, view.ActAmend:
			kind := part.Secondary
			if first {
				kind = part.Primary
			}
			first = false
			column.Add(part.NewButton(kind, actIcons[act.Act], act.Label, func() { p.act(act.Act) }).High(part.OfPage))
		}
	}
	if why := now.Barred.Why; why != "" {
		column.Add(part.TopRow(8, 1, part.NewSymbol(theme.IconInfo, 16, theme.Quiet), part.Quietly(theme.Small, why)))
	}
	return part.NewCard(column)
}
