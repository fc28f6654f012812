package app

// News: what others did since this person last looked.

import (
	"context"
	"fmt"
	"strconv"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// News is what others did that has come here since this person last looked.
type News struct {
	// Events are the newest first; More says that there were more than were asked for.
	Events []LogEntry
	More   bool
	// from and upTo are the places in the replica's order after which this begins, and up to which it is known.
	from, upTo uint64
}

// settingSeen notes up to where in a replica's order this person has looked.
const settingSeen = "seen/"

// newsKinds are what people want to hear about; acts by which tellers agree and laptops certify each other are not.
var newsKinds = map[string]bool{
	authority.KindGenesis: true, authority.KindPropose: true, authority.KindCommit: true, authority.KindJoin: true, authority.KindAdmit: true,
	proposal.KindTopic: true, proposal.KindPublish: true, proposal.KindRevise: true, proposal.KindAmend: true, proposal.KindDecide: true,
	proposal.KindComment: true, proposal.KindWithdraw: true, proposal.KindHide: true, proposal.KindShow: true, proposal.KindMute: true,
	proposal.KindUnmute: true, poll.KindOpen: true, poll.KindCast: true, poll.KindAssist: true, followup.KindSet: true, followup.KindMark: true,
	delegation.KindSet: true, delegation.KindEnd: true,
}

// News lists what others did since the last Seen, up to a limit.
func (c *Community) News(ctx context.Context, limit int) (News, error) {
	noted, err := c.service.ports.Profile.Setting(settingSeen + c.ID().String())
	if err != nil {
		return News{}, err
	}
	seen, err := strconv.ParseUint(noted, 10, 64)
	if err != nil {
		seen = 0 // never looked, or a note that somebody else wrote: everything is news
	}
	return c.NewsFrom(ctx, News{from: seen}, limit)
}

// NewsFrom lists from where other news began, up to a limit: a page that stays open goes on to tell what it told first, though that was Seen since.
func (c *Community) NewsFrom(ctx context.Context, other News, limit int) (News, error) {
	if limit <= 0 || limit > MaxPage {
		limit = DefaultPage
	}
	n := News{from: other.from}
	err := c.read(ctx, func(e *community.Engine, r Reader) error { return c.fillNews(&n, e, r, other.from, limit) })
	return n, err
}

func (c *Community) fillNews(n *News, e *community.Engine, r Reader, seen uint64, limit int) error {
	p := Page{Limit: MaxPage}
	for {
		metas, err := r.Newest(p)
		if err != nil {
			return err
		}
		for _, m := range metas {
			n.upTo = max(n.upTo, m.Order)
			if m.Order <= seen {
				return nil
			}
			d, _ := e.Device(m.Device)
			if !newsKinds[m.Kind] || m.Verdict != kind.Applied || d.Account == c.Membership().Account {
				continue
			}
			if len(n.Events) == limit {
				n.More = true
				return nil
			}
			s, ok, err := r.Load(m.ID)
			if err != nil || !ok {
				return orElse(err, fmt.Errorf("reading %s: %w", m.ID.Short(), ErrNotFoundHere))
			}
			n.Events = append(n.Events, LogEntry{Meta: m, Account: d.Account, TimeMillis: s.Op.Header.TimeMillis})
		}
		if len(metas) < MaxPage {
			return nil
		}
		p.After = metas[len(metas)-1].ID
	}
}

// Seen notes that this person has looked at the news: the next News begins after them.
func (c *Community) Seen(n News) error {
	if n.upTo == 0 {
		return nil
	}
	return c.service.ports.Profile.SetSetting(settingSeen+c.ID().String(), strconv.FormatUint(n.upTo, 10))
}
