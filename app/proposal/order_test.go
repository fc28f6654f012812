package proposal_test

// The promise of this package: rows do not depend on the order of the ops, nor on whether bodies are at hand that may be dropped.

import (
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestRowsDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		w.salt = rapid.Byte().Draw(rt, "salt")
		drawOps(rt, w)
		want, wantInvalid := w.derive(w.order, nil)
		have, haveInvalid := w.derive(drawOrder(rt, w), drawBare(rt, w))
		if diff := gocmp.Diff(want, have); diff != "" {
			rt.Fatalf("rows differ (-written order, +other order):\n%s", diff)
		}
		if !slices.Equal(wantInvalid, haveInvalid) {
			rt.Fatalf("invalid are %v and %v", wantInvalid, haveInvalid)
		}
	})
}

// drawOps writes up to forty acts of all kinds about whatever is there, some of them without the right.
func drawOps(rt *rapid.T, w *world) {
	w.publish("bob")
	w.topic("eve")
	for range rapid.IntRange(1, 40).Draw(rt, "acts") {
		by := rapid.SampledFrom([]person{"ann", "bob", "bob", "cid", "eve", "dan"}).Draw(rt, "by")
		drawAct(rt, w, by)
	}
}

func drawAct(rt *rapid.T, w *world, by person) {
	pick := func(kinds ...string) op.ID { return drawTarget(rt, w, kinds...) }
	posts := []string{
		proposal.KindTopic, proposal.KindPublish, proposal.KindRevise, proposal.KindAmend, proposal.KindComment, proposal.KindProfile,
	}
	text := rapid.SampledFrom([]string{"an elm", "an oak", "no tree"}).Draw(rt, "text")
	switch rapid.SampledFrom(proposal.Kinds()).Draw(rt, "kind").Name {
	case proposal.KindTopic:
		w.topic(by)
	case proposal.KindPublish:
		w.write(by, proposal.KindPublish, &proposal.Publish{Title: text, Text: text, Track: "money", Topic: pick(proposal.KindTopic)})
	case proposal.KindRevise:
		of := pick(proposal.KindPublish)
		w.write(by, proposal.KindRevise, &proposal.Revise{
			Proposal: of, Replaces: drawSome(rt, w, of, proposal.KindRevise), Title: text, Text: text, Amendment: drawIn(rt, w, of, proposal.KindAmend),
		})
	case proposal.KindAmend:
		of := pick(proposal.KindPublish)
		from := drawIn(rt, w, of, proposal.KindRevise)
		if from.IsZero() {
			from = of
		}
		w.write(by, proposal.KindAmend, &proposal.ProposeAmendment{Proposal: of, Revision: from, Title: text, Text: text, Note: "why"})
	case proposal.KindDecide:
		if of := pick(proposal.KindAmend); !of.IsZero() {
			thread, _ := w.SubjectOf(of)
			replaces := drawSome(rt, w, thread, proposal.KindDecide)
			w.write(by, proposal.KindDecide, &proposal.Decide{Amendment: of, Replaces: replaces, Accept: rapid.Bool().Draw(rt, "accept"), Reason: text})
		}
	case proposal.KindComment:
		on := pick(proposal.KindTopic, proposal.KindPublish, proposal.KindAmend)
		w.comment(by, on, pick("", proposal.KindComment))
	case proposal.KindAgree:
		if of := pick(proposal.KindComment, proposal.KindTopic); !of.IsZero() {
			w.write(by, proposal.KindAgree, &proposal.Agree{Of: of})
		}
	case proposal.KindEndAgreement:
		if of := pick(proposal.KindAgree); !of.IsZero() {
			w.write(by, proposal.KindEndAgreement, &proposal.EndAgreement{Of: of})
		}
	case proposal.KindProfile:
		replaces := drawSome(rt, w, proposal.ProfileSubject(by.account()), proposal.KindProfile)
		w.write(by, proposal.KindProfile, &proposal.SetProfile{Name: text, About: text, Replaces: replaces})
	case proposal.KindWithdraw:
		w.withdraw(by, pick(posts...))
	case proposal.KindHide:
		w.write(by, proposal.KindHide, &proposal.Hide{Of: pick(posts...), Drop: rapid.Bool().Draw(rt, "drop")})
	case proposal.KindShow:
		if of := pick(proposal.KindHide); !of.IsZero() {
			w.write(by, proposal.KindShow, &proposal.Show{Of: of})
		}
	case proposal.KindMute:
		w.write(by, proposal.KindMute, &proposal.Mute{Account: person("eve").account()})
	case proposal.KindUnmute:
		if of := pick(proposal.KindMute); !of.IsZero() {
			w.write(by, proposal.KindUnmute, &proposal.Unmute{Of: of})
		}
	}
}

// drawTarget picks an op of some kinds; zero where there is none, or where "" is among the kinds and is drawn.
func drawTarget(rt *rapid.T, w *world, kinds ...string) op.ID {
	var found []op.ID
	if slices.Contains(kinds, "") {
		found = append(found, op.ID{})
	}
	for _, id := range w.order {
		if slices.Contains(kinds, w.ops[id].kind.Name) {
			found = append(found, id)
		}
	}
	if len(found) == 0 {
		return op.ID{}
	}
	if rapid.Bool().Draw(rt, "an early one") { // so that acts meet on one target
		found = found[:min(len(found), 2)]
	}
	return rapid.SampledFrom(found).Draw(rt, "target")
}

func inSubject(w *world, subject op.ID, kindName string) []op.ID {
	var found []op.ID
	for _, id := range w.order {
		if o := w.ops[id]; o.kind.Name == kindName && o.subject == subject {
			found = append(found, id)
		}
	}
	return found
}

// drawIn picks an op of a kind in a subject, or none.
func drawIn(rt *rapid.T, w *world, subject op.ID, kindName string) op.ID {
	return rapid.SampledFrom(append(inSubject(w, subject, kindName), op.ID{})).Draw(rt, "in subject")
}

// drawSome picks up to three of them, ascending: what a device knows that has not heard of the others.
func drawSome(rt *rapid.T, w *world, subject op.ID, kindName string) []op.ID {
	var some []op.ID
	for _, id := range inSubject(w, subject, kindName) {
		if len(some) < 3 && rapid.Bool().Draw(rt, "known") {
			some = append(some, id)
		}
	}
	slices.SortFunc(some, op.ID.Compare)
	return some
}

// drawOrder draws an order in which each op comes after its deps.
func drawOrder(rt *rapid.T, w *world) []op.ID {
	var order []op.ID
	left := slices.Clone(w.order)
	for len(left) > 0 {
		var ready []op.ID
		for _, id := range left {
			if !slices.ContainsFunc(w.ops[id].entry.Op.Header.Deps, func(dep op.ID) bool { return slices.Contains(left, dep) }) {
				ready = append(ready, id)
			}
		}
		next := rapid.SampledFrom(ready).Draw(rt, "next")
		order = append(order, next)
		left = slices.DeleteFunc(left, func(id op.ID) bool { return id == next })
	}
	return order
}

// drawBare picks posts whose bodies this replica has dropped: some of those that an applied act lets it drop.
func drawBare(rt *rapid.T, w *world) map[op.ID]bool {
	bare := make(map[op.ID]bool)
	for _, id := range w.order {
		o := w.ops[id]
		if dropper, ok := o.entry.Body.(interface{ DropsOp() op.ID }); ok && o.verdict == kind.Applied && !w.undone(id) {
			if of := dropper.DropsOp(); !of.IsZero() && rapid.Bool().Draw(rt, "dropped") {
				bare[of] = true
			}
		}
	}
	return bare
}
