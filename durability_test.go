//go:build unix

package main

// Durability: a real process is killed, as often as there is patience for. What it acknowledged is there afterwards, its log has one branch, and
// all that is shown can be derived anew.

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/keyring"
	"github.com/folkmoot/folkmoot/store/lite"
	"github.com/folkmoot/folkmoot/ui/cli"
)

// durable begins a test of real processes. Each is left out under the race detector, which would slow SQLite down thirty times and sees one
// process only; `make test` runs them without it.
func durable(t *testing.T) {
	t.Helper()
	info, ok := debug.ReadBuildInfo()
	if ok && slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "-race" && s.Value == "true" }) {
		t.Skip("SKIPPED: left out under the race detector")
	}
	t.Parallel() // most of the time goes by while files are synced
}

// rounds is how often something is done: few times, or many where FOLKMOOT_FULL asks for all.
func rounds(few, many int) int {
	if os.Getenv("FOLKMOOT_FULL") != "" {
		return many
	}
	return few
}

func TestDurableActs(t *testing.T) {
	durable(t)
	l := begin(t)
	usual := l.usually(3, "comment", "add", l.topic, "--text", "How long does it take?", "--json")
	var acknowledged []op.ID
	killed := 0
	for round := range rounds(24, 1000) {
		said, ended := l.killed(usual, l.verb()...)
		if !ended {
			killed++
		}
		if id, ok := idIn(t, said); ok {
			acknowledged = append(acknowledged, id)
		}
		if round%8 == 7 {
			l.inspect(acknowledged)
		}
	}
	l.inspect(acknowledged)
	if killed == 0 || len(acknowledged) == 0 {
		t.Fatalf("%d commands were killed, and %d acts acknowledged: nothing was tried", killed, len(acknowledged))
	}
}

func TestDurableBeginning(t *testing.T) {
	durable(t)
	for range rounds(4, 60) {
		l := laptopAt(t, t.TempDir())
		l.killed(40*time.Millisecond, "init", "--no-passphrase", "--print-phrase")
		_, _ = l.run("init", "--no-passphrase", "--print-phrase") // refused where the killed one had come to its end
		create := []string{"community", "create", "Elm Street", "--as", "Ada", "--template", "club"}
		l.killed(40*time.Millisecond, create...)
		if _, err := l.run("topic", "new", "Are we here?", "--json"); err != nil {
			l.must(create...)
		}
		said := l.must("topic", "new", "Shared tools", "--json")
		id, ok := idIn(t, said)
		if !ok {
			t.Fatalf("no id in %s", said)
		}
		l.inspect([]op.ID{id})
	}
}

func TestDurableImport(t *testing.T) {
	durable(t)
	const ops = 12_000
	stick := filepath.Join(t.TempDir(), "stick.car")
	if _, err := writeBundle(stick, ops); err != nil {
		t.Fatal(err)
	}
	whole := guestLaptop(t)
	began := time.Now()
	whole.must("bundle", "import", stick)
	usual := time.Since(began)
	want := whole.inspect(nil)
	for range rounds(2, 60) {
		l := guestLaptop(t)
		for range 3 {
			if _, ended := l.killed(usual, "bundle", "import", stick); ended {
				break
			}
			l.inspect(nil)
		}
		l.must("bundle", "import", stick)
		if got := l.inspect(nil); got != want {
			t.Fatalf("state %s after being killed, %s without", got, want)
		}
	}
}

// durableLaptop is an install in a folder, used by the command line.
type durableLaptop struct {
	*testing.T
	home  string
	topic string
}

func laptopAt(t *testing.T, home string) *durableLaptop {
	return &durableLaptop{T: t, home: home}
}

// begin founds a community with one topic.
func begin(t *testing.T) *durableLaptop {
	return laptopAt(t, t.TempDir()).found()
}

func (l *durableLaptop) found() *durableLaptop {
	l.Helper()
	l.must("init", "--no-passphrase", "--print-phrase")
	l.must("community", "create", "Elm Street", "--as", "Ada", "--template", "club")
	id, ok := idIn(l.T, l.must("topic", "new", "Shared tools", "--json"))
	if !ok {
		l.Fatal("a topic without an id")
	}
	l.topic = id.String()
	return l
}

// guestLaptop is an install of the workload's guest, who has the keys and nothing else yet.
func guestLaptop(t *testing.T) *durableLaptop {
	t.Helper()
	l := laptopAt(t, t.TempDir())
	guest := guestOf(apptest.NewWorkload(benchDevices))
	vault, err := keyring.Create(filepath.Join(l.home, keyFile), keyring.Beside, keyring.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, secret := range guest.keys {
		err = errors.Join(err, vault.Put(name, secret))
	}
	err = errors.Join(err, vault.Put("seed", make([]byte, 64)), vault.Close())
	profile, errProfile := store.CreateProfile(filepath.Join(l.home, profileFile))
	if err = errors.Join(err, errProfile); err != nil {
		t.Fatal(err)
	}
	replica, err := store.Folder{Path: filepath.Join(l.home, communitiesFolder)}.Create(guest.membership.Community)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(profile.PutCommunity(guest.membership), profile.Close(), replica.Close()); err != nil {
		t.Fatal(err)
	}
	return l
}

// command is folkmoot as a process of its own; as is the job that becomes it.
func (l *durableLaptop) command(as string, args ...string) *exec.Cmd {
	cmd := child(as, args...)
	cmd.Env = append(cmd.Env, "FOLKMOOT_HOME="+l.home, "FOLKMOOT_WAIT=0s", "FOLKMOOT_NO_LAN=1", "LANG=C", "LANGUAGE=")
	cmd.Dir = l.home
	return cmd
}

func (l *durableLaptop) run(args ...string) (string, error) {
	out, err := l.command("folkmoot", args...).Output()
	return string(out), err
}

func (l *durableLaptop) must(args ...string) string {
	l.Helper()
	out, err := l.run(args...)
	if err != nil {
		var ended *exec.ExitError
		if errors.As(err, &ended) {
			l.Fatalf("folkmoot %s: %v: %s", strings.Join(args, " "), err, ended.Stderr)
		}
		l.Fatal(err)
	}
	return out
}

// usually is how long a command takes.
func (l *durableLaptop) usually(times int, args ...string) time.Duration {
	began := time.Now()
	for range times {
		l.must(args...)
	}
	return time.Since(began) / time.Duration(times)
}

// verb is what a person does next: mostly comments.
func (l *durableLaptop) verb() []string {
	switch rand.IntN(10) {
	case 0:
		return []string{"rebuild"}
	case 1:
		return []string{"topic", "new", "Something else", "--json"}
	}
	return []string{"comment", "add", l.topic, "--text", "The drill is back in the shed.", "--json"}
}

// killed runs a command and kills it at some moment between its beginning and a while after it usually ends; ended says that it came to its end.
func (l *durableLaptop) killed(usual time.Duration, args ...string) (said string, ended bool) {
	l.Helper()
	cmd := l.command("folkmoot", args...)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	if err := cmd.Start(); err != nil {
		l.Fatal(err)
	}
	timer := time.AfterFunc(rand.N(usual*3/2), func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	if err != nil && cmd.ProcessState.Exited() {
		l.Fatalf("folkmoot %s: %v: %s", strings.Join(args, " "), err, errOut.String())
	}
	return out.String(), err == nil
}

// idIn is the id that a command has acknowledged: printed whole, whatever became of the process afterwards.
func idIn(t *testing.T, said string) (op.ID, bool) {
	t.Helper()
	var answer struct {
		ID string `json:"id"`
	}
	if json.Unmarshal([]byte(said), &answer) != nil || answer.ID == "" {
		return op.ID{}, false
	}
	id, err := op.ParseID(answer.ID)
	if err != nil {
		t.Fatal(err)
	}
	return id, true
}

// open opens the install in this process.
func (l *durableLaptop) open() (*cli.Profile, *app.Community) {
	l.Helper()
	p, c, err := openProfile(l.Context(), l.home)
	if err != nil {
		l.Fatal(err)
	}
	return p, c
}

func openProfile(ctx context.Context, home string) (*cli.Profile, *app.Community, error) {
	unlock := func(context.Context) ([]byte, error) { return nil, errors.New("there is no passphrase") }
	p, err := profiles{log: slog.New(slog.DiscardHandler)}.Open(ctx, home, unlock)
	if err != nil {
		return nil, nil, err
	}
	c, err := p.Service.Community("")
	if err != nil {
		return nil, nil, errors.Join(err, p.Close())
	}
	return p, c, nil
}

// inspect checks all that a crash could have broken, and returns the state digest.
func (l *durableLaptop) inspect(acknowledged []op.ID) (digest string) {
	l.Helper()
	p, c := l.open()
	l.checkStatus(c)
	l.checkLog(c)
	for _, id := range acknowledged {
		l.checkApplied(c, id)
	}
	rows, sum := l.rows(c), l.digest(c)
	if err := c.Rebuild(l.Context(), nil); err != nil && !errors.Is(err, app.ErrNotHereYet) {
		l.Fatal(err)
	}
	if again := l.rows(c); !slices.Equal(again, rows) {
		l.Fatalf("%d rows, and %d others when derived anew", len(rows), len(again))
	}
	if again := l.digest(c); again != sum {
		l.Fatal("another digest when derived anew")
	}
	if err := p.Close(); err != nil {
		l.Fatal(err)
	}
	l.checkFiles()
	return sum
}

func (l *durableLaptop) checkStatus(c *app.Community) {
	l.Helper()
	s, err := c.Status(l.Context())
	if err != nil {
		l.Fatal(err)
	}
	if s.Copied || len(s.Forks) > 0 || s.Damaged > 0 {
		l.Fatalf("copied %v, %d forks, %d damaged", s.Copied, len(s.Forks), s.Damaged)
	}
}

// checkLog: this device's acts are numbered without a gap, each after the one before.
func (l *durableLaptop) checkLog(c *app.Community) {
	l.Helper()
	if err := c.Ask(l.Context(), func(r app.Reader) error {
		var before community.Meta
		next := uint64(0)
		return r.DeviceOps(c.Device(), 0, func(m community.Meta) bool {
			if m.Seq != next || m.Prev != before.ID {
				l.Errorf("act %d follows %s, where act %d should follow %s", m.Seq, m.Prev.Short(), next, before.ID.Short())
			}
			before, next = m, next+1
			return true
		})
	}); err != nil && !errors.Is(err, app.ErrNotHereYet) {
		l.Fatal(err)
	}
}

func (l *durableLaptop) checkApplied(c *app.Community, id op.ID) {
	l.Helper()
	if err := c.Ask(l.Context(), func(r app.Reader) error {
		m, there, err := r.Meta(id)
		if err == nil && (!there || m.Verdict != kind.Applied) {
			l.Errorf("%s was acknowledged; it is here: %v, %v", id.Short(), there, m.Verdict)
		}
		return err
	}); err != nil {
		l.Fatal(err)
	}
}

// rows are what every projection shows.
func (l *durableLaptop) rows(c *app.Community) []string {
	l.Helper()
	var lines []string
	err := c.Ask(l.Context(), func(r app.Reader) error {
		return r.(*store.Session).DumpRows(func(line string) bool {
			lines = append(lines, line)
			return true
		})
	})
	if err != nil && !errors.Is(err, app.ErrNotHereYet) {
		l.Fatal(err)
	}
	return lines
}

func (l *durableLaptop) digest(c *app.Community) string {
	l.Helper()
	sum, err := c.Digest(l.Context())
	if err != nil && !errors.Is(err, app.ErrNotHereYet) {
		l.Fatal(err)
	}
	return hex.EncodeToString(sum[:])
}

// checkFiles: SQLite finds nothing wrong with any file.
func (l *durableLaptop) checkFiles() {
	l.Helper()
	files, err := filepath.Glob(filepath.Join(l.home, communitiesFolder, "*.db"))
	if err != nil || len(files) == 0 {
		l.Fatalf("%v: %v", files, err)
	}
	for _, file := range append(files, filepath.Join(l.home, profileFile)) {
		conn, err := lite.Open(file, lite.ReadOnly)
		if err != nil {
			l.Fatal(err)
		}
		if err := conn.Each("PRAGMA integrity_check", func(r lite.Row) (bool, error) {
			if r.Text(0) != "ok" {
				l.Errorf("%s: %s", filepath.Base(file), r.Text(0))
			}
			return true, nil
		}); err != nil {
			l.Error(err)
		}
		if err := conn.Close(); err != nil {
			l.Error(err)
		}
	}
}
