package view

// Rules, what waits: changes that collect signatures, in the place of the sentences that they change; and why nothing follows what stands.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
)

// stuckKeys say why nothing follows what stands.
var stuckKeys = map[string]string{
	string(authority.Rivals): "rules.stuck_rivals", string(authority.TwoSettled): "rules.stuck_settled", string(authority.RivalPetitions): "rules.stuck_petitions",
}

// markPending sets the words of a pending change into the sentences that it changes. Groups that it adds or takes away are said by the change's
// own sentence alone.
func (w Words) markPending(v *Rules, after []RuleGroup) {
	for i := range v.Groups {
		group := &v.Groups[i]
		at := slices.IndexFunc(after, func(g RuleGroup) bool { return g.Kind == group.Kind && g.Title == group.Title })
		if at < 0 {
			continue
		}
		for j := range group.Lines {
			line := &group.Lines[j]
			k := slices.IndexFunc(after[at].Lines, func(l RuleLine) bool { return l.id == line.id })
			if k < 0 || line.Runs != nil || after[at].Lines[k].Sentence == line.Sentence {
				continue
			}
			for _, part := range w.Difference(line.Sentence, after[at].Lines[k].Sentence).Parts {
				line.Runs = append(line.Runs, part.Runs...)
			}
		}
	}
}

func (w Words) pendingChange(c Commit, council Council) PendingChange {
	v := PendingChange{
		ID: c.ID, Title: w.Say.T("rules.waits", nil), Change: capital(w.Changes(c.Changes)), NeedsMe: c.NeedsMe,
		Signed: w.Say.T("rules.signed_of", map[string]any{"Signed": len(c.Signers), "Needed": c.Needed}), By: w.Since(c.TimeMillis),
	}
	v.Changes = w.eachChange(c.Changes)
	if c.State == CommitDisputed {
		v.Title, v.Disputed = w.Say.T("rules.disputed", nil), true
	}
	if c.Type == string(authority.ByPetition) {
		v.Petition = w.Say.T("rules.petition", nil)
	}
	if len(c.Signers) > 0 {
		v.By = w.Say.T("rules.proposed", map[string]any{"When": w.Since(c.TimeMillis), "Name": c.Signers[0].String()})
	}
	for _, name := range c.Signers {
		v.Signers = append(v.Signers, SignerRow{name, true, w.Say.T("rules.has_signed", nil)})
	}
	for _, name := range council.Stewards {
		if !slices.Contains(c.Signers, name) {
			v.Signers = append(v.Signers, SignerRow{name, false, w.Say.T("rules.has_not_signed", nil)})
		}
	}
	if missing := c.Needed - len(c.Signers); missing > 0 {
		v.Foot = capital(w.some("signatures_more", missing))
	}
	return v
}
