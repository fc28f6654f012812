package car

// What a file gives back: what was put in, whole, whatever happened to it on the way.

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/ipfs/go-cid"
	"pgregory.net/rapid"
)

// content is what a test puts into a file.
type content struct {
	codec Codec
	data  string
}

// three blocks whose lengths take one, two and three bytes.
var three = []content{{DagCBOR, "\xa0"}, {Raw, strings.Repeat("leaf ", 100)}, {Raw, strings.Repeat("file ", 5000)}}

// write makes a file whose root is its first block.
func write(t rapid.TB, blocks []content) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := NewWriter(&file, CIDOf(blocks[0].codec, []byte(blocks[0].data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		c, err := w.Put(b.codec, []byte(b.data))
		if err != nil {
			t.Fatal(err)
		}
		if c != CIDOf(b.codec, []byte(b.data)) {
			t.Fatal("put under another name:", c)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// read returns the whole blocks and what ended them; nil where the file just ended.
func read(in io.Reader) ([]content, error) {
	r, err := NewReader(in)
	if err != nil {
		return nil, err
	}
	var blocks []content
	for {
		b, err := r.Next()
		if errors.Is(err, io.EOF) {
			return blocks, nil
		}
		if err != nil {
			return blocks, err
		}
		blocks = append(blocks, content{b.Codec(), string(b.Data)})
	}
}

// ends are the offsets at which the header, and each block, is whole.
func ends(t *testing.T, file []byte) []int64 {
	t.Helper()
	r, err := NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	offsets := []int64{r.Offset()}
	for {
		if _, err := r.Next(); err != nil {
			return offsets
		}
		offsets = append(offsets, r.Offset())
	}
}

func drawBlocks(t *rapid.T) []content {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) content {
		return content{rapid.SampledFrom([]Codec{Raw, DagCBOR}).Draw(t, "codec"), string(rapid.SliceOf(rapid.Byte()).Draw(t, "data"))}
	}), 1, 20).Draw(t, "blocks")
}

func TestWhatWasPutComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blocks := drawBlocks(t)
		got, err := read(iotest.OneByteReader(bytes.NewReader(write(t, blocks))))
		if err != nil || !slices.Equal(got, blocks) {
			t.Fatalf("%v, %v came back", err, got)
		}
	})
}

func TestRootsComeBack(t *testing.T) {
	roots := []cid.Cid{CIDOf(DagCBOR, nil), CIDOf(Raw, []byte("not in the file"))}
	var file bytes.Buffer
	w, err := NewWriter(&file, roots...)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(&file)
	if err != nil || !slices.Equal(r.Roots(), roots) {
		t.Fatalf("%v, %v", r.Roots(), err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Fatalf("a file without blocks ends with %v", err)
	}
}

// Cut anywhere, a file gives every whole block, and says where the last one ends; where the cut falls between two blocks, it looks complete.
func TestCutFileGivesItsWholeBlocks(t *testing.T) {
	small := three[:2]
	file := write(t, small)
	whole := ends(t, file)
	for length := range file {
		blocks, err := read(bytes.NewReader(file[:length]))
		last := 0
		for last+1 < len(whole) && whole[last+1] <= int64(length) {
			last++
		}
		if int64(length) == whole[last] {
			if err != nil {
				t.Fatalf("cut at %d, between blocks: %v", length, err)
			}
		} else {
			wantOffset := whole[last]
			if int64(length) < whole[0] {
				wantOffset = 0
			}
			var fault *FaultError
			if !errors.Is(err, ErrTruncated) || !errors.As(err, &fault) || fault.Offset != wantOffset {
				t.Fatalf("cut at %d: %v, want the end of what is whole at %d", length, err, wantOffset)
			}
		}
		if !slices.Equal(blocks, small[:last]) {
			t.Fatalf("cut at %d: %d blocks, want %d", length, len(blocks), last)
		}
	}
}

// One flipped bit never gives a block that was not there. Only in the digest of a root can it go unseen: a root names what may be elsewhere, so
// whoever reads a file compares its roots with what is in it.
func TestFlippedBitIsSeen(t *testing.T) {
	small := three[:2]
	file := write(t, small)
	root := CIDOf(small[0].codec, []byte(small[0].data))
	for bit := range len(file) * 8 {
		flipped := bytes.Clone(file)
		flipped[bit/8] ^= 1 << (bit % 8)
		blocks, err := read(bytes.NewReader(flipped))
		if len(blocks) > len(small) || !slices.Equal(blocks, small[:len(blocks)]) {
			t.Errorf("bit %d: other blocks come out", bit)
		}
		if err != nil {
			continue
		}
		if r, err := NewReader(bytes.NewReader(flipped)); err != nil || slices.Equal(r.Roots(), []cid.Cid{root}) {
			t.Errorf("bit %d: not seen: %v", bit, err)
		}
	}
}

func section(parts ...string) string {
	raw := strings.Join(parts, "")
	if len(raw) > 0x7f {
		panic("for short sections only")
	}
	return string(rune(len(raw))) + raw
}

func TestFilesThatAreNotOurs(t *testing.T) {
	blockCID := string(CIDOf(Raw, []byte("x")).Bytes())
	root := "\xd8\x2a\x58\x25\x00" + string(CIDOf(Raw, nil).Bytes())
	good := section("\xa2\x65roots\x81", root, "\x67version\x01")
	atGood := int64(len(good))
	for _, s := range []struct {
		name, file string
		want       error
		offset     int64
	}{
		{"nothing", "", ErrTruncated, 0},
		{"a text", "hello world, this is a text and no CAR file at all. It goes on for a while, as texts do, until somebody stops it.", ErrNotCAR, 0},
		{"a short text", "hello", ErrNotCAR, 0},
		{"a zip", "PK\x03\x04\x14\x00\x00\x00", ErrNotCAR, 0},
		{"an SQLite file", "SQLite format 3\x00" + strings.Repeat("\x00", 100), ErrNotCAR, 0},
		{"zeros", strings.Repeat("\x00", 4096), ErrNotCAR, 0},
		{"a header without end", strings.Repeat("\xff", 64), ErrNotCAR, 0},
		{"a header of a gigabyte", "\x80\x80\x80\x80\x04\xa2\x65roots", ErrNotCAR, 0},
		{"CAR version 2", "\x0a\xa1\x67version\x02" + strings.Repeat("\x00", 40), ErrNotCAR, 0},
		{"version 3", section("\xa2\x65roots\x81", root, "\x67version\x03"), ErrNotCAR, 0},
		{"no roots", section("\xa2\x65roots\x80\x67version\x01"), ErrNotCAR, 0},
		{"a header with other keys", section("\xa2\x65roots\x81", root, "\x67varsion\x01"), ErrDamaged, 0},
		{"a header in a longer encoding", section("\xa2\x65roots\x81", root, "\x67version\x18\x01"), ErrDamaged, 0},
		{"a header with something behind it", section("\xa2\x65roots\x81", root, "\x67version\x01\x00"), ErrDamaged, 0},
		{"a root of CID version 0", section("\xa2\x65roots\x81\xd8\x2a\x58\x23\x00\x12\x20", strings.Repeat("h", 32), "\x67version\x01"), ErrForeign, 0},
		{"a root that is no CID", section("\xa2\x65roots\x81\x00\x67version\x01"), ErrForeign, 0},

		{"a block of no bytes", good + "\x00", ErrDamaged, atGood},
		{"a block shorter than a CID", good + "\x03abc", ErrDamaged, atGood},
		{"a block of a gigabyte", good + "\x80\x80\x80\x80\x04", ErrDamaged, atGood},
		{"a length without end", good + strings.Repeat("\x80", 20), ErrDamaged, atGood},
		{"a length in a longer encoding", good + "\xa5\x00" + blockCID + "x", ErrDamaged, atGood},
		{"a block with another hash", good + section(blockCID, "y"), ErrDamaged, atGood},
		{"the second block with another hash", good + section(blockCID, "x") + section(blockCID, "y"), ErrDamaged, atGood + 38},
		{"a block of dag-pb", good + section("\x01\x70"+blockCID[2:], "x"), ErrForeign, atGood},
		{"a block of CID version 0", good + section("\x12\x20"+blockCID[4:], "xxx"), ErrForeign, atGood},
		{"a block of sha2-512", good + section("\x01\x55\x13\x40", strings.Repeat("h", 64), "x"), ErrForeign, atGood},
		{"a block that is no CID", good + section("\x07", blockCID, "x"), ErrDamaged, atGood},
	} {
		_, err := read(strings.NewReader(s.file))
		var fault *FaultError
		if !errors.Is(err, s.want) {
			t.Errorf("%s: %v, want %v", s.name, err, s.want)
		} else if errors.As(err, &fault) && fault.Offset != s.offset {
			t.Errorf("%s: at %d, want %d", s.name, fault.Offset, s.offset)
		}
	}
}

// A length prefix alone takes no memory: 2 MiB at most are believed.
func TestBoundsComeBeforeMemory(t *testing.T) {
	root := CIDOf(Raw, nil)
	var file bytes.Buffer
	w, err := NewWriter(&file, root)
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	file.WriteString("\x80\x80\x80\x80\x80\x80\x80\x40")
	got := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			_, _ = read(bytes.NewReader(file.Bytes()))
		}
	}).AllocedBytesPerOp()
	if got > 4*bufferBytes {
		t.Errorf("refusing a block of 2^55 bytes takes %d bytes", got)
	}
}

func TestLargestBlock(t *testing.T) {
	largest := []content{{Raw, strings.Repeat("x", MaxBlockBytes)}}
	if got, err := read(bytes.NewReader(write(t, largest))); err != nil || !slices.Equal(got, largest) {
		t.Errorf("the largest block: %v", err)
	}
}

func TestWhatIsNotWritten(t *testing.T) {
	root := CIDOf(Raw, nil)
	many := make([]cid.Cid, 100)
	for i := range many {
		many[i] = root
	}
	version0 := cid.NewCidV0(root.Hash())
	for _, s := range []struct {
		name  string
		roots []cid.Cid
		want  error
	}{
		{"no root", nil, ErrNoRoot},
		{"a hundred roots", many, ErrTooLarge},
		{"a root of version 0", []cid.Cid{version0}, ErrForeign},
		{"an undefined root", []cid.Cid{cid.Undef}, ErrForeign},
	} {
		if _, err := NewWriter(io.Discard, s.roots...); !errors.Is(err, s.want) {
			t.Errorf("%s: %v, want %v", s.name, err, s.want)
		}
	}
	for _, s := range []struct {
		name  string
		codec Codec
		bytes int
		want  error
	}{
		{"a block of more than 2 MiB", Raw, MaxBlockBytes + 1, ErrTooLarge},
		{"a block of dag-pb", cid.DagProtobuf, 1, ErrForeign},
	} {
		var file bytes.Buffer
		w, err := NewWriter(&file, root)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Put(s.codec, make([]byte, s.bytes)); !errors.Is(err, s.want) {
			t.Errorf("%s: %v, want %v", s.name, err, s.want)
		}
		if _, err := w.Put(Raw, nil); !errors.Is(err, s.want) {
			t.Errorf("%s: a later block goes through: %v", s.name, err)
		}
		if err := w.Flush(); !errors.Is(err, s.want) || file.Len() != 0 {
			t.Errorf("%s: %v, and %d bytes left", s.name, err, file.Len())
		}
	}
}

// Trouble of the disk is neither the end of the file nor damage.
func TestTroubleWithTheDiskIsSaid(t *testing.T) {
	pulled := errors.New("the stick was pulled out")
	file := write(t, three)
	for _, whole := range []int{0, 1, 30, 70, 100, len(file)} {
		_, err := read(io.MultiReader(bytes.NewReader(file[:whole]), iotest.ErrReader(pulled)))
		if !errors.Is(err, pulled) || errors.Is(err, ErrTruncated) {
			t.Errorf("after %d bytes: %v", whole, err)
		}
	}
	w, err := NewWriter(failingWriter{pulled}, CIDOf(Raw, nil))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err = w.Put(Raw, make([]byte, bufferBytes)); err != nil {
			break
		}
	}
	if !errors.Is(err, pulled) || !errors.Is(w.Flush(), pulled) {
		t.Errorf("writing: %v", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestAnErrorIsFinal(t *testing.T) {
	file := append(write(t, three[:1]), 0)
	file = append(file, write(t, three[:1])...)
	r, err := NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var first error
	for first == nil {
		_, first = r.Next()
	}
	if _, again := r.Next(); !errors.Is(again, first) {
		t.Errorf("%v, then %v", first, again)
	}
}
