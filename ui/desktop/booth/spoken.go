package booth

// Spoken: what a row says to who cannot see it.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// spoken lies over a row, shows nothing, and is called what the row says, with its state.
type spoken struct {
	widget.BaseWidget
	label string
}

func newSpoken() *spoken {
	s := &spoken{}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel is the row with its state.
func (s *spoken) AccessibilityLabel() string { return s.label }

// AccessibilityRole says that it is text: the list is what is pressed.
func (s *spoken) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws nothing.
func (s *spoken) CreateRenderer() fyne.WidgetRenderer {
	nothing := canvas.NewRectangle(nil)
	nothing.Hide()
	return widget.NewSimpleRenderer(nothing)
}
