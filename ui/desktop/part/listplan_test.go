package part

import (
	"testing"

	"pgregory.net/rapid"
)

// The plan is what adding everything up would say, whatever turned out to be otherwise.
func TestThePlanOfAListAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heights := rapid.SliceOfN(rapid.IntRange(1, 200), 1, 80).Draw(t, "heights")
		p := plan{lines: make([]planLine, len(heights))}
		p.stack(func(line int) float32 { return float32(heights[line]) })
		for range rapid.IntRange(0, 20).Draw(t, "changes") {
			line, height := rapid.IntRange(0, len(heights)-1).Draw(t, "line"), rapid.IntRange(1, 400).Draw(t, "height")
			heights[line] = height
			p.set(line, float32(height))
		}
		top := 0
		for i, height := range heights {
			if p.top(i) != float32(top) {
				t.Fatalf("line %d of %v begins at %v, want %d", i, heights, p.top(i), top)
			}
			if first, last := p.lineAt(float32(top)), p.lineAt(float32(top+height)-0.5); first != i || last != i {
				t.Fatalf("at %d of %v is line %d, and %d before its end, want %d", top, heights, first, last, i)
			}
			top += height
		}
		if p.height() != float32(top) || p.lineAt(float32(top+100)) != len(heights)-1 || p.lineAt(-5) != 0 {
			t.Fatalf("all of %v: %v, the end is line %d, before it all line %d", heights, p.height(), p.lineAt(float32(top+100)), p.lineAt(-5))
		}
	})
}
