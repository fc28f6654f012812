//go:build linux && !headless

package main

// What is seen: the window's process tells its test what stands where, by the labels that a screen reader would read.

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// windowCommand is how the test binary is called to be the program with its window.
const windowCommand = "folkmoot-window"

// shownWindow is the program, and beside it what answers questions, one a line.
func shownWindow() {
	go func() {
		questions := bufio.NewScanner(os.Stdin)
		for questions.Scan() {
			answer := ""
			if questions.Text() == "frames" {
				drawn()
			} else {
				fyne.DoAndWait(func() { answer = seen(questions.Text()) })
			}
			fmt.Println(strconv.Quote(answer))
		}
	}()
	main()
}

// drawn waits until the window has taken in what its keys and its mouse did before, and has drawn what followed from it. A frame begins with the one,
// ends with the other, and moves what is moving in between.
func drawn() {
	const framesWaited = 3 // one that may have begun, one that takes in, one that shows what was changed by work beside it
	done := make(chan struct{})
	seen := 0
	var moving *fyne.Animation
	moving = fyne.NewAnimation(time.Hour, func(float32) {
		if seen++; seen == framesWaited {
			moving.Stop()
			close(done)
		}
	})
	fyne.DoAndWait(moving.Start)
	<-done
}

// seen answers:
//
//	frames       nothing, once what was pressed and clicked before is seen
//	text         every label, one a line
//	focus        the label of what has the focus
//	find LABEL   "at X Y" the middle of what has the label, or one that begins so; "up X Y" or "down X Y" where it is scrolled away, with the middle
//	             of what scrolls; nothing where there is none
//	word LABEL   the same for a text that is only read, the last one that reads so
func seen(question string) string {
	windows := fyne.CurrentApp().Driver().AllWindows()
	if len(windows) == 0 {
		return ""
	}
	c := windows[0].Canvas()
	if question == "focus" {
		focused, _ := c.Focused().(fyne.CanvasObject)
		if entry, is := focused.(*part.Entry); is { // its field has the label
			return entry.PlaceHolder
		}
		return labelOf(focused)
	}
	top := c.Content()
	if overlay := c.Overlays().Top(); overlay != nil {
		top = overlay
	}
	all := eachSeen(nil, top, box{max: fyne.NewPos(c.Size().Width, c.Size().Height)})
	if label, asked := strings.CutPrefix(question, "find "); asked {
		return whereIs(all, label, c.Scale())
	}
	if label, asked := strings.CutPrefix(question, "word "); asked {
		return whereWord(all, label, c.Scale())
	}
	labels := make([]string, len(all))
	for i, o := range all {
		labels[i] = o.label
	}
	return strings.Join(labels, "\n")
}

// labelOf is what a screen reader would say of something; "" for what only holds other things.
func labelOf(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case nil, *fyne.Container:
		return ""
	case fyne.Accessible:
		return plainSpaces.Replace(o.AccessibilityLabel())
	}
	return ""
}

// plainSpaces makes what a test writes with a space the same as what is said with one that does not break.
var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// box is a part of the window, in the canvas's units.
type box struct{ min, max fyne.Position }

func (b box) within(c box) box {
	return box{
		min: fyne.NewPos(max(b.min.X, c.min.X), max(b.min.Y, c.min.Y)),
		max: fyne.NewPos(min(b.max.X, c.max.X), min(b.max.Y, c.max.Y)),
	}
}

func (b box) middle(scale float32) string {
	return fmt.Sprintf("%d %d", int((b.min.X+b.max.X)/2*scale), int((b.min.Y+b.max.Y)/2*scale))
}

// mostSaid is how much of a label is told, in bytes: somebody may paste a book into a field.
const mostSaid = 4096

// labelled is one thing with a label, and through what it is seen.
type labelled struct {
	label      string
	answers    bool // to the mouse
	at, within box
}

// whereIs chooses what answers to the mouse before what is only read, and the whole label before its beginning.
func whereIs(all []labelled, label string, scale float32) string {
	best, found := -1, labelled{}
	for _, o := range all {
		worth := 0
		switch rest, begins := strings.CutPrefix(o.label, label); {
		case !begins:
			continue
		case rest == "":
			worth = 4
		case strings.HasPrefix(rest, ","):
			worth = 2
		}
		if o.answers {
			worth += 5
		}
		if worth > best {
			best, found = worth, o
		}
	}
	if best < 0 {
		return ""
	}
	return found.where(scale)
}

func whereWord(all []labelled, label string, scale float32) string {
	for _, o := range slices.Backward(all) {
		if o.label == label && !o.answers {
			return o.where(scale)
		}
	}
	return ""
}

func (l labelled) where(scale float32) string {
	switch middle := (l.at.min.Y + l.at.max.Y) / 2; {
	case middle < l.within.min.Y:
		return "up " + l.within.middle(scale)
	case middle > l.within.max.Y:
		return "down " + l.within.middle(scale)
	}
	return "at " + l.at.within(l.within).middle(scale)
}

// answers reports whether something does something when it is clicked.
func answers(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *part.Field, fyne.Tappable, desktop.Mouseable, fyne.Focusable:
		return true
	}
	return false
}

// eachSeen adds what is shown, in its order.
func eachSeen(all []labelled, o fyne.CanvasObject, within box) []labelled {
	if o == nil || !o.Visible() {
		return all
	}
	at := box{min: fyne.CurrentApp().Driver().AbsolutePositionForObject(o)}
	at.max = at.min.Add(o.Size())
	if label := labelOf(o); label != "" {
		at := at
		if field, is := o.(*part.Field); is {
			at.min = fyne.CurrentApp().Driver().AbsolutePositionForObject(field.Entry)
			at.max = at.min.Add(field.Entry.Size())
		}
		if len(label) > mostSaid {
			label = strings.ToValidUTF8(label[:mostSaid], "")
		}
		all = append(all, labelled{label: label, answers: answers(o), at: at, within: within})
	}
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case *container.Scroll:
		below, within = []fyne.CanvasObject{o.Content}, within.within(at)
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		all = eachSeen(all, child, within)
	}
	return all
}
