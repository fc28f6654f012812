package people

// Tellers: who witnesses and counts, when each was last heard, and what every poll waits for.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// openTellers shows them, with the way to others.
func openTellers(s *shell.Shell) {
	load(s, view.LoadTellers, func(v view.Tellers) {
		d := newSheet(s)
		column := part.Column(16, part.Words(theme.Text, v.Says))
		for _, warning := range v.Warnings {
			column.Add(part.NewBanner(part.Warning, theme.IconTriangleAlert, warning, "", nil))
		}
		rows := part.Column(0)
		for i, t := range v.Rows {
			if i > 0 {
				rows.Add(part.NewRule(46))
			}
			rows.Add(tellerRow(t))
		}
		column.Add(part.NewCard(rows).Air(0))
		column.Add(part.Quietly(theme.Small, s.T("tellers.by_itself", nil)))
		for _, p := range v.Polls {
			column.Add(dutyCard(d, p))
		}
		change := part.NewButton(part.Secondary, theme.IconScale, s.T("tellers.change", nil), func() {
			d.close()
			openRulesForm(s, true, func(f *rulesForm) { f.choose("tellers") })
		})
		well := d.cancel(s.T("window.close", nil))
		d.open(part.NewDialog(titled(s.T("tellers.title", nil), ""), column, part.Acts("", well, change)), shell.DialogUsual, well)
	})
}

func tellerRow(t view.TellerRow) fyne.CanvasObject {
	icon, token := theme.IconMonitor, theme.Quiet
	if t.Relay {
		icon = theme.IconServer
	}
	if t.Amiss {
		icon, token = theme.IconTriangleAlert, theme.Attention
	}
	words := part.Column(2, part.Strong(theme.Text, t.Name))
	if t.Sub != "" {
		words.Add(part.Quietly(theme.Small, t.Sub))
	}
	return part.Pad(10, 16, 10, 16, part.Row(12, 1, part.NewSymbol(icon, 18, token), words, part.Quietly(theme.Small, t.Heard).Line()))
}

// dutyCard is one poll with who is waited for.
func dutyCard(d *sheet, p view.DutyRow) fyne.CanvasObject {
	column := part.Column(8, part.Strong(theme.Text, p.Title), part.Words(theme.Small, p.Says), part.Quietly(theme.Small, p.SoFar))
	if p.Mine != "" {
		column.Add(part.TopRow(8, 1, part.NewSymbol(theme.IconInfo, 14, theme.Attention), part.Strong(theme.Small, p.Mine).In(theme.Attention)))
	}
	for _, w := range p.Waits {
		done := part.Quietly(theme.Small, w.Done).Line()
		if w.Due != "" {
			done = part.Strong(theme.Small, w.Due).In(theme.Attention).Line()
		}
		column.Add(part.Row(12, 0, part.Words(theme.Small, w.Name).Lines(1), done))
	}
	column.Add(part.Row(0, part.None, part.NewButton(part.Plain, "", d.shell.T("tellers.open", nil), func() {
		d.close()
		d.shell.Go(p.Goes)
	}).High(part.InLine)))
	return part.NewCard(column).Air(16)
}
