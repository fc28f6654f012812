package community_test

// The language of the situations in data/authority: names for accounts, devices, acts and commits, in place of keys and hashes.

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// situation is one entry of scenarios.json; its README says what the fields mean.
type situation struct {
	Name, About, Origin string
	Genesis             struct {
		Council, Tellers, Admitters, Members, Devices []string
		C                                             uint64
	}
	Pin     string
	Commits []commitText
	Ops     []opText
	Expect  expectation
}

type commitText struct {
	ID, Parent, Type, Poll string
	Names                  []string
	Acts                   actsText
}

type actsText struct {
	Council, Tellers []string
	C                uint64
	Admitters        *[]string
	Remove           map[string]map[string]string
	EndOffice        map[string]map[string]string `json:"end_office"`
	Retire           []string
	Text             *string
}

type opText struct {
	ID      string
	Dev     string
	Kind    string
	Prev    string   `json:",omitempty"`
	Auth    string   `json:",omitempty"`
	Deps    []string `json:",omitempty"`
	Commit  string   `json:",omitempty"`
	Signers []string `json:",omitempty"`
	Base    string   `json:",omitempty"`
	Value   string   `json:",omitempty"`
	View    uint32   `json:",omitempty"`
	Of      string   `json:",omitempty"`
	Account string   `json:",omitempty"`
	Device  string   `json:",omitempty"`
	Cut     string   `json:",omitempty"`
	On      string   `json:",omitempty"`
	Voters  []string `json:",omitempty"`
	Enacts  *actsText
	At      int64
}

type expectation struct {
	Head, Settled, Stuck string
	Line, Proof, Dropped []string
	NotStanding          map[string]string `json:"not_standing"`
	Refused, Verdicts    map[string]string
	Forks                map[string][]string
}

func readSituations(t *testing.T) []situation {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "authority", "scenarios.json"))
	if errors.Is(err, os.ErrNotExist) {
		apptest.WithoutData(t, "data/authority/scenarios.json")
	}
	must(t, err)
	var all []situation
	must(t, json.Unmarshal(raw, &all))
	return all
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// padded keeps the order of strings.
func padded(name string) (id [32]byte) {
	if copy(id[:], name) < len(name) {
		panic("name too long: " + name)
	}
	return id
}

func named(id [32]byte) string { return strings.TrimRight(string(id[:]), "\x00") }

func eachOf[T ~[32]byte](names []string) []T {
	ids := make([]T, len(names))
	for i, name := range names {
		ids[i] = T(padded(name))
	}
	return ids
}

func accountOf(device string) string { return strings.SplitN(device, "-", 2)[0] }

// cast is a situation turned into ops.
type cast struct {
	*situation
	ops     []*op.Op
	bodies  map[op.ID]any
	commits map[string]op.ID
}

var genesisID = padded("G")

// castOf makes the ops; the genesis comes first.
func castOf(t rapid.TB, s *situation) *cast {
	c := &cast{situation: s, bodies: make(map[op.ID]any), commits: map[string]op.ID{"G": genesisID}}
	c.add(&op.Op{ID: genesisID, Header: op.Header{Kind: authority.KindGenesis, Device: padded("genesis")}}, &authority.GenesisBody{})
	for _, text := range s.Commits {
		c.commit(t, text.ID)
	}
	for _, o := range s.Ops {
		c.add(c.op(t, o), c.body(t, o))
	}
	return c
}

func (c *cast) add(o *op.Op, body any) {
	o.Body = []byte{}
	c.ops = append(c.ops, o)
	c.bodies[o.ID] = body
}

func (c *cast) op(t rapid.TB, o opText) *op.Op {
	h := op.Header{
		Version: 1, Community: genesisID, Kind: kindNames[o.Kind], Device: padded(o.Dev), Deps: eachOf[op.ID](o.Deps), Auth: c.commit(t, o.Auth),
	}
	if o.Prev != "" {
		h.Prev, h.Seq = padded(o.Prev), c.seq(o.Prev)+1
	}
	return &op.Op{ID: padded(o.ID), Header: h}
}

func (c *cast) seq(id string) uint64 {
	at := slices.IndexFunc(c.Ops, func(o opText) bool { return o.ID == id })
	if c.Ops[at].Prev == "" {
		return 0
	}
	return c.seq(c.Ops[at].Prev) + 1
}

var kindNames = map[string]string{
	"commit": authority.KindCommit, "admit": authority.KindAdmit, "certify": authority.KindCertify,
	"withdraw": authority.KindWithdraw, "approve": authority.KindApprove,
	"propose": authority.KindOfStep(agreement.Propose), "endorse": authority.KindOfStep(agreement.Endorse),
	"seal": authority.KindOfStep(agreement.Seal), "turn": authority.KindOfStep(agreement.Turn),
	"open": "toy.open", "receipt": "toy.receipt", "passed": "toy.passed",
	"post": "toy.post", "hide": "toy.hide", "show": "toy.show",
}

func (c *cast) body(t rapid.TB, o opText) any {
	switch o.Kind {
	case "commit":
		var signed []authority.Signed
		for _, dev := range slices.Sorted(slices.Values(o.Signers)) {
			signed = append(signed, authority.Signed{Device: padded(dev)})
		}
		return &authority.CarrierBody{Content: c.content(t, o.Commit), Signatures: signed}
	case "propose", "endorse", "seal":
		return &authority.AgreementBody{Base: c.commit(t, o.Base), View: o.View, Value: c.commit(t, o.Value)}
	case "turn":
		return &authority.AgreementBody{Base: c.commit(t, o.Base), View: o.View}
	case "admit":
		return &authority.AdmitBody{Account: padded(o.Account)}
	case "certify":
		return &authority.CertifyBody{Device: padded(o.Device), Account: padded(accountOf(o.Device))}
	case "withdraw":
		return &authority.WithdrawBody{Device: padded(o.Device), Cut: padded(o.Cut)}
	case "approve":
		return &authority.ApproveBody{Of: padded(o.Of)}
	case "hide":
		return &toyHide{padded(o.Of)}
	case "show":
		if !slices.ContainsFunc(c.Ops, func(of opText) bool { return of.ID == o.Of && of.Kind == "hide" }) {
			return &toyShow{Of: padded(o.Of)}
		}
		return &toyShow{Of: padded(o.Of), Undoes: padded(o.Of)}
	case "post", "open":
		return &toyPost{}
	case "receipt":
		return &authority.PollReceipt{Poll: padded(o.Of), AtMillis: o.At}
	case "passed":
		return &authority.PollSeal{Poll: padded(o.Of)}
	}
	t.Fatalf("no kind %q", o.Kind)
	return nil
}

// commit is the id of a commit: the hash of its content, as everywhere.
func (c *cast) commit(t rapid.TB, name string) op.ID {
	if id, ok := c.commits[name]; ok {
		return id
	}
	content := c.content(t, name)
	id, err := content.ID()
	must(t, err)
	c.commits[name] = id
	return id
}

func (c *cast) content(t rapid.TB, name string) authority.Content {
	at := slices.IndexFunc(c.Commits, func(text commitText) bool { return text.ID == name })
	if at < 0 {
		t.Fatalf("no commit %q", name)
	}
	text := c.Commits[at]
	content := authority.Content{
		Version: 1, Community: genesisID, Type: authority.CommitType(text.Type), Parent: c.commit(t, text.Parent), Acts: text.Acts.acts(),
	}
	// The name makes two contents with the same acts different.
	for i, b := range []byte(name) {
		content.TimeMillis += int64(b) << (8 * i)
	}
	if text.Poll != "" {
		content.Poll = padded(text.Poll)
	}
	for _, rival := range text.Names {
		content.Names = append(content.Names, c.commit(t, rival))
	}
	slices.SortFunc(content.Names, op.ID.Compare)
	return content
}

func (a actsText) acts() charter.Acts {
	acts := charter.Acts{
		Council: eachOf[op.AccountID](a.Council), Threshold: a.C, Tellers: eachOf[op.DeviceID](a.Tellers),
		Remove: endings(a.Remove), EndOffice: endings(a.EndOffice), Retire: eachOf[op.ID](a.Retire), Text: a.Text,
	}
	if a.Admitters != nil {
		admitters := eachOf[op.AccountID](*a.Admitters)
		acts.Admitters = &admitters
	}
	return acts
}

func endings(byAccount map[string]map[string]string) []charter.Ending {
	var list []charter.Ending
	for _, account := range slices.Sorted(maps.Keys(byAccount)) {
		e := charter.Ending{Account: padded(account)}
		for _, dev := range slices.Sorted(maps.Keys(byAccount[account])) {
			if last := byAccount[account][dev]; last != "" {
				e.Cut = append(e.Cut, charter.Position{Device: padded(dev), Op: padded(last)})
			}
		}
		list = append(list, e)
	}
	return list
}

// nameOf is a commit's name in the situation.
func (c *cast) nameOf(commit op.ID) string {
	for name, id := range c.commits {
		if id == commit {
			return name
		}
	}
	return "?" + commit.Short()
}

func (c *cast) founding(*op.Op, *authority.GenesisBody) authority.Founding {
	f := authority.Founding{
		Genesis: genesisID,
		Charter: charter.Charter{
			Council: eachOf[op.AccountID](c.Genesis.Council), Threshold: c.Genesis.C, Tellers: eachOf[op.DeviceID](c.Genesis.Tellers),
			Admitters: eachOf[op.AccountID](c.Genesis.Admitters), Features: []string{authority.Core},
			SettleMillis: charter.SettleMillis, PatienceMillis: charter.PatienceMillis, RetireAfterMillis: charter.RetireAfterMillis,
		},
		Members: eachOf[op.AccountID](c.Genesis.Members),
		Devices: map[op.DeviceID]op.AccountID{padded("genesis"): padded("genesis")},
		Bound:   make(map[op.DeviceID]op.AccountID),
	}
	for _, dev := range c.Genesis.Devices {
		f.Devices[padded(dev)] = padded(accountOf(dev))
	}
	for _, o := range c.Ops {
		f.Bound[padded(o.Dev)] = padded(accountOf(o.Dev))
	}
	return f
}

func (c *cast) decode(o *op.Op) (any, error) {
	body, ok := c.bodies[o.ID]
	if !ok {
		return nil, fmt.Errorf("no body for %s", named(o.ID))
	}
	return body, nil
}

func (c *cast) open(t rapid.TB, view community.View) *community.Engine {
	cfg := community.Config{Registry: toyRegistry(), Community: genesisID}
	if c.Pin != "" {
		cfg.Pin = c.commit(t, c.Pin)
	}
	e, err := community.OpenWith(cfg, view, c.decode, c.founding, situationPolls{t, c})
	must(t, err)
	return e
}

// The toy kinds of the situations.
type (
	toyPost struct{}
	toyHide struct{ Of op.ID }
	// toyShow may name anything, and undoes a hide alone.
	toyShow struct{ Of, Undoes op.ID }
)

// UndoesOp implements authority.Undoer.
func (b *toyShow) UndoesOp() op.ID { return b.Undoes }

func toyRegistry() *kind.Registry {
	note := func(_ kind.Rows, w kind.World, e *kind.Entry) ([]kind.Row, error) {
		return []kind.Row{&apptest.Note{Name: named(e.Op.ID), Of: toySubject(w, e), Text: e.Op.Header.Kind}}, nil
	}
	return kind.NewRegistry(authority.Kinds(), toyPollKinds(), []kind.Kind{
		{Name: "toy.post", Feature: authority.Core, NewBody: func() any { return new(toyPost) }, Rights: kind.NeedMember, Apply: note},
		{
			Name: "toy.hide", Feature: authority.Core, NewBody: func() any { return new(toyHide) }, Chain: true, Office: true,
			Names:  func(body any) []op.ID { return []op.ID{body.(*toyHide).Of} },
			Rights: kind.NeedSteward, Subject: toySubject, Apply: note,
		},
		{
			Name: "toy.show", Feature: authority.Core, NewBody: func() any { return new(toyShow) }, Chain: true, Office: true,
			Names:   func(body any) []op.ID { return []op.ID{body.(*toyShow).Of} },
			Rights:  kind.NeedSteward,
			Subject: toySubject, Apply: note,
		},
	})
}

func toySubject(w kind.World, e *kind.Entry) op.ID {
	of := e.Op.ID
	switch body := e.Body.(type) {
	case *toyHide:
		of = body.Of
	case *toyShow:
		of = body.Of
	default:
		return of
	}
	subject, _ := w.SubjectOf(of)
	return subject
}
