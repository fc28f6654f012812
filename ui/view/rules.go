package view

// Rules: the charter as sentences, each with the number of the rule that made it; the change that waits to be signed; and the rules' history.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Rules is the page.
type Rules struct {
	Title  string
	Groups []RuleGroup
	// Warning says what is unsafe about the rules; "" for nothing.
	Warning string
	Pending []PendingChange
	History []HistoryRow
}

// RuleGroup is the rules about one thing.
type RuleGroup struct {
	// Kind names the group: "council", "tellers", "joining", "voting", "about", or "track".
	Kind, Title string
	Lines       []RuleLine
}

// RuleLine is one sentence.
type RuleLine struct {
	Sentence string
	// Number is that of the change that made it, as in the history; 1 is the founding. Rule is the charter's own number for it.
	Number int
	Rule   string
}

// PendingChange is a change that waits for signatures.
type PendingChange struct {
	ID    string
	Title string
	// Signed says how many have: "1 of 2".
	Signed, Change, By string
	Signers            []SignerRow
	// NeedsMe says that it waits for me, Foot what happens with the last signature.
	NeedsMe bool
	Foot    string
}

// SignerRow is one whose signature counts.
type SignerRow struct {
	Name   Name
	Signed bool
	State  string
}

// HistoryRow is one change of the rules, the newest first.
type HistoryRow struct {
	Number           int
	Title, Sub, When string
	ID               string
}

// LoadRules reads the page.
func LoadRules(ctx context.Context, c *app.Community, w Words) (Rules, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Rules{}, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return Rules{}, err
	}
	council, err := LoadCouncil(ctx, c)
	if err != nil {
		return Rules{}, err
	}
	founded := int64(0)
	err = c.Ask(ctx, func(r app.Reader) error {
		stored, _, err := r.Load(c.ID().Genesis())
		if err == nil && stored.Op != nil {
			founded = stored.Op.Header.TimeMillis
		}
		return err
	})
	return w.rulesPage(&s.State.Charter, people, council, founded), err
}

// ruleGroups say which rules stand together, in this order; a track is a group of its own.
var ruleGroups = []struct {
	kind  string
	rules []string
}{
	{"council", []string{charter.RuleCouncil, charter.RuleHelpers}},
	{"joining", []string{charter.RuleReading, charter.RuleAdmission, charter.RuleWaiting}},
	{"voting", []string{charter.RuleDelegation, charter.RuleWeights}},
	{"track", []string{charter.RuleTrack}},
	{"tellers", []string{charter.RuleTellers, charter.RuleClosing}},
	{"about", []string{charter.RulePurpose, charter.RuleText, charter.RuleFeatures}},
}

// madeBy says which change makes a rule, by the words of Change.What.
var madeBy = map[string][]string{
	charter.RuleCouncil: {"council", "threshold", "end_office"}, charter.RuleHelpers: {"helpers"}, charter.RuleAdmission: {"admitters"},
	charter.RuleWaiting: {"waiting"}, charter.RuleDelegation: {"delegation"}, charter.RuleWeights: {"weights"}, charter.RuleTrack: {"tracks"},
	charter.RuleTellers: {"tellers"}, charter.RuleClosing: {"settle", "patience", "retire_after"}, charter.RulePurpose: {"name", "purpose"},
	charter.RuleText: {"text"}, charter.RuleFeatures: {"features"},
}

func (w Words) rulesPage(rules *charter.Charter, people *People, council Council, foundedMillis int64) Rules {
	v := Rules{Title: w.Say.T("rules.title", nil), Warning: w.FewTellers(rules), Pending: []PendingChange{}}
	stand := []Commit{} // oldest first
	for _, c := range slices.Backward(council.Commits) {
		switch c.State {
		case CommitSettled, CommitProvisional:
			stand = append(stand, c)
		case CommitCollecting, CommitDisputed:
			v.Pending = append(v.Pending, w.pendingChange(c, council))
		}
	}
	v.History = append(v.History, HistoryRow{Number: 1, Title: w.Say.T("rules.founded", nil), Sub: text.Line(rules.Name), When: w.Stamp(foundedMillis)})
	for i, c := range stand {
		v.History = append(v.History, HistoryRow{
			Number: i + 2, ID: c.ID, Title: capital(w.Changes(c.Changes)), Sub: w.Say.N("rules.signatures", len(c.Signers), nil), When: w.Stamp(c.TimeMillis),
		})
	}
	slices.Reverse(v.History)
	all := rules.Rules()
	for _, group := range ruleGroups {
		v.Groups = append(v.Groups, w.ruleGroup(group.kind, group.rules, all, people, stand)...)
	}
	return v
}

func (w Words) ruleGroup(kind string, ids []string, all []charter.Rule, people *People, stand []Commit) []RuleGroup {
	var groups []RuleGroup
	whole := RuleGroup{Kind: kind}
	for _, id := range ids {
		for _, r := range all {
			if r.ID != id {
				continue
			}
			if track, is := r.Data["track"].(charter.Track); is {
				shown := w.track(&track)
				groups = append(groups, RuleGroup{Kind: kind, Title: text.Line(track.Title), Lines: []RuleLine{
					{Sentence: shown.Sentence, Number: numberOf(id, stand), Rule: r.Number},
				}})
			} else if said := w.rule(r, people); said != "" && !saysNothing(r) {
				whole.Lines = append(whole.Lines, RuleLine{Sentence: said, Number: numberOf(id, stand), Rule: r.Number})
			}
		}
	}
	if len(whole.Lines) > 0 {
		whole.Title = w.Say.T("rule_group."+kind, nil)
		groups = append(groups, whole)
	}
	return groups
}

// saysNothing is a rule whose list is empty, and whose sentence would be about nothing.
func saysNothing(r charter.Rule) bool {
	features, is := r.Data["features"].([]string)
	return is && len(features) == 0
}

// numberOf is the number of the newest change that touches a rule; 1, the founding, where none does.
func numberOf(rule string, stand []Commit) int {
	for i, c := range slices.Backward(stand) {
		if slices.ContainsFunc(c.Changes, func(change Change) bool { return slices.Contains(madeBy[rule], change.What) }) {
			return i + 2
		}
	}
	return 1
}

func (w Words) pendingChange(c Commit, council Council) PendingChange {
	v := PendingChange{
		ID: c.ID, Title: w.Say.T("rules.waits", nil), Change: capital(w.Changes(c.Changes)), NeedsMe: c.NeedsMe,
		Signed: w.Say.T("rules.signed_of", map[string]any{"Signed": len(c.Signers), "Needed": c.Needed}), By: w.Since(c.TimeMillis),
	}
	if c.State == CommitDisputed {
		v.Title = w.Say.T("rules.disputed", nil)
	}
	if len(c.Signers) > 0 {
		v.By = w.Say.T("rules.proposed", map[string]any{"When": w.Since(c.TimeMillis)})
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

// AsText is the whole page as plain text, for printing and for who does not see it.
func (r Rules) AsText() string {
	var b strings.Builder
	for _, g := range r.Groups {
		b.WriteString(g.Title + "\n")
		for _, l := range g.Lines {
			b.WriteString("  " + l.Sentence + "\n")
		}
	}
	return b.String()
}
