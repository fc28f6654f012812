//go:build !headless

package main

// What is seen: the window's process tells its test what stands where, by the labels that a screen reader would read.

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// windowCommand is how the test binary is called to be the program with its window.
const windowCommand = "folkmoot-window"

// shownWindow is the program, and beside it what answers questions, one a line.
func shownWindow() {
	go func() {
		questions := bufio.NewScanner(os.Stdin)
		for questions.Scan() {
			answer := ""
			fyne.DoAndWait(func() { answer = seen(questions.Text()) })
			fmt.Println(strconv.Quote(answer))
		}
	}()
	main()
}

// seen answers: "text" with all words, "find LABEL" with the middle of what has a label that begins so, or nothing.
func seen(question string) string {
	windows := fyne.CurrentApp().Driver().AllWindows()
	if len(windows) == 0 {
		return ""
	}
	top := windows[0].Canvas().Content()
	if overlay := windows[0].Canvas().Overlays().Top(); overlay != nil {
		top = overlay
	}
	label, asked := strings.CutPrefix(question, "find ")
	if !asked {
		var words []string
		eachSeen(top, func(o fyne.CanvasObject) bool {
			if a, is := o.(fyne.Accessible); is {
				words = append(words, a.AccessibilityLabel())
			}
			return false
		})
		return strings.Join(words, "\n")
	}
	found := ""
	eachSeen(top, func(o fyne.CanvasObject) bool {
		a, is := o.(fyne.Accessible)
		if !is || !strings.HasPrefix(a.AccessibilityLabel(), label) {
			return false
		}
		at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
		scale := windows[0].Canvas().Scale()
		x, y := (at.X+size.Width/2)*scale, (at.Y+size.Height/2)*scale
		bounds := windows[0].Canvas().Size()
		if x < 0 || y < 0 || at.X > bounds.Width || at.Y+size.Height/2 > bounds.Height {
			return false // scrolled away
		}
		found = fmt.Sprintf("%d %d", int(x), int(y))
		return true
	})
	return found
}

// eachSeen visits what is shown, until visit says that it has seen enough.
func eachSeen(o fyne.CanvasObject, visit func(fyne.CanvasObject) bool) bool {
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
		if eachSeen(child, visit) {
			return true
		}
	}
	return false
}
