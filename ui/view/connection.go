package view

// Connection: the page of the network in words, and its doctor: what is wrong, why, and what helps.

import (
	"slices"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Connection is the page.
type Connection struct {
	// Title and Sub say the state; Amber that it has to be looked at.
	Title, Sub string
	Amber      bool
	// Looked says when the doctor did.
	Looked string
	// Checks are what it found: what passes folds into one line, the first; the rest is the worst first.
	Checks  []CheckRow
	Helps   []HelpRow
	Peers   []PeerRow
	Waiting Waiting
	// Details are what only who mends things asks for: addresses and the like.
	Details []Fact
}

// The states of a check.
const (
	CheckGood = "good"
	CheckNote = "note"
	CheckBad  = "bad"
)

// CheckRow is one thing that the doctor found.
type CheckRow struct {
	// State is one of the Check… words.
	State string
	// Title says what is found.
	Title string
	// Code is the finding's; "" for the line of what passes.
	Code string
}

// HelpRow is a remedy.
type HelpRow struct {
	Code string
	// Title says what to do; Act what the button says, "" without one, and Does what it does.
	Title, Act, Does string
}

// What a remedy's button does.
const (
	DoesExport = "export"
	DoesRetry  = "retry"
	DoesRelay  = "relay"
)

// remedies are what can be done here and now about a finding; the others are for people to do.
var remedies = map[string]string{
	"no_network": DoesRetry, "port": DoesRetry, "not_started": DoesRetry, "relay_unreachable": DoesRelay, "no_relay": DoesRelay, "no_peers": DoesExport,
	"unsent": DoesExport, "quota": DoesRelay,
}

// Waiting is what has not left this laptop.
type Waiting struct {
	Title, Text string
	Count       int
}

// Connection says what a diagnosis comes to. lookedMillis is when it was made.
func (w Words) Connection(s Status, people *People, f Facts, found []Finding, lookedMillis int64) Connection {
	s.Network = f.Network
	h := w.Health(s, people)
	v := Connection{
		Title: h.Title, Sub: h.Sub, Amber: !h.Well && h.State != HealthNobodyYet, Peers: h.Peers, Checks: w.checks(found), Helps: w.helps(found),
		Looked: w.Say.T("network.looked", map[string]any{"When": w.Distance(lookedMillis)}), Details: w.networkDetails(f.Network),
		Waiting: Waiting{Title: w.Say.T("network.waiting", nil), Text: h.Foot, Count: s.Unsent},
	}
	if s.Local { // there is nothing to mend
		v.Checks, v.Helps, v.Waiting = nil, nil, Waiting{}
	}
	if h.State == HealthAlone && s.Unsent > 0 {
		v.Sub = h.Foot + " " + w.Say.T("network.nothing_lost", nil)
	}
	return v
}

// FindingSays is a finding in a sentence.
func (w Words) FindingSays(f Finding) string {
	data := map[string]any{"About": text.Line(f.About), "Duration": w.Say.Duration(f.Millis)}
	if f.Count > 0 {
		return w.Say.N("doctor."+f.Code, f.Count, data)
	}
	return w.Say.T("doctor."+f.Code, data)
}

// FindingDo is what to do about a bad one.
func (w Words) FindingDo(f Finding) string {
	return w.Say.T("doctor_help."+f.Code, map[string]any{"About": text.Line(f.About), "Duration": w.Say.Duration(f.Millis)})
}

// passing are findings that say that something is right.
var passing = []string{"peers", "relays"}

func (w Words) checks(found []Finding) []CheckRow {
	rows := []CheckRow{}
	var good string
	for _, f := range found {
		switch {
		case slices.Contains(passing, f.Code):
			good += " " + w.FindingSays(f)
		case f.Bad:
			rows = append(rows, CheckRow{CheckBad, w.FindingSays(f), f.Code})
		default:
			rows = append(rows, CheckRow{CheckNote, w.FindingSays(f), f.Code})
		}
	}
	isOff := slices.ContainsFunc(found, func(f Finding) bool { return f.Code == "no_network" })
	isWrong := slices.ContainsFunc(found, func(f Finding) bool { return f.Code == "clock_here" })
	switch {
	case !isOff && !isWrong:
		good = w.Say.T("network.machine_good", nil) + good
	case !isOff:
		good = w.Say.T("network.machine_on", nil) + good
	}
	if good != "" {
		rows = slices.Insert(rows, 0, CheckRow{State: CheckGood, Title: text.Line(good)})
	}
	return rows
}

func (w Words) helps(found []Finding) []HelpRow {
	rows := []HelpRow{}
	for _, f := range found {
		if !f.Bad {
			continue
		}
		row := HelpRow{Code: f.Code, Title: w.FindingDo(f), Does: remedies[f.Code]}
		if row.Does != "" {
			row.Act = w.Say.T("remedy."+row.Does, nil)
		}
		if !slices.ContainsFunc(rows, func(r HelpRow) bool { return r.Title == row.Title }) {
			rows = append(rows, row)
		}
	}
	return rows
}

func (w Words) networkDetails(n *Network) []Fact {
	if n == nil {
		return nil
	}
	facts := []Fact{{w.Say.T("network.peer_id", nil), n.PeerID}}
	for _, at := range n.Addresses {
		facts = append(facts, Fact{w.Say.T("network.address", nil), text.Line(at)})
	}
	for _, r := range n.Relays {
		facts = append(facts, Fact{w.Say.T("network.relay", nil), text.Line(r.Address)})
	}
	return facts
}
