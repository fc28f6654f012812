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
	seams    seams
	// graph is nil until the genesis is there.
	graph   *authority.Graph
	devices map[op.DeviceID]*device
	// forks counts the forked ones.
	forks int
	// metas remembers what was looked up last.
	metas recent
	// electorates remembers the worlds that polls are judged by, by their openings.
	electorates map[op.ID]electorate
	// closings are those of polls in memory, and receipts those of who may vote.
	closings closings
	receipts receipts
	// verdicts remembers what sealed manifests come to.
	verdicts map[op.ID]verdict
	// adopted remembers of sealed manifests whether something is to be done by them.
	adopted map[op.ID]bool
	// enders are the polls that end another one where they pass, by that one.
	enders map[op.ID][]op.ID
	// facts remembers what openings say to authority.
	facts map[op.ID]authority.Opening
	// openings are the polls that are stored, and briefs what is held of each.
	openings []op.ID
	briefs   map[op.ID]openingBrief
	// closable are those that tellers can close, once that was asked: by their own past, so it stays so.
	closable map[op.ID]bool
	// delegations are those that are stored, and the ends of such.
	delegations []op.ID
	// beginnings remembers whom the first ops of logs act for that forked at their very beginning.
	beginnings map[op.ID]op.AccountID
	// aside finds the carriers of a commit that lie on branches which nobody rests on, and wait to be cited.
	aside asideCarriers
	// notedAside counts what was noted there since it was read.
	notedAside int
	// unbranched is what the acts off branches bring; nil where that must be found out anew.
	unbranched *unbranched
	// outdated says that ops are stored whose kind was not known then, and is now.
	outdated bool
	// view is the replica during a call; failed is the first error that it gave.
	view   View
	failed error
	// loading says that acts are being read: those that were stored later are not in the graph yet.
	loading bool
	// broken says that some call's view has failed.
	broken bool
	// ahead are bodies that were decoded before the call in which they are taken in.
	ahead Bodies
}

// device is a log as the engine holds it.
type device struct {
	DeviceRecord
	// lastChain is the newest act of authority of an unforked log.
	lastChain op.ID
}

// seams are what tests replace, to run situations that are written with names instead of keys.
type seams struct {
	// body decodes an op's body, and checks its form.
	body func(*op.Op) (any, error)
	// founding reads what the community begins with.
	founding func(*op.Op, *authority.GenesisBody) authority.Founding
	// carrier reads a carrier's body that was checked before.
	carrier func(*op.Op) (*authority.CarrierBody, bool)
	// word is what authority keeps of a teller's body about a poll: a *authority.PollReceipt or *authority.PollSeal; nil for nothing.
	word func(body any) any
	// polls answers about polls; nil where the engine does.
	polls authority.Polls
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
	return open(cfg, view, seams{body: cfg.Registry.Body, founding: authority.FoundingOf, carrier: authority.CarrierIn, word: wordOf})
}

func open(cfg Config, view View, s seams) (*Engine, error) {
	e := &Engine{registry: cfg.Registry, com: cfg.Community, pin: cfg.Pin, seams: s}
	if e.seams.polls == nil {
		e.seams.polls = pollAnswers{e}
	}
	if err := e.reload(view); err != nil {
		return nil, fmt.Errorf("opening the community: %w", err)
	}
	return e, nil
}

// Authority is the graph, for questions about offices, members and devices; nil until the genesis is there. It must not be changed, and is
// asked inside of Ask.
func (e *Engine) Authority() *authority.Graph { return e.graph }

// IsBroken reports whether a replica failed while something was asked or taken in: what is remembered may be wrong then, and the engine must be
// thrown away. What is asked may fail for other reasons, which leave it as it was.
func (e *Engine) IsBroken() bool { return e.broken }

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

// Ask makes a replica reachable for questions about authority: whose signature counts, what a teller has to do next. They look up stored ops,
// so they must be asked inside of it, in a transaction too.
func (e *Engine) Ask(view View, question func() error) error { return e.using(view, question) }

// using makes the view reachable for the length of a call, and returns what it failed with. Calls may be nested.
func (e *Engine) using(view View, call func() error) error {
	viewBefore, failedBefore := e.view, e.failed
	e.view, e.failed = view, nil
	defer func() { e.view, e.failed = viewBefore, failedBefore }()
	err := call()
	return errors.Join(err, e.failed)
}

func (e *Engine) reload(view View) error {
	return e.using(view, e.load)
}

// load reads what the engine holds from the view in use.
func (e *Engine) load() error {
	e.graph, e.devices, e.metas = nil, make(map[op.DeviceID]*device), recent{}
	e.electorates, e.beginnings = make(map[op.ID]electorate), make(map[op.ID]op.AccountID)
	e.forks, e.outdated, e.unbranched = 0, false, nil
	e.closings, e.receipts, e.openings, e.delegations, e.verdicts = closings{}, receipts{}, nil, nil, make(map[op.ID]verdict)
	e.adopted = make(map[op.ID]bool)
	e.enders = make(map[op.ID][]op.ID)
	e.facts, e.briefs, e.closable = make(map[op.ID]authority.Opening), make(map[op.ID]openingBrief), make(map[op.ID]bool)
	if err := e.view.Devices(func(r DeviceRecord) bool {
		e.devices[r.Device] = &device{DeviceRecord: r}
		if r.Forked {
			e.forks++
		}
		return true
	}); err != nil {
		return err
	}
	e.loading = true
	err := e.loadGraph()
	if e.loading = false; err != nil || e.graph == nil {
		return err
	}
	e.graph.Assess()
	if e.aside != nil || e.forks == 0 {
		return nil
	}
	return e.readAside()
}

// previousAct is the device's act of authority before a new op, along prev; zero for none.
func (e *Engine) previousAct(o *op.Op) op.ID {
	d := e.devices[o.Header.Device]
	if d != nil && !d.Forked && (d.Tip == o.Header.Prev || d.Tip == o.ID) {
		return d.lastChain
	}
	return e.actUpTo(o.Header.Prev)
}

// actUpTo is the last act of authority that a log holds up to an op of it.
func (e *Engine) actUpTo(at op.ID) op.ID {
	return e.newestUpTo(at, func(id op.ID) bool {
		_, is := e.graph.Node(id)
		return is
	})
}

// newestUpTo is the newest op of a kind of interest that a log holds up to an op of it; zero for none.
func (e *Engine) newestUpTo(at op.ID, is func(op.ID) bool) op.ID {
	for !at.IsZero() {
		if is(at) {
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
