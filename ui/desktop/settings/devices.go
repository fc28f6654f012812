package settings

// Devices: my laptops in this community, pairing another one, and taking one out.

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (p *Settings) layDevices() {
	p.devices.Objects = []fyne.CanvasObject{part.Strong(theme.Heading, p.shell.T("settings.devices", nil))}
	if p.page.key != nil {
		p.devices.Add(Copied(p.shell, p.page.key))
	}
	for i, d := range p.page.devices {
		if i > 0 {
			p.devices.Add(part.NewRule(32))
		}
		var end fyne.CanvasObject = part.Space()
		switch {
		case d.Here:
			end = part.NewChip(part.Good, "", p.shell.T("settings.here", nil))
		case d.MayRemove:
			end = part.NewButton(part.Secondary, "", p.shell.T("settings.remove", nil), func() { p.removeDevice(d) }).Called(p.shell.T("settings.remove", nil) + ": " + d.Name)
		}
		words := part.Column(0, part.Words(theme.Text, d.Name), part.Quietly(theme.Small, d.Sub))
		p.devices.Add(part.Row(16, 1, part.NewSymbol(theme.IconMonitor, 16, theme.Quiet), words, end))
	}
	pair := part.NewButton(part.Secondary, theme.IconQrCode, p.shell.T("settings.pair", nil), p.pair)
	p.devices.Add(part.NewBanner(part.Method, theme.IconMonitor, p.shell.T("settings.pair_another", nil), p.shell.T("settings.pair_says", nil), pair))
}

func (p *Settings) removeDevice(d view.DeviceRow) {
	p.shell.Ask(shell.Question{
		Title: p.shell.T("settings.remove_ask", map[string]any{"Name": d.Name}), Says: p.shell.T("settings.remove_says", nil),
		Act: p.shell.T("settings.remove", nil), Icon: theme.IconTrash2,
		Do: func() {
			p.shell.Do(p.ctx, shell.Work{
				Finishes: true,
				Run: func(ctx context.Context) error {
					_, err := p.shell.Community().WithdrawDevice(ctx, d.ID(), op.ID{})
					return err
				},
				Done: func() { p.shell.Done(p.shell.T("settings.removed", nil)) },
			})
		},
	})
}

// pair shows the code for the other laptop, and takes its answer.
func (p *Settings) pair() {
	var offer string
	var modules [][]bool
	p.shell.Do(p.ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			if offer, err = p.shell.Community().OfferPairing(ctx); err != nil {
				return err
			}
			modules, err = view.Modules(offer)
			return err
		},
		Done: func() { p.showOffer(offer, modules) },
	})
}

func (p *Settings) showOffer(offer string, modules [][]bool) {
	s := p.shell
	answer := part.NewField(s.T("settings.pair_answer", nil), "", "folkmoot:device/1/…")
	code := part.NewCode(modules, 220, s.T("settings.pair_code", nil))
	copying := part.NewButton(part.Secondary, theme.IconCopy, s.T("settings.pair_copy", nil), func() { s.Copy(offer) })
	steps := part.Column(
		12, part.Words(theme.Text, s.T("settings.pair_first", nil)), part.Row(16, part.None, code, copying),
		part.Words(theme.Text, s.T("settings.pair_second", nil)), answer,
	)
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	next := part.NewButton(part.Primary, "", s.T("settings.pair_compare", nil), nil)
	next.OnPress(func() {
		read, err := s.Community().ReadAnswer(strings.TrimSpace(answer.Entry.Text))
		if err != nil {
			answer.SetTrouble(s.Trouble(err).What)
			return
		}
		layer.Close()
		p.compare(read)
	})
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("settings.pair_another", nil)), steps, part.Row(12, 0, part.Space(), cancel, next))
	layer = s.Dialog(sheet, shell.DialogUsual, answer.Entry, nil)
}

// compare has both laptops' words compared before the new one is let in.
func (p *Settings) compare(read app.Pairing) {
	s := p.shell
	s.Ask(shell.Question{
		Title: strings.Join(read.Words, " "), Says: s.T("settings.pair_words", map[string]any{"Name": text.Line(read.Answer.Name)}),
		Act: s.T("settings.pair_yes", nil), Keep: s.T("settings.pair_no", nil), Harmless: true,
		Do: func() {
			s.Do(p.ctx, shell.Work{
				Finishes: true,
				Run: func(ctx context.Context) error {
					_, err := s.Community().CertifyAnswer(ctx, read)
					return err
				},
				Done: func() { s.Done(s.T("settings.paired", map[string]any{"Name": text.Line(read.Answer.Name)})) },
			})
		},
	})
}
