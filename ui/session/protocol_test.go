package session

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestFrameFormat(t *testing.T) {
	got := appendFrame(appendFrame(nil, helloFrame(1)), numberFrame(frameExit, 3))
	want := []byte("H\x00\x00\x00\x12folkmoot/session/1" + "X\x00\x00\x00\x04\x00\x00\x00\x03")
	if !bytes.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFramesThatAreRefused(t *testing.T) {
	situations := []struct {
		name  string
		bytes string
		want  error
	}{
		{"nothing at all is the end", "", io.EOF},
		{"a head cut short", "O\x00\x00", io.ErrUnexpectedEOF},
		{"a payload cut short", "O\x00\x00\x00\x05abc", io.ErrUnexpectedEOF},
		{"a payload that never begins", "O\x00\x00\x00\x05", io.ErrUnexpectedEOF},
		{"an unknown type", "Z\x00\x00\x00\x00", ErrFrame},
		{"four gigabytes of output", "O\xff\xff\xff\xff", ErrFrame},
		{"output of nothing", "O\x00\x00\x00\x00", ErrFrame},
		{"a cancel that says more", "C\x00\x00\x00\x01!", ErrFrame},
		{"an exit code of three bytes", "X\x00\x00\x00\x03abc", ErrFrame},
		{"a request over its bound", "R\x00\x40\x00\x01", ErrFrame},
	}
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			if _, err := readFrame(strings.NewReader(s.bytes)); !errors.Is(err, s.want) {
				t.Errorf("got %v, want %v", err, s.want)
			}
		})
	}
}

func TestALengthAloneAllocatesNothing(t *testing.T) {
	claim := []byte("O\xff\xff\xff\xff")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 100 {
		readFrame(bytes.NewReader(claim))
	}
	runtime.ReadMemStats(&after)
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 1<<20 {
		t.Errorf("a hundred claims of 4 GiB made us allocate %d bytes", allocated)
	}
}

func TestHellosThatAreRefused(t *testing.T) {
	for _, hello := range []string{"folkmoot/session/", "folkmoot/session/01", "folkmoot/session/-1", "folkmoot/session/4294967296", "GET / HTTP/1.1"} {
		if v, err := helloVersion(frame{frameHello, []byte(hello)}); !errors.Is(err, ErrFrame) {
			t.Errorf("%q is version %d, %v", hello, v, err)
		}
	}
}

func TestRequestsReturnWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 0, 40).Draw(t, "bytes")) })
		want := Request{
			Args:     rapid.SliceOfN(raw, 0, 8).Draw(t, "args"),
			Dir:      raw.Draw(t, "dir"),
			Width:    rapid.IntRange(0, maxWidth).Draw(t, "width"),
			Terminal: rapid.Bool().Draw(t, "terminal"),
		}
		payload, err := encodeRequest(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := decodeRequest(payload)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(got.Args, "\x00") != strings.Join(want.Args, "\x00") || len(got.Args) != len(want.Args) ||
			got.Dir != want.Dir || got.Width != want.Width || got.Terminal != want.Terminal {
			t.Fatalf("got %+v, want %+v", got, want)
		}
	})
}

func TestRequestsThatAreRefused(t *testing.T) {
	for name, payload := range map[string]string{
		"not JSON":                 `args`,
		"an unknown field":         `{"args":[],"dir":"","width":0,"terminal":false,"root":true}`,
		"a missing field":          `{"args":[],"dir":"","width":0}`,
		"arguments in plain text":  `{"args":["vote!"],"dir":"","width":0,"terminal":false}`,
		"a negative width":         `{"args":[],"dir":"","width":-1,"terminal":false}`,
		"a width beyond its bound": `{"args":[],"dir":"","width":10001,"terminal":false}`,
		"spaces":                   `{"args":[], "dir":"","width":0,"terminal":false}`,
		"something behind it":      `{"args":[],"dir":"","width":0,"terminal":false}{}`,
		"too many arguments":       `{"args":["` + strings.Repeat(`","`, maxArgs) + `"],"dir":"","width":0,"terminal":false}`,
		"a folder of 5000 bytes":   `{"args":[],"dir":"` + strings.Repeat("eHh4", 5000/3+1) + `","width":0,"terminal":false}`,
	} {
		if req, err := decodeRequest([]byte(payload)); !errors.Is(err, ErrFrame) {
			t.Errorf("%s: %d arguments, %v", name, len(req.Args), err)
		}
	}
}

func TestOwnerOfAnotherVersion(t *testing.T) {
	for _, theirs := range []uint32{0, 2} {
		dir := fakeOwner(t, func(conn net.Conn) {
			readFrame(conn)
			conn.Write(appendFrame(nil, helloFrame(theirs)))
		})
		_, err := Forward(t.Context(), dir, Request{}, nil, io.Discard, io.Discard)
		var version *VersionError
		if !errors.As(err, &version) || version.Theirs != theirs || version.Ours != protocolVersion {
			t.Errorf("an owner of version %d: %v", theirs, err)
		}
	}
}

func TestOwnersThatBreakOff(t *testing.T) {
	hello := appendFrame(nil, helloFrame(protocolVersion))
	started := appendFrame(bytes.Clone(hello), frame{kind: frameStarted})
	situations := []struct {
		name string
		says []byte
		want error
	}{
		{"before the hello", nil, ErrNotServing},
		{"after the hello", hello, ErrNotServing},
		{"after the start", started, ErrLost},
		{"inside of an output", append(bytes.Clone(started), "O\x00\x00\x00\x09half"...), ErrLost},
		{"with something else than a hello", []byte("HTTP/1.1 400"), ErrFrame},
		{"with a hello of another protocol", appendFrame(nil, frame{frameHello, []byte("ssh")}), ErrFrame},
		{"with an exit before the start", appendFrame(bytes.Clone(hello), numberFrame(frameExit, 0)), ErrFrame},
		{"with a caller's frame", appendFrame(bytes.Clone(started), frame{kind: frameCancel}), ErrFrame},
		{"wanting nothing", appendFrame(bytes.Clone(started), numberFrame(frameWant, 0)), ErrFrame},
		{"wanting too much", appendFrame(bytes.Clone(started), numberFrame(frameWant, maxChunkBytes+1)), ErrFrame},
	}
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			dir := fakeOwner(t, func(conn net.Conn) {
				readFrame(conn)
				conn.Write(s.says)
				conn.(*net.UnixConn).CloseWrite()
				io.Copy(io.Discard, conn)
			})
			if _, err := attempt(t.Context(), dir, Request{}, strings.NewReader("in"), io.Discard, io.Discard); !errors.Is(err, s.want) {
				t.Errorf("got %v, want %v", err, s.want)
			}
		})
	}
}

func TestCommandThatDoesNotStop(t *testing.T) {
	release := make(chan struct{})
	started := make(chan struct{})
	dir := serving(t, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int {
		close(started)
		<-release
		return 0
	})
	defer close(release)
	conn := dialed(t, dir)
	c := &caller{wire: &wire{conn: conn}, grace: time.Millisecond}
	payload, _ := encodeRequest(Request{})
	ctx, interrupt := context.WithCancel(t.Context())
	if err := c.greet(ctx); err != nil {
		t.Fatal(err)
	}
	go func() { <-started; interrupt() }()
	if _, err := c.run(ctx, payload); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// dialed connects to a profile that is, or is about to be, served.
func dialed(t *testing.T, dir string) (conn *net.UnixConn) {
	t.Helper()
	_, err := untilServed(t.Context(), func() (_ int, err error) {
		conn, err = endpointOf(dir).dial(t.Context())
		return 0, err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func TestCallersThatBreakTheProtocol(t *testing.T) {
	hello := appendFrame(nil, helloFrame(protocolVersion))
	payload, _ := encodeRequest(Request{Args: []string{"run"}})
	request := appendFrame(bytes.Clone(hello), frame{frameRequest, payload})
	answered := appendFrame(nil, helloFrame(protocolVersion))
	begun := appendFrame(bytes.Clone(answered), frame{kind: frameStarted})
	situations := []struct {
		name  string
		says  []byte
		hears []byte
		runs  bool
	}{
		{"a stranger who speaks HTTP", []byte("GET / HTTP/1.1\r\n\r\n"), nil, false},
		{"another version", appendFrame(nil, helloFrame(2)), answered, false},
		{"no hello", appendFrame(nil, frame{frameRequest, payload}), nil, false},
		{"a cancel for a request", appendFrame(bytes.Clone(hello), frame{kind: frameCancel}), answered, false},
		{"a request that is none", appendFrame(bytes.Clone(hello), frame{frameRequest, []byte("{}")}), answered, false},
		{"input that nobody wanted", appendFrame(bytes.Clone(request), frame{frameInput, []byte("y")}), begun, true},
		{"a second request", appendFrame(bytes.Clone(request), frame{frameRequest, payload}), begun, true},
	}
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			causes := make(chan error, 1)
			dir := serving(t, func(ctx context.Context, _ Request, _ io.Reader, _, _ io.Writer) int {
				<-ctx.Done()
				causes <- context.Cause(ctx)
				return 0
			})
			conn := dialed(t, dir)
			conn.Write(s.says)
			heard, err := io.ReadAll(conn)
			if !bytes.Equal(heard, s.hears) {
				t.Errorf("heard %q (%v), want %q", heard, err, s.hears)
			}
			if s.runs {
				if cause := <-causes; !errors.Is(cause, ErrGone) {
					t.Errorf("the command ended with %v, want %v", cause, ErrGone)
				}
			}
		})
	}
}

func TestCallerThatGoesAway(t *testing.T) {
	started, cause := make(chan struct{}), make(chan error, 1)
	dir := serving(t, func(ctx context.Context, _ Request, _ io.Reader, _, _ io.Writer) int {
		close(started)
		<-ctx.Done()
		cause <- context.Cause(ctx)
		return 0
	})
	conn := dialed(t, dir)
	payload, _ := encodeRequest(Request{Args: []string{"run"}})
	conn.Write(appendFrame(appendFrame(nil, helloFrame(protocolVersion)), frame{frameRequest, payload}))
	<-started
	conn.Close()
	if got := <-cause; !errors.Is(got, ErrGone) {
		t.Errorf("the command ended with %v, want %v", got, ErrGone)
	}
}

// FuzzFrame: what parses re-encodes to itself, and a request in it does too.
func FuzzFrame(f *testing.F) {
	requireSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := readFrame(bytes.NewReader(data))
		if err != nil {
			return
		}
		again := appendFrame(nil, got)
		if !bytes.HasPrefix(data, again) {
			t.Fatalf("%q became %q", data, again)
		}
		if want := binary.BigEndian.Uint32(data[1:]); int(want) != len(got.payload) {
			t.Fatalf("%d bytes announced, %d read", want, len(got.payload))
		}
		if version, err := helloVersion(got); err == nil && !bytes.Equal(appendFrame(nil, helloFrame(version)), again) {
			t.Fatalf("hello %q became version %d", got.payload, version)
		}
	})
}

func FuzzRequest(f *testing.F) {
	requireSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		req, err := decodeRequest(data)
		if err != nil {
			return
		}
		if again, err := encodeRequest(req); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%q became %q, %v", data, again, err)
		}
	})
}

func requireSeeds(f *testing.F) {
	f.Helper()
	if seeds, _ := filepath.Glob(filepath.Join("testdata", "fuzz", f.Name(), "*")); len(seeds) == 0 {
		f.Fatal("no seeds under testdata/fuzz/" + f.Name())
	}
}
