package store

// Ops as rows: how an op is found, read and written.

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

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

// insertOp stores an op under the next Order.
func (tx *Tx) insertOp(n community.NewOp) error {
	if n.Op == nil || n.ID != n.Op.ID {
		return fmt.Errorf("storing %s: its bytes are not with it: %w", n.ID, ErrContract)
	}
	device, err := tx.ensureDevice(n.Device)
	if err != nil {
		return err
	}
	kindRef, err := tx.ensureKind(n.Kind)
	if err != nil {
		return err
	}
	subject, err := tx.subjectColumn(n.ID, n.Subject)
	if err != nil {
		return err
	}
	n.Meta.Order = uint64(tx.counters[lastOrder]) + 1
	n.Meta.Prev, n.Meta.HasBody = n.Op.Header.Prev, n.Op.Body != nil
	if err := tx.insertRow(n, device, kindRef, subject); err != nil {
		return err
	}
	tx.counters[lastOrder]++
	tx.counters[opCount]++
	tx.metas.put(n.ID, n.Meta)
	if n.Chain {
		if err := tx.conn.Exec("INSERT INTO chain (ord) VALUES (?)", n.Meta.Order); err != nil {
			return err
		}
	}
	return tx.link(n)
}

func (tx *Tx) subjectColumn(id, subject op.ID) (any, error) {
	switch {
	case subject.IsZero():
		return nil, nil
	case subject == id:
		return int64(selfSubject), nil
	}
	return tx.ensureSubject(subject)
}

func (tx *Tx) insertRow(n community.NewOp, device, kindRef int64, subject any) error {
	insert := func(twin int64) error {
		return tx.conn.Exec(`INSERT INTO ops (ord, head, twin, device, seq, kind, past, subject, verdict, header, signature, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			n.Meta.Order, headOf(n.ID), twin, device, n.Seq, kindRef, uint32(n.Past), subject, uint8(n.Verdict),
			n.Op.Raw, n.Op.Signature[:], n.Op.Body)
	}
	err := insert(0)
	var failure *lite.Error
	if !errors.As(err, &failure) || failure.Code != codeNotUnique {
		return err
	}
	// Another op begins alike, or this one is here already.
	if _, there, err := tx.Meta(n.ID); err != nil || there {
		return errors.Join(err, fmt.Errorf("storing %s: it is stored already: %w", n.ID, ErrContract))
	}
	twin, err := tx.conn.Int("SELECT max(twin) + 1 FROM ops WHERE head = ?", headOf(n.ID))
	if err != nil {
		return err
	}
	return insert(twin)
}

// link writes down whom an op names, but for the one before it in its log.
func (tx *Tx) link(n community.NewOp) error {
	for _, id := range n.Cites {
		cited, there, err := tx.Meta(id)
		if err != nil {
			return err
		}
		if !there {
			return fmt.Errorf("storing %s: it names %s, which is not stored: %w", n.ID, id, ErrContract)
		}
		if followsInLog(n.Meta, cited) {
			continue
		}
		if err := tx.conn.Exec("INSERT INTO links (parent, child) VALUES (?, ?)", cited.Order, n.Meta.Order); err != nil {
			return err
		}
	}
	return nil
}

// followsInLog reports whether ops_by_device alone tells that child names parent by prev.
func followsInLog(child, parent community.Meta) bool {
	return child.Prev == parent.ID && child.Device == parent.Device && child.Seq == parent.Seq+1
}

func (tx *Tx) setVerdict(c community.VerdictChange) error {
	meta, there, err := tx.Meta(c.ID)
	if err != nil {
		return err
	}
	if !there {
		return fmt.Errorf("changing the verdict of %s: it is not stored: %w", c.ID, ErrContract)
	}
	meta.Verdict = c.Verdict
	tx.metas.put(c.ID, meta)
	return tx.conn.Exec("UPDATE ops SET verdict = ? WHERE ord = ?", uint8(c.Verdict), meta.Order)
}

// dropOp forgets an op. One that is not stored may still wait.
func (tx *Tx) dropOp(id op.ID) error {
	if err := tx.release(id); err != nil {
		return err
	}
	meta, there, err := tx.Meta(id)
	if err != nil || !there {
		return err
	}
	if err := tx.unlinkFromParents(meta); err != nil {
		return err
	}
	for _, query := range []string{
		"DELETE FROM links WHERE parent = ?",
		"DELETE FROM chain WHERE ord = ?",
		"DELETE FROM damaged WHERE ord = ?",
		"DELETE FROM ops WHERE ord = ?",
	} {
		if err := tx.conn.Exec(query, meta.Order); err != nil {
			return err
		}
	}
	tx.metas.forget(id)
	tx.counters[opCount]--
	return nil
}

// unlinkFromParents deletes the links to those that the header names. What the body alone names keeps a link to a number that is never given
// again.
func (tx *Tx) unlinkFromParents(child community.Meta) error {
	var header, signature []byte
	_, err := tx.conn.One("SELECT header, signature FROM ops WHERE ord = ?", func(r lite.Row) {
		header, signature = r.Bytes(0), r.Bytes(1)
	}, child.Order)
	if err != nil {
		return err
	}
	o, err := openBytes(header, signature, nil)
	if err != nil {
		return fmt.Errorf("reading the header of %s: %w: %w", child.ID, ErrDamaged, err)
	}
	for _, parent := range slices.Concat(o.Header.Deps, []op.ID{o.Header.Prev}) {
		if err := tx.unlink(parent, child.Order); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) unlink(parent op.ID, child uint64) error {
	meta, there, err := tx.Meta(parent)
	if err != nil || !there {
		return err
	}
	return tx.conn.Exec("DELETE FROM links WHERE parent = ? AND child = ?", meta.Order, child)
}

// fillBody gives a stored op the body that it came without.
func (tx *Tx) fillBody(o *op.Op) error {
	meta, there, err := tx.Meta(o.ID)
	if err != nil {
		return err
	}
	if !there || o.Body == nil {
		return fmt.Errorf("filling in the body of %s: it is not stored, or not at hand: %w", o.ID, ErrContract)
	}
	return tx.setBody(meta, o.Body)
}

// DropBody forgets the stored body of an op whose author withdrew it, or that was hidden for good; header and signature stay.
func (tx *Tx) DropBody(id op.ID) error {
	meta, there, err := tx.Meta(id)
	if err != nil {
		return explain(err)
	}
	if !there {
		return fmt.Errorf("dropping the body of %s: it is not stored: %w", id, ErrContract)
	}
	return explain(tx.setBody(meta, nil))
}

func (tx *Tx) setBody(meta community.Meta, body []byte) error {
	meta.HasBody = body != nil
	tx.metas.put(meta.ID, meta)
	return tx.conn.Exec("UPDATE ops SET body = ? WHERE ord = ?", body, meta.Order)
}
