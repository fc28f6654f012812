package p2p

import (
	"testing"
	"time"
)

// Who cannot become equal asks less and less often, until something changes.
func TestCatchUpsInVainGrowRare(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	for name, c := range map[string]struct {
		equal        bool
		stored, sent []int
		want         time.Duration
	}{
		"both had nothing to give":       {sent: []int{0}, stored: []int{0}, want: fruitlessFirst},
		"given once: it may be of use":   {sent: []int{16}, stored: []int{0}},
		"the same given twice":           {sent: []int{16, 16}, stored: []int{0, 0}, want: fruitlessFirst},
		"four times":                     {sent: []int{16, 16, 16, 16}, stored: []int{0, 0, 0, 0}, want: 4 * fruitlessFirst},
		"some of it was kept":            {sent: []int{400, 30}, stored: []int{0, 0}},
		"something came":                 {sent: []int{0, 0}, stored: []int{0, 1}},
		"forever":                        {sent: make([]int, 99), stored: make([]int, 99), want: fruitlessMost},
		"equal after all that was given": {equal: true, sent: []int{16, 16}, stored: []int{0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			var p patience
			for i := range c.sent {
				p.note(now, c.equal, c.stored[i], c.sent[i])
			}
			if p.pause != c.want || p.quietUntil.After(now) != (c.want > 0) {
				t.Errorf("waits %s until %s, want %s", p.pause, p.quietUntil, c.want)
			}
			p.reset()
			if p.quietUntil.After(now) {
				t.Error("news do not end the wait")
			}
		})
	}
}
