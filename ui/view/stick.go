package view

// Stick: what a bundle brought, as a report that adds up, and for whom one can be written.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// StickReport says what a bundle brought.
type StickReport struct {
	// Title counts what is new; Sub says whose it is and when it was written.
	Title, Sub string
	// Good says that nothing was wrong with it.
	Good bool
	// New are the kinds of what is new, NotTaken what was not taken, and why.
	New, NotTaken []StickRow
	// Notes follow: that the file was cut short, that results changed.
	Notes []string
}

// StickRow is one kind with its number.
type StickRow struct {
	// Kind is one of the Stick… words, for the icon.
	Kind  string
	Count int
	// Number is Count as it is shown, Says what it counts, Sub more of it.
	Number, Says, Sub string
}

// The kinds of rows.
const (
	StickVotes     = "votes"
	StickComments  = "comments"
	StickDecisions = "decisions"
	StickPeople    = "people"
	StickRules     = "rules"
	StickSmall     = "small"
	StickKnown     = "known"
	StickWaiting   = "waiting"
	StickRefused   = "refused"
	StickDropped   = "dropped"
)

// stickKinds sorts acts by what people call them; all others are receipts and small things.
var stickKinds = map[string]string{
	poll.KindCast: StickVotes, poll.KindAssist: StickVotes, delegation.KindSet: StickVotes, delegation.KindEnd: StickVotes,
	proposal.KindComment: StickComments, proposal.KindTopic: StickComments,
	proposal.KindPublish: StickDecisions, proposal.KindRevise: StickDecisions, proposal.KindAmend: StickDecisions, proposal.KindDecide: StickDecisions,
	poll.KindOpen:      StickDecisions,
	authority.KindJoin: StickPeople, authority.KindAdmit: StickPeople,
	authority.KindPropose: StickRules, authority.KindSign: StickRules, authority.KindCommit: StickRules,
}

// stickOrder is the order of the report.
var stickOrder = []string{StickVotes, StickComments, StickDecisions, StickPeople, StickRules, StickSmall}

// StickReport says what a bundle brought. speak says what the core says of a refusal, in the reader's language.
func (w Words) StickReport(b app.Brought, people *People, speak func(reason string) string) StickReport {
	fresh := b.Stored - b.Freed // as many as whoever wrote it was told, where all is new
	r := StickReport{Title: w.Say.N("stick.new", fresh, nil), Good: b.RefusedCount == 0 && !b.Incomplete, Sub: w.stickSub(b, people)}
	if fresh == 0 {
		r.Title = w.Say.T("stick.nothing_new", nil)
	}
	counts := map[string]int{}
	for kind, n := range b.Kinds {
		row := stickKinds[kind]
		if row == "" {
			row = StickSmall
		}
		counts[row] += n
	}
	for _, kind := range stickOrder {
		if n := counts[kind]; n > 0 {
			r.New = append(r.New, w.stickRow(kind, n, ""))
		}
	}
	reasons := ""
	if len(b.Refused) > 0 {
		reasons = text.Line(speak(b.Refused[0].Err.Error()))
	}
	for _, row := range []StickRow{
		w.stickRow(StickKnown, b.Known, ""), w.stickRow(StickWaiting, b.Waiting, w.Say.T("stick.waiting_sub", nil)),
		w.stickRow(StickDropped, b.Dropped, ""), w.stickRow(StickRefused, b.RefusedCount, reasons),
	} {
		if row.Count > 0 {
			r.NotTaken = append(r.NotTaken, row)
		}
	}
	if b.Incomplete {
		r.Notes = append(r.Notes, w.Say.T("stick.incomplete", nil))
	}
	if b.Freed > 0 {
		r.Notes = append(r.Notes, w.Say.N("stick.freed", b.Freed, nil))
	}
	if b.Found {
		r.Notes = append(r.Notes, w.Say.T("stick.changed", nil))
	}
	return r
}

func (w Words) stickRow(kind string, n int, sub string) StickRow {
	return StickRow{Kind: kind, Count: n, Number: w.Say.Count(int64(n)), Says: w.Say.N("stick.kind."+kind, n, nil), Sub: sub}
}

func (w Words) stickSub(b app.Brought, people *People) string {
	data := map[string]any{"When": w.Stamp(b.Manifest.MadeMillis)}
	for _, p := range people.All() { // nobody is known before the community has arrived
		for _, d := range p.Devices {
			if d.Device == b.Manifest.By.String() {
				data["Name"] = p.Name.String()
				return w.Say.T("stick.written_by", data)
			}
		}
	}
	return w.Say.T("stick.written", data)
}

// StickFor is one choice of what a bundle holds: everything, or what somebody does not have.
type StickFor struct {
	// Peer is what app.Community.ExportBundle is told; "" for everything.
	Peer       string
	Title, Sub string
}

// StickFors lists the choices: everything first, then those of whom it is known what they hold.
func (w Words) StickFors(s Status) []StickFor {
	list := []StickFor{{Title: w.Say.T("stick.everything", nil), Sub: w.Say.T("stick.everything_sub", nil)}}
	names := make([]string, len(s.Peers))
	for i, p := range s.Peers {
		names[i] = p.Name
	}
	names = peerNames(names)
	for i, p := range s.Peers {
		list = append(list, StickFor{
			Peer: p.Name, Title: w.Say.T("stick.since", map[string]any{"Name": text.Line(names[i])}), Sub: w.Say.T("stick.since_sub", map[string]any{"When": w.Stamp(p.AtMillis)}),
		})
	}
	return list
}

// StickChosen is where a choice stands among newer ones: what was chosen stays chosen, and everything is where it has gone.
func StickChosen(before []StickFor, chosen int, now []StickFor) int {
	if chosen < 0 || chosen >= len(before) {
		return 0
	}
	return max(slices.IndexFunc(now, func(f StickFor) bool { return f.Peer == before[chosen].Peer }), 0)
}

// StickName is what a bundle's file is called unless somebody says otherwise: the community and the day.
func (w Words) StickName(community string) string {
	name := text.FileName(community)
	if name == "" {
		name = "folkmoot"
	}
	return name + "-" + w.at(w.NowMillis).Format("2006-01-02") + ".car"
}
