package app

// The tables of an export, as CSV (RFC 4180).

import (
	"encoding/csv"
	"encoding/hex"
	"io"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// table writes a CSV file; cells are guarded.
func (x *exporter) table(name string, columns []string, fill func(add func(cells ...string) error) error) error {
	return x.file(name, func(w io.Writer) error {
		out := csv.NewWriter(w)
		if err := out.Write(columns); err != nil {
			return err
		}
		if err := fill(func(cells ...string) error {
			for i := range cells {
				cells[i] = cell(cells[i])
			}
			return out.Write(cells)
		}); err != nil {
			return err
		}
		out.Flush()
		return out.Error()
	})
}

func (x *exporter) memberTable(r Reader) error {
	columns := []string{"name", "fingerprint", "account", "state", "roles", "about", "devices"}
	return x.table("members.csv", columns, func(add func(...string) error) error {
		for _, p := range x.people {
			name := x.called.Of(p.Account)
			about, _, err := r.Profile(p.Account)
			if err != nil {
				return err
			}
			if err := add(name.String(), name.Fingerprint, p.Account.String(), stateOf(p), strings.Join(rolesOf(p), " "), about.About,
				strconv.Itoa(len(p.Devices))); err != nil {
				return err
			}
		}
		return nil
	})
}

func stateOf(p authority.Person) string {
	switch {
	case p.Removed:
		return "removed"
	case p.Member:
		return "member"
	case p.Newcomer:
		return "newcomer"
	}
	return "not admitted"
}

func rolesOf(p authority.Person) []string {
	var roles []string
	for _, role := range []struct {
		has  bool
		name string
	}{{p.Founder, "founder"}, {p.Steward, "steward"}, {p.Admitter, "admitter"}} {
		if role.has {
			roles = append(roles, role.name)
		}
	}
	return roles
}

func (x *exporter) pollTable(r Reader) error {
	columns := []string{"poll", "opened", "closes", "closed", "title", "track", "method", "proposal", "revision", "ballots", "running_count", "settings"}
	return x.table("polls.csv", columns, func(add func(...string) error) error {
		return x.eachPoll(r, func(p poll.Poll) error {
			ballots, err := BallotsOf(r, p.ID)
			if err != nil {
				return err
			}
			count := poll.Count(&p.Opening, ballots, x.weights[p.ID])
			var options []string
			for _, o := range count.Options {
				options = append(options, o.Option+"="+strconv.FormatUint(o.Count, 10))
			}
			return add(p.ID.String(), instant(p.TimeMillis), instant(p.Opening.ClosesMillis), "no", p.Opening.Title, p.Opening.Track,
				p.Opening.Method, p.Opening.Proposal.String(), p.Opening.Revision.String(), strconv.FormatUint(count.Voters, 10),
				strings.Join(options, "; "), settingsText(&p.Opening))
		})
	})
}

func (x *exporter) eachPoll(r Reader, do func(poll.Poll) error) error {
	for _, id := range x.polls {
		p, ok, err := rowOf[poll.Poll](r, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := do(p); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) ballotTable(r Reader) error {
	columns := []string{"poll", "ballot", "cast", "name", "fingerprint", "choice", "counts_so_far", "replaces", "reason"}
	return x.table("ballots.csv", columns, func(add func(...string) error) error {
		return x.eachPoll(r, func(p poll.Poll) error {
			ballots, err := BallotsOf(r, p.ID)
			if err != nil {
				return err
			}
			if !x.readsHidden {
				if _, err := hideReasons(r, p.ID, ballots); err != nil {
					return err
				}
			}
			counts := make(map[op.ID]bool)
			for _, b := range poll.Counting(ballots) {
				counts[b.ID] = true
			}
			for _, b := range ballots {
				name := x.called.Of(b.Account)
				if err := add(p.ID.String(), b.ID.String(), instant(b.TimeMillis), name.String(), name.Fingerprint, choiceText(&p.Opening, b.Choice),
					strconv.FormatBool(counts[b.ID]), b.Replaces.String(), b.Reason); err != nil {
					return err
				}
			}
			return x.ctx.Err()
		})
	})
}

// choiceText is what a ballot says, by the options' names; its bytes where this version cannot read it.
func choiceText(open *poll.Open, payload []byte) string {
	if said, readable := poll.SayChoice(open, payload); readable {
		return said
	}
	return hex.EncodeToString(payload)
}

// settingsText is everything that a poll's count depends on besides its ballots.
func settingsText(open *poll.Open) string {
	said := []string{"ties=" + open.Tie}
	if open.Seats > 0 {
		said = append(said, "seats="+strconv.FormatUint(open.Seats, 10))
	}
	if open.Budget > 0 {
		said = append(said, "budget="+strconv.FormatUint(open.Budget, 10))
	}
	for i, cost := range open.Costs {
		said = append(said, "cost of "+open.Options[i]+"="+strconv.FormatUint(cost, 10))
	}
	for _, s := range open.Settings {
		said = append(said, s.Name+"="+s.Value)
	}
	return strings.Join(said, "; ")
}
