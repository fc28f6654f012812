package shelltest

// Look: what stands on a page, and how a person reaches it.

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// framed lays the page where the window has it: beside rail and sections, below the bar, on the page's ground.
func framed(page fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: room{}, Objects: []fyne.CanvasObject{canvas.NewRectangle(theme.Color(theme.Ground)), page}}
}

type room struct{}

func (room) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(1) }

func (room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	left := float32(0)
	switch window := theme.Units(size.Width); {
	case window >= theme.FoldSections:
		left = theme.Px(64 + 208)
	case window >= theme.FoldRail:
		left = theme.Px(64)
	}
	x := left
	if theme.Mirrored() {
		x = 0
	}
	objects[1].Move(fyne.NewPos(x, theme.Px(56)))
	objects[1].Resize(size.Subtract(fyne.NewSize(left, theme.Px(56))))
}

// Says is all words that the page shows.
func (d *Desk) Says() string {
	var said []string
	d.each(func(o fyne.CanvasObject) bool {
		if words, is := o.(*canvas.Text); is {
			said = append(said, words.Text)
		}
		return false
	})
	return strings.Join(said, " ")
}

// Named is what can be focused under a label that begins so; nil for none.
func (d *Desk) Named(label string) fyne.Focusable {
	var found fyne.Focusable
	d.each(func(o fyne.CanvasObject) bool {
		focusable, is := o.(fyne.Focusable)
		if a, said := o.(fyne.Accessible); is && said && strings.HasPrefix(a.AccessibilityLabel(), label) {
			found = focusable
		}
		return found != nil
	})
	return found
}

// Press presses what is named so.
func (d *Desk) Press(label string) {
	d.T.Helper()
	d.Settle("there is "+label, func() bool { return d.Named(label) != nil })
	found, is := d.Named(label).(fyne.Tappable)
	if !is {
		d.T.Fatalf("%q cannot be pressed", label)
	}
	test.Tap(found)
}

// Type writes into the field that is named so.
func (d *Desk) Type(label, words string) {
	d.T.Helper()
	var field *part.Field
	find := func() bool {
		d.each(func(o fyne.CanvasObject) bool {
			if f, is := o.(*part.Field); is && strings.HasPrefix(f.AccessibilityLabel(), label) {
				field = f
			}
			return field != nil
		})
		return field != nil
	}
	d.Settle("there is "+label, find)
	d.Shown.Canvas().Focus(field.Entry)
	field.Entry.SetText(words)
}

// Fields are all fields that are shown, in their order.
func (d *Desk) Fields() []*part.Field { return all[*part.Field](d) }

// Buttons are all buttons that are named so, those of what lies above the page first.
func (d *Desk) Buttons(label string) []*part.Button {
	return slices.DeleteFunc(all[*part.Button](d), func(b *part.Button) bool { return b.AccessibilityLabel() != label })
}

func all[O fyne.CanvasObject](d *Desk) (found []O) {
	d.each(func(o fyne.CanvasObject) bool {
		if is, a := o.(O); a {
			found = append(found, is)
		}
		return false
	})
	return found
}

// each walks what is shown, what lies above the page first, until visit says that it is enough.
func (d *Desk) each(visit func(fyne.CanvasObject) bool) {
	for _, over := range d.Shown.Canvas().Overlays().List() {
		if walk(over, visit) {
			return
		}
	}
	walk(d.Shown.Content(), visit)
}

func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if visit(o) {
		return true
	}
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case *container.Scroll:
		below = []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		if walk(child, visit) {
			return true
		}
	}
	return false
}

// Picture keeps what the window shows beside the tests where FOLKMOOT_PICTURES is set, and else compares it with what is kept.
func (d *Desk) Picture(name string) {
	d.T.Helper()
	d.Shown.Canvas().Unfocus()
	if os.Getenv("FOLKMOOT_PICTURES") == "" {
		test.AssertImageMatches(d.T, name, d.Shown.Canvas().Capture())
		return
	}
	d.Keep(filepath.Join("testdata", name))
}

// Keep writes what the window shows into a file, to be looked at.
func (d *Desk) Keep(path string) {
	d.T.Helper()
	d.Must(os.MkdirAll(filepath.Dir(path), 0o755))
	file, err := os.Create(path)
	d.Must(err)
	d.Must(png.Encode(file, d.Shown.Canvas().Capture()))
	d.Must(file.Close())
}

// SettleSays waits until the page shows these words.
func (d *Desk) SettleSays(words string) {
	d.T.Helper()
	d.Settle("the page says "+words, func() bool { return strings.Contains(d.Says(), words) })
}
