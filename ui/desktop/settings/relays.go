package settings

// Relays: the boxes that are always on, adding one by its link, and taking one out.

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// handOverPatience is how long a relay may take to answer, deliverPatience how long its first meeting is waited for.
const (
	handOverPatience = 20 * time.Second
	deliverPatience  = 5 * time.Second
)

func (p *Settings) layRelays() {
	s := p.shell
	p.relays.Objects = []fyne.CanvasObject{part.Strong(theme.Heading, s.T("settings.relays", nil))}
	if len(p.page.relays) == 0 {
		p.relays.Add(part.Quietly(theme.Text, s.T("settings.no_relay", nil)))
	}
	for i, r := range p.page.relays {
		if i > 0 {
			p.relays.Add(part.NewRule(32))
		}
		tone, icon := part.Neutral, theme.IconClock
		if r.Reached {
			tone, icon = part.Good, theme.IconCheck
		}
		words := part.Column(0, part.Words(theme.Text, r.Name), part.Quietly(theme.Small, r.Sub))
		out := part.NewButton(part.Bare, theme.IconX, "", func() { p.removeRelay(r, p.page.ids[i]) }).High(part.InLine).Tip(s.T("settings.relay_remove", nil), "").
			Called(s.T("settings.relay_remove", nil) + ": " + r.Name)
		p.relays.Add(part.Row(16, 1, part.NewSymbol(theme.IconServer, 16, theme.Quiet), words, part.NewChip(tone, icon, r.State), out))
	}
	add := part.NewButton(part.Plain, theme.IconPlus, s.T("settings.relay_add", nil), p.addRelay).High(part.InLine)
	p.relays.Add(part.Row(0, part.None, add))
}

func (p *Settings) addRelay() {
	s := p.shell
	link := part.NewField(s.T("settings.relay_link", nil), theme.IconLink, "folkmoot:relay/1/…")
	says := part.Words(theme.Text, s.T("settings.relay_says", nil))
	var layer *part.Layer
	gone := false // the sheet was closed before it was done
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("settings.relay_add", nil), nil)
	act.OnPress(func() {
		offer, err := invite.ParseRelayOffer(strings.TrimSpace(link.Entry.Text))
		if err != nil {
			link.SetTrouble(s.Trouble(err).What)
			return
		}
		s.Do(p.ctx, shell.Work{
			Button: act, Doing: s.T("settings.relay_adding", nil), Finishes: true, Run: func(ctx context.Context) error { return p.handOver(ctx, offer) },
			Done: func() {
				layer.Close()
				s.Done(s.T("settings.relay_added", map[string]any{"Name": text.Line(offer.Name)}))
			},
			Failed: func(err error) bool {
				link.SetTrouble(s.Trouble(err).What)
				return !gone
			},
		})
	})
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("settings.relay_add", nil)), part.Column(16, says, link), part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, link.Entry, func() { gone = true })
}

// handOver adds the relay to the community, and hands the community to the relay: it has nothing but its name until it has met this laptop. That
// waits for the network, and so ends with the window.
func (p *Settings) handOver(ctx context.Context, offer invite.RelayOffer) error {
	community := p.shell.Community()
	if _, _, err := community.AddRelay(ctx, offer); err != nil {
		return err
	}
	ask, stop := context.WithTimeout(p.shell.Install.Life, handOverPatience)
	defer stop()
	m := community.Membership()
	if err := p.shell.Install.HandOver(ask, offer, m.Community, m.Nonce); err != nil {
		return err
	}
	_, err := p.shell.Install.Deliver(p.shell.Install.Life, deliverPatience)
	return err
}

func (p *Settings) removeRelay(r view.RelayRow, id string) {
	s := p.shell
	s.Ask(shell.Question{
		Title: s.T("settings.relay_remove_ask", map[string]any{"Name": r.Name}), Says: s.T("settings.relay_remove_says", nil),
		Act: s.T("settings.relay_remove", nil), Icon: theme.IconTrash2,
		Do: func() {
			s.Do(p.ctx, shell.Work{
				Finishes: true,
				Run: func(ctx context.Context) error {
					certificate, err := op.ParseID(id)
					if err != nil {
						return err
					}
					return s.Community().RemoveRelay(ctx, certificate)
				},
				Done: func() { s.Done(s.T("settings.relay_removed", nil)) },
			})
		},
	})
}
