package followup_test

// Who may plan and mark what, and what plans and marks come to.

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

func account(name string) op.AccountID { return sha256.Sum256([]byte(name)) }

// known is what the world says of one op.
type known struct {
	kind    string
	subject op.ID
	account op.AccountID
	body    any
}

// world has a poll that bob opened on cid's text; ann is a steward, and dan and eve are members.
type world struct {
	t       *testing.T
	kinds   *kind.Registry
	ops     map[op.ID]known
	rows    map[string]kind.Row
	written byte
}

var opening, changing, text = op.ID{1}, op.ID{2}, op.ID{3}

var rules = charter.Charter{Tracks: []charter.Track{{ID: "everyday"}, {ID: "rules", Charter: true}}}

func newWorld(t *testing.T) *world {
	w := &world{t: t, kinds: kind.NewRegistry(followup.Kinds()), ops: make(map[op.ID]known), rows: make(map[string]kind.Row)}
	w.ops[text] = known{"proposal.publish", text, account("cid"), nil}
	for id, open := range map[op.ID]poll.Open{
		opening: {Proposal: text, Track: "everyday", Method: poll.YesNo}, changing: {Track: "rules", Method: poll.YesNo, Enacts: &charter.Acts{}},
	} {
		w.ops[id] = known{poll.KindOpen, id, account("bob"), &open}
		w.rows["polls/"+id.String()] = poll.Poll{ID: id, Opening: open}
	}
	return w
}

func (w *world) SubjectOf(id op.ID) (op.ID, bool)        { o, ok := w.ops[id]; return o.subject, ok }
func (w *world) KindOf(id op.ID) (string, bool)          { o, ok := w.ops[id]; return o.kind, ok }
func (w *world) AccountOf(id op.ID) (op.AccountID, bool) { o, ok := w.ops[id]; return o.account, ok }
func (w *world) MemberAt(op.AccountID, op.ID) bool       { return true }
func (w *world) KeptBody(id op.ID) any                   { return w.ops[id].body }
func (w *world) StandingAt(op.AccountID, op.ID) kind.Standing {
	return kind.Standing{Charter: &rules}
}

func (w *world) Row(table, key string) (kind.Row, bool, error) {
	row, ok := w.rows[table+"/"+key]
	return row, ok, nil
}

func (w *world) write(by string, body any) (op.ID, kind.Verdict) {
	w.t.Helper()
	name := followup.KindMark
	if _, is := body.(*followup.Set); is {
		name = followup.KindSet
	}
	k, _ := w.kinds.Lookup(name)
	raw, err := op.Encode(body)
	if err != nil {
		w.t.Fatal(err)
	}
	decoded, err := k.Decode(&op.Header{}, raw)
	if err != nil {
		w.t.Fatal(err)
	}
	w.written++
	id := op.ID(sha256.Sum256([]byte{w.written}))
	e := &kind.Entry{Op: &op.Op{ID: id}, Body: decoded, Author: kind.Standing{Account: account(by), Member: by != "zoe", Steward: by == "ann"}}
	w.ops[id] = known{name, k.Subject(w, e), account(by), decoded}
	if err := k.Rights(w, e); err != nil {
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
		w.rows[row.Table()+"/"+row.Key()] = row
	}
	return id, kind.Applied
}

func plan(of op.ID, owner string, replaces ...op.ID) *followup.Set {
	return &followup.Set{Poll: of, Owner: account(owner), Replaces: replaces, Milestones: []followup.Milestone{{Text: "Wood", DueMillis: 10}}}
}

func TestWhoMayPlan(t *testing.T) {
	w := newWorld(t)
	first, _ := w.write("ann", plan(opening, "dan"))
	foreign, _ := w.write("dan", plan(opening, "dan"))
	for name, s := range map[string]struct {
		by   string
		body *followup.Set
		want kind.Verdict
	}{
		"a steward":                          {"ann", plan(opening, "dan", first), kind.Applied},
		"the opener":                         {"bob", plan(opening, "dan"), kind.Applied},
		"the proposal's author":              {"cid", plan(opening, "dan"), kind.Applied},
		"the owner":                          {"dan", plan(opening, "dan"), kind.NoRight},
		"somebody else":                      {"eve", plan(opening, "eve"), kind.NoRight},
		"no member":                          {"zoe", plan(opening, "zoe"), kind.NoRight},
		"in place of one without right":      {"ann", plan(opening, "dan", foreign), kind.Applied},
		"in place of what is no plan":        {"ann", plan(opening, "dan", text), kind.Invalid},
		"for what the tellers do themselves": {"ann", plan(changing, "dan"), kind.Invalid},
		"for what is no poll":                {"ann", plan(text, "dan"), kind.Invalid},
	} {
		if _, got := w.write(s.by, s.body); got != s.want {
			t.Errorf("%s: %s, want %s", name, got, s.want)
		}
	}
}

func TestWhoMayMark(t *testing.T) {
	w := newWorld(t)
	planned, _ := w.write("ann", plan(opening, "dan"))
	usurped, _ := w.write("eve", plan(opening, "eve"))
	mark := func(of op.ID, milestone string, replaces ...op.ID) *followup.Mark {
		return &followup.Mark{Poll: opening, Set: of, Milestone: milestone, As: followup.Done, Replaces: replaces}
	}
	wood, _ := w.write("dan", mark(planned, "Wood"))
	for name, s := range map[string]struct {
		by   string
		body *followup.Mark
		want kind.Verdict
	}{
		"the owner":                             {"dan", mark(planned, "Wood", wood), kind.Applied},
		"the owner, of the whole":               {"dan", mark(planned, ""), kind.Applied},
		"a steward":                             {"ann", mark(planned, "Wood"), kind.Applied},
		"the opener":                            {"bob", mark(planned, "Wood"), kind.NoRight},
		"who made a plan without right":         {"eve", mark(usurped, "Wood"), kind.Invalid},
		"what the plan does not have":           {"dan", mark(planned, "Nails"), kind.Invalid},
		"a mark in place of one of another":     {"dan", mark(planned, "", wood), kind.Invalid},
		"a mark in place of what is none":       {"dan", mark(planned, "", text), kind.Invalid},
		"a steward, by a plan that there isn't": {"ann", mark(text, "Wood"), kind.Invalid},
	} {
		if _, got := w.write(s.by, s.body); got != s.want {
			t.Errorf("%s: %s, want %s", name, got, s.want)
		}
	}
}

func TestBadBodiesAreRefused(t *testing.T) {
	long := strings.Repeat("x", 400)
	set := func(change func(*followup.Set)) any { b := plan(opening, "dan"); change(b); return b }
	mark := func(change func(*followup.Mark)) any {
		b := &followup.Mark{Poll: opening, Set: op.ID{5}, As: followup.Done}
		change(b)
		return b
	}
	for name, body := range map[string]any{
		"a plan for no poll":          set(func(b *followup.Set) { b.Poll = op.ID{} }),
		"a plan without an owner":     set(func(b *followup.Set) { b.Owner = op.AccountID{} }),
		"a milestone twice":           set(func(b *followup.Set) { b.Milestones = append(b.Milestones, b.Milestones[0]) }),
		"a milestone without a text":  set(func(b *followup.Set) { b.Milestones[0].Text = "" }),
		"a milestone of two lines":    set(func(b *followup.Set) { b.Milestones[0].Text = "a\nb" }),
		"a milestone at no time":      set(func(b *followup.Set) { b.Milestones[0].DueMillis = 0 }),
		"a milestone in year 10,000":  set(func(b *followup.Set) { b.Milestones[0].DueMillis = op.MaxTimeMillis + 1 }),
		"21 milestones":               set(func(b *followup.Set) { b.Milestones = make([]followup.Milestone, 21) }),
		"a review before all time":    set(func(b *followup.Set) { b.ReviewMillis = -1 }),
		"nine plans replaced":         set(func(b *followup.Set) { b.Replaces = make([]op.ID, 9) }),
		"plans replaced out of order": set(func(b *followup.Set) { b.Replaces = []op.ID{{2}, {1}} }),
		"a mark of no poll":           mark(func(b *followup.Mark) { b.Poll = op.ID{} }),
		"a mark by no plan":           mark(func(b *followup.Mark) { b.Set = op.ID{} }),
		"a mark as something else":    mark(func(b *followup.Mark) { b.As = "late" }),
		"a page why":                  mark(func(b *followup.Mark) { b.Why = long }),
		"a milestone of a page":       mark(func(b *followup.Mark) { b.Milestone = long }),
	} {
		k := followup.Kinds()[1]
		if _, is := body.(*followup.Set); is {
			k = followup.Kinds()[0]
		}
		raw, err := op.Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Decode(&op.Header{}, raw); !errors.Is(err, kind.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Two laptops with the same plans and marks show the same, in whatever order these came; and what replaces all that is there counts.
func TestPlansAndMarksConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var plans []followup.Plan
		var marks []followup.Marked
		id := func(i int) op.ID { return op.ID{byte(rapid.IntRange(1, 250).Draw(t, "id")), byte(i)} }
		for i := range rapid.IntRange(1, 6).Draw(t, "plans") {
			p := followup.Plan{ID: id(i), Milestones: []followup.Milestone{{Text: "Wood", DueMillis: int64(i + 1)}}}
			for _, earlier := range plans {
				if rapid.Bool().Draw(t, "replaces") {
					p.Replaces = append(p.Replaces, earlier.ID)
				}
			}
			plans = append(plans, p)
		}
		for i := range rapid.IntRange(0, 8).Draw(t, "marks") {
			m := followup.Marked{ID: id(i), As: rapid.SampledFrom([]followup.As{followup.Open, followup.Done, followup.Dropped}).Draw(t, "as")}
			m.Milestone = rapid.SampledFrom([]string{"", "Wood", "Nails"}).Draw(t, "of")
			for _, earlier := range marks {
				if earlier.Milestone == m.Milestone && rapid.Bool().Draw(t, "replaces") {
					m.Replaces = append(m.Replaces, earlier.ID)
				}
			}
			marks = append(marks, m)
		}
		here, planned := followup.Stand(plans, marks)
		there, _ := followup.Stand(rapid.Permutation(plans).Draw(t, "order"), rapid.Permutation(marks).Draw(t, "order of marks"))
		if diff := cmp.Diff(here, there); diff != "" || !planned {
			t.Fatalf("planned %t, in another order:\n%s", planned, diff)
		}
		last := followup.Plan{ID: op.ID{0, 99}, Replaces: here.Heads}
		undo := followup.Marked{ID: op.ID{0, 98}, As: followup.Open, Replaces: here.Whole.Heads}
		then, _ := followup.Stand(append(plans, last), append(marks, undo))
		if then.Plan.ID != last.ID || then.IsClosed() || !slices.Equal(then.Heads, []op.ID{last.ID}) {
			t.Fatalf("what replaces everything does not count: %+v", then)
		}
	})
}

func TestWhatIsLate(t *testing.T) {
	p := followup.Plan{ID: op.ID{1}, Milestones: []followup.Milestone{{Text: "Wood", DueMillis: 10}, {Text: "Nails", DueMillis: 20}}, ReviewMillis: 30}
	done := func(milestone string, n byte) followup.Marked {
		return followup.Marked{ID: op.ID{n}, Milestone: milestone, As: followup.Done}
	}
	for name, s := range map[string]struct {
		at    int64
		marks []followup.Marked
		want  bool
	}{
		"before all of it":              {9, nil, false},
		"when the first is due":         {10, nil, true},
		"with the first done":           {19, []followup.Marked{done("Wood", 1)}, false},
		"with the second due":           {20, []followup.Marked{done("Wood", 1)}, true},
		"all done, before the review":   {29, []followup.Marked{done("Wood", 1), done("Nails", 2)}, false},
		"all done, on its day":          {30, []followup.Marked{done("Wood", 1), done("Nails", 2)}, true},
		"the whole done":                {99, []followup.Marked{done("", 1)}, false},
		"the whole done, and not again": {99, []followup.Marked{done("", 1), {ID: op.ID{2}, As: followup.Open, Replaces: []op.ID{{1}}}}, true},
	} {
		standing, _ := followup.Stand([]followup.Plan{p}, s.marks)
		if got := standing.IsLate(s.at); got != s.want {
			t.Errorf("%s: late %t", name, got)
		}
	}
}

func FuzzBodies(f *testing.F) { apptest.FuzzBodies(f, followup.Kinds()) }

func (*world) WithdrawnAt(op.DeviceID, op.AccountID, op.ID) bool { return false }
