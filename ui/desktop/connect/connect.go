// Package connect is the page of the network: how this laptop stands with others, what is wrong, why, and what helps; and what works without any
// network: one file on a stick. It promises words before addresses, and nothing that has to be waited for: looking goes on beside the page.
package connect

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Connection is the page.
type Connection struct {
	shell   *shell.Shell
	content *part.Scroll
	body    *fyne.Container
	beside  *fyne.Container
	under   *fyne.Container // what the second column says, where that is folded
	page    view.Connection
	known   bool
	narrow  bool
	again   func()
}

// ItemStick is the page of the stick.
const ItemStick = "stick"

// New makes the page of the network, or that of the stick.
func New(s *shell.Shell, to view.Target) shell.Screen {
	if to.Item == ItemStick {
		return newStick(s, to.Focus)
	}
	p := &Connection{shell: s, body: part.Column(28), beside: part.Column(16), under: part.Column(16), narrow: s.Narrow(), again: func() {}}
	title := part.Strong(theme.Title, s.T("section.network", nil))
	p.content = part.NewScroll(part.Page{Top: 32, First: 672, Second: 352, Gap: 32}.Of(part.Column(20, title, p.body, p.under), part.Pad(52, 0, 0, 0, p.beside)))
	return p
}

// Content is the page.
func (p *Connection) Content() fyne.CanvasObject { return p.content }

// Scrolled is how far it is scrolled, in units.
func (p *Connection) Scrolled() float32 { return theme.Units(p.content.Offset()) }

// ScrollTo scrolls there.
func (p *Connection) ScrollTo(units float32) { p.content.ScrollTo(theme.Px(units)) }

// Fit sets what the second column says below the first, where that is folded.
func (p *Connection) Fit(window float32) {
	if narrow := window < theme.FoldSecondColumn; narrow != p.narrow {
		p.narrow = narrow
		if p.known {
			part.KeepFocus(p.content, p.lay)
			p.content.Refresh()
		}
	}
}

// Show keeps the page as things are.
func (p *Connection) Show(ctx context.Context) {
	p.body.Objects = []fyne.CanvasObject{part.NewActivity(p.shell.T("connect.looking", nil))}
	p.again = shell.Live(ctx, p.shell, p.load, p.show)
	shell.Follow(ctx, p.shell, p.again)
}

// load looks around, beside Fyne's goroutine.
func (p *Connection) load(ctx context.Context, c *app.Community, w view.Words) (view.Connection, error) {
	status, err := view.LoadStatus(ctx, c)
	if err != nil {
		return view.Connection{}, err
	}
	var people *view.People
	if status.Here { // before, there is nobody to name, and a bundle may bring them
		if people, err = view.LoadPeople(ctx, c); err != nil {
			return view.Connection{}, err
		}
	}
	install := p.shell.Install
	facts, err := view.LoadFacts(ctx, install.Service(), install.HasInterfaces())
	if err != nil {
		return view.Connection{}, err
	}
	facts.Network = install.Network()
	return w.Connection(status, people, facts, view.Diagnose(facts), w.NowMillis), nil
}

func (p *Connection) show(f view.Frame[view.Connection]) {
	switch {
	case f.Err != nil && !p.known:
		p.body.Objects = []fyne.CanvasObject{p.shell.Failed(f.Err, func() { p.again() })}
	case !f.Known || f.Working, p.known && reflect.DeepEqual(f.Page, p.page):
		return
	default:
		first := !p.known
		p.page, p.known = f.Page, true
		part.KeepFocus(p.content, p.lay)
		if first {
			p.content.Refresh()
			p.ScrollTo(p.shell.Nav.Scroll())
		}
	}
	p.content.Refresh()
}

func (p *Connection) lay() {
	p.body.Objects = []fyne.CanvasObject{p.state()}
	if len(p.page.Checks) > 0 {
		p.body.Add(p.checks())
	}
	if len(p.page.Helps) > 0 {
		p.body.Add(p.helps())
	}
	if len(p.page.Peers) > 0 {
		p.body.Add(p.peers())
	}
	if len(p.page.Details) > 0 {
		p.body.Add(p.details())
	}
	cards := []fyne.CanvasObject{p.bundle(), p.relays()}
	if p.page.Waiting.Text != "" {
		cards = append([]fyne.CanvasObject{p.waiting()}, cards...)
	}
	p.beside.Objects, p.under.Objects = cards, nil
	if p.narrow {
		p.beside.Objects, p.under.Objects = nil, cards
	}
}
