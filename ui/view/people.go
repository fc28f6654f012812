package view

// People: who is here, with names that can be told apart.

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Name is how a person is called wherever somebody did something.
type Name struct {
	// Account is the key in hexadecimal.
	Account string `json:"account"`
	Name    string `json:"name"`
	// Fingerprint of the key stands behind a name that looks like another one here; else it is empty.
	Fingerprint string `json:"fingerprint,omitempty"`
}

// String is the name, with the fingerprint where that is needed.
func (n Name) String() string {
	if n.Fingerprint == "" || n.Fingerprint == n.Name {
		return text.Line(n.Name)
	}
	return text.Line(n.Name) + " (" + n.Fingerprint + ")"
}

func newName(n app.Name) Name {
	name := Name{Account: n.Account.String(), Name: n.Text}
	if n.Alike {
		name.Fingerprint = n.Fingerprint
	}
	return name
}

// The states of a person.
const (
	StateMember   = "member"
	StateNewcomer = "newcomer"
	StateRemoved  = "removed"
	// StateJoined is somebody whose join does not count, or not yet.
	StateJoined = "not_admitted"
)

// The roles of a person.
const (
	RoleFounder  = "founder"
	RoleSteward  = "steward"
	RoleAdmitter = "admitter"
	RoleTeller   = "teller"
)

// Person is one account.
type Person struct {
	Name
	// Key is the fingerprint of the account's key, whether or not the name needs it.
	Key   string   `json:"key_fingerprint"`
	Me    bool     `json:"me"`
	State string   `json:"state"`
	Roles []string `json:"roles"`
	About string   `json:"about"`
	// Muted says that a steward has muted the account for everybody, MutedByMe that I have for myself.
	Muted     bool     `json:"muted"`
	MutedByMe bool     `json:"muted_by_me"`
	Removals  []string `json:"removal_reasons,omitempty"`
	// Join is the act by which the person came.
	Join    string   `json:"join"`
	Devices []Device `json:"devices"`

	id op.AccountID
}

// ID is the account.
func (p Person) ID() op.AccountID { return p.id }

// Device is one install of an account.
type Device struct {
	// Device is the key in hexadecimal.
	Device string `json:"device"`
	Key    string `json:"key_fingerprint"`
	Name   string `json:"name"`
	// ThisOne says that it is this install.
	ThisOne   bool `json:"this_device"`
	Teller    bool `json:"teller"`
	Withdrawn bool `json:"withdrawn"`
	// Forked says that it contradicted itself.
	Forked bool `json:"forked"`

	id op.DeviceID
}

// ID is the device.
func (d Device) ID() op.DeviceID { return d.id }

// People is everybody of a community.
type People struct {
	called *app.Names
	// me is the account that asks. It is kept here because a community must not be asked anything else in the middle of a question.
	me   op.AccountID
	list []Person
	at   map[op.AccountID]int
	// relays are the names of devices that are, or were, relays.
	relays map[op.DeviceID]string
}

// LoadPeople reads everybody who founded or joined, removed ones included, in the order of their names.
func LoadPeople(ctx context.Context, c *app.Community) (*People, error) {
	accounts, err := c.People(ctx)
	if err != nil {
		return nil, err
	}
	p := &People{me: c.Account(), at: make(map[op.AccountID]int, len(accounts))}
	if p.called, err = c.Names(ctx); err != nil {
		return nil, err
	}
	if p.relays, err = c.RelayNames(ctx); err != nil {
		return nil, err
	}
	for _, account := range accounts {
		p.list = append(p.list, newPerson(account, p.called.Of(account.Account), c))
	}
	if err := p.markForks(ctx, c); err != nil {
		return nil, err
	}
	if err := c.Ask(ctx, p.readTalk); err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.list, func(a, b Person) int {
		return strings.Compare(strings.ToLower(a.Name.Name), strings.ToLower(b.Name.Name))
	})
	for i, person := range p.list {
		p.at[person.id] = i
	}
	return p, nil
}

func newPerson(a authority.Person, name app.Name, c *app.Community) Person {
	p := Person{
		Name: newName(name), Key: name.Fingerprint, Me: a.Account == c.Account(), State: stateOf(a), Roles: []string{}, Devices: []Device{},
		Join: a.Join.String(), id: a.Account,
	}
	teller := false
	for _, d := range a.Devices {
		teller = teller || d.Teller
		p.Devices = append(p.Devices, Device{
			Device: d.Device.String(), Key: identity.Fingerprint([32]byte(d.Device)), Name: d.Name,
			ThisOne: d.Device == c.Device(), Teller: d.Teller, Withdrawn: d.Withdrawn, id: d.Device,
		})
	}
	for _, role := range []struct {
		has  bool
		name string
	}{{a.Founder, RoleFounder}, {a.Steward, RoleSteward}, {a.Admitter, RoleAdmitter}, {teller, RoleTeller}} {
		if role.has {
			p.Roles = append(p.Roles, role.name)
		}
	}
	for _, cut := range a.Removals {
		p.Removals = append(p.Removals, cut.Reason)
	}
	return p
}

func stateOf(a authority.Person) string {
	switch {
	case a.Removed:
		return StateRemoved
	case a.Member:
		return StateMember
	case a.Newcomer:
		return StateNewcomer
	}
	return StateJoined
}

func (p *People) markForks(ctx context.Context, c *app.Community) error {
	forks, err := c.Forks(ctx)
	if err != nil {
		return err
	}
	for _, f := range forks {
		for _, person := range p.list {
			for i := range person.Devices {
				person.Devices[i].Forked = person.Devices[i].Forked || f.Device == person.Devices[i].id
			}
		}
	}
	return nil
}

// readTalk adds what people say of themselves, and who is muted.
func (p *People) readTalk(r app.Reader) error {
	mutes, err := r.Mutes()
	if err != nil {
		return err
	}
	mine, err := r.PersonalMutes()
	if err != nil {
		return err
	}
	for i := range p.list {
		person := &p.list[i]
		profile, _, err := r.Profile(person.id)
		if err != nil {
			return err
		}
		person.About = profile.About
		person.Muted = slices.ContainsFunc(mutes, func(m proposal.Muting) bool { return m.Account == person.id })
		person.MutedByMe = slices.Contains(mine, person.id)
	}
	return nil
}

// All lists everybody; nobody where no people could be read yet.
func (p *People) All() []Person {
	if p == nil {
		return nil
	}
	return p.list
}

// Find is the person of an account; false for one who neither founded nor joined.
func (p *People) Find(account op.AccountID) (Person, bool) {
	i, ok := p.at[account]
	if !ok {
		return Person{}, false
	}
	return p.list[i], true
}

// Meant is the person whom a typed text means. Errors: as of app.Names.Find.
func (p *People) Meant(typed string) (Person, error) {
	account, err := p.called.Find(typed)
	if err != nil {
		return Person{}, err
	}
	person, _ := p.Find(account)
	return person, nil
}

// RelaysMeant lists the devices of relays that a text can mean: by name, or by the beginning of the key.
func (p *People) RelaysMeant(typed string) []op.DeviceID {
	var found []op.DeviceID
	for device, name := range p.relays {
		if strings.EqualFold(name, typed) || BeginsKey(device.String(), typed) {
			found = append(found, device)
		}
	}
	return found
}

// Name is how an account is called; one who is not known here goes by the key's fingerprint.
func (p *People) Name(account op.AccountID) Name {
	if person, known := p.Find(account); known {
		return person.Name
	}
	return newName(p.called.Of(account))
}

// DeviceName is how a device is called, with its person.
func (p *People) DeviceName(device op.DeviceID) (Name, Device, bool) {
	for _, person := range p.list {
		for _, d := range person.Devices {
			if d.id == device {
				return person.Name, d, true
			}
		}
	}
	return Name{}, Device{}, false
}

// minKeyChars of a key are enough to name it.
const minKeyChars = 4

// DevicesMeant lists the devices of a person whom a text can mean: by name, by the beginning of the key, or by a fingerprint.
func (p Person) DevicesMeant(typed string) []Device {
	var found []Device
	for _, d := range p.Devices {
		if strings.EqualFold(d.Name, typed) || strings.EqualFold(d.Key, typed) || BeginsKey(d.Device, typed) {
			found = append(found, d)
		}
	}
	return found
}

// BeginsKey reports whether a text is the beginning of a key, long enough to name it.
func BeginsKey(key, typed string) bool {
	return len(typed) >= minKeyChars && strings.HasPrefix(key, strings.ToLower(typed))
}

// AccountOf reads an account as Name.Account and pages' targets write it; false for a text that is none.
func AccountOf(written string) (account op.AccountID, is bool) {
	raw, err := hex.DecodeString(written)
	if err != nil || len(raw) != len(account) {
		return account, false
	}
	return op.AccountID(raw), true
}
