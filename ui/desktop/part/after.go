package part

// After: what happens by itself when some time has passed.

import (
	"time"

	"fyne.io/fyne/v2"
)

// delay is something that will be done, unless it is called off.
type delay struct{ animation *fyne.Animation }

// after does something on Fyne's goroutine when so many milliseconds have
// passed. Fyne's animations count them: they run on that goroutine, and stand
// still where no window is shown.
func after(millis int64, do func()) *delay {
	started := false
	d := &delay{animation: fyne.NewAnimation(time.Duration(millis)*time.Millisecond, func(done float32) {
		if started && done >= 1 { // a driver without a clock ends it at once
			do()
		}
	})}
	d.animation.Curve = fyne.AnimationLinear
	d.animation.Start()
	started = true
	return d
}

// stop calls it off. A delay that is over or was never begun has nothing to call off.
func (d *delay) stop() {
	if d != nil {
		d.animation.Stop()
	}
}
