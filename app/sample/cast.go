package sample

// The cast: who lives in Elm Street. Their keys follow from a seed that the profile holds, and are worthless by design: nothing that they sign
// is ever heard outside of this laptop.

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"time"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// Seed is what the keys of the made-up members come from.
type Seed [32]byte

// me is the key of the person whose laptop it is.
const me = "ada"

// resident is a member, with the year of moving in.
type resident struct {
	key, name string
	year      int
}

// residents are the members in the order in which they came; the founder first.
var residents = []resident{
	{"marta", "Marta Kowalczyk", 2015},
	{"greta", "Greta Brandt", 2015},
	{"rosa", "Rosa Delgado", 2015},
	{"lars", "Lars Nygaard", 2015},
	{"samira", "Samira Haddad", 2016},
	{"pavel", "Pavel Novák", 2016},
	{"ewa", "Ewa Zielińska", 2016},
	{"ingrid", "Ingrid Solberg", 2017},
	{"tomas", "Tomás Herrera", 2017},
	{"omar", "Omar Benali", 2017},
	{"ruth", "Ruth Goldberg", 2017},
	{"hannah", "Hannah Weiss", 2018},
	{"kenji", "Kenji Watanabe", 2018},
	{"wei", "Wei Chen", 2018},
	{"sofia", "Sofia Rossi", 2018},
	{me, "Ada Okonkwo", 2019},
	{"kofi", "Kofi Mensah", 2019},
	{"joaquim", "Joaquim Ferreira", 2019},
	{"milena", "Milena Vasić", 2019},
	{"yusuf", "Yusuf Demir", 2020},
	{"bogdan", "Bogdan Ionescu", 2020},
	{"chidi", "Chidi Eze", 2020},
	{"tereza", "Tereza Dvořáková", 2020},
	{"fatou", "Fatou Diallo", 2021},
	{"andres", "Andrés Reséndiz", 2021},
	{"jonas", "Jonas Baumann", 2021},
	{"priya", "Priya Raman", 2021},
	{"elif", "Elif Aydın", 2022},
	{"siobhan", "Siobhán Byrne", 2022},
	{"mateus", "Mateus Oliveira", 2022},
	{"nadia", "Nadia Petrova", 2022},
	{"linh", "Linh Nguyen", 2023},
	{"leyla", "Leyla Karimi", 2023},
	{"dmitri", "Dmitri Volkov", 2023},
	{"anneke", "Anneke de Wit", 2023},
	{"noah", "Noah Lindqvist", 2024},
	{"maelle", "Maëlle Durand", 2024},
	{"arjun", "Arjun Mehta", 2024},
	{"sione", "Sione Taufa", 2024},
	{"bilal", "Bilal Qureshi", 2025},
	{"camille", "Camille Laurent", 2025},
}

// late has come this week, strangers ask to be let in, and box is the relay in the cellar.
var (
	late      = resident{"aroha", "Aroha Ngata", 0}
	lookAlike = resident{"pavel2", "P\u0430vel Novák", 0} // the second letter is a Cyrillic one
	stranger  = resident{"zoe", "Zoë van Dijk", 0}
	box       = resident{"box", "Cellar box", 0}
)

// key is the Ed25519 key of somebody for a purpose.
func (s Seed) key(purpose, of string) ed25519.PrivateKey {
	mac := hmac.New(sha256.New, s[:])
	mac.Write([]byte("folkmoot/sample/v1\x00" + purpose + "\x00" + of))
	return ed25519.NewKeyFromSeed(mac.Sum(nil))
}

// person makes somebody of the cast.
func (s Seed) person(r resident) *person {
	p := &person{
		key: r.key, name: r.name, accountKey: s.key("account", r.key), deviceKey: s.key("device", r.key),
		sealing: [32]byte(s.key("sealing", r.key).Public().(ed25519.PublicKey)), patience: make(map[op.ID]closing.Patience),
	}
	p.account = op.AccountID(p.accountKey.Public().(ed25519.PublicKey))
	p.device = op.DeviceID(p.deviceKey.Public().(ed25519.PublicKey))
	return p
}

// cast is everybody by their keys. I am among them with my own keys, and with no keys at all where only the others act.
func (s Seed) cast(mine *person) map[string]*person {
	all := make(map[string]*person)
	for _, r := range residents {
		all[r.key] = s.person(r)
	}
	for _, r := range []resident{late, lookAlike, stranger} {
		all[r.key] = s.person(r)
	}
	machine := s.person(box)
	machine.account, machine.accountKey = op.AccountID{}, nil
	all[box.key] = machine
	delete(all, me)
	if mine != nil {
		all[me] = mine
	}
	return all
}

// Me is the person whose laptop it is, as a member of the sample.
type Me struct {
	// Name is shown to the made-up members; "" means the one of the pictures.
	Name    string
	Account ed25519.PrivateKey
	Device  identity.DeviceKeys
}

func (m Me) person() *person {
	name := m.Name
	if name == "" {
		for _, r := range residents {
			if r.key == me {
				name = r.name
			}
		}
	}
	return &person{
		key: me, name: name, accountKey: m.Account, account: op.AccountID(m.Account.Public().(ed25519.PublicKey)),
		deviceKey: m.Device.Signing, device: op.DeviceID(m.Device.SigningPublic()), sealing: m.Device.SealingPublic(),
		patience: make(map[op.ID]closing.Patience),
	}
}

// Years of the cast are those of the pictures; in another year everybody has lived here for as long.
const (
	picturesYear = 2026
	// livedDays is for how long everybody has lived here at least, but for who came this week.
	livedDays = 380
)

// daysSince is how many days before an instant somebody moved in: on a 15 March.
func daysSince(year int, nowMillis int64) int {
	now := time.UnixMilli(nowMillis).UTC()
	moved := time.Date(now.Year()-picturesYear+year, time.March, 15, 18, 0, 0, 0, time.UTC)
	return max(livedDays, int(now.Sub(moved).Hours()/24))
}
