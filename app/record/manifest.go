package record

// The manifest: what a record claims, and what its blocks are.

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"slices"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

const (
	// Kind tells records from other CAR files of ours.
	Kind = "record"
	// Version is the one version of records that exists.
	Version = 1
)

// Manifest is the first block.
type Manifest struct {
	Version   uint64         `cbor:"v"`
	Kind      string         `cbor:"kind"`
	Community op.CommunityID `cbor:"com"`
	// Poll is the opening.
	Poll op.ID `cbor:"poll"`
	// Ops is how many acts follow, two blocks each, and Blocks the SHA-256 over the digests in their blocks' CIDs, in the order of the file.
	Ops    uint64   `cbor:"ops"`
	Blocks [32]byte `cbor:"blocks"`
	// Sealed are the results that tellers sealed, ascending by manifest: one, or more where the tellers contradicted themselves.
	Sealed []Sealed `cbor:"sealed"`
	// Counted are the ballots that count, ascending; none where there are two results.
	Counted []op.ID `cbor:"counted"`
	// Late are the poll's other ballots that the record holds and that no counted one of their account replaces, ascending.
	Late []op.ID `cbor:"late"`
	// Outcome is nil where there are two results.
	Outcome *Outcome `cbor:"outcome"`
}

// Sealed is one result as its tellers signed it.
type Sealed struct {
	Manifest op.ID  `cbor:"manifest"`
	View     uint32 `cbor:"view"`
	// MomentMillis is the moment up to which receipts count.
	MomentMillis int64 `cbor:"moment_ms"`
	// Counted is how many ballots count, and Root the RFC 6962 root over their ids.
	Counted uint64   `cbor:"counted"`
	Root    [32]byte `cbor:"root"`
	// Seals are the tellers' acts, in the order in which the tellers propose.
	Seals []op.ID `cbor:"seals"`
}

// Outcome is the outcome as data.
type Outcome struct {
	// Decides says that the method asks yes or no; only then something is Passed.
	Decides bool `cbor:"decides"`
	Passed  bool `cbor:"passed"`
	// Electorate is how many people could vote, Votes how many votes they have together, Voters how many of them have a ballot that counts; Blank mark
	// nothing, Void cannot be read.
	Electorate uint64 `cbor:"electorate"`
	Votes      uint64 `cbor:"votes"`
	Voters     uint64 `cbor:"voters"`
	Blank      uint64 `cbor:"blank"`
	Void       uint64 `cbor:"void"`
	// Counts are how often each option is marked, in the poll's order.
	Counts []uint64 `cbor:"counts"`
	// Winners are numbers of options, in the order in which the method elects them.
	Winners []uint64 `cbor:"winners"`
	// NeedYes and NeedSupport are what the track asks for.
	NeedYes     uint64 `cbor:"need_yes"`
	NeedSupport uint64 `cbor:"need_support"`
}

// outcomeOf is an outcome as data.
func outcomeOf(o *poll.Outcome) *Outcome {
	data := &Outcome{
		Decides: o.Decides, Passed: o.Passed, Electorate: o.Electorate, Votes: o.Votes, Voters: o.Voters, Blank: o.Blank, Void: o.Void,
		NeedYes: o.NeedYes, NeedSupport: o.NeedSupport, Counts: []uint64{}, Winners: []uint64{},
	}
	for _, option := range o.Options {
		data.Counts = append(data.Counts, option.Count)
	}
	if o.Result != nil {
		for _, winner := range o.Result.Winners {
			data.Winners = append(data.Winners, uint64(winner))
		}
	}
	return data
}

// sealedOf is what tellers sealed, as data.
func sealedOf(o closing.Outcome) Sealed {
	return Sealed{
		Manifest: o.ID, View: o.View, MomentMillis: o.Manifest.MomentMillis, Counted: uint64(o.Text.Counted), Root: o.Text.Root, Seals: o.Seals,
	}
}

// roots are the acts that a record rests on: the genesis, the opening, the seals, the late ballots.
func (m *Manifest) roots() []op.ID {
	roots := []op.ID{m.Community.Genesis(), m.Poll}
	for _, s := range m.Sealed {
		roots = append(roots, s.Seals...)
	}
	return append(roots, m.Late...)
}

// check checks what can be seen without the acts; bounds first.
func (m *Manifest) check() error {
	switch {
	case m.Community == op.CommunityID{}:
		return errors.New("it names no community")
	case m.Poll.IsZero():
		return errors.New("it names no poll")
	case m.Ops == 0 || m.Ops > MaxOps:
		return fmt.Errorf("%d acts", m.Ops)
	case len(m.Sealed) == 0 || len(m.Sealed) > maxSealed:
		return fmt.Errorf("%d sealed results", len(m.Sealed))
	case (m.Outcome == nil) != (len(m.Sealed) > 1):
		return fmt.Errorf("%d sealed results, and an outcome: %t", len(m.Sealed), m.Outcome != nil)
	}
	if o := m.Outcome; o != nil && (len(o.Counts) > maxOptions || len(o.Winners) > maxOptions) {
		return fmt.Errorf("an outcome of %d options and %d winners", len(o.Counts), len(o.Winners))
	}
	for i, s := range m.Sealed {
		if i > 0 && m.Sealed[i-1].Manifest.Compare(s.Manifest) >= 0 {
			return errors.New("its sealed results are not in ascending order")
		}
		if s.Manifest.IsZero() || len(s.Seals) == 0 || len(s.Seals) > maxSeals || slices.Contains(s.Seals, op.ID{}) {
			return fmt.Errorf("a result with %d seals", len(s.Seals))
		}
	}
	if err := ascending("counted", m.Counted, MaxCounted); err != nil {
		return err
	}
	return ascending("late", m.Late, MaxLate)
}

func ascending(what string, ids []op.ID, most int) error {
	if len(ids) > most {
		return fmt.Errorf("%w: %d %s ballots, where at most %d fit", ErrTooLarge, len(ids), what, most)
	}
	for i, id := range ids {
		if id.IsZero() || (i > 0 && ids[i-1].Compare(id) >= 0) {
			return fmt.Errorf("its %s ballots are not in ascending order", what)
		}
	}
	return nil
}

func (m Manifest) encode() ([]byte, error) {
	m.Version, m.Kind = Version, Kind
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	raw, err := op.Encode(&m)
	if err == nil && len(raw) > MaxManifestBytes {
		err = fmt.Errorf("writing a manifest of %d bytes: %w", len(raw), ErrTooLarge)
	}
	return raw, err
}

// decodeManifest tells what is no manifest at all from one of a newer version, and these from one that is wrong. The block bounds its length.
func decodeManifest(raw []byte) (m Manifest, err error) {
	kind, version, ok := bundle.Label(raw)
	if !ok || kind != Kind {
		return m, ErrNotRecord
	}
	if version != Version {
		return m, fmt.Errorf("%w: it is of version %d", ErrNewer, version)
	}
	if err := op.Decode(raw, &m); err != nil {
		return m, fmt.Errorf("%w: its manifest: %w", ErrDamaged, err)
	}
	if err := m.check(); err != nil {
		return m, fmt.Errorf("%w: its manifest: %w", ErrDamaged, err)
	}
	return m, nil
}

// blocks adds up the digests of blocks in the order of the file.
type blocks struct{ sum hash.Hash }

func newBlocks() blocks { return blocks{sha256.New()} }

// op adds the two blocks of an act.
func (b blocks) op(id op.ID, envelope [32]byte) {
	b.sum.Write(id[:])
	b.sum.Write(envelope[:])
}

func (b blocks) digest() (digest [32]byte) {
	b.sum.Sum(digest[:0])
	return digest
}
