//go:build unix

package main

// Children: this test binary run again as a process of its own, for what only a process of its own can show: what it costs, and what is left of
// it when it is killed.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// jobEnv names what a child does instead of running tests.
const jobEnv = "FOLKMOOT_TEST_JOB"

// job does something with its arguments. What it returns is printed as JSON.
type job func(ctx context.Context, args []string) (any, error)

var jobs = map[string]job{}

// init runs before any test could: a child is not a test.
func init() {
	name := os.Getenv(jobEnv)
	if name == "" {
		return
	}
	addBenchJobs()
	addDurabilityJobs()
	do, ok := jobs[name]
	if !ok {
		fmt.Fprintf(os.Stderr, "no job is called %q\n", name)
		os.Exit(2)
	}
	said, err := do(context.Background(), os.Args[1:])
	if err == nil && said != nil {
		err = json.NewEncoder(os.Stdout).Encode(said)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// child is this binary, about to do a job.
func child(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), jobEnv+"="+name)
	return cmd
}

// ask runs a job and reads its answer.
func ask[T any](tb testing.TB, name string, args ...string) (answer T) {
	tb.Helper()
	out, err := child(name, args...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			tb.Fatalf("%s %v: %v: %s", name, args, err, exit.Stderr)
		}
		tb.Fatal(err)
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		tb.Fatalf("%s said %q: %v", name, out, err)
	}
	return answer
}

// cpuSeconds is what this process has used of all its cores.
func cpuSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}

// peakBytes is the most memory that this process has held; 0 where /proc does not tell. (Rusage would count what its parent held before it.)
func peakBytes() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kilobytes, err := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	if err != nil {
		return 0
	}
	return kilobytes << 10
}
