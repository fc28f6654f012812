package cli

// Act: one command under way, from its arguments to its exit code.

import (
	"bufio"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// options are the flags that every command has.
type options struct {
	profile, community, lang string
	passphraseFile           string
	// wait is how long the network may be tried, as it was typed.
	wait      string
	json, yes bool
}

// act is one command under way. It belongs to one goroutine.
type act struct {
	face *Face
	call Call
	// held is the profile of the process that this command was handed to; nil for a command of our own.
	held *Profile
	say  *text.Printer
	opts options

	profile *Profile
	owner   *owner
	// madeFolder says that this command made the profile's folder.
	madeFolder bool
	lines      *bufio.Reader
}

// chooseLanguage looks for --lang before the flags are parsed: help is made in the language too.
func (a *act) chooseLanguage() error {
	a.opts.json = a.wantsJSON()
	a.say = a.face.Catalog.Printer()
	say, err := a.face.Catalog.Choose(flagBeforeParsing(a.call.Args, "--lang"), a.call.env)
	if err != nil {
		return &usageError{key: "usage.language", data: map[string]any{"Reason": err}}
	}
	a.say = say
	return nil
}

// wantsJSON reports whether the arguments, parsed or not, ask for JSON.
func (a *act) wantsJSON() bool {
	flags := a.call.Args
	if end := slices.Index(flags, "--"); end >= 0 {
		flags = flags[:end]
	}
	return slices.Contains(flags, "--json") || slices.Contains(flags, "--json=true")
}

// flagBeforeParsing finds the value of a flag in arguments that nobody has parsed; the last one counts.
func flagBeforeParsing(args []string, flag string) string {
	value := ""
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if after, ok := strings.CutPrefix(arg, flag+"="); ok {
			value = after
		} else if arg == flag && i+1 < len(args) {
			value = args[i+1]
		}
	}
	return value
}

func (c *Call) env(name string) string {
	if c.Env == nil {
		return ""
	}
	return c.Env(name)
}

// path makes a path among the arguments one that this process can open, wherever it runs.
func (a *act) path(name string) string {
	if name == "" || filepath.IsAbs(name) || a.call.Dir == "" {
		return name
	}
	return filepath.Join(a.call.Dir, name)
}

// spec is one command as its noun's file declares it. Its sentences are help.KEY.short and help.KEY.long in the translations.
type spec struct {
	// use is as in cobra: "create NAME".
	use string
	key string
	// example is shown as it is, in every language.
	example string
	args    cobra.PositionalArgs
	// hints completes arguments; nil completes nothing.
	hints func(ctx context.Context, args []string, begun string) []string
	// needs says what must be there before run.
	needs need
	run   func(ctx context.Context, args []string) error
}

// need says what a command cannot do without.
type need int

const (
	// needsProfile runs with the profile open; the zero need runs without one.
	needsProfile need = iota + 1
)

// verb makes a command of a spec.
func (a *act) verb(s spec) *cobra.Command {
	cmd := &cobra.Command{
		Use: s.use, Short: a.say.T("help."+s.key+".short", nil), Long: a.wrapped(a.say.T("help."+s.key+".long", nil)),
		Example: indent(s.example), Args: s.args, DisableFlagsInUseLine: true,
	}
	if cmd.Args == nil {
		cmd.Args = exactly(0)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if s.needs == needsProfile {
			if err := a.enter(cmd.Context()); err != nil {
				return err
			}
		}
		return ofCommand(cmd, s.run(cmd.Context(), args))
	}
	cmd.ValidArgsFunction = a.completion(s)
	return cmd
}

// ofCommand lets a usage error that was found while a command ran name that command, so that what it refers to is the right help.
func ofCommand(cmd *cobra.Command, err error) error {
	var usage *usageError
	if errors.As(err, &usage) && usage.data["Command"] == nil {
		if usage.data == nil {
			usage.data = map[string]any{}
		}
		usage.data["Command"] = cmd.CommandPath()
	}
	return err
}

// noun makes the group of some verbs. Without a verb it shows its help, and says by its exit code that nothing was done.
func (a *act) noun(name, key string, verbs ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: name, Short: a.say.T("help."+key+".short", nil), Long: a.wrapped(a.say.T("help."+key+".long", nil)),
		Args: a.knownVerb, DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(a.call.Err)
			if err := cmd.Help(); err != nil {
				return err
			}
			return &exitError{ExitUsage}
		},
	}
	cmd.AddCommand(verbs...)
	return cmd
}

// knownVerb refuses a verb that is none, with those that look like it.
func (a *act) knownVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &unknownVerbError{of: cmd.CommandPath(), verb: args[0], near: cmd.SuggestionsFor(args[0])}
}

func indent(example string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(example), "\n", "\n  ")
}

// community opens the community that the command is about.
func (a *act) community() (*app.Community, error) {
	return a.profile.Service.Community(a.opts.community)
}

// words is what view models need to speak.
func (a *act) words() view.Words {
	return view.Words{Say: a.say, NowMillis: a.face.NowMillis(), Zone: a.face.Zone}
}

// completion offers what an argument could be. It asks the profile only where that is free: a keypress must not wait for another process.
func (a *act) completion(s spec) cobra.CompletionFunc {
	if s.hints == nil {
		return cobra.NoFileCompletions
	}
	return func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		ctx := cmd.Context()
		if err := a.enterForHints(ctx); err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return s.hints(ctx, args, begun), cobra.ShellCompDirectiveNoFileComp
	}
}

// completed lets the shell complete names of files.
func filesComplete(cmd *cobra.Command) *cobra.Command {
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return cmd
}
