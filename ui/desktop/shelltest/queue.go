package shelltest

// Queue: Fyne's goroutine, played by the test's own.

import (
	"time"

	"fyne.io/fyne/v2"
)

// queue is the test's app. What is handed over by fyne.Do waits until the test has time for it.
type queue struct {
	fyne.App
	driver driver
}

type driver struct {
	fyne.Driver
	waiting chan func()
}

// most waits at once: more than any test hands over between two looks.
const most = 4096

func newQueue(a fyne.App) *queue { return &queue{a, driver{a.Driver(), make(chan func(), most)}} }

// Driver is the test driver, but for one thing.
func (q *queue) Driver() fyne.Driver { return q.driver }

// DoFromGoroutine keeps what is to be done.
func (d driver) DoFromGoroutine(do func(), wait bool) {
	if !wait {
		d.waiting <- do
		return
	}
	done := make(chan struct{})
	d.waiting <- func() {
		defer close(done)
		do()
	}
	<-done
}

// until does what waits until something is so, and reports whether it came about.
func (q *queue) until(isSo func() bool) bool {
	late := time.After(patience)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !isSo() {
		select {
		case do := <-q.driver.waiting:
			do()
		case <-look.C:
		case <-late:
			return false
		}
	}
	return true
}
