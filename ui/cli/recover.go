package cli

// Recover: the same account on a new laptop, from the 24 words and somebody's bundle.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) recoverCommand() *cobra.Command {
	var how protectionFlags
	cmd := a.verb(spec{
		use: "recover [BUNDLE…]", key: "recover", args: atLeast(0),
		example: "folkmoot recover stick.car\nfolkmoot recover --no-passphrase stick.car < words.txt",
		run:     func(ctx context.Context, args []string) error { return a.recover(ctx, how, args) },
	})
	how.add(a, cmd)
	return filesComplete(cmd)
}

func (a *act) recover(ctx context.Context, how protectionFlags, files []string) error {
	if err := a.recoverIdentity(ctx, how, len(files)); err != nil {
		return err
	}
	list := []communityView{}
	for _, file := range files {
		v, err := a.recoverFrom(ctx, file)
		if err != nil {
			return err
		}
		list = append(list, v)
	}
	return a.answer(map[string]any{"communities": list}, func() error {
		for _, v := range list {
			if err := a.tell("recover.community", map[string]any{"Name": v.Name, "ID": text.ShortID(v.ID)}); err != nil {
				return err
			}
		}
		if len(list) == 0 {
			return a.tell("recover.no_bundle", nil)
		}
		return nil
	})
}

// recoverIdentity makes the profile from the words, where there is none. In one that has an identity only bundles are taken in.
func (a *act) recoverIdentity(ctx context.Context, how protectionFlags, files int) error {
	if err := a.takeUpBeginning(ctx); err == nil {
		phrase, err := a.readPhrase()
		if err != nil {
			return err
		}
		return a.newProfile(ctx, how, phrase)
	} else if !errors.Is(err, app.ErrIdentityExists) || files == 0 {
		return err
	}
	return a.enter(ctx)
}

// readPhrase reads the words as a person types them, over as many lines as they take, or all of standard input.
func (a *act) readPhrase() (identity.Phrase, error) {
	if !a.call.Terminal {
		words, err := io.ReadAll(io.LimitReader(a.call.In, identity.MaxPhraseBytes+1))
		if err != nil {
			return identity.Phrase{}, fmt.Errorf("reading the phrase: %w", err)
		}
		return identity.ParsePhrase(string(words))
	}
	fmt.Fprintln(a.call.Err, a.say.T("recover.words", nil))
	var typed strings.Builder
	for len(strings.Fields(typed.String())) < identity.PhraseWords {
		line, err := a.readLine()
		if errors.Is(err, io.EOF) || (err == nil && strings.TrimSpace(line) == "") {
			break
		}
		if err != nil {
			return identity.Phrase{}, fmt.Errorf("reading the phrase: %w", err)
		}
		typed.WriteString(line + "\n")
	}
	return identity.ParsePhrase(typed.String())
}

// recoverFrom brings one community back from a bundle.
func (a *act) recoverFrom(ctx context.Context, name string) (communityView, error) {
	file, err := os.Open(a.path(name))
	if err != nil {
		return communityView{}, err
	}
	defer file.Close()
	reader, err := bundle.NewReader(file)
	if err != nil {
		return communityView{}, err
	}
	step, end := a.progress("progress.import")
	defer end()
	c, brought, err := a.profile.Service.Recover(ctx, reader, step)
	if err != nil {
		return communityView{}, err
	}
	if brought.Incomplete {
		a.note("bundle.incomplete", nil)
	}
	return newCommunityView(c.Membership()), nil
}
