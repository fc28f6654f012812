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
	// Stuck says why nothing follows what stands; "" where all is well.
	Stuck string
	// Steward says that I am of the council, Provisional that the newest change is not settled by the tellers.
	Steward     bool
	Provisional string
}

// RuleGroup is the rules about one thing.
type RuleGroup struct {
	// Kind names the group: "council", "tellers", "joining", "voting", "about", or "track".
	Kind, Title string
	// Track is a track's id.
	Track string
	Lines []RuleLine
}

// RuleLine is one sentence.
type RuleLine struct {
	Sentence string
	// Number is that of the change that made it, as in the history; 1 is the founding. Rule is the charter's own number for it.
	Number int
	Rule   string
	// Runs are the sentence with what a pending change takes away and adds; nil where it leaves it as it is.
	Runs []DifferenceRun

	id string
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
	// Disputed says that another one contradicts it, Petition that voters sign it and not the council alone.
	Disputed bool
	Petition string
	// Changes are its sentences, one a change.
	Changes []string
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
	// Changes are what it changed, one each, Signers who signed, State whether it is settled.
	Changes        []string
	Signers, State string
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
	if err != nil {
		return Rules{}, err
	}
	v := w.rulesPage(&s.State.Charter, people, council, founded)
	commits, err := c.Commits(ctx)
	for _, p := range commits {
		if commitState(p, s) == CommitCollecting {
			after := s.State.Charter.With(p.Content.Acts)
			w.markPending(&v, w.ruleGroups(&after, people, nil))
		}
	}
	return v, err
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
	v := Rules{
		Title: w.Say.T("rules.title", nil), Warning: w.FewTellers(rules), Pending: []PendingChange{}, Steward: rules.HasSteward(people.me),
	}
	if key, is := stuckKeys[council.Stuck]; is {
		v.Stuck = w.Say.T(key, nil)
	}
	if council.Head != council.Settled {
		v.Provisional = w.Say.T("rules.provisional", nil)
	}
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
			Number: i + 2, ID: c.ID, Title: capital(w.shortChanges(c.Changes)), Sub: w.Say.N("rules.signatures", len(c.Signers), nil), When: w.Stamp(c.TimeMillis),
			Changes: w.eachChange(c.Changes), Signers: w.nameList(c.Signers), State: w.Say.T("commit_state."+c.State, nil),
		})
	}
	slices.Reverse(v.History)
	v.Groups = w.ruleGroups(rules, people, stand)
	return v
}

func (w Words) ruleGroups(rules *charter.Charter, people *People, stand []Commit) []RuleGroup {
	var groups []RuleGroup
	all := rules.Rules()
	for _, group := range ruleGroups {
		groups = append(groups, w.ruleGroup(group.kind, group.rules, all, people, stand)...)
	}
	return groups
}

// longChange is how many characters a change may have to be said whole in the history.
const longChange = 60

// shortChanges names what a change is about: one that is short is said whole.
func (w Words) shortChanges(changes []Change) string {
	if len(changes) == 1 {
		if said := w.Change(changes[0]); len([]rune(said)) <= longChange {
			return said
		}
	}
	named := make([]string, len(changes))
	for i, c := range changes {
		named[i] = w.Say.T("change_short."+c.What, nil)
	}
	return w.Say.List(named)
}

func (w Words) eachChange(changes []Change) []string {
	said := make([]string, len(changes))
	for i, c := range changes {
		said[i] = w.Change(c)
	}
	return said
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
					{Sentence: shown.Sentence, Number: numberOf(id, stand), Rule: r.Number, id: id + " " + track.ID},
				}, Track: track.ID})
			} else if said := w.rule(r, people); said != "" && !saysNothing(r) {
				whole.Lines = append(whole.Lines, RuleLine{Sentence: said, Number: numberOf(id, stand), Rule: r.Number, id: id})
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
