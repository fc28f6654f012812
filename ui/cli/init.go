package cli

// Init: a new profile with a new identity. The phrase is shown once and checked before anything is kept.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/trouble"
)

func (a *act) initCommand() *cobra.Command {
	var how protectionFlags
	var print bool
	cmd := a.verb(spec{
		use: "init [FLAGS]", key: "init", example: "folkmoot init\nfolkmoot init --print-phrase --no-passphrase > phrase.txt",
		run: func(ctx context.Context, _ []string) error { return a.init(ctx, how, print) },
	})
	how.add(a, cmd)
	cmd.Flags().BoolVar(&print, "print-phrase", false, a.flag("print_phrase"))
	return cmd
}

// protectionFlags choose how a new profile's keys are kept.
type protectionFlags struct {
	keyring, passphrase, none bool
}

func (p *protectionFlags) add(a *act, cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.keyring, "keyring", false, a.flag("keyring"))
	cmd.Flags().BoolVar(&p.passphrase, "passphrase", false, a.flag("passphrase"))
	cmd.Flags().BoolVar(&p.none, "no-passphrase", false, a.flag("no_passphrase"))
	cmd.MarkFlagsMutuallyExclusive("keyring", "passphrase", "no-passphrase")
}

// choose says which protection was asked for. Without a word the system's keyring is used, and where there is none, a passphrase.
func (p *protectionFlags) choose(a *act) []Protection {
	under := Protection{Kind: KeptUnderPassphrase, Passphrase: a.newPassphrase}
	switch {
	case p.none:
		return []Protection{{Kind: KeptOpen}}
	case p.passphrase || a.opts.passphraseFile != "":
		return []Protection{under}
	case p.keyring:
		return []Protection{{Kind: KeptInKeyring}}
	}
	return []Protection{{Kind: KeptInKeyring}, under}
}

func (a *act) init(ctx context.Context, how protectionFlags, print bool) error {
	if !print && !a.call.Terminal {
		return needFlag("--print-phrase")
	}
	if err := a.takeUpBeginning(ctx); err != nil {
		return err
	}
	phrase, err := identity.Generate(a.face.Random)
	if err != nil {
		return err
	}
	if print {
		return a.initPrinting(ctx, how, phrase)
	}
	if err := a.showAndCheck(phrase); err != nil {
		return err
	}
	if err := a.newProfile(ctx, how, phrase); err != nil {
		return err
	}
	return a.answerBegun()
}

// initPrinting leaves it to the caller to keep the phrase: nobody is there to be asked.
func (a *act) initPrinting(ctx context.Context, how protectionFlags, phrase identity.Phrase) error {
	if err := a.newProfile(ctx, how, phrase); err != nil {
		return err
	}
	words := strings.Join(phrase.Words(), " ")
	return a.answer(struct {
		Profile    string `json:"profile"`
		Protection string `json:"protection"`
		Phrase     string `json:"phrase"`
	}{a.opts.profile, a.profile.Protection, words}, func() error {
		a.note("init.printed", nil)
		return a.println(words)
	})
}

// answerBegun says where the profile is, and what to do next.
func (a *act) answerBegun() error {
	return a.answer(struct {
		Profile    string `json:"profile"`
		Protection string `json:"protection"`
	}{a.opts.profile, a.profile.Protection}, func() error {
		if err := a.tell("init.done", map[string]any{"Profile": a.opts.profile}); err != nil {
			return err
		}
		return a.println(a.protectedBy(a.profile.Protection))
	})
}

func (a *act) protectedBy(kind string) string {
	switch kind {
	case KeptInKeyring:
		return a.say.T("init.in_keyring", nil)
	case KeptUnderPassphrase:
		return a.say.T("init.under_passphrase", nil)
	}
	return a.say.T("init.open", nil)
}

// refuseExisting is an error where the folder holds an identity already. Nothing is ever replaced.
func (a *act) refuseExisting(ctx context.Context) error {
	dir, err := a.profileFolder()
	if err != nil {
		return err
	}
	exists, err := a.face.Profiles.Exists(dir)
	if err != nil {
		return err
	}
	if exists {
		return app.ErrIdentityExists
	}
	return ctx.Err()
}

// takeUpBeginning opens a profile that has neither an identity nor a community, as a crash may leave it; any other is refused. Where there is
// none it does nothing.
func (a *act) takeUpBeginning(ctx context.Context) error {
	existing := a.refuseExisting(ctx)
	if !errors.Is(existing, app.ErrIdentityExists) {
		return existing
	}
	var forwarded *exitError
	if err := a.enter(ctx); errors.As(err, &forwarded) {
		return err
	} else if err != nil {
		return existing // whatever is in it is not for init to say
	}
	has, errHas := a.profile.Service.HasIdentity()
	communities, errList := a.profile.Service.Communities()
	if err := errors.Join(errHas, errList); err != nil {
		return err
	}
	if has || len(communities) > 0 {
		return existing
	}
	var err error
	a.opts.profile, err = a.profileFolder()
	return err
}

// newProfile makes the profile, unless one was taken up, and keeps the phrase's seed in it. What fails halfway leaves no profile.
func (a *act) newProfile(ctx context.Context, how protectionFlags, phrase identity.Phrase) error {
	if a.profile != nil {
		return a.profile.Service.KeepPhrase(phrase)
	}
	profile, dir, err := a.createProfile(ctx, how)
	if err != nil {
		return err
	}
	if err := profile.Service.KeepPhrase(phrase); err != nil {
		return a.undoCreate(dir, err)
	}
	return nil
}

// createProfile makes the folder and its files, and leaves the profile open.
func (a *act) createProfile(ctx context.Context, how protectionFlags) (*Profile, string, error) {
	dir, err := a.newProfileFolder()
	if err != nil {
		return nil, "", err
	}
	lock, err := a.enterAlone(dir)
	if err != nil {
		return nil, "", err
	}
	var profile *Profile
	choices := how.choose(a)
	for i, protection := range choices {
		profile, err = a.face.Profiles.Create(ctx, dir, protection)
		if err == nil || i == len(choices)-1 || a.face.Meaning(err) != trouble.MeansNoKeyring {
			break
		}
		a.note("init.no_keyring", nil)
	}
	if err != nil {
		return nil, "", errors.Join(err, lock.Discard(), a.removeMade(dir))
	}
	a.begin(ctx, profile, lock)
	a.opts.profile = dir
	return profile, dir, nil
}

// enterOrCreate opens the profile, or makes one without an identity of its own; made is then its folder.
func (a *act) enterOrCreate(ctx context.Context, how protectionFlags) (made string, err error) {
	if err := a.refuseExisting(ctx); errors.Is(err, app.ErrIdentityExists) {
		return "", a.enter(ctx)
	} else if err != nil {
		return "", err
	}
	_, dir, err := a.createProfile(ctx, how)
	return dir, err
}

// undoCreate takes a profile away again that enterOrCreate made, as nothing came of it. It returns the error that made it so.
func (a *act) undoCreate(made string, err error) error {
	if made == "" {
		return err
	}
	a.owner.discard = true
	return errors.Join(err, a.owner.leave(), a.discard(made), a.removeMade(made))
}

func (a *act) discard(dir string) error {
	a.owner, a.profile = nil, nil
	return a.face.Profiles.Discard(dir)
}

// showAndCheck shows the words once, takes them off the screen, and asks some of them back.
func (a *act) showAndCheck(phrase identity.Phrase) error {
	fmt.Fprintln(a.call.Err, a.say.T("init.words", nil))
	fmt.Fprintln(a.call.Err)
	words := phrase.Words()
	const columns = 4
	for row := range len(words) / columns {
		var line strings.Builder
		for column := range columns {
			at := row + column*len(words)/columns
			fmt.Fprintf(&line, "  %2d %-9s", at+1, words[at])
		}
		fmt.Fprintln(a.call.Err, strings.TrimRight(line.String(), " "))
	}
	fmt.Fprintln(a.call.Err)
	if _, err := a.line(a.say.T("init.written", nil)); err != nil {
		return err
	}
	a.clearScreen()
	challenge, err := identity.NewChallenge(a.face.Random)
	if err != nil {
		return err
	}
	answers := make([]string, 0, len(challenge))
	for _, position := range challenge {
		answer, err := a.line(a.say.T("init.word", map[string]any{"Position": position}))
		if err != nil {
			return err
		}
		answers = append(answers, answer)
	}
	return challenge.Check(phrase, answers)
}

// clearScreen takes the phrase off the screen and out of its history, where the terminal can.
func (a *act) clearScreen() {
	if a.call.Width > 0 && a.call.env("TERM") != "dumb" {
		fmt.Fprint(a.call.Err, "\x1b[2J\x1b[3J\x1b[H")
	}
}

// isFile reports whether there is something at a path.
func isFile(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
