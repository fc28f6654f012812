// Package booth is the ballot on the screen, for every method: the sheet that is filled in by mouse or by keys alone, the same sheet after it was
// cast, the finder of a long ranking, the ideas of a budget, the sheet that comes from below where the window is narrow, and the bar that it folds
// into.
//
// It promises that what stands on the screen is what ui/view/ballot says, word for word and after every key; that what is left to spend and the
// button stay in sight; and that a control that is off says why. It casts nothing itself, knows no community and no clock: whoever shows a sheet
// hands in words and takes its acts. Everything here is called on Fyne's goroutine.
package booth

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// How wide a sheet is in the second column, in units: the one of a budget is slimmer, because its ideas stand in the first.
const (
	Units       = 392
	BudgetUnits = 352
)

// Acts are what a page does for a sheet. Cast is called when nothing stands in its way any more; then call Casting, and Done or Failed.
type Acts struct {
	Cast func()
	// Changed follows every change of what is marked, so that the page can keep it. It may be nil.
	Changed func()
	// Save saves a copy of what was cast; nil where that is not offered.
	Save func()
}

// Sheet is a ballot and all that shows it at the moment.
type Sheet struct {
	ballot *ballot.Sheet
	words  view.Words
	by     ballot.Voter
	acts   Acts

	page    ballot.Page
	way     *Way // nil while it is filled in
	trouble *part.Banner
	doing   bool
	shown   []face
	// told is what was marked when the page heard of it last.
	told string
	// cost measures what quadratic rows cost.
	cost *part.Text
	// side and main are made when they are asked for first.
	side *paper
	main fyne.CanvasObject
	// reasonOpen says that the field for a reason was asked for.
	reasonOpen bool
}

// face is something that shows a sheet, and is told of every change.
type face interface{ show() }

// Way is a ballot that was cast. Journey is nil where nobody tells of it; Open says that it can be changed still.
type Way struct {
	Open    bool
	Journey *ballot.Journey
}

// NewSheet is the sheet of a ballot.
func NewSheet(b *ballot.Sheet, w view.Words, by ballot.Voter, acts Acts) *Sheet {
	s := &Sheet{ballot: b, words: w, by: by, acts: acts}
	s.page, s.told = b.Page(w, by), b.Draft()
	return s
}

// IsCast says that the sheet shows a ballot that was cast.
func (s *Sheet) IsCast() bool { return s.way != nil }

func (s *Sheet) hasJourney() bool { return s.way != nil && s.way.Journey != nil }

// isOver says that what was cast cannot be changed any more.
func (s *Sheet) isOver() bool { return s.way != nil && !s.way.Open }

// Speak takes other words: another minute, another language.
func (s *Sheet) Speak(w view.Words) {
	s.words = w
	s.update()
}

// Casting shows that the ballot is being signed.
func (s *Sheet) Casting() {
	s.doing, s.trouble = true, nil
	s.update()
}

// Failed says what went wrong; the sheet is as it was, and the button tries again.
func (s *Sheet) Failed(trouble *part.Banner) {
	s.doing, s.trouble = false, trouble
	s.update()
}

// Done turns the sheet into what was cast and its way to the count. It is called again whenever more is known.
func (s *Sheet) Done(way Way) {
	s.way, s.doing, s.trouble, s.by.Before = &way, false, nil, true
	s.update()
}

// Change takes the ballot up again after it was cast.
func (s *Sheet) Change() {
	s.way = nil
	s.update()
	if s.acts.Changed != nil {
		s.acts.Changed() // what others do meanwhile does not take the ballot away again
	}
}

// update says everything anew.
func (s *Sheet) update() {
	s.page = s.ballot.Page(s.words, s.by)
	for _, f := range slices.Clone(s.shown) {
		f.show()
	}
}

// changed is called after whatever the voter did.
func (s *Sheet) changed() {
	draft := s.ballot.Draft()
	is := draft != s.told
	if s.told = draft; is {
		s.way = nil // what is marked in the first column after a vote was cast is a change of it
	}
	s.update()
	if is && s.acts.Changed != nil {
		s.acts.Changed()
	}
}

// after does something to the ballot and says what came of it. Nothing is done while the ballot is being signed: it is read then.
func (s *Sheet) after(do func()) func() {
	return func() {
		if s.doing {
			return
		}
		do()
		s.changed()
	}
}

// cast is the act of the sheet.
func (s *Sheet) cast() {
	if s.ballot.Obstacle() == "" && !s.doing && s.acts.Cast != nil {
		s.acts.Cast()
	}
}

func (s *Sheet) watch(f face) { s.shown = append(s.shown, f) }

func (s *Sheet) forget(f face) {
	s.shown = slices.DeleteFunc(s.shown, func(other face) bool { return other == f })
}

// Side is the sheet as it stands in the second column, Wide units across. Given less height than it needs, its rows scroll between head and foot.
// It is the same object whenever it is asked for.
func (s *Sheet) Side() fyne.CanvasObject {
	if s.side == nil {
		s.side = newPaper(s, beside)
	}
	return s.side
}

// Wide is how wide Side is, in units.
func (s *Sheet) Wide() float32 {
	if s.ballot.Kind() == ballot.Budget {
		return BudgetUnits
	}
	return Units
}

// Main is what stands in the first column in place of a text: the ideas of a budget, the finder of a long ranking; nil for other kinds. It is the
// same object whenever it is asked for.
func (s *Sheet) Main() fyne.CanvasObject {
	switch {
	case s.main != nil:
	case s.ballot.Kind() == ballot.Budget:
		s.main = newIdeas(s)
	case s.ballot.IsLong():
		s.main = newFinder(s)
	}
	return s.main
}

// rich turns a sentence into spans.
func rich(sentence view.Sentence) []part.Span {
	spans := make([]part.Span, len(sentence))
	for i, span := range sentence {
		spans[i] = part.Span{Text: span.Text, Bold: span.Strong}
	}
	return spans
}

// px is a measure of the design in canvas units.
func px(units float32) float32 { return theme.Px(units) }
