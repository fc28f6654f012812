package trouble

// Said: a trouble before it is spoken, and how it is spoken.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Said is a trouble as code names it: sentences by their ids, and what fills their gaps.
type Said struct {
	Class Class
	// What and Do are ids of sentences; Do may be empty.
	What, Do string
	// Data fills the gaps of both. A gap Reason takes an error, a Reason or an AsItIs.
	Data map[string]any
	// More are lines that follow.
	More []string
	// Changed says that something has been done all the same, or may have been; Moot that the question does not arise, since nothing was begun.
	// "Nothing was changed" is then not said.
	Changed, Moot bool
	// Detail is what the core says, in English; a gap Reason says it, too.
	Detail string
	// Count, where it is not 0, is what the first sentence counts.
	Count int
}

// Of finds the words for an error: the first of those who know it has the word.
func (s Speaker) Of(err error) Trouble {
	also := s.Also
	if also == nil {
		also = func(error) (Said, bool) { return Said{}, false }
	}
	for _, known := range []func(error) (Said, bool){
		s.fileTrouble, sessionTrouble, also, recordTrouble, countingTrouble, s.phraseTrouble, s.choiceTrouble, followUpTrouble, s.delegationTrouble, s.pollTrouble,
		s.actTrouble, inputTrouble, plainTrouble,
	} {
		if t, ok := known(err); ok {
			return s.say(t, err)
		}
	}
	return s.say(Said{Class: Failed, What: "error.other", Data: map[string]any{"Reason": err}, Changed: true}, err)
}

// say is Say for a trouble whose error is at hand: in a window all of it is kept, as there is no other place to find it.
func (s Speaker) say(t Said, err error) Trouble {
	v := s.Say(t)
	if s.Window {
		v.Detail = err.Error()
	}
	return v
}

// Say speaks it.
func (s Speaker) Say(t Said) Trouble {
	s.speakReason(&t)
	v := Trouble{Class: t.Class, More: t.More, Changed: t.Changed, Detail: t.Detail}
	_, v.Name, _ = strings.Cut(t.What, ".")
	if v.What = s.t(t.What, t.Data); t.Count != 0 {
		v.What = s.Words.Say.N(t.What, t.Count, t.Data)
	}
	if !t.Changed && !t.Moot {
		v.Unchanged = s.t("error.unchanged", nil)
	}
	if t.Do != "" {
		v.Do = s.t(t.Do, t.Data)
	}
	return v
}

// inWindow begins the ids of sentences that are said in a window instead of those after it.
const inWindow = "in_window."

// t says a sentence, or in a window what is said there in its place.
func (s Speaker) t(id string, data map[string]any) string {
	if s.Window {
		if said, err := s.Words.Say.Lookup(inWindow+id, data); err == nil {
			return said
		}
	}
	return s.Words.Say.T(id, data)
}

// people are those that are meant; nil where nobody is known.
func (s Speaker) people() *view.People {
	if s.People == nil {
		return nil
	}
	return s.People()
}

// personName is somebody's name, or the beginning of their key.
func (s Speaker) personName(id op.AccountID) string {
	if people := s.people(); people != nil {
		return people.Name(id).String()
	}
	return id.String()[:8]
}

// gap stands between the columns of a line.
const gap = "  "
