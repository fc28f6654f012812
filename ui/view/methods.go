package view

// Methods: what each way to count is good and bad for, and what can be set.

import (
	"strings"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Method is a way to count, described.
type Method struct {
	Name    string        `json:"name"`
	Form    tally.Form    `json:"form"`
	Explain string        `json:"explain"`
	Good    string        `json:"good"`
	Bad     string        `json:"bad"`
	Params  []tally.Param `json:"params"`
}

// Methods describes all of them, the plainest first.
func Methods(w Words) []Method {
	var all []Method
	for _, m := range tally.Methods() {
		all = append(all, Method{
			Name: m.Name(), Form: m.Form(), Params: m.Params(),
			Explain: w.Say.T("method."+m.Name()+".explain", nil),
			Good:    w.Say.T("method."+m.Name()+".good", nil),
			Bad:     w.Say.T("method."+m.Name()+".bad", nil),
		})
	}
	return all
}

// Settings are what can be set, with what is proposed and what else there is.
func (m Method) Settings() string {
	var said []string
	for _, p := range m.Params {
		one := p.Name + "=" + p.Default
		if len(p.Values) > 1 {
			one += " (" + strings.Join(p.Values, ", ") + ")"
		}
		said = append(said, one)
	}
	return strings.Join(said, "; ")
}
