package app

// Status: what this replica holds, how it stands, and what it knows to be missing.

import (
	"context"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Status is a community as this replica knows it.
type Status struct {
	Membership Membership
	// Here says that the community's content has arrived.
	Here bool
	Ops  int
	// Waiting acts miss something of their past; Damaged ones must be fetched again.
	Waiting int
	Damaged int
	// Unsent counts this device's acts that no known peer is known to hold.
	Unsent int
	Line   authority.Line
	// Me is this person; before the content is here, account and name as they were asked with.
	Me authority.Person
	// Members and Newcomers count accounts.
	Members, Newcomers int
	// NeedsNewer says that the community uses what this version does not know.
	NeedsNewer bool
	// Copied says that this device's key was used elsewhere, so that it writes no more.
	Copied bool
	// FounderMode and OneTeller are what the founder should know about.
	FounderMode bool
	Tellers     int
	Forks       []Fork
	Peers       []Peer
}

// Fork is the proof that a device contradicted itself.
type Fork struct {
	Device  op.DeviceID
	Account op.AccountID
	Seq     uint64
	Ops     [2]op.ID
}

// Status says how the community stands. For one whose content is not here yet it says only that.
func (c *Community) Status(ctx context.Context) (Status, error) {
	s := Status{Membership: c.Membership()}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.ready(ctx); err != nil {
		return s, err
	}
	copied, err := c.isCopied()
	if err != nil {
		return s, err
	}
	s.Copied = copied
	return s, c.replica.Read(ctx, func(r Reader) error { return c.fillStatus(&s, r) })
}

func (c *Community) fillStatus(s *Status, r Reader) (err error) {
	if s.Ops, err = r.OpCount(); err != nil {
		return err
	}
	if s.Waiting, err = r.WaitingCount(); err != nil {
		return err
	}
	damaged, err := r.Damaged()
	if err != nil {
		return err
	}
	s.Damaged = len(damaged)
	if s.Peers, err = r.Peers(); err != nil {
		return err
	}
	g := c.engine.Authority()
	if g == nil {
		s.Me, err = c.asking(r)
		return err
	}
	s.Here, s.Line, s.NeedsNewer = true, g.Now().Line, c.engine.NeedsNewer()
	s.Me, _ = g.Person(c.Membership().Account)
	head := g.Now().HeadState()
	s.FounderMode, s.Tellers = head.FounderMode, len(head.Charter.Tellers)
	for _, p := range g.People() {
		if p.Member {
			s.Members++
		}
		if p.Newcomer {
			s.Newcomers++
		}
	}
	for _, d := range c.engine.Forks() {
		s.Forks = append(s.Forks, Fork{Device: d.Device, Account: d.Account, Seq: d.ForkSeq, Ops: d.ForkOps})
	}
	s.Unsent, err = c.unsent(r)
	return err
}

// asking is this person by the request to join that waits here for the community's content; the zero person where none does.
func (c *Community) asking(r Reader) (who authority.Person, err error) {
	read := r.AllWaiting(func(o *op.Op) bool {
		if o.Header.Device != c.Device() || o.Header.Kind != authority.KindJoin {
			return true
		}
		var body authority.JoinBody
		if err = op.Decode(o.Body, &body); err == nil {
			who = authority.Person{Account: body.Account, Name: body.Name}
		}
		return false
	})
	return who, errors.Join(read, err)
}

// unsent counts this device's newest acts that no peer is known to hold.
func (c *Community) unsent(r Reader) (int, error) {
	own, ok := c.engine.Device(c.Device())
	if !ok {
		return 0, nil
	}
	sent := int64(-1)
	peers, err := r.Peers()
	if err != nil {
		return 0, err
	}
	for _, p := range peers {
		tips, _, _, err := r.PeerFrontier(p.Name)
		if err != nil {
			return 0, err
		}
		for _, id := range tips {
			if m, ok, err := r.Meta(id); err != nil {
				return 0, err
			} else if ok && m.Device == c.Device() {
				sent = max(sent, int64(m.Seq))
			}
		}
	}
	return int(int64(own.TipSeq) - sent), nil
}

// Digest is the state digest: equal acts on equal builds give equal digests.
func (c *Community) Digest(ctx context.Context) (digest [32]byte, err error) {
	err = c.Ask(ctx, func(r Reader) (err error) {
		digest, err = community.Digest(c.service.registry, r.Verdicts)
		return err
	})
	return digest, err
}

// LogEntry is a stored act as a log shows it.
type LogEntry struct {
	community.Meta
	Account    op.AccountID
	TimeMillis int64
	// Reason is why it is not applied, where there is more to say than the verdict.
	Reason error
}

// Log lists the newest acts, or those that are not applied.
func (c *Community) Log(ctx context.Context, onlyNotApplied bool, p Page) ([]LogEntry, error) {
	var entries []LogEntry
	err := c.read(ctx, func(e *community.Engine, r Reader) error {
		list := r.Newest
		if onlyNotApplied {
			list = r.NotApplied
		}
		metas, err := list(p)
		if err != nil {
			return err
		}
		for _, m := range metas {
			s, ok, err := r.Load(m.ID)
			if err != nil || !ok {
				return orElse(err, fmt.Errorf("reading %s: %w", m.ID.Short(), ErrNotFoundHere))
			}
			entry := LogEntry{Meta: m, TimeMillis: s.Op.Header.TimeMillis}
			if d, ok := e.Device(m.Device); ok {
				entry.Account = d.Account
			}
			if m.Verdict != kind.Applied {
				entry.Reason = e.Why(r, m.ID)
			}
			entries = append(entries, entry)
		}
		return nil
	})
	return entries, err
}

// Rebuild drops every row that ops can give again, and derives them anew.
func (c *Community) Rebuild(ctx context.Context, progress func(done, total int)) error {
	total := 0
	if err := c.Ask(ctx, func(r Reader) (err error) {
		total, err = r.OpCount()
		return err
	}); err != nil {
		return err
	}
	return c.update(ctx, func(w *writing) error {
		if err := c.replica.DropProjections(w.tx); err != nil {
			return err
		}
		return w.engine.Rebuild(w.tx, func(done int) {
			if progress != nil {
				progress(done, total)
			}
		})
	})
}

// Scrub hashes every stored act again. progress hears how many were checked.
func (c *Community) Scrub(ctx context.Context, progress func(checked int)) (checked, damaged int, err error) {
	for {
		n, bad, done, err := c.replica.Scrub(ctx, scrubStep)
		checked, damaged = checked+n, damaged+bad
		if err != nil || done {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.engine = nil // it may have read what was mended
			return checked, damaged, err
		}
		if progress != nil {
			progress(checked)
		}
	}
}

// scrubStep acts are hashed between two looks at whether to go on.
const scrubStep = 2000
