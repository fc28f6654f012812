package bundle

// The manifest: what a bundle says of itself before its first op.

import (
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// Kind tells bundles from other CAR files of ours.
	Kind = "bundle"
	// Version is the one version of bundles that exists.
	Version = 1
)

// Manifest is the first block. What it says is the writer's word and nothing more, but for the community and the number of ops, which are
// checked as the ops come.
type Manifest struct {
	Version   uint64         `cbor:"v"`
	Kind      string         `cbor:"kind"`
	Community op.CommunityID `cbor:"com"`
	// MadeMillis is the writer's clock, in milliseconds since 1970.
	MadeMillis int64 `cbor:"made_ms"`
	// By is the device that wrote the file.
	By op.DeviceID `cbor:"by"`
	// Ops is how many follow.
	Ops uint64 `cbor:"ops"`
	// Frontier is what the writer holds, whether the file has it or not, strictly ascending by device.
	Frontier []Tip `cbor:"frontier"`
}

// Tip is the last op of a device.
type Tip struct {
	Device op.DeviceID `cbor:"dev"`
	Op     op.ID       `cbor:"op"`
}

func compareTips(a, b Tip) int { return a.Device.Compare(b.Device) }

func (m *Manifest) check() error {
	switch {
	case m.Community == op.CommunityID{}:
		return fmt.Errorf("%w: it names no community", ErrManifest)
	case m.MadeMillis < 0 || m.MadeMillis > op.MaxTimeMillis:
		return fmt.Errorf("%w: made at %d ms", ErrManifest, m.MadeMillis)
	case m.Ops > MaxOps:
		return fmt.Errorf("%w: %d acts", ErrManifest, m.Ops)
	case len(m.Frontier) > MaxFrontier:
		return fmt.Errorf("%w: %d devices", ErrManifest, len(m.Frontier))
	}
	for i, tip := range m.Frontier {
		if tip.Op.IsZero() {
			return fmt.Errorf("%w: device %s without an act", ErrManifest, tip.Device)
		}
		if i > 0 && compareTips(m.Frontier[i-1], tip) >= 0 {
			return fmt.Errorf("%w: devices are not in ascending order", ErrManifest)
		}
	}
	return nil
}

// encode puts the frontier in order, in a copy.
func (m Manifest) encode() (Manifest, []byte, error) {
	m.Version, m.Kind = Version, Kind
	m.Frontier = slices.SortedFunc(slices.Values(m.Frontier), compareTips)
	if err := m.check(); err != nil {
		return m, nil, err
	}
	raw, err := op.Encode(&m)
	return m, raw, err
}

// label is the part of a manifest that every version has, as far as anybody can know.
type label struct {
	Version uint64 `cbor:"v"`
	Kind    string `cbor:"kind"`
}

var labels = func() cbor.DecMode {
	mode, err := cbor.DecOptions{FieldNameMatching: cbor.FieldNameMatchingCaseSensitive}.DecMode()
	if err != nil {
		panic("constant decoding options: " + err.Error())
	}
	return mode
}()

// Label reads of the first block of a CAR file of ours what every version and kind of them has; false where it is no such block.
func Label(raw []byte) (kind string, version uint64, ok bool) {
	var l label
	err := labels.Unmarshal(raw, &l)
	return l.Kind, l.Version, err == nil
}

// decodeManifest tells what is no manifest at all from one of a newer version, and these from one that is wrong.
func decodeManifest(raw []byte) (Manifest, error) {
	kind, version, ok := Label(raw)
	if !ok || kind != Kind {
		return Manifest{}, ErrNotBundle
	}
	if version != Version {
		return Manifest{}, fmt.Errorf("%w: it is of version %d", ErrNewer, version)
	}
	var m Manifest
	if len(raw) > MaxManifestBytes {
		return m, fmt.Errorf("%w: %d bytes", ErrManifest, len(raw))
	}
	if err := op.Decode(raw, &m); err != nil {
		return m, fmt.Errorf("%w: %w", ErrManifest, err)
	}
	return m, m.check()
}
