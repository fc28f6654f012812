package cli

// Tellers: who they are and how they do, and the convenient words for a commit that names others.

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) tellerCommands() *cobra.Command {
	return a.noun("teller", "teller", a.tellerStatus(), a.tellerAdd(), a.tellerRemove())
}

func (a *act) tellerStatus() *cobra.Command {
	return a.verb(spec{
		use: "status", key: "teller.status", needs: needsProfile, example: "folkmoot teller status\nfolkmoot teller status --json | jq .polls",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			v, err := view.LoadBoard(ctx, c)
			if err != nil {
				return err
			}
			return a.answer(v, func() error { return a.showBoard(v) })
		},
	})
}

func (a *act) showBoard(v view.Board) error {
	if err := a.println(a.wrapped(a.say.N("teller.board", len(v.Tellers), map[string]any{"Quorum": v.Quorum, "Liars": v.Tolerated}))); err != nil {
		return err
	}
	if !v.Closing {
		if err := a.println(a.wrapped(a.say.T("teller.no_closing", nil))); err != nil {
			return err
		}
	}
	t := table{head: []string{a.say.T("column.teller", nil), a.say.T("column.heard", nil), a.say.T("column.said", nil), ""}}
	for _, teller := range v.Tellers {
		heard := a.say.T("teller.never", nil)
		if teller.LastKind != "" {
			heard = a.words().Distance(teller.LastMillis)
		}
		t.row(a.words().TellerName(teller.Teller), heard, text.Line(teller.LastKind), strings.Join(a.tellerMarks(teller), ", "))
	}
	if err := a.show(t, ""); err != nil {
		return err
	}
	if v.FewToEnact {
		if err := a.println(a.wrapped(a.say.T("teller.few_to_enact", nil))); err != nil {
			return err
		}
	}
	for _, p := range v.Polls {
		if err := a.showPollDuty(p); err != nil {
			return err
		}
	}
	return nil
}

// tellerMarks are what should be known of a teller.
func (a *act) tellerMarks(t view.TellerStatus) []string {
	var marks []string
	for _, m := range []struct {
		is  bool
		key string
	}{{t.Me, "teller.mark_me"}, {t.Forked, "teller.mark_forked"}, {t.Withdrawn, "teller.mark_withdrawn"}} {
		if m.is {
			marks = append(marks, a.say.T(m.key, nil))
		}
	}
	return marks
}

func (a *act) showPollDuty(p view.PollDuty) error {
	if err := a.heading(p.Short() + gap + text.Line(p.Title)); err != nil {
		return err
	}
	lines := []string{
		a.words().PhaseSentence(p.PollPhase, p.ClosesMillis, len(p.Tellers)),
		a.say.T("teller.so_far", map[string]any{
			"Tellers": len(p.Tellers), "Received": p.Received, "Frozen": p.Frozen, "Endorsed": p.Endorsed, "Sealed": p.Sealed, "Quorum": p.Quorum,
		}),
	}
	if p.Mine != "" {
		lines = append(lines, a.say.T("teller.my_duty."+p.Mine, nil))
	}
	if len(p.Contradicted) > 0 {
		lines = append(lines, a.say.T("closing.liars", map[string]any{"Names": joined(p.Contradicted)}))
	}
	if err := a.wrappedLines(lines); err != nil {
		return err
	}
	t := table{head: []string{a.say.T("column.teller", nil), a.say.T("column.ballots", nil), a.say.T("column.done", nil), a.say.T("column.due", nil)}}
	for _, teller := range p.Tellers {
		due := "–"
		if teller.Due != "" {
			due = a.say.T("teller.due."+teller.Due, nil)
		}
		t.row(teller.String(), strconv.Itoa(teller.Ballots), a.doneBy(teller), due)
	}
	return a.show(t, "")
}

// doneBy is the furthest that a teller has come.
func (a *act) doneBy(t view.TellerDuty) string {
	for _, step := range []struct {
		is  bool
		key string
	}{{t.Sealed, "teller.done.sealed"}, {t.Endorsed, "teller.done.endorsed"}, {t.Frozen, "teller.done.frozen"}, {t.Received, "teller.done.received"}} {
		if step.is {
			return a.say.T(step.key, nil)
		}
	}
	return "–"
}

func (a *act) tellerAdd() *cobra.Command {
	return a.tellerChange("add", "folkmoot teller add Bea Cem \"The library's relay\"", func(people *view.People, now []op.DeviceID, typed string) ([]op.DeviceID, error) {
		device, err := tellerMeant(people, typed)
		if err == nil && slices.Contains(now, device) {
			err = &usageError{"usage.is_teller", map[string]any{"Name": people.TellerName(device).String()}}
		}
		return append(now, device), err
	})
}

func (a *act) tellerRemove() *cobra.Command {
	return a.tellerChange("remove", "folkmoot teller remove Bea", func(people *view.People, now []op.DeviceID, typed string) ([]op.DeviceID, error) {
		device, err := tellerNamed(people, now, typed)
		if err == nil && len(now) == 1 {
			err = &usageError{"usage.last_teller", nil}
		}
		return slices.DeleteFunc(now, func(d op.DeviceID) bool { return d == device }), err
	})
}

// tellerChange proposes the tellers that there are, changed for each text.
func (a *act) tellerChange(verb, example string, change func(people *view.People, now []op.DeviceID, typed string) ([]op.DeviceID, error)) *cobra.Command {
	var petition bool
	cmd := a.verb(spec{
		use: verb + " NAME|DEVICE...", key: "teller." + verb, args: atLeast(1), needs: needsProfile, hints: a.memberHints, example: example,
		run: func(ctx context.Context, args []string) error {
			c, people, err := a.communityAndPeople(ctx)
			if err != nil {
				return err
			}
			s, err := c.Stands(ctx)
			if err != nil {
				return err
			}
			tellers := slices.Clone(s.State.Charter.Tellers)
			for _, typed := range args {
				if tellers, err = change(people, tellers, typed); err != nil {
					return err
				}
			}
			return a.propose(ctx, c, proposalType(petition), charter.Acts{Tellers: tellers})
		},
	})
	cmd.Flags().BoolVar(&petition, "petition", false, a.flag("petition"))
	return cmd
}

// tellerNamed is the teller that a text means, of those that there are: by its person, its relay's name, or its key.
func tellerNamed(people *view.People, now []op.DeviceID, typed string) (op.DeviceID, error) {
	var found []op.DeviceID
	for _, d := range now {
		if strings.EqualFold(people.TellerName(d).String(), typed) || view.BeginsKey(d.String(), typed) {
			found = append(found, d)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return op.DeviceID{}, &usageError{"usage.no_teller", map[string]any{"Name": typed}}
	}
	return op.DeviceID{}, &deviceError{typed: typed}
}
