//go:build unix

package apptest

// Spent: what a benchmark costs the processor.

import (
	"syscall"
	"testing"
	"time"
)

// Spent is the processor time of this process, which a busy machine changes less than the clock's.
func Spent(t testing.TB) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
