package view

// What is known about a vote, in words of people: its method by its name, and only those settings that somebody changed.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// pollFacts names the track by its id; nameTrack gives it its title.
func (w Words) pollFacts(p Poll) []Fact {
	say := w.Say.T
	facts := []Fact{{say("fact.track", nil), text.Line(p.Track)}, {say("fact.method", nil), w.methodSays(p)}}
	if with := w.countedWith(p); with != "" {
		facts = append(facts, Fact{say("fact.counted", nil), with})
	}
	facts = append(facts, Fact{say("fact.opened", nil), w.Stamp(p.OpenedMillis)}, Fact{say("fact.closes", nil), w.Moment(p.ClosesMillis)})
	if len(p.Voters) > 0 {
		facts = append(facts, Fact{say("fact.voters", nil), w.Say.Count(int64(len(p.Voters)))})
	}
	if len(p.Enacts) > 0 {
		facts = append(facts, Fact{say("fact.enacts", nil), w.Changes(p.Enacts)})
	}
	return facts
}

func (w Words) methodSays(p Poll) string {
	said := w.Say.T("ballot.method."+p.Method, nil)
	if p.Ties == "" || p.Form == tally.Choice || p.Form == tally.Consents {
		return strings.TrimSuffix(said, ".")
	}
	return said + " " + w.Say.T("ballot.ties."+p.Ties, nil)
}

// countedWith leaves out what the method proposes by itself.
func (w Words) countedWith(p Poll) string {
	var said []string
	if p.Seats > 0 {
		said = append(said, w.Say.N("poll.seats", int(p.Seats), nil))
	}
	if p.Budget > 0 {
		said = append(said, w.Say.T("poll.budget", map[string]any{"Budget": w.Say.Count(int64(p.Budget))}))
	}
	usual, params := map[string]string{}, map[string]tally.Param{}
	if m, err := tally.MethodOf(p.Method); err == nil {
		for _, param := range m.Params() {
			usual[param.Name], params[param.Name] = param.Default, param
		}
	}
	for _, s := range p.Settings {
		if s.Value != usual[s.Name] {
			said = append(said, w.Say.T("opening_setting."+s.Name, nil)+": "+w.settingValue(params[s.Name], s.Value))
		}
	}
	return strings.Join(said, "; ")
}
