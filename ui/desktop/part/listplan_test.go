package part

import (
	"testing"

	"fyne.io/fyne/v2/test"
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

func TestPiecesOfASheetOverlap(t *testing.T) {
	begin(t)
	var opened []int
	l, _ := rowsOf(5, &opened)
	shownList(t, l)
	for i := range 4 {
		upper, lower := test.WidgetRenderer(l.shown[i]).Objects(), test.WidgetRenderer(l.shown[i+1]).Objects()
		end := func(of int) float32 {
			return l.shown[i].Position().Y + upper[of].Position().Y + upper[of].Size().Height
		}
		start := func(of int) float32 { return l.shown[i+1].Position().Y + lower[of].Position().Y }
		const edge, sheet = 0, 1
		if end(sheet) < start(edge)+1 || end(edge) < start(edge) || start(sheet) >= start(edge) {
			t.Errorf("below row %d the sheet ends at %v, its edge at %v; the next begins at %v and %v", i, end(sheet), end(edge), start(sheet), start(edge))
		}
	}
}
