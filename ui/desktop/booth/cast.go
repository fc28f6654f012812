package booth

// Cast: the same sheet after the ballot was cast: what it says on top, its way to the count below.

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// mostLines of a ballot that was cast stand one by one; more are said in a sentence.
const mostLines = 8

func (p *paper) buildCast() {
	s := p.sheet
	is := s.ballot.CastPage(s.words, s.way.Open)
	p.head = p.heading(is.Title, is.Chip, is.Icon)
	rows := []fyne.CanvasObject{marked(is)}
	if is.Reason != "" {
		rows = append(rows, part.Quietly(theme.Text, is.Reason))
	}
	side, top := float32(20), float32(10)
	if p.form == below {
		side, top = 24, 16
	}
	column := part.Column(0, part.Pad(top, side, 16, side, part.Column(10, rows...)))
	if s.way.Journey != nil {
		w := newWay(s)
		p.add(w)
		column.Add(part.NewRule(0))
		column.Add(part.Pad(20, side, 4, side, w.column))
	}
	p.body = column
	p.foot = p.castActs(is, side)
}

// marked is what was cast, mark by mark.
func marked(is ballot.Cast) fyne.CanvasObject {
	if len(is.Lines) == 0 || len(is.Lines) > mostLines {
		return part.Rich(theme.Text, rich(is.Summary)...)
	}
	column := part.Column(14)
	for _, line := range is.Lines {
		column.Add(part.TopRow(12, 1, newMark(line.Mark), part.Pad(2, 0, 2, 0, part.Words(theme.Text, line.Name))))
	}
	if is.Rest != "" {
		column.Add(part.Pad(0, 0, 0, 36, part.Quietly(theme.Small, is.Rest)))
	}
	return column
}

// castActs are what can be done with a ballot that was cast.
func (p *paper) castActs(is ballot.Cast, side float32) fyne.CanvasObject {
	s := p.sheet
	change := part.NewButton(part.Secondary, theme.IconPencil, is.Change.Label, s.Change).SetOff(is.Change.Why)
	p.act = change
	acts := []fyne.CanvasObject{change}
	if s.acts.Save != nil {
		save := part.NewButton(part.Secondary, theme.IconSave, is.Save, s.acts.Save)
		if acts = append(acts, save); is.Change.Why != "" { // it is over: there is nothing to be changed any more
			p.act, acts = save, acts[1:]
		}
	}
	p.add(&castState{s, change})
	return part.Pad(16, side, 20, side, part.Paired(8, acts...))
}

// castState switches "Change my vote" off at the close.
type castState struct {
	sheet  *Sheet
	change *part.Button
}

func (c *castState) show() {
	if c.sheet.way != nil {
		c.change.SetOff(c.sheet.ballot.CastPage(c.sheet.words, c.sheet.way.Open).Change.Why)
	}
}

// way shows the journey.
type way struct {
	sheet   *Sheet
	column  *fyne.Container
	head    *part.Text
	safe    *part.Chip
	journey *part.Journey
	hint    *fyne.Container
	said    string
	lit     int // of the steps that are not to come: those that light up already
}

// lightMillis is how long a step takes to light up after the one before it.
const lightMillis = 200

func newWay(s *Sheet) *way {
	w := &way{sheet: s, head: part.Strong(theme.Text, ""), safe: part.NewChip(part.Good, theme.IconCheck, ""), journey: part.NewJourney(), hint: part.Column(0)}
	// the chip comes later: its row is as high as it from the beginning, so that nothing below moves
	w.column = part.Column(16, part.Tall(24, part.Row(12, 0, w.head, w.safe)), w.journey, w.hint)
	w.lit = len(s.way.Journey.Steps)
	if !theme.Still() {
		w.lightUp(len(s.way.Journey.Steps))
	}
	w.show()
	return w
}

// lightUp lights the steps one after the other.
func (w *way) lightUp(steps int) {
	light := fyne.NewAnimation(time.Duration(steps)*lightMillis*time.Millisecond, func(done float32) {
		if lit := int(done * float32(steps)); lit != w.lit {
			w.lit = lit
			w.show()
		}
	})
	light.Curve = fyne.AnimationLinear
	light.Start()
}

func (w *way) show() {
	if w.sheet.way == nil || w.sheet.way.Journey == nil {
		return
	}
	is := w.sheet.way.Journey
	w.head.SetText(is.Head)
	w.safe.Set(part.Good, theme.IconCheck, is.Safe)
	w.safe.Hidden = is.Safe == ""
	steps := make([]part.JourneyStep, len(is.Steps))
	for i, step := range is.Steps {
		stand := stands[step.Stand]
		if i >= w.lit {
			stand = part.ToCome
		}
		steps[i] = part.JourneyStep{Stand: stand, Name: step.Title, Says: step.Says, When: step.When, SaidOfStand: step.Said}
	}
	w.journey.Set(steps...)
	w.hint.Hidden = is.Hint == ""
	if is.Hint != w.said {
		w.said = is.Hint
		w.hint.Objects = []fyne.CanvasObject{part.NewBanner(part.Warning, theme.IconInfo, "", is.Hint, nil)}
	}
}

var stands = map[ballot.Stand]part.Stand{ballot.Done: part.Done, ballot.InDoubt: part.InDoubt, ballot.ToCome: part.ToCome}
