package community_test

// Paper ballots as the fold sees them: tellers receipt them like others, and what they count is the same wherever and in whatever order it came.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// paper is a paper ballot that a helper enters for a voter.
func paper(helper, voter *apptest.Laptop, opening op.ID, replaces ...op.ID) *op.Op {
	body := &poll.Assist{Poll: opening, Account: voter.Account, Choice: yes, Paper: "17"}
	if len(replaces) > 0 {
		body.Replaces = replaces[0]
	}
	return helper.Sign(helper.Header(poll.KindAssist, body.Deps()...), body)
}

func TestPaperBallotsAreCountedWhereTheVoterCastNone(t *testing.T) {
	b := newBoard(t)
	helpers := apptest.Accounts(b.cat)
	b.Commit(b.ada).Act(charter.Acts{Helpers: &helpers})
	b.Settle(b.all...)
	eve := b.Newcomer(b.ada, "eve")
	opening := b.bob.OpenPoll(closesMillis)
	own := casts(b.dan, opening)
	b.Close(opening, closesMillis-100, b.all...)
	late := mustVerdict(t, b.cat, paper(b.cat, b.dan, opening), kind.Applied) // without knowing of dan's own
	entered := mustVerdict(t, b.cat, paper(b.cat, b.ada, opening), kind.Applied)
	again := mustVerdict(t, b.cat, paper(b.cat, b.ada, opening, entered), kind.Applied)
	replaced := mustVerdict(t, b.cat, paper(b.cat, b.bob, opening), kind.Applied)
	mine := mustVerdict(t, b.bob, b.bob.Sign(b.bob.Header(poll.KindCast, opening, replaced), &poll.Cast{Poll: opening, Replaces: replaced, Choice: yes}), kind.Applied)
	mustVerdict(t, b.cat, paper(b.cat, b.dan, opening, own), kind.Invalid)
	mustVerdict(t, b.cat, paper(b.cat, b.cat, opening), kind.NoRight)
	mustVerdict(t, b.cat, paper(b.cat, eve, opening), kind.NoRight)
	stranger := mustVerdict(t, b.bob, paper(b.bob, b.ada, opening), kind.NoRight)
	// The helper is sworn where the poll was opened: what becomes of the office later changes nothing.
	none := []op.AccountID{}
	b.Commit(b.ada).Act(charter.Acts{Helpers: &none})
	b.Settle(b.all...)
	mustBe(t, b.Here.Verdict(late), kind.Applied)
	b.Close(opening, closesMillis-10, b.all...)
	b.Close(opening, settledClose, b.all...)
	want := []op.ID{own, again, mine}
	slices.SortFunc(want, op.ID.Compare)
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) {
		got := said(p, opening)
		if got.State != "sealed" || !slices.Equal(got.Counted, want) {
			t.Errorf("%s, counted %v, want %v", got.State, got.Counted, want)
		}
		if _, receipted := got.Certs[stranger]; receipted {
			t.Error("tellers receipted what was entered without right")
		}
	})
}

func TestNoHelpersNoPaperBallots(t *testing.T) {
	b := newBoard(t)
	opening := b.bob.OpenPoll(closesMillis)
	for _, l := range b.all {
		mustVerdict(t, l, paper(l, b.dan, opening), kind.NoRight)
	}
	b.Close(opening, closesMillis-10, b.all...)
	b.Close(opening, settledClose, b.all...)
	if got := said(b.Here, opening); got.State != "sealed" || len(got.Counted) > 0 {
		t.Errorf("%s, counted %v", got.State, got.Counted)
	}
	converge(t, b.Story)
}
