// Package settings is the page of what a person has set on this laptop: how everything looks, what they are told of, their devices, the
// community's relays, backups, the keys. It promises that a change holds at once, without a button that saves, and that what cannot be undone is
// asked about first.
package settings

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

// Settings is the page.
type Settings struct {
	shell   *shell.Shell
	content *part.Scroll
	columns *fyne.Container
	// Cards that follow the community are filled anew; those of this laptop stand still.
	devices, relays *fyne.Container
	page            community
	known           bool
	focus           string
	ctx             context.Context
	again           func()
}

// community is what the page knows of the community that is shown.
type community struct {
	devices []view.DeviceRow
	relays  []view.RelayRow
	ids     []string
	key     *view.KeyTrouble
}

// New makes the page.
func New(s *shell.Shell, to view.Target) shell.Screen {
	p := &Settings{shell: s, devices: part.Column(12), relays: part.Column(12), focus: to.Focus, ctx: context.Background(), again: func() {}}
	left := part.Column(16, p.look(), p.telling(), p.keys(), p.about())
	right := part.Column(16)
	if s.Community() != nil {
		right.Add(part.NewCard(p.devices))
		right.Add(part.NewCard(p.relays))
	}
	right.Add(p.backup())
	right.Add(p.phrase())
	if s.Community() != nil {
		right.Add(p.data())
		right.Add(p.leaving())
	}
	p.columns = part.Beside(24, 860, left, right)
	title := part.Strong(theme.Title, s.T("section.settings", nil))
	p.content = part.NewScroll(part.Page{Top: 28}.Of(part.Column(16, title, p.columns), nil))
	return p
}

// Content is the page.
func (p *Settings) Content() fyne.CanvasObject { return p.content }

// Scrolled is how far it is scrolled, in units.
func (p *Settings) Scrolled() float32 { return theme.Units(p.content.Offset()) }

// ScrollTo scrolls there.
func (p *Settings) ScrollTo(units float32) { p.content.ScrollTo(theme.Px(units)) }

// Show keeps what comes from the community as it is.
func (p *Settings) Show(ctx context.Context) {
	p.ctx = ctx
	if p.shell.Community() == nil {
		return
	}
	p.again = shell.Live(ctx, p.shell, p.load, p.show)
	shell.Follow(ctx, p.shell, p.again)
}

func (p *Settings) load(ctx context.Context, c *app.Community, w view.Words) (community, error) {
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return community{}, err
	}
	relays, err := view.LoadRelays(ctx, c, p.shell.Install.Network())
	if err != nil {
		return community{}, err
	}
	has, err := p.shell.Install.Service().HasIdentity()
	if err != nil {
		return community{}, err
	}
	key, err := view.LoadKeyTrouble(ctx, c, w, has)
	if err != nil {
		return community{}, err
	}
	page := community{key: key, devices: w.DeviceRows(people), relays: w.RelayRows(relays)}
	for _, r := range relays {
		page.ids = append(page.ids, r.ID)
	}
	return page, nil
}

func (p *Settings) show(f view.Frame[community]) {
	switch {
	case f.Err != nil && !p.known:
		p.devices.Objects = []fyne.CanvasObject{p.shell.Failed(f.Err, func() { p.again() })}
	case !f.Known || f.Working, p.known && reflect.DeepEqual(f.Page, p.page):
		return
	default:
		p.page = f.Page
		part.KeepFocus(p.content, func() {
			p.layDevices()
			p.layRelays()
		})
		if !p.known && p.focus == view.FocusRelays {
			defer part.Reveal(p.relays)
		}
		p.known = true
	}
	p.content.Refresh()
}

// card is a card with its title, and a few quiet words at its end.
func card(title, end string, objects ...fyne.CanvasObject) *part.Card {
	head := part.Row(12, 0, part.Strong(theme.Heading, title), part.Quietly(theme.Small, end).Line())
	return part.NewCard(part.Column(12, append([]fyne.CanvasObject{head}, objects...)...))
}

// line is a setting: its words, and what changes it.
func line(title, says string, change fyne.CanvasObject) fyne.CanvasObject {
	words := part.Column(0, part.Words(theme.Text, title))
	if says != "" {
		words.Add(part.Quietly(theme.Small, says))
	}
	return part.Row(16, 0, words, change)
}

// kept says an error of keeping what was set: it holds until the window closes.
func (p *Settings) kept(err error) {
	if err != nil {
		p.shell.Fail(err)
	}
}
