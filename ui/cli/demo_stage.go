package cli

// The demo's stage: members as separate processes, each with a profile of its own, and one stick between them.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/folkmoot/folkmoot/ui/text"
)

// stage runs commands as members. Nothing passes between members but the stick and what they tell each other.
type stage struct {
	act    *act
	folder string
	stick  string
}

func (s *stage) profile(who string) string {
	return filepath.Join(s.folder, strings.ReplaceAll(who, " ", "-"))
}

// run runs one command as a member, in a process of its own, and returns what it answered. What it complained about is in the error.
func (s *stage) run(ctx context.Context, who string, args ...string) ([]byte, error) {
	full := append([]string{"--profile", s.profile(who), "--lang", s.act.say.Language().String(), "--yes"}, args...)
	cmd := exec.CommandContext(ctx, s.act.face.Program, full...)
	cmd.Dir, cmd.Env = s.folder, s.environment()
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Run(); err != nil {
		return out.Bytes(), fmt.Errorf("%s: folkmoot %s: %w: %s", who, strings.Join(args, " "), err, strings.TrimSpace(errOut.String()))
	}
	return out.Bytes(), nil
}

// environment keeps the members to themselves: nobody looks around on the local network, and a command is online only where it says so.
func (s *stage) environment() []string {
	return append(os.Environ(), NoLANVariable+"=1", waitVariable+"=0s")
}

// do shows a command and runs it.
func (s *stage) do(ctx context.Context, who string, args ...string) error {
	s.show(who, args)
	_, err := s.run(ctx, who, args...)
	return err
}

// get runs a command, shown or not, and reads its answer.
func (s *stage) get(ctx context.Context, into any, who string, args ...string) error {
	out, err := s.run(ctx, who, append([]string{"--json"}, args...)...)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(out, into); err != nil {
		return fmt.Errorf("reading what %s answered to folkmoot %s: %w", who, strings.Join(args, " "), err)
	}
	return nil
}

// made shows a command that makes something, runs it, and returns the id of what it made.
func (s *stage) made(ctx context.Context, who string, args ...string) (string, error) {
	s.show(who, args)
	var answer struct {
		ID string `json:"id"`
	}
	err := s.get(ctx, &answer, who, args...)
	if err == nil && answer.ID == "" {
		err = fmt.Errorf("%s: folkmoot %s named nothing", who, strings.Join(args, " "))
	}
	return answer.ID, err
}

// answer runs a command and shows what it says, indented.
func (s *stage) answer(ctx context.Context, who string, args ...string) error {
	s.show(who, args)
	out, err := s.run(ctx, who, args...)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(out)) {
		s.print("      " + strings.TrimRight(line, "\n"))
	}
	return nil
}

// show prints a command as a person would type it: ids by their short form, files by their name.
func (s *stage) show(who string, args []string) {
	typed := make([]string, len(args))
	for i, arg := range args {
		switch {
		case strings.HasPrefix(arg, "bafyrei"):
			typed[i] = text.ShortID(arg)
		case strings.HasPrefix(arg, s.folder):
			typed[i] = filepath.Base(arg)
		case strings.HasPrefix(arg, "folkmoot:"):
			typed[i] = "'" + arg[:min(len(arg), 24)] + "…'"
		case strings.ContainsAny(arg, " '"):
			typed[i] = "\"" + arg + "\""
		default:
			typed[i] = arg
		}
	}
	s.print(fmt.Sprintf("  %-12s folkmoot %s", who, strings.Join(typed, " ")))
}

func (s *stage) print(line string) { fmt.Fprintln(s.act.call.Out, line) }

// write puts what a member holds on the stick; read takes in what is on it.
func (s *stage) write(ctx context.Context, who string) error {
	if err := os.Remove(s.stick); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("wiping the stick: %w", err)
	}
	_, err := s.run(ctx, who, "bundle", "export", "--to", s.stick)
	return err
}

func (s *stage) read(ctx context.Context, who string) error {
	_, err := s.run(ctx, who, "bundle", "import", s.stick)
	return err
}

// carry takes the stick from one member to others.
func (s *stage) carry(ctx context.Context, from string, to ...string) error {
	s.print("  " + s.act.say.T("demo.carries", map[string]any{"From": from, "To": s.act.say.List(to)}))
	if err := s.write(ctx, from); err != nil {
		return err
	}
	for _, who := range to {
		if err := s.read(ctx, who); err != nil {
			return err
		}
	}
	return nil
}

// around passes the stick around the table: everybody takes in what is on it, and puts on it what they hold.
func (s *stage) around(ctx context.Context, rounds int, who ...string) error {
	s.print("  " + s.act.say.T("demo.around", map[string]any{"People": s.act.say.List(who)}))
	if err := s.write(ctx, who[0]); err != nil {
		return err
	}
	for i := range rounds*len(who) + 1 {
		member := who[(i+1)%len(who)]
		if err := s.read(ctx, member); err != nil {
			return err
		}
		if err := s.write(ctx, member); err != nil {
			return err
		}
	}
	return nil
}
