package ballot

// Rows: what each option says of itself, and why a control of its is off.

import (
	"strconv"

	"github.com/folkmoot/folkmoot/ui/view"
)

// name is an option's, an answer's or a gesture's, whole.
func (s *Sheet) name(w view.Words, option int) string {
	switch s.kind {
	case Consent:
		return w.Say.T("ballot.gesture."+string(gestures[option]), nil)
	case Answer:
		return w.Say.T("ballot.answer."+s.election.Options[option].Name, nil)
	}
	return view.Quiet(s.election.Options[option].Name)
}

func (s *Sheet) isMarked(option int) bool {
	if s.now.Values != nil {
		v, marked := s.Value(option)
		return marked && (s.kind == Score || v > 0)
	}
	return s.Picked(option) || s.PlaceOf(option) > 0
}

func (s *Sheet) row(w view.Words, option int) Row {
	r := Row{Option: option, Marked: s.isMarked(option), Focused: option == s.focus, Lifted: option == s.InHand(), Icon: s.rowIcon(option)}
	r.Name = view.Sentence{{Text: s.name(w, option), Strong: r.Marked && s.kind != Ranking || r.Lifted || s.kind == Consent}}
	if s.kind != Consent && s.kind != Answer && s.election.Options[option].Cost > 0 {
		r.Price = s.money(w, s.election.Options[option].Cost)
	}
	switch {
	case s.kind == Consent:
		r.Detail = w.Say.T("ballot.gesture_means."+string(gestures[option]), nil)
	case s.kind == Ranking:
		s.rankRow(w, &r)
	case s.now.Values != nil:
		s.valueRow(w, &r)
	}
	if s.now.Values == nil && s.kind != Ranking {
		s.pickRow(w, &r)
	}
	return r
}

func (s *Sheet) pickRow(w view.Words, r *Row) {
	off := s.Pickable(r.Option)
	r.Pick = s.control(w, r.Name.String(), off)
	if missing := s.Missing(r.Option); missing > 0 {
		r.Detail, r.Alarm = w.Say.T("ballot.too_much", map[string]any{"Money": s.money(w, missing)}), true
		r.Pick.Why = r.Detail
	}
	state := "off"
	if r.Marked {
		state = "on"
	}
	r.Label = w.Say.T("ballot.label_pick."+state, map[string]any{"Name": s.spoken(r)})
	if r.Pick.Why != "" {
		r.Label = w.Say.T("ballot.label_why", map[string]any{"Label": r.Label, "Why": r.Pick.Why})
	}
}

// spoken is a row's name with its price.
func (s *Sheet) spoken(r *Row) string {
	if r.Price == "" {
		return r.Name.String()
	}
	return r.Name.String() + " " + r.Price
}

func (s *Sheet) control(w view.Words, label string, off Off) Control {
	c := Control{Label: label, On: off == ""}
	if off != "" {
		c.Why = w.Say.T("ballot.off."+string(off), map[string]any{"Most": w.Say.Count(s.MostTicks())})
	}
	return c
}

func (s *Sheet) rankRow(w view.Words, r *Row) {
	place, name := s.PlaceOf(r.Option), s.spoken(r)
	if place > 0 {
		r.Place = strconv.Itoa(place)
	}
	r.Detail = r.Price
	data := map[string]any{"Name": r.Name.String()}
	r.Up = s.control(w, w.Say.T("ballot.move_up", data), s.Movable(r.Option, -1))
	r.Down = s.control(w, w.Say.T("ballot.move_down", data), s.Movable(r.Option, 1))
	r.Pick = Control{Label: w.Say.T("ballot.rank", nil), On: place == 0 && s.lift == nil}
	switch {
	case r.Lifted && place == 0:
		r.Label = w.Say.T("ballot.label_rank.lifted_out", map[string]any{"Name": name})
	case r.Lifted:
		r.Label = w.Say.T("ballot.label_rank.lifted", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
	case place == 0:
		r.Label = w.Say.T("ballot.label_rank.out", map[string]any{"Name": name})
	default:
		r.Label = w.Say.T("ballot.label_rank.in", map[string]any{"Name": name, "Place": w.Say.Ordinal(place)})
	}
}

func (s *Sheet) valueRow(w view.Words, r *Row) {
	v, marked := s.Value(r.Option)
	r.Low, r.High = s.Scale()
	r.Number, r.Value = max(v, r.Low), w.Say.Count(v)
	if !marked && s.kind == Score {
		r.Number, r.Value = r.Low, w.Say.T("ballot.left_out", nil)
	}
	r.Permille = int((r.Number - r.Low) * 1000 / (r.High - r.Low))
	data := map[string]any{"Name": r.Name.String()}
	r.More = s.control(w, w.Say.T("ballot.more", data), s.More(r.Option))
	r.Less = s.control(w, w.Say.T("ballot.less", data), s.Less(r.Option))
	if s.isScored() {
		r.Out = Control{Label: w.Say.T("ballot.leave_out", nil), On: marked}
	}
	switch s.kind {
	case Quadratic:
		s.priceRow(w, r, v)
	case Stars:
		r.Label = w.Say.N("ballot.label_stars", int(r.High), map[string]any{"Name": r.Name.String(), "Stars": w.Say.Count(v)})
	case Dots:
		r.Label = w.Say.N("ballot.label_dots", int(v), data)
	case Score:
		r.Label = w.Say.T("ballot.label_score", map[string]any{"Name": r.Name.String(), "Value": r.Value, "High": w.Say.Count(r.High)})
		if !marked {
			r.Label = w.Say.T("ballot.label_left_out", data)
		}
	}
}

func (s *Sheet) priceRow(w view.Words, r *Row, v int64) {
	r.Votes, r.VotesUnit, r.Cost = w.Say.Count(v), w.Say.N("ballot.votes_unit", int(v), nil), w.Say.N("ballot.credits", int(v*v), nil)
	next, missing := s.NextCost(r.Option)
	data := map[string]any{"Cost": w.Say.Count(next), "Missing": w.Say.Count(missing)}
	if missing > 0 {
		r.Detail, r.Alarm = w.Say.T("ballot.next_too_dear", data), true
		r.More.Why = r.Detail
	} else if r.More.On {
		r.Detail = w.Say.T("ballot.next_costs", map[string]any{"Cost": w.Say.Count(next)})
	}
	r.Label = w.Say.N("ballot.label_votes", int(v), map[string]any{"Name": r.Name.String(), "Credits": r.Cost, "Next": r.Detail})
}

// money writes an amount in the unit of the poll's budget, which has no name in a poll.
func (s *Sheet) money(w view.Words, amount int64) string { return w.Say.Count(amount) }
