//go:build linux && !headless

package main

// The measured window: this very program, or a window with one word in it, with somebody beside it who asks Fyne's goroutine every few
// milliseconds how long it takes to come to something else, and who presses and types in it.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"image/color"
	"os"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// The commands as which the test binary is one of both windows, and what tells it when its process was begun (in nanoseconds since 1970).
const (
	measuredCommand = "folkmoot-measured"
	emptyCommand    = "folkmoot-empty"
	sinceEnv        = "FOLKMOOT_BENCH_SINCE"
)

func init() {
	programs[measuredCommand] = func() {
		go new(meter).run()
		main()
	}
	programs[emptyCommand] = func() {
		go new(meter).run()
		w := fyneapp.NewWithID("org.folkmoot.empty").NewWindow("Empty")
		w.SetContent(emptyContent(os.Args[1:]))
		w.Resize(fyne.NewSize(1280, 820))
		w.ShowAndRun()
	}
}

// What stands in the empty window: a word, or a list of so many rows, as Fyne has lists, or as the program has them.
const (
	emptyLabels = "labels"
	emptyRows   = "rows"
	manyRows    = 100_000
)

func emptyContent(args []string) fyne.CanvasObject {
	count := func() int { return manyRows }
	switch {
	case slices.Contains(args, emptyLabels):
		return widget.NewList(count, func() fyne.CanvasObject { return widget.NewLabel("") }, func(at int, row fyne.CanvasObject) {
			row.(*widget.Label).SetText("Empty " + strconv.Itoa(at))
		})
	case slices.Contains(args, emptyRows):
		fyne.CurrentApp().Settings().SetTheme(theme.Light(1))
		empty := func() *part.ListRow { return part.NewListRow(theme.IconVote, part.Method, "", "", nil, nil) }
		return part.NewList(count, empty, func(at int, row *part.ListRow) {
			row.Set(theme.IconVote, part.Method, "Empty "+strconv.Itoa(at), "Said by somebody, and answered by somebody else")
		}, func(int) {})
	}
	return canvas.NewText("Empty", color.Black)
}

// askEvery is how often Fyne's goroutine is asked to come.
const askEvery = 5 * time.Millisecond

// shownPatience is far longer than anything takes that is well.
const shownPatience = time.Minute

// meter measures one window.
type meter struct {
	mu    sync.Mutex // guards what follows
	waits []float64  // how long Fyne's goroutine let itself be waited for, in milliseconds
}

// run answers, one a line, what its parent asks on standard input; a line is a verb and what it needs:
//
//	shown WORDS   milliseconds since the process was begun, once a text that begins so stands in the window and one more frame was drawn
//	waits         how long Fyne's goroutine let itself be waited for since this was asked last, as JSON
//	rss           bytes in memory
//	tap LABEL     presses what has the label; "none" where there is nothing
//	type WORDS    types into the first field of the window, as fast as a person
//	scroll N      turns the wheel N times, up for a negative number
//	profile PATH  begins to write a profile of the processor there; "" ends it
func (m *meter) run() {
	time.Sleep(20 * time.Millisecond) // before there is an app, Fyne complains of each question
	for fyne.CurrentApp() == nil || len(fyne.CurrentApp().Driver().AllWindows()) == 0 {
		time.Sleep(askEvery)
	}
	go m.watch()
	questions := bufio.NewScanner(os.Stdin)
	for questions.Scan() {
		verb, rest, _ := strings.Cut(questions.Text(), " ")
		fmt.Println(strconv.Quote(m.answer(verb, rest)))
	}
}

func (m *meter) answer(verb, rest string) string {
	switch verb {
	case "shown":
		return m.shown(rest)
	case "waits":
		m.mu.Lock()
		defer m.mu.Unlock()
		said, _ := json.Marshal(m.waits)
		m.waits = nil
		return string(said)
	case "rss":
		said, _ := os.ReadFile("/proc/self/statm")
		pages, _ := strconv.Atoi(strings.Fields(string(said))[1])
		return strconv.Itoa(pages * os.Getpagesize())
	case "tap":
		return tapped(rest)
	case "type":
		fyne.DoAndWait(func() {
			if field, is := find(topCanvas().Content(), isField).(fyne.Focusable); is {
				topCanvas().Focus(field)
			}
		})
		for _, r := range rest {
			fyne.DoAndWait(func() {
				if f := topCanvas().Focused(); f != nil {
					f.TypedRune(r)
				}
			})
			time.Sleep(80 * time.Millisecond)
		}
	case "scroll":
		turns, _ := strconv.Atoi(rest)
		return scrolled(turns)
	case "profile":
		pprof.StopCPUProfile()
		if file, err := os.Create(rest); err == nil {
			_ = pprof.StartCPUProfile(file)
		}
	}
	return ""
}

// watch asks Fyne's goroutine to come, again and again.
func (m *meter) watch() {
	for {
		began, came := time.Now(), make(chan struct{})
		fyne.Do(func() { close(came) })
		<-came
		m.mu.Lock()
		m.waits = append(m.waits, time.Since(began).Seconds()*1e3)
		m.mu.Unlock()
		time.Sleep(askEvery)
	}
}

func (m *meter) shown(words string) string {
	for end, stands := time.Now().Add(shownPatience), false; !stands; time.Sleep(askEvery) {
		said := ""
		fyne.DoAndWait(func() {
			stands = find(topCanvas().Content(), func(o fyne.CanvasObject) bool {
				said += saidBy(o) + "\n"
				return strings.HasPrefix(saidBy(o), words)
			}) != nil
		})
		if time.Now().After(end) {
			return "waited in vain for " + words + ": " + said
		}
	}
	fyne.DoAndWait(func() {})
	since, _ := strconv.ParseInt(os.Getenv(sinceEnv), 10, 64)
	return strconv.FormatFloat(float64(time.Now().UnixNano()-since)/1e6, 'f', 1, 64)
}

// isField reports whether something can be typed into.
func isField(o fyne.CanvasObject) bool {
	_, takesKeys := o.(fyne.Shortcutable)
	_, takesFocus := o.(fyne.Focusable)
	return takesKeys && takesFocus
}

func topCanvas() fyne.Canvas { return fyne.CurrentApp().Driver().AllWindows()[0].Canvas() }

// saidBy is what stands there, or what a screen reader would say of it.
func saidBy(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text
	case *fyne.Container:
		return ""
	case fyne.Accessible:
		return o.AccessibilityLabel()
	}
	return ""
}

// find is the first object that is wanted, in the order in which they are drawn.
func find(o fyne.CanvasObject, wanted func(fyne.CanvasObject) bool) fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	if wanted(o) {
		return o
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
		if found := find(child, wanted); found != nil {
			return found
		}
	}
	return nil
}

func tapped(label string) (said string) {
	fyne.DoAndWait(func() {
		found := find(topCanvas().Content(), func(o fyne.CanvasObject) bool {
			_, can := o.(fyne.Tappable)
			return can && strings.HasPrefix(saidBy(o), label)
		})
		if found == nil {
			said = "none"
			return
		}
		found.(fyne.Tappable).Tapped(&fyne.PointEvent{})
	})
	return said
}

// scrolled turns the wheel over what scrolls and is the largest, once a frame, and says how long each turn kept Fyne's goroutine, as JSON.
func scrolled(turns int) string {
	var took []float64
	down := float32(-120)
	if turns < 0 {
		turns, down = -turns, 120
	}
	for range turns {
		fyne.DoAndWait(func() {
			if s := largestScroll(topCanvas().Content()); s != nil {
				began := time.Now()
				s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, down)})
				took = append(took, time.Since(began).Seconds()*1e3)
			}
		})
		time.Sleep(frame)
	}
	said, _ := json.Marshal(took)
	return string(said)
}

// frame is one at sixty a second.
const frame = time.Second / 60

func largestScroll(o fyne.CanvasObject) *container.Scroll {
	var all []*container.Scroll
	find(o, func(o fyne.CanvasObject) bool {
		if s, is := o.(*container.Scroll); is && s.Content.MinSize().Height > s.Size().Height {
			all = append(all, s)
		}
		return false
	})
	if len(all) == 0 {
		return nil
	}
	return slices.MaxFunc(all, func(a, b *container.Scroll) int {
		return int(a.Size().Width*a.Size().Height - b.Size().Width*b.Size().Height)
	})
}
