package authority

// Planted bugs: subtle mistakes that the tests of the simulation make on purpose, one at a time, to see whether it finds them. Nothing else
// plants one. While none is planted, each place costs the comparison of a byte.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

// Planted names a bug.
type Planted uint8

// The bugs of this package.
const (
	NotPlanted Planted = iota
	// UndoWinsOverLaterHide: whoever shows a post again takes back its other hides too, which the show does not cite.
	UndoWinsOverLaterHide
	// CutForgetsSecondDevice: a removal's cut leaves alone the devices that it does not name, if it names any.
	CutForgetsSecondDevice
	// WithdrawnSignatureCounts: a commit keeps the signature of a device that its account has withdrawn.
	WithdrawnSignatureCounts
	// OldAuthEscapesEndOfOffice: whoever does not name the newest commits acts on in an office that has ended.
	OldAuthEscapesEndOfOffice
	// ApprovalWithoutRight: whoever approves an act, it counts.
	ApprovalWithoutRight
	// JudgedByOwnWord: an op is judged at the commit that it names itself, not by what its past names.
	JudgedByOwnWord
	// FallenAdmissionUnnoticed: what a person wrote is not looked at again when the admission does not count any more, or counts again.
	FallenAdmissionUnnoticed
	// OpeningGoesBack: a poll opens on any commit that its opening shows settled, not on the last one alone.
	OpeningGoesBack
	// ApprovalInAdvance: an approval counts for cuts that it does not know.
	ApprovalInAdvance
)

var planted Planted

// Plant puts a bug into every engine of the process. Only tests of the simulation call it; they take it out again with NotPlanted.
func Plant(bug Planted) { planted = bug }

// namesOf is what an op is judged by with JudgedByOwnWord.
func (j *Judged) namesOf(g *Graph) numbers {
	if planted == JudgedByOwnWord && j.Entry != nil && g.Knows(j.Entry.Op.Header.Auth) {
		return only(g.commits[j.Entry.Op.Header.Auth].number)
	}
	return g.pasts.byID(j.Past).names
}

// isUndoneBeside reports whether another act of the kind, about the same, was taken back.
func (w *World) isUndoneBeside(id op.ID) bool {
	n, ok := w.graph.Node(id)
	if !ok || n.Kind.Names == nil {
		return false
	}
	for _, undoers := range w.graph.undoings {
		for _, at := range undoers {
			other, ok := w.graph.Node(w.graph.nodes[at].Body.(Undoer).UndoesOp())
			if ok && other.Kind == n.Kind && w.applied(at) && slices.Equal(other.Kind.Names(other.Body), n.Kind.Names(n.Body)) {
				return true
			}
		}
	}
	return false
}
