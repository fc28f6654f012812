package cli

// Verify, ballots: the proof that one is counted, or why it is not.

import (
	"context"
	"strconv"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// addBallots finds the ballots that were asked for. One that is not in the record is an answer, too.
func (a *act) addBallots(ctx context.Context, proved *record.Result, v *view.Record, f verifyFlags) error {
	if (f.ballot == "" && f.account == "") || proved.Contradicted() {
		return nil
	}
	ballots, err := ballotsMeant(proved, f)
	if err != nil {
		return err
	}
	for _, id := range ballots {
		proof, err := proved.Ballot(ctx, id)
		if err != nil {
			return err
		}
		v.AddBallot(proved, proof)
	}
	return nil
}

func ballotsMeant(proved *record.Result, f verifyFlags) (ballots []op.ID, err error) {
	if f.ballot != "" {
		prefix, err := op.IDPrefix(f.ballot)
		if err != nil {
			return nil, err
		}
		if ballots = proved.Ballots(prefix); len(ballots) == 0 {
			whole, err := op.ParseID(f.ballot)
			if err != nil {
				return nil, &usageError{"usage.no_such_ballot", map[string]any{"Value": text.Line(f.ballot)}}
			}
			ballots = []op.ID{whole}
		}
	}
	if f.account == "" {
		return ballots, nil
	}
	accounts := proved.Accounts(f.account)
	switch {
	case len(accounts) == 0:
		return nil, &usageError{"usage.no_such_account", map[string]any{"Value": text.Line(f.account)}}
	case len(accounts) > 1:
		return nil, &usageError{"usage.several_accounts", map[string]any{"Value": text.Line(f.account)}}
	}
	mine := proved.BallotsOf(accounts[0])
	if len(mine) == 0 {
		return nil, &usageError{"usage.no_ballot_of", map[string]any{"Value": text.Line(f.account)}}
	}
	return append(ballots, mine...), nil
}

// ballotLines are what became of a ballot, and the proof as other programs check it.
func (a *act) ballotLines(b view.RecordBallot) []string {
	lines := []string{"", a.wrapped(a.say.T("record.ballot."+b.State, map[string]any{
		"ID": text.ShortID(b.Ballot), "By": text.ShortID(b.ReplacedBy), "Receipts": b.Receipts,
		"When": a.words().When(max(0, b.ReceiptMillis)), "Moment": a.words().When(b.MomentMillis),
	}))}
	if b.State != string(record.Counted) {
		return lines
	}
	lines = append(lines, a.say.T("record.proof", map[string]any{"Leaf": strconv.FormatInt(b.Leaf, 10), "Size": b.TreeSize}), "  "+b.Root)
	for _, hash := range b.Path {
		lines = append(lines, "    "+hash)
	}
	return lines
}
