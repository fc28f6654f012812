package decide

// Opening, its form: what is asked, and what hangs on what was chosen before.

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// drawFirst asks about what, on which track, and until when.
func (o *opening) drawFirst() {
	s, m := o.shell, o.model
	o.first.Objects = nil
	if m.IsAlone() {
		o.first.Add(o.title)
	}
	titles, track := m.Tracks()
	choice := part.NewSelect(s.T("open_vote.track", nil), titles, track, o.chosen(m.SetTrack)).High(44)
	o.first.Add(part.Labelled(s.T("open_vote.track", nil), "", part.Column(8, choice, part.Quietly(theme.Small, m.TrackSays()))))
	if m.AsksEnds() {
		others, ends := m.Others()
		which := part.NewSelect(s.T("open_vote.ends", nil), others, ends, o.chosen(m.SetEnds)).High(44).Asking(s.T("open_vote.choose", nil))
		o.first.Add(part.Labelled(s.T("open_vote.ends", nil), "", which))
	}
	var presets []part.Preset
	for _, p := range m.ClosePresets() {
		presets = append(presets, part.Preset{Name: p[0], Text: p[1]})
	}
	o.closes = part.NewMoment(s.T("open_vote.closes", nil), m.CloseExample(), presets, [2]string{s.T("window.chosen", nil), s.T("window.not_chosen", nil)}, m.ReadClose, func() {
		m.Closes = o.closes.Text()
		o.judge()
	})
	if m.Closes != "" {
		o.closes.SetText(m.Closes)
	}
	o.first.Add(o.closes)
}

// drawUnder asks how it is counted, and what hangs on that.
func (o *opening) drawUnder() {
	s, m := o.shell, o.model
	names, method := m.Methods()
	which := part.NewSelect(s.T("open_vote.method", nil), names, method, o.chosen(m.SetMethod)).High(44).Filtered(s.T("open_vote.find", nil), s.T("open_vote.unfound", nil))
	explain, good, bad := m.MethodSays()
	says := part.Column(4, part.Words(theme.Text, explain),
		part.Rich(theme.Small, part.Span{Text: s.T("open_vote.good", nil) + ": ", Bold: true}, part.Span{Text: good}).In(theme.Quiet),
		part.Rich(theme.Small, part.Span{Text: s.T("open_vote.bad", nil) + ": ", Bold: true}, part.Span{Text: bad}).In(theme.Quiet))
	o.under.Objects = []fyne.CanvasObject{part.Labelled(s.T("open_vote.method", nil), "", part.Column(10, which, says))}
	if m.AsksBudget() {
		hint := s.T("open_vote.budget_hint", nil)
		if m.NeedsBudget() {
			hint = ""
		}
		o.under.Add(part.Labelled(s.T("open_vote.budget", nil), hint, o.budget))
	}
	if m.AsksOptions() {
		label, example := "open_vote.options", "open_vote.options_example"
		if m.AsksBudget() && m.Budget != "" || m.NeedsBudget() {
			label, example = "open_vote.options_costs", "open_vote.options_costs_example"
		}
		o.options.Entry.SetPlaceHolder(s.T(example, nil))
		o.under.Add(part.Labelled(s.T(label, nil), "", o.options))
	}
	if m.AsksSeats() {
		seats := part.NewStepper(s.T("open_vote.seats", nil), m.Seats, 1, m.MostSeats(), strconv.Itoa, func(n int) {
			m.Seats = n
			o.judge()
		})
		o.under.Add(part.Labelled(s.T("open_vote.seats", nil), "", part.Row(0, part.None, seats)))
	}
	if m.MayEnact() {
		o.under.Add(o.enacts())
	}
	o.under.Add(o.settings())
}

// enacts asks whether passing changes the rules, and how.
func (o *opening) enacts() fyne.CanvasObject {
	s, m := o.shell, o.model
	states := [2]string{s.T("window.on", nil), s.T("window.off", nil)}
	turn := part.NewSwitch(s.T("open_vote.enacts", nil), states, m.Enacts, func(on bool) {
		m.Enacts = on
		o.drawUnder()
		o.under.Refresh()
		o.scroll.Refresh()
		o.judge()
	})
	column := part.Column(12, part.Row(12, 1, turn, part.Words(theme.Text, s.T("open_vote.enacts", nil))))
	if m.Enacts {
		column.Add(o.rules)
	}
	return column
}

// settings are the variants of the method, folded until somebody wants them.
func (o *opening) settings() fyne.CanvasObject {
	s, m := o.shell, o.model
	more := part.NewButton(part.Plain, theme.IconSlidersHorizontal, s.T("open_vote.more", nil), func() {
		o.more = !o.more
		o.drawUnder()
		o.under.Refresh()
		o.scroll.Refresh()
	}).High(part.InLine)
	column := part.Column(12, part.Row(0, part.None, more))
	if !o.more {
		return column
	}
	column.Add(part.Quietly(theme.Small, s.T("open_vote.more_says", nil)))
	if m.AsksOptions() {
		said, ties := m.Ties()
		column.Add(part.Labelled(s.T("open_vote.ties", nil), "", part.NewSelect(s.T("open_vote.ties", nil), said, ties, func(at int) { m.SetTies(at) })))
	}
	for _, is := range m.Settings() {
		if len(is.Values) > 0 {
			column.Add(part.Labelled(is.Label, "", part.NewSelect(is.Label, is.Names, is.Chosen, func(at int) { m.Set(is.Name, is.Values[at]) })))
			continue
		}
		f := part.NewField("", "", is.Hint)
		f.Entry.SetText(is.Typed)
		f.Entry.OnChanged = func(typed string) { m.Set(is.Name, typed) }
		column.Add(part.Labelled(is.Label, is.Hint, f))
	}
	return column
}
