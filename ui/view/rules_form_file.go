package view

// Rules form, as a file: all rules as text that somebody edits, for what no field says.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

// File is all rules as text.
func (f *RulesForm) File() (string, error) {
	written, err := f.state.Charter.ChangeFile()
	return string(written), err
}

// ReadFile is what an edited text changes: people, devices and relays may stand in it by name. Errors: *charter.ChangeError, ErrAsItIs.
func (f *RulesForm) ReadFile(written string) (charter.Acts, error) {
	acts, err := charter.ParseChange([]byte(written), charter.Named{
		Account: func(typed string) (op.AccountID, error) {
			p, err := f.people.Meant(typed)
			return p.ID(), err
		},
		Device: f.deviceMeant,
	})
	if err != nil {
		return acts, err
	}
	if acts = acts.Beyond(&f.state.Charter); charter.Equal(acts, charter.Acts{}) {
		return acts, ErrAsItIs
	}
	return acts, nil
}

// deviceMeant is a person's only good device by the person's name, a relay by its name, or any by its own.
func (f *RulesForm) deviceMeant(typed string) (op.DeviceID, error) {
	var found []op.DeviceID
	for _, p := range f.people.list {
		for _, d := range p.DevicesMeant(typed) {
			found = append(found, d.id)
		}
	}
	if len(found) == 0 {
		found = f.people.RelaysMeant(typed)
	}
	if len(found) == 0 {
		p, err := f.people.Meant(typed)
		if err != nil {
			return op.DeviceID{}, err
		}
		for _, d := range p.Devices {
			if !d.Withdrawn && !d.Forked {
				found = append(found, d.id)
			}
		}
	}
	if len(found) != 1 {
		return op.DeviceID{}, app.ErrNotFoundHere
	}
	return found[0], nil
}

// Offices are what somebody holds as the form has it now.
func (f *RulesForm) Offices(account op.AccountID) PersonOffices {
	return PersonOffices{slices.Contains(f.Council, account), slices.Contains(f.Admitters, account), slices.Contains(f.Helpers, account)}
}
