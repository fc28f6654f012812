package view

// Charter: the rules as numbered sentences, made from their data.

import (
	"context"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Charter is the rules that stand.
type Charter struct {
	Community string `json:"community"`
	Name      string `json:"name"`
	// Commit is the last that stands; Provisional says that its tellers have not settled it.
	Commit      string  `json:"commit"`
	Provisional bool    `json:"provisional"`
	Rules       []Rule  `json:"rules"`
	Tracks      []Track `json:"tracks"`
	// Warning says what is unsafe about the rules; "" for nothing.
	Warning string `json:"warning,omitempty"`
}

// Rule is one numbered rule.
type Rule struct {
	Number   string `json:"number"`
	ID       string `json:"id"`
	Sentence string `json:"sentence"`
}

// LoadCharter reads the rules that stand.
func LoadCharter(ctx context.Context, c *app.Community, w Words) (Charter, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Charter{}, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return Charter{}, err
	}
	rules := s.State.Charter
	v := Charter{
		Community: c.ID().Genesis().String(), Name: rules.Name, Commit: s.Head().String(), Provisional: s.Head() != s.Settled,
		Rules: []Rule{}, Tracks: w.tracks(rules.Tracks), Warning: w.FewTellers(&rules),
	}
	for _, r := range rules.Rules() {
		if sentence := w.rule(r, people); sentence != "" {
			v.Rules = append(v.Rules, Rule{Number: r.Number, ID: r.ID, Sentence: sentence})
		}
	}
	return v, nil
}

// rule says one rule; nothing for one that says nothing.
func (w Words) rule(r charter.Rule, people *People) string {
	d := r.Data
	switch r.ID {
	case charter.RulePurpose:
		return w.Say.T("rule.purpose", map[string]any{"Name": d["name"], "Purpose": d["purpose"]})
	case charter.RuleReading:
		if d["open"] == true {
			return w.Say.T("rule.reading_open", nil)
		}
		return w.Say.T("rule.reading_private", nil)
	case charter.RuleCouncil:
		return w.Say.N("rule.council", d["size"].(int), map[string]any{
			"People": w.nameList(people.names(d["accounts"].([]op.AccountID))), "Threshold": d["threshold"],
		})
	case charter.RuleTellers:
		said := map[string]any{"Devices": w.tellerList(people.tellers(d["devices"].([]op.DeviceID))), "Quorum": d["quorum"]}
		if d["tolerated"] == 0 {
			return w.Say.N("rule.tellers_trusted", d["size"].(int), said)
		}
		said["Tolerated"] = d["tolerated"]
		return w.Say.N("rule.tellers", d["size"].(int), said)
	case charter.RuleAdmission:
		admitters := people.names(d["accounts"].([]op.AccountID))
		if len(admitters) == 0 {
			return w.Say.T("rule.admission_stewards", nil)
		}
		return w.Say.T("rule.admission", map[string]any{"People": w.nameList(admitters)})
	case charter.RuleHelpers:
		helpers := people.names(d["accounts"].([]op.AccountID))
		if len(helpers) == 0 {
			return w.Say.T("rule.no_helpers", nil)
		}
		return w.Say.T("rule.helpers", map[string]any{"People": w.nameList(helpers)})
	}
	return w.decidingRule(r)
}

func (w Words) decidingRule(r charter.Rule) string {
	d := r.Data
	switch r.ID {
	case charter.RuleWaiting:
		if d["waiting_ms"] == int64(0) {
			return w.Say.T("rule.waiting_none", nil)
		}
		return w.Say.T("rule.waiting", map[string]any{"Time": w.Say.Duration(d["waiting_ms"].(int64))})
	case charter.RuleTracks:
		return w.Say.N("rule.tracks", d["size"].(int), nil)
	case charter.RuleTrack:
		t := d["track"].(charter.Track)
		about := t.About
		if about != "" {
			about += " "
		}
		return w.Say.T("rule.track", map[string]any{"Title": t.Title, "About": about, "ID": t.ID, "Sentence": w.track(&t).Sentence})
	case charter.RuleFeatures:
		return w.Say.T("rule.features", map[string]any{"Features": joinWords(d["features"].([]string))})
	case charter.RuleText:
		if d["text"] == "" {
			return ""
		}
		return w.Say.T("rule.text", map[string]any{"Text": text.Block(d["text"].(string))})
	}
	return w.votingRule(r)
}

// votingRule says whose vote counts for how much, and how long tellers wait for it.
func (w Words) votingRule(r charter.Rule) string {
	d := r.Data
	switch r.ID {
	case charter.RuleClosing:
		return w.Say.T("rule.closing", map[string]any{
			"Settle": w.Say.Duration(d["settle_ms"].(int64)), "Patience": w.Say.Duration(d["patience_ms"].(int64)),
			"Retire": w.Say.Duration(d["retire_after_ms"].(int64)),
		})
	case charter.RuleDelegation:
		return w.delegation(d["allowed"].(bool), d["cap"].(int), d["travels"].(bool))
	case charter.RuleWeights:
		return w.weights(d["steward"].(int), d["admitter"].(int))
	}
	return r.ID
}

func (w Words) delegation(allowed bool, most int, travels bool) string {
	if !allowed {
		return w.Say.T("rule.delegation_none", nil)
	}
	said := w.Say.T("rule.delegation", nil)
	if travels {
		said = w.Say.T("rule.delegation_travels", nil)
	}
	if most > 0 {
		said += " " + w.Say.N("rule.delegation_cap", most, nil)
	}
	return said
}

func (w Words) weights(steward, admitter int) string {
	if steward == 1 && admitter == 1 {
		return w.Say.T("rule.weights_equal", nil)
	}
	return w.Say.T("rule.weights", map[string]any{"Steward": strconv.Itoa(steward), "Admitter": strconv.Itoa(admitter)})
}

func (w Words) nameList(names []Name) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = n.String()
	}
	return w.Say.List(list)
}

func (w Words) tellerList(tellers []Teller) string {
	list := make([]string, len(tellers))
	for i, t := range tellers {
		list[i] = w.TellerName(t)
	}
	return w.Say.List(list)
}

// TellerName says whose device a teller is.
func (w Words) TellerName(t Teller) string {
	short := t.Device[:minKeyChars*2]
	switch {
	case t.Person.Name == "" && t.Name != "":
		return w.Say.T("device.relay", map[string]any{"Name": t.Name})
	case t.Person.Name == "":
		return short
	case t.Name == "":
		return w.Say.T("device.of", map[string]any{"Person": t.Person.String(), "Device": short})
	}
	return w.Say.T("device.named", map[string]any{"Person": t.Person.String(), "Device": t.Name})
}

func joinWords(words []string) string {
	clean := make([]string, len(words))
	for i, w := range words {
		clean[i] = text.Line(w)
	}
	return strings.Join(clean, ", ")
}

func joinIDs(ids []op.ID) string {
	short := make([]string, len(ids))
	for i, id := range ids {
		short[i] = id.String()
	}
	return strings.Join(text.ShortIDs(short), ", ")
}

// Change says one thing that a commit changes.
func (w Words) Change(c Change) string {
	data := map[string]any{
		"People": w.nameList(c.People), "Value": c.Value, "Number": strconv.Itoa(c.Count), "Reason": c.Reason, "Time": w.Say.Duration(c.Millis),
	}
	switch c.What {
	case "council":
		return w.Say.T("change.council", pick(data, "People"))
	case "threshold":
		return w.Say.T("change.threshold", pick(data, "Number"))
	case "tellers":
		return w.Say.T("change.tellers", pick(data, "People"))
	case "admitters":
		if len(c.People) == 0 {
			return w.Say.T("change.no_admitters", nil)
		}
		return w.Say.T("change.admitters", pick(data, "People"))
	case "remove", "end_office":
		return w.ending(c, data)
	case "waiting", "settle", "patience", "retire_after":
		return w.Say.T("change."+c.What, pick(data, "Time"))
	case "helpers":
		if len(c.People) == 0 {
			return w.Say.T("change.no_helpers", nil)
		}
		return w.Say.T("change.helpers", pick(data, "People"))
	case "delegation":
		return w.delegation(c.Delegation.Allowed, int(c.Delegation.Cap), c.Delegation.Travels)
	case "weights":
		rules := charter.Charter{Weights: c.Weights}
		return w.weights(int(rules.VotesOf(charter.RoleSteward)), int(rules.VotesOf(charter.RoleAdmitter)))
	}
	return w.Say.T("change."+c.What, pick(data, "Value"))
}

// Changes says what a commit changes, in one line.
func (w Words) Changes(list []Change) string {
	said := make([]string, len(list))
	for i, c := range list {
		said[i] = w.Change(c)
	}
	return w.Say.List(said)
}

func (w Words) ending(c Change, data map[string]any) string {
	key := "change." + c.What
	if c.Reason == "" {
		return w.Say.T(key, pick(data, "People"))
	}
	return w.Say.T(key+"_because", pick(data, "People", "Reason"))
}

func pick(data map[string]any, names ...string) map[string]any {
	some := make(map[string]any, len(names))
	for _, n := range names {
		some[n] = data[n]
	}
	return some
}
