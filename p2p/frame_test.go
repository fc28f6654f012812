package p2p

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// memoryWire is a stream that was all sent before.
type memoryWire struct {
	in  io.Reader
	out bytes.Buffer
}

func (w *memoryWire) Read(p []byte) (int, error)       { return w.in.Read(p) }
func (w *memoryWire) Write(p []byte) (int, error)      { return w.out.Write(p) }
func (w *memoryWire) SetReadDeadline(time.Time) error  { return nil }
func (w *memoryWire) SetWriteDeadline(time.Time) error { return nil }

func TestFramesAreReadAsTheyWereWritten(t *testing.T) {
	var w memoryWire
	for _, frame := range []string{"", "x", strings.Repeat("y", 1000)} {
		if err := writeFrame(&w, []byte(frame)); err != nil {
			t.Fatal(err)
		}
		w.in = &w.out
		got, err := readFrame(&w, 1000)
		if err != nil || string(got) != frame {
			t.Errorf("%d bytes: %q, %v", len(frame), got, err)
		}
	}
}

func TestWhatIsNoFrameIsRefused(t *testing.T) {
	for name, in := range map[string]string{
		"a byte more than fits": "\x00\x00\x03\xe9" + strings.Repeat("x", 1001),
		"four gigabytes":        "\xff\xff\xff\xff",
		"half a length":         "\x00\x00",
		"half a frame":          "\x00\x00\x00\x05abc",
	} {
		if _, err := readFrame(&memoryWire{in: strings.NewReader(in)}, 1000); !errors.Is(err, errFrame) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := readFrame(&memoryWire{in: strings.NewReader("")}, 1000); !errors.Is(err, io.EOF) || errors.Is(err, errFrame) {
		t.Errorf("the end: %v", err)
	}
}

// A length costs nothing: memory is taken for what may come, and for no more.
func TestALengthTakesNoMemory(t *testing.T) {
	in := []byte("\x3f\xff\xff\xff")
	perRun := testing.AllocsPerRun(100, func() { _, _ = readFrame(&memoryWire{in: bytes.NewReader(in)}, 1<<20) })
	if perRun > 20 {
		t.Errorf("%.0f allocations", perRun)
	}
}

// FuzzFrame: whatever comes, a frame within the bound comes out, or an error.
func FuzzFrame(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x01x"))
	f.Fuzz(func(t *testing.T, in []byte) {
		frame, err := readFrame(&memoryWire{in: bytes.NewReader(in)}, 64)
		if err == nil && (len(frame) > 64 || !bytes.HasPrefix(in[4:], frame)) {
			t.Fatalf("%x gives %x", in, frame)
		}
	})
}
