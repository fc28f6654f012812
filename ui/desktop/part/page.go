package part

// Page: where the columns of a page stand in the room beside rail and sections, and what becomes of them where it is narrow.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Page sets a first column and a second one beside it. Where the window is narrow the second is not shown: the page says elsewhere what it says.
type Page struct {
	// Top is the air above: 40 above a title without a path, 28 with one.
	Top float32
	// First is the width of the first column at most: 616 for reading, 664 to 680 for lists; 0 lets it take what there is. Second is the width of the
	// second, Gap what lies between.
	First, Second, Gap float32
}

// Of lays out both columns; second may be nil. It is higher than its place as a rule: NewScroll scrolls it.
func (p Page) Of(first, second fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{first}
	if second != nil {
		objects = append(objects, second)
	}
	return &fyne.Container{Layout: &pageLayout{page: p}, Objects: objects}
}

// Filled lets one object fill the place of a page from its top to its lower edge: it scrolls by itself.
func (p Page) Filled(object fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: filled{&pageLayout{page: p}}, Objects: []fyne.CanvasObject{object}}
}

type filled struct{ *pageLayout }

func (f filled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, _, air := f.columns(objects, size.Width)
	top := px(f.top(WindowUnits(size.Width)))
	put(objects[0], size.Width, air, top, width, max(size.Height-top-px(16), 0))
}

func (f filled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(px(320), px(240)) }

// Air is the air at the sides of a page in a window so many units wide.
func Air(window float32) float32 {
	if window < theme.FoldSecondColumn {
		return 32
	}
	return 56
}

// WindowUnits is how wide the window is around a place of this width in canvas units, in units of its text: rail and sections count where they are
// shown.
func WindowUnits(place float32) float32 {
	units := theme.Units(place)
	if units+railWide+sectionsWide >= theme.FoldSections {
		return units + railWide + sectionsWide
	}
	if units+railWide >= theme.FoldRail {
		return units + railWide
	}
	return units
}

type pageLayout struct {
	page  Page
	width float32
}

// top is the air above: a title without a path stands higher where the window is narrow.
func (p *pageLayout) top(window float32) float32 {
	if window < theme.FoldSecondColumn {
		return min(p.page.Top, 28)
	}
	return p.page.Top
}

// columns are the widths of both columns and the air at the sides, in canvas units. The second has no width where it is not shown.
func (p *pageLayout) columns(objects []fyne.CanvasObject, width float32) (first, second, air float32) {
	window := WindowUnits(width)
	air = px(Air(window))
	if units := theme.Units(width); units < 560 {
		air = px(20)
	}
	room := width - 2*air
	if len(objects) > 1 && window >= theme.FoldSecondColumn {
		second = px(p.page.Second)
		room -= second + px(p.page.Gap)
	}
	if p.page.First > 0 && window >= theme.FoldSecondColumn {
		room = min(room, px(p.page.First))
	}
	return room, second, air
}

func (p *pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	first, second, air := p.columns(objects, size.Width)
	top := px(p.top(WindowUnits(size.Width)))
	put(objects[0], size.Width, air, top, first, HeightFor(objects[0], first))
	if len(objects) < 2 {
		return
	}
	if second == 0 {
		objects[1].Hide()
		return
	}
	objects[1].Show()
	put(objects[1], size.Width, air+first+px(p.page.Gap), top, second, HeightFor(objects[1], second))
}

func (p *pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(px(320), p.heightFor(objects, max(p.width, px(320))))
}

func (p *pageLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	first, second, _ := p.columns(objects, width)
	height := HeightFor(objects[0], first)
	if second > 0 {
		height = max(height, HeightFor(objects[1], second))
	}
	return height + px(p.top(WindowUnits(width))) + px(40)
}

// Under sets a head at the top of its place and lets what is under it have the rest: a list that scrolls by itself.
func Under(gap float32, head, body fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: under{gap}, Objects: []fyne.CanvasObject{head, body}}
}

type under struct{ gap float32 }

func (u under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head := HeightFor(objects[0], size.Width)
	put(objects[0], size.Width, 0, 0, size.Width, head)
	put(objects[1], size.Width, 0, head+px(u.gap), size.Width, max(size.Height-head-px(u.gap), 0))
}

func (u under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), objects[0].MinSize().Height+px(u.gap)+px(120))
}
