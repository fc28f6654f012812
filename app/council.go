package app

// Council: commits that change offices and rules, from the proposal of an act to the op that carries it with its signatures.

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Standing is what stands: the line of commits, what is settled of it, and what is in dispute.
type Standing struct {
	authority.Line
	State authority.State
}

// Stands says what stands now, as far as known here.
func (c *Community) Stands(ctx context.Context) (Standing, error) {
	var s Standing
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		now := e.Authority().Now()
		s = Standing{Line: now.Line, State: *now.HeadState()}
		return nil
	})
	return s, err
}

// Commits lists the commits known here, proposed ones included.
func (c *Community) Commits(ctx context.Context) ([]authority.Proposed, error) {
	var list []authority.Proposed
	err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		list = e.Authority().Commits()
		return nil
	})
	return list, err
}

// Propose puts a change before the council, signs it, and carries it at once where that signature is enough. A petition is proposed the same
// way; its electorate signs. Errors: *FormError where the acts, or the charter that came of them, would be none, *BoardError where its tellers
// would be none.
func (c *Community) Propose(ctx context.Context, t authority.CommitType, acts charter.Acts) (op.ID, error) {
	if err := acts.Check(); err != nil {
		return op.ID{}, &FormError{Kind: authority.KindPropose, Err: err}
	}
	var commit op.ID
	err := c.update(ctx, func(w *writing) (err error) {
		if commit, err = w.propose(t, acts); err != nil {
			return err
		}
		return w.signCommit(commit)
	})
	return commit, err
}

func (w *writing) propose(t authority.CommitType, acts charter.Acts) (op.ID, error) {
	g := w.engine.Authority()
	if g == nil {
		return op.ID{}, ErrNotHereYet
	}
	if err := w.checkBoard(acts.Tellers); err != nil {
		return op.ID{}, err
	}
	content := authority.Content{
		Version: 1, Community: w.community.Membership().Community, Type: t, Parent: g.Now().Head(), Acts: acts,
		TimeMillis: w.community.service.ports.NowMillis(),
	}
	if t == authority.ByPetition {
		content.Parent = g.Now().Settled
		content.Names = g.Petitions(content.Parent)
		content.Poll = g.PetitionPoll(content.Parent)
	}
	if parent, ok := g.StateAt(content.Parent); ok {
		// A council of one that asks for five signatures can never be followed: it would collect them for ever.
		after := parent.Charter.With(acts)
		if err := after.Check(); err != nil {
			return op.ID{}, &FormError{Kind: authority.KindPropose, Err: err}
		}
	}
	id, err := content.ID()
	if err != nil {
		return op.ID{}, err
	}
	_, err = w.act(Draft{Kind: authority.KindPropose, Body: &authority.ProposeBody{Content: content}})
	return id, err
}

// SignCommit signs a proposed commit, and carries it when that makes it enough. Error: ErrNotFoundHere, ErrNotPossible.
func (c *Community) SignCommit(ctx context.Context, commit op.ID) error {
	return c.update(ctx, func(w *writing) error {
		if w.engine.Authority() == nil {
			return ErrNotHereYet
		}
		return w.signCommit(commit)
	})
}

func (w *writing) signCommit(commit op.ID) error {
	p, err := w.proposed(commit)
	if err != nil {
		return err
	}
	c := w.community
	if slices.ContainsFunc(p.Signatures, func(s authority.Signed) bool { return s.Device == c.Device() }) {
		return fmt.Errorf("signing %s: this device has signed it already: %w", commit.Short(), ErrNotPossible)
	}
	if !p.Current {
		return fmt.Errorf("signing %s: something else has come to stand since: %w", commit.Short(), ErrNotPossible)
	}
	switch {
	case slices.Contains(p.Asked, c.Membership().Account):
	case p.Content.Type == authority.ByPetition && !p.Content.Poll.IsZero():
		return fmt.Errorf("signing %s: only voters of the poll %s sign this petition: %w", commit.Short(), p.Content.Poll.Short(), ErrNotPossible)
	default:
		return fmt.Errorf("signing %s: only stewards sign: %w", commit.Short(), ErrNotPossible)
	}
	signature := op.Signature(ed25519.Sign(c.signingKey(), statement.CommitMessage(commit)))
	if _, err := w.act(Draft{Kind: authority.KindSign, Body: &authority.SignBody{Commit: commit, Signature: signature}}); err != nil {
		return err
	}
	return w.carry(commit)
}

func (w *writing) proposed(commit op.ID) (authority.Proposed, error) {
	list := w.engine.Authority().Commits()
	i := slices.IndexFunc(list, func(p authority.Proposed) bool { return p.ID == commit })
	if i < 0 {
		return authority.Proposed{}, fmt.Errorf("the commit %s: %w", commit.Short(), ErrNotFoundHere)
	}
	return list[i], nil
}

// carry posts the op that carries a commit with its signatures, where these are enough.
func (w *writing) carry(commit op.ID) error {
	p, err := w.proposed(commit)
	if err != nil || p.Carried || len(p.Signers) < p.Needed {
		return err
	}
	past, err := w.engine.PastOfTip(w.tx, w.community.Device())
	if err != nil {
		return err
	}
	shows := w.engine.Authority().PetitionCites(p.Content.Poll, past)
	// A petition may have more signers than one act can name certificates for: then several carry it, and their signatures add up.
	for rest := p.Signatures; len(rest) > 0; {
		n, deps := w.carriable(rest, shows)
		body := &authority.CarrierBody{Content: p.Content, Signatures: rest[:n]}
		if _, err = w.act(Draft{Kind: authority.KindCommit, Body: body, Deps: deps}); err != nil {
			return err
		}
		rest = rest[n:]
	}
	return nil
}

// carriable is how many of some signatures one carrier can hold with what shows them, and what it cites; one at least.
func (w *writing) carriable(signatures []authority.Signed, shows []op.ID) (n int, deps []op.ID) {
	g := w.engine.Authority()
	for n = len(signatures); ; n = (n + 1) / 2 {
		deps = slices.Concat(shows, g.CertificatesOf(signatures[:n]))
		if n == 1 || n <= authority.MaxSignatures && len(deps) <= op.MaxDeps-4 {
			return n, deps
		}
	}
}
