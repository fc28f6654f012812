package booth

// Areas: where things lie in a row, counted from the side where reading begins.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// area is a rectangle in canvas units; x is from the side where reading begins.
type area struct{ x, y, width, height float32 }

func (a area) holds(at fyne.Position) bool {
	return at.X >= a.x && at.X < a.x+a.width && at.Y >= a.y && at.Y < a.y+a.height
}

// grown is the area with so much around it: at its ends, and above and below.
func (a area) grown(aside, by float32) area {
	return area{a.x - aside, a.y - by, a.width + 2*aside, a.height + 2*by}
}

// atEnd is an area of a width at the end of this one, so far from its end, centred in height.
func (a area) atEnd(before, width, height float32) area {
	return area{a.x + a.width - before - width, a.y + (a.height-height)/2, width, height}
}

// put places an object within a list that is so wide.
func (a area) put(object fyne.CanvasObject, within float32) {
	part.Put(object, within, a.x, a.y, a.width, a.height)
}

// zone is a place in a row that does something.
type zone struct {
	at      area
	control ballot.Control
	// tip is said beside it while it is on.
	tip string
	do  func()
	// slide follows the mouse along a track, in thousandths of it; nil where nothing slides.
	slide func(permille int)
	track area
}
