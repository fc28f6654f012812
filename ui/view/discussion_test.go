package view

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/storetest"
)

// The list says of each topic what its page shows: how much can be read, and what was said last.
func TestTheListOfTopicsSaysWhatTheirPagesShow(t *testing.T) {
	i := storetest.Sample(t, "en")
	w := words(t)
	w.NowMillis = i.NowMillis()
	rows, err := LoadDiscussion(t.Context(), i.Community, w, i.NowMillis())
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d topics: %v", len(rows), err)
	}
	for _, row := range rows {
		id, err := op.ParseID(row.ID)
		if err != nil {
			t.Fatal(err)
		}
		page, err := LoadTopic(t.Context(), i.Community, w, id)
		if err != nil {
			t.Fatal(err)
		}
		readable := slices.DeleteFunc(page.Comments, func(c Comment) bool { return !c.IsReadable() })
		said := w.Say.T("discussion.no_answer", nil)
		if len(readable) > 0 {
			said = w.Say.N("discussion.answers", len(readable), nil)
		}
		if row.State != said || row.New {
			t.Errorf("%s: %q, want %q", row.Title, row.State, said)
		}
	}
	all, err := LoadDiscussion(t.Context(), i.Community, w, 0)
	if err != nil || !slices.ContainsFunc(all, func(r DiscussionRow) bool { return r.New }) {
		t.Errorf("nothing is new to who was never here: %v", err)
	}
}
