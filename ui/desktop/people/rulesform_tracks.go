package people

// Rules form, the sorts of decisions: each with who opens it, how long it takes and what it needs.

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (f *rulesForm) tracksSection() fyne.CanvasObject {
	s, m := f.shell, f.model
	column := part.Column(12)
	states := [2]string{s.T("members.folded", nil), s.T("members.unfolded", nil)}
	for i := range m.Tracks {
		t := &m.Tracks[i]
		title := t.Title
		if title == "" {
			title = s.T("form.track_new", nil)
		}
		column.Add(part.NewCard(part.NewExpander(title, title, states, part.Pad(8, 8, 8, 8, f.track(i, t)))).Air(12))
	}
	add := part.NewButton(part.Secondary, theme.IconPlus, s.T("form.track_add", nil), func() {
		m.Tracks = append(m.Tracks, view.NewTrack())
		f.again()
	})
	column.Add(part.Row(0, part.None, add))
	return column
}

func (f *rulesForm) track(at int, t *view.TrackForm) fyne.CanvasObject {
	s := f.shell
	hint := s.T("form.period_hint", nil)
	field := func(key string, into *string, hint string) fyne.CanvasObject {
		return f.bind("track_"+key, part.NewField(s.T("form.track_"+key, nil), "", ""), *into, into, hint)
	}
	opener := 0
	if t.Stewards {
		opener = 1
	}
	who := part.NewSegments(s.T("form.track_opener", nil), []string{s.T("form.track_members", nil), s.T("form.track_stewards", nil)}, opener, func(at int) {
		t.Stewards = at == 1
		f.preview()
	}).High(part.OfPage)
	states := [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}
	rules := part.NewTick(s.T("form.track_charter", nil), s.T("form.track_charter_says", nil), "", states, t.Charter, func(on bool) {
		t.Charter = on
		f.preview()
	})
	ends := []string{"", "cancel", "kill"}
	var words []string
	for _, end := range ends {
		words = append(words, s.T("form.track_ends_"+orNothing(end), nil))
	}
	ending := part.NewSelect(s.T("form.track_ends", nil), words, slices.Index(ends, t.Ends), func(at int) {
		t.Ends = ends[at]
		f.preview()
	}).High(part.OfPage)
	drop := part.NewButton(part.Danger, theme.IconTrash2, s.T("form.track_drop", nil), func() {
		f.model.Tracks = slices.Delete(f.model.Tracks, at, at+1)
		f.again()
	})
	return part.Column(
		16, field("title", &t.Title, ""), field("about", &t.About, ""),
		part.Labelled(s.T("form.track_opener", nil), "", part.Row(0, part.None, who)),
		part.Fold(520, 16, field("prepare", &t.Prepare, hint), field("decision", &t.Decision, hint)),
		part.Fold(520, 16, field("confirm", &t.Confirm, hint), field("grid", &t.Grid, hint)),
		f.curve("approval", &t.Approval), f.curve("support", &t.Support),
		part.Fold(520, 16, field("places", &t.Places, s.T("form.any_number", nil)), field("enact", &t.Enact, hint)),
		part.Labelled(s.T("form.track_ends", nil), "", ending), rules, part.Row(0, part.None, drop),
	)
}

func orNothing(word string) string {
	if word == "" {
		return "nothing"
	}
	return word
}

// curve is what is asked at the start and at the end.
func (f *rulesForm) curve(key string, c *view.CurveForm) fyne.CanvasObject {
	s := f.shell
	from := f.bind(key+"_from", part.NewField(s.T("form."+key+"_from", nil), "", ""), c.From, &c.From, "%")
	to := f.bind(key+"_to", part.NewField(s.T("form."+key+"_to", nil), "", ""), c.To, &c.To, "%")
	column := part.Column(4, part.Fold(520, 16, from, to))
	if c.Shape != "" {
		column.Add(part.Quietly(theme.Small, s.T("form.curve_kept", nil)))
	}
	return column
}
