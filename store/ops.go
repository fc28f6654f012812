package store

// Ops as rows: how an op is found and read. How it is written: opswrite.go.

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	metaColumns   = "ord, device, seq, kind, past, subject, verdict, header, body IS NOT NULL"
	storedColumns = metaColumns + ", signature, body"
	// columns after those of metaColumns
	signatureColumn = 9
	bodyColumn      = 10
)

// selfSubject in a row says that the op is its own subject.
const selfSubject = 0

// headOf is the beginning of an id as a number; numbers sort as the ids do.
func headOf(id op.ID) int64 {
	return int64(binary.BigEndian.Uint64(id[:8]) ^ 1<<63)
}

// prevOf reads the previous op's id out of a header, without decoding it: "prev" is the longest key with the last name, so it comes last, and
// its CID ends in the digest.
func prevOf(header []byte, seq uint64) op.ID {
	if seq == 0 || len(header) < len(op.ID{}) {
		return op.ID{}
	}
	return op.ID(header[len(header)-len(op.ID{}):])
}

// partMeta is a row before its numbers were turned into names, which takes other statements.
type partMeta struct {
	community.Meta
	device, kind, subject int64
	hasSubject            bool
}

func readPart(r lite.Row) partMeta {
	header := r.Borrow(7)
	p := partMeta{device: r.Int(1), kind: r.Int(3), subject: r.Int(5), hasSubject: !r.Null(5)}
	p.ID = sha256.Sum256(header)
	p.Order = uint64(r.Int(0))
	p.Seq = uint64(r.Int(2))
	p.Past = authority.PastID(r.Int(4))
	p.Verdict = kind.Verdict(r.Int(6))
	p.Prev = prevOf(header, p.Seq)
	p.HasBody = r.Int(8) != 0
	return p
}

// complete fills in the names.
func (s *Session) complete(p partMeta) (community.Meta, error) {
	var err error
	if p.Kind, err = s.kindName(p.kind); err != nil {
		return community.Meta{}, err
	}
	if p.Device, err = s.deviceKey(p.device); err != nil {
		return community.Meta{}, err
	}
	switch {
	case !p.hasSubject:
	case p.subject == selfSubject:
		p.Subject = p.ID
	default:
		if p.Subject, err = s.SubjectID(p.subject); err != nil {
			return community.Meta{}, err
		}
	}
	return p.Meta, nil
}

// partOp is a stored op before its names were filled in and its bytes checked.
type partOp struct {
	partMeta
	header, signature, body []byte
}

func readPartOp(r lite.Row) partOp {
	return partOp{partMeta: readPart(r), header: r.Bytes(7), signature: r.Bytes(signatureColumn), body: r.Bytes(bodyColumn)}
}

// open checks the bytes of a stored op again, so that a flipped bit is an error and not a statement.
func (s *Session) open(p partOp) (community.Stored, error) {
	meta, err := s.complete(p.partMeta)
	if err != nil {
		return community.Stored{}, err
	}
	o, err := openBytes(p.header, p.signature, p.body)
	if err != nil {
		return community.Stored{}, fmt.Errorf("reading the op stored as number %d: %w: %w", meta.Order, ErrDamaged, err)
	}
	return community.Stored{Meta: meta, Op: o}, nil
}

func openBytes(header, signature, body []byte) (*op.Op, error) {
	var sig op.Signature
	if copy(sig[:], signature) != len(sig) {
		return nil, op.ErrMalformed
	}
	return op.Open(header, sig, body)
}

// Meta implements community.View.
func (s *Session) Meta(id op.ID) (community.Meta, bool, error) {
	if m, ok := s.remembered(id); ok {
		return m, true, nil
	}
	return s.searchMeta(id)
}

func (s *Session) searchMeta(id op.ID) (community.Meta, bool, error) {
	var part partMeta
	found := false
	err := s.conn.Each("SELECT "+metaColumns+" FROM ops WHERE head = ? ORDER BY twin", func(r lite.Row) (bool, error) {
		part = readPart(r)
		found = part.ID == id
		return !found, nil
	}, headOf(id))
	if err != nil || !found {
		return community.Meta{}, false, explain(err)
	}
	meta, err := s.complete(part)
	if err != nil {
		return community.Meta{}, false, explain(err)
	}
	s.remember(meta)
	return meta, true, nil
}

func (s *Session) remembered(id op.ID) (community.Meta, bool) {
	if s.tx == nil {
		return community.Meta{}, false
	}
	return s.metas.get(id)
}

func (s *Session) remember(m community.Meta) {
	if s.tx != nil {
		s.metas.put(m.ID, m)
	}
}

// Load implements community.View.
func (s *Session) Load(id op.ID) (community.Stored, bool, error) {
	var part partOp
	found := false
	err := s.conn.Each("SELECT "+storedColumns+" FROM ops WHERE head = ? ORDER BY twin", func(r lite.Row) (bool, error) {
		part = readPartOp(r)
		found = part.ID == id
		return !found, nil
	}, headOf(id))
	if err != nil || !found {
		return community.Stored{}, false, explain(err)
	}
	stored, err := s.open(part)
	return stored, err == nil, explain(err)
}
