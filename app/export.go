package app

// Export: all that this person may read, as Markdown, CSV and JSON lines. It is for people and for other programs; Folkmoot never reads it back.

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// ExportTo makes the files of an export. Names are relative, with slashes, and hold nothing but letters, digits, hyphens and dots.
type ExportTo func(name string) (io.WriteCloser, error)

// Exported says what an export holds.
type Exported struct {
	Files                         int
	Ops, Topics, Proposals, Polls int
	// Withheld counts acts whose text was taken back, or is hidden from this person.
	Withheld int
}

// Export writes everything that this account may read. What was hidden is in it only for stewards, who may read it; what was withdrawn is not,
// even where its text is still at hand. It stops at the first error and when the context ends; what was written until then stays.
func (c *Community) Export(ctx context.Context, to ExportTo, progress func(done, total int)) (Exported, error) {
	x := &exporter{ctx: ctx, community: c, to: to, progress: progress, names: make(map[string]bool)}
	err := c.read(ctx, func(e *community.Engine, r Reader) (err error) {
		g := e.Authority()
		x.people = g.People()
		x.state = *g.Now().HeadState()
		x.devices = make(map[op.DeviceID]op.AccountID)
		for _, p := range x.people {
			x.readsHidden = x.readsHidden || p.Account == c.Membership().Account && p.Member && p.Steward
		}
		if x.called, err = namesOf(e, r); err != nil {
			return err
		}
		x.polls, err = idsOf(r.Polls, func(p poll.Poll) op.ID { return p.ID })
		return err
	})
	if err == nil {
		err = x.electorates()
	}
	if err != nil {
		return x.Exported, fmt.Errorf("exporting: %w", err)
	}
	// The reading goes on beside whatever is written meanwhile, and shows one moment.
	if err := c.replica.Read(ctx, x.run); err != nil {
		return x.Exported, fmt.Errorf("exporting: %w", err)
	}
	return x.Exported, nil
}

// exporter is one export on its way.
type exporter struct {
	Exported
	// ctx is of the call that the object lives for.
	ctx       context.Context
	community *Community
	to        ExportTo
	progress  func(done, total int)
	done      int
	total     int
	// names are the file names that were given.
	names map[string]bool

	people  []authority.Person
	called  *Names
	state   authority.State
	devices map[op.DeviceID]op.AccountID
	// readsHidden says that this account may read what is hidden.
	readsHidden bool
	hidden      map[op.ID]proposal.Hiding

	topics, proposals, polls []op.ID
	// voters is how many may vote in each poll, votes how many votes these have, and weights what ballots carry; nil: one each.
	voters, votes map[op.ID]int
	weights       map[op.ID]map[op.AccountID]uint64
}

// electorates asks for one poll after the other, so that nobody waits for all of them.
func (x *exporter) electorates() error {
	x.voters, x.votes = make(map[op.ID]int, len(x.polls)), make(map[op.ID]int, len(x.polls))
	x.weights = make(map[op.ID]map[op.AccountID]uint64)
	for _, id := range x.polls {
		if err := x.community.read(x.ctx, func(e *community.Engine, r Reader) error {
			voters, err := e.Electorate(r, id)
			if err != nil {
				return err
			}
			x.voters[id], x.votes[id] = len(voters), max(len(voters), int(e.Votes(id)))
			ballots, err := BallotsOf(r, id)
			if err != nil {
				return err
			}
			x.weights[id], err = runningWeights(e, id, poll.Counting(ballots))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) run(r Reader) error {
	if err := x.survey(r); err != nil {
		return err
	}
	for _, part := range []func(Reader) error{
		x.charterPage, x.charterFile, x.memberTable, x.topicPages, x.proposalPages, x.pollPages, x.pollTable, x.ballotTable, x.delegationTable, x.opLines,
	} {
		if err := part(r); err != nil {
			return err
		}
	}
	x.tell()
	return nil
}

// survey finds out what there is, so that progress can be told.
func (x *exporter) survey(r Reader) error {
	hidings, err := pages(0, r.AllHidden, func(h proposal.Hiding) op.ID { return h.ID })
	if err != nil {
		return err
	}
	x.hidden = make(map[op.ID]proposal.Hiding)
	for _, h := range hidings {
		x.hidden[h.Of] = h
	}
	if x.topics, err = idsOf(r.Topics, func(t proposal.Topic) op.ID { return t.ID }); err != nil {
		return err
	}
	if x.proposals, err = idsOf(r.Proposals, func(p proposal.Proposal) op.ID { return p.ID }); err != nil {
		return err
	}
	ops, err := r.OpCount()
	if err != nil {
		return err
	}
	x.total = ops + len(x.topics) + len(x.proposals) + len(x.polls)
	return r.Devices(func(d community.DeviceRecord) bool {
		x.devices[d.Device] = d.Account
		return true
	})
}

// idsOf lists the ids of all rows of a list, one page in memory at a time.
func idsOf[T any](list func(Page) ([]T, error), id func(T) op.ID) ([]op.ID, error) {
	var ids []op.ID
	p := Page{Limit: MaxPage}
	for {
		rows, err := list(p)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			ids = append(ids, id(row))
		}
		if len(rows) < p.Limit {
			return ids, nil
		}
		p.After = ids[len(ids)-1]
	}
}

// step counts one thing as done, and says whether to go on.
func (x *exporter) step() error {
	x.done++
	if x.done%exportStep == 0 {
		x.tell()
	}
	return x.ctx.Err()
}

// exportStep things are written between two looks at whether anybody wants to know.
const exportStep = 256

func (x *exporter) tell() {
	if x.progress != nil {
		x.progress(x.done, x.total)
	}
}

// file makes a file, has it written, and closes it.
func (x *exporter) file(name string, write func(io.Writer) error) error {
	if err := x.ctx.Err(); err != nil {
		return err
	}
	file, err := x.to(name)
	if err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	x.Files++
	return nil
}

// mayRead says what of a post's text is shown: nothing where it was taken back, nor where it is hidden from this person.
func (x *exporter) mayRead(p proposal.Post) (may bool, instead string) {
	h, isHidden := x.hidden[p.ID]
	switch {
	case !p.Withdrawn.IsZero():
		return false, "taken back by its author"
	case !p.Dropped.IsZero():
		return false, "taken away by a steward"
	case p.Absent:
		return false, "the text is not here"
	case isHidden && !x.readsHidden:
		return false, "hidden by " + x.called.Of(h.By).String()
	}
	return true, ""
}

// row reads a row of the type of into; false where there is none.
func rowOf[R interface{ Table() string }](r Reader, id op.ID) (row R, ok bool, err error) {
	raw, found, err := r.Row(row.Table(), id.String())
	if err != nil || !found {
		return row, false, err
	}
	row, ok = raw.(R)
	return row, ok, nil
}
