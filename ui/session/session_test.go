package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(ownerEnv); dir != "" {
		serveUntilKilled(dir)
	}
	goleak.VerifyTestMain(m)
}

// serving owns a fresh profile and serves it with h until the test ends.
func serving(t *testing.T, h Handler) (dir string) {
	t.Helper()
	dir = t.TempDir()
	lock := acquire(t, dir)
	serve(t, lock, h)
	return dir
}

func acquire(t *testing.T, dir string) *Lock {
	t.Helper()
	lock, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lock.Release() })
	return lock
}

// serve starts to serve and returns a function that stops and waits.
func serve(t *testing.T, lock *Lock, h Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- lock.Serve(ctx, h) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serving: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

type result struct {
	code        int
	out, errOut string
}

func forward(t *testing.T, dir string, req Request, in io.Reader) result {
	t.Helper()
	var out, errOut bytes.Buffer
	code, err := Forward(context.Background(), dir, req, in, &out, &errOut)
	if err != nil {
		t.Fatalf("forwarding: %v", err)
	}
	return result{code, out.String(), errOut.String()}
}

func TestForwardedCommands(t *testing.T) {
	big := strings.Repeat("a line of a comment that somebody wrote\n", 50_000)
	situations := []struct {
		name    string
		req     Request
		in      io.Reader
		handler Handler
		want    result
	}{
		{
			"both outputs and the exit code come back",
			Request{},
			nil,
			func(_ context.Context, _ Request, _ io.Reader, out, errOut io.Writer) int {
				fmt.Fprint(out, "shown")
				fmt.Fprint(errOut, "warned")
				return 3
			},
			result{3, "shown", "warned"},
		},
		{
			"a negative code stays what it is",
			Request{},
			nil,
			func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return -1 },
			result{-1, "", ""},
		},
		{
			"the request arrives whole, UTF-8 or not",
			Request{Args: []string{"comment", "", "a\xffb", "Zoë"}, Dir: "/tmp/\xfe", Width: 80, Terminal: true},
			nil,
			func(_ context.Context, req Request, _ io.Reader, out, _ io.Writer) int {
				fmt.Fprintf(out, "%#v", req)
				return 0
			},
			result{0, fmt.Sprintf("%#v", Request{Args: []string{"comment", "", "a\xffb", "Zoë"}, Dir: "/tmp/\xfe", Width: 80, Terminal: true}), ""},
		},
		{
			"an impossible width is brought back into bounds",
			Request{Width: 65_535},
			nil,
			func(_ context.Context, req Request, _ io.Reader, _, _ io.Writer) int { return req.Width },
			result{maxWidth, "", ""},
		},
		{
			"input of many chunks comes back as output of many chunks",
			Request{},
			strings.NewReader(big),
			func(_ context.Context, _ Request, in io.Reader, out, _ io.Writer) int {
				if _, err := io.Copy(out, in); err != nil {
					return 1
				}
				return 0
			},
			result{0, big, ""},
		},
		{
			"no input is the end of input, however often one asks",
			Request{},
			nil,
			func(_ context.Context, _ Request, in io.Reader, _, _ io.Writer) int {
				_, first := in.Read(make([]byte, 8))
				_, second := in.Read(make([]byte, 8))
				if first != io.EOF || second != io.EOF {
					return 1
				}
				return 0
			},
			result{},
		},
	}
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			if got := forward(t, serving(t, s.handler), s.req, s.in); got != s.want {
				t.Errorf("got code %d, %d and %d bytes; want code %d, %d and %d bytes", got.code,
					len(got.out), len(got.errOut), s.want.code, len(s.want.out), len(s.want.errOut))
			}
		})
	}
}

func TestNothingIsReadThatNobodyAskedFor(t *testing.T) {
	dir := serving(t, func(_ context.Context, _ Request, in io.Reader, _, _ io.Writer) int {
		answer := make([]byte, 3)
		if _, err := io.ReadFull(in, answer); err != nil || string(answer) != "yes" {
			return 1
		}
		return 0
	})
	in := strings.NewReader("yes, and the next command's input")
	if got := forward(t, dir, Request{}, in); got.code != 0 {
		t.Fatalf("code %d", got.code)
	}
	if rest, _ := io.ReadAll(in); string(rest) != ", and the next command's input" {
		t.Errorf("left for the next command: %q", rest)
	}
}

func TestManyCommandsAtOnce(t *testing.T) {
	dir := serving(t, func(_ context.Context, req Request, in io.Reader, out, _ io.Writer) int {
		io.Copy(out, in)
		fmt.Fprint(out, req.Args[0])
		return 0
	})
	var all sync.WaitGroup
	for n := range maxConnections {
		all.Go(func() {
			word := fmt.Sprint(n)
			var out bytes.Buffer
			code, err := Forward(t.Context(), dir, Request{Args: []string{word}}, strings.NewReader(word+" "), &out, io.Discard)
			if err != nil || code != 0 || out.String() != word+" "+word {
				t.Errorf("command %d: code %d, %v, %q", n, code, err, out.String())
			}
		})
	}
	all.Wait()
}

func TestMoreCommandsThanMayRun(t *testing.T) {
	release, started := make(chan struct{}), make(chan struct{}, maxConnections)
	dir := serving(t, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int {
		started <- struct{}{}
		<-release
		return 0
	})
	var all sync.WaitGroup
	for range maxConnections {
		all.Go(func() {
			if _, err := Forward(t.Context(), dir, Request{}, nil, io.Discard, io.Discard); err != nil {
				t.Errorf("a command within the bound: %v", err)
			}
		})
	}
	for range maxConnections {
		<-started
	}
	if _, err := Forward(t.Context(), dir, Request{}, nil, io.Discard, io.Discard); !errors.Is(err, ErrBusy) {
		t.Errorf("one command too many: got %v, want %v", err, ErrBusy)
	}
	close(release)
	all.Wait()
}

func TestInterruptedCommandSaysItsLastWord(t *testing.T) {
	started, cause := make(chan struct{}), make(chan error, 1)
	dir := serving(t, func(ctx context.Context, _ Request, _ io.Reader, out, _ io.Writer) int {
		close(started)
		<-ctx.Done()
		cause <- context.Cause(ctx)
		fmt.Fprint(out, "nothing was published")
		return 130
	})
	ctx, interrupt := context.WithCancel(t.Context())
	go func() { <-started; interrupt() }()
	var out bytes.Buffer
	code, err := Forward(ctx, dir, Request{}, nil, &out, io.Discard)
	if err != nil || code != 130 || out.String() != "nothing was published" {
		t.Errorf("got code %d, %v, %q", code, err, out.String())
	}
	if got := <-cause; !errors.Is(got, ErrInterrupted) {
		t.Errorf("the command's context ended with %v, want %v", got, ErrInterrupted)
	}
}

func TestInterruptEndsAReadThatWaits(t *testing.T) {
	reading := make(chan struct{})
	dir := serving(t, func(_ context.Context, _ Request, in io.Reader, _, _ io.Writer) int {
		if _, err := in.Read(make([]byte, 1)); !errors.Is(err, ErrInterrupted) {
			return 1
		}
		return 130
	})
	keyboard, hand := io.Pipe() // nobody types
	ctx, interrupt := context.WithCancel(t.Context())
	go func() { <-reading; interrupt() }()
	code, err := Forward(ctx, dir, Request{}, readSignal{keyboard, reading}, io.Discard, io.Discard)
	hand.Close()
	if err != nil || code != 130 {
		t.Errorf("got code %d, %v", code, err)
	}
}

// readSignal closes a channel when it is first read.
type readSignal struct {
	io.Reader
	reading chan struct{}
}

func (r readSignal) Read(p []byte) (int, error) {
	close(r.reading)
	return r.Reader.Read(p)
}

func TestUnreadableInputEndsTheCommand(t *testing.T) {
	broken := errors.New("the disk is gone")
	cause := make(chan error, 1)
	dir := serving(t, func(ctx context.Context, _ Request, in io.Reader, _, _ io.Writer) int {
		_, err := io.ReadAll(in)
		cause <- err
		return 0
	})
	_, err := Forward(t.Context(), dir, Request{}, io.MultiReader(strings.NewReader("half"), failing{broken}), io.Discard, io.Discard)
	if !errors.Is(err, broken) {
		t.Errorf("the caller hears %v, want %v", err, broken)
	}
	if got := <-cause; !errors.Is(got, ErrGone) {
		t.Errorf("the command hears %v, want %v: half of an input must not look whole", got, ErrGone)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestAScreenThatIsGoneEndsTheCommand(t *testing.T) {
	cause := make(chan error, 1)
	dir := serving(t, func(ctx context.Context, _ Request, _ io.Reader, out, _ io.Writer) int {
		fmt.Fprint(out, "a page")
		<-ctx.Done()
		cause <- context.Cause(ctx)
		return 0
	})
	closed := errors.New("the pager was closed")
	if _, err := Forward(t.Context(), dir, Request{}, nil, failing{closed}, io.Discard); !errors.Is(err, closed) {
		t.Errorf("the caller hears %v, want %v", err, closed)
	}
	if got := <-cause; !errors.Is(got, ErrGone) {
		t.Errorf("the command hears %v, want %v", got, ErrGone)
	}
}

func TestOwnerThatStopsEndsItsCommands(t *testing.T) {
	started := make(chan struct{})
	lock := acquire(t, t.TempDir())
	stop := serve(t, lock, func(ctx context.Context, _ Request, _ io.Reader, out, _ io.Writer) int {
		close(started)
		<-ctx.Done()
		fmt.Fprint(out, "stopped half-way")
		return 4
	})
	go func() { <-started; stop() }()
	if got, want := forward(t, lock.dir, Request{}, nil), (result{4, "stopped half-way", ""}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	stop()
	if left, _ := os.ReadDir(filepath.Join(lock.dir, folderName)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestServingTwice(t *testing.T) {
	lock := acquire(t, t.TempDir())
	serve(t, lock, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 0 })
	forward(t, lock.dir, Request{}, nil) // now it serves for certain
	if err := lock.Serve(t.Context(), nil); err == nil {
		t.Error("a second Serve took the socket from the first")
	}
}
