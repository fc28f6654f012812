package charter

// OpenGov: Kusama's sixteen tracks as a community can use them. Package track has their numbers; here stands what they are for, and how they are
// scaled.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/track"
)

const (
	// openGovGridMillis is how often laptops of a community meet, if they do: four times a day. Kusama's validators meet every few seconds, and
	// many of its periods are minutes; here each is made of whole quarters of a day.
	openGovGridMillis = dayMillis / 4
	// openGovCrowd is how many times more polls Kusama's thousands of voters can follow than a community.
	openGovCrowd = 10
)

// openGovUses is what a community does with Kusama's tracks, in their order. Everybody opens polls on all of them but one, which on Kusama takes
// a body of experts, and here a steward.
var openGovUses = []struct {
	title, about string
	opener       Opener
	charter      bool
	ends         string
}{
	{"Root", "This charter, the council, who counts the votes: the hardest track to pass.", OpenedByMembers, true, EndsNothing},
	{"Looked at by a steward", "Changes of this charter that a steward has looked at, and that need fewer votes for it.", OpenedByStewards, true, EndsNothing},
	{"Wish for change", "What we want to see happen, without doing anything yet.", OpenedByMembers, false, EndsNothing},
	{"Tellers and relays", "How the machines are run that count and carry for us.", OpenedByMembers, false, EndsNothing},
	{"Treasurer", "Money in any amount, the yearly budget, debts.", OpenedByMembers, false, EndsNothing},
	{"Rooms and leases", "What we rent, let and lend.", OpenedByMembers, false, EndsNothing},
	{"Working groups", "Which groups work for us, who is in them, what they are for.", OpenedByMembers, false, EndsNothing},
	{"Administration", "What the running of things needs.", OpenedByMembers, false, EndsNothing},
	{"Allotment", "Who gets what there is not enough of for all.", OpenedByMembers, false, EndsNothing},
	{"Cancel a poll", "Ends a poll that was opened by mistake.", OpenedByMembers, false, EndsByCancel},
	{"Kill a poll", "Ends a poll that was opened in bad faith.", OpenedByMembers, false, EndsByKill},
	{"Small thanks", "A few coins for something that somebody has done.", OpenedByMembers, false, EndsNothing},
	{"Large thanks", "A good deal of money for something that somebody has done.", OpenedByMembers, false, EndsNothing},
	{"Small spending", "A purchase that nobody will miss.", OpenedByMembers, false, EndsNothing},
	{"Medium spending", "A purchase that we shall notice.", OpenedByMembers, false, EndsNothing},
	{"Large spending", "A purchase that we shall feel for a year.", OpenedByMembers, false, EndsNothing},
}

// openGov scales Kusama's tracks. Both curves and the decision are as they are there; prepare, confirm and enactment are rounded up to whole
// quarters of a day, and a tenth of Kusama's polls, rounded up, is decided at a time.
func openGov() []Track {
	var tracks []Track
	for i, k := range track.Kusama() {
		use := openGovUses[i]
		tracks = append(tracks, Track{
			ID: strings.ReplaceAll(k.Name, "_", "-"), Title: use.title, About: use.about, Opener: use.opener,
			PrepareMillis:    inWhole(k.Rules.PrepareMillis, openGovGridMillis),
			DecisionMillis:   k.Rules.DecisionMillis,
			ConfirmMillis:    inWhole(k.Rules.ConfirmMillis, openGovGridMillis),
			GridMillis:       openGovGridMillis,
			EnactAfterMillis: inWhole(k.Rules.EnactmentMillis, openGovGridMillis),
			MaxDeciding:      uint64(inWhole(int64(k.Rules.MaxDeciding), openGovCrowd) / openGovCrowd),
			Approval:         k.Rules.Approval, Support: k.Rules.Support,
			Charter: use.charter, Ends: use.ends,
		})
	}
	return tracks
}

// inWhole rounds up to whole parts.
func inWhole(n, part int64) int64 { return (n + part - 1) / part * part }
