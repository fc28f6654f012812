package admission

import (
	"testing"

	"pgregory.net/rapid"
)

const start = int64(1_800_000_000_000)

func TestABurstThenAnOpEveryTwoSeconds(t *testing.T) {
	var b Bucket
	for i := range DeviceRate.BurstOps {
		if wait := b.Take(DeviceRate, start, 500); wait != 0 {
			t.Fatalf("the op %d of a burst waits for %d ms", i, wait)
		}
	}
	if wait := b.Take(DeviceRate, start, 500); wait != 2000 {
		t.Errorf("after the burst: %d ms", wait)
	}
	if wait := b.Take(DeviceRate, start+1999, 500); wait != 1 {
		t.Errorf("a millisecond early: %d ms", wait)
	}
	if wait := b.Take(DeviceRate, start+2000, 500); wait != 0 {
		t.Errorf("two seconds later: %d ms", wait)
	}
}

func TestTenMegabytesADay(t *testing.T) {
	var b Bucket
	const large = 64 << 10
	for range DeviceRate.BytesPerDay / large {
		if wait := b.Take(DeviceRate, start, large); wait != 0 {
			t.Fatalf("waits for %d ms", wait)
		}
	}
	if wait := b.Take(DeviceRate, start, large); wait != dayMillis*large/DeviceRate.BytesPerDay {
		t.Errorf("beyond the day's: %d ms", wait)
	}
}

func TestAClockSetBackGivesNothingAndTakesNothing(t *testing.T) {
	var b Bucket
	for range DeviceRate.BurstOps {
		b.Take(DeviceRate, start, 1)
	}
	if wait := b.Take(DeviceRate, start-dayMillis, 1); wait != 2000 {
		t.Errorf("%d ms", wait)
	}
	if wait := b.Take(DeviceRate, start-dayMillis+2000, 1); wait != 0 {
		t.Errorf("two seconds on: %d ms", wait)
	}
}

// A week away leaves room for a week's writing, once.
func TestWhatWasWrittenMeanwhileIsFree(t *testing.T) {
	var b Bucket
	b.Take(DeviceRate, start, 1)
	back := start + 7*dayMillis
	b.Absent(DeviceRate, back, 7*dayMillis)
	week := 7 * dayMillis / minuteMillis * DeviceRate.OpsPerMinute
	for i := range week + DeviceRate.BurstOps {
		if wait := b.Take(DeviceRate, back, 100); wait != 0 {
			t.Fatalf("the op %d of a week's waits for %d ms", i, wait)
		}
	}
	if wait := b.Take(DeviceRate, back, 100); wait != 2000 {
		t.Errorf("one more than a week's and a burst: %d ms", wait)
	}
}

// Whatever is asked, whoever waits as long as it is told gets through, and nobody gets more than burst and rate allow.
func TestRateIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b Bucket
		now, taken := start, int64(0)
		for range rapid.IntRange(1, 400).Draw(t, "steps") {
			now += rapid.Int64Range(0, 5000).Draw(t, "pause")
			wait := b.Take(DeviceRate, now, 100)
			if wait == 0 {
				taken++
				continue
			}
			now += wait
			if again := b.Take(DeviceRate, now, 100); again != 0 {
				t.Fatalf("told to wait %d ms, and then %d more", wait, again)
			}
			taken++
		}
		if most := DeviceRate.BurstOps + (now-start)*DeviceRate.OpsPerMinute/minuteMillis + 1; taken > most {
			t.Fatalf("%d ops in %d ms, where %d fit", taken, now-start, most)
		}
	})
}
