package store_test

// What was said is summed up as somebody may read it.

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestTalkIsSummedUp(t *testing.T) {
	h := newHall(t)
	topic := h.topic(1, "Garden", "Who waters?")
	other := h.topic(1, "Cellar", "Who sweeps?")
	h.comment(2, other.ID, other.ID, op.ID{}, "elsewhere")
	sum := func(what string, want app.Talk) {
		t.Helper()
		h.read(func(r app.Reader) {
			got, err := r.Talk(topic.ID, app.TalkQuery{Reader: account(1), AfterMillis: 1_700_000_000_002})
			h.equal(what, err, got, want)
		})
	}
	sum("nothing yet", app.Talk{})
	mine := h.comment(1, topic.ID, topic.ID, op.ID{}, "mine")
	sum("what I said is not new to me", app.Talk{Comments: 1, Last: mine.ID, LastMillis: mine.TimeMillis})
	h.comment(2, topic.ID, topic.ID, op.ID{}, "old")
	said := h.comment(4, topic.ID, topic.ID, mine.ID, "new")
	last := h.comment(3, topic.ID, topic.ID, op.ID{}, "new too")
	sum("two of four are new", app.Talk{Comments: 4, New: 2, Last: last.ID, LastMillis: said.TimeMillis})

	gone := last
	gone.Withdrawn = mine.ID
	h.put(gone)
	sum("what was withdrawn was not said", app.Talk{Comments: 3, New: 1, Last: said.ID, LastMillis: said.TimeMillis})
	h.opWithHiding(topic.ID, said.ID)
	old := app.Talk{Comments: 2, Last: h.lastBy(topic.ID, account(2)), LastMillis: 1_700_000_000_002}
	sum("nor what is hidden", old)
	if err := h.replica.UpdateLocal(t.Context(), func(l app.Local) error { return l.MutePersonally(account(2), true) }); err != nil {
		t.Fatal(err)
	}
	sum("nor by whom I do not want to hear", app.Talk{Comments: 1, Last: mine.ID, LastMillis: mine.TimeMillis})
	h.put(proposal.Muting{ID: h.op(2, op.ID(account(1))), Account: account(1), By: account(2)})
	sum("nor by whom nobody hears", app.Talk{})
}

func (h *hall) opWithHiding(thread, post op.ID) {
	h.Helper()
	h.put(proposal.Hiding{ID: h.op(1, thread), Thread: thread, Of: post, By: account(1), TimeMillis: 9})
}

// lastBy is the newest comment of an account.
func (h *hall) lastBy(thread op.ID, by op.AccountID) (last op.ID) {
	h.Helper()
	h.read(func(r app.Reader) {
		all, err := r.Comments(thread, app.Page{})
		if err != nil {
			h.Fatal(err)
		}
		for _, c := range all {
			if c.Author == by {
				last = c.ID
			}
		}
	})
	return last
}
