package community

// Add: one op, from its arrival to what it changes.

import (
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Outcome is what became of an op that was added.
type Outcome uint8

// The outcomes.
const (
	// Stored: it is new, and kept.
	StoredNow Outcome = iota + 1
	// Known: it was here before.
	Known
	// Waits: something of its past is missing, or it is a forked branch that nobody rests on.
	Waits
)

// arrival is an op on its way in.
type arrival struct {
	op   *op.Op
	kind *kind.Kind
	// body is nil where it is not at hand, or not of its kind's form.
	body    any
	cites   []op.ID
	commits []op.ID
	past    authority.PastID
	account op.AccountID
	// cited says that an op that is kept names it.
	cited bool
}

// add stores one op whose signature holds. Errors refuse it, and leave the engine as it was; they wrap ErrAnotherCommunity, ErrStranger,
// ErrRefused, ErrNoBody or kind.ErrForm.
func (e *Engine) add(o *op.Op, cited bool) (Changes, Outcome, error) {
	a := &arrival{op: o, cited: cited}
	if o.Community() != e.com {
		return Changes{}, 0, fmt.Errorf("the act %s: %w", o.ID.Short(), ErrAnotherCommunity)
	}
	if _, known := e.meta(o.ID); known {
		return Changes{}, Known, nil
	}
	if err := e.read(a); err != nil {
		return Changes{}, 0, fmt.Errorf("the act %s: %w", o.ID.Short(), err)
	}
	if missing, any := e.missing(a); any {
		return Changes{Wait: []WaitingOp{{Op: o, For: missing}}}, Waits, nil
	}
	if err := e.place(a); err != nil {
		return Changes{}, 0, fmt.Errorf("the act %s (%s): %w", o.ID.Short(), o.Header.Kind, err)
	}
	if !a.cited && e.liesOnUncitedBranch(a) {
		return Changes{Wait: []WaitingOp{{Op: o, For: o.ID}}}, Waits, nil
	}
	changes, err := e.store(a)
	return changes, StoredNow, err
}

// read decodes the body. A droppable body that is not of its kind's form is left out: whether the op is stored must not depend on it.
func (e *Engine) read(a *arrival) error {
	k, known := e.registry.Lookup(a.op.Header.Kind)
	if !known {
		a.cites = citesOf(a.op, nil)
		return nil
	}
	a.kind = k
	body, err := e.registry.Body(a.op)
	switch {
	case err != nil && k.Keep:
		return err
	case err != nil:
		a.op = a.op.WithoutBody()
	case body == nil && k.Keep:
		return fmt.Errorf("%w: %s", ErrNoBody, k.Name)
	default:
		a.body = body
	}
	var named []op.ID
	if a.body != nil && k.Names != nil {
		named = k.Names(a.body)
	}
	if a.body != nil && k.Commits != nil {
		a.commits = k.Commits(a.body)
	}
	a.cites = citesOf(a.op, named)
	return nil
}

// citesOf lists what an op names by prev, deps and body, ascending and without doubles.
func citesOf(o *op.Op, named []op.ID) []op.ID {
	cites := slices.Concat(o.Header.Deps, named)
	if !o.Header.Prev.IsZero() {
		cites = append(cites, o.Header.Prev)
	}
	slices.SortFunc(cites, op.ID.Compare)
	return slices.Compact(cites)
}

// missing is one op or commit of its past that is not there.
func (e *Engine) missing(a *arrival) (op.ID, bool) {
	if a.op.IsGenesis() {
		return op.ID{}, false
	}
	if e.graph == nil {
		return e.com.Genesis(), true
	}
	for _, id := range a.cites {
		if _, ok := e.meta(id); !ok {
			return id, true
		}
	}
	for _, id := range append(a.commits, a.op.Header.Auth) {
		if !e.graph.Knows(id) {
			return id, true
		}
	}
	return op.ID{}, false
}

// place finds out what the op sees, whose it is, and whether its own past allows it to be stored.
func (e *Engine) place(a *arrival) error {
	if founding, is := a.body.(*authority.GenesisBody); is {
		a.account = founding.Account
		return nil
	}
	if a.op.IsGenesis() {
		return fmt.Errorf("%w: it founds nothing", ErrRefused)
	}
	if err := e.checkLog(a); err != nil {
		return err
	}
	for _, id := range a.cites {
		m, _ := e.meta(id)
		a.past = e.graph.Merge(a.past, e.pastOf(m))
	}
	a.past = e.graph.Naming(a.past, a.op.Header.Auth)
	if err := e.bind(a); err != nil {
		return err
	}
	return e.checkByPast(a)
}

// checkLog: prev is the op before it in the same log.
func (e *Engine) checkLog(a *arrival) error {
	if a.op.Header.Seq == 0 {
		return nil
	}
	m, _ := e.meta(a.op.Header.Prev)
	if m.Device != a.op.Header.Device || m.Seq+1 != a.op.Header.Seq {
		return fmt.Errorf("%w: prev is not the act before it in its log", ErrRefused)
	}
	return nil
}

// bind finds the account that the device acts for: a first op names or sees its certificate, the others go on.
func (e *Engine) bind(a *arrival) error {
	switch body := a.body.(type) {
	case *authority.JoinBody:
		a.account = body.Account
		return nil
	case *authority.CertifyBody:
		if body.Device == a.op.Header.Device {
			a.account = body.Account
			return nil
		}
	}
	if d, ok := e.devices[a.op.Header.Device]; ok && a.op.Header.Seq > 0 {
		a.account = d.Account
		return nil
	}
	account, ok := e.graph.AccountOf(a.op.Header.Device, a.past)
	if !ok {
		return ErrStranger
	}
	a.account = account
	return nil
}

// checkByPast refuses what its own past shows to break a rule; rights are no such rule.
func (e *Engine) checkByPast(a *arrival) error {
	switch body := a.body.(type) {
	case *authority.AgreementBody:
		if err := e.graph.CheckStep(a.op, body, e.previousAct(a.op), a.past); err != nil {
			return fmt.Errorf("%w: %w", ErrRefused, err)
		}
	case *authority.JoinBody:
		invite, ok := e.graph.Node(body.Invite)
		if !ok {
			return fmt.Errorf("%w: it names no invite", ErrStranger)
		}
		if created, is := invite.Body.(*authority.InviteBody); !is || created.Key != body.Key {
			return fmt.Errorf("%w: its proof is not by the invite that it names", ErrStranger)
		}
	case *authority.CertifyBody:
		if body.Device == a.op.Header.Device && !e.graph.SeesAccount(body.Account, a.past) {
			return fmt.Errorf("%w: its past does not show the account", ErrStranger)
		}
	}
	return nil
}

// store makes the changes of an op that is kept.
func (e *Engine) store(a *arrival) (Changes, error) {
	c := Changes{}
	forks := e.extendLog(a)
	judged, before, err := e.judgeNew(a)
	if err != nil {
		return Changes{}, err
	}
	o := a.op
	meta := Meta{
		ID: o.ID, Device: o.Header.Device, Seq: o.Header.Seq, Prev: o.Header.Prev, Kind: o.Header.Kind, Past: a.past,
		Subject: judged.subject, Verdict: judged.verdict, HasBody: o.Body != nil,
	}
	if judged.verdict == kind.Applied {
		c.Rows, meta.Verdict, err = e.project(a.kind, judged.entry, e.view)
		if err != nil {
			return Changes{}, err
		}
	}
	c.Store = []NewOp{{Op: o, Meta: meta, Chain: a.kind != nil && a.kind.Chain, Account: a.account, Cites: a.cites}}
	c.Pasts = e.graph.TakeFresh()
	e.metas.put(meta)
	c.Devices = []DeviceRecord{e.devices[meta.Device].DeviceRecord}
	c.forked = forks
	if before != nil {
		c.found = before
	}
	return c, nil
}

// judgement is what is said of a new op.
type judgement struct {
	verdict kind.Verdict
	subject op.ID
	entry   *kind.Entry
}

// judgeNew gives a new op its verdict. Where it is an act that can change what is said of others, it also returns the world before it.
func (e *Engine) judgeNew(a *arrival) (judgement, *authority.World, error) {
	entry := &kind.Entry{Op: a.op, Body: a.body, Author: kind.Standing{Account: a.account}}
	if a.kind == nil {
		return judgement{verdict: kind.Unknown, entry: entry}, nil, nil
	}
	if !a.kind.Chain {
		verdict := e.graph.Now().Judge(e.judged(a.op, a.kind, entry, a.past))
		return judgement{verdict, e.subject(a.kind, entry), entry}, nil, nil
	}
	before, err := e.addAct(a)
	if err != nil {
		return judgement{}, nil, err
	}
	verdict, ok := e.graph.Now().VerdictOf(a.op.ID)
	if !ok {
		return judgement{}, nil, errors.New("an act of authority has no verdict")
	}
	n, _ := e.graph.Node(a.op.ID)
	e.graph.Now().Judge(e.judged(a.op, a.kind, entry, n.Past))
	return judgement{verdict, e.subject(a.kind, entry), entry}, before, nil
}

func (e *Engine) addAct(a *arrival) (before *authority.World, err error) {
	if founding, is := a.body.(*authority.GenesisBody); is {
		e.graph = authority.New(authority.FoundingOf(a.op, founding), e.pin, lookup{e})
		e.graph.Assess()
	}
	d := e.devices[a.op.Header.Device]
	n, err := e.graph.Add(a.op, a.kind, a.body, a.account, e.previousAct(a.op), a.past)
	if err != nil {
		return nil, err
	}
	d.lastChain = n.ID
	if !n.Sways() {
		e.graph.AssessOne()
		return nil, nil
	}
	return e.graph.Assess(), nil
}

func (e *Engine) judged(o *op.Op, k *kind.Kind, entry *kind.Entry, past authority.PastID) *authority.Judged {
	return &authority.Judged{
		ID: o.ID, Device: o.Header.Device, Seq: o.Header.Seq, Kind: k, Entry: entry, Past: past, On: judgedOn(entry.Body),
	}
}

// subject is what the op's rows belong to: the op itself, where its kind does not say.
func (e *Engine) subject(k *kind.Kind, entry *kind.Entry) op.ID {
	if k.Subject == nil {
		return entry.Op.ID
	}
	return k.Subject(lookup{e}, entry)
}

// project asks the kind for the rows that an applied op changes. A kept body that does not fit makes the op invalid.
func (e *Engine) project(k *kind.Kind, entry *kind.Entry, rows kind.Rows) ([]kind.Row, kind.Verdict, error) {
	if k.Apply == nil {
		return nil, kind.Applied, nil
	}
	changed, err := k.Apply(rows, lookup{e}, entry)
	switch {
	case errors.Is(err, kind.ErrInvalid) && k.Keep:
		return nil, kind.Invalid, nil
	case err != nil:
		return nil, 0, fmt.Errorf("projecting the %s %s: %w", k.Name, entry.Op.ID.Short(), err)
	}
	return changed, kind.Applied, nil
}
