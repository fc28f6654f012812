package record_test

// Records that somebody has changed: none of them says yes, whoever changed it and however well he knows the format.

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
)

// hamlet is the smallest record: one teller, two people, one ballot.
func hamlet(t testing.TB) (*town, []byte) {
	t.Helper()
	s := apptest.NewStory(t)
	w := &town{Story: s, ada: s.Founder("ada", apptest.Closing)}
	w.bob = s.Join(w.ada, "bob")
	s.Receipt(0, w.ada)
	w.opening = w.bob.OpenPoll(closesMillis)
	w.counted = cast(w.bob, w.opening, yes, op.ID{})
	s.Close(w.opening, closesMillis-5, w.ada)
	s.Close(w.opening, settledClose, w.ada)
	return w, recordOf(t, w.Here, w.opening)
}

func TestNoByteCanBeChanged(t *testing.T) {
	w, file := hamlet(t)
	mustVerify(t, file, w.Community())
	flips, step := []byte{1}, 11
	if full() {
		flips, step = []byte{1, 2, 0x10, 0x80, 0xff}, 1
	}
	for at := range file {
		for _, flip := range flips {
			changed := bytes.Clone(file)
			changed[at] ^= flip
			if _, _, err := verify(t, changed, w.Community()); err == nil {
				t.Fatalf("byte %d of %d can be %#x instead of %#x", at, len(file), changed[at], file[at])
			}
		}
	}
	for length := 0; length < len(file); length += step {
		if _, _, err := verify(t, file[:length], w.Community()); err == nil {
			t.Fatalf("the first %d of %d bytes are enough", length, len(file))
		}
	}
}

// TestWhatIsRefused: one lie each, with everything else put right again, and the step at which it comes out.
func TestWhatIsRefused(t *testing.T) {
	defer goleak.VerifyNone(t)
	w := newTown(t)
	file := recordOf(t, w.Here, w.opening)
	all := blocksOf(t, file)
	manifest := mustVerify(t, file, w.Community()).Manifest
	another := newTown2(t)
	at := func(id op.ID) int { return slices.IndexFunc(all, func(b block) bool { return b.op.ID == id }) }
	without := func(id op.ID) []block { return slices.Delete(slices.Clone(all), at(id), at(id)+1) }
	claim := func(change func(*record.Manifest)) []byte {
		m := manifest
		outcome := *m.Outcome
		m.Outcome, m.Sealed = &outcome, slices.Clone(m.Sealed)
		change(&m)
		return assembled(t, m, all)
	}
	receipt := firstOf(t, all, "teller.receipt")
	for _, s := range []struct {
		name string
		file []byte
		step record.StepName
		err  error
	}{
		{"nothing", nil, record.StepFile, record.ErrTruncated},
		{"no CAR", []byte("Dear Bea, the drill is in the shed."), record.StepFile, record.ErrNotRecord},
		{"a bundle", bundleOf(t, w), record.StepFile, record.ErrNotRecord},
		{"a newer version", written(t, record.Manifest{Version: 2, Kind: record.Kind}, nil), record.StepFile, record.ErrNewer},
		{"another root", carOf(t, all[1].op.ID.CID(), manifestOf(t, file)), record.StepFile, record.ErrDamaged},
		{"bytes behind it", append(bytes.Clone(file), 0), record.StepBlocks, record.ErrDamaged},
		{"an act behind it", written(t, manifest, append(slices.Clone(all), all[3])), record.StepBlocks, record.ErrDamaged},
		{"fewer acts than it says", written(t, manifest, all[:len(all)-1]), record.StepBlocks, record.ErrTruncated},
		{"other blocks than it says", written(t, otherBlocks(manifest), all), record.StepBlocks, record.ErrDamaged},
		{"another order", assembled(t, manifest, swapped(all, len(all)-1, len(all)-2)), record.StepReached, record.ErrFalse},
		{"an act twice", assembled(t, manifest, slices.Insert(slices.Clone(all), 4, all[3])), record.StepBlocks, record.ErrFalse},
		{"no genesis", assembled(t, manifest, all[1:]), record.StepBlocks, record.ErrFalse},
		{"a teller's act left out", assembled(t, manifest, without(receipt)), record.StepBlocks, record.ErrFalse},
		{"a late ballot left out", assembled(t, manifest, without(w.unheard)), record.StepReached, record.ErrFalse},
		{"a late ballot kept quiet", claim(func(m *record.Manifest) { m.Late = []op.ID{} }), record.StepReached, record.ErrFalse},
		{"a text that nobody needs", assembled(t, manifest, withBody(t, w, all, at(w.comment))), record.StepBlocks, record.ErrFalse},
		{"another signature", assembled(t, manifest, otherSignature(t, all, at(w.counted))), record.StepSignatures, record.ErrFalse},
		{"a counted ballot left out", claim(func(m *record.Manifest) { m.Counted = m.Counted[1:] }), record.StepCounted, record.ErrFalse},
		{"one more voter", claim(func(m *record.Manifest) { m.Outcome.Voters++ }), record.StepOutcome, record.ErrFalse},
		{"not passed", claim(func(m *record.Manifest) { m.Outcome.Passed = false }), record.StepOutcome, record.ErrFalse},
		{"another view", claim(func(m *record.Manifest) { m.Sealed[0].View++ }), record.StepSeals, record.ErrFalse},
		{"another moment", claim(func(m *record.Manifest) { m.Sealed[0].MomentMillis++ }), record.StepSeals, record.ErrFalse},
		{"another manifest", claim(func(m *record.Manifest) { m.Sealed[0].Manifest = op.ID{1} }), record.StepSeals, record.ErrFalse},
		{"a seal that is a receipt", claim(func(m *record.Manifest) { m.Sealed[0].Seals[0] = receipt }), record.StepReached, record.ErrFalse},
		{"another poll of it", claim(func(m *record.Manifest) { m.Poll = w.otherPoll }), record.StepReached, record.ErrFalse},
		{"no poll", claim(func(m *record.Manifest) { m.Poll = w.counted }), record.StepReached, record.ErrFalse},
		{"another community's", another, record.StepCommunity, record.ErrOtherCommunity},
		{"an act of another community", assembled(t, manifest, append(slices.Clone(all), blocksOf(t, another)[0])), record.StepPast, record.ErrFalse},
	} {
		t.Run(s.name, func(t *testing.T) {
			_, _, err := verify(t, s.file, w.Community())
			var at *record.StepError
			if !errors.As(err, &at) || at.Step != s.step || !errors.Is(err, s.err) {
				t.Errorf("got: %v", err)
			}
		})
	}
}

// newTown2 is a record of another community.
func newTown2(t *testing.T) []byte {
	t.Helper()
	s := apptest.NewStory(t)
	s.Nonce = [16]byte{2}
	ada := s.Founder("ada", apptest.Closing)
	bob := s.Join(ada, "bob")
	s.Receipt(0, ada)
	opening := bob.OpenPoll(closesMillis)
	s.Close(opening, settledClose, ada)
	return recordOf(t, s.Here, opening)
}

func otherBlocks(m record.Manifest) record.Manifest {
	m.Blocks[0] ^= 1
	return m
}

func firstOf(t *testing.T, all []block, kindName string) op.ID {
	t.Helper()
	at := slices.IndexFunc(all, func(b block) bool { return b.op.Header.Kind == kindName })
	if at < 0 {
		t.Fatalf("the record has no %s", kindName)
	}
	return all[at].op.ID
}

func swapped(all []block, i, j int) []block {
	all = slices.Clone(all)
	all[i], all[j] = all[j], all[i]
	return all
}

// manifestOf is the manifest of a record, as a block alone.
func manifestOf(t *testing.T, file []byte) []block {
	t.Helper()
	r, _, err := verify(t, file, op.CommunityID{})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := op.Encode(&r.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	return []block{{header: raw}}
}

func bundleOf(t *testing.T, w *town) []byte {
	t.Helper()
	var out bytes.Buffer
	b, err := bundle.NewWriter(&out, bundle.Manifest{Community: w.Community()})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func withBody(t *testing.T, w *town, all []block, at int) []block {
	t.Helper()
	all = slices.Clone(all)
	var err error
	if all[at].envelope, err = bundle.Wrap(w.Op(all[at].op.ID)); err != nil {
		t.Fatal(err)
	}
	return all
}

func otherSignature(t testing.TB, all []block, at int) []block {
	t.Helper()
	all = slices.Clone(all)
	changed := *all[at].op
	changed.Signature = all[0].op.Signature
	var err error
	if all[at].envelope, err = bundle.Wrap(&changed); err != nil {
		t.Fatal(err)
	}
	return all
}

// mutations is how many changed records are tried.
func mutations() int {
	if full() {
		return 10_000
	}
	return 300
}

func full() bool { return os.Getenv("FOLKMOOT_FULL") != "" }

// TestMutatedRecordsNeverSayYes: bytes, blocks and claims are changed at random; half of the liars put everything else right again. What still says
// yes must say what the record said, and hold no less: a seal more than t may be left out.
func TestMutatedRecordsNeverSayYes(t *testing.T) {
	w := newTown(t)
	file := recordOf(t, w.Here, w.opening)
	liar := &liar{T: t, random: rand.New(rand.NewPCG(5, 17)), file: file, all: blocksOf(t, file)}
	liar.honest = mustVerify(t, file, w.Community()).Manifest
	liar.other = blocksOf(t, newTown2(t))
	for i := range mutations() {
		changed, what := liar.change()
		if bytes.Equal(changed, file) {
			continue
		}
		r, _, err := verify(t, changed, w.Community())
		if err == nil && !saysTheSame(r, &liar.honest) {
			t.Fatalf("mutation %d, %s: it says yes", i, what)
		}
		if err == nil && !liar.mayHold {
			t.Fatalf("mutation %d, %s: it still holds", i, what)
		}
		var step *record.StepError
		if err != nil && !errors.As(err, &step) {
			t.Fatalf("mutation %d, %s: it does not say where: %v", i, what, err)
		}
	}
}

func saysTheSame(r *record.Result, honest *record.Manifest) bool {
	m := &r.Manifest
	return !r.Contradicted() && m.Poll == honest.Poll && slices.Equal(m.Counted, honest.Counted) && m.Sealed[0].Manifest == honest.Sealed[0].Manifest &&
		m.Outcome.Passed == honest.Outcome.Passed && slices.Equal(m.Outcome.Counts, honest.Outcome.Counts) && m.Outcome.Electorate == honest.Outcome.Electorate
}

// liar changes a record.
type liar struct {
	*testing.T
	random *rand.Rand
	file   []byte
	all    []block
	other  []block
	honest record.Manifest
	// mayHold says that the last change can have made another true record.
	mayHold bool
}

func (l *liar) at() int { return l.random.IntN(len(l.all)) }

func (l *liar) change() ([]byte, string) {
	l.mayHold = false
	switch l.random.IntN(4) {
	case 0:
		return l.bytes()
	case 1:
		return l.claims()
	}
	return l.blocks()
}

func (l *liar) bytes() ([]byte, string) {
	file, n := bytes.Clone(l.file), len(l.file)
	switch l.random.IntN(3) {
	case 0:
		return file[:l.random.IntN(n)], "cut short"
	case 1:
		from := l.random.IntN(n)
		return slices.Delete(file, from, min(n, from+1+l.random.IntN(100))), "bytes left out"
	}
	for range 1 + l.random.IntN(3) {
		file[l.random.IntN(n)] = byte(l.random.UintN(256))
	}
	return file, "bytes changed"
}

// blocks changes acts, and says the truth about the blocks.
func (l *liar) blocks() ([]byte, string) {
	all, at := slices.Clone(l.all), l.at()
	what := fmt.Sprintf("the %s %s ", all[at].op.Header.Kind, all[at].op.ID.Short())
	switch l.random.IntN(6) {
	case 0:
		return assembled(l.T, l.honest, slices.Delete(all, at, at+1)), what + "left out"
	case 1:
		return assembled(l.T, l.honest, swapped(all, at, l.at())), what + "in another place"
	case 2:
		return assembled(l.T, l.honest, slices.Insert(all, l.at(), all[at])), what + "twice"
	case 3:
		return assembled(l.T, l.honest, slices.Insert(all, at, l.other[l.random.IntN(len(l.other))])), "an act of another community"
	case 4:
		all[at].envelope = bytes.Clone(all[at].envelope)
		all[at].envelope[l.random.IntN(len(all[at].envelope))] ^= 1 << l.random.UintN(8)
		return assembled(l.T, l.honest, all), what + "with another envelope"
	}
	all[at].header = bytes.Clone(all[at].header)
	all[at].header[l.random.IntN(len(all[at].header))] ^= 1 << l.random.UintN(8)
	return assembled(l.T, l.honest, all), what + "with another header"
}

// claims changes what the manifest says, and nothing else.
func (l *liar) claims() ([]byte, string) {
	m := l.honest
	outcome := *m.Outcome
	m.Outcome, m.Sealed = &outcome, slices.Clone(m.Sealed)
	some := l.all[l.at()].op.ID
	switch l.random.IntN(8) {
	case 0:
		m.Outcome.Counts = slices.Clone(m.Outcome.Counts)
		m.Outcome.Counts[l.random.IntN(len(m.Outcome.Counts))] += 1 + l.random.Uint64N(3)
	case 1:
		m.Outcome.Electorate += 1 + l.random.Uint64N(1000)
	case 2:
		m.Poll = some
		l.mayHold = some == l.honest.Poll
	case 3:
		m.Counted = ascendingWith(m.Counted, some)
		l.mayHold = len(m.Counted) == len(l.honest.Counted)
	case 4:
		m.Late = ascendingWith(m.Late, some)
		l.mayHold = len(m.Late) == len(l.honest.Late)
	case 5:
		seals := l.honest.Sealed[0].Seals
		m.Sealed[0].Seals = slices.Insert(slices.Clone(seals), l.random.IntN(len(seals)+1), some)
	case 6:
		m.Sealed[0].Root[l.random.IntN(32)] ^= 1 << l.random.UintN(8)
	case 7:
		m.Outcome.Passed = !m.Outcome.Passed
	}
	return assembled(l.T, m, l.all), "another claim"
}

func ascendingWith(ids []op.ID, more op.ID) []op.ID {
	ids = append(slices.Clone(ids), more)
	slices.SortFunc(ids, op.ID.Compare)
	return slices.Compact(ids)
}

// FuzzVerify: whatever the bytes are, nothing panics, and what holds says what one of the seeds says.
func FuzzVerify(f *testing.F) {
	w, file := hamlet(f)
	honest := mustVerify(f, file, w.Community()).Manifest
	f.Add(file)
	f.Fuzz(func(t *testing.T, changed []byte) {
		r, _, err := verify(t, changed, w.Community())
		if err == nil && !saysTheSame(r, &honest) {
			t.Fatalf("it says %+v", r.Manifest)
		}
	})
}
