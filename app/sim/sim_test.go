package sim_test

import (
	"flag"
	"maps"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/sim"
)

var (
	seed   = flag.Uint64("seed", 0, "TestSeed: the seed to replay")
	steps  = flag.Int("steps", 0, "TestSeed: how many events until the world heals; 0 for all")
	first  = flag.Uint64("first", 1, "TestSeeds, TestPollSeeds: the seed to begin with")
	polls  = flag.Bool("polls", false, "TestSeed: a run about polls that close")
	events = flag.Int("events", 60, "how many of the last events of a failing run are shown; 0 for all")
)

// seedsWithoutFull is what a person waits for, seedsWithFull what `make test FULL=1` runs.
const (
	seedsWithoutFull  = 60
	seedsWithFull     = 1000
	pollSeedsWithFull = 2000
)

func full() bool { return os.Getenv("FOLKMOOT_FULL") != "" }

// TestSeed replays one seed, with its whole journal under -v.
func TestSeed(t *testing.T) {
	if *seed == 0 {
		t.Skip("no -seed given")
	}
	r := sim.Run(sim.Config{Seed: *seed, Steps: *steps, Polls: *polls})
	if r.Failure != nil {
		t.Fatalf("%s\n%v", tail(r.Journal), r.Failure)
	}
	t.Logf("%s\n%d laptops, %d ops, %d events", strings.Join(r.Journal, "\n"), r.Laptops, r.Ops, r.Steps)
}

func TestSeeds(t *testing.T) {
	n := uint64(seedsWithoutFull)
	if full() {
		n = seedsWithFull
	}
	runSeeds(t, sim.Config{}, n, mustHappen)
}

// Runs about polls that close are smaller, so there are more of them.
func TestPollSeeds(t *testing.T) {
	n := uint64(seedsWithoutFull)
	if full() {
		n = pollSeedsWithFull
	}
	runSeeds(t, sim.Config{Polls: true}, n, mustHappenToPolls)
}

// runSeeds runs so many seeds, and shows how often what happened.
func runSeeds(t *testing.T, cfg sim.Config, n uint64, must []string) {
	var ops, laptops atomic.Int64
	var mu sync.Mutex
	seen := make(map[string]int)
	began := time.Now()
	t.Run("all", func(t *testing.T) {
		inParts(t, *first, n, func(t *testing.T, seed uint64) {
			one := cfg
			one.Seed = seed
			r := sim.Run(one)
			ops.Add(int64(r.Ops))
			laptops.Add(int64(r.Laptops))
			mu.Lock()
			for what := range r.Seen {
				seen[what]++
			}
			mu.Unlock()
			if r.Failure != nil {
				report(t, one, r)
			}
		})
	})
	t.Logf("%d seeds, %d ops on %d laptops, %.1f seeds/s", n, ops.Load(), laptops.Load(), float64(n)/time.Since(began).Seconds())
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		t.Logf("%5d  %s", seen[what], what)
	}
	for _, what := range must {
		if full() && seen[what] == 0 && !t.Failed() {
			t.Errorf("in no run: %s. Nothing was tried there, so nothing is shown", what)
		}
	}
}

// mustHappen is what some run of the full test at least must have seen, or the simulation has gone soft; mustHappenToPolls what some run about
// polls must.
var mustHappen = []string{
	"approve", "backdates", "bad signature", "ballot", "bare body", "begins twice", "branch dropped", "bundle cut short", "certified by phrase",
	"commit carried", "contradicts as teller", "crash", "device withdrawn", "division", "end of office", "fork", "hide", "honest rival",
	"joined again", "letter twice", "new council", "new tellers", "not settled in the end", "oversteps", "paired", "petition stands in the end",
	"poll", "refusal", "removal", "replays a join", "rival", "sends rubbish", "settled", "show", "shows hidden", "twins", "usurps", "view change",
	"wrong clock",
	"unknown kind in the end",
	"session", "session cut short", "ranges", "withholds", "lies in its frontier", "floods", "replays a session",
}

var mustHappenToPolls = []string{
	"ballot", "branch dropped", "bundle cut short", "calm before the close", "council acts while a poll runs", "crash", "division", "fork",
	"late ballot", "new tellers", "poll for tellers", "poll is contradicted", "poll is enacted", "poll is open", "poll is sealed",
	"poll is undecided", "refusal", "removal", "sealed early", "session", "shows hidden", "teller back-dates", "teller dies",
	"teller says again", "teller says anything", "teller says twice", "tellers conspire", "twins", "undecided in the end",
	"view change of a poll", "votes for others", "withholds", "wrong clock",
}

// inParts runs seeds in as many parts as there are processors.
func inParts(t *testing.T, first, n uint64, run func(t *testing.T, seed uint64)) {
	parts := uint64(runtime.GOMAXPROCS(0))
	for part := range parts {
		t.Run("part "+strconv.FormatUint(part+1, 10), func(t *testing.T) {
			t.Parallel()
			for seed := first + part; seed < first+n && !t.Failed(); seed += parts {
				run(t, seed)
			}
		})
	}
}

// TestSoak runs new seeds: for so long (FOLKMOOT_SOAK=2h), so many (FOLKMOOT_SOAK=100000), or, with 1, until it is stopped.
func TestSoak(t *testing.T) {
	wanted := os.Getenv("FOLKMOOT_SOAK")
	if wanted == "" {
		t.Skip("FOLKMOOT_SOAK is not set")
	}
	n, until := uint64(1)<<40, time.Time{}
	if span, err := time.ParseDuration(wanted); err == nil {
		until = time.Now().Add(span)
	} else if count, err := strconv.ParseUint(wanted, 10, 40); err == nil && count > 1 {
		n = count
	} else if wanted != "1" {
		t.Fatalf("FOLKMOOT_SOAK=%s is neither a span nor a number of seeds", wanted)
	}
	first := uint64(time.Now().UnixNano())
	t.Logf("from seed %d on", first)
	var done atomic.Int64
	inParts(t, first, n, func(t *testing.T, seed uint64) {
		if !until.IsZero() && time.Now().After(until) {
			return
		}
		for _, cfg := range []sim.Config{{Seed: seed}, {Seed: seed, Polls: true}} {
			if r := sim.Run(cfg); r.Failure != nil {
				report(t, cfg, r)
			}
		}
		if count := done.Add(1); count%1000 == 0 {
			t.Logf("%d seeds", count)
		}
	})
}

// report shows how a run failed, as short as it can be made, and how it is replayed.
func report(t *testing.T, cfg sim.Config, r sim.Result) {
	t.Helper()
	t.Logf("seed %d fails: %v", r.Seed, r.Failure)
	r = shortest(cfg, r)
	t.Errorf("%s\n%v\n%d ops. To replay it:\n  go test ./app/sim -run 'TestSeed$' -seed=%d -steps=%d -polls=%t -events=0",
		tail(r.Journal), r.Failure, r.Ops, r.Seed, r.Steps, cfg.Polls)
}

// shortest lets the world heal earlier, as long as the run still fails.
func shortest(cfg sim.Config, r sim.Result) sim.Result {
	low, best := 1, r
	for high := r.Steps; low < high; {
		middle := (low + high) / 2
		cfg.Steps = middle
		if shorter := sim.Run(cfg); shorter.Failure != nil {
			best, high = shorter, middle
		} else {
			low = middle + 1
		}
	}
	return best
}

func tail(journal []string) string {
	if *events > 0 && len(journal) > *events {
		journal = journal[len(journal)-*events:]
	}
	return strings.Join(journal, "\n")
}

// A seed replays a run exactly: nothing but the seed decides what happens.
func TestASeedReplaysARun(t *testing.T) {
	for seed := range uint64(12) {
		cfg := sim.Config{Seed: seed/2 + 500, Polls: seed%2 == 1}
		a, b := sim.Run(cfg), sim.Run(cfg)
		if at := firstDifference(a.Journal, b.Journal); at >= 0 {
			t.Fatalf("seed %d: event %d is\n  %s\nand then\n  %s", a.Seed, at, lineAt(a.Journal, at), lineAt(b.Journal, at))
		}
	}
}

// A run that ends early is the beginning of the whole run, so that what fails can be made shorter.
func TestAShorterRunIsABeginning(t *testing.T) {
	whole, short := sim.Run(sim.Config{Seed: 7}), sim.Run(sim.Config{Seed: 7, Steps: 100})
	healed := slices.IndexFunc(short.Journal, func(line string) bool { return strings.HasSuffix(line, "the world heals") })
	if at := firstDifference(whole.Journal[:healed], short.Journal[:healed]); at >= 0 {
		t.Fatalf("event %d is\n  %s\nand\n  %s", at, lineAt(whole.Journal, at), lineAt(short.Journal, at))
	}
}

func firstDifference(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if lineAt(a, i) != lineAt(b, i) {
			return i
		}
	}
	return -1
}

func lineAt(journal []string, i int) string {
	if i >= len(journal) {
		return "(nothing)"
	}
	return journal[i]
}
