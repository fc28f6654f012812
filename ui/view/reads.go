package view

// Reads: what several parts of a window ask at the same time is read once: at the start Home and the frame around it both want to know how things
// stand, and what waits.

import (
	"context"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Reads keeps what was read of communities for a moment, until something changes in any of them. What it hands out is shared: nobody changes it.
// Its methods may be called from any goroutine; on a nil one each call reads.
type Reads struct {
	notices *Notices
	clock   func() time.Time
	mu      sync.Mutex // guards of
	of      map[op.CommunityID]*reading
}

// reading is what was read of one community.
type reading struct {
	mu     sync.Mutex // guards all of it, and is held while somebody reads: who comes meanwhile waits for that
	turn   uint64
	at     time.Time
	known  bool
	status Status
	people *People
	polls  map[op.ID]Poll
}

// freshFor is how long it holds though nothing has changed: times pass.
const freshFor = time.Second

// NewReads makes one that hears of changes by notices.
func NewReads(notices *Notices) *Reads {
	return &Reads{notices: notices, clock: time.Now, of: map[op.CommunityID]*reading{}}
}

// held is the community's reading, locked, and empty where what was read is old.
func (r *Reads) held(com op.CommunityID) *reading {
	r.mu.Lock()
	now := r.of[com]
	if now == nil {
		now = &reading{}
		r.of[com] = now
	}
	r.mu.Unlock()
	now.mu.Lock()
	if turn := r.notices.Turn(); now.turn != turn || r.clock().Sub(now.at) > freshFor {
		now.turn, now.at, now.known, now.polls = turn, r.clock(), false, map[op.ID]Poll{}
	}
	return now
}

// Standing is LoadStatus and LoadPeople; people are nil where the content has not arrived. Status.Network is for the caller to fill in.
func (r *Reads) Standing(ctx context.Context, c *app.Community) (Status, *People, error) {
	if r == nil {
		return loadStatus(ctx, c)
	}
	now := r.held(c.ID())
	defer now.mu.Unlock()
	if now.known {
		return now.status, now.people, nil
	}
	status, people, err := loadStatus(ctx, c)
	if err == nil {
		now.status, now.people, now.known = status, people, true
	}
	return status, people, err
}

// poll is pollPage.
func (r *Reads) poll(ctx context.Context, c *app.Community, people *People, id op.ID) (Poll, error) {
	if r == nil {
		return pollPage(ctx, c, people, id)
	}
	now := r.held(c.ID())
	defer now.mu.Unlock()
	if page, known := now.polls[id]; known {
		return page, nil
	}
	page, err := pollPage(ctx, c, people, id)
	if err == nil {
		now.polls[id] = page
	}
	return page, err
}

// pollPages reads the newest polls, those that still go on, or went on until lately, with everything about them.
func (r *Reads) pollPages(ctx context.Context, c *app.Community, people *People, most int, sinceMillis int64) ([]Poll, error) {
	rows, err := c.ListPolls(ctx, app.Page{Limit: most})
	if err != nil {
		return nil, err
	}
	list := people.polls(rows)
	for i, v := range list {
		if v.isDone() && (sinceMillis == 0 || v.ClosesMillis < sinceMillis) {
			continue
		}
		if list[i], err = r.poll(ctx, c, people, rows[i].ID); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Waits counts what waits, of needs that were read. A vote that somebody else casts waits for nobody.
func (r *Reads) Waits(ctx context.Context, c *app.Community, people *People, needs Needs) (Waits, error) {
	var v Waits
	for _, p := range needs.Polls {
		id, err := op.ParseID(p.ID)
		if err != nil {
			return v, err
		}
		page, err := r.poll(ctx, c, people, id)
		if err != nil {
			return v, err
		}
		if groupOf(page) == GroupNeedsMe {
			v.Votes++
		}
	}
	v.All = needs.Count() - len(needs.Polls) + v.Votes
	return v, nil
}
