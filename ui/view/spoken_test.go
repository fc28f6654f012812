package view

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/tally"
)

func TestWhatIsAQuestionIsReadAsOne(t *testing.T) {
	if said := spoken("Shall we?", "", "Open", "tomorrow."); said != "Shall we? Open. tomorrow." {
		t.Error(said)
	}
}

// Every word that a method can be set to is said as people say it, in both languages.
func TestSettingsAreSaidInWords(t *testing.T) {
	for _, tag := range []string{"en", "de"} {
		w := inLanguage(t, tag)
		for _, m := range tally.Methods() {
			for _, p := range m.Params() {
				if p.Kind != tally.Word {
					continue
				}
				for _, v := range p.Values {
					if said := w.settingValue(p, v); said == "" || strings.Contains(said, "opening_value") {
						t.Errorf("%s: %s=%s is %q", tag, p.Name, v, said)
					}
				}
			}
		}
	}
}

func TestEnterIsTooEarlyBeforeAnythingIsFound(t *testing.T) {
	p := NewPalette(words(t), PaletteSources{Searchable: true, Reading: true})
	p.Type("roof")
	if !p.Pending() {
		t.Error("Enter leads to the page of everything")
	}
	p.SetSources(PaletteSources{Searchable: true})
	if !p.Pending() {
		t.Error("texts are not searched yet")
	}
	p.SetTexts("roof", []Found{{}})
	if p.Pending() {
		t.Error("it waits on")
	}
	p.Type("roof")
	if p.Move(1); p.Pending() {
		t.Error("what somebody chose waits")
	}
}
