// Package community is the fold: it takes an op, decides whether it can be stored and what is said of it, and answers what changed.
//
// It promises that equal sets of ops give equal verdicts, rows and digests on every replica, in whatever order they came; that rights never
// gate storage; and that only two findings, a cut and a displaced commit, change what was said before. It keeps in memory what authority
// needs and nothing that grows with history; everything else it reads through View and answers with Changes. It does no I/O, reads no clock,
// and checks no signature of an op: what is handed in MUST be verified (Verify).
package community

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

var (
	// ErrAnotherCommunity refuses an op that belongs elsewhere.
	ErrAnotherCommunity = errors.New("belongs to another community")
	// ErrStranger refuses an op of a device that nothing in its past certifies.
	ErrStranger = errors.New("written by a device that nobody here has certified")
	// ErrRefused refuses an op whose own past shows that it breaks a rule.
	ErrRefused = errors.New("breaks a rule, as its own past shows")
	// ErrNoBody refuses an op whose kind is stored with its body or not at all.
	ErrNoBody = errors.New("has come without its body")
)

// Engine is one community in memory. It is not safe for concurrent use. After an error, or when the transaction that its Changes went into
// was not committed, it must be thrown away and opened again.
type Engine struct {
	registry *kind.Registry
	com      op.CommunityID
	pin      op.ID
	// graph is nil until the genesis is there.
	graph   *authority.Graph
	devices map[op.DeviceID]*device
	// metas remembers what was looked up last.
	metas recent
	// electorates remembers the worlds that polls are judged by, by their openings.
	electorates map[op.ID]*authority.World
	// view is the replica during a call; failed is the first error that it gave.
	view   View
	failed error
}

// device is a log as the engine holds it.
type device struct {
	DeviceRecord
	// lastChain is the newest act of authority of an unforked log.
	lastChain op.ID
}

// Config is what an engine starts from.
type Config struct {
	Registry  *kind.Registry
	Community op.CommunityID
	// Pin is a settled commit known from elsewhere: the invite, or what this replica saw first. Zero for none.
	Pin op.ID
}

// Open reads what it needs to hold of a replica. An empty replica is fine: the first op must then be the genesis.
func Open(cfg Config, view View) (*Engine, error) {
	e := &Engine{registry: cfg.Registry, com: cfg.Community, pin: cfg.Pin}
	if err := e.reload(view); err != nil {
		return nil, fmt.Errorf("opening the community: %w", err)
	}
	return e, nil
}

// Authority is the graph, for questions about offices, members and devices; nil until the genesis is there. It must not be changed.
func (e *Engine) Authority() *authority.Graph { return e.graph }

// Community is the community's id.
func (e *Engine) Community() op.CommunityID { return e.com }

// Device is the record of a device's log; false for one without stored ops.
func (e *Engine) Device(id op.DeviceID) (DeviceRecord, bool) {
	d, ok := e.devices[id]
	if !ok {
		return DeviceRecord{}, false
	}
	return d.DeviceRecord, true
}

// using makes the view reachable for the length of a call, and returns what it failed with.
func (e *Engine) using(view View, call func() error) error {
	e.view, e.failed = view, nil
	defer func() { e.view = nil }()
	return errors.Join(call(), e.failed)
}

func (e *Engine) reload(view View) error {
	e.graph, e.devices, e.metas = nil, make(map[op.DeviceID]*device), recent{}
	e.electorates = make(map[op.ID]*authority.World)
	return e.using(view, func() error {
		if err := view.Devices(func(r DeviceRecord) bool {
			e.devices[r.Device] = &device{DeviceRecord: r}
			return true
		}); err != nil {
			return err
		}
		if err := e.reloadGraph(); err != nil || e.graph == nil {
			return err
		}
		e.graph.Assess()
		return nil
	})
}

// reloadGraph adds acts and pasts by turns: an act needs the past that it sees, a past needs the acts that are its heads. Numbers of pasts
// were given in the order in which acts were stored, so each act finds its own restored when all smaller numbers are.
func (e *Engine) reloadGraph() error {
	var pasts []authority.Past
	if err := e.view.Pasts(func(p authority.Past) bool {
		pasts = append(pasts, p)
		return true
	}); err != nil {
		return err
	}
	var failed error
	err := e.view.ChainOps(func(s Stored) bool {
		if pasts, failed = e.restorePasts(pasts, s.Past); failed == nil {
			failed = e.restoreAct(s)
		}
		return failed == nil
	})
	if err = errors.Join(err, failed); err != nil || e.graph == nil {
		return err
	}
	_, err = e.restorePasts(pasts, ^authority.PastID(0))
	return err
}

func (e *Engine) restorePasts(pasts []authority.Past, upTo authority.PastID) ([]authority.Past, error) {
	for len(pasts) > 0 && pasts[0].ID <= upTo {
		if err := e.graph.Restore(pasts[0]); err != nil {
			return nil, err
		}
		pasts = pasts[1:]
	}
	return pasts, nil
}

func (e *Engine) restoreAct(s Stored) error {
	k, ok := e.registry.Lookup(s.Op.Header.Kind)
	if !ok {
		return fmt.Errorf("reading the stored act %s: %w", s.ID, kind.ErrUnknown)
	}
	body, err := e.registry.Body(s.Op)
	if err != nil {
		return fmt.Errorf("reading the stored act %s: %w", s.ID, err)
	}
	if founding, is := body.(*authority.GenesisBody); is {
		e.graph = authority.New(authority.FoundingOf(s.Op, founding), e.pin, lookup{e})
	}
	d := e.devices[s.Device]
	if err := e.graph.RestoreNode(s.Op, k, body, d.Account, e.previousAct(s.Op), s.Past); err != nil {
		return err
	}
	d.lastChain = s.ID
	return nil
}

// previousAct is the device's act of authority before the op, along prev; zero for none.
func (e *Engine) previousAct(o *op.Op) op.ID {
	d := e.devices[o.Header.Device]
	if d == nil || o.Header.Prev.IsZero() {
		return op.ID{}
	}
	if !d.Forked {
		return d.lastChain
	}
	at := o.Header.Prev
	for !at.IsZero() {
		if _, is := e.graph.Node(at); is {
			return at
		}
		m, ok := e.meta(at)
		if !ok {
			break
		}
		at = m.Prev
	}
	return op.ID{}
}
