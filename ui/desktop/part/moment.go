package part

// Moment: a day and time that is typed, with usual ones to press. What the
// words mean is somebody else's to know: this part has no clock.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// A Preset is a usual moment: what its button says, and what it types.
type Preset struct{ Name, Text string }

// Moment is a field with the moment in full below it, or what is wrong with it.
type Moment struct {
	widget.BaseWidget
	// Field is where it is typed.
	Field *Field

	read    func(text string) (says, trouble string)
	says    *Text
	presets []Preset
	chips   *fyne.Container // a Choice for each of them
	all     *fyne.Container
	changed func()
}

// NewMoment makes one. read turns what was typed into the moment in full, or
// into what is wrong with it; both may be "" while nothing is typed. states are
// the words for a preset that is chosen and one that is not.
func NewMoment(label, placeholder string, presets []Preset, states [2]string, read func(text string) (says, trouble string), changed func()) *Moment {
	m := &Moment{Field: NewField(label, theme.IconCalendar, placeholder), read: read, says: Quietly(theme.Small, ""), presets: presets, changed: changed}
	m.chips = Flow(8)
	for _, p := range presets {
		m.chips.Add(NewChoice(p.Name, p.Text == "", states, func() { m.Field.Entry.SetText(p.Text) }))
	}
	m.chips.Hidden = len(presets) == 0
	m.Field.Entry.OnChanged = func(string) { m.judge() }
	m.all = Column(8, m.Field, m.says, m.chips)
	says, _ := read("")
	m.says.SetText(says)
	m.says.Hidden = says == ""
	m.ExtendBaseWidget(m)
	return m
}

// Text is what was typed.
func (m *Moment) Text() string { return m.Field.Entry.Text }

// SetText types something.
func (m *Moment) SetText(text string) { m.Field.Entry.SetText(text) }

// judge shows what the words mean.
func (m *Moment) judge() {
	says, trouble := m.read(m.Text())
	m.Field.SetTrouble(trouble)
	m.says.SetText(says)
	m.says.Hidden = says == "" || trouble != ""
	for i, p := range m.presets {
		m.chips.Objects[i].(*Choice).SetChosen(p.Text == m.Text())
	}
	m.Refresh()
	if m.changed != nil {
		m.changed()
	}
}

// HeightFor is all of it.
func (m *Moment) HeightFor(width float32) float32 { return HeightFor(m.all, width) }

func (m *Moment) inside() []fyne.CanvasObject { return []fyne.CanvasObject{m.all} }

// CreateRenderer shows field, moment and presets.
func (m *Moment) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{m.all}}
	d.least = func() fyne.Size {
		width := max(m.Size().Width, px(160))
		return fyne.NewSize(px(160), m.HeightFor(width))
	}
	d.arrange = func(size fyne.Size) { m.all.Resize(size) }
	d.paint = func() { m.all.Layout.Layout(m.all.Objects, m.Size()) }
	return d
}
