package view

// Tellers on the screen: who they are and when they were last heard, and what each poll that they close waits for.

import (
	"context"
	"strconv"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Tellers is the sheet of tellers.
type Tellers struct {
	// Says is how many must agree, and what that holds against; Warnings what is unsafe.
	Says     string
	Warnings []string
	Rows     []TellerRow
	Polls    []DutyRow
}

// TellerRow is one teller.
type TellerRow struct {
	Name, Sub string
	// Heard says when it was last heard of.
	Heard string
	Relay bool
	// Amiss says that it contradicted itself, or is withdrawn.
	Amiss bool
}

// DutyRow is one poll that tellers have still to close.
type DutyRow struct {
	Title string
	// Says is its phase, SoFar how far the tellers are, Mine what this device has still to do.
	Says, SoFar, Mine string
	Waits             []DutyWait
	Goes              Target
}

// DutyWait is one teller of it.
type DutyWait struct{ Name, Done, Due, Ballots string }

// LoadTellers reads how the tellers are.
func LoadTellers(ctx context.Context, c *app.Community, w Words) (Tellers, error) {
	b, err := LoadBoard(ctx, c)
	return w.tellers(b), err
}

func (w Words) tellers(b Board) Tellers {
	say := w.Say
	v := Tellers{Says: say.N("teller.board", len(b.Tellers), map[string]any{"Quorum": b.Quorum, "Liars": b.Tolerated})}
	if !b.Closing {
		v.Warnings = append(v.Warnings, say.T("teller.no_closing", nil))
	}
	if b.FewToEnact {
		v.Warnings = append(v.Warnings, say.T("teller.few_to_enact", nil))
	}
	for _, t := range b.Tellers {
		row := TellerRow{Name: capital(w.TellerName(t.Teller)), Relay: t.Relay, Amiss: t.Forked || t.Withdrawn, Heard: say.T("teller.never", nil)}
		if t.LastKind != "" {
			row.Heard = w.Distance(t.LastMillis)
		}
		var marks []string
		for _, m := range []struct {
			is  bool
			key string
		}{{t.Me, "teller.mark_me"}, {t.Forked, "teller.mark_forked"}, {t.Withdrawn, "teller.mark_withdrawn"}} {
			if m.is {
				marks = append(marks, say.T(m.key, nil))
			}
		}
		row.Sub = joined(marks...)
		v.Rows = append(v.Rows, row)
	}
	for _, p := range b.Polls {
		v.Polls = append(v.Polls, w.dutyRow(p))
	}
	return v
}

func (w Words) dutyRow(p PollDuty) DutyRow {
	say := w.Say
	row := DutyRow{
		Title: text.Line(p.Title), Says: w.PhaseSentence(p.PollPhase, p.ClosesMillis, len(p.Tellers)), Goes: Target{Section: SectionDecisions, Item: p.ID},
		SoFar: say.T("teller.so_far", map[string]any{
			"Tellers": len(p.Tellers), "Received": p.Received, "Frozen": p.Frozen, "Endorsed": p.Endorsed, "Sealed": p.Sealed, "Quorum": p.Quorum,
		}),
	}
	if p.Mine != "" {
		row.Mine = say.T("tellers.mine_"+p.Mine, nil)
	}
	for _, t := range p.Tellers {
		wait := DutyWait{Name: t.Name.String(), Ballots: strconv.Itoa(t.Ballots)}
		for _, step := range []struct {
			is  bool
			key string
		}{{t.Sealed, "teller.done.sealed"}, {t.Endorsed, "teller.done.endorsed"}, {t.Frozen, "teller.done.frozen"}, {t.Received, "teller.done.received"}} {
			if step.is {
				wait.Done = say.T(step.key, nil)
				break
			}
		}
		if t.Due != "" {
			wait.Due = say.T("tellers.due_"+t.Due, nil)
		}
		row.Waits = append(row.Waits, wait)
	}
	return row
}
