package view

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestAMentionIsCompleted(t *testing.T) {
	m := &Mentions{names: []string{"Ada", "Marta Kowalczyk", "Tomás Herrera", "李梅"}}
	for _, c := range []struct {
		typed string
		found []string
	}{
		{"I ask @ma", []string{"Marta Kowalczyk"}},
		{"@herr", []string{"Tomás Herrera"}},
		{"@\"tomas", []string{"Tomás Herrera"}},
		{"@李", []string{"李梅"}},
		{"@Ada", nil},
		{"write to me@ma", nil},
		{"@Marta has it\nand so", nil},
		{"no name", nil},
	} {
		if found := m.Find(c.typed); !slices.Equal(found, c.found) {
			t.Errorf("%q: %v, not %v", c.typed, found, c.found)
		}
	}
	for _, name := range m.names {
		whole := m.Complete("Hello @x", name)
		if said := proposal.Mentions(whole); !slices.Equal(said, []string{name}) {
			t.Errorf("%q means %v, not %s", whole, said, name)
		}
	}
}
