package store_test

// Search finds what may be seen, and nothing else.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func (h *hall) found(words string) []op.ID {
	h.Helper()
	hits, err := h.replica.Search(h.Context(), words, 50)
	if err != nil {
		h.Fatal(err)
	}
	ids := []op.ID{}
	for _, hit := range hits {
		ids = append(ids, hit.Post)
	}
	return ids
}

func (h *hall) finds(words string, want ...op.ID) {
	h.Helper()
	if want == nil {
		want = []op.ID{}
	}
	h.equal("searching for "+words, nil, h.found(words), want)
}

func TestWordsAreFound(t *testing.T) {
	h := newHall(t)
	garden := h.topic(1, "The Garden", "Who waters the tomatoes in August?")
	comment := h.comment(2, garden.ID, garden.ID, op.ID{}, "I could, says Zoë: 東京の庭園を見る, 100% sure _x_ \"quoted\"")
	other := h.topic(1, "Bicycles", "Garden chairs went missing")
	for words, want := range map[string][]op.ID{
		"garden":                      {other.ID, garden.ID},
		"GARDEN":                      {other.ID, garden.ID},
		"tomato":                      {garden.ID},
		"omato":                       {garden.ID},
		"garden tomatoes":             {garden.ID},
		"tomatoes chairs":             {},
		"zoë":                         {comment.ID},
		"ZOË":                         {comment.ID},
		"庭園を":                         {comment.ID},
		"東京":                          {comment.ID},
		"園":                           {comment.ID},
		"in":                          {other.ID, garden.ID},
		"in garden":                   {other.ID, garden.ID},
		`"quoted"`:                    {comment.ID},
		`"`:                           {comment.ID},
		"100%":                        {comment.ID},
		"0%":                          {comment.ID},
		"%%%":                         {},
		"_x_":                         {comment.ID},
		"_y_":                         {},
		"AND":                         {},
		"garden OR bicycle":           {},
		"*":                           {},
		"rde*":                        {},
		"title:garden":                {},
		"":                            {},
		"   ":                         {},
		"nothing of this":             {},
		strings.Repeat("garden ", 40): {other.ID, garden.ID},
	} {
		h.finds(words, want...)
	}
	hits, err := h.replica.Search(t.Context(), "tomatoes", 10)
	h.equal("a hit", err, hits, []app.Hit{{
		Post: garden.ID, Thread: garden.ID, Table: "topics", Title: "The Garden", Snippet: "Who waters the tomatoes in August?",
	}})
	limited, err := h.replica.Search(t.Context(), "garden", 1)
	h.equal("no more than asked for", err, len(limited), 1)
	none, err := h.replica.Search(t.Context(), "garden", 0)
	h.equal("none asked for", err, len(none), 0)
}

func TestLongTextsAreCutOut(t *testing.T) {
	h := newHall(t)
	h.topic(1, "Long", strings.Repeat("ä word ", 2000)+"needle\n\nin it "+strings.Repeat("and more ", 2000))
	hits, err := h.replica.Search(t.Context(), "NEEDLE", 10)
	if err != nil || len(hits) != 1 {
		t.Fatalf("%v, %v", hits, err)
	}
	if s := hits[0].Snippet; !strings.Contains(s, "needle in it") || len([]rune(s)) > 130 || !strings.HasPrefix(s, "…") || !strings.HasSuffix(s, "…") {
		t.Fatalf("cut out %q", s)
	}
}

func TestHiddenAndWithdrawnTextIsNotFound(t *testing.T) {
	h := newHall(t)
	topic := h.topic(1, "Quiet", "nothing")
	secret := h.comment(2, topic.ID, topic.ID, op.ID{}, "a secret xy")
	for _, indexedBefore := range []bool{false, true} {
		if indexedBefore {
			h.finds("secret", secret.ID)
			h.finds("xy", secret.ID)
		}
		hide := h.opWith(1, topic.ID, func(id op.ID) []kind.Row {
			return []kind.Row{proposal.Hiding{ID: id, Thread: topic.ID, Of: secret.ID, By: account(1)}}
		})
		h.finds("secret")
		h.finds("xy")
		// Showing it again derives the subject anew, without the hide.
		apply(t, h.replica, community.Changes{
			DropSubjects: []op.ID{topic.ID}, Rows: []kind.Row{topic, secret},
			Verdicts: []community.VerdictChange{{ID: hide, Verdict: kind.Undone}},
		})
		h.finds("secret", secret.ID)
		h.finds("nothing", topic.ID)
	}
	gone := secret
	gone.Withdrawn, gone.Text = h.op(2, topic.ID), ""
	h.put(gone)
	h.finds("secret")
	h.finds("xy")
	h.finds("nothing", topic.ID)
}

func TestChangedTextsAreFoundAsTheyAre(t *testing.T) {
	h := newHall(t)
	var p proposal.Proposal
	h.opWith(1, op.ID{}, func(id op.ID) []kind.Row {
		p = proposal.Proposal{Post: h.post(id, id, 1), Heads: []op.ID{id}, Title: "A bench"}
		return []kind.Row{p, proposal.Revision{Post: p.Post, Title: "A bench", Text: "made of granite"}}
	})
	h.finds("granite", p.ID)
	revision := h.opWith(1, p.ID, func(id op.ID) []kind.Row {
		p.Heads = []op.ID{id}
		return []kind.Row{p, proposal.Revision{Post: h.post(id, p.ID, 1), Title: "A bench", Text: "made of timber"}}
	})
	h.finds("granite")
	h.finds("timber", revision)
	h.finds("bench", revision)
	// The subject is derived anew, and its ops say something else.
	p.Heads = []op.ID{p.ID}
	apply(t, h.replica, community.Changes{
		DropSubjects: []op.ID{p.ID}, Rows: []kind.Row{p, proposal.Revision{Post: p.Post, Title: "A bench", Text: "made of marble"}},
	})
	h.finds("timber")
	h.finds("granite")
	h.finds("marble", p.ID)
	apply(t, h.replica, community.Changes{DropSubjects: []op.ID{p.ID}})
	h.finds("marble")
}

func TestIndexingGoesOnInSteps(t *testing.T) {
	h := newHall(t)
	var want []op.ID
	for i := range 25 {
		want = append([]op.ID{h.topic(1, fmt.Sprint("number ", i), "findable").ID}, want...)
	}
	steps := 0
	for more := true; more; steps++ {
		var err error
		if more, err = h.replica.IndexMore(t.Context(), 10); err != nil {
			t.Fatal(err)
		}
	}
	if steps != 3 {
		t.Fatalf("25 ops in steps of 10 took %d", steps)
	}
	h.finds("findable", want...)
	// What is rolled back is not indexed, and what came before goes on.
	_ = h.replica.Update(t.Context(), func(tx community.Tx) error {
		if err := h.replica.DropProjections(tx); err != nil {
			return err
		}
		return errUndone
	})
	h.finds("findable", want...)
	if err := h.replica.Update(t.Context(), h.replica.DropProjections); err != nil {
		t.Fatal(err)
	}
	h.finds("findable")
}

func TestEveryPieceOfATextIsFound(t *testing.T) {
	h := newHall(t)
	letters := []rune(`abcABC "'*%_-(){}:^äÄéßẞ界園の🙂ѐЀσςΣıiIÅÅǅ` + "e\u0301\u200d")
	seen := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom(letters), 1, 40, -1).Draw(rt, "text")
		topic := h.topic(1, "no title", text)
		words := strings.Fields(text)
		if len(words) == 0 {
			return
		}
		word := []rune(rapid.SampledFrom(words).Draw(rt, "word"))
		from := rapid.IntRange(0, len(word)-1).Draw(rt, "from")
		piece := string(word[from:rapid.IntRange(from+1, len(word)).Draw(rt, "to")])
		for _, form := range []string{piece, strings.ToUpper(piece), strings.ToLower(piece)} {
			if len([]rune(form)) != len([]rune(piece)) {
				continue // ß and its like become two letters
			}
			if !slices.Contains(h.found(form), topic.ID) {
				rt.Fatalf("%q is not found in %q", form, text)
			}
		}
		if seen++; seen%20 == 0 {
			h.dropAllTopics()
		}
	})
}

// dropAllTopics makes room in the page of hits.
func (h *hall) dropAllTopics() {
	h.Helper()
	if err := h.replica.Update(h.Context(), h.replica.DropProjections); err != nil {
		h.Fatal(err)
	}
}
