package app

// A poll's ballots for other programs: those that count so far, without names, in a file that anybody can count again.

import (
	"context"
	"fmt"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/app/op"
)

// BallotFile is a poll's ballots in some format.
type BallotFile struct {
	Data []byte
	// Ballots are in it; Void are left out, because this version cannot read them.
	Ballots, Void int
}

// BallotFile writes a poll with the ballots that count so far: BLT for rankings, CSV for all forms, Pabulib for budgets. Errors: ErrNotFoundHere,
// ErrNeedsNewer, and ballotfile.ErrFormat where the format cannot hold the poll.
func (c *Community) BallotFile(ctx context.Context, id op.ID, format ballotfile.Format) (BallotFile, error) {
	page, err := c.Poll(ctx, id)
	if err != nil {
		return BallotFile{}, err
	}
	if page.Election == nil {
		return BallotFile{}, fmt.Errorf("writing the ballots of a poll by %s: %w", page.Opening.Method, ErrNeedsNewer)
	}
	data, err := ballotfile.Write(format, page.Election)
	if err != nil {
		return BallotFile{}, fmt.Errorf("writing ballots: %w", err)
	}
	return BallotFile{Data: data, Ballots: len(page.Ballots) - int(page.Running.Void), Void: int(page.Running.Void)}, nil
}
