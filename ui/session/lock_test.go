package session

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOneProcessOneProfile(t *testing.T) {
	dir := t.TempDir()
	lock := acquire(t, dir)
	_, err := Acquire(dir)
	var held *HeldError
	if !errors.Is(err, ErrHeld) || !errors.As(err, &held) {
		t.Fatalf("a second owner: %v", err)
	}
	if held.PID != os.Getpid() || time.Since(held.Since) > time.Hour {
		t.Errorf("evidence: process %d since %v", held.PID, held.Since)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if err := lock.Release(); err != nil {
		t.Errorf("releasing twice: %v", err)
	}
	acquire(t, dir)
}

func TestALockHasOneNameForManyPaths(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	lock := acquire(t, link)
	serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 7 })
	if got := forward(t, dir, Request{}, nil); got.code != 7 {
		t.Errorf("code %d", got.code)
	}
}

func TestFoldersThatCannotBeLocked(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a-file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Acquire(filepath.Join(dir, "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing folder: %v", err)
	}
	if _, err := Acquire(file); err == nil {
		t.Error("a file was locked as a profile folder")
	}
}

func TestHolderWhoseNoteIsUnreadable(t *testing.T) {
	for _, note := range []string{"", "{", `{"pid":-4}`, strings.Repeat("x", 5000)} {
		dir := t.TempDir()
		lock := acquire(t, dir)
		if err := os.WriteFile(filepath.Join(dir, lockName), []byte(note), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Acquire(dir); !errors.Is(err, ErrHeld) {
			t.Errorf("note %.10q: %v", note, err)
		}
		lock.Release()
	}
}

func TestEnter(t *testing.T) {
	dir := t.TempDir()
	lock, _, err := Enter(t.Context(), dir, Request{}, nil, io.Discard, io.Discard)
	if err != nil || lock == nil {
		t.Fatalf("a free profile: %v, %v", lock, err)
	}
	stop := serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 9 })
	other, code, err := Enter(t.Context(), dir, Request{}, nil, io.Discard, io.Discard)
	if other != nil || code != 9 || err != nil {
		t.Errorf("a served profile: %v, code %d, %v", other, code, err)
	}
	stop()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	other, _, err = Enter(ctx, dir, Request{}, nil, io.Discard, io.Discard)
	if other != nil || !errors.Is(err, ErrNotServing) || !errors.Is(err, ErrHeld) {
		t.Errorf("a profile held by one who does not serve: %v, %v", other, err)
	}

	lock.Release()
	other, _, err = Enter(t.Context(), dir, Request{}, nil, io.Discard, io.Discard)
	if err != nil || other == nil {
		t.Fatalf("a profile that was given back: %v, %v", other, err)
	}
	other.Release()
}

func TestEnterOutwaitsAnOwnerThatEnds(t *testing.T) {
	dir := t.TempDir()
	first := acquire(t, dir)
	entered := make(chan struct{})
	go func() {
		defer close(entered)
		lock, _, err := Enter(context.Background(), dir, Request{}, nil, io.Discard, io.Discard)
		if err != nil || lock == nil {
			t.Errorf("after the owner ended: %v, %v", lock, err)
			return
		}
		lock.Release()
	}()
	first.Release()
	<-entered
}

func TestForwardWithNobodyThere(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Forward(ctx, t.TempDir(), Request{}, nil, io.Discard, io.Discard); !errors.Is(err, ErrNotServing) {
		t.Errorf("got %v, want %v", err, ErrNotServing)
	}
}

func TestCommandLineThatIsTooLong(t *testing.T) {
	req := Request{Args: []string{strings.Repeat("x", maxRequestBytes)}}
	if _, err := Forward(t.Context(), t.TempDir(), req, nil, io.Discard, io.Discard); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

func TestOnlyItsUserMayEnter(t *testing.T) {
	lock := acquire(t, t.TempDir())
	place := endpointOf(lock.dir)
	if err := os.Mkdir(place.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 0 })
	forward(t, lock.dir, Request{}, nil)
	for path, want := range map[string]fs.FileMode{place.folder: 0o700, place.direct(): 0o600, filepath.Join(lock.dir, lockName): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestProfileWhosePathIsTooLongForASocket(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("long", 30))
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	lock := acquire(t, dir)
	stop := serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 5 })
	if got := forward(t, dir, Request{}, nil); got.code != 5 {
		t.Errorf("code %d", got.code)
	}
	place := endpointOf(lock.dir)
	short, err := place.recorded()
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Dir(short)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the temporary folder: %v, %v", info, err)
	}
	stop()
	if _, err := os.Stat(filepath.Dir(short)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the temporary folder was left behind: %v", err)
	}
}

func TestAddressThatPointsElsewhereIsNotBelieved(t *testing.T) {
	for _, address := range []string{"", "/etc/passwd", "../socket", "/tmp/other/socket", strings.Repeat("/x", 4000)} {
		lock := acquire(t, t.TempDir())
		place := endpointOf(lock.dir)
		if err := place.prepare(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place.record(), []byte(address), 0o600); err != nil {
			t.Fatal(err)
		}
		stop := serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 5 })
		if got := forward(t, lock.dir, Request{}, nil); got.code != 5 {
			t.Errorf("address %.20q: code %d", address, got.code)
		}
		stop()
	}
}

func TestSocketLeftByAnOwnerThatEnded(t *testing.T) {
	lock := acquire(t, t.TempDir())
	place := endpointOf(lock.dir)
	stale, err := place.listen()
	if err != nil {
		t.Fatal(err)
	}
	stale.SetUnlinkOnClose(false)
	stale.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Forward(ctx, lock.dir, Request{}, nil, io.Discard, io.Discard); err == nil {
		t.Error("somebody answered at a dead socket")
	}
	serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 6 })
	if got := forward(t, lock.dir, Request{}, nil); got.code != 6 {
		t.Errorf("code %d", got.code)
	}
}

// ownerEnv names the profile that a copy of this test program shall own.
const ownerEnv = "FOLKMOOT_SESSION_TEST_OWNER"

func serveUntilKilled(dir string) {
	lock, err := Acquire(dir)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	err = lock.Serve(context.Background(), func(ctx context.Context, _ Request, _ io.Reader, out, _ io.Writer) int {
		fmt.Fprintln(out, "begun")
		<-ctx.Done()
		return 0
	})
	fmt.Println(err)
	os.Exit(1)
}

// A killed owner takes the command with it; its caller is told that nobody
// knows how far the command came, and the profile is free at once.
func TestKilledOwner(t *testing.T) {
	dir := t.TempDir()
	owner := exec.Command(os.Args[0])
	owner.Env = append(os.Environ(), ownerEnv+"="+dir)
	if err := owner.Start(); err != nil {
		t.Fatal(err)
	}
	screen, out := io.Pipe()
	forwarded := make(chan error, 1)
	go func() {
		_, err := Forward(t.Context(), dir, Request{}, nil, out, io.Discard)
		forwarded <- err
	}()
	if line, err := bufio.NewReader(screen).ReadString('\n'); line != "begun\n" {
		t.Errorf("the command began with %q, %v", line, err)
	}
	owner.Process.Kill()
	owner.Wait()
	if err := <-forwarded; !errors.Is(err, ErrLost) {
		t.Errorf("got %v, want %v", err, ErrLost)
	}
	lock := acquire(t, dir)
	serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 8 })
	if got := forward(t, dir, Request{}, nil); got.code != 8 {
		t.Errorf("code %d", got.code)
	}
}

// fakeOwner answers one connection with a script of its own.
func fakeOwner(t *testing.T, script func(conn net.Conn)) (dir string) {
	t.Helper()
	lock := acquire(t, t.TempDir())
	listener, err := endpointOf(lock.dir).listen()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		script(conn)
	}()
	t.Cleanup(func() { listener.Close(); <-ended })
	return lock.dir
}
