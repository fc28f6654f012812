package cli

// Exit codes: the one table of what a script can tell from how a command ended.

import (
	"fmt"

	"github.com/spf13/cobra"
)

// The exit codes. They are promised: a number keeps its meaning.
const (
	// ExitOK: it was done.
	ExitOK = 0
	// ExitFailed: it was refused or went wrong.
	ExitFailed = 1
	// ExitUsage: the command line was not understood.
	ExitUsage = 2
	// ExitNotVerified: a check did not hold, or something is left to compare.
	ExitNotVerified = 3
	// ExitNotFound: nothing has that name or id, or nothing was found.
	ExitNotFound = 4
	// ExitBusy: the profile is locked: by another process, or because its keys cannot be opened.
	ExitBusy = 5
	// ExitStorage: the disk is full, read-only or damaged.
	ExitStorage = 6
	// ExitNeedsNewer: a newer Folkmoot is needed.
	ExitNeedsNewer = 7
	// ExitBadInput: a file, a link, a text or a phrase is not what it should be.
	ExitBadInput = 8
	// ExitRefuted: a record does not prove what it says, or is of another community.
	ExitRefuted = 9
	// ExitInterrupted: it was stopped by Ctrl+C or by the system.
	ExitInterrupted = 130
)

// exitNotBegun is said by a process that was about to end when a command was handed to it: nothing of it was done, and it is entered again.
// No command ends with it.
const exitNotBegun = 125

// exitCodes lists the codes in the order in which help shows them.
var exitCodes = []struct {
	code int
	key  string
}{
	{ExitOK, "exit.ok"},
	{ExitFailed, "exit.failed"},
	{ExitUsage, "exit.usage"},
	{ExitNotVerified, "exit.not_verified"},
	{ExitNotFound, "exit.not_found"},
	{ExitBusy, "exit.busy"},
	{ExitStorage, "exit.storage"},
	{ExitNeedsNewer, "exit.needs_newer"},
	{ExitBadInput, "exit.bad_input"},
	{ExitRefuted, "exit.refuted"},
	{ExitInterrupted, "exit.interrupted"},
}

// exitCodesTopic is `folkmoot help exit-codes`: a topic, not a command.
func (a *act) exitCodesTopic() *cobra.Command {
	long := a.say.T("exit.intro", nil) + "\n"
	for _, e := range exitCodes {
		long += fmt.Sprintf("\n  %3d  %s", e.code, a.say.T(e.key, nil))
	}
	return &cobra.Command{Use: "exit-codes", Short: a.say.T("exit.title", nil), Long: long}
}

// exitError ends a command with a code and nothing to say: what there was to say has been said.
type exitError struct{ code int }

func (e *exitError) Error() string { return fmt.Sprintf("exit code %d", e.code) }
