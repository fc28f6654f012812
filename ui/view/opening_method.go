package view

// Opening, how it is counted: the methods, what each asks for, and its settings.

import (
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Methods are the names of all, the plainest first, and the place of the chosen one.
func (o *Opening) Methods() (names []string, chosen int) {
	for _, m := range o.methods {
		names = append(names, o.methodName(m))
	}
	return names, o.method
}

func (o *Opening) methodName(m tally.Method) string {
	return strings.TrimSuffix(o.words.Say.T("ballot.method."+m.Name(), nil), ".")
}

// SetMethod chooses one; its settings are as it proposes then.
func (o *Opening) SetMethod(at int) {
	o.method, o.settings = at, map[string]string{}
}

// MethodSays explains the method, and what it is good and bad for.
func (o *Opening) MethodSays() (explain, good, bad string) {
	m := o.methods[o.method]
	say := o.words.Say.T
	return say(tally.ExplainID(m), nil), say(tally.GoodID(m), nil), say(tally.BadID(m), nil)
}

// AsksOptions says that there is something to choose among, AsksSeats that several can win, AsksBudget that what they cost may decide.
func (o *Opening) AsksOptions() bool {
	form := o.methods[o.method].Form()
	return form != tally.Choice && form != tally.Consents
}

// MostSeats is how many options can win at most: where all do nothing is decided.
func (o *Opening) MostSeats() int { return poll.MaxOptions - 1 }

// AsksSeats says that several options can win.
func (o *Opening) AsksSeats() bool {
	return o.AsksOptions() && poll.TakesSeats(o.methods[o.method]) && o.budget() == 0
}

// AsksBudget says that what options cost may decide.
func (o *Opening) AsksBudget() bool { return poll.TakesMoney(o.methods[o.method]) }

// NeedsBudget says that nothing else decides.
func (o *Opening) NeedsBudget() bool {
	return o.AsksBudget() && !poll.TakesSeats(o.methods[o.method])
}

func (o *Opening) budget() uint64 {
	n, err := strconv.ParseUint(strings.TrimSpace(o.Budget), 10, 64)
	if err != nil || !o.AsksBudget() {
		return 0
	}
	return n
}

// OpeningSetting is a variant of a method that can be set.
type OpeningSetting struct {
	Name, Label string
	// Values are what it can be; none where a number or a fraction is typed.
	Values []string
	// Names are the values as people say them.
	Names  []string
	Chosen int
	Typed  string
	// Hint says what is typed: "1/2", "0 to 1000".
	Hint string
}

// settingValue says a value of a setting: what stands for a word of the method, or what was typed.
func (w Words) settingValue(p tally.Param, value string) string {
	if p.Kind != tally.Word {
		return text.Line(value)
	}
	return w.Say.T("opening_value."+p.Name+"."+value, nil)
}

// Settings are those of the method.
func (o *Opening) Settings() []OpeningSetting {
	var all []OpeningSetting
	for _, p := range o.methods[o.method].Params() {
		s := OpeningSetting{Name: p.Name, Label: o.words.Say.T("opening_setting."+p.Name, nil), Typed: orElse(o.settings[p.Name], p.Default)}
		switch p.Kind {
		case tally.Word:
			s.Values = p.Values
			for i, v := range p.Values {
				s.Names = append(s.Names, o.words.settingValue(p, v))
				if v == s.Typed {
					s.Chosen = i
				}
			}
		case tally.Fraction:
			s.Hint = o.words.Say.T("opening.fraction", nil)
		default:
			s.Hint = o.words.Say.T("opening.from_to", map[string]any{"From": o.words.Say.Count(p.Min), "To": o.words.Say.Count(p.Max)})
			if len(p.Values) > 0 {
				s.Hint += ", " + strings.Join(p.Values, ", ")
			}
		}
		all = append(all, s)
	}
	return all
}

// asWritten makes of "66,7 %" the "66.7%" that methods read.
var asWritten = strings.NewReplacer(",", ".", " ", "", "\u00a0", "")

// Set sets one; what the method proposes needs no saying.
func (o *Opening) Set(name, value string) {
	value = strings.TrimSpace(value)
	for _, p := range o.methods[o.method].Params() {
		if p.Name == name && p.Kind == tally.Fraction {
			value = asWritten.Replace(value)
		}
		if p.Name == name && (value == p.Default || value == "") {
			delete(o.settings, name)
			return
		}
	}
	o.settings[name] = value
}

// Ties are the rules for ties, and the place of the chosen one.
func (o *Opening) Ties() (said []string, chosen int) {
	for _, rule := range poll.TieRules() {
		said = append(said, o.words.Say.T("ballot.ties."+rule, nil))
	}
	return said, o.ties
}

// SetTies chooses one.
func (o *Opening) SetTies(at int) { o.ties = at }
