package ballot

// Booth: a sheet with its poll. What was cast or kept is taken up, what is left unfinished is kept, and casting is one step.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// ErrUnfinished says that a sheet cannot be cast; its Obstacle says why.
var ErrUnfinished = errors.New("the ballot is not finished")

// Booth is where one voter fills in one ballot. It belongs to one goroutine, as its sheet does.
type Booth struct {
	*Sheet
	// Before says that a ballot of this account is cast already.
	Before bool

	community *app.Community
	poll      op.ID
	// cast is the draft that is as good as what is cast: it need not be kept.
	cast string
}

// Open takes up the sheet that was kept for a poll, else the ballot that was cast, else an empty one. A kept sheet that cannot be read any more is
// passed over. Errors: app.ErrNotFoundHere, and those of New.
func Open(ctx context.Context, c *app.Community, id op.ID) (*Booth, error) {
	page, err := c.Poll(ctx, id)
	if err != nil {
		return nil, err
	}
	sheet, err := New(&page.Opening)
	if err != nil {
		return nil, err
	}
	b := &Booth{Sheet: sheet, Before: page.Mine != nil, community: c, poll: id}
	if b.Before {
		if err := b.takeMine(page.Mine); err != nil {
			return nil, err
		}
	}
	kept, err := c.KeptSheet(ctx, id)
	if err != nil {
		return nil, err
	}
	if kept != "" {
		_ = b.Restore(kept) // what another version wrote is no reason to keep anybody from voting
	}
	return b, nil
}

// takeMine leaves the sheet empty where this version cannot read what was cast.
func (b *Booth) takeMine(mine *poll.Ballot) error {
	marked, err := poll.Decode(b.open, mine.Choice)
	if errors.Is(err, poll.ErrChoice) {
		return nil
	}
	if err == nil {
		err = b.Take(marked, mine.Reason)
	}
	b.cast = b.Draft()
	return err
}

// Leave keeps what is marked, where it is not what is cast already.
func (b *Booth) Leave(ctx context.Context) error {
	draft := b.Draft()
	if draft == b.cast {
		draft = ""
	}
	if err := b.community.KeepSheet(ctx, b.poll, draft); err != nil {
		return fmt.Errorf("keeping the ballot: %w", err)
	}
	return nil
}

// Cast signs the ballot and puts it on its way. It may run beside the goroutine of the booth, as long as nothing is marked meanwhile; Took follows
// there. Errors: ErrUnfinished, and those of app's Vote; the sheet is as it was then.
func (b *Booth) Cast(ctx context.Context) (op.ID, error) {
	if why := b.Obstacle(); why != "" {
		return op.ID{}, fmt.Errorf("%w: %s", ErrUnfinished, why)
	}
	return b.community.VoteMarked(ctx, b.poll, b.Ballot(), b.Reason())
}

// Took notes that what is marked was cast.
func (b *Booth) Took() { b.Before, b.cast = true, b.Draft() }
