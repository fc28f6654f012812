package record

// Ballots: the proof that one is in the counted set, or why it is not.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// BallotState is what became of a ballot.
type BallotState string

// What can become of a ballot.
const (
	// Counted: it is in the tree whose root the tellers sealed.
	Counted BallotState = "counted"
	// Replaced: it came in time, and By counts in its place.
	Replaced BallotState = "replaced"
	// Late: f+1 tellers had it, but not by the moment that counts, or none of the freezes shows it.
	Late BallotState = "late"
	// NotReceived: fewer than f+1 tellers had it, by what the record holds.
	NotReceived BallotState = "not_received"
	// NotOfPoll: it is in the record, and is no ballot that this poll can count.
	NotOfPoll BallotState = "not_of_poll"
	// NotThere: it is not in the record. Somebody may hold it all the same.
	NotThere BallotState = "not_there"
)

// BallotProof is what a record shows of one ballot.
type BallotProof struct {
	Ballot op.ID
	// Account is whose it is; zero where it is not there.
	Account op.AccountID
	State   BallotState
	// ReceiptMillis is when f+1 tellers had it; -1 where they had not. MomentMillis is up to when that counts.
	ReceiptMillis, MomentMillis int64
	// Receipts is how many tellers had it.
	Receipts int
	// By is the ballot that counts in its place.
	By op.ID
	// Leaf is its number in the tree of counted ballots, and Path the RFC 6962 inclusion proof under the sealed root; of a counted one alone.
	Leaf int64
	Path tlog.RecordProof
}

// Ballot proves what became of a ballot. Errors: ErrNotSealed where the tellers contradicted themselves.
func (r *Result) Ballot(ctx context.Context, ballot op.ID) (proof BallotProof, err error) {
	if r.Contradicted() {
		return proof, fmt.Errorf("looking for the ballot %s: %w once", ballot.Short(), ErrNotSealed)
	}
	err = r.replica.View(ctx, func(view community.View) error {
		return r.engine.Ask(view, func() error {
			closes, err := r.engine.Closing(r.Manifest.Poll)
			if err == nil {
				proof, err = r.prove(view, closes, ballot)
			}
			return err
		})
	})
	return proof, err
}

// known is a ballot that the poll could count, with its account.
type known struct {
	ballot  op.ID
	account op.AccountID
}

// known lists the poll's ballots that the record holds.
func (r *Result) known() []known {
	var all []known
	for _, o := range r.Sealed[:1] {
		for _, c := range slices.Concat(o.Count.Counted, o.Count.Replaced) {
			all = append(all, known{c.Ballot, c.Account})
		}
	}
	for _, l := range r.Late {
		all = append(all, known{l.Ballot, l.Account})
	}
	slices.SortFunc(all, func(a, b known) int { return a.ballot.Compare(b.ballot) })
	return all
}

// Ballots lists the poll's ballots that the record holds and whose ids begin with a text (op.IDPrefix), ascending.
func (r *Result) Ballots(prefix string) []op.ID {
	var ballots []op.ID
	for _, k := range r.known() {
		if strings.HasPrefix(k.ballot.String(), prefix) {
			ballots = append(ballots, k.ballot)
		}
	}
	return ballots
}

// BallotsOf lists the ballots of an account in the poll that the record holds, ascending.
func (r *Result) BallotsOf(account op.AccountID) []op.ID {
	var ballots []op.ID
	for _, k := range r.known() {
		if k.account == account {
			ballots = append(ballots, k.ballot)
		}
	}
	return ballots
}

// Accounts lists who is called so, or whose key begins so, of the people that the record shows.
func (r *Result) Accounts(text string) []op.AccountID {
	var found []op.AccountID
	for _, p := range r.engine.Authority().People() {
		if p.Name == text || (len(text) >= minKeyDigits && strings.HasPrefix(p.Account.String(), text)) {
			found = append(found, p.Account)
		}
	}
	return found
}

// minKeyDigits tell a person's key from others'.
const minKeyDigits = 8

func (r *Result) prove(view community.View, closes *closing.Poll, ballot op.ID) (BallotProof, error) {
	o := r.Sealed[0]
	proof := BallotProof{Ballot: ballot, ReceiptMillis: -1, MomentMillis: o.Manifest.MomentMillis}
	_, there, err := view.Meta(ballot)
	if err != nil || !there {
		proof.State = NotThere
		return proof, err
	}
	progress, ofPoll := closes.Progress(ballot)
	if proof.Receipts = progress.Receipts; !ofPoll {
		proof.State = NotOfPoll
		return proof, nil
	}
	all := r.known()
	if at := slices.IndexFunc(all, func(k known) bool { return k.ballot == ballot }); at >= 0 {
		proof.Account = all[at].account
	}
	is := func(c closing.Certificate) bool { return c.Ballot == ballot }
	if at := slices.IndexFunc(o.Count.Counted, is); at >= 0 {
		proof.State, proof.ReceiptMillis, proof.Leaf = Counted, o.Count.Counted[at].ReceiptMillis, int64(at)
		return proof, proof.path(o)
	}
	if at := slices.IndexFunc(o.Count.Replaced, is); at >= 0 {
		proof.State, proof.ReceiptMillis = Replaced, o.Count.Replaced[at].ReceiptMillis
		of := func(c closing.Certificate) bool { return c.Account == proof.Account }
		if by := slices.IndexFunc(o.Count.Counted, of); by >= 0 {
			proof.By = o.Count.Counted[by].Ballot
		}
		return proof, nil
	}
	proof.State = NotReceived
	if at := slices.IndexFunc(r.Late, func(l closing.Late) bool { return l.Ballot == ballot }); at >= 0 && r.Late[at].Receipted {
		proof.State, proof.ReceiptMillis = Late, r.Late[at].ReceiptMillis
	}
	return proof, nil
}

// path adds the path in the tree, and checks it as anybody would who has nothing but the seal.
func (p *BallotProof) path(o closing.Outcome) error {
	tree, err := o.Count.Tree()
	if err != nil {
		return err
	}
	if p.Path, err = tree.Prove(int(p.Leaf)); err != nil {
		return err
	}
	return closing.CheckProof(o.Text, p.Path, p.Leaf, p.Ballot)
}
