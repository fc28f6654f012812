package cli

// Progress: a bar for work that takes longer than a second, on a terminal only.

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// barAfter is how long work may take without a bar, and barStep how often it is drawn.
const (
	barAfter = time.Second
	barStep  = 100 * time.Millisecond
)

// progress returns what hears of the steps of some work, and what ends the bar. total may be 0 where it is not known.
func (a *act) progress(key string) (step func(done, total int), end func()) {
	if a.call.Width == 0 || !a.call.Terminal || a.opts.json {
		return func(int, int) {}, func() {}
	}
	begun := time.Now()
	var bar *progressbar.ProgressBar
	step = func(done, total int) {
		if bar == nil && time.Since(begun) < barAfter {
			return
		}
		if total <= 0 {
			total = -1
		}
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(a.call.Err), progressbar.OptionThrottle(barStep),
				progressbar.OptionSetDescription(a.say.T(key, nil)), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(),
				progressbar.OptionSetWidth(max(10, min(40, a.call.Width-50))))
		}
		_ = bar.Set(done) // a bar that cannot be drawn is not worth an error
	}
	return step, func() {
		if bar != nil {
			_ = bar.Finish()
			fmt.Fprint(a.call.Err, "\r")
		}
	}
}
