package view

// Invite sheet: an invite about to be made: how many may use it, until when, and how they come in. Nothing of it is published here.

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/ui/text"
)

// InviteSheet is what a person chooses of an invite. It belongs to one goroutine.
type InviteSheet struct {
	Title, Sub string
	// Off says why nobody is invited by this person: a sample never leaves its install, and not everybody may; "" where they can.
	Off string
	// Warning says what whoever has the link can do.
	Warning string

	words     Words
	admitters string
	uses      uint64
	forDays   int
	auto      bool
	note      string
	wrong     string
}

// InviteWay is how people come in by an invite.
type InviteWay struct {
	Auto        bool
	Title, Says string
}

// inviteUses can be chosen by a click, inviteDays from a list; a link that is good for longer than a year is one that everybody forgets.
var (
	inviteUses = []uint64{1, 5, 20}
	inviteDays = []int{1, 3, 7, 14, 30, 90, 180, 365}
)

// What an invite is unless something else is chosen: for a few, for a month, and somebody looks.
const (
	usualInviteUses = 5
	usualInviteDays = 30
)

// LoadInviteSheet begins an invite.
func LoadInviteSheet(ctx context.Context, c *app.Community, w Words) (*InviteSheet, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	v := w.inviteSheet(people, s.State.Charter.Name)
	if c.IsLocal() {
		v.Off = w.Say.T("invite_sheet.off_sample", nil)
	}
	return v, nil
}

func (w Words) inviteSheet(people *People, community string) *InviteSheet {
	v := &InviteSheet{
		Title: w.Say.T("invite_sheet.title", map[string]any{"Community": text.Line(community)}), Sub: w.Say.T("invite_sheet.sub", nil),
		Warning: w.Say.T("invite_sheet.warning", nil), words: w, uses: usualInviteUses, forDays: usualInviteDays,
	}
	mine, others := false, []string{}
	for _, p := range people.list {
		switch {
		case p.State != StateMember || !slices.Contains(p.Roles, RoleSteward) && !slices.Contains(p.Roles, RoleAdmitter):
		case p.Me:
			mine = true
		default:
			others = append(others, firstName(p.Name.Name))
		}
	}
	if !mine {
		v.Off = w.Say.T("invite_sheet.off", nil)
	}
	if len(others) > 2 {
		others = []string{w.Say.N("invite_sheet.others", len(others), map[string]any{"Number": w.Number(len(others))})}
	}
	if mine {
		others = slices.Insert(others, 0, w.Say.T("invite_sheet.by_you", nil))
	}
	if len(others) > 0 {
		v.admitters = w.oneOf(others)
	}
	return v
}

// UsesChoices are the numbers of uses that a click chooses; the last stands for another one.
func (v *InviteSheet) UsesChoices() []string {
	labels := []string{v.words.Say.T("invite_sheet.once", nil)}
	for _, n := range inviteUses[1:] {
		labels = append(labels, v.words.Say.N("invite_sheet.times", int(n), nil))
	}
	return append(labels, v.words.Say.T("invite_sheet.other_uses", nil))
}

// UsesChosen is the place of the chosen number among the choices.
func (v *InviteSheet) UsesChosen() int {
	if i := slices.Index(inviteUses, v.uses); i >= 0 {
		return i
	}
	return len(inviteUses)
}

// ChooseUses takes one of the choices; the last leaves the number to TypeUses, and until then it is missing.
func (v *InviteSheet) ChooseUses(at int) {
	v.wrong = v.usesWrong()
	if at >= 0 && at < len(inviteUses) {
		v.uses, v.wrong = inviteUses[at], ""
	}
}

func (v *InviteSheet) usesWrong() string {
	return v.words.Say.T("invite_sheet.uses_wrong", map[string]any{"Most": v.words.Say.Count(authority.MaxInviteUses)})
}

// Wrong says why the invite cannot be published as it is chosen; "" where it can.
func (v *InviteSheet) Wrong() string { return v.wrong }

// TypeUses takes a typed number; a sentence says what is wrong with it.
func (v *InviteSheet) TypeUses(typed string) (trouble string) {
	n, err := strconv.ParseUint(strings.TrimSpace(typed), 10, 32)
	if err != nil || n < 1 || n > authority.MaxInviteUses {
		v.wrong = v.usesWrong()
		return v.wrong
	}
	v.uses, v.wrong = n, ""
	return ""
}

// UntilChoices are the days on which it can end: "Sat 13 June (30 days)".
func (v *InviteSheet) UntilChoices() []Choosable {
	var list []Choosable
	for _, days := range inviteDays {
		list = append(list, Choosable{
			Value: strconv.Itoa(days), Chosen: days == v.forDays,
			Label: v.words.Say.N("invite_sheet.until", days, map[string]any{"Day": v.words.ShortDay(v.words.NowMillis + int64(days)*dayMillis)}),
		})
	}
	return list
}

// ChooseUntil takes one of them.
func (v *InviteSheet) ChooseUntil(at int) {
	if at >= 0 && at < len(inviteDays) {
		v.forDays = inviteDays[at]
	}
}

// Ways are the two ways of coming in.
func (v *InviteSheet) Ways() []InviteWay {
	say := v.words.Say
	return []InviteWay{
		{false, say.T("invite_sheet.looked", nil), say.T("invite_sheet.looked_says", map[string]any{"Who": v.admitters})},
		{true, say.T("invite_sheet.at_once", nil), say.T("invite_sheet.at_once_says", nil)},
	}
}

// ChooseWay takes one of the ways; Auto is the chosen one.
func (v *InviteSheet) ChooseWay(auto bool) { v.auto = auto }

// Auto reports whether people come in at once.
func (v *InviteSheet) Auto() bool { return v.auto }

// TypeNote takes the note that stands beside the invite in the community's list.
func (v *InviteSheet) TypeNote(note string) { v.note = strings.TrimSpace(text.Line(note)) }

// LinkHint says how long a link is.
func (v *InviteSheet) LinkHint(link string) string {
	return v.words.Say.N("invite_sheet.letters", len([]rune(link)), nil)
}

// Draft is what app.Community.PrepareInvite takes.
func (v *InviteSheet) Draft() app.NewInvite {
	return app.NewInvite{Uses: v.uses, ForMillis: int64(v.forDays) * dayMillis, Auto: v.auto, Note: v.note}
}

// FileName is what a file with the link is called, before its ending.
func (v *InviteSheet) FileName() string { return v.words.Say.T("invite_sheet.file", nil) }
