package store_test

// The test binary is also the process that tests kill, starve and lock out.

import (
	"flag"
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childEnv names what the test binary shall be instead of a test.
const childEnv = "FOLKMOOT_STORE_CHILD"

func TestMain(m *testing.M) {
	if role := os.Getenv(childEnv); role != "" {
		if err := children[role](os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	// -rapid.checks on the command line still counts: flags are parsed later.
	if err := flag.Set("rapid.checks", drawnChecks); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// children are the roles, each added by the file that has it.
var children = map[string]func(args []string) error{"write until killed": writeUntilKilled}
