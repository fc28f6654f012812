package poll_test

// A small community in memory, and the ballots that it casts.

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func account(name string) op.AccountID { return sha256.Sum256([]byte(name)) }

// rules: members open polls on "everyday", stewards on "rules"; cid is a helper.
var rules = &charter.Charter{Helpers: []op.AccountID{account("cid")}, Tracks: []charter.Track{
	{ID: "everyday", Opener: charter.OpenedByMembers}, {ID: "rules", Opener: charter.OpenedByStewards},
}}

// standing: ann is a steward, bob and cid are members, and eve is a newcomer.
func standing(name string) kind.Standing {
	return kind.Standing{
		Account: account(name), Charter: rules, Steward: name == "ann", Member: name != "eve" && name != "dan", Newcomer: name == "eve",
	}
}

// known is what the world says of one op.
type known struct {
	kind    string
	subject op.ID
	account op.AccountID
	body    any
}

type world struct {
	t       testing.TB
	kinds   *kind.Registry
	ops     map[op.ID]known
	rows    map[string]kind.Row
	voters  []string
	written byte
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, kinds: kind.NewRegistry(poll.Kinds()), ops: make(map[op.ID]known), rows: make(map[string]kind.Row), voters: []string{"ann", "bob", "cid"}}
	w.ops[text] = known{"proposal.publish", text, account("bob"), nil}
	w.ops[revision] = known{"proposal.revise", text, account("bob"), nil}
	w.ops[otherText] = known{"proposal.publish", otherText, account("bob"), nil}
	return w
}

var text, revision, otherText = op.ID{1}, op.ID{2}, op.ID{3}

func (w *world) SubjectOf(id op.ID) (op.ID, bool) { o, ok := w.ops[id]; return o.subject, ok }

func (w *world) KindOf(id op.ID) (string, bool) { o, ok := w.ops[id]; return o.kind, ok }

func (w *world) AccountOf(id op.ID) (op.AccountID, bool) { o, ok := w.ops[id]; return o.account, ok }

func (w *world) MemberAt(a op.AccountID, _ op.ID) bool {
	return slices.ContainsFunc(w.voters, func(name string) bool { return account(name) == a })
}

func (w *world) StandingAt(a op.AccountID, _ op.ID) kind.Standing {
	for _, name := range []string{"ann", "bob", "cid", "dan", "eve"} {
		if account(name) == a {
			return standing(name)
		}
	}
	return kind.Standing{}
}

func (w *world) KeptBody(id op.ID) any { return w.ops[id].body }

func (w *world) Row(table, key string) (kind.Row, bool, error) {
	row, ok := w.rows[table+"/"+key]
	return row, ok, nil
}

// write takes a body through its kind, as the fold does, and returns its id and verdict.
func (w *world) write(by, kindName string, body any) (op.ID, kind.Verdict) {
	w.t.Helper()
	k, _ := w.kinds.Lookup(kindName)
	raw, err := op.Encode(body)
	if err != nil {
		w.t.Fatal(err)
	}
	header := op.Header{Kind: kindName, TimeMillis: 1000}
	decoded, err := k.Decode(&header, raw)
	if err != nil {
		w.t.Fatal(err)
	}
	w.written++
	id := op.ID(sha256.Sum256([]byte{w.written}))
	e := &kind.Entry{Op: &op.Op{ID: id, Header: header}, Body: decoded, Author: standing(by)}
	subject := id
	if k.Subject != nil {
		subject = k.Subject(w, e)
	}
	w.ops[id] = known{kindName, subject, account(by), decoded}
	if err := k.Rights(w, e); err != nil {
		if !errors.Is(err, kind.ErrNoRight) {
			w.t.Fatal(err)
		}
		return id, kind.NoRight
	}
	rows, err := k.Apply(w, w, e)
	if errors.Is(err, kind.ErrInvalid) {
		return id, kind.Invalid
	}
	if err != nil {
		w.t.Fatal(err)
	}
	for _, row := range rows {
		if row.Subject() != subject {
			w.t.Fatalf("a %s of subject %s changes a row with subject %s", kindName, subject, row.Subject())
		}
		w.rows[row.Table()+"/"+row.Key()] = row
	}
	return id, kind.Applied
}

func yesNo() poll.Open {
	return complete(poll.Open{
		Proposal: text, Revision: revision, Track: "everyday", On: op.ID{9}, Title: "Shall we plant a tree?", ClosesMillis: 1_700_000_000_000,
	})
}

func complete(open poll.Open) poll.Open {
	if err := open.Complete(); err != nil {
		panic(err)
	}
	return open
}

// trees asks by approval, with as many marks as one likes.
func trees() poll.Open { return treesBy(poll.Approval) }

// treesBy asks by any method that has options, with its own settings but for those given as name, value, name, value.
func treesBy(method string, settings ...string) poll.Open {
	open := yesNo()
	open.Method, open.Options, open.Settings, open.Seats = method, []string{"Elm", "Oak", "Ash, or rowan"}, nil, 1
	for i := 0; i+1 < len(settings); i += 2 {
		open.Settings = append(open.Settings, poll.Setting{Name: settings[i], Value: settings[i+1]})
	}
	if strings.HasPrefix(method, "pb-") {
		open.Seats, open.Budget, open.Costs = 0, 100, []uint64{30, 60, 50}
	}
	return complete(open)
}

// byConsent asks whether anybody objects.
func byConsent() poll.Open {
	open := yesNo()
	open.Method, open.Options, open.Settings = "consent", nil, nil
	return complete(open)
}

func (w *world) open(open poll.Open) op.ID {
	w.t.Helper()
	id, verdict := w.write("bob", poll.KindOpen, &open)
	if verdict != kind.Applied {
		w.t.Fatalf("opening: %s", verdict)
	}
	return id
}

func (w *world) cast(by string, in, replaces op.ID, choice []byte) (op.ID, kind.Verdict) {
	w.t.Helper()
	return w.write(by, poll.KindCast, &poll.Cast{Poll: in, Replaces: replaces, Choice: choice})
}

// choice is a payload, as a person types it.
func choice(t testing.TB, open poll.Open, typed string) []byte {
	t.Helper()
	b, err := poll.Parse(&open, typed)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := poll.Encode(&open, b)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (*world) WithdrawnAt(op.DeviceID, op.AccountID, op.ID) bool { return false }
