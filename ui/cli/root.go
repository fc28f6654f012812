package cli

// Root: the tree of all commands, and the flags that each of them has.

import (
	"github.com/spf13/cobra"
)

// root builds the tree for one command: help and errors are in its language.
func (a *act) root() *cobra.Command {
	root := &cobra.Command{
		Use: "folkmoot", Short: a.say.T("help.root.short", nil), Long: a.wrapped(a.say.T("help.root.long", nil)),
		SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true, Args: a.knownVerb, Version: a.face.Version,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.openDesktop(cmd) },
	}
	root.SetIn(a.call.In)
	root.SetOut(a.call.Out)
	root.SetErr(a.call.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetUsageTemplate(a.usageTemplate())
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	a.globalFlags(root)
	a.addCommands(root)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(a.call.Args...)
	a.translateBuiltIns(root)
	return root
}

func (a *act) globalFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.StringVar(&a.opts.profile, "profile", "", a.flag("profile"))
	flags.StringVarP(&a.opts.community, "community", "c", "", a.flag("community"))
	flags.BoolVar(&a.opts.json, "json", false, a.flag("json"))
	flags.StringVar(&a.opts.lang, "lang", "", a.flag("lang"))
	flags.BoolVarP(&a.opts.yes, "yes", "y", false, a.flag("yes"))
	flags.StringVar(&a.opts.passphraseFile, "passphrase-file", "", a.flag("passphrase_file"))
	flags.StringVar(&a.opts.wait, "wait", "", a.flag("wait"))
	root.Flags().BoolP("help", "h", false, a.flag("help"))
	root.Flags().Bool("version", false, a.flag("version"))
}

// flag is the sentence about a flag.
func (a *act) flag(name string) string { return a.say.T("flag."+name, nil) }

// The groups in which help lists the commands.
const (
	groupBegin  = "begin"
	groupDecide = "decide"
	groupPeople = "people"
	groupPower  = "power"
	groupNet    = "net"
	groupKeep   = "keep"
)

func (a *act) addCommands(root *cobra.Command) {
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{groupBegin, "group.begin", a.beginCommands()},
		{groupDecide, "group.decide", a.decideCommands()},
		{groupPeople, "group.people", a.peopleCommands()},
		{groupPower, "group.power", a.powerCommands()},
		{groupNet, "group.net", a.networkCommands()},
		{groupKeep, "group.keep", a.keepCommands()},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: a.say.T("group."+g.id, nil)})
		for _, cmd := range g.commands {
			cmd.GroupID = g.id
			root.AddCommand(cmd)
		}
	}
	root.AddCommand(a.exitCodesTopic())
	if a.face.Gallery != nil {
		root.AddCommand(a.galleryCommand())
	}
}

// translateBuiltIns gives the commands and flags that cobra adds by itself our words.
func (a *act) translateBuiltIns(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Short, cmd.Long = a.say.T("help.help.short", nil), a.wrapped(a.say.T("help.help.long", nil))
		case "completion":
			cmd.Short, cmd.Long = a.say.T("help.completion.short", nil), a.wrapped(a.say.T("help.completion.long", nil))
		}
		a.translateHelpFlags(cmd)
	}
}

func (a *act) translateHelpFlags(cmd *cobra.Command) {
	cmd.InitDefaultHelpFlag()
	if f := cmd.Flags().Lookup("help"); f != nil {
		f.Usage = a.flag("help")
	}
	for _, sub := range cmd.Commands() {
		a.translateHelpFlags(sub)
	}
}

// usageTemplate is cobra's, with our words for its headings.
func (a *act) usageTemplate() string {
	return a.say.T("usage.heading", nil) + `{{if not .HasAvailableSubCommands}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + a.say.T("usage.command", nil) + `{{end}}{{if .HasExample}}

` + a.say.T("usage.examples", nil) + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}

` + a.say.T("usage.commands", nil) + `{{range $cmds}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{else}}{{range $group := .Groups}}

{{.Title}}{{range $cmds}}{{if (and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if not .AllChildCommandsHaveGroup}}

` + a.say.T("usage.more", nil) + `{{range $cmds}}{{if (and (eq .GroupID "") (or .IsAvailableCommand (eq .Name "help")))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + a.say.T("usage.flags", nil) + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + a.say.T("usage.global_flags", nil) + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasHelpSubCommands}}

` + a.say.T("usage.topics", nil) + `{{range .Commands}}{{if .IsAdditionalHelpTopicCommand}}
  {{.Parent.Name}} help {{.Name}}  {{.Short}}{{end}}{{end}}{{end}}
`
}
