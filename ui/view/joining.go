package view

// Joining: who asks to be let in, with a warning where a name looks like another one's, and the invites that are open.

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

// Joining is the page of those who are not members yet.
type Joining struct {
	// Title counts them: "Two ask to join".
	Title    string
	Requests []JoinRequest
	// NoRequests stands where nobody asks.
	NoRequests string
	Invites    []InviteRow
	// Spent says how many invites are over; SpentRows are these.
	Spent     string
	SpentRows []InviteRow
	// MayAdmit says that letting in is mine to do.
	MayAdmit bool
}

// JoinRequest is one who asks.
type JoinRequest struct {
	Person Person
	// Asks says since when, with whose invite.
	Asks string
	// Alike is there where the name looks like another one's: then "Let in" is not the primary button.
	Alike *AlikeNames
}

// AlikeNames sets the keys of two people one above the other.
type AlikeNames struct {
	Title, Why string
	Rows       []KeyRow
}

// KeyRow is a person's key, in groups.
type KeyRow struct {
	Name   Name
	What   string
	Member bool
	Groups []KeyGroup
}

// Label says the row to who does not see it.
func (r KeyRow) Label() string {
	var groups []string
	for _, g := range r.Groups {
		groups = append(groups, g.Text)
	}
	return r.Name.Name + ", " + r.What + ", " + strings.Join(groups, " ")
}

// KeyGroup is four characters of a key; Differs says that they are others than in the row above.
type KeyGroup struct {
	Text    string
	Differs bool
}

// InviteRow is one invite.
type InviteRow struct {
	ID         string
	Title, Sub string
	// Used says how many came by it; Parts is that in billionths of those whom it lets in.
	Used        string
	Parts       int64
	Until, Left string
	// MayRevoke says that it can be ended.
	MayRevoke bool
}

// LoadJoining reads the page.
func LoadJoining(ctx context.Context, c *app.Community, w Words) (Joining, error) {
	f, err := loadMemberFacts(ctx, c)
	if err != nil {
		return Joining{}, err
	}
	invites, err := Invites(ctx, c, w)
	if err != nil {
		return Joining{}, err
	}
	accounts, err := c.People(ctx)
	if err != nil {
		return Joining{}, err
	}
	by := make(map[op.AccountID]string)
	for _, a := range accounts {
		by[a.Account] = a.Invite.String()
	}
	return w.joining(f, invites, by), nil
}

func (w Words) joining(f memberFacts, invites []Invite, by map[op.AccountID]string) Joining {
	v := Joining{Requests: []JoinRequest{}, Invites: []InviteRow{}, NoRequests: w.Say.T("joining.nobody", nil)}
	me, _ := f.people.Find(f.people.me)
	v.MayAdmit = slices.Contains(me.Roles, RoleAdmitter) || slices.Contains(me.Roles, RoleSteward)
	for _, person := range f.people.list {
		if person.State != StateNewcomer {
			continue
		}
		at := slices.IndexFunc(invites, func(i Invite) bool { return i.ID == by[person.id] })
		asks := w.Say.T("joining.asks", map[string]any{"When": w.Moment(f.came[person.id])})
		if at >= 0 {
			asks = w.joinedBy(f, invites[at], f.came[person.id])
		}
		v.Requests = append(v.Requests, JoinRequest{Person: person, Asks: asks, Alike: w.alike(f, person)})
	}
	v.Title = v.NoRequests
	if n := len(v.Requests); n > 0 {
		v.Title = capital(w.some("ask_to_join", n))
	}
	for _, i := range invites {
		row := w.inviteRow(f, i)
		if row.MayRevoke {
			v.Invites = append(v.Invites, row)
		} else {
			v.SpentRows = append(v.SpentRows, row)
		}
	}
	if n := len(v.SpentRows); n > 0 {
		v.Spent = w.Say.N("joining.spent", n, nil)
	}
	return v
}

func (w Words) joinedBy(f memberFacts, i Invite, cameMillis int64) string {
	data := map[string]any{"When": w.Moment(cameMillis), "Note": i.Note, "Name": firstName(i.By.Name)}
	switch mine := i.By.Account == f.people.me.String(); {
	case mine && i.Note != "":
		return w.Say.T("joining.asks_by_yours", pick(data, "When", "Note"))
	case mine:
		return w.Say.T("joining.asks_by_your_link", pick(data, "When"))
	case i.Note != "":
		return w.Say.T("joining.asks_by", data)
	}
	return w.Say.T("joining.asks_by_link", pick(data, "When", "Name"))
}

// alike compares the newcomer with the first other person whose name looks the same.
func (w Words) alike(f memberFacts, person Person) *AlikeNames {
	skeleton := identity.Skeleton(person.Name.Name)
	at := slices.IndexFunc(f.people.list, func(other Person) bool {
		return other.id != person.id && other.State != StateJoined && identity.Skeleton(other.Name.Name) == skeleton
	})
	if at < 0 {
		return nil
	}
	other := f.people.list[at]
	v := &AlikeNames{Title: w.Say.T("alike.title", nil), Why: w.whyAlike(other.Name.Name, person.Name.Name)}
	groups := strings.Split(other.Key, "-")
	v.Rows = append(v.Rows, KeyRow{Name: other.Name, Member: other.State == StateMember, What: w.whatTheyAre(f, other), Groups: keyGroups(groups, groups)})
	v.Rows = append(v.Rows, KeyRow{Name: person.Name, What: w.Say.T("alike.asks", nil), Groups: keyGroups(strings.Split(person.Key, "-"), groups)})
	return v
}

func (w Words) whatTheyAre(f memberFacts, person Person) string {
	if came := f.came[person.id]; person.State == StateMember && came > 0 {
		return w.Say.T("alike.member_since", map[string]any{"Year": strconv.Itoa(w.at(came).Year())})
	}
	return w.Say.T("alike."+person.State, nil)
}

func keyGroups(groups, other []string) []KeyGroup {
	list := make([]KeyGroup, len(groups))
	for i, g := range groups {
		list[i] = KeyGroup{Text: g, Differs: i >= len(other) || other[i] != g}
	}
	return list
}

// scripts are the alphabets that have a name in the translations.
var scripts = []struct {
	key   string
	table *unicode.RangeTable
}{{"latin", unicode.Latin}, {"cyrillic", unicode.Cyrillic}, {"greek", unicode.Greek}, {"armenian", unicode.Armenian}}

// whyAlike says what differs between two names that look the same.
func (w Words) whyAlike(known, asking string) string {
	advice := w.Say.T("alike.compare", map[string]any{"Name": firstName(known)})
	a, b := []rune(norm.NFC.String(known)), []rune(norm.NFC.String(asking))
	for i, r := range b {
		if i < len(a) && a[i] == r {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s.table, r) && (i >= len(a) || !unicode.Is(s.table, a[i])) {
				return w.Say.T("alike.letter", map[string]any{
					"Number": strconv.Itoa(i + 1), "Letter": string(r), "Script": w.Say.T("script."+s.key, nil),
				}) + " " + advice
			}
		}
		return w.Say.T("alike.differ", nil) + " " + advice
	}
	return w.Say.T("alike.same", nil) + " " + advice
}

func (w Words) inviteRow(f memberFacts, i Invite) InviteRow {
	by := i.By.String()
	if i.By.Account == f.people.me.String() {
		by = w.Say.T("member.you", nil)
	}
	how := w.Say.T("invite_row.looked", nil)
	if i.Auto {
		how = w.Say.T("invite_row.at_once", nil)
	}
	row := InviteRow{
		ID: i.ID, Title: i.Note, Sub: joined(by, how), MayRevoke: i.State == InviteOpen, Used: w.Say.T("invite_row.unused", nil),
		Until: w.Say.T("invite_row.until", map[string]any{"Day": w.ShortDay(i.ExpiresMillis)}), Left: w.Distance(i.ExpiresMillis),
	}
	if row.Title == "" {
		row.Title = w.Say.T("invite_row.untitled", nil)
	}
	if i.Admitted > 0 {
		row.Used = w.Say.N("invite_row.used", i.Admitted, map[string]any{"Uses": int64(i.Uses)})
		row.Parts = min(int64(i.Admitted)*1_000_000_000/max(int64(i.Uses), 1), 1_000_000_000)
	}
	if !row.MayRevoke {
		row.Left = w.Say.T("invite_state."+i.State, nil)
	}
	return row
}
