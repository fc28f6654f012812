package charter

// Templates: charters to start from. Their texts are the only prose in the core; whoever founds a community edits them.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
)

// ErrNoTemplate says that no template has this id.
var ErrNoTemplate = errors.New("no such template")

// Template is a charter without its people and its name.
type Template struct {
	// ID is what people type.
	ID string
	// Title and Purpose are for people.
	Title   string
	Purpose string
	Tracks  []Track
}

// Templates lists them, the plainest first. None has a waiting time: where everybody has just joined, the founder alone could vote. A community
// that is large enough sets one by a change of its charter.
func Templates() []Template {
	return []Template{
		{
			ID: "club", Title: "Club", Purpose: "We meet for what we like to do, and decide about it together.",
			Tracks: []Track{
				simple("everyday", "Everyday matters", "Dates, rooms, small purchases.", OpenedByMembers, 4*dayMillis),
				simple("money", "Money", "Fees, the yearly budget, larger purchases.", OpenedByMembers, 7*dayMillis),
				rulesTrack("Rules and offices", "This charter, the council, who counts the votes.", 14*dayMillis),
			},
		},
		{
			ID: "co-op", Title: "Co-operative", Purpose: "We own and run this co-operative together, one member, one vote.",
			Tracks: []Track{
				simple("operations", "Operations", "What the running of the co-operative needs soon.", OpenedByStewards, 3*dayMillis),
				simple("members", "Members' proposals", "Whatever a member wants decided.", OpenedByMembers, 7*dayMillis),
				simple("money", "Money and property", "Budget, loans, surplus, buying and selling property.", OpenedByMembers, 14*dayMillis),
				rulesTrack("Rules and offices", "This charter, the council, who counts the votes.", 21*dayMillis),
			},
		},
		{
			ID: "neighbourhood", Title: "Neighbourhood", Purpose: "We live next to each other, and look after what we share.",
			Tracks: []Track{
				simple("everyday", "Everyday matters", "The yard, the street, a party, a repair.", OpenedByMembers, 5*dayMillis),
				simple("money", "Shared money", "What we pay for together.", OpenedByMembers, 10*dayMillis),
				rulesTrack("Rules and offices", "This charter, the council, who counts the votes.", 21*dayMillis),
			},
		},
		{
			ID: "open-source", Title: "Open-source project", Purpose: "We make this software in the open, and decide in the open.",
			Tracks: []Track{
				simple("maintenance", "Maintenance", "Releases, deprecations, who maintains what.", OpenedByStewards, 3*dayMillis),
				simple("design", "Design", "Changes that users or contributors will notice.", OpenedByMembers, 7*dayMillis),
				simple("money", "Money", "Donations and what they are spent on.", OpenedByMembers, 10*dayMillis),
				rulesTrack("Governance", "This charter, the council, who counts the votes.", 14*dayMillis),
			},
		},
		{ID: "opengov", Title: "OpenGov", Purpose: "We decide in the open, on tracks that ask for less the longer people have had to object.", Tracks: openGov()},
	}
}

func simple(id, title, about string, opener Opener, decisionMillis int64) Track {
	return Track{ID: id, Title: title, About: about, Opener: opener, DecisionMillis: decisionMillis}
}

// rulesTrack is the track by which a community changes its charter: a quarter of the voters take part, and a day is left to get ready.
func rulesTrack(title, about string, decisionMillis int64) Track {
	t := simple("rules", title, about, OpenedByMembers, decisionMillis)
	t.Charter, t.Support, t.EnactAfterMillis = true, Always(Parts/4), dayMillis
	return t
}

// New makes a founder's charter from a template: a council of one, and one teller, the founding device. It fails where there is no such
// template (ErrNoTemplate) or the name is none (*FieldError).
func New(template, name string, founder op.AccountID, device op.DeviceID) (Charter, error) {
	t, err := findTemplate(template)
	if err != nil {
		return Charter{}, err
	}
	c := Charter{
		// Bodies are not sealed in this version: a charter must not promise that nobody else can read them.
		Name: name, Purpose: t.Purpose, Open: true,
		Council: []op.AccountID{founder}, Threshold: 1, Tellers: []op.DeviceID{device}, Admitters: []op.AccountID{},
		Features: []string{Closing, Core}, Tracks: t.Tracks,
		SettleMillis: SettleMillis, PatienceMillis: PatienceMillis, RetireAfterMillis: RetireAfterMillis,
		Delegation: Delegation{Allowed: true}, Helpers: []op.AccountID{}, Weights: []Weight{},
	}
	if err := c.Check(); err != nil {
		return Charter{}, fmt.Errorf("making a charter: %w", err)
	}
	return c, nil
}

func findTemplate(id string) (Template, error) {
	var known []string
	for _, t := range Templates() {
		if t.ID == id {
			return t, nil
		}
		known = append(known, t.ID)
	}
	return Template{}, fmt.Errorf("%w as %.40q; there are %s", ErrNoTemplate, id, strings.Join(known, ", "))
}
