package view

// Removal, the cut: somebody's newest acts on a line, and what stands before it.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// cutActs of a person are on the line.
const cutActs = 16

// removalCount is what stands before the cut.
type removalCount struct{ acts, comments, votes, openVotes int }

// readCut reads the newest acts, and counts what stands.
func (w Words) readCut(r app.Reader, person Person, cut []charter.Position, before op.ID, polls []Poll) ([]CutAct, removalCount, error) {
	var acts []CutAct
	var count removalCount
	opened := map[op.ID]bool{}
	for _, p := range polls {
		if id, err := op.ParseID(p.ID); err == nil && p.State == PollOpen {
			opened[id] = true
		}
	}
	for _, d := range person.Devices {
		at := slices.IndexFunc(cut, func(p charter.Position) bool { return p.Device == d.id })
		stands, newest := at >= 0, []community.Meta{}
		err := r.DeviceOps(d.id, 0, func(m community.Meta) bool {
			if newest = append(newest, m); len(newest) > cutActs {
				newest = newest[1:]
			}
			if stands {
				count.add(m, opened)
			}
			stands = stands && m.ID != cut[at].Op
			return true
		})
		if err != nil {
			return nil, count, err
		}
		for _, m := range newest {
			stored, here, err := r.Load(m.ID)
			if err != nil {
				return nil, count, err
			}
			if here && stored.Op != nil {
				millis := stored.Op.Header.TimeMillis
				acts = append(acts, CutAct{ID: m.ID, Says: w.Say.T("cut_act."+actWord(m.Kind), map[string]any{"When": w.Stamp(millis)}), millis: millis})
			}
		}
	}
	slices.SortStableFunc(acts, func(a, b CutAct) int { return int(max(min(a.millis-b.millis, 1), -1)) })
	acts = acts[max(len(acts)-cutActs, 0):]
	spread(acts, w.NowMillis)
	return acts, count, nil
}

func (n *removalCount) add(m community.Meta, opened map[op.ID]bool) {
	n.acts++
	switch m.Kind {
	case proposal.KindComment:
		n.comments++
	case poll.KindCast:
		n.votes++
		if opened[m.Subject] {
			n.openVotes++
		}
	}
}

// actWord is what people call an act on the line.
func actWord(kind string) string {
	switch kind {
	case proposal.KindComment:
		return "comment"
	case poll.KindCast:
		return "vote"
	case proposal.KindPublish, proposal.KindRevise, proposal.KindTopic, proposal.KindAmend:
		return "text"
	}
	return "other"
}

// spread places acts on their line: half by their order and half by their time, so that none lies on another.
func spread(acts []CutAct, nowMillis int64) {
	if len(acts) == 0 {
		return
	}
	first := acts[0].millis
	for i := range acts {
		byOrder := int64(i+1) * 1_000_000_000 / int64(len(acts)+1)
		byTime := int64(0)
		if long := nowMillis - first; long > 0 {
			byTime = int64(float64(acts[i].millis-first) / float64(long) * 1_000_000_000)
		}
		acts[i].Parts = max(min((3*byOrder+byTime)/4, 980_000_000), 20_000_000)
	}
}
