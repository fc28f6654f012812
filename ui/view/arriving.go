package view

// Arriving: the first time in a community: what of it is here, what still comes, and what there is to do meanwhile.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Arriving is what a newcomer's Home shows beside the wait for admission.
type Arriving struct {
	// Title is for the lines, Foot stands below them.
	Title, Foot string
	Lines       []ArrivingLine
	// Meanwhile are things to do; none while nothing is here.
	Meanwhile []BeginRow
}

// NotHere says what stands in the place of a list before anything of the community has arrived; false for all other errors.
func (w Words) NotHere(err error) (Empty, bool) {
	if !errors.Is(err, app.ErrNotHereYet) {
		return Empty{}, false
	}
	return Empty{Title: w.Say.T("arriving.not_here", nil), Text: w.Say.T("arriving.not_here_text", nil), Act: w.Say.T("arriving.not_here_act", nil)}, true
}

// ArrivingLine is one of the things that arrive, in the order of use.
type ArrivingLine struct {
	// Name is what, Says how much of it, End how it stands.
	Name, Says, End string
	// Done says that it is here, Working that it is on its way; Parts is how far, in billionths.
	Done, Working bool
	Parts         int64
}

// whole is all of something, in billionths.
const whole = 1_000_000_000

// arriving says it of who is not a member yet, or of whom nothing is here; nil of everybody else. polls counts those that are here.
func (w Words) arriving(s Status, polls int) *Arriving {
	if s.Local || (s.Here && s.My != StateNewcomer) {
		return nil
	}
	peers, missing := arrivingFrom(s)
	v := &Arriving{Title: w.Say.T("arriving.title", nil), Foot: w.Say.T("arriving.foot", nil)}
	v.Lines = []ArrivingLine{w.arrivingContact(peers, s), w.arrivingRules(s), w.arrivingRest(s, polls, missing), w.arrivingRequest(s, peers)}
	if s.Here {
		v.Meanwhile = []BeginRow{
			{Title: w.Say.T("meanwhile.rules", nil), Sub: w.Say.T("meanwhile.rules_sub", nil), Act: w.Say.T("need.read", nil), Goes: &Target{Section: SectionMembers, Tab: TabRules}},
			{Title: w.Say.T("meanwhile.hello", nil), Sub: w.Say.T("meanwhile.hello_sub", nil), Act: w.Say.T("meanwhile.hello_act", nil), Goes: &Target{Section: SectionDiscussion}},
		}
	}
	return v
}

// arrivingFrom counts peers of the community, and what the one with the most has that is not here.
func arrivingFrom(s Status) (peers, missing int) {
	if s.Network == nil {
		return 0, 0
	}
	for _, p := range s.Network.Peers {
		for _, session := range p.Sessions {
			if session.Community == s.Community {
				peers++
				missing = max(missing, session.Missing)
			}
		}
	}
	return peers, missing
}

func (w Words) arrivingContact(peers int, s Status) ArrivingLine {
	l := ArrivingLine{Name: w.Say.T("arriving.contact", nil), Done: peers > 0 || s.Here, Working: true}
	switch {
	case peers > 0:
		l.Says = w.Say.N("arriving.peers", peers, nil)
	case s.Network == nil:
		l.Says = w.Say.T("arriving.offline", nil)
	case s.Here:
		l.Says = w.Say.T("arriving.alone", nil)
	default:
		l.Says = w.Say.T("arriving.nobody", nil)
	}
	return l
}

func (w Words) arrivingRules(s Status) ArrivingLine {
	l := ArrivingLine{Name: w.Say.T("arriving.rules", nil), Done: s.Here}
	if s.Here {
		l.Says, l.End = w.Say.N("arriving.people", s.Members, nil), w.Say.T("arriving.checked", nil)
	}
	return l
}

// arrivingRest is all that people have written: it arrives in the order in which it rests on each other.
func (w Words) arrivingRest(s Status, polls, missing int) ArrivingLine {
	l := ArrivingLine{Name: w.Say.T("arriving.rest", nil), Done: s.Here && missing <= 0 && s.Waiting == 0}
	if polls > 0 {
		l.Says = w.Say.N("arriving.decisions", polls, nil)
	}
	all := s.Ops + s.Waiting + max(missing, 0)
	switch {
	case l.Done:
		l.End = w.Say.T("arriving.checked", nil)
	case all > 1:
		l.Working = true
		l.Parts = int64(s.Ops) * whole / int64(all)
		l.End = w.Say.T("arriving.of", map[string]any{"Have": w.Say.Count(int64(s.Ops)), "All": w.Say.Count(int64(all))})
	}
	return l
}

// arrivingRequest is what asks to be let in. Before anything is here, who has it is known only of those who are in touch.
func (w Words) arrivingRequest(s Status, peers int) ArrivingLine {
	l := ArrivingLine{Name: w.Say.T("arriving.request", nil), Done: s.Unsent == 0 && (s.Here || peers > 0), Working: true}
	l.Says = w.Say.T("arriving.request_waits", nil)
	if l.Done {
		l.Says = w.Say.T("arriving.request_left", nil)
	}
	return l
}

// welcomes greets a newcomer.
func (w Words) welcomes(h *Home, s Status) {
	name := text.Line(s.Name)
	if s.Me != nil {
		name = firstName(s.Me.Name)
	}
	h.Greeting = w.Say.T("arriving.welcome", map[string]any{"Name": name})
	h.Today = w.Say.T("home.arriving", nil)
	if s.Here {
		h.Today = w.Say.T("arriving.usable", nil)
	}
}
