package view

// What is said of a track, in both languages, and when too few tellers are warned of.

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
)

func inLanguage(t *testing.T, language string) Words {
	t.Helper()
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return Words{Say: catalog.Printer(language)}
}

func TestTracksInASentence(t *testing.T) {
	const hour = int64(3_600_000)
	falling := charter.Curve{Kind: "linear", Length: 1_000_000_000, Floor: 500_000_000, Ceil: 1_000_000_000}
	for name, s := range map[string]struct {
		track           charter.Track
		english, german string
	}{
		"nothing is asked": {
			charter.Track{Opener: charter.OpenedByMembers, DecisionMillis: 96 * hour},
			"Any member may open a poll here; it is open for 4 days or longer, and decided at its close; passing takes more yes than no; what passes is for people to carry out.",
			"Jedes Mitglied darf hier eine Abstimmung eröffnen; sie ist 4 Tage oder länger offen und wird an ihrem Ende entschieden; zur Annahme braucht es mehr Ja als Nein; was angenommen ist, führen Menschen aus.",
		},
		"a charter's track": {
			charter.Track{Opener: charter.OpenedByMembers, DecisionMillis: 36 * hour, Charter: true, EnactAfterMillis: 24 * hour, Support: charter.Always(charter.Parts / 4)},
			"Any member may open a poll here; it is open for 1 day and 12 hours or longer, and decided at its close; passing takes more yes than no, and a support of 25 % (yes and abstain of all votes); what passes changes the charter 1 day later.",
			"Jedes Mitglied darf hier eine Abstimmung eröffnen; sie ist 1 Tag und 12 Stunden oder länger offen und wird an ihrem Ende entschieden; zur Annahme braucht es mehr Ja als Nein und eine Unterstützung von 25 % (Ja und Enthaltung von allen Stimmen); was angenommen ist, ändert die Regeln 1 Tag später.",
		},
		"one that falls, and ends others": {
			charter.Track{Opener: charter.OpenedByStewards, PrepareMillis: hour, DecisionMillis: 48 * hour, ConfirmMillis: 2 * hour, GridMillis: hour, Ends: charter.EndsByKill, Approval: falling},
			"Stewards may open a poll here; it is open for 2 days and 3 hours or longer, and passes before its close where it has had what it takes for 2 hours; passing takes an approval of 100 % at first and 50 % at the end (yes of yes and no); what passes kills the poll that it names.",
			"Der Rat darf hier eine Abstimmung eröffnen; sie ist 2 Tage und 3 Stunden oder länger offen und ist vor ihrem Ende angenommen, wo sie 2 Stunden lang hatte, was sie braucht; zur Annahme braucht es eine Zustimmung von anfangs 100 %, am Ende 50 % (Ja von Ja und Nein); was angenommen ist, verwirft die Abstimmung, die es nennt.",
		},
	} {
		for language, want := range map[string]string{"en": s.english, "de": s.german} {
			if have := strings.ReplaceAll(inLanguage(t, language).track(&s.track).Sentence, "\u00a0", " "); have != want {
				t.Errorf("%s:\n have %s\n want %s", name, have, want)
			}
		}
	}
}

func TestWhatIsAskedAtEighths(t *testing.T) {
	v := words(t).track(&charter.Track{DecisionMillis: 8, Approval: charter.Curve{Kind: "stepped", Begin: 900_000_000, End: 500_000_000, Step: 100_000_000, Period: 250_000_000}})
	want := []int64{900_000_000, 900_000_000, 800_000_000, 800_000_000, 700_000_000, 700_000_000, 600_000_000, 600_000_000, 500_000_000}
	for n, have := range v.Approval.AtEighths {
		if have != want[n] || v.Approval.At(int64(n)*125_000_000) != have {
			t.Errorf("%d at %d/8, want %d", have, n, want[n])
		}
	}
	if !v.Approval.Asks() || v.Support.Asks() || v.Support.At(0) != 0 {
		t.Errorf("asks for %+v and %+v", v.Approval, v.Support)
	}
}

func TestFewTellersAreWarnedOf(t *testing.T) {
	w := words(t)
	for _, template := range charter.Templates() {
		c, err := charter.New(template.ID, "Elm Street", op.AccountID{1}, op.DeviceID{2})
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= 5; n++ {
			c.Tellers = make([]op.DeviceID, n)
			if have := w.FewTellers(&c); (have != "") != (n < 4) || strings.Contains(have, "⟦") {
				t.Errorf("%s with %d tellers: %q", template.ID, n, have)
			}
		}
		c.Tellers, c.Tracks = c.Tellers[:1], c.Tracks[:0]
		if have := w.FewTellers(&c); have != "" {
			t.Errorf("nothing enacts, and yet: %s", have)
		}
	}
}
