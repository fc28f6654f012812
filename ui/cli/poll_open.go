package cli

// Poll, opened: method, options, seats or budget, and every setting are said before the poll opens, and never change.

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// pollFlags describe a new poll.
type pollFlags struct {
	app.NewPoll
	timeFlags
	period, file string
	enacts       string
	costs, set   []string
	seats        uint64
	// given says whether a flag was given.
	given func(flag string) bool
}

func (a *act) pollOpen() *cobra.Command {
	var f pollFlags
	cmd := a.verb(spec{
		use: "open [PROPOSAL]", key: "poll.open", args: between(0, 1), needs: needsProfile, hints: a.proposalHints,
		example: "folkmoot poll open kq3vz7ma --for 10d\nfolkmoot poll open kq3vz7ma --set quorum=1/4 --set threshold=2/3\n" +
			"folkmoot poll open --title \"When shall we meet?\" --track everyday --method approval --option Monday --option Friday\n" +
			"folkmoot poll open --title \"The board\" --track members --method stv-scottish --seats 3 --options names.txt\n" +
			"folkmoot poll open --title \"This year\" --track money --method pb-equal-shares --budget 9000 --option \"Bench\" --option \"Swing\" \\\n" +
			"    --cost Bench=400 --cost Swing=2500",
		run: func(ctx context.Context, args []string) error { return a.openPoll(ctx, args, f) },
	})
	flags := cmd.Flags()
	flags.StringVar(&f.Title, "title", "", a.flag("question"))
	flags.StringVar(&f.Track, "track", "", a.flag("track"))
	flags.StringVarP(&f.Method, "method", "m", "", a.flag("method"))
	flags.StringArrayVar(&f.Options, "option", nil, a.flag("option"))
	flags.StringVar(&f.file, "options", "", a.flag("options"))
	flags.Uint64Var(&f.seats, "seats", 0, a.flag("seats"))
	flags.Uint64Var(&f.Budget, "budget", 0, a.flag("budget"))
	flags.StringArrayVar(&f.costs, "cost", nil, a.flag("cost"))
	flags.StringArrayVar(&f.set, "set", nil, a.flag("tally_set"))
	flags.StringVar(&f.Ties, "ties", "", a.say.T("flag.ties", map[string]any{"Rules": strings.Join(poll.TieRules(), " | ")}))
	flags.StringVar(&f.enacts, "enacts", "", a.flag("enacts"))
	flags.StringVar(&f.period, "for", "", a.flag("period"))
	f.declare(a, cmd)
	f.given = flags.Changed
	complete(cmd, "method", poll.MethodNames)
	complete(cmd, "ties", poll.TieRules)
	completeAsking(a, cmd, "track", a.trackIDs)
	return cmd
}

func (a *act) openPoll(ctx context.Context, args []string, f pollFlags) error {
	if err := a.readPollFlags(ctx, &f); err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	if f.Enacts != nil {
		if err := a.onlyChanges(ctx, c, f.Enacts); err != nil {
			return err
		}
	}
	if len(args) == 1 {
		_, p, _, err := a.proposalMeant(ctx, args[0])
		if err != nil {
			return err
		}
		f.Proposal = p.ID
	} else if f.Title == "" {
		return &usageError{"usage.no_question", map[string]any{"Command": "folkmoot poll open"}}
	}
	if f.Track != "" || f.Proposal.IsZero() {
		if f.Track, err = a.track(ctx, c, f.Track); err != nil {
			return err
		}
	}
	if err := a.readTimes(ctx, &f); err != nil {
		return err
	}
	id, err := c.OpenPoll(ctx, f.NewPoll)
	if err != nil {
		return err
	}
	v, err := view.PollPage(ctx, c, id)
	if err != nil {
		return err
	}
	return a.answer(v, func() error {
		if err := a.println(a.say.N("poll.opened", len(v.Voters), map[string]any{
			"ID": id.Short(), "Title": v.Title, "When": a.words().When(v.ClosesMillis),
		})); err != nil {
			return err
		}
		if err := a.showWaiting(v); err != nil {
			return err
		}
		return a.explain(v)
	})
}

// readPollFlags makes of the flags what they mean.
func (a *act) readPollFlags(ctx context.Context, f *pollFlags) (err error) {
	if f.period != "" {
		if f.ForMillis, err = duration(f.period); err != nil {
			return err
		}
	}
	if f.enacts != "" {
		if err := a.readEnacts(ctx, f); err != nil {
			return err
		}
	}
	// Who names a budget has not forgotten the seats.
	if f.given("seats") || f.given("budget") {
		f.Seats = &f.seats
	}
	f.Settings = make(map[string]string, len(f.set))
	for _, set := range f.set {
		name, value, found := strings.Cut(set, "=")
		if !found {
			return &usageError{"usage.flag_invalid", map[string]any{"Flag": "--set", "Value": set}}
		}
		f.Settings[name] = value
	}
	if f.file != "" {
		if err := a.readOptions(f); err != nil {
			return err
		}
	}
	return f.readCosts()
}

// readEnacts reads what passing changes, as charter propose reads it.
func (a *act) readEnacts(ctx context.Context, f *pollFlags) error {
	written, err := a.readText(f.enacts)
	if err != nil {
		return err
	}
	c, err := a.community()
	if err != nil {
		return err
	}
	acts, err := readRules(ctx, c, written)
	if err != nil {
		return err
	}
	f.Enacts = &acts
	return nil
}

// readOptions takes a line for an option, and what stands behind the last = in it for its cost, where there is a budget.
func (a *act) readOptions(f *pollFlags) error {
	content, err := a.readText(f.file)
	if err != nil {
		return err
	}
	for line := range strings.Lines(strings.TrimPrefix(content, "\ufeff")) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if at := strings.LastIndex(line, "="); at >= 0 && f.Budget > 0 {
			name := strings.TrimSpace(line[:at])
			f.costs, line = append(f.costs, name+line[at:]), name
		}
		f.Options = append(f.Options, line)
	}
	return nil
}

// readCosts puts OPTION=AMOUNT in the order of the options. An option without one costs nothing, which its method refuses.
func (f *pollFlags) readCosts() error {
	if len(f.costs) == 0 {
		return nil
	}
	f.Costs = make([]uint64, len(f.Options))
	for _, cost := range f.costs {
		at := strings.LastIndex(cost, "=")
		amount, err := strconv.ParseUint(strings.TrimSpace(cost[at+1:]), 10, 64)
		if at < 0 || err != nil {
			return &usageError{"usage.flag_invalid", map[string]any{"Flag": "--cost", "Value": cost}}
		}
		name := strings.TrimSpace(cost[:at])
		option, near := poll.OptionNamed(f.Options, name)
		if option < 0 {
			return &poll.UnknownOptionError{Typed: name, Options: f.Options, Near: near}
		}
		f.Costs[option] = amount
	}
	return nil
}

// explain says how the method works, what its ballot looks like, and what it is counted with, where this version knows it.
func (a *act) explain(v view.Poll) error {
	m, err := tally.MethodOf(v.Method)
	if err != nil {
		return nil // the count says that nothing can be read
	}
	w := a.words()
	for _, line := range []string{
		a.say.T("method."+m.Name()+".explain", nil),
		a.say.T("poll.form", map[string]any{"Form": a.say.T("form."+string(v.Form), nil), "Example": v.Example(w)}),
		v.CountedBy(w),
	} {
		if err := a.println(a.wrapped(line)); err != nil {
			return err
		}
	}
	return nil
}
