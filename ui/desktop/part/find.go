package part

// Find: the sheet of the palette: a field, what was found under heads, and the keys at its foot. The field keeps the keyboard all the time.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// FindRow is one thing that was found, or the head of a group.
type FindRow struct {
	// Head is a group's name, on a row that cannot be chosen.
	Head string
	// Icon or Letters stand first; Letters in Colour, as on an avatar.
	Icon    theme.Icon
	Letters string
	Colour  theme.Token
	Title   []Span
	Sub     string
	// Key stands at the end, in a frame.
	Key    string
	Chosen bool
}

// Finding is the sheet.
type Finding struct {
	widget.BaseWidget
	Entry *Entry

	rows   []FindRow
	none   *Text
	list   *fyne.Container
	scroll *Scroll
	foot   fyne.CanvasObject
	card   *Card
	pick   func(at int)
}

// KeyHint is a key with what it does, for the foot.
type KeyHint struct {
	Keys []string
	Does string
}

// NewFinding makes the sheet. pick is a click on a row; keys are named in the foot before its last word.
func NewFinding(placeholder, escape, foot string, keys []KeyHint, pick func(at int)) *Finding {
	f := &Finding{Entry: newField("", "", placeholder, 1).Entry, none: Quietly(theme.Text, ""), list: Column(0), pick: pick}
	f.Entry.focused = func(bool) {}
	f.scroll = NewScroll(Pad(8, 8, 8, 8, f.list))
	f.foot = findFoot(keys, foot)
	large := container.NewThemeOverride(f.Entry, larger{fyne.CurrentApp().Settings().Theme()})
	head := Pad(0, 20, 0, 16, Row(4, 1, NewSymbol(theme.IconSearch, 18, theme.Quiet), &fyne.Container{Layout: tall{60}, Objects: []fyne.CanvasObject{large}}, newCap(escape)))
	body := &fyne.Container{Layout: tall{404}, Objects: []fyne.CanvasObject{f.scroll}}
	f.card = NewCard(Column(0, head, NewRule(0), body, NewRule(0), f.foot)).Air(0).Floating(12)
	f.ExtendBaseWidget(f)
	return f
}

// larger shows the field in the size of a heading: sizes alone may differ from the app's theme.
type larger struct{ fyne.Theme }

func (l larger) Size(name fyne.ThemeSizeName) float32 {
	if name == fynetheme.SizeNameText {
		return l.Theme.Size(fynetheme.SizeNameSubHeadingText)
	}
	if name == fynetheme.SizeNameInputBorder {
		return 0
	}
	return l.Theme.Size(name)
}

// Color lets the field stand on the sheet without an edge of its own.
func (l larger) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) (c fynecolor) {
	if name == fynetheme.ColorNameInputBackground || name == fynetheme.ColorNameInputBorder {
		return l.Theme.Color(theme.Clear, variant)
	}
	return l.Theme.Color(name, variant)
}

// tall gives its one object a fixed height in units, in the middle of its place where it is lower.
type tall struct{ units float32 }

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[0].MinSize().Height
	if _, scrolls := objects[0].(*Scroll); scrolls {
		least = size.Height
	}
	objects[0].Move(fyne.NewPos(0, (size.Height-least)/2))
	objects[0].Resize(fyne.NewSize(size.Width, least))
}

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, px(t.units))
}

func findFoot(keys []KeyHint, last string) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, k := range keys {
		var pair []fyne.CanvasObject
		for _, key := range k.Keys {
			pair = append(pair, newCap(key))
		}
		objects = append(objects, Row(4, None, append(pair, Quietly(theme.Small, k.Does).Line())...))
	}
	objects = append(objects, Space(), Quietly(theme.Small, last).Line())
	return &fyne.Container{Layout: tall{40}, Objects: []fyne.CanvasObject{Pad(0, 20, 0, 20, Row(20, len(objects)-2, objects...))}}
}

// Set shows what was found; none stands where nothing was.
func (f *Finding) Set(rows []FindRow, none string) {
	f.rows = rows
	objects := make([]fyne.CanvasObject, 0, len(rows))
	var chosen fyne.CanvasObject
	for i, row := range rows {
		object := f.row(i, row)
		if row.Chosen {
			chosen = object
		}
		objects = append(objects, object)
	}
	if none != "" {
		objects = append(objects, Pad(12, 12, 12, 12, Quietly(theme.Text, none)))
	}
	f.list.Objects = objects
	f.scroll.Refresh()
	if chosen != nil {
		reveal(chosen)
	}
}

func (f *Finding) row(at int, row FindRow) fyne.CanvasObject {
	if row.Head != "" {
		return Pad(8, 12, 6, 12, Quietly(theme.Small, row.Head).Line())
	}
	return newFoundRow(row, func() { f.pick(at) })
}

// HeightFor is what the sheet is high.
func (f *Finding) HeightFor(width float32) float32 { return f.card.HeightFor(width) }

func (f *Finding) inside() []fyne.CanvasObject { return []fyne.CanvasObject{f.card} }

// CreateRenderer shows the card.
func (f *Finding) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.card) }
