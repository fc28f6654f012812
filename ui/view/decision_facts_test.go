package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

// Nobody reads "schulze" or "ties=draw": a method has its name, and settings are named only where somebody changed them.
func TestFactsOfAVoteAreInWordsOfPeople(t *testing.T) {
	stv, err := tally.MethodOf("stv-meek")
	if err != nil {
		t.Fatal(err)
	}
	p := Poll{Track: "elections", Method: "stv-meek", Form: tally.Ranking, Ties: "draw", Seats: 3}
	for _, param := range stv.Params() {
		p.Settings = append(p.Settings, PollSetting{param.Name, param.Default})
	}
	facts := fmt.Sprint(evening(t).pollFacts(p))
	for _, want := range []string{"Transferable votes (Meek). Ties by a draw that all can check", "3 seats}"} {
		if !strings.Contains(facts, want) {
			t.Errorf("%q is not in %s", want, facts)
		}
	}
	for _, name := range []string{"stv-meek", "ties="} {
		if strings.Contains(facts, name) {
			t.Errorf("%q is in %s", name, facts)
		}
	}
	plain := fmt.Sprint(evening(t).pollFacts(Poll{Track: "small", Method: "yes-no", Form: tally.Choice, Ties: "order"}))
	if !strings.Contains(plain, "{Method Yes or no}") || strings.Contains(plain, "Ties") {
		t.Errorf("a plain vote has %s", plain)
	}
}
