package app

// Community: one open community, and the one place where ops of our own are written.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Community is one community of a profile. Its methods may be called from any goroutine.
type Community struct {
	service *Service
	replica Replica
	com     op.CommunityID
	// key is replaced where the person joins anew.
	key atomic.Pointer[ed25519.PrivateKey]
	// local says that it was made here, and stays here.
	local bool
	// missed are bodies that were asked for.
	missed missed
	// membership is read by anybody, and replaced under mu.
	membership atomic.Pointer[Membership]

	mu     sync.Mutex // guards what follows, and is held while the engine works
	engine *community.Engine
	// begun says that what was due at the beginning is done.
	begun bool
	// first is this device's first op, while it waits; nil where that was not looked up.
	first *op.Op

	live live
	// patience is since when this device waits, as a teller of polls.
	patience map[op.ID]closing.Patience
	// notedPin is the pin in the profile.
	notedPin op.ID
	// notAdmitted are joins whose admission failed, with the head that stood then: they are tried again when another one stands.
	notAdmitted map[op.ID]op.ID
}

// ID is the community's id.
func (c *Community) ID() op.CommunityID { return c.com }

// Device is this install's device in the community.
func (c *Community) Device() op.DeviceID {
	return op.DeviceID(c.signingKey().Public().(ed25519.PublicKey))
}

func (c *Community) signingKey() ed25519.PrivateKey { return *c.key.Load() }

// Account is the account that this install acts for.
func (c *Community) Account() op.AccountID { return c.Membership().Account }

// Membership is what the profile notes of the community.
func (c *Community) Membership() Membership { return *c.membership.Load() }

func (c *Community) close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.engine = nil
	return c.replica.Close()
}

// ready opens the engine where that has not happened, or where its last transaction failed. The first time it also does what has become due
// since this community was last open. The caller holds c.mu.
func (c *Community) ready(ctx context.Context) error {
	if err := c.openEngine(ctx); err != nil || c.begun {
		return err
	}
	c.begun = true
	c.doDuties(ctx)
	return c.openEngine(ctx)
}

func (c *Community) openEngine(ctx context.Context) error {
	if c.engine != nil {
		return nil
	}
	cfg := community.Config{Registry: c.service.registry, Community: c.Membership().Community, Pin: c.Membership().Pin}
	return c.replica.Read(ctx, func(v Reader) (err error) {
		c.engine, err = community.Open(cfg, v)
		return err
	})
}

// update runs one transaction with the engine, and does what it makes due.
func (c *Community) update(ctx context.Context, write func(*writing) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.updateLocked(ctx, write); err != nil {
		return err
	}
	c.doDuties(ctx)
	return nil
}

// updateLocked runs one transaction with the engine. After an error the engine is opened again: it may have seen what was not committed.
// The caller holds c.mu.
func (c *Community) updateLocked(ctx context.Context, write func(*writing) error) error {
	if err := c.ready(ctx); err != nil {
		return err
	}
	var written []*op.Op
	err := c.replica.Update(ctx, func(tx community.Tx) error {
		w := &writing{community: c, engine: c.engine, tx: tx}
		defer func() { written = w.written }()
		if err := c.engine.Ask(tx, func() error { return write(w) }); err != nil {
			return err
		}
		return w.noteDrops(w.written)
	})
	if err != nil {
		c.engine = nil
		return err
	}
	c.movePin()
	if len(written) > 0 {
		c.service.tell(c.com, func(n Network) { n.Publish(c.com, written) })
	}
	return nil
}

// movePin remembers the newest settled commit: of two settled on one parent a replica stays with what it saw first. What the profile could not
// take is tried again with the next change. The caller holds c.mu.
func (c *Community) movePin() {
	settled, moved := c.engine.MovePin()
	m := c.Membership()
	if moved {
		m.Pin = settled
		c.membership.Store(&m)
	}
	// While a community is being recovered it has neither account nor nonce yet, and must not show in the profile. A relay never has an account.
	isRecovered := m.IsRelay() && m.Nonce == [16]byte{}
	if isRecovered || m.Pin == c.notedPin {
		return
	}
	if err := c.service.ports.Profile.PutCommunity(m); err != nil {
		c.service.ports.Log.Warn("the settled commit was not noted", "community", m.Community, "error", err)
		return
	}
	c.notedPin = m.Pin
}

// read runs a question with the engine on one consistent state. Nothing is written meanwhile, so the question must be short, and must call neither
// whoever it answers nor any method that waits for c.mu.
func (c *Community) read(ctx context.Context, ask func(*community.Engine, Reader) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.engine.Authority() == nil {
		return ErrNotHereYet
	}
	err := c.replica.Read(ctx, func(v Reader) error {
		return c.engine.Ask(v, func() error { return ask(c.engine, v) })
	})
	if c.engine.IsBroken() {
		c.engine = nil // a disk that failed, or a question that was given up half-way
	}
	return err
}

// here opens the engine, and fails with ErrNotHereYet where the community's content has not arrived.
func (c *Community) here(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.ready(ctx); err != nil {
		return err
	}
	if c.engine.Authority() == nil {
		return ErrNotHereYet
	}
	return nil
}

// Draft is an act that this device is about to write.
type Draft struct {
	Kind string
	Body any
	// Deps are the ops that it relies on; what its author's rights rest on is added.
	Deps []op.ID
}

// Act writes one act, if it would be applied. Errors: *NotAppliedError, and what ingesting refuses.
func (c *Community) Act(ctx context.Context, d Draft) (op.ID, error) {
	var id op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		id, err = w.act(d)
		return err
	})
	return id, err
}

// writing is one transaction of this device.
type writing struct {
	community *Community
	engine    *community.Engine
	tx        community.Tx
	// written are the ops of this device in it.
	written []*op.Op
}

// act writes an act that must be applied, or fails.
func (w *writing) act(d Draft) (op.ID, error) {
	id, err := w.write(d)
	if err == nil {
		err = w.mustApply(id, d.Kind)
	}
	if err != nil {
		return op.ID{}, err
	}
	return id, nil
}

// mustApply fails with *NotAppliedError where an act that was just written does not count.
func (w *writing) mustApply(id op.ID, kindName string) error {
	m, _, err := w.tx.Meta(id)
	if err == nil && m.Verdict != kind.Applied {
		err = &NotAppliedError{Kind: kindName, Verdict: m.Verdict, Reason: w.engine.Why(w.tx, id)}
	}
	return err
}

// write signs an act as the next of this device's log and takes it in like any other op.
func (w *writing) write(d Draft) (op.ID, error) {
	o, err := w.sign(d)
	if err != nil {
		return op.ID{}, fmt.Errorf("writing a %s: %w", d.Kind, err)
	}
	return o.ID, w.ingestOwn(o)
}

func (w *writing) ingestOwn(o *op.Op) error {
	var report community.Report
	if err := w.engine.Ingest(w.tx, []*op.Op{o}, &report); err != nil {
		return err
	}
	if len(report.Refused) > 0 {
		return report.Refused[0].Err
	}
	if !slices.Contains(report.Stored, o.ID) {
		return fmt.Errorf("writing a %s: %w", o.Header.Kind, errors.New("something that it relies on is not here"))
	}
	w.written = append(w.written, o)
	return nil
}

func (w *writing) sign(d Draft) (*op.Op, error) { return w.signOver(w.tx, d) }

// signOver signs an act as the next of this device's log, as a state shows it, and writes nothing.
func (w *writing) signOver(state community.View, d Draft) (*op.Op, error) {
	c := w.community
	g := w.engine.Authority()
	if g == nil {
		return nil, ErrNotHereYet
	}
	body, err := op.Encode(d.Body)
	if err != nil {
		return nil, err
	}
	header := op.Header{Community: c.Membership().Community, Kind: d.Kind, TimeMillis: c.service.ports.NowMillis()}
	record, begun := w.engine.Device(c.Device())
	if record.Forked || w.isCopied() {
		return nil, ErrCopied
	}
	past, err := w.engine.PastOfTip(state, c.Device())
	if err != nil {
		return nil, err
	}
	if begun {
		header.Seq, header.Prev = record.TipSeq+1, record.Tip
	}
	// What a body relies on stands in the deps even where it is prev too: forms are checked by that.
	deps := slices.Concat(d.Deps, g.Relies(c.Device(), c.Membership().Account, past))
	deps = slices.DeleteFunc(deps, op.ID.IsZero)
	slices.SortFunc(deps, op.ID.Compare)
	header.Deps = slices.Compact(deps)
	header.Auth = g.Now().Head()
	return op.New(header, body, c.signingKey())
}
