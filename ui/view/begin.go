package view

// Begin: what stands where nothing is yet, what a new community still needs, and whom a newcomer waits for.

import (
	"slices"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Empty is an empty list: what would be here, and the one thing to do about it.
type Empty struct {
	Title, Text, Act string
	// Command is what the button does; "" without a button.
	Command string
}

// Empty says it for a section's list.
func (w Words) Empty(s Section) Empty {
	commands := map[Section]string{SectionDecisions: CommandNewProposal, SectionDiscussion: CommandNewTopic, SectionMembers: CommandInvite}
	e := Empty{Title: w.Say.T("empty."+string(s), nil), Text: w.Say.T("empty_text."+string(s), nil), Command: commands[s]}
	if e.Command != "" {
		e.Act = w.Say.T("empty_act."+string(s), nil)
	}
	return e
}

// BeginRow is one of the first things to do in a community.
type BeginRow struct {
	Title, Sub, Act string
	Done            bool
	// Command is what the button does, or Goes where it leads.
	Command string
	Goes    *Target
}

// SoFar is what a community has, and what it still needs, for who founded it; none once there are others and a relay.
func (w Words) SoFar(s Status, relays int) []BeginRow {
	if s.Members > 1 && relays > 0 {
		return nil
	}
	rows := []BeginRow{
		{
			Done: true, Title: w.Say.T("begin.rules", nil), Sub: w.Say.T("begin.rules_sub", nil), Act: w.Say.T("need.read", nil),
			Goes: &Target{Section: SectionMembers, Tab: TabRules},
		},
		{
			Done: s.Members > 1, Title: w.Say.T("begin.invite", nil), Sub: w.Say.T("begin.invite_sub", nil), Act: w.Say.T("begin.invite_act", nil),
			Command: CommandInvite,
		},
		{
			Done: relays > 0, Title: w.Say.T("begin.home", nil), Sub: w.Say.T("begin.home_sub", nil), Act: w.Say.T("begin.home_act", nil),
			Goes: &Target{Section: SectionNetwork},
		},
	}
	if s.FounderMode {
		rows[0].Sub = w.Say.T("begin.founder", nil)
	}
	return rows
}

// Banner is a strip above a page that says something about all of it.
type Banner struct{ Title, Text string }

// admittersNamed are named in a banner; of more, the first.
const admittersNamed = 3

// waitingForAdmission says whom a newcomer waits for; nil for everybody else.
func (w Words) waitingForAdmission(s Status, people *People) *Banner {
	if s.My != StateNewcomer || people == nil {
		return nil
	}
	var names []string
	for _, p := range people.list {
		if p.State == StateMember && (slices.Contains(p.Roles, RoleSteward) || slices.Contains(p.Roles, RoleAdmitter)) {
			names = append(names, text.Line(p.Name.Name))
		}
	}
	b := &Banner{Title: w.Say.T("admission.waits", nil), Text: w.Say.T("admission.text", nil)}
	if len(names) > 0 {
		b.Title = w.Say.T("admission.waits_for", map[string]any{"Names": w.oneOf(names[:min(len(names), admittersNamed)])})
	}
	if len(names) == 1 {
		b.Text = w.Say.T("admission.text_one", nil)
	}
	return b
}

// oneOf lists names of whom one is enough: "Kofi or Ada".
func (w Words) oneOf(names []string) string {
	said := names[0]
	for i, name := range names[1:] {
		key := "list.or_comma"
		if i == len(names)-2 {
			key = "list.or"
		}
		said = w.Say.T(key, map[string]any{"Head": said, "Last": name})
	}
	return said
}
