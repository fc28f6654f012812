package main

// What scripts about the network need beside the others: processes that run on, and answers that come in their own time.

import (
	"os"
	"regexp"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// networkPatience is how long a script waits for something that must happen. Nothing is decided by how long it took.
const networkPatience = 60 * time.Second

// awaitText is `await NAME FILE REGEXP`: it waits until the file says so, and keeps the pattern's first group as $NAME ("-" for none).
func awaitText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: await NAME FILE REGEXP")
	}
	pattern, err := regexp.Compile("(?m)" + args[2])
	ts.Check(err)
	path := ts.MkAbs(args[1])
	for deadline := time.Now().Add(networkPatience); ; {
		content, _ := os.ReadFile(path) // it may not be there yet
		if found := pattern.FindSubmatch(content); found != nil {
			if args[0] != "-" {
				ts.Setenv(args[0], string(found[1]))
			}
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s does not say %s:\n%s", args[1], args[2], content)
		}
		<-time.After(20 * time.Millisecond)
	}
}

// untilSays is `until REGEXP command…`: the command is given again until it answers so.
func untilSays(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: until REGEXP command…")
	}
	pattern, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	for deadline := time.Now().Add(networkPatience); ; {
		err := ts.Exec(args[1], args[2:]...)
		said := ts.ReadFile("stdout")
		if err == nil && pattern.MatchString(said) {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%v never answers %s; last:\n%s%s", args[1:], args[0], said, ts.ReadFile("stderr"))
		}
		<-time.After(20 * time.Millisecond)
	}
}
