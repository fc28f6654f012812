package view

// Record, in sentences: what a file proves about a poll, for who has no community at hand.

import (
	"context"
	"io"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// RecordProved is what a file proved.
type RecordProved struct {
	// Title is the poll's, Of the community and when it closed.
	Title, Of string
	// Options are how many each got, Says what came of it.
	Options, Says []string
	// Known says that the community is one of this install's. Otherwise Compare asks to compare its id, which is ID.
	Known       bool
	Compare, ID string
}

// VerifyRecord checks a file; nil where it proves nothing. random is a cryptographic source.
func VerifyRecord(ctx context.Context, s *app.Service, w Words, clock func() int64, file, random io.Reader, tell func(Check)) (*RecordProved, error) {
	mine, err := s.Communities()
	if err != nil {
		return nil, err
	}
	var proved *record.Result
	err = RunCheck(ctx, w, clock, func(ctx context.Context, check record.Check) (_ *record.Result, err error) {
		check.Random = random
		proved, err = record.Verify(ctx, file, check)
		return proved, err
	}, tell)
	if err != nil {
		return nil, err
	}
	known := false
	for _, m := range mine {
		known = known || m.Community == proved.Community
	}
	return w.recordProved(proved, known), nil
}

func (w Words) recordProved(r *record.Result, known bool) *RecordProved {
	v := NewRecord(r, known, nil)
	p := &RecordProved{
		Title: text.Line(v.Title), Of: w.Say.T("record.of", map[string]any{"Name": text.Line(v.Name), "When": w.When(v.ClosesMillis)}), Known: known,
	}
	if v.Outcome != nil {
		p.Options, p.Says = w.RecordOutcome(r.Opening, v.Outcome)
	}
	if !known {
		p.Compare, p.ID = w.Say.T("record.compare", nil), v.Community
	}
	return p
}

// RecordOutcome says an outcome: how many each option got, and what came of it.
func (w Words) RecordOutcome(open *poll.Open, o *RecordOutcome) (options, says []string) {
	form := tally.Choice
	if m, err := poll.MethodOf(open.Method); err == nil {
		form = m.Form()
	}
	for _, option := range o.Options {
		options = append(options, w.Option(form, option.Option)+": "+w.Say.Count(int64(option.Count)))
	}
	says = append(says, w.Say.N("record.turnout", int(o.Counted), map[string]any{"Electorate": o.Electorate, "Votes": o.Votes}))
	switch {
	case o.Decides && o.Passed:
		says = append(says, w.Say.T("record.passed", map[string]any{"Needed": o.NeedYes, "Support": o.NeedSupport}))
	case o.Decides:
		says = append(says, w.Say.T("record.failed", map[string]any{"Needed": o.NeedYes, "Support": o.NeedSupport}))
	case len(o.Winners) > 0:
		var names []string
		for _, winner := range o.Winners {
			names = append(names, w.Option(form, winner))
		}
		says = append(says, w.Say.T("record.winners", map[string]any{"Names": w.Say.List(names)}))
	}
	return options, says
}
