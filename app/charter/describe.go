package charter

// The rules as numbered data. The faces make sentences of them; none stand here.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Rule is one numbered rule.
type Rule struct {
	// Number is stable: "3" is the council in every charter, "7.2" the second track.
	Number string
	// ID names the sentence to be made: one of the RuleX constants.
	ID string
	// Data holds what the sentence says, by name. Names of durations end in _ms.
	Data map[string]any
}

// The rules' ids, in the order of their numbers.
const (
	// RulePurpose has name, purpose (strings).
	RulePurpose = "purpose"
	// RuleReading has open (bool).
	RuleReading = "reading"
	// RuleCouncil has accounts ([]op.AccountID), size, threshold (int).
	RuleCouncil = "council"
	// RuleTellers has devices ([]op.DeviceID), size, tolerated, quorum (int).
	RuleTellers = "tellers"
	// RuleAdmission has accounts ([]op.AccountID): who may admit beside the stewards.
	RuleAdmission = "admission"
	// RuleWaiting has waiting_ms (int64).
	RuleWaiting = "waiting"
	// RuleTracks has size (int); RuleTrack, one for each, has track (Track).
	RuleTracks = "tracks"
	RuleTrack  = "track"
	// RuleFeatures has features ([]string).
	RuleFeatures = "features"
	// RuleText has text (string), in Markdown.
	RuleText = "text"
	// RuleClosing has settle_ms, patience_ms, retire_after_ms (int64).
	RuleClosing = "closing"
	// RuleDelegation has allowed, travels (bool) and cap (int), which is 0 for none.
	RuleDelegation = "delegation"
	// RuleWeights has steward, admitter (int): how many votes each has, 1 where the charter says nothing.
	RuleWeights = "weights"
	// RuleHelpers has accounts ([]op.AccountID): who may enter paper ballots.
	RuleHelpers = "helpers"
)

// Rules lists all rules of a charter, in order.
func (c *Charter) Rules() []Rule {
	rules := []Rule{
		{"1", RulePurpose, map[string]any{"name": c.Name, "purpose": c.Purpose}},
		{"2", RuleReading, map[string]any{"open": c.Open}},
		{"3", RuleCouncil, map[string]any{"accounts": nonNil(c.Council), "size": len(c.Council), "threshold": int(c.Threshold)}},
		{"4", RuleTellers, map[string]any{
			"devices": append([]op.DeviceID{}, c.Tellers...), "size": len(c.Tellers),
			"tolerated": Tolerated(len(c.Tellers)), "quorum": Quorum(len(c.Tellers)),
		}},
		{"5", RuleAdmission, map[string]any{"accounts": nonNil(c.Admitters)}},
		{"6", RuleWaiting, map[string]any{"waiting_ms": c.WaitingMillis}},
		{"7", RuleTracks, map[string]any{"size": len(c.Tracks)}},
	}
	for i, t := range c.Tracks {
		rules = append(rules, Rule{fmt.Sprintf("7.%d", i+1), RuleTrack, map[string]any{"track": t}})
	}
	return append(rules,
		Rule{"8", RuleFeatures, map[string]any{"features": append([]string{}, c.Features...)}},
		Rule{"9", RuleText, map[string]any{"text": c.Text}},
		Rule{"10", RuleClosing, map[string]any{
			"settle_ms": c.SettleMillis, "patience_ms": c.PatienceMillis, "retire_after_ms": c.RetireAfterMillis,
		}},
		Rule{"11", RuleDelegation, map[string]any{
			"allowed": c.Delegation.Allowed, "cap": int(c.Delegation.Cap), "travels": c.Delegation.Travels,
		}},
		Rule{"12", RuleWeights, map[string]any{"steward": int(c.VotesOf(RoleSteward)), "admitter": int(c.VotesOf(RoleAdmitter))}},
		Rule{"13", RuleHelpers, map[string]any{"accounts": nonNil(c.Helpers)}})
}

// nonNil copies a list, so that JSON shows an empty one as a list.
func nonNil(accounts []op.AccountID) []op.AccountID { return append([]op.AccountID{}, accounts...) }
