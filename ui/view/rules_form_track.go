package view

// Rules form, one track: a class of decisions, as people choose and type it. A curve that they draw is a line from what is asked at the start to
// what is asked at the end; another shape that a track has already stays until it is changed.

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/curve"
)

// TrackForm is a track that is being written.
type TrackForm struct {
	Title, About string
	// Stewards says that only the council opens polls here.
	Stewards bool
	// Prepare, Decision, Confirm, Grid and Enact are periods as typed.
	Prepare, Decision, Confirm, Grid, Enact string
	// Places is how many are decided at a time; "" for any number.
	Places            string
	Approval, Support CurveForm
	// Charter says that what passes here changes the rules; Ends is "", "cancel" or "kill".
	Charter bool
	Ends    string

	id string
}

// CurveForm is what a track asks for while a decision lasts, as shares of a hundred.
type CurveForm struct {
	// From and To are what is asked at the start and at the end; both "" for nothing.
	From, To string
	// Shape names a shape that is no line, which stays where From and To are not touched; "" for a line.
	Shape string

	was      charter.Curve
	from, to string
}

// NewTrack is an empty track.
func NewTrack() TrackForm {
	return TrackForm{Decision: "7d"}
}

func trackForm(t charter.Track) TrackForm {
	period := func(millis int64) string {
		if millis == 0 {
			return ""
		}
		return charter.FormatDuration(millis)
	}
	f := TrackForm{
		Title: t.Title, About: t.About, Stewards: t.Opener == charter.OpenedByStewards, Prepare: period(t.PrepareMillis), Decision: period(t.DecisionMillis),
		Confirm: period(t.ConfirmMillis), Grid: period(t.GridMillis), Enact: period(t.EnactAfterMillis), Approval: curveForm(t.Approval),
		Support: curveForm(t.Support), Charter: t.Charter, Ends: t.Ends, id: t.ID,
	}
	if t.MaxDeciding > 0 {
		f.Places = strconv.FormatUint(t.MaxDeciding, 10)
	}
	return f
}

func curveForm(c charter.Curve) CurveForm {
	f := CurveForm{was: c}
	if c == (charter.Curve{}) {
		return f
	}
	if c.Kind != curve.Linear || c.Length != curve.One {
		f.Shape = string(c.Kind)
	}
	f.From, f.To = shareOf(c.Threshold(0)), shareOf(c.Threshold(curve.One))
	f.from, f.to = f.From, f.To
	return f
}

// shareOf is a share of a hundred as people type it: "66.7".
func shareOf(parts curve.Parts) string {
	return strconv.FormatFloat(float64(parts)/1e7, 'f', -1, 64)
}

// read is the curve that the form means.
func (f *CurveForm) read() (charter.Curve, bool) {
	if f.From == f.from && f.To == f.to {
		return f.was, true
	}
	from, to := strings.TrimSpace(f.From), strings.TrimSpace(f.To)
	if from == "" && to == "" {
		return charter.Curve{}, true
	}
	if to == "" {
		to = from
	}
	ceil, fine := share(from)
	floor, also := share(to)
	if !fine || !also || floor > ceil {
		return charter.Curve{}, false
	}
	if ceil == floor {
		return charter.Always(int64(ceil)), true
	}
	return charter.Curve{Kind: curve.Linear, Length: curve.One, Ceil: ceil, Floor: floor}, true
}

func share(typed string) (curve.Parts, bool) {
	typed = strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(typed), "%")), ",", ".")
	n, err := strconv.ParseFloat(typed, 64)
	if err != nil || n < 0 || n > 100 {
		return 0, false
	}
	return curve.Parts(n*1e7 + 0.5), true
}

// track is one of the form's tracks as the charter has it.
func (f *RulesForm) track(t *TrackForm) (charter.Track, error) {
	title := strings.TrimSpace(t.Title)
	if title == "" {
		return charter.Track{}, f.trouble("track", "form.track_title")
	}
	out := charter.Track{ID: t.id, Title: title, About: strings.TrimSpace(t.About), Opener: charter.OpenedByMembers, Charter: t.Charter, Ends: t.Ends}
	if out.ID == "" {
		out.ID = f.freeID(title)
		t.id = out.ID
	}
	if t.Stewards {
		out.Opener = charter.OpenedByStewards
	}
	for _, p := range []struct {
		typed string
		into  *int64
	}{
		{t.Prepare, &out.PrepareMillis},
		{t.Decision, &out.DecisionMillis},
		{t.Confirm, &out.ConfirmMillis},
		{t.Grid, &out.GridMillis},
		{t.Enact, &out.EnactAfterMillis},
	} {
		millis, err := f.period("track", p.typed)
		if err != nil {
			return out, err
		}
		*p.into = millis
	}
	if strings.TrimSpace(t.Places) != "" {
		places, err := f.number("track", t.Places, 0, charter.MaxDeciding)
		if err != nil {
			return out, err
		}
		out.MaxDeciding = places
	}
	approval, fine := t.Approval.read()
	support, also := t.Support.read()
	if !fine || !also {
		return out, f.trouble("track", "form.share")
	}
	out.Approval, out.Support = approval, support
	return out, nil
}

// freeID is a short name for a new track, made of its title.
func (f *RulesForm) freeID(title string) string {
	base := strings.Map(func(r rune) rune {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, title)
	base = strings.Trim(base, "-0123456789")
	if base == "" {
		base = "track"
	}
	base = base[:min(len(base), charter.MaxTrackIDBytes-4)]
	for n, id := 1, base; ; n++ {
		if !slices.ContainsFunc(f.Tracks, func(t TrackForm) bool { return t.id == id }) {
			return id
		}
		id = base + "-" + strconv.Itoa(n+1)
	}
}
