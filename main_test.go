package main

// The manual: scripts under ui/cli/testdata/script, played with this very program as folkmoot.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, programs)
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("ui", "cli", "testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C")
			env.Setenv("LANGUAGE", "")
			env.Setenv("TZ", "UTC")
			env.Setenv("FOLKMOOT_WAIT", "0s") // who tells of the network says otherwise
			env.Setenv("FOLKMOOT_NO_LAN", "1")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"as": actAs, "code": wantCode, "keep": keepText, "cut": cutFile, "patch": patchFile, "grow": growFile,
			"await": awaitText, "until": untilSays, "spoil": spoilFile, "flip": flipByte,
		},
		RequireUniqueNames: true,
	})
}

// actAs is `as NAME`: the commands that follow are that person's, on a laptop of their own.
func actAs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: as NAME")
	}
	ts.Setenv("FOLKMOOT_HOME", ts.MkAbs(args[0]))
}

// wantCode is `code N command…`: the command must end with that exit code.
func wantCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var ended *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &ended) {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// keepText is `keep NAME REGEXP`: the first group of what the last command wrote to standard output becomes $NAME.
func keepText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keep NAME REGEXP")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	found := pattern.FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("%s is not in the output", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// cutFile is `cut FILE N`: N bytes of the file are left, as when a stick is pulled out; with -N that many are taken off its end.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE N")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	path := ts.MkAbs(args[0])
	if size < 0 {
		info, err := os.Stat(path)
		ts.Check(err)
		size += info.Size()
	}
	ts.Check(os.Truncate(path, size))
}

// patchFile is `patch FILE OFFSET N`: the four bytes there become the number, big-endian.
func patchFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: patch FILE OFFSET N")
	}
	offset, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	number, err := strconv.ParseUint(args[2], 10, 32)
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	ts.Check(err)
	_, err = file.WriteAt(binary.BigEndian.AppendUint32(nil, uint32(number)), offset)
	ts.Check(errors.Join(err, file.Close()))
}

// growFile is `grow FILE N`: a text file of N bytes.
func growFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: grow FILE N")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	content := make([]byte, size)
	for i := range content {
		content[i] = 'a'
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), fmt.Appendf(nil, "%s", content), 0o600))
}

// spoilFile is `spoil PATH`: all but the first page of a database, or of those in a folder, is other bytes, and what lay beside it is gone.
func spoilFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: spoil PATH")
	}
	paths, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.db"))
	ts.Check(err)
	if len(paths) == 0 {
		paths = []string{ts.MkAbs(args[0])}
	}
	for _, path := range paths {
		for _, beside := range []string{"-wal", "-shm"} {
			if err := os.Remove(path + beside); err != nil && !errors.Is(err, os.ErrNotExist) {
				ts.Check(err)
			}
		}
		bytes, err := os.ReadFile(path)
		ts.Check(err)
		for i := min(200, len(bytes)); i < len(bytes); i++ {
			bytes[i] ^= 0x5a
		}
		ts.Check(os.WriteFile(path, bytes, 0o600))
	}
}

// flipByte is `flip FILE OFFSET`: the byte there is another one; with -N it is counted from the end.
func flipByte(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: flip FILE OFFSET")
	}
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	bytes, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if at < 0 {
		at += len(bytes)
	}
	bytes[at] ^= 0xff
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes, 0o600))
}
