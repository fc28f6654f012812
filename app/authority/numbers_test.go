package authority

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Sets are compared with maps that hold the same.
func TestNumbersAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Int32Range(0, 200), rapid.Int32Range(0, 1<<31-1), rapid.SampledFrom([]int32{0, 63, 64, 127, 128, 1<<31 - 1}))
		draw := func(name string) (numbers, map[int32]bool) {
			list := rapid.SliceOfN(number, 0, 60).Draw(t, name)
			want := make(map[int32]bool)
			for _, n := range list {
				want[n] = true
			}
			return setOf(list), want
		}
		a, inA := draw("a")
		b, inB := draw("b")
		both, less := maps.Clone(inA), maps.Clone(inA)
		for n := range inB {
			both[n] = true
			delete(less, n)
		}
		check := func(name string, got numbers, want map[int32]bool) {
			sorted := slices.Sorted(maps.Keys(want))
			if !slices.Equal(got.list(), sorted) || got != setOf(sorted) {
				t.Fatalf("%s: %v, want %v", name, got.list(), sorted)
			}
			n, single := got.single()
			if single != (len(want) == 1) || (single && !want[n]) {
				t.Fatalf("%s: of one: %v", name, single)
			}
			if len(want) > 0 && got.least() != sorted[0] {
				t.Fatalf("%s: the least is %d", name, got.least())
			}
			for range 10 {
				n := number.Draw(t, "number")
				if got.has(n) != want[n] {
					t.Fatalf("%s: has %d: %v", name, n, got.has(n))
				}
				above := slices.DeleteFunc(slices.Clone(sorted), func(m int32) bool { return m < n })
				if !slices.Equal(got.appendFrom(n, nil), above) {
					t.Fatalf("%s from %d: %v", name, n, got.appendFrom(n, nil))
				}
			}
		}
		check("a", a, inA)
		check("union", a.union(b), both)
		check("union the other way", b.union(a), both)
		check("difference", a.without(b), less)
	})
}
