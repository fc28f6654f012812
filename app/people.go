package app

// Names: what everybody is called, whom a typed text means, and whom a text mentions.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Name is what an account is called.
type Name struct {
	Account op.AccountID
	// Text is what the account calls itself, else what it said when it joined. A name that no face would have taken, because it shows as something
	// that it is not, is replaced by the fingerprint.
	Text string
	// Fingerprint is of the account's key.
	Fingerprint string
	// Alike says that somebody else's name here looks like this one: both are shown with their fingerprints.
	Alike bool
	// Removed people are meant by a text only where nobody else is.
	Removed bool
}

// String is the name as it is shown beside others.
func (n Name) String() string {
	if n.Alike && n.Text != n.Fingerprint {
		return n.Text + " (" + n.Fingerprint + ")"
	}
	return n.Text
}

// Names is what everybody of a community is called, at one moment. It is not changed after it was made.
type Names struct {
	list []Name
	at   map[op.AccountID]int
	// skeletons go with list.
	skeletons []string
}

// Names reads them.
func (c *Community) Names(ctx context.Context) (*Names, error) {
	var names *Names
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		names, err = namesOf(e, r)
		return err
	})
	return names, err
}

func namesOf(e *community.Engine, r Reader) (*Names, error) {
	n := &Names{at: make(map[op.AccountID]int)}
	var shown []string
	for _, p := range e.Authority().People() {
		profile, _, err := r.Profile(p.Account)
		if err != nil {
			return nil, fmt.Errorf("reading a profile: %w", err)
		}
		name := nameOf(p, profile)
		n.at[p.Account] = len(n.list)
		n.list = append(n.list, name)
		n.skeletons = append(n.skeletons, identity.Skeleton(name.Text))
		shown = append(shown, name.Text)
	}
	for i, alike := range identity.Alike(shown) {
		n.list[i].Alike = alike
	}
	return n, nil
}

func nameOf(p authority.Person, profile proposal.Profile) Name {
	name := Name{Account: p.Account, Text: p.Name, Fingerprint: identity.Fingerprint([32]byte(p.Account)), Removed: p.Removed}
	if profile.Name != "" {
		name.Text = profile.Name
	}
	clean, err := identity.CleanName(name.Text)
	if err != nil {
		clean = name.Fingerprint
	}
	name.Text = clean
	return name
}

// All lists everybody who founded or joined, in the order in which they came here.
func (n *Names) All() []Name { return slices.Clone(n.list) }

// Of is what an account is called; one that neither founded nor joined here goes by its fingerprint.
func (n *Names) Of(account op.AccountID) Name {
	if i, ok := n.at[account]; ok {
		return n.list[i]
	}
	fingerprint := identity.Fingerprint([32]byte(account))
	return Name{Account: account, Text: fingerprint, Fingerprint: fingerprint}
}

// WhichPersonError says whom a text could mean.
type WhichPersonError struct {
	Text string
	// Candidates are shown with their fingerprints: any of these, or its beginning, is an answer.
	Candidates []Name
}

func (e *WhichPersonError) Error() string {
	return fmt.Sprintf("%q could mean %d people", e.Text, len(e.Candidates))
}

// minKeyChars of a fingerprint or of a key name somebody: fewer are too easily part of a name.
const minKeyChars = 4

// Find is the account that a typed text means: a whole fingerprint or key; else a whole name, in any case, as a list shows it; else the
// beginning of a name, a fingerprint or a key. A name that looks like another one means neither: whoever removes somebody must not hit the
// wrong one. Errors: ErrNotFoundHere, *WhichPersonError.
func (n *Names) Find(typed string) (op.AccountID, error) {
	text := strings.TrimPrefix(strings.TrimSpace(typed), "@")
	if open := strings.LastIndex(text, " ("); open >= 0 && strings.HasSuffix(text, ")") {
		text = text[open+2 : len(text)-1]
	}
	skeleton, key := identity.Skeleton(text), strings.ToLower(text)
	for _, means := range []func(int) bool{
		func(i int) bool { return n.isKey(i, key) },
		func(i int) bool { return skeleton != "" && n.skeletons[i] == skeleton },
		func(i int) bool { return n.begins(i, skeleton, key) },
	} {
		switch found := n.meant(means); len(found) {
		case 0:
		case 1:
			return found[0].Account, nil
		default:
			return op.AccountID{}, &WhichPersonError{Text: typed, Candidates: found}
		}
	}
	return op.AccountID{}, fmt.Errorf("a person called %q: %w", typed, ErrNotFoundHere)
}

// meant lists whom a rule picks, removed people only where it picks nobody else.
func (n *Names) meant(means func(int) bool) []Name {
	var here, removed []Name
	for i, name := range n.list {
		switch {
		case !means(i):
		case name.Removed:
			removed = append(removed, name)
		default:
			here = append(here, name)
		}
	}
	if len(here) == 0 {
		return removed
	}
	return here
}

func (n *Names) isKey(i int, key string) bool {
	return key == n.list[i].Fingerprint || key == strings.ReplaceAll(n.list[i].Fingerprint, "-", "") || key == n.list[i].Account.String()
}

func (n *Names) begins(i int, skeleton, key string) bool {
	if skeleton != "" && strings.HasPrefix(n.skeletons[i], skeleton) {
		return true
	}
	return len(key) >= minKeyChars && (strings.HasPrefix(n.list[i].Fingerprint, key) ||
		strings.HasPrefix(strings.ReplaceAll(n.list[i].Fingerprint, "-", ""), key) || strings.HasPrefix(n.list[i].Account.String(), key))
}

// Mentioned lists the accounts that the @names of a text mean, ascending, and the names that mean nobody or could mean several. Of more than a
// comment can mention, the first count.
func (n *Names) Mentioned(text string) (accounts []op.AccountID, unclear []string) {
	for _, name := range proposal.Mentions(text) {
		account, err := n.Find(name)
		switch {
		case err != nil:
			unclear = append(unclear, name)
		case len(accounts) < proposal.MaxMentions && !slices.Contains(accounts, account):
			accounts = append(accounts, account)
		}
	}
	slices.SortFunc(accounts, op.AccountID.Compare)
	return accounts, unclear
}

// Mentioned is Names.Mentioned by the names as they are now: whoever writes shows what is unclear before it is written.
func (c *Community) Mentioned(ctx context.Context, text string) (accounts []op.AccountID, unclear []string, err error) {
	if len(proposal.Mentions(text)) == 0 {
		return nil, nil, nil
	}
	names, err := c.Names(ctx)
	if err != nil {
		return nil, nil, err
	}
	accounts, unclear = names.Mentioned(text)
	return accounts, unclear, nil
}
