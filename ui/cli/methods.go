package cli

// Methods: what there is to count with, and where methods disagree about the same ballots.

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) methodsCommand() *cobra.Command {
	cmd := a.verb(spec{
		use: "methods", key: "methods", args: a.knownVerb, example: "folkmoot methods\nfolkmoot methods --json | jq -r '.methods[].name'",
		run: func(context.Context, []string) error {
			all := view.Methods(a.words())
			return a.answer(map[string]any{"methods": all}, func() error { return a.showMethods(all) })
		},
	})
	cmd.AddCommand(a.methodsCompare())
	return cmd
}

func (a *act) showMethods(all []view.Method) error {
	for i, m := range all {
		if i > 0 {
			if err := a.println(""); err != nil {
				return err
			}
		}
		lines := []string{m.Name + gap + "(" + a.say.T("form."+string(m.Form), nil) + ")", a.wrapped(m.Explain), a.wrapped("+ " + m.Good), a.wrapped("- " + m.Bad)}
		if len(m.Params) > 0 {
			lines = append(lines, a.wrapped(a.say.T("methods.settings", map[string]any{"Settings": m.Settings()})))
		}
		for _, line := range lines {
			if err := a.println(line); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *act) methodsCompare() *cobra.Command {
	var f tallyFlags
	cmd := a.verb(spec{
		use: "compare FILE", key: "methods.compare", args: exactly(1),
		example: "folkmoot methods compare ward.blt --seats 1\nfolkmoot methods compare scores.csv --form scores --json",
		run:     func(_ context.Context, args []string) error { return a.compare(args[0], f) },
	})
	f.addElection(a, cmd)
	return filesComplete(cmd)
}

// compare counts by all methods that fit the ballots, each with the settings that it proposes.
func (a *act) compare(name string, f tallyFlags) error {
	e, err := a.readElection(name, f)
	if err != nil {
		return err
	}
	counts, unfit := []view.Tally{}, []string{}
	var last error
	for _, m := range tally.Methods() {
		if m.Form() != e.Form {
			continue
		}
		settings, err := f.settings(m, e)
		if err != nil {
			return err
		}
		r, err := tally.Count(m, e, settings)
		if errors.Is(err, tally.ErrUnfit) {
			unfit, last = append(unfit, m.Name()), err
			continue
		}
		if err != nil {
			return err
		}
		counts = append(counts, view.NewTally(name, e, r))
	}
	if len(counts) == 0 && last != nil {
		return last
	}
	v := view.NewComparison(name, e.Title, counts, unfit)
	return a.answer(v, func() error { return a.showComparison(v) })
}

func (a *act) showComparison(v view.Comparison) error {
	w := a.words()
	if v.Title != "" {
		if err := a.println(text.Line(v.Title)); err != nil {
			return err
		}
	}
	if len(v.Counts) == 0 {
		return a.tell("methods.none_fits", nil)
	}
	if err := a.showCamps(v); err != nil {
		return err
	}
	for _, t := range v.Counts {
		if err := a.heading(t.Result.Method + ": " + t.Verdict(w)); err != nil {
			return err
		}
		for _, line := range append(t.Reasons(w), t.Ties(w)...) {
			if err := a.println("  " + line); err != nil {
				return err
			}
		}
	}
	if len(v.Unfit) > 0 {
		return a.heading(a.say.T("methods.left_out", map[string]any{"Methods": a.say.List(v.Unfit)}))
	}
	return nil
}

// showCamps says who wins by which methods.
func (a *act) showCamps(v view.Comparison) error {
	w := a.words()
	if v.Agree {
		return a.println(a.say.N("methods.agree", len(v.Counts), map[string]any{"Names": v.Names(w, v.Outcome[0])}))
	}
	if err := a.tell("methods.disagree", nil); err != nil {
		return err
	}
	for _, o := range v.Outcome {
		if err := a.println("  " + a.say.T("methods.camp", map[string]any{"Names": v.Names(w, o), "Methods": a.say.List(o.Methods)})); err != nil {
			return err
		}
	}
	return nil
}
