package cli

// Editor: longer texts are written where people write theirs: in the program that VISUAL or EDITOR names.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/folkmoot/folkmoot/ui/trouble"
)

// editorError says that a person's editor could not be used.
type editorError struct {
	command string
	err     error
}

func (e *editorError) Error() string {
	return fmt.Sprintf("running the editor %q: %v", e.command, e.err)
}

func (e *editorError) Unwrap() error { return e.err }

func editorTrouble(err error) (trouble.Said, bool) {
	var editor *editorError
	if !errors.As(err, &editor) {
		return trouble.Said{}, false
	}
	return trouble.Said{Class: trouble.Failed, What: "error.editor", Do: "do.editor", Data: map[string]any{"Command": editor.command, "Reason": editor.err}}, true
}

// editor is the person's editor, or nothing. A command that another process runs for us has no terminal to open one on.
func (a *act) editor() string {
	if !a.call.Terminal || a.held != nil {
		return ""
	}
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if command := strings.TrimSpace(a.call.env(name)); command != "" {
			return command
		}
	}
	return ""
}

// compose gets a text: from the flags, else from the person's editor, which begins with the text as it was, else from the keyboard. Where
// nobody can be asked it stays as it was.
func (a *act) compose(ctx context.Context, body *textFlags, before string) (string, error) {
	switch editor := a.editor(); {
	case body.given():
		return body.read(a)
	case editor != "":
		return a.edit(ctx, editor, before)
	case a.call.Terminal && before == "":
		return body.read(a)
	}
	return before, nil
}

// composeNeeded is compose for a text that must be given.
func (a *act) composeNeeded(ctx context.Context, body *textFlags, before string) (string, error) {
	if !body.given() && (!a.call.Terminal || before != "" && a.editor() == "") {
		return "", needFlag("--text")
	}
	return a.compose(ctx, body, before)
}

// edit opens an editor on a text in a file that only its user can read, and returns what became of it.
func (a *act) edit(ctx context.Context, command, before string) (string, error) {
	folder, err := os.MkdirTemp("", "folkmoot-")
	if err != nil {
		return "", fmt.Errorf("making a folder for the text: %w", err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "text.md")
	if err := os.WriteFile(path, []byte(before+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("writing the text to edit: %w", err)
	}
	words := strings.Fields(command)
	program := exec.CommandContext(ctx, words[0], append(words[1:], path)...)
	program.Stdin, program.Stdout, program.Stderr = a.call.keyboard, a.call.Err, a.call.Err
	if err := program.Run(); err != nil {
		return "", &editorError{command: command, err: err}
	}
	return a.readText(path)
}
