package bundle

// What comes off a stick: the ops that went onto it, as far as they are whole.

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
)

func keyOf(name byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{name}, ed25519.SeedSize))
}

// village is a community of one device: a genesis, then ops with these bodies. "-" is a body that is not at hand.
func village(t rapid.TB, bodies ...string) []*op.Op {
	t.Helper()
	genesis, err := op.New(op.Header{Kind: "community.genesis", TimeMillis: 1}, []byte("genesis"), keyOf('a'))
	if err != nil {
		t.Fatal(err)
	}
	ops := []*op.Op{genesis}
	for i, body := range bodies {
		o, err := op.New(op.Header{
			Community: genesis.Community(), Kind: "post.new", Seq: uint64(i) + 1, Prev: ops[i].ID, Deps: []op.ID{genesis.ID}, Auth: genesis.ID,
			TimeMillis: int64(i) + 2,
		}, []byte(body), keyOf('a'))
		if err != nil {
			t.Fatal(err)
		}
		if body == "-" {
			o = o.WithoutBody()
		}
		ops = append(ops, o)
	}
	return ops
}

func manifestOf(ops []*op.Op) Manifest {
	last := ops[len(ops)-1]
	return Manifest{
		Community: ops[0].Community(), MadeMillis: 1_700_000_000_000, By: last.Header.Device, Ops: uint64(len(ops)),
		Frontier: []Tip{{last.Header.Device, last.ID}},
	}
}

func write(t rapid.TB, m Manifest, ops []*op.Op) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := NewWriter(&file, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range ops {
		if err := w.Add(o); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// read returns the whole ops and what ended them; nil where all are there.
func read(in io.Reader) (Manifest, []*op.Op, error) {
	r, err := NewReader(in)
	if err != nil {
		return Manifest{}, nil, err
	}
	var ops []*op.Op
	for {
		o, err := r.Next()
		if errors.Is(err, io.EOF) {
			return r.Manifest(), ops, nil
		}
		if err != nil {
			return r.Manifest(), ops, err
		}
		ops = append(ops, o)
	}
}

func same(a, b *op.Op) bool {
	return a.ID == b.ID && bytes.Equal(a.Raw, b.Raw) && a.Signature == b.Signature && bytes.Equal(a.Body, b.Body) && (a.Body == nil) == (b.Body == nil)
}

func TestWhatWasWrittenComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.OneOf(rapid.Just("-"), rapid.Just(""), rapid.String(), rapid.Just(strings.Repeat("x", op.MaxBodyBytes)))
		ops := village(t, rapid.SliceOfN(body, 0, 8).Draw(t, "bodies")...)
		file := write(t, manifestOf(ops), ops)
		m, got, err := read(iotest.HalfReader(bytes.NewReader(file)))
		if err != nil || !slices.EqualFunc(got, ops, same) {
			t.Fatalf("%v, %d of %d ops", err, len(got), len(ops))
		}
		for _, o := range got {
			if !o.SignatureHolds() {
				t.Fatal("a signature does not hold any more")
			}
		}
		if again := write(t, m, got); !bytes.Equal(again, file) {
			t.Fatalf("it writes itself differently:\n%x\n%x", file, again)
		}
	})
}

func TestFrontierIsPutInOrder(t *testing.T) {
	ops := village(t)
	m := manifestOf(ops)
	m.Frontier = []Tip{{op.DeviceID{3}, op.ID{1}}, {op.DeviceID{1}, op.ID{2}}, {op.DeviceID{2}, op.ID{3}}}
	given := slices.Clone(m.Frontier)
	got, _, err := read(bytes.NewReader(write(t, m, ops)))
	if err != nil {
		t.Fatal(err)
	}
	want := []Tip{given[1], given[2], given[0]}
	if !slices.Equal(got.Frontier, want) || !slices.Equal(m.Frontier, given) {
		t.Errorf("%v came back, and the caller's became %v", got.Frontier, m.Frontier)
	}
}

// Cut at any byte, a bundle gives every whole op and says that it was cut.
func TestCutBundleGivesItsWholeOps(t *testing.T) {
	ops := village(t, "one", "-", "")
	file := write(t, manifestOf(ops), ops)
	whole := 0
	for length := range file {
		_, got, err := read(bytes.NewReader(file[:length]))
		var cut *TruncatedError
		if !errors.Is(err, ErrTruncated) || !errors.As(err, &cut) {
			t.Fatalf("cut at %d of %d bytes: %v", length, len(file), err)
		}
		if cut.Ops != uint64(len(got)) || cut.Offset > int64(length) || cut.Want != 0 && cut.Want != uint64(len(ops)) {
			t.Fatalf("cut at %d, with %d ops: %+v", length, len(got), cut)
		}
		if len(got) < whole || !slices.EqualFunc(got, ops[:len(got)], same) {
			t.Fatalf("cut at %d: %d ops after %d", length, len(got), whole)
		}
		whole = len(got)
	}
	if whole != len(ops)-1 {
		t.Errorf("one byte short, %d of %d ops come out", whole, len(ops))
	}
}

func TestFlippedBitIsSeen(t *testing.T) {
	ops := village(t, "one", "-")
	file := write(t, manifestOf(ops), ops)
	for bit := range len(file) * 8 {
		flipped := bytes.Clone(file)
		flipped[bit/8] ^= 1 << (bit % 8)
		_, got, err := read(bytes.NewReader(flipped))
		if err == nil {
			t.Errorf("bit %d: not seen", bit)
		}
		if len(got) > len(ops) || !slices.EqualFunc(got, ops[:len(got)], same) {
			t.Errorf("bit %d: other ops come out", bit)
		}
	}
}

// forge makes a CAR of these blocks, whose root is the first.
func forge(t *testing.T, blocks ...[]byte) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := car.NewWriter(&file, car.CIDOf(car.DagCBOR, blocks[0]))
	for _, b := range blocks {
		if err == nil {
			_, err = w.Put(car.DagCBOR, b)
		}
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	raw, err := op.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func enveloped(t *testing.T, sig op.Signature, body []byte) []byte {
	t.Helper()
	return encoded(t, &envelope{Signature: sig, Body: &body})
}

// forgedManifest is a manifest of one op with a change that no Writer would make.
func forgedManifest(t *testing.T, ops []*op.Op, change func(*Manifest)) []byte {
	t.Helper()
	m := manifestOf(ops)
	m.Version, m.Kind = Version, Kind
	change(&m)
	return encoded(t, &m)
}

func TestBundlesThatAreRefused(t *testing.T) {
	ops := village(t, "one")
	genesis, second := ops[0], ops[1]
	stranger, err := op.New(op.Header{Kind: "community.genesis", TimeMillis: 9}, []byte("other"), keyOf('b'))
	if err != nil {
		t.Fatal(err)
	}
	good := forgedManifest(t, ops, func(*Manifest) {})
	inEnvelope := func(o *op.Op) []byte { return enveloped(t, o.Signature, o.Body) }
	first := [][]byte{good, genesis.Raw, inEnvelope(genesis)}
	after := func(blocks ...[]byte) []byte { return forge(t, append(slices.Clone(first), blocks...)...) }
	otherRoot := forge(t, []byte("\xa0"), good)
	twoTips := []Tip{{op.DeviceID{2}, genesis.ID}, {op.DeviceID{1}, genesis.ID}}

	for _, s := range []struct {
		name string
		file []byte
		want error
		ops  int
	}{
		{"nothing", nil, ErrTruncated, 0},
		{"a text", []byte("Dear members, please find enclosed the minutes of our last assembly."), ErrNotBundle, 0},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ErrNotBundle, 0},
		{"a CAR of version 2", append([]byte("\x0a\xa1\x67version\x02"), make([]byte, 40)...), ErrNotBundle, 0},
		{"a CAR without blocks", forge(t, good)[:59], ErrTruncated, 0},
		{"a CAR of a text", forge(t, []byte("hello")), ErrNotBundle, 0},
		{"a CAR of an op", forge(t, genesis.Raw), ErrNotBundle, 0},
		{"a record", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Kind = "record" })), ErrNotBundle, 0},
		{"a newer version", forge(t, encoded(t, map[string]any{"v": 2, "kind": Kind, "new": "shiny"})), ErrNewer, 0},
		{"a manifest behind another block", otherRoot, ErrNotBundle, 0},

		{"no community", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Community = op.CommunityID{} })), ErrManifest, 0},
		{"before 1970", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.MadeMillis = -1 })), ErrManifest, 0},
		{"after 9999", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.MadeMillis = op.MaxTimeMillis + 1 })), ErrManifest, 0},
		{"too many ops", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Ops = MaxOps + 1 })), ErrManifest, 0},
		{"too many devices", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Frontier = tips(MaxFrontier + 1) })), ErrManifest, 0},
		{"devices in another order", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Frontier = twoTips })), ErrManifest, 0},
		{"a device twice", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Frontier = append(m.Frontier, m.Frontier...) })), ErrManifest, 0},
		{"a device without an op", forge(t, forgedManifest(t, ops, func(m *Manifest) { m.Frontier[0].Op = op.ID{} })), ErrManifest, 0},
		{"a manifest with another key", forge(t, encoded(t, map[string]any{"v": 1, "kind": Kind})), ErrManifest, 0},

		{"fewer ops than promised", after(), ErrTruncated, 1},
		{"a header without its envelope", after(second.Raw), ErrTruncated, 1},
		{"more ops than promised", after(second.Raw, inEnvelope(second), second.Raw, inEnvelope(second)), ErrCount, 2},
		{"a header that is none", after([]byte("\xa0"), inEnvelope(second)), op.ErrMalformed, 1},
		{"envelope and header swapped", after(inEnvelope(second), second.Raw), op.ErrMalformed, 1},
		{"an envelope that is none", after(second.Raw, []byte("\xa0")), op.ErrMalformed, 1},
		{"an envelope of a megabyte", after(second.Raw, enveloped(t, second.Signature, make([]byte, 1<<20))), op.ErrTooLarge, 1},
		{"a body of another op", after(second.Raw, enveloped(t, second.Signature, genesis.Body)), op.ErrBody, 1},
		{"an op of another community", after(stranger.Raw, inEnvelope(stranger)), ErrOtherCommunity, 1},
	} {
		_, got, err := read(bytes.NewReader(s.file))
		if !errors.Is(err, s.want) || len(got) != s.ops {
			t.Errorf("%s: %d ops, %v, want %d, %v", s.name, len(got), err, s.ops, s.want)
		}
		if n := sentences(err); n != 1 {
			t.Errorf("%s: %v is %d kinds of trouble at once", s.name, err, n)
		}
	}
}

// sentences counts what people would be told: each kind of trouble has a sentence of its own.
func sentences(err error) (n int) {
	for _, kind := range []error{ErrNotBundle, ErrNewer, ErrTruncated, ErrDamaged} {
		if errors.Is(err, kind) {
			n++
		}
	}
	return n
}

func tips(n int) []Tip {
	list := make([]Tip, n)
	for i := range list {
		list[i] = Tip{op.DeviceID{byte(i >> 8), byte(i)}, op.ID{1}}
	}
	return list
}

func TestBlocksThatAreNotDagCBOR(t *testing.T) {
	ops := village(t)
	good := forgedManifest(t, ops, func(*Manifest) {})
	for _, s := range []struct {
		name   string
		codecs [3]car.Codec
		want   error
	}{
		{"the manifest", [3]car.Codec{car.Raw, car.DagCBOR, car.DagCBOR}, ErrNotBundle},
		{"a header", [3]car.Codec{car.DagCBOR, car.Raw, car.DagCBOR}, ErrDamaged},
		{"an envelope", [3]car.Codec{car.DagCBOR, car.DagCBOR, car.Raw}, ErrDamaged},
		{"none", [3]car.Codec{car.DagCBOR, car.DagCBOR, car.DagCBOR}, nil},
	} {
		var file bytes.Buffer
		w, err := car.NewWriter(&file, car.CIDOf(s.codecs[0], good))
		for i, block := range [][]byte{good, ops[0].Raw, enveloped(t, ops[0].Signature, ops[0].Body)} {
			if err == nil {
				_, err = w.Put(s.codecs[i], block)
			}
		}
		if err == nil {
			err = w.Flush()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := read(&file); !errors.Is(err, s.want) {
			t.Errorf("%s as raw: %v, want %v", s.name, err, s.want)
		}
	}
}

func TestLargestFrontier(t *testing.T) {
	ops := village(t)
	m := manifestOf(ops)
	m.Frontier = tips(MaxFrontier)
	got, _, err := read(bytes.NewReader(write(t, m, ops)))
	if err != nil || !slices.Equal(got.Frontier, m.Frontier) {
		t.Errorf("%v, %d devices", err, len(got.Frontier))
	}
}

func TestWhatIsNotWritten(t *testing.T) {
	ops := village(t, "one")
	elsewhere, err := op.New(op.Header{Kind: "community.genesis"}, nil, keyOf('b'))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		name string
		ops  []*op.Op
		want error
	}{
		{"an op too few", ops[:1], ErrCount},
		{"an op too many", append(slices.Clone(ops), ops[1]), ErrCount},
		{"an op of another community", []*op.Op{ops[0], elsewhere}, ErrOtherCommunity},
	} {
		w, err := NewWriter(io.Discard, manifestOf(ops))
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range s.ops {
			err = w.Add(o)
		}
		if closed := w.Close(); !errors.Is(closed, s.want) || err != nil && !errors.Is(err, s.want) {
			t.Errorf("%s: %v, then %v, want %v", s.name, err, closed, s.want)
		}
	}
	m := manifestOf(ops)
	m.Frontier = append(m.Frontier, m.Frontier...)
	if _, err := NewWriter(io.Discard, m); !errors.Is(err, ErrManifest) {
		t.Errorf("a device twice: %v", err)
	}
}

// Trouble of the disk is neither the end of the file nor damage.
func TestTroubleWithTheDiskIsSaid(t *testing.T) {
	pulled := errors.New("the stick was pulled out")
	ops := village(t, "one")
	file := write(t, manifestOf(ops), ops)
	for whole := 0; whole <= len(file); whole += 10 {
		_, _, err := read(io.MultiReader(bytes.NewReader(file[:whole]), iotest.ErrReader(pulled)))
		if !errors.Is(err, pulled) || sentences(err) != 0 {
			t.Errorf("after %d bytes: %v", whole, err)
		}
	}
}

// Memory does not depend on the length: 2,000 ops of 64 KiB go by, and what is held after each hundred stays below the size of a few.
func TestMemoryIsIndependentOfLength(t *testing.T) {
	const repeats = 2000
	ops := village(t, strings.Repeat("x", op.MaxBodyBytes))
	m := manifestOf(ops)
	file := write(t, m, ops)
	m.Ops = 1 + repeats
	var long bytes.Buffer
	w, err := NewWriter(&long, m)
	if err == nil {
		err = w.Add(ops[0])
	}
	if err == nil {
		err = w.out.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	// A double is no fault of a bundle, so the last op can stand for many.
	parts := []io.Reader{&long}
	for range repeats {
		parts = append(parts, bytes.NewReader(file[len(file)-lastOpBytes(t, file):]))
	}
	r, err := NewReader(io.MultiReader(parts...))
	if err != nil {
		t.Fatal(err)
	}
	before, most, n := heap(), uint64(0), 0
	for ; ; n++ {
		if _, err = r.Next(); err != nil {
			break
		}
		if n%100 == 0 {
			most = max(most, heap())
		}
	}
	if !errors.Is(err, io.EOF) || n != 1+repeats {
		t.Fatalf("%d ops, %v", n, err)
	}
	if most > before+4<<20 {
		t.Errorf("%d bytes more are held while reading %d ops", most-before, n)
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// lastOpBytes is how much of a bundle its last op takes.
func lastOpBytes(t *testing.T, file []byte) int {
	t.Helper()
	r, err := NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for before := int64(0); ; before = r.in.Offset() {
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
		if r.read == r.manifest.Ops {
			return len(file) - int(before)
		}
	}
}
