package view_test

// A record of two results shows no outcome, names who lied, and says so in JSON.

import (
	"bytes"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestARecordOfTwoResults(t *testing.T) {
	const closes, settled = 1_800_000_000_000, 1_800_100_000_000
	s := apptest.NewStory(t)
	ada := s.Founder("ada", apptest.Closing)
	bob := s.Join(ada, "bob")
	s.Receipt(0, ada)
	opening := bob.OpenPoll(closes)
	bob.Write(poll.KindCast, &poll.Cast{Poll: opening, Choice: []byte{0}}, opening)
	twin := s.Stranger("ada")
	*twin = *ada
	there := s.Apart(twin)
	s.Close(opening, closes-5, ada)
	s.Close(opening, settled, ada)
	s.Close(opening, closes+5, twin)
	s.Close(opening, settled, twin)
	ada.Write(poll.KindCast, &poll.Cast{Poll: opening, Choice: []byte{1}}, opening)
	s.Here.Take(there.Ops()...)

	var file bytes.Buffer
	s.Here.Inside(func() error {
		var plan *record.Plan
		s.Here.View(func(v community.View) (err error) {
			if plan, err = record.NewPlan(t.Context(), s.Here.Engine, v, opening); err != nil {
				return err
			}
			return plan.Write(t.Context(), &file, v, nil)
		})
		return nil
	})
	r, err := record.Verify(t.Context(), &file, record.Check{Community: s.Community()})
	if err != nil {
		t.Fatal(err)
	}
	v := view.NewRecord(r, true, nil)
	if v.Verified || !v.Contradicted || v.Outcome != nil || len(v.Liars) != 1 || v.Liars[0].Name != "ada" {
		t.Errorf("it shows %+v", v)
	}
}
