package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// atTerminal is a command at a terminal, with an editor that runs a shell script on the file.
func atTerminal(t *testing.T, script string) *act {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the test's editor is a shell script")
	}
	path := filepath.Join(t.TempDir(), "editor.sh")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"EDITOR": path + " --wait"}
	return &act{call: Call{
		Terminal: true, In: strings.NewReader("typed\n"), Err: new(bytes.Buffer), Env: func(name string) string { return env[name] },
	}}
}

func noFlags() *textFlags { return &textFlags{given: func() bool { return false }} }

func TestATextIsWrittenInTheEditor(t *testing.T) {
	a := atTerminal(t, `test "$1" = --wait && sed -i 's/24/20/' "$2"`)
	got, err := a.compose(context.Background(), noFlags(), "We buy 24 panels.\nAll of us.")
	if want := "We buy 20 panels.\nAll of us."; err != nil || got != want {
		t.Errorf("the text is %q, %v; want %q", got, err, want)
	}
}

func TestTheFileThatTheEditorGetsIsPrivateAndGoneAfterwards(t *testing.T) {
	seen := filepath.Join(t.TempDir(), "seen")
	a := atTerminal(t, `echo "$2" > `+seen+`; ls -ld "$(dirname "$2")" "$2" | cut -c5-10 >> `+seen)
	if _, err := a.compose(context.Background(), noFlags(), "secret"); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	if len(lines) != 3 || lines[1] != "------" || lines[2] != "------" {
		t.Errorf("others may read what is written: %q", lines)
	}
	if _, err := os.Stat(lines[0]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the text was left behind: %v", err)
	}
}

func TestAnEditorThatFailsChangesNothing(t *testing.T) {
	var failed *editorError
	if _, err := atTerminal(t, "exit 3").compose(context.Background(), noFlags(), "x"); !errors.As(err, &failed) {
		t.Errorf("the error is %v", err)
	}
}

func TestWithoutAnEditorATextIsTypedOrStays(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*act)
		before string
		want   string
	}{
		"a program of another process has no terminal to open one on": {func(a *act) { a.held = new(Profile) }, "as it was", "as it was"},
		"no editor is named": {func(a *act) { a.call.Env = nil }, "as it was", "as it was"},
		"nobody sits there":  {func(a *act) { a.call.Terminal = false }, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := atTerminal(t, "exit 3")
			c.change(a)
			if got, err := a.compose(context.Background(), noFlags(), c.before); err != nil || got != c.want {
				t.Errorf("the text is %q, %v; want %q", got, err, c.want)
			}
		})
	}
}
