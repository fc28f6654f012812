package sample

// Hall: the room in which the made-up members sit. One replica in memory, on which all of them write with their own keys; what they write is
// signed, cited and taken in exactly as the app does it.

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/memory"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// maxTold bounds what one teller says in one go.
const maxTold = 256

// hall belongs to one goroutine. Its first error ends everything that follows: a script need not ask after each line.
type hall struct {
	replica  *memory.Replica
	registry *kind.Registry
	engine   *community.Engine
	tx       community.Tx
	com      op.CommunityID
	// nowMillis is everybody's clock.
	nowMillis int64
	// ops are all that were written here, in order.
	ops []*op.Op
	// ballots are the newest of each account in a poll.
	ballots map[ballotOf]op.ID
	// openings are the polls that were opened or read here.
	openings map[op.ID]*poll.Open
	failed   error
}

type ballotOf struct {
	poll    op.ID
	account op.AccountID
}

func newHall() *hall {
	return &hall{
		replica: memory.New(), registry: community.Kinds(), ballots: make(map[ballotOf]op.ID), openings: make(map[op.ID]*poll.Open),
	}
}

// fail remembers the first error.
func (h *hall) fail(err error) {
	if h.failed == nil && err != nil {
		h.failed = err
	}
}

// begin opens the engine for a community, on what the replica holds.
func (h *hall) begin(com op.CommunityID) error {
	h.com = com
	var err error
	h.engine, err = community.Open(community.Config{Registry: h.registry, Community: com}, h.tx)
	return err
}

// inside does something that may look up what is stored.
func (h *hall) inside(do func()) {
	if h.engine == nil { // the founding
		do()
		return
	}
	h.fail(h.engine.Ask(h.tx, func() error {
		do()
		return h.failed
	}))
}

// take takes in an op that is signed already, of somebody who sits here or not.
func (h *hall) take(o *op.Op) {
	if h.failed != nil {
		return
	}
	var report community.Report
	if err := h.engine.Ingest(h.tx, []*op.Op{o}, &report); err != nil {
		h.fail(fmt.Errorf("taking in a %s: %w", o.Header.Kind, err))
		return
	}
	switch {
	case len(report.Refused) > 0:
		h.fail(fmt.Errorf("a %s: %w", o.Header.Kind, report.Refused[0].Err))
	case !slices.Contains(report.Stored, o.ID) && report.Known == 0:
		h.fail(fmt.Errorf("a %s: something that it relies on is not here", o.Header.Kind))
	}
}

// errNotApplied says that something was written that changes nothing.
var errNotApplied = errors.New("it would change nothing")

// write signs the next op of a member's log and takes it in. What does not hold is an error.
func (h *hall) write(by *person, kindName string, body any, deps ...op.ID) op.ID {
	if h.failed != nil {
		return op.ID{}
	}
	o, err := h.sign(by, kindName, body, deps)
	if err != nil {
		h.fail(fmt.Errorf("%s, writing a %s: %w", by.name, kindName, err))
		return op.ID{}
	}
	h.take(o)
	if h.failed != nil {
		return op.ID{}
	}
	h.ops = append(h.ops, o)
	m, _, err := h.tx.Meta(o.ID)
	h.fail(err)
	if err == nil && m.Verdict != kind.Applied {
		h.fail(fmt.Errorf("%s, writing a %s: %w: %w", by.name, kindName, errNotApplied, h.engine.Why(h.tx, o.ID)))
	}
	return o.ID
}

func (h *hall) sign(by *person, kindName string, body any, deps []op.ID) (*op.Op, error) {
	raw, err := op.Encode(body)
	if err != nil {
		return nil, err
	}
	g := h.engine.Authority()
	past, err := h.engine.PastOfTip(h.tx, by.device)
	if err != nil {
		return nil, err
	}
	header := op.Header{Community: h.com, Kind: kindName, TimeMillis: h.nowMillis, Auth: g.Now().Head()}
	if record, begun := h.engine.Device(by.device); begun {
		header.Seq, header.Prev = record.TipSeq+1, record.Tip
	}
	header.Deps = ascending(deps, g.Relies(by.device, by.account, past))
	return op.New(header, raw, by.deviceKey)
}

// ascending is the form of deps: each once, in order.
func ascending(lists ...[]op.ID) []op.ID {
	deps := slices.DeleteFunc(slices.Concat(lists...), op.ID.IsZero)
	slices.SortFunc(deps, op.ID.Compare)
	return slices.Compact(deps)
}

// tell lets tellers do all their duties, in turn, until none has anything to say.
func (h *hall) tell(tellers ...*person) {
	for more := true; more && h.failed == nil; {
		more = false
		for _, t := range tellers {
			more = h.tellOnce(t, maxTold) || more
		}
	}
}

// tellOnce lets one teller say at most so much, and reports whether it said anything.
func (h *hall) tellOnce(t *person, most int) bool {
	if h.failed != nil {
		return false
	}
	before := len(h.ops)
	telling := &community.Telling{
		Teller:   closing.Teller{Me: t.device, NowMillis: h.nowMillis, Signer: closing.NewSigner(t.deviceKey)},
		Patience: t.patience,
		Write: func(kindName string, body any, deps []op.ID) error {
			h.write(t, kindName, body, deps...)
			return h.failed
		},
	}
	h.fail(h.engine.Tell(telling, most))
	if h.failed == nil {
		h.fail(h.engine.Enact(telling))
	}
	for n := len(h.ops); n < before+most && h.agree(t); n = len(h.ops) {
	}
	return len(h.ops) > before
}

// agree writes a teller's next step in the agreement on commits.
func (h *hall) agree(t *person) bool {
	if h.failed != nil {
		return false
	}
	g := h.engine.Authority()
	isDue := func(poll op.ID) bool { return h.engine.IsEnactable(poll, h.nowMillis) }
	duty, ok := g.Duty(t.device, func(op.ID, uint32) bool { return false }, isDue)
	if !ok {
		return false
	}
	past, err := h.engine.PastOfTip(h.tx, t.device)
	if err != nil {
		h.fail(err)
		return false
	}
	body := &authority.AgreementBody{Base: duty.Base, View: duty.Message.View, Value: duty.Message.Value}
	cites := g.StepCites(duty, past)
	h.write(t, authority.KindOfStep(duty.Message.Step), body, cites[:min(len(cites), op.MaxDeps-4)]...)
	return h.failed == nil
}

// person is somebody who sits here, or a machine that tells: then it has no account.
type person struct {
	key, name  string
	account    op.AccountID
	device     op.DeviceID
	accountKey ed25519.PrivateKey
	deviceKey  ed25519.PrivateKey
	sealing    [32]byte
	// join is the op by which the account came in: the genesis for the founder.
	join op.ID
	// patience is since when it waits for polls, as a teller.
	patience map[op.ID]closing.Patience
}
