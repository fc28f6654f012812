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

// arrival is an op on its way in.
type arrival struct {
	op *op.Op
	// kind is nil where this build does not know it.
	kind *kind.Kind
	// body is nil where it is not at hand, or not of its kind's form.
	body    any
	cites   []op.ID
	commits []op.ID
	past    authority.PastID
	account op.AccountID
	// word is what authority keeps of what a teller says of a poll; nil for nothing.
	word any
	// aside says that it is judged without being stored.
	aside bool
}

// isAct reports whether authority holds it.
func (a *arrival) isAct() bool { return a.kind.Chain || a.word != nil }

// isTellers reports whether it is what a relay's device may write: what a teller says, what a passed poll enacts, and what a later version may
// know as one of these.
func (a *arrival) isTellers() bool {
	carrier, carries := a.body.(*authority.CarrierBody)
	return a.kind == nil || a.kind.Tells || carries && carrier.Content.Type == authority.ByPoll
}

// read decodes the body. A droppable body that is not of its kind's form is left out: whether the op is stored must not depend on it.
// Errors wrap kind.ErrForm or ErrNoBody.
func (e *Engine) read(a *arrival) error {
	k, known := e.registry.Lookup(a.op.Header.Kind)
	if !known {
		a.refer(nil)
		return nil
	}
	a.kind = k
	body, err := e.body(a.op)
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
	if a.body != nil && k.Commits != nil && k.Chain {
		a.commits = slices.Clone(k.Commits(a.body))
	}
	a.refer(named)
	return nil
}

// refer lists what the op names by prev, deps and body, ascending and without doubles, and the commits that it names.
func (a *arrival) refer(named []op.ID) {
	h := &a.op.Header
	a.cites = slices.Concat(h.Deps, named)
	if !h.Prev.IsZero() {
		a.cites = append(a.cites, h.Prev)
	}
	slices.SortFunc(a.cites, op.ID.Compare)
	a.cites = slices.Compact(a.cites)
	if !h.Auth.IsZero() {
		a.commits = append(a.commits, h.Auth)
	}
}

// gaps are the ops and the commits of its past that are not stored.
func (e *Engine) gaps(a *arrival) (ops, commits []op.ID) {
	if a.op.IsGenesis() {
		return nil, nil
	}
	if e.graph == nil {
		return []op.ID{e.com.Genesis()}, nil
	}
	for _, id := range a.cites {
		if _, ok := e.meta(id); !ok {
			ops = append(ops, id)
		}
	}
	for _, id := range a.commits {
		if !e.graph.Knows(id) {
			commits = append(commits, id)
		}
	}
	return ops, commits
}

// place finds out what the op sees, whose it is, and whether its own past allows it to be stored. Errors refuse it; they wrap ErrStranger or
// ErrRefused.
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
	seen := make([]authority.PastID, 0, len(a.cites))
	for _, id := range a.cites {
		m, _ := e.meta(id)
		seen = append(seen, e.pastOf(m))
	}
	a.past = e.graph.Union(seen, a.op.Header.Auth)
	if err := e.bind(a); err != nil {
		return err
	}
	if a.account == (op.AccountID{}) && !a.isTellers() {
		return fmt.Errorf("%w: a relay writes nothing but what a teller says", ErrStranger)
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

// bind finds the account that the op acts for: a first op names or sees its certificate, the others go on.
func (e *Engine) bind(a *arrival) error {
	if a.op.Header.Seq == 0 {
		return e.bindFirst(a)
	}
	m, _ := e.meta(a.op.Header.Prev)
	account, ok := e.accountOf(m)
	if !ok {
		return ErrStranger
	}
	a.account = account
	return nil
}

func (e *Engine) bindFirst(a *arrival) error {
	switch body := a.body.(type) {
	case *authority.GenesisBody:
		a.account = body.Account
		return nil
	case *authority.JoinBody:
		a.account = body.Account
		return nil
	case *authority.CertifyBody:
		if body.Device == a.op.Header.Device {
			a.account = body.Account
			return nil
		}
	}
	account, ok := e.graph.AccountOf(a.op.Header.Device, a.past)
	if !ok && !e.graph.ShowsRelay(a.op.Header.Device, a.past) {
		return ErrStranger
	}
	a.account = account // none for a relay's device
	return nil
}

// checkByPast refuses what its own past shows to break a rule; rights are no such rule.
func (e *Engine) checkByPast(a *arrival) error {
	if err := e.graph.CheckApart(a.body, a.op.Header.Device, a.past); err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
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
	if err := e.checkDelegates(a); err != nil {
		return err
	}
	return e.checkTeller(a)
}

// store makes the changes of an op that was placed. before is the world before it, where it has changed what is said of others; forks says
// that it shows or moves a fork.
func (e *Engine) store(a *arrival) (c Changes, before *authority.World, forks bool, err error) {
	forks = e.extendLog(a)
	judged, before, err := e.judgeNew(a)
	if err != nil {
		return Changes{}, nil, forks, err
	}
	o := a.op
	meta := Meta{
		ID: o.ID, Device: o.Header.Device, Seq: o.Header.Seq, Prev: o.Header.Prev, Kind: o.Header.Kind, Past: a.past,
		Subject: judged.subject, Verdict: judged.verdict, HasBody: o.Body != nil,
	}
	if judged.verdict == kind.Applied {
		if c.Rows, meta.Verdict, err = e.project(a.kind, judged.entry, a.past, e.view); err != nil {
			return Changes{}, nil, forks, err
		}
	}
	c.Store = []NewOp{{Op: o, Meta: meta, Chain: a.kind != nil && (a.isAct() || isOpening(a.kind.Name) || isDelegation(a.kind.Name)), Account: a.account, Cites: a.cites}}
	c.Pasts = e.graph.TakeFresh()
	c.Devices = []DeviceRecord{e.devices[meta.Device].DeviceRecord}
	e.metas.put(meta)
	return c, before, forks, e.noteStored(a, meta)
}

// judgement is what is said of a new op.
type judgement struct {
	verdict kind.Verdict
	subject op.ID
	entry   *kind.Entry
}

// judgeNew gives a new op its verdict. Where it is an act that has changed what is said of others, it also returns the world before it.
func (e *Engine) judgeNew(a *arrival) (judgement, *authority.World, error) {
	entry := &kind.Entry{Op: a.op, Body: a.body, Author: kind.Standing{Account: a.account}}
	if a.kind == nil {
		return judgement{verdict: kind.Unknown, entry: entry}, nil, nil
	}
	if !a.isAct() {
		verdict := e.graph.Now().Judge(e.judged(a.op, a.kind, entry, a.past))
		return judgement{verdict, e.subject(a.kind, entry), entry}, nil, nil
	}
	before, err := e.addAct(a)
	if err != nil {
		return judgement{}, nil, err
	}
	n, _ := e.graph.Node(a.op.ID)
	verdict := e.graph.Now().Judge(e.judged(a.op, a.kind, entry, n.Past))
	return judgement{verdict, e.subject(a.kind, entry), entry}, before, nil
}

func (e *Engine) addAct(a *arrival) (before *authority.World, err error) {
	if founding, is := a.body.(*authority.GenesisBody); is {
		e.graph = authority.New(e.seams.founding(a.op, founding), e.pin, lookup{e})
		e.graph.Assess()
	}
	previous := e.previousAct(a.op)
	body := a.body
	if a.word != nil {
		body = a.word
	}
	n, err := e.graph.Add(a.op, a.kind, body, a.account, previous, a.past)
	if err != nil {
		return nil, err
	}
	e.devices[a.op.Header.Device].lastChain = n.ID
	return e.graph.Follow(), nil
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
func (e *Engine) project(k *kind.Kind, entry *kind.Entry, past authority.PastID, rows kind.Rows) ([]kind.Row, kind.Verdict, error) {
	if k.Apply == nil {
		return nil, kind.Applied, nil
	}
	if wrong := e.checkOpening(entry.Op.ID, entry.Body, past); wrong != nil {
		return nil, kind.Invalid, e.failed
	}
	if wrong := e.checkFollowUp(entry.Body, past); wrong != nil {
		return nil, kind.Invalid, e.failed
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
