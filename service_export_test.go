package main_test

// Export: everything that this person may read, and nothing else.

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// files are what an export has written, by name.
type files map[string]*bytes.Buffer

func (f files) create(name string) (io.WriteCloser, error) {
	if _, twice := f[name]; twice || !fs.ValidPath(name) {
		return nil, errors.New("made twice, or no valid name: " + name)
	}
	f[name] = new(bytes.Buffer)
	return unclosed{f[name]}, nil
}

type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

func (l *laptop) export() (files, app.Exported) {
	l.Helper()
	out := files{}
	done, total := 0, 1
	x := must1[app.Exported](l.T)(l.c.Export(l.Context(), out.create, func(d, t int) { done, total = d, t }))
	if done != total || x.Files != len(out) {
		l.Errorf("done %d of %d, %d files of %d", done, total, x.Files, len(out))
	}
	return out, x
}

// one is the text of the one file in a folder.
func (f files) one(t *testing.T, folder string) string {
	t.Helper()
	var found []string
	for name := range f {
		if strings.HasPrefix(name, folder+"/") {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s has %v", folder, found)
	}
	return f[found[0]].String()
}

func (f files) table(t *testing.T, name string) [][]string {
	t.Helper()
	if f[name] == nil {
		t.Fatalf("no %s in %v", name, slices.Sorted(maps.Keys(f)))
	}
	return must1[[][]string](t)(csv.NewReader(f[name]).ReadAll())
}

func (f files) all() string {
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(f)) {
		all.WriteString(name + "\n" + f[name].String())
	}
	return all.String()
}

func TestExportHoldsEverything(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard / Der Hof: ../../etc/passwd")
	comment := cid.comment(bobs(bob, cid, topic), op.ID{}, "I like it.\n# 1. Passed\n- not a heading")
	meet(ada, bob, cid)
	must1[op.ID](t)(ada.c.Agree(t.Context(), comment))
	p := bob.propose("=HYPERLINK(\"http://evil\")", "One bench.")
	meet(ada, bob, cid)
	a := must1[op.ID](t)(cid.c.ProposeAmendment(t.Context(), proposal.ProposeAmendment{Proposal: p, Title: "A bench", Text: "Two benches.", Note: "more"}))
	meet(ada, bob, cid)
	bob.must(bob.c.DecideAmendment(t.Context(), a, true, "fine"))
	id := bob.openPoll(app.NewPoll{Proposal: p, Title: "=1+1"})
	meet(ada, bob, cid)
	ada.vote(id, "yes")
	must1[op.ID](t)(cid.c.Vote(t.Context(), id, "no", "@SUM(1)"))
	meet(ada, bob, cid)

	out, x := cid.export()
	if x.Topics != 1 || x.Proposals != 1 || x.Polls != 1 || x.Ops != cid.status().Ops || x.Withheld != 0 {
		t.Errorf("%+v", x)
	}
	for _, name := range slices.Sorted(maps.Keys(out)) {
		if strings.Contains(name, "..") || strings.Count(name, "/") > 1 {
			t.Errorf("a file called %q", name)
		}
	}
	page := out.one(t, "topics")
	for _, want := range []string{"The yard / Der Hof: ../../etc/passwd", "> # 1. Passed", "> I like it.", "Agreed by:", "- Ada"} {
		if !strings.Contains(page, want) {
			t.Errorf("the topic's page lacks %q:\n%s", want, page)
		}
	}
	page = out.one(t, "proposals")
	for _, want := range []string{"> Two benches.", "## Revisions", "> One bench.", "## Amendments", "accepted", "> fine", "- yes: 1", "- no: 1", "ballots: 2 of 3 voters", "Not closed"} {
		if !strings.Contains(page, want) {
			t.Errorf("the proposal's page lacks %q:\n%s", want, page)
		}
	}
	if page = out.one(t, "polls"); !strings.Contains(page, "> Two benches.") || !strings.Contains(page, "running count") {
		t.Errorf("the poll's page:\n%s", page)
	}
	if acts, err := charter.ParseChange(out["charter.toml"].Bytes(), charter.Named{}); err != nil || len(*acts.Tracks) != 3 {
		t.Errorf("the rules as a file: %v", err)
	}
	if page = out["charter.md"].String(); !strings.Contains(page, "# Elm") || !strings.Contains(page, "- Ada") || !strings.Contains(page, "`everyday`") {
		t.Errorf("the charter's page:\n%s", page)
	}
	if rows := out.table(t, "members.csv"); len(rows) != 4 || rows[1][3] != "member" || rows[1][4] != "founder steward" {
		t.Errorf("%v", rows)
	}
	if rows := out.table(t, "polls.csv"); len(rows) != 2 || rows[1][4] != "'=1+1" || rows[1][10] != "yes=1; no=1; abstain=0" || rows[1][3] != "no" {
		t.Errorf("%v", rows)
	}
	rows := out.table(t, "ballots.csv")
	if len(rows) != 3 || !slices.ContainsFunc(rows, func(r []string) bool { return r[3] == "Cid" && r[5] == "no" && r[6] == "true" && r[8] == "'@SUM(1)" }) {
		t.Errorf("%v", rows)
	}
	checkOpLines(t, out["ops.jsonl"].String(), x.Ops)
}

// bobs brings what Bob wrote to Cid first.
func bobs(bob, cid *laptop, id op.ID) op.ID {
	carry(bob, cid)
	return id
}

func checkOpLines(t *testing.T, text string, want int) {
	t.Helper()
	n, kinds := 0, map[string]int{}
	for each := range strings.Lines(text) {
		var l struct {
			ID, Kind, Verdict string
			Deps              []string
			Body              map[string]any
		}
		if err := json.Unmarshal([]byte(each), &l); err != nil {
			t.Fatalf("line %d: %v\n%s", n+1, err, each)
		}
		if _, err := op.ParseID(l.ID); err != nil || l.Verdict == "" || l.Body == nil {
			t.Errorf("line %d: %s", n+1, each)
		}
		if l.Kind == "ballot.cast" && l.Body["poll"] != l.Deps[0] && !slices.Contains(l.Deps, l.Body["poll"].(string)) {
			t.Errorf("a ballot's poll is %v", l.Body["poll"])
		}
		kinds[l.Kind]++
		n++
	}
	if n != want || kinds["community.genesis"] != 1 || kinds["ballot.cast"] != 2 {
		t.Errorf("%d lines, %v", n, kinds)
	}
}

func TestExportLeavesOutWhatIsNotForThisPerson(t *testing.T) {
	ada, bob, cid := three(t)
	topic := bob.topic("The yard")
	hidden := bob.comment(topic, op.ID{}, "a hidden insult")
	gone := bob.comment(topic, op.ID{}, "a withdrawn insult")
	dropped := bob.comment(topic, op.ID{}, "a dropped address")
	title := bob.propose("a hidden title", "with a hidden text")
	meet(ada, bob, cid)
	must1[op.ID](t)(ada.c.Hide(t.Context(), hidden, "rude", false))
	must1[op.ID](t)(ada.c.Hide(t.Context(), dropped, "an address", true))
	must1[op.ID](t)(ada.c.Hide(t.Context(), title, "rude", false))
	bob.must(bob.c.Withdraw(t.Context(), gone))
	meet(ada, bob, cid)

	out, x := cid.export()
	text := out.all()
	for _, not := range []string{"a hidden insult", "a withdrawn insult", "a dropped address", "a hidden title", "a-hidden-title", "with a hidden text"} {
		if strings.Contains(text, not) {
			t.Errorf("Cid's export holds %q", not)
		}
	}
	if x.Withheld != 4 || !strings.Contains(text, `hidden by Ada`) || !strings.Contains(text, "taken back by its author") {
		t.Errorf("%+v\n%s", x, out.one(t, "topics"))
	}
	out, x = ada.export()
	text = out.all()
	if !strings.Contains(text, "> a hidden insult") || !strings.Contains(text, "with a hidden text") || x.Withheld != 2 {
		t.Errorf("a steward's export lacks what stewards may read: %+v\n%s", x, out.one(t, "topics"))
	}
	for _, not := range []string{"a withdrawn insult", "a dropped address"} {
		if strings.Contains(text, not) {
			t.Errorf("Ada's export holds %q", not)
		}
	}
}

func TestExportStops(t *testing.T) {
	ada, _, _ := three(t)
	for range 5 {
		ada.topic("A topic")
	}
	full := errors.New("no room")
	_, err := ada.c.Export(t.Context(), func(string) (io.WriteCloser, error) { return nil, full }, nil)
	wantErr(t, err, full, "charter.md")
	_, err = ada.c.Export(t.Context(), func(string) (io.WriteCloser, error) { return failing{full}, nil }, nil)
	wantErr(t, err, full, "")
	ctx, stop := context.WithCancel(t.Context())
	made := 0
	_, err = ada.c.Export(ctx, func(string) (io.WriteCloser, error) {
		if made++; made == 3 {
			stop()
		}
		return unclosed{io.Discard}, nil
	}, nil)
	wantErr(t, err, context.Canceled, "")
	if made > 4 {
		t.Errorf("made %d files", made)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func (f failing) Close() error { return nil }
