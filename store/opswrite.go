package store

// How ops are written, changed and dropped.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

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
	tx.dropped = append(tx.dropped, placedID{meta.Order, id})
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
