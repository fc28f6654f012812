package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/boombuler/barcode/qr"
	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// spoken is an act in a language, with nobody at the terminal and no profile.
func spoken(t *testing.T, language string) (*act, *bytes.Buffer) {
	t.Helper()
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	face := &Face{
		Catalog: catalog, NowMillis: func() int64 { return 1_800_000_000_000 }, Zone: time.UTC, Log: slog.New(slog.DiscardHandler),
		Meaning: func(error) trouble.Meaning { return trouble.MeansNothing },
	}
	return &act{face: face, say: catalog.Printer(language), call: Call{Out: &out, Err: &out, In: strings.NewReader("")}}, &out
}

func eachCommand(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, visit)
	}
}

func TestEveryCommandExplainsItself(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		a, _ := spoken(t, language)
		commands := 0
		eachCommand(a.root(), func(cmd *cobra.Command) {
			if strings.HasPrefix(cmd.CommandPath(), "folkmoot completion ") { // cobra's own
				return
			}
			commands++
			var help bytes.Buffer
			cmd.SetOut(&help)
			if err := cmd.Help(); err != nil {
				t.Errorf("%s: %v", cmd.CommandPath(), err)
			}
			if strings.Contains(help.String(), "⟦") {
				t.Errorf("%s, %s: a sentence is missing:\n%s", language, cmd.CommandPath(), &help)
			}
			if cmd.Short == "" || cmd.Long == "" {
				t.Errorf("%s: no words about it", cmd.CommandPath())
			}
			verb := !cmd.HasSubCommands() && cmd.Runnable() && cmd.Name() != "help"
			if verb && !strings.Contains(cmd.Example, cmd.CommandPath()) {
				t.Errorf("%s: no example of itself: %q", cmd.CommandPath(), cmd.Example)
			}
			if verb && cmd.Args == nil {
				t.Errorf("%s: its arguments are not checked", cmd.CommandPath())
			}
		})
		if commands < 60 {
			t.Errorf("only %d commands were looked at", commands)
		}
	}
}

// The top-level verbs are these; everything else is noun and verb.
func TestTheTopLevelIsFixed(t *testing.T) {
	verbs := []string{
		"init", "recover", "join", "vote", "search", "whoami", "status", "log", "backup", "restore", "rebuild", "export", "demo", "help",
		"node", "peers", "doctor",
		"tally", "verify",
	}
	nouns := []string{
		"device", "community", "charter", "track", "council", "teller", "invite", "member", "me", "topic", "proposal", "comment", "amendment", "post", "poll", "delegate", "followup", "record", "bundle", "relay",
		"completion", "methods",
	}
	a, _ := spoken(t, "en")
	for _, cmd := range a.root().Commands() {
		switch {
		case cmd.IsAdditionalHelpTopicCommand():
		case cmd.HasSubCommands() && !slices.Contains(nouns, cmd.Name()), !cmd.HasSubCommands() && !slices.Contains(verbs, cmd.Name()):
			t.Errorf("%s is new at the top", cmd.Name())
		}
	}
}

func TestExitCodesAreDocumentedAndDistinct(t *testing.T) {
	a, _ := spoken(t, "en")
	long := a.exitCodesTopic().Long
	seen := map[int]bool{}
	for _, e := range exitCodes {
		if seen[e.code] || !strings.Contains(long, fmt.Sprintf("%3d  %s", e.code, a.say.T(e.key, nil))) {
			t.Errorf("code %d stands there twice, or not at all", e.code)
		}
		seen[e.code] = true
	}
	for class := trouble.Failed; class <= trouble.Interrupted; class++ {
		if code, said := exitOf[class]; !said || !seen[code] {
			t.Errorf("trouble of class %d ends with %d, which is not documented", class, code)
		}
	}
	if seen[exitNotBegun] {
		t.Error("the code between two processes is one of those that commands end with")
	}
}

func TestTroublesAreSaid(t *testing.T) {
	for _, s := range []struct {
		name string
		err  error
		code int
		want []string
	}{
		{"wrapped deep", fmt.Errorf("doing this: %w", fmt.Errorf("that: %w", app.ErrNoCommunity)), ExitNotFound, []string{"in no community yet", "Nothing was changed."}},
		{"not possible, with the reason", fmt.Errorf("admitting Bea: a member already: %w", app.ErrNotPossible), ExitFailed, []string{"admitting Bea: a member already."}},
		{"no right, with the reason", &app.NotAppliedError{Reason: fmt.Errorf("%w: only stewards may", kind.ErrNoRight)}, ExitFailed, []string{"You may not do this: only stewards may."}},
		{"stopped", context.Canceled, ExitInterrupted, []string{"Stopped."}},
		{"a file that is not there", &fs.PathError{Op: "open", Path: "stick.car", Err: fs.ErrNotExist}, ExitNotFound, []string{"no such file", "stick.car"}},
		{"a mistake of ours", errors.New("something odd"), ExitFailed, []string{"something odd"}},
		{"control characters of others", fmt.Errorf("\x1b[2Jfake: %w", app.ErrNotPossible), ExitFailed, []string{"\ufffd[2Jfake"}},
	} {
		t.Run(s.name, func(t *testing.T) {
			a, out := spoken(t, "en")
			if code := a.fail(s.err); code != s.code {
				t.Errorf("code %d, want %d", code, s.code)
			}
			for _, part := range s.want {
				if !strings.Contains(out.String(), part) {
					t.Errorf("%q is not in %q", part, out)
				}
			}
			a.opts.json = true
			out.Reset()
			a.fail(s.err)
			if strings.Count(out.String(), "\n") != 1 || !strings.HasPrefix(out.String(), fmt.Sprintf(`{"error":{"code":%d,`, s.code)) {
				t.Errorf("in JSON: %s", out)
			}
		})
	}
}

func TestWhereTheProfileIs(t *testing.T) {
	for _, s := range []struct {
		system string
		env    map[string]string
		want   string
	}{
		{"linux", map[string]string{"HOME": "/home/ada"}, "/home/ada/.local/share/folkmoot"},
		{"linux", map[string]string{"HOME": "/home/ada", "XDG_DATA_HOME": "/data"}, "/data/folkmoot"},
		{"linux", map[string]string{"HOME": "/home/ada", "XDG_DATA_HOME": "relative"}, "/home/ada/.local/share/folkmoot"},
		{"freebsd", map[string]string{"HOME": "/home/ada"}, "/home/ada/.local/share/folkmoot"},
		{"darwin", map[string]string{"HOME": "/Users/ada"}, "/Users/ada/Library/Application Support/Folkmoot"},
		{"linux", nil, ""},
	} {
		got, err := defaultProfileFolder(s.system, func(name string) string { return s.env[name] })
		if got != s.want || (err != nil) != (s.want == "") {
			t.Errorf("%s %v: %q, %v, want %q", s.system, s.env, got, err, s.want)
		}
	}
}

func TestAFlagIsFoundBeforeParsing(t *testing.T) {
	for _, s := range []struct {
		args string
		want string
	}{
		{"status --lang de", "de"},
		{"--lang=de status", "de"},
		{"--lang en status --lang de", "de"},
		{"status --lang", ""},
		{"comment add x -- --lang de", ""},
		{"status", ""},
	} {
		if got := flagBeforeParsing(strings.Fields(s.args), "--lang"); got != s.want {
			t.Errorf("%s: %q, want %q", s.args, got, s.want)
		}
	}
}

func TestTablesFitTheTerminal(t *testing.T) {
	rows := [][]string{{"a", "short"}, {"会議", "a much longer title, which goes on"}, {"👩‍🌾", "x"}}
	for _, s := range []struct {
		width int
		want  string
	}{
		{0, "id    title\na     short\n会議  a much longer title, which goes on\n👩‍🌾    x\n"},
		{20, "id    title\na     short\n会議  a much longer…\n👩‍🌾    x\n"},
	} {
		a, out := spoken(t, "en")
		a.call.Width = s.width
		if err := a.show(table{head: []string{"id", "title"}, rows: rows}, "none"); err != nil {
			t.Fatal(err)
		}
		if out.String() != s.want {
			t.Errorf("%d columns:\n%s\nwant\n%s", s.width, out, s.want)
		}
	}
	a, out := spoken(t, "en")
	if err := a.show(table{head: []string{"id"}}, "There are none."); err != nil || out.String() != "There are none.\n" {
		t.Errorf("an empty one: %q, %v", out, err)
	}
}

func TestWideColumnsLeaveTheLastOneRoom(t *testing.T) {
	a, out := spoken(t, "en")
	a.call.Width = 40
	rows := [][]string{{"bfdpoin2", "undecided: Dan, Ada, Cem and Bea, since today", "Where shall the bench stand?"}}
	if err := a.show(table{head: []string{"id", "state", "title"}, rows: rows}, "none"); err != nil {
		t.Fatal(err)
	}
	const want = "id        state             title\nbfdpoin2  undecided: Dan,…  Where shall…\n"
	if out.String() != want {
		t.Errorf("40 columns:\n%s\nwant\n%s", out, want)
	}
}

func TestTextHangsBehindItsMark(t *testing.T) {
	for width, want := range map[int]string{0: "7.1  one two three\nfour\n", 12: "7.1  one two\n     three\n     four\n"} {
		a, out := spoken(t, "en")
		a.call.Width = width
		if err := a.hanging("7.1  ", "one two three\nfour"); err != nil || out.String() != want {
			t.Errorf("%d columns: %q, %v", width, out, err)
		}
	}
}

func TestSentencesAreBrokenBetweenWords(t *testing.T) {
	a, _ := spoken(t, "en")
	for width, want := range map[int]string{0: "a\n  50\u00a0% of them  are here", 13: "a\n  50\u00a0% of\n  them are\n  here"} {
		a.call.Width = width
		if got := a.onTerminal("a\n  50\u00a0% of them  are here"); got != want {
			t.Errorf("%d columns: %q, want %q", width, got, want)
		}
	}
}

func TestTrackChartsFitTheTerminal(t *testing.T) {
	for width, want := range map[int]int{0: 67, 80: 67, 60: 51} {
		a, _ := spoken(t, "en")
		a.call.Width = width
		widest := 0
		for _, line := range a.trackChart(view.Track{}) {
			widest = max(widest, utf8.RuneCountInString(line))
		}
		if widest != want {
			t.Errorf("%d columns: %d wide, want %d", width, widest, want)
		}
	}
}

func TestHelpIsWrapped(t *testing.T) {
	a, _ := spoken(t, "en")
	a.call.Width = 20
	for line := range strings.Lines(a.wrapped("one two three four five six seven averyveryverylongwordindeed eight")) {
		if line = strings.TrimSuffix(line, "\n"); len(line) > 20 && strings.Contains(line, " ") {
			t.Errorf("too long: %q", line)
		}
	}
}

// What others wrote is indented, so that it cannot pass for the program's own words.
func TestWrittenTextCannotPassForOurs(t *testing.T) {
	a, out := spoken(t, "en")
	if err := a.paragraphs("Hello\n\nNothing was changed.\x1b[1A\r\n", "  "); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		if line != "\n" && !strings.HasPrefix(line, "  ") || strings.Contains(line, "\x1b") {
			t.Errorf("got %q", line)
		}
	}
}

func TestACodeIsDrawnBlackOnWhite(t *testing.T) {
	code, err := qr.Encode("folkmoot:join/1/", qr.L, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	size := code.Bounds().Dx()
	lines := strings.Split(strings.TrimSuffix(drawQR(code), "\n"), "\n")
	if want := (size + 2*quietModules + 1) / 2; len(lines) != want {
		t.Errorf("%d lines, want %d", len(lines), want)
	}
	for y, line := range lines {
		cells := []rune(strings.TrimSuffix(strings.TrimPrefix(line, blackOnWhite), ownColours))
		if len(cells) != size+2*quietModules {
			t.Fatalf("line %d has %d columns", y, len(cells))
		}
		for x, cell := range cells {
			above, below := dark(code.At, x-quietModules, 2*y-quietModules, size), dark(code.At, x-quietModules, 2*y+1-quietModules, size)
			if want := map[[2]bool]rune{{true, true}: '█', {true, false}: '▀', {false, true}: '▄', {false, false}: ' '}[[2]bool{above, below}]; cell != want {
				t.Fatalf("line %d, column %d: %q, want %q", y, x, cell, want)
			}
		}
	}
}

func TestInputIsReadWholeAndCalledOff(t *testing.T) {
	if err := iotest.TestReader(&interruptible{ctx: t.Context(), in: strings.NewReader("what was typed")}, []byte("what was typed")); err != nil {
		t.Error(err)
	}
	keyboard, typed := io.Pipe()
	defer typed.Close()
	ctx, interrupt := context.WithCancel(t.Context())
	i := &interruptible{ctx: ctx, in: keyboard}
	ended := make(chan error, 1)
	go func() {
		_, err := i.Read(make([]byte, 1))
		ended <- err
	}()
	interrupt()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a read that was called off: %v", err)
	}
	if _, err := i.Read(make([]byte, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("and the next: %v", err)
	}
}

// dark reads one module of a picture; what lies outside is white.
func dark(at func(x, y int) color.Color, x, y, size int) bool {
	if x < 0 || y < 0 || x >= size || y >= size {
		return false
	}
	r, _, _, _ := at(x, y).RGBA()
	return r == 0
}
