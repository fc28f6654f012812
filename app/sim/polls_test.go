package sim_test

import (
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/sim"
)

func TestPollSeeds(t *testing.T) {
	n := uint64(60)
	if full() {
		n = 2000
	}
	var mu sync.Mutex
	seen := make(map[string]int)
	ops := 0
	began := time.Now()
	t.Run("all", func(t *testing.T) {
		inParts(t, 1, n, func(t *testing.T, seed uint64) {
			r := sim.Run(sim.Config{Seed: seed, Polls: true})
			mu.Lock()
			ops += r.Ops
			for what := range r.Seen {
				seen[what]++
			}
			mu.Unlock()
			if r.Failure != nil {
				reportPolls(t, r)
			}
		})
	})
	t.Logf("%d seeds, %d ops, %.1f seeds/s", n, ops, float64(n)/time.Since(began).Seconds())
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		t.Logf("%5d  %s", seen[what], what)
	}
}

func reportPolls(t *testing.T, r sim.Result) {
	t.Errorf("seed %d: %s\n%v", r.Seed, tail(r.Journal), r.Failure)
}
