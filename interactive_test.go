package main

// Somebody at a terminal: questions, what is shown once, and commands that another process runs.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/ui/cli"
)

// terminal is somebody who answers questions: what a command writes to standard error is read up to the question, then the answer is typed.
type terminal struct {
	t      *testing.T
	face   *cli.Face
	home   string
	secret []string
	// answers are given in this order; one that is a function reads what was shown so far.
	answers []func(shown string) string
	width   int
}

func newTerminal(t *testing.T, home string) *terminal {
	t.Helper()
	face, err := newFace(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return &terminal{t: t, face: face, home: home, width: 80}
}

func say(answer string) func(string) string { return func(string) string { return answer } }

// run plays one command with somebody at the keyboard.
func (p *terminal) run(args ...string) (code int, out, shown string) {
	p.t.Helper()
	keyboard := &keyboard{answers: p.answers}
	var stdout bytes.Buffer
	code = p.face.Run(context.Background(), cli.Call{
		Args: args, Dir: p.t.TempDir(), Width: p.width, Terminal: true, In: keyboard, Out: &stdout, Err: keyboard,
		Env: func(name string) string {
			return map[string]string{"FOLKMOOT_HOME": p.home, "FOLKMOOT_WAIT": "0s", "FOLKMOOT_NO_LAN": "1"}[name]
		},
		ReadSecret: func() ([]byte, error) {
			if len(p.secret) == 0 {
				return nil, io.EOF
			}
			secret := p.secret[0]
			p.secret = p.secret[1:]
			return []byte(secret), nil
		},
	})
	return code, stdout.String(), keyboard.shown.String()
}

// keyboard is a terminal's two directions: what is shown, and what is typed in answer.
type keyboard struct {
	mu      sync.Mutex // guards what follows
	shown   bytes.Buffer
	answers []func(string) string
	rest    []byte
}

func (k *keyboard) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.shown.Write(p)
}

func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.rest) == 0 {
		if len(k.answers) == 0 {
			return 0, io.EOF
		}
		k.rest = []byte(k.answers[0](k.shown.String()) + "\n")
		k.answers = k.answers[1:]
	}
	n := copy(p, k.rest)
	k.rest = k.rest[n:]
	return n, nil
}

var (
	shownWord = regexp.MustCompile(`(?m)\b(\d\d?) ([a-z]{3,8})\b`)
	askedWord = regexp.MustCompile(`Word (\d\d?):`)
)

// fromPaper answers the newest question for a word with what was shown.
func fromPaper(shown string) string {
	words := map[string]string{}
	for _, found := range shownWord.FindAllStringSubmatch(shown, -1) {
		words[found[1]] = found[2]
	}
	asked := askedWord.FindAllStringSubmatch(shown, -1)
	return words[asked[len(asked)-1][1]]
}

func TestInitShowsThePhraseOnceAndChecksIt(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ada")
	p := newTerminal(t, home)
	p.answers = []func(string) string{say(""), fromPaper, fromPaper, fromPaper}
	code, out, shown := p.run("init", "--no-passphrase")
	if code != cli.ExitOK {
		t.Fatalf("code %d\n%s", code, shown)
	}
	_, words, _ := strings.Cut(shown, "\n\n")
	if got := len(shownWord.FindAllString(words, -1)); got != 24 {
		t.Errorf("%d words were shown", got)
	}
	cleared, asked := strings.Index(shown, "\x1b[2J\x1b[3J"), strings.Index(shown, "Word ")
	if cleared < 0 || asked < cleared {
		t.Error("the words were not taken off the screen before they were asked back")
	}
	// One word of a phrase may be a word of a sentence too ("can"); two in the
	// phrase's order are the phrase.
	said := strings.Join(regexp.MustCompile(`[a-z]+`).FindAllString(out, -1), " ")
	last := ""
	for _, word := range shownWord.FindAllStringSubmatch(words, -1) {
		if pair := last + " " + word[2]; last != "" && strings.Contains(" "+said+" ", " "+pair+" ") {
			t.Errorf("standard output has the words %q", pair)
		}
		last = word[2]
	}
}

func TestInitKeepsNothingWhenTheWordsAreWrong(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ada")
	p := newTerminal(t, home)
	p.answers = []func(string) string{say(""), fromPaper, say("wrong"), fromPaper}
	code, _, shown := p.run("init", "--no-passphrase")
	if code != cli.ExitBadInput || !strings.Contains(shown, "Nothing was changed.") {
		t.Errorf("code %d\n%s", code, shown)
	}
	if _, err := os.Stat(home); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was kept: %v", err)
	}
}

func TestAPassphraseIsTypedTwiceAndThenAskedForOnce(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ada")
	p := newTerminal(t, home)
	phrase := []func(string) string{say(""), fromPaper, fromPaper, fromPaper}
	p.answers, p.secret = phrase, []string{"one", "two"}
	if code, _, shown := p.run("init", "--passphrase"); code != cli.ExitBadInput || !strings.Contains(shown, "differ") {
		t.Errorf("two passphrases: code %d\n%s", code, shown)
	}
	p.answers, p.secret = phrase, []string{"open sesame", "open sesame"}
	if code, _, shown := p.run("init", "--passphrase"); code != cli.ExitOK {
		t.Fatalf("code %d\n%s", code, shown)
	}
	p.secret = []string{"open sesame"}
	if code, _, shown := p.run("community", "list"); code != cli.ExitOK || len(p.secret) != 0 {
		t.Errorf("code %d\n%s", code, shown)
	}
	p.secret = []string{"open barley"}
	if code, _, shown := p.run("community", "list"); code != cli.ExitBusy || !strings.Contains(shown, "passphrase is wrong") {
		t.Errorf("a wrong one: code %d\n%s", code, shown)
	}
}

func TestRecoveryWordsOverSeveralLines(t *testing.T) {
	p := newTerminal(t, filepath.Join(t.TempDir(), "ada"))
	half := strings.TrimSpace(strings.Repeat("abandon ", 12))
	p.answers = []func(string) string{say("1. " + half), say(strings.TrimSuffix(half, "abandon") + "art")}
	if code, out, shown := p.run("recover", "--no-passphrase"); code != cli.ExitOK || !strings.Contains(out, "Your identity is here") {
		t.Errorf("code %d\n%s%s", code, out, shown)
	}
}

// begun is a profile with one community.
func begun(t *testing.T) *terminal {
	t.Helper()
	p := newTerminal(t, filepath.Join(t.TempDir(), "ada"))
	p.answers = []func(string) string{say(""), fromPaper, fromPaper, fromPaper}
	for _, args := range [][]string{{"init", "--no-passphrase"}, {"community", "create", "Elm Street", "--as", "Ada"}} {
		if code, _, shown := p.run(args...); code != cli.ExitOK {
			t.Fatalf("%v: code %d\n%s", args, code, shown)
		}
	}
	p.answers = nil
	return p
}

func TestWhatCannotBeUndoneIsAskedFirst(t *testing.T) {
	p := begun(t)
	for _, s := range []struct {
		language, answer string
		code             int
	}{
		{"en", "", cli.ExitFailed},
		{"en", "no", cli.ExitFailed},
		{"en", "yep", cli.ExitFailed},
		{"de", "nein", cli.ExitFailed},
		{"de", "j", cli.ExitOK},
	} {
		p.answers = []func(string) string{say(s.answer)}
		code, _, shown := p.run("--lang", s.language, "community", "leave", "Elm Street")
		if code != s.code || !strings.Contains(shown, "Elm Street") {
			t.Errorf("%s, %q: code %d\n%s", s.language, s.answer, code, shown)
		}
	}
}

func TestNamesAreAskedForAndTextIsTyped(t *testing.T) {
	p := begun(t)
	p.answers = []func(string) string{say("Ada of Oak Street")}
	if code, _, shown := p.run("community", "create", "Oak Street"); code != cli.ExitOK {
		t.Fatalf("code %d\n%s", code, shown)
	}
	if _, out, _ := p.run("whoami"); !strings.Contains(out, "Ada of Oak Street") {
		t.Errorf("got %s", out)
	}
}

func TestABallotIsAskedForAndSaidBackBeforeItIsCast(t *testing.T) {
	p := begun(t)
	code, out, shown := p.run("poll", "open", "--title", "Who speaks?", "--track", "everyday", "--method", "schulze", "--option", "Ann", "--option", "Bo", "--json")
	if code != cli.ExitOK {
		t.Fatalf("code %d\n%s", code, shown)
	}
	id := regexp.MustCompile(`"id": "([^"]+)"`).FindStringSubmatch(out)[1]
	p.answers = []func(string) string{say("2 > 1"), say("no")}
	if code, _, shown = p.run("vote", id); code != cli.ExitFailed || !strings.Contains(shown, "  2. Bo") || !strings.Contains(shown, "Your ballot says: Bo > Ann") {
		t.Errorf("code %d\n%s", code, shown)
	}
	if _, out, _ = p.run("poll", "show", id); !strings.Contains(out, "0 of 1") {
		t.Errorf("cast in spite of a no:\n%s", out)
	}
	p.answers = []func(string) string{say("Bo = Ann"), say("yes")}
	if code, out, shown = p.run("vote", id); code != cli.ExitOK || !strings.Contains(out, "You voted Ann = Bo on") {
		t.Errorf("code %d\n%s%s", code, out, shown)
	}
	p.answers = nil
	if code, out, shown = p.run("vote", id, "Ann"); code != cli.ExitOK || !strings.Contains(shown, "Your ballot says: Ann") || !strings.Contains(out, "You now vote Ann on") {
		t.Errorf("code %d\n%s%s", code, out, shown)
	}
}

func TestAnInviteIsDrawnWhereItFits(t *testing.T) {
	p := begun(t)
	_, out, shown := p.run("invite", "create")
	if !strings.Contains(shown, "▄") || strings.Contains(out, "▄") {
		t.Errorf("no picture, or in the wrong place:\n%s\n%s", out, shown)
	}
	p.width = 40
	if _, _, shown := p.run("invite", "create"); strings.Contains(shown, "▄") {
		t.Errorf("a picture wider than the terminal:\n%s", shown)
	}
}

// A second command on a profile is run by the process that holds it, with its own input, output, folder and exit code, while the first goes on.
func TestASecondCommandIsRunByTheFirst(t *testing.T) {
	p := begun(t)
	slow, feed := io.Pipe()
	first := make(chan int, 1)
	go func() {
		var out bytes.Buffer
		first <- p.face.Run(context.Background(), cli.Call{
			Args: []string{"topic", "new", "From the first", "--file", "-"}, In: slow, Out: &out, Err: &out,
			Env: func(name string) string {
				return map[string]string{"FOLKMOOT_HOME": p.home, "FOLKMOOT_WAIT": "0s", "FOLKMOOT_NO_LAN": "1"}[name]
			},
		})
	}()
	waitUntilHeld(t, p)

	code, out, shown := p.run("topic", "new", "From the second", "--text", "hello", "--json")
	if code != cli.ExitOK || !strings.Contains(out, `"id"`) {
		t.Errorf("the second: code %d\n%s%s", code, out, shown)
	}
	if code, _, shown := p.run("topic", "show", "zzzzzzzz"); code != cli.ExitNotFound || !strings.Contains(shown, "Nothing here is called that") {
		t.Errorf("its refusal: code %d\n%s", code, shown)
	}
	if code, _, shown := p.run("--lang", "de", "topic", "show", "zzzzzzzz"); code != cli.ExitNotFound || !strings.Contains(shown, "So heißt hier nichts") {
		t.Errorf("its language: code %d\n%s", code, shown)
	}
	p.answers = []func(string) string{say("no")}
	if code, _, shown := p.run("community", "leave", "Elm Street"); code != cli.ExitFailed || !strings.Contains(shown, "Elm Street") {
		t.Errorf("its questions: code %d\n%s", code, shown)
	}

	io.WriteString(feed, "written while the second ran\n")
	feed.Close()
	if code := <-first; code != cli.ExitOK {
		t.Errorf("the first: code %d", code)
	}
	_, out, _ = p.run("topic", "list")
	if !strings.Contains(out, "From the first") || !strings.Contains(out, "From the second") {
		t.Errorf("the topics are %s", out)
	}
}

// waitUntilHeld waits until another command serves the profile.
func waitUntilHeld(t *testing.T, p *terminal) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(p.home, "session", "socket")); err == nil {
			return
		}
	}
	t.Fatal("nobody serves the profile")
}

// Many commands at once on one profile: each is done once, by whichever process holds it.
func TestManyCommandsAtOnce(t *testing.T) {
	p := begun(t)
	const commands = 8
	var all sync.WaitGroup
	codes := make([]int, commands)
	for i := range commands {
		all.Go(func() {
			face, err := newFace(io.Discard)
			if err != nil {
				t.Error(err)
				return
			}
			var out bytes.Buffer
			codes[i] = face.Run(context.Background(), cli.Call{
				Args: []string{"topic", "new", "Topic " + string(rune('A'+i)), "--text", "hello"}, In: strings.NewReader(""), Out: &out, Err: &out,
				Env: func(name string) string {
					return map[string]string{"FOLKMOOT_HOME": p.home, "FOLKMOOT_WAIT": "0s", "FOLKMOOT_NO_LAN": "1"}[name]
				},
			})
			if codes[i] != cli.ExitOK {
				t.Errorf("command %d: code %d\n%s", i, codes[i], &out)
			}
		})
	}
	all.Wait()
	_, out, _ := p.run("topic", "list", "--json")
	if got := strings.Count(out, `"title": "Topic `); got != commands {
		t.Errorf("%d topics, want %d", got, commands)
	}
}

// The first process is interrupted: the command that it ran for another one ends too, and is told so.
func TestAnInterruptedOwnerEndsItsGuests(t *testing.T) {
	p := begun(t)
	ctx, interrupt := context.WithCancel(context.Background())
	first, feed := io.Pipe()
	defer feed.Close()
	owner := make(chan int, 1)
	go func() {
		owner <- p.face.Run(ctx, cli.Call{
			Args: []string{"topic", "new", "Never said", "--file", "-"}, In: first, Out: io.Discard, Err: io.Discard,
			Env: func(name string) string {
				return map[string]string{"FOLKMOOT_HOME": p.home, "FOLKMOOT_WAIT": "0s", "FOLKMOOT_NO_LAN": "1"}[name]
			},
		})
	}()
	waitUntilHeld(t, p)
	guest := make(chan string, 1)
	waiting, typed := io.Pipe()
	defer typed.Close()
	go func() {
		var out bytes.Buffer
		p.face.Run(context.Background(), cli.Call{
			Args: []string{"topic", "new", "Never said either", "--file", "-"}, In: waiting, Out: &out, Err: &out,
			Env: func(name string) string {
				return map[string]string{"FOLKMOOT_HOME": p.home, "FOLKMOOT_WAIT": "0s", "FOLKMOOT_NO_LAN": "1"}[name]
			},
		})
		guest <- out.String()
	}()
	if _, err := typed.Write([]byte("half a sentence")); err != nil { // returns when the guest has read it, so it is under way
		t.Fatal(err)
	}
	interrupt()
	select {
	case code := <-owner:
		if code != cli.ExitInterrupted {
			t.Errorf("code %d", code)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the interrupted command goes on")
	}
	select {
	case said := <-guest:
		if !strings.Contains(said, "Stopped.") && !strings.Contains(said, "ended before it did") {
			t.Errorf("the guest was told: %s", said)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("its guest waits for ever")
	}
	_, out, _ := p.run("topic", "list")
	if strings.Contains(out, "Never said") {
		t.Errorf("something was said: %s", out)
	}
}
