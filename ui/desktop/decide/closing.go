package decide

// Closing: how far the tellers of a vote are, whom it waits for, and what helps it on.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/chart"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

func (p *page) closing() {
	c := p.now.page.Closing
	if c == nil {
		p.body.Add(chart.Draw(p.shell.Words(), p.now.pictures).Main)
		return
	}
	stretches := make([]part.Stretch, len(c.Stages))
	for i, s := range c.Stages {
		stretches[i] = part.Stretch{Title: s.Title, Text: s.Text, Done: float32(s.Permille) / 1000, Amiss: s.Amiss}
	}
	heading := part.Row(10, 1, part.Strong(theme.Heading, p.shell.T("decide.tellers", nil)).Line(), part.Quietly(theme.Text, c.Needed).Lines(1))
	p.body.Add(part.Stretches(stretches...))
	p.body.Add(part.Column(12, heading, p.tellers(c.Tellers)))
	if c.Calm != "" {
		p.body.Add(part.NewBanner(part.Method, theme.IconInfo, "", c.Calm, nil))
	}
	if len(c.Ways) > 0 {
		p.body.Add(part.Column(12, part.Strong(theme.Heading, p.shell.T("decide.you_can", nil)), p.ways(c.Ways)))
	}
	if len(p.now.pictures.Facts) > 0 {
		p.body.Add(chart.Draw(p.shell.Words(), outcome.Pictures{Facts: p.now.pictures.Facts}).Main)
	}
}

// tellers is one row a teller: who, and what it has done.
func (p *page) tellers(list []view.ClosingTeller) fyne.CanvasObject {
	rows := part.Column(0)
	for i, t := range list {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		icon, tone := theme.IconMonitor, part.Method
		if t.Relay {
			icon = theme.IconServer
		}
		sign, ink := theme.IconClock, theme.Quiet
		said := part.Words(theme.Text, t.State).Lines(1)
		switch {
		case t.Amiss:
			tone, sign, ink = part.Warning, theme.IconClockAlert, theme.Attention
			said = part.Strong(theme.Text, t.State).Lines(1).In(theme.Attention)
		case t.Done:
			tone, sign, ink = part.Good, theme.IconCheck, theme.Primary
		}
		state := part.TopRow(6, 1, part.Pad(2, 0, 0, 0, part.NewSymbol(sign, 16, ink)), part.Column(2, said, part.Quietly(theme.Small, t.When).Lines(1)))
		who := part.Column(2, part.Strong(theme.Text, t.Name).Lines(1), part.Quietly(theme.Small, t.Sub).Lines(1))
		rows.Add(part.Pad(11, 16, 11, 16, part.Row(16, 1, part.NewIconTile36(icon, tone), part.Even(16, who, state))))
	}
	return part.NewCard(rows).Air(0)
}

// ways are what helps, one row each.
func (p *page) ways(list []view.ClosingWay) fyne.CanvasObject {
	icons := map[string]theme.Icon{view.WayMessage: theme.IconMessageSquare, view.WayCarry: theme.IconHardDrive, view.WayRetire: theme.IconArchive}
	rows := part.Column(0)
	for i, way := range list {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		var end fyne.CanvasObject = part.Quietly(theme.Small, way.When).Line()
		if way.Label != "" {
			kind := part.Secondary
			if way.Way == view.WayRetire {
				kind = part.Danger
			}
			end = part.NewButton(kind, "", way.Label, func() { p.takeWay(way) })
		}
		words := part.Column(2, part.Strong(theme.Text, way.Title), part.Quietly(theme.Small, way.Sub))
		rows.Add(part.Pad(14, 16, 14, 16, part.Row(16, 1, part.NewIconTile36(icons[way.Way], part.Method), words, end)))
	}
	return part.NewCard(rows).Air(0)
}

func (p *page) takeWay(way view.ClosingWay) {
	switch way.Way {
	case view.WayMessage:
		p.shell.Copy(way.Message)
	case view.WayCarry:
		p.shell.Go(view.Target{Section: view.SectionNetwork})
	case view.WayRetire:
		p.retire()
	}
}

// retire asks whether an undecided vote shall be given up, and proposes that to the council.
func (p *page) retire() {
	s, poll := p.shell, p.now.page.Poll
	data := map[string]any{"Title": p.now.page.Title, "Names": s.Words().WaitedFor(poll.Phase.WaitsFor)}
	s.Ask(shell.Question{
		Title: s.T("decide.retire_title", data), Says: s.T("decide.retire_says", data), Act: s.T("decision_act.retire", nil), Icon: theme.IconArchive,
		Do: func() {
			p.do(nil, "", func(ctx context.Context) error {
				_, err := s.Community().RetirePoll(ctx, p.pollID())
				return err
			}, s.T("decide.retired", nil))
		},
	})
}
