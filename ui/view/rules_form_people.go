package view

// Rules form, whom and what it chooses among: people for offices, devices and relays for tellers, polls that shall not take effect.

import (
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// PersonChoice is somebody who can hold an office.
type PersonChoice struct {
	Account op.AccountID
	Name    Name
}

// DeviceChoice is a device that can be a teller.
type DeviceChoice struct {
	Device op.DeviceID
	Label  string
	// Name is its person; empty for a relay.
	Name Name
}

// PollChoice is a poll that can be stopped from taking effect.
type PollChoice struct {
	ID    op.ID
	Title string
}

// People are the members, by name.
func (f *RulesForm) People() []PersonChoice {
	var list []PersonChoice
	for _, p := range f.people.list {
		if p.State == StateMember {
			list = append(list, PersonChoice{p.id, p.Name})
		}
	}
	return list
}

// Name is how somebody is called.
func (f *RulesForm) NameOf(account op.AccountID) Name { return f.people.Name(account) }

// Devices are what can count and witness: members' good devices, and relays.
func (f *RulesForm) Devices() []DeviceChoice {
	var list []DeviceChoice
	for _, p := range f.people.list {
		if p.State != StateMember {
			continue
		}
		for _, d := range p.Devices {
			if !d.Withdrawn && !d.Forked || slices.Contains(f.Tellers, d.id) {
				list = append(list, f.Device(d.id))
			}
		}
	}
	var relays []DeviceChoice
	for device := range f.people.relays {
		relays = append(relays, f.Device(device))
	}
	slices.SortFunc(relays, func(a, b DeviceChoice) int { return strings.Compare(a.Label, b.Label) })
	return append(list, relays...)
}

// Device is one of them.
func (f *RulesForm) Device(device op.DeviceID) DeviceChoice {
	t := f.people.teller(device)
	return DeviceChoice{device, f.words.TellerName(t), t.Person}
}

// Polls are decisions that would change the rules, or have not taken effect yet.
func (f *RulesForm) Polls() []PollChoice {
	var list []PollChoice
	for _, p := range f.polls {
		if id, err := op.ParseID(p.ID); err == nil && len(p.Enacts) > 0 {
			list = append(list, PollChoice{id, text.Line(p.Title)})
		}
	}
	return list
}

// Toggle adds somebody to a list, or takes them out.
func Toggle[T comparable](list []T, one T) []T {
	if i := slices.Index(list, one); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), one)
}

// MayCouncil reports whether I am of the council.
func (f *RulesForm) MayCouncil() bool { return f.state.Charter.HasSteward(f.people.me) }

// ClosingHolds reports whether tellers close polls here already: what is in force stays.
func (f *RulesForm) ClosingHolds() bool { return f.state.Charter.Has(charter.Closing) }

// FitSignatures changes how many sign to what a council of this size needs at least, where it is less or more than can be.
func (f *RulesForm) FitSignatures() {
	n, err := strconv.Atoi(strings.TrimSpace(f.Signatures))
	if least := charter.StrictMajority(len(f.Council)); err != nil || n < least || n > len(f.Council) {
		f.Signatures = strconv.Itoa(least)
	}
}
