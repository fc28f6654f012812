package view

// Removal: what removing a member would do: up to where their acts stand, what stays, what is set aside, who falls with them, and who must sign.

import (
	"context"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Removal is a removal about to be proposed. Nothing of it is published before Acts is proposed.
type Removal struct {
	Account op.AccountID
	Name    Name
	// Title asks, Says what cannot be undone.
	Title, Says string
	// Off says why this person cannot propose it; "" where they can.
	Off string
	Cut RemovalCut
	// Points say what stays and what goes.
	Points []RemovalPoint
	// Ways are the open invites by which the person could come straight back; WaysSay says so, "" where there are none.
	Ways    []op.ID
	WaysSay string
	// Foot says who else signs, Keep and Act what the buttons do.
	Foot, Keep, Act string

	cut []charter.Position
}

// RemovalCut is the cut as a line.
type RemovalCut struct {
	Title, Hint string
	// Acts are the newest acts of the person, the oldest first; Kept of them stand.
	Acts []CutAct
	Kept int
	// At names the moment of the cut, Stays what stands before it, Later what becomes of the rest.
	At, Stays, Later string
}

// CutAct is one act on the line.
type CutAct struct {
	ID op.ID
	// Says what and when: "comment, today 17:12".
	Says string
	// Parts is where it stands on the line, in billionths from its start to the cut that is latest.
	Parts int64

	millis int64
}

// RemovalPoint is one consequence.
type RemovalPoint struct {
	// Kind is one of the Point… words.
	Kind        string
	Title, Says string
}

// The kinds of consequences.
const (
	PointVotes   = "votes"
	PointLater   = "later"
	PointDevices = "devices"
	PointFalling = "falling"
)

// LoadRemoval reads what removing somebody would do. before is the first act that shall not stand, the zero id for what is not known here yet.
func LoadRemoval(ctx context.Context, c *app.Community, w Words, account op.AccountID, before op.ID) (Removal, error) {
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return Removal{}, err
	}
	s, err := c.Stands(ctx)
	if err != nil {
		return Removal{}, err
	}
	person, known := people.Find(account)
	if !known {
		return Removal{}, app.ErrNotFoundHere
	}
	v := Removal{Account: account, Name: person.Name}
	if before.IsZero() {
		v.cut, err = c.CutNow(ctx, account)
	} else {
		v.cut, err = c.CutBefore(ctx, account, before)
	}
	if err != nil {
		return Removal{}, err
	}
	open, err := Polls(ctx, c, app.Page{})
	if err != nil {
		return Removal{}, err
	}
	var count removalCount
	if err := c.Ask(ctx, func(r app.Reader) (err error) {
		v.Cut.Acts, count, err = w.readCut(r, person, v.cut, before, open)
		return err
	}); err != nil {
		return Removal{}, err
	}
	falling, err := c.FallingWith(ctx, account, v.cut)
	if err != nil {
		return Removal{}, err
	}
	ways, err := c.WaysBack(ctx, account)
	if err != nil {
		return Removal{}, err
	}
	for _, invite := range ways {
		v.Ways = append(v.Ways, invite.ID)
	}
	var fall []string
	for _, p := range falling {
		fall = append(fall, people.Name(p.Account).String())
	}
	slices.Sort(fall)
	w.sayRemoval(&v, person, people, &s.State.Charter, count, fall, before)
	return v, nil
}

func (w Words) sayRemoval(v *Removal, person Person, people *People, rules *charter.Charter, n removalCount, falling []string, before op.ID) {
	first := firstName(person.Name.Name)
	named := map[string]any{"Name": first}
	v.Title = w.Say.T("removal.title", map[string]any{"Name": person.Name.String(), "Community": text.Line(rules.Name)})
	v.Says = w.Say.T("removal.says", named)
	v.Keep, v.Act = w.Say.T("removal.keep", named), w.Say.T("removal.act", nil)
	if person.State == StateNewcomer {
		v.Title = w.Say.T("removal.title_newcomer", map[string]any{"Name": person.Name.String()})
		v.Says, v.Keep, v.Act = w.Say.T("removal.says_newcomer", named), w.Say.T("removal.keep_newcomer", nil), w.Say.T("removal.act_newcomer", nil)
	}
	v.Cut.Title, v.Cut.Hint, v.Cut.Later = w.Say.T("removal.cut", nil), w.Say.T("removal.cut_hint", nil), w.Say.T("removal.later", nil)
	v.Cut.Kept, v.Cut.At = len(v.Cut.Acts), w.Moment(w.NowMillis)
	if i := slices.IndexFunc(v.Cut.Acts, func(a CutAct) bool { return a.ID == before }); i >= 0 {
		v.Cut.Kept, v.Cut.At = i, w.Moment(v.Cut.Acts[i].millis)
	}
	v.Cut.Stays = w.Say.N("removal.stays", n.acts, map[string]any{
		"Comments": w.Say.N("removal.comments", n.comments, nil), "Votes": w.Say.N("removal.votes", n.votes, nil),
	})
	v.Points = w.removalPoints(person, first, n.openVotes, falling)
	if len(v.Ways) > 0 {
		v.WaysSay = w.Say.N("removal.ways", len(v.Ways), named)
	}
	v.Foot, v.Off = w.removalFoot(person, people, rules)
}

func (w Words) removalPoints(person Person, first string, openVotes int, falling []string) []RemovalPoint {
	say, named := w.Say, map[string]any{"Name": first}
	var points []RemovalPoint
	if openVotes > 0 {
		title := capital(w.some("votes_stay", openVotes))
		points = append(points, RemovalPoint{PointVotes, title, say.T("removal.votes_stay_says", named)})
	}
	points = append(points, RemovalPoint{PointLater, say.T("removal.kept", nil), say.T("removal.kept_says", nil)})
	devices := 0
	for _, d := range person.Devices {
		if !d.Withdrawn {
			devices++
		}
	}
	cutOff := say.T("removal.device", named)
	if devices != 1 {
		cutOff = capital(say.N("removal.devices", devices, map[string]any{"Name": first, "Number": w.Number(devices)}))
	}
	points = append(points, RemovalPoint{PointDevices, cutOff, say.T("removal.devices_says", nil)})
	if len(falling) > 0 {
		points = append(points, RemovalPoint{
			PointFalling, say.N("removal.falling", len(falling), map[string]any{"Names": strings.Join(falling, say.T("list.comma", nil))}),
			say.T("removal.falling_says", named),
		})
	}
	return points
}

// removalFoot says who else signs, and why this person cannot begin.
func (w Words) removalFoot(person Person, people *People, rules *charter.Charter) (foot, off string) {
	switch {
	case person.Me:
		off = w.Say.T("removal.off_me", nil)
	case !rules.HasSteward(people.me):
		off = w.Say.T("removal.off", nil)
	case len(rules.Council) == 1 && rules.HasSteward(person.id):
		off = w.Say.T("removal.off_last", nil)
	}
	switch missing := int(rules.Threshold) - 1; {
	case missing == 1:
		return w.Say.T("removal.foot_one", nil), off
	case missing > 1:
		return w.Say.N("removal.foot", missing, map[string]any{"Number": w.Number(missing)}), off
	}
	return w.Say.T("removal.foot_now", nil), off
}

// Acts are what is proposed, with a reason that everybody reads.
func (v *Removal) Acts(reason string) charter.Acts {
	return charter.Acts{Remove: []charter.Ending{{Account: v.Account, Cut: v.cut, Reason: strings.TrimSpace(reason)}}}
}

// BeforeAt is the first act that shall not stand where so many of those on the line do; the zero id where all do.
func (v *Removal) BeforeAt(kept int) op.ID {
	if kept < 0 || kept >= len(v.Cut.Acts) {
		return op.ID{}
	}
	return v.Cut.Acts[kept].ID
}

// EndOffice is what is proposed where only the office ends: what was done in it stands up to the same cut.
func (v *Removal) EndOffice(reason string) charter.Acts {
	return charter.Acts{EndOffice: []charter.Ending{{Account: v.Account, Cut: v.cut, Reason: strings.TrimSpace(reason)}}}
}
