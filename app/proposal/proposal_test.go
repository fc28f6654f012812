package proposal_test

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestWhoMayDoWhat(t *testing.T) {
	w := newWorld(t)
	topic, text := w.topic("bob"), w.publish("bob")
	amendment := w.write("cid", proposal.KindAmend, &proposal.ProposeAmendment{Proposal: text, Revision: text, Title: "An oak", Text: "We plant an oak."})
	comment := w.comment("bob", text, op.ID{})
	agreement := w.write("bob", proposal.KindAgree, &proposal.Agree{Of: comment})
	hide := w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment})
	mute := w.write("ann", proposal.KindMute, &proposal.Mute{Account: person("eve").account()})

	for name, s := range map[string]struct {
		write func(by person) op.ID
		may   string
	}{
		"a topic":    {w.topic, "ann bob cid eve"},
		"a comment":  {func(by person) op.ID { return w.comment(by, topic, op.ID{}) }, "ann bob cid eve"},
		"a profile":  {func(by person) op.ID { return w.write(by, proposal.KindProfile, &proposal.SetProfile{Name: "N"}) }, "ann bob cid eve"},
		"a proposal": {w.publish, "ann bob cid"},
		"a revision": {func(by person) op.ID { return w.revise(by, text, "an oak") }, "bob"},
		"a decision": {func(by person) op.ID { return w.write(by, proposal.KindDecide, &proposal.Decide{Amendment: amendment}) }, "bob"},
		"agreement":  {func(by person) op.ID { return w.write(by, proposal.KindAgree, &proposal.Agree{Of: comment}) }, "ann bob cid"},
		"its end": {func(by person) op.ID {
			return w.write(by, proposal.KindEndAgreement, &proposal.EndAgreement{Of: agreement})
		}, "bob"},
		"withdrawing": {func(by person) op.ID { return w.withdraw(by, topic) }, "bob"},
		"hiding":      {func(by person) op.ID { return w.write(by, proposal.KindHide, &proposal.Hide{Of: comment}) }, "ann"},
		"showing":     {func(by person) op.ID { return w.write(by, proposal.KindShow, &proposal.Show{Of: hide}) }, "ann"},
		"muting": {func(by person) op.ID {
			return w.write(by, proposal.KindMute, &proposal.Mute{Account: person("bob").account()})
		}, "ann"},
		"unmuting": {func(by person) op.ID { return w.write(by, proposal.KindUnmute, &proposal.Unmute{Of: mute}) }, "ann"},
		"an amendment": {func(by person) op.ID {
			return w.write(by, proposal.KindAmend, &proposal.ProposeAmendment{Proposal: text, Revision: text, Title: "T"})
		}, "ann bob cid"},
	} {
		var may []string
		for _, by := range []person{"ann", "bob", "cid", "dan", "eve"} {
			if w.ops[s.write(by)].verdict == kind.Applied {
				may = append(may, string(by))
			}
		}
		if have := strings.Join(may, " "); have != s.may {
			t.Errorf("%s: %q may, where %q should", name, have, s.may)
		}
	}
}

// TestRightsThatNobodyHas: acts whose bodies say one thing and whose headers, or targets, another.
func TestRightsThatNobodyHas(t *testing.T) {
	w := newWorld(t)
	own, others := w.publish("bob"), w.publish("cid")
	comment, othersComment := w.comment("bob", own, op.ID{}), w.comment("cid", own, op.ID{})
	certificate := w.topic("ann") // stands for any act that is no hide and no mute
	for name, id := range map[string]op.ID{
		"a revision that cites the own proposal too":  w.write("bob", proposal.KindRevise, &proposal.Revise{Proposal: others, Title: "T"}, own),
		"a revision that cites no proposal":           w.writeWith("bob", proposal.KindRevise, &proposal.Revise{Proposal: own, Title: "T"}, nil),
		"a withdrawal that cites another's post too":  w.write("bob", proposal.KindWithdraw, &proposal.Withdraw{Of: comment}, othersComment),
		"a hide that cites another post too":          w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment, Drop: true}, othersComment),
		"a withdrawal of an act that is no post":      w.withdraw("bob", w.write("bob", proposal.KindAgree, &proposal.Agree{Of: comment})),
		"a show that takes back what is no hide":      w.write("ann", proposal.KindShow, &proposal.Show{Of: certificate}),
		"an unmute that takes back what is no mute":   w.write("ann", proposal.KindUnmute, &proposal.Unmute{Of: certificate}),
		"a decision about what is no amendment":       w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: comment}),
		"an end of agreement of what is no agreement": w.write("bob", proposal.KindEndAgreement, &proposal.EndAgreement{Of: comment}),
	} {
		if v := w.ops[id].verdict; v != kind.NoRight {
			t.Errorf("%s: %s", name, v)
		}
	}
}

// TestActsThatDoNotFit: kept bodies about what they cannot be about.
func TestActsThatDoNotFit(t *testing.T) {
	w := newWorld(t)
	text := w.publish("bob")
	amendment := w.write("cid", proposal.KindAmend, &proposal.ProposeAmendment{Proposal: text, Revision: text, Title: "T"})
	agreeWithProposal := w.write("ann", proposal.KindAgree, &proposal.Agree{Of: text})
	hideAgreement := w.write("ann", proposal.KindHide, &proposal.Hide{Of: agreeWithProposal})
	replacesText := w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: amendment, Replaces: []op.ID{text}})
	_, invalid := w.derive(w.order, nil)
	want := []op.ID{agreeWithProposal, hideAgreement, replacesText}
	slices.SortFunc(want, op.ID.Compare)
	if !slices.Equal(invalid, want) {
		t.Fatalf("invalid are %v, where %v should be", invalid, want)
	}
}

// TestBodiesThatSayOtherThanTheirHeaders have a place and no text.
func TestBodiesThatSayOtherThanTheirHeaders(t *testing.T) {
	w := newWorld(t)
	topic, text := w.topic("bob"), w.publish("bob")
	other := w.comment("bob", topic, op.ID{})
	twoPlaces := w.write("bob", proposal.KindComment, &proposal.AddComment{On: topic, Text: "x"}, text)
	strangeParent := w.write("bob", proposal.KindComment, &proposal.AddComment{On: text, Parent: other, Text: "x"})
	hiddenTopic := w.write("bob", proposal.KindPublish, &proposal.Publish{Title: "T", Track: "a"}, topic)
	hiddenHead := w.write("bob", proposal.KindRevise, &proposal.Revise{Proposal: text, Title: "T"}, w.revise("bob", text, "an oak"))
	uncited := w.writeWith("bob", proposal.KindComment, &proposal.AddComment{On: text, Text: "x"}, nil)
	rows := w.rows()
	for name, post := range map[string]proposal.Post{
		"a comment in two places":               row[proposal.Comment](t, rows, twoPlaces).Post,
		"an answer to a comment elsewhere":      row[proposal.Comment](t, rows, strangeParent).Post,
		"a proposal that hides its topic":       row[proposal.Proposal](t, rows, hiddenTopic).Post,
		"a revision that hides what it saw too": row[proposal.Revision](t, rows, hiddenHead).Post,
	} {
		if !post.Absent {
			t.Errorf("%s is shown with its text", name)
		}
	}
	if _, ok, _ := rows.Row("comments", uncited.String()); ok {
		t.Error("a comment that is on nothing has a row")
	}
}

func TestRevisionsAndTheirRivals(t *testing.T) {
	w := newWorld(t)
	text := w.publish("bob")
	elm := w.revise("bob", text, "an elm tree", text)
	oak := w.revise("bob", text, "an oak tree", text)
	rows := w.rows()
	p := row[proposal.Proposal](t, rows, text)
	current, rival := elm, oak
	if oak.Compare(elm) > 0 {
		current, rival = oak, elm
	}
	if p.Current() != current || !slices.Equal(p.Rivals(), []op.ID{rival}) || p.Title != row[proposal.Revision](t, rows, current).Title {
		t.Fatalf("apart: %+v", p)
	}
	both := w.revise("bob", text, "both trees", elm, oak)
	if p := row[proposal.Proposal](t, w.rows(), text); p.Current() != both || len(p.Rivals()) != 0 || p.Title != "both trees" {
		t.Fatalf("together again: %+v", p)
	}
	w.withdraw("bob", both)
	if p := row[proposal.Proposal](t, w.rows(), text); p.Current() != both || p.Title != "" || p.IsGone() {
		t.Fatalf("the newest text withdrawn: %+v", p)
	}
}

func TestAmendmentsTakenInAndDeclined(t *testing.T) {
	w := newWorld(t)
	text := w.publish("bob")
	amend := func() op.ID {
		return w.write("cid", proposal.KindAmend, &proposal.ProposeAmendment{Proposal: text, Revision: text, Title: "An oak", Text: "We plant an oak."})
	}
	status := func(id op.ID) proposal.AmendmentStatus { return row[proposal.Amendment](t, w.rows(), id).Status() }
	first, second := amend(), amend()
	if status(first) != proposal.AmendmentOpen {
		t.Errorf("new: %s", status(first))
	}
	no := w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: first, Reason: "too slow"})
	if a := row[proposal.Amendment](t, w.rows(), first); a.Status() != proposal.AmendmentDeclined || a.Reason != "too slow" {
		t.Errorf("declined: %+v", a)
	}
	w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: first, Replaces: []op.ID{no}, Accept: true})
	if a := row[proposal.Amendment](t, w.rows(), first); a.Status() != proposal.AmendmentAccepted || a.Reason != "" {
		t.Errorf("on second thoughts: %+v", a)
	}
	revision := w.write("bob", proposal.KindRevise, &proposal.Revise{Proposal: text, Replaces: []op.ID{text}, Title: "An oak", Amendment: second})
	if a := row[proposal.Amendment](t, w.rows(), second); a.Status() != proposal.AmendmentAccepted || a.TakenIn != revision {
		t.Errorf("taken in: %+v", a)
	}
}

func TestAWithdrawnCommentKeepsItsPlace(t *testing.T) {
	w := newWorld(t)
	topic := w.topic("bob")
	parent := w.comment("cid", topic, op.ID{})
	child := w.comment("bob", topic, parent)
	before := row[proposal.Comment](t, w.rows(), child)
	withdrawal := w.withdraw("bob", child)
	after := row[proposal.Comment](t, w.rows(), child)
	want := before
	want.Text, want.Mentions, want.Withdrawn = "", nil, withdrawal
	if diff := gocmp.Diff(want, after); diff != "" {
		t.Fatal(diff)
	}
	if after.Parent != parent || after.On != topic || after.TimeMillis == 0 || after.Author != person("bob").account() {
		t.Fatalf("place, time or author are lost: %+v", after)
	}
	bare, _ := w.derive(w.order, map[op.ID]bool{child: true})
	if diff := gocmp.Diff(w.rows(), bare); diff != "" {
		t.Fatalf("without its body it looks different: %s", diff)
	}
}

func TestAHideThatIsTakenBack(t *testing.T) {
	w := newWorld(t)
	comment := w.comment("eve", w.topic("bob"), op.ID{})
	first := w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment, Reason: "spam", Drop: true})
	second := w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment})
	if c := row[proposal.Comment](t, w.rows(), comment); c.Text != "" || c.Dropped != first || !c.Newcomer {
		t.Fatalf("hidden and dropped: %+v", c)
	}
	w.write("ann", proposal.KindShow, &proposal.Show{Of: first})
	rows := w.rows()
	if c := row[proposal.Comment](t, rows, comment); c.Text == "" || c.IsGone() {
		t.Errorf("the dropping is taken back: %+v", c)
	}
	if hidings := all[proposal.Hiding](rows); len(hidings) != 1 || hidings[0].ID != second {
		t.Errorf("still hidden by %v", hidings)
	}
}

func TestProfilesFromTwoLaptops(t *testing.T) {
	w := newWorld(t)
	set := func(name string, replaces ...op.ID) op.ID {
		slices.SortFunc(replaces, op.ID.Compare)
		return w.write("bob", proposal.KindProfile, &proposal.SetProfile{Name: name, Replaces: replaces})
	}
	name := func() string {
		return row[proposal.Profile](t, w.rows(), proposal.ProfileSubject(person("bob").account())).Name
	}
	robert := set("Robert")
	bob, bobby := set("Bob", robert), set("Bobby", robert)
	want := "Bob"
	if bobby.Compare(bob) > 0 {
		want = "Bobby"
	}
	if name() != want {
		t.Errorf("apart: %s", name())
	}
	if set("Bob S.", bob, bobby); name() != "Bob S." {
		t.Errorf("together again: %s", name())
	}
	foreign := w.write("cid", proposal.KindProfile, &proposal.SetProfile{Name: "Cid", Replaces: []op.ID{robert}})
	if v := row[proposal.ProfileVersion](t, w.rows(), foreign); !v.Absent {
		t.Error("somebody replaced another's profile")
	}
}

func TestAnAccountAgreesOnce(t *testing.T) {
	w := newWorld(t)
	comment := w.comment("cid", w.topic("bob"), op.ID{})
	agree := func(by person) op.ID { return w.write(by, proposal.KindAgree, &proposal.Agree{Of: comment}) }
	agreeing := func() int { return len(proposal.Agreeing(all[proposal.Agreement](w.rows()))) }
	first, second := agree("bob"), agree("bob")
	agree("ann")
	if agreeing() != 2 {
		t.Errorf("bob twice and ann are %d", agreeing())
	}
	w.write("bob", proposal.KindEndAgreement, &proposal.EndAgreement{Of: first})
	if agreeing() != 2 {
		t.Errorf("one of bob's two ended: %d", agreeing())
	}
	w.write("bob", proposal.KindEndAgreement, &proposal.EndAgreement{Of: second})
	if agreeing() != 1 {
		t.Errorf("both ended: %d", agreeing())
	}
}

// TestTwoAtOnce: two acts that know nothing of each other, about one thing, in both orders.
func TestTwoAtOnce(t *testing.T) {
	for name, acts := range map[string]func(w *world, text, comment, amendment, agreement op.ID){
		"two withdrawals":                 func(w *world, text, comment, _, _ op.ID) { w.withdraw("bob", comment); w.withdraw("bob", comment) },
		"two withdrawals of the proposal": func(w *world, text, _, _, _ op.ID) { w.withdraw("bob", text); w.withdraw("bob", text) },
		"a withdrawal and a revision":     func(w *world, text, _, _, _ op.ID) { w.withdraw("bob", text); w.revise("bob", text, "an oak", text) },
		"two hides that drop": func(w *world, _, comment, _, _ op.ID) {
			w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment, Drop: true})
			w.write("ann", proposal.KindHide, &proposal.Hide{Of: comment, Drop: true})
		},
		"two ends of an agreement": func(w *world, _, _, _, agreement op.ID) {
			w.write("bob", proposal.KindEndAgreement, &proposal.EndAgreement{Of: agreement})
			w.write("bob", proposal.KindEndAgreement, &proposal.EndAgreement{Of: agreement})
		},
		"two decisions": func(w *world, _, _, amendment, _ op.ID) {
			w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: amendment, Accept: true, Reason: "yes"})
			w.write("bob", proposal.KindDecide, &proposal.Decide{Amendment: amendment, Reason: "no"})
		},
		"two revisions that take an amendment in": func(w *world, text, _, amendment, _ op.ID) {
			for _, title := range []string{"one", "two"} {
				w.write("bob", proposal.KindRevise, &proposal.Revise{Proposal: text, Replaces: []op.ID{text}, Title: title, Amendment: amendment})
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			for salt := range byte(8) { // so that either id is the smaller one, once at least
				w := newWorld(t)
				w.salt = salt
				text := w.publish("bob")
				comment := w.comment("bob", text, op.ID{})
				amendment := w.write("cid", proposal.KindAmend, &proposal.ProposeAmendment{Proposal: text, Revision: text, Title: "T"})
				agreement := w.write("bob", proposal.KindAgree, &proposal.Agree{Of: comment})
				acts(w, text, comment, amendment, agreement)
				other := slices.Clone(w.order)
				n := len(other)
				other[n-1], other[n-2] = other[n-2], other[n-1]
				swapped, _ := w.derive(other, nil)
				if diff := gocmp.Diff(w.rows(), swapped); diff != "" {
					t.Fatal(diff)
				}
			}
		})
	}
}
