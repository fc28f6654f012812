package connect

// Sections: the parts of the page of the network, from its top.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (p *Connection) state() fyne.CanvasObject {
	icon, ground, edge, ink := theme.IconCircleCheck, theme.PrimaryTint, theme.Primary, theme.Primary
	if p.page.Amber {
		icon, ground, edge, ink = theme.IconUnplug, theme.AttentionTint, theme.AttentionFill, theme.Attention
	}
	words := part.Column(4, part.Strong(theme.Heading, p.page.Title), part.Words(theme.Text, p.page.Sub))
	return part.NewCard(part.TopRow(20, 1, part.NewSymbol(icon, 24, ink), words)).On(ground, edge)
}

func (p *Connection) checks() fyne.CanvasObject {
	again := part.NewButton(part.Secondary, theme.IconRefreshCw, p.shell.T("connect.look_again", nil), func() { p.again() }).High(part.InLine)
	head := part.Row(12, 0, part.Strong(theme.Heading, p.shell.T("connect.found", nil)), part.Quietly(theme.Small, p.page.Looked).Line(), again)
	list := part.Column(0)
	for i, c := range p.page.Checks {
		if i > 0 {
			list.Add(part.NewRule(60))
		}
		icon, token, words := theme.IconCheck, theme.Primary, part.Words(theme.Text, c.Title)
		switch c.State {
		case view.CheckBad:
			icon, token, words = theme.IconX, theme.Danger, part.Strong(theme.Text, c.Title)
		case view.CheckNote:
			icon, token = theme.IconMinus, theme.Attention
		}
		list.Add(part.Pad(14, 20, 14, 20, part.TopRow(16, 1, part.NewDisc(icon, token), part.Pad(2, 0, 2, 0, words))))
	}
	return part.Column(12, head, part.NewCard(list).Air(0))
}

func (p *Connection) helps() fyne.CanvasObject {
	list := part.Column(0)
	for i, h := range p.page.Helps {
		if i > 0 {
			list.Add(part.NewRule(72))
		}
		icon := theme.IconLightbulb
		switch h.Does {
		case view.DoesExport:
			icon = theme.IconHardDrive
		case view.DoesRelay:
			icon = theme.IconServer
		case view.DoesRetry:
			icon = theme.IconRefreshCw
		}
		row := []fyne.CanvasObject{part.NewIconTile36(icon, part.Method), part.Words(theme.Text, h.Title)}
		if h.Act != "" {
			row = append(row, part.NewButton(part.Secondary, "", h.Act, func() { p.help(h.Does) }))
		}
		list.Add(part.Pad(16, 20, 16, 20, part.Row(16, 1, row...)))
	}
	return part.Column(12, part.Strong(theme.Heading, p.shell.T("connect.helps", nil)), part.NewCard(list).Air(0))
}

// help does what a remedy's button says.
func (p *Connection) help(does string) {
	switch does {
	case view.DoesExport:
		p.shell.Go(view.Target{Section: view.SectionNetwork, Item: ItemStick})
	case view.DoesRelay:
		p.shell.Go(view.Target{Section: view.SectionSettings, Focus: view.FocusRelays})
	case view.DoesRetry:
		p.shell.Retry(p.again)
	}
}

func (p *Connection) peers() fyne.CanvasObject {
	list := part.Column(0)
	for i, peer := range p.page.Peers {
		if i > 0 {
			list.Add(part.NewRule(56))
		}
		icon := theme.IconMonitor
		if peer.Relay {
			icon = theme.IconServer
		}
		words := part.Column(0, part.Words(theme.Text, peer.Name), part.Quietly(theme.Small, peer.How))
		list.Add(part.Pad(10, 20, 10, 20, part.Row(16, 1, part.NewSymbol(icon, 18, theme.Quiet), words, part.Quietly(theme.Small, peer.When).Line())))
	}
	return part.Column(12, part.Strong(theme.Heading, p.shell.T("connect.peers", nil)), part.NewCard(list).Air(0))
}

func (p *Connection) details() fyne.CanvasObject {
	facts := part.Column(6)
	for _, d := range p.page.Details {
		value := part.NewButton(part.Bare, theme.IconCopy, "", func() { p.shell.Copy(d.Value) }).High(part.InLine).Tip(p.shell.T("connect.copy", nil), "")
		facts.Add(part.TopRow(12, 1, part.Wide(96, part.Quietly(theme.Small, d.Label)), part.Words(theme.Small, d.Value), value))
	}
	states := [2]string{p.shell.T("connect.folded", nil), p.shell.T("connect.unfolded", nil)}
	return part.NewExpander(p.shell.T("connect.details", nil), p.shell.T("connect.details_hide", nil), states, part.Pad(8, 0, 0, 0, facts))
}

func (p *Connection) waiting() fyne.CanvasObject {
	return part.NewCard(part.Column(8, part.Strong(theme.Text, p.page.Waiting.Title), part.Quietly(theme.Small, p.page.Waiting.Text)))
}

func (p *Connection) bundle() fyne.CanvasObject {
	head := part.Row(12, 0, part.Strong(theme.Text, p.shell.T("connect.stick", nil)), part.Quietly(theme.Small, p.shell.T("connect.stick_sub", nil)).Line())
	export := part.NewButton(part.Secondary, theme.IconUpload, p.shell.T("connect.export", nil), func() { OpenExport(p.shell) })
	take := part.NewButton(part.Secondary, theme.IconDownload, p.shell.T("connect.import", nil), func() { OpenImport(p.shell) })
	return part.NewCard(part.Column(12, head, part.Quietly(theme.Small, p.shell.T("connect.stick_text", nil)), part.Even(8, export, take)))
}

func (p *Connection) relays() fyne.CanvasObject {
	to := part.NewButton(part.Plain, "", p.shell.T("connect.relays_go", nil), func() { p.help(view.DoesRelay) }).High(part.InLine)
	words := part.Quietly(theme.Small, p.shell.T("connect.relays_text", nil))
	return part.NewCard(part.Column(8, part.Strong(theme.Text, p.shell.T("connect.relays", nil)), words, part.Row(0, part.None, to)))
}
