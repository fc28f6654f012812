package desktop

// Bar: what stands above every page: whose pages these are, the way to find anything, and how this laptop stands with others.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// bar is a place whose content follows the width of the window.
type bar struct {
	place  *fyne.Container
	window *window
	name   *part.Text
	signal *part.Signal
	health view.Health
	fold   fold
}

// fold is how much of the bar there is room for.
type fold int

const (
	foldUnknown fold = iota
	foldNone
	foldFinder   // a narrower finder
	foldSections // a menu instead of the sections
	foldRail     // the section's name instead of the community's
)

func foldAt(units float32) fold {
	switch {
	case units < theme.FoldRail:
		return foldRail
	case units < theme.FoldSections:
		return foldSections
	case units < theme.FoldSecondColumn:
		return foldFinder
	}
	return foldNone
}

func newBar(w *window) *bar {
	b := &bar{window: w, name: part.Strong(theme.Reading, "").Lines(1), place: part.Slot(part.Space())}
	b.signal = part.NewSignal(func() { w.Go(view.Target{Section: view.SectionNetwork}) })
	b.fit(w.Width())
	return b
}

// fit lays the bar out for a width.
func (b *bar) fit(units float32) {
	to := foldAt(units)
	if to == b.fold {
		return
	}
	b.fold = to
	w := b.window
	find := func() { w.Palette("") }
	menu := part.NewButton(part.Bare, theme.IconMenu, "", nil).Tip(w.T("window.menu", nil), "")
	menu.OnPress(func() { w.rail.openMenu(menu) })
	loupe := part.NewButton(part.Bare, theme.IconSearch, "", find).Tip(w.T("window.find", nil), w.Words().Keys("Ctrl K"))
	finder := part.NewFinder(w.T("window.find", nil), w.Words().Keys("Ctrl K"), find)
	var line fyne.CanvasObject
	switch to {
	case foldRail:
		line = part.Middle(0, part.Row(8, 1, menu, b.name), loupe, b.signal)
	case foldSections:
		line = part.Middle(200, part.Row(8, 1, menu, b.name), finder, b.signal)
	case foldFinder:
		line = part.Middle(240, b.name, finder, b.signal)
	default:
		line = part.Middle(340, b.name, finder, b.signal)
	}
	air, end := float32(24), float32(24)
	if to >= foldSections {
		air, end = 12, 4
	}
	part.PutIn(b.place, part.Pad(10, end, 9, air, line))
	b.refresh()
}

// refresh says what is shown now.
func (b *bar) refresh() {
	member, chosen := b.window.Nav.Community()
	name := "Folkmoot"
	if chosen {
		name = text.Line(member.Name)
	}
	if b.fold == foldRail {
		name = b.window.T("section."+string(b.window.Nav.At().Section), nil)
	}
	b.name.SetText(name)
	b.show()
}

// stands shows how this laptop stands with others of the community.
func (b *bar) stands(h view.Health) {
	b.health = h
	if h.State != view.HealthOff {
		b.window.unreached = nil
	}
	b.show()
}

func (b *bar) show() {
	says, tone := b.health.Bar, part.Neutral
	switch {
	case b.window.unreached != nil:
		says, tone = b.window.Trouble(b.window.unreached).What, part.Warning
	case b.health.State == view.HealthWithPeers && b.health.Well:
		tone = part.Good
	case b.health.State == view.HealthWithPeers, b.health.State == view.HealthAlone, b.health.State == view.HealthOff:
		tone = part.Warning
	}
	if b.fold == foldRail && b.health.Short != "" {
		says = b.health.Short
	}
	b.signal.Set(tone, says)
	b.place.Refresh()
}
