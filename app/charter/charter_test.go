package charter_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
)

func account(n byte) op.AccountID { return op.AccountID{n} }

func device(n byte) op.DeviceID { return op.DeviceID{n} }

func accounts(n int) []op.AccountID {
	all := make([]op.AccountID, n)
	for i := range all {
		all[i] = account(byte(i + 1))
	}
	return all
}

func devices(n int) []op.DeviceID {
	all := make([]op.DeviceID, n)
	for i := range all {
		all[i] = device(byte(i + 1))
	}
	return all
}

func club(t *testing.T) charter.Charter {
	t.Helper()
	c, err := charter.New("club", "Elm Street Club", account(1), device(1))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestChartersThatAreRefused(t *testing.T) {
	for name, situation := range map[string]struct {
		spoil func(*charter.Charter)
		field string
	}{
		"no name":                        {func(c *charter.Charter) { c.Name = "" }, "name"},
		"a name of white space":          {func(c *charter.Charter) { c.Name = " \u00a0" }, "name"},
		"a name of two lines":            {func(c *charter.Charter) { c.Name = "a\nb" }, "name"},
		"a name that turns direction":    {func(c *charter.Charter) { c.Name = "Elm\u202eeertS" }, "name"},
		"a name that is not UTF-8":       {func(c *charter.Charter) { c.Name = "Elm\xff" }, "name"},
		"a name of 81 characters":        {func(c *charter.Charter) { c.Name = strings.Repeat("é", 81) }, "name"},
		"a purpose of 501 characters":    {func(c *charter.Charter) { c.Purpose = strings.Repeat("x", 501) }, "purpose"},
		"nobody in the council":          {func(c *charter.Charter) { c.Council = nil }, "council"},
		"31 in the council":              {func(c *charter.Charter) { c.Council, c.Threshold = accounts(31), 16 }, "council"},
		"a council out of order":         {func(c *charter.Charter) { c.Council = []op.AccountID{account(2), account(1)} }, "council"},
		"a steward twice":                {func(c *charter.Charter) { c.Council = []op.AccountID{account(1), account(1)} }, "council"},
		"half of a council of four":      {func(c *charter.Charter) { c.Council, c.Threshold = accounts(4), 2 }, "threshold"},
		"more than the council":          {func(c *charter.Charter) { c.Threshold = 2 }, "threshold"},
		"no teller":                      {func(c *charter.Charter) { c.Tellers = nil }, "tellers"},
		"fourteen tellers":               {func(c *charter.Charter) { c.Tellers = devices(14) }, "tellers"},
		"a teller twice":                 {func(c *charter.Charter) { c.Tellers = []op.DeviceID{device(2), device(1), device(2)} }, "tellers"},
		"201 admitters":                  {func(c *charter.Charter) { c.Admitters = accounts(201) }, "admitters"},
		"features out of order":          {func(c *charter.Charter) { c.Features = []string{"core", "closing"} }, "features"},
		"no core":                        {func(c *charter.Charter) { c.Features = []string{"closing"} }, "features"},
		"a feature in capitals":          {func(c *charter.Charter) { c.Features = []string{"Core"} }, "features"},
		"33 tracks":                      {func(c *charter.Charter) { c.Tracks = make([]charter.Track, 33) }, "tracks"},
		"two tracks of one id":           {func(c *charter.Charter) { c.Tracks[2].ID = "everyday" }, "tracks[2].id"},
		"a track id with a space":        {func(c *charter.Charter) { c.Tracks[1].ID = "my money" }, "tracks[1].id"},
		"a track without a title":        {func(c *charter.Charter) { c.Tracks[0].Title = "" }, "tracks[0].title"},
		"a track with a control":         {func(c *charter.Charter) { c.Tracks[0].About = "a\x1b[2J" }, "tracks[0].about"},
		"a track for nobody":             {func(c *charter.Charter) { c.Tracks[0].Opener = "nobody" }, "tracks[0].opener"},
		"a poll of no time":              {func(c *charter.Charter) { c.Tracks[0].DecisionMillis = 0 }, "tracks[0].decision"},
		"a poll of more than a year":     {func(c *charter.Charter) { c.Tracks[0].DecisionMillis = charter.MaxPeriodMillis + 1 }, "tracks[0].decision"},
		"a waiting time below nothing":   {func(c *charter.Charter) { c.WaitingMillis = -1 }, "waiting"},
		"a waiting time of over a year":  {func(c *charter.Charter) { c.WaitingMillis = charter.MaxPeriodMillis + 1 }, "waiting"},
		"a text beyond its bound":        {func(c *charter.Charter) { c.Text = strings.Repeat("x", charter.MaxTextBytes+1) }, "text"},
		"a text with an escape sequence": {func(c *charter.Charter) { c.Text = "\x1b[31m" }, "text"},
	} {
		t.Run(name, func(t *testing.T) {
			c := club(t)
			situation.spoil(&c)
			var field *charter.FieldError
			if err := c.Check(); !errors.As(err, &field) || !errors.Is(err, charter.ErrForm) {
				t.Fatalf("got %v", err)
			}
			if field.Field != situation.field {
				t.Fatalf("blames %q: %v", field.Field, field)
			}
		})
	}
}

func TestChartersThatAreTaken(t *testing.T) {
	for name, change := range map[string]func(*charter.Charter){
		"30 in the council, 16 sign": func(c *charter.Charter) { c.Council, c.Threshold = accounts(30), 16 },
		"all of the council sign":    func(c *charter.Charter) { c.Council, c.Threshold = accounts(4), 4 },
		"tellers in any order":       func(c *charter.Charter) { c.Tellers = []op.DeviceID{device(3), device(1), device(2)} },
		"a name in Arabic":           func(c *charter.Charter) { c.Name = "تعاونية شارع الدردار" },
		"a name with an emoji":       func(c *charter.Charter) { c.Name = "Elm 👩‍🌾" },
		"no tracks":                  func(c *charter.Charter) { c.Tracks = nil },
		"a year":                     func(c *charter.Charter) { c.Tracks[0].DecisionMillis = charter.MaxPeriodMillis },
		"rules in lines":             func(c *charter.Charter) { c.Text = "# Rules\r\n\n\t1. Be kind.\n" },
	} {
		t.Run(name, func(t *testing.T) {
			c := club(t)
			change(&c)
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestTooLongTextsSayHowMuch(t *testing.T) {
	c := club(t)
	c.Name = strings.Repeat("é", 90)
	var long *charter.TooLongError
	if err := c.Check(); !errors.As(err, &long) || !errors.Is(err, charter.ErrTooLong) {
		t.Fatalf("got %v", err)
	}
	if long.Have != 90 || long.Max != 80 || long.Unit != "characters" {
		t.Fatalf("says %v", long)
	}
}

func TestTemplates(t *testing.T) {
	want := []string{"club", "co-op", "neighbourhood", "open-source", "opengov"}
	var have []string
	for _, template := range charter.Templates() {
		have = append(have, template.ID)
		c, err := charter.New(template.ID, "Elm Street", account(7), device(9))
		if err != nil {
			t.Fatalf("%s: %v", template.ID, err)
		}
		if !c.HasSteward(account(7)) || !c.HasTeller(device(9)) || !c.Has(charter.Core) || c.Threshold != 1 {
			t.Errorf("%s: founded as %+v", template.ID, c)
		}
		changes := slices.ContainsFunc(c.Tracks, func(t charter.Track) bool { return t.Charter && t.Opener == charter.OpenedByMembers })
		if !changes || template.Title == "" || c.Purpose == "" || c.WaitingMillis != 0 {
			t.Errorf("%s: members cannot change the charter, or it has no title, no purpose, or a waiting time", template.ID)
		}
	}
	if !cmp.Equal(want, have) {
		t.Fatalf("templates are %v", have)
	}
	if _, err := charter.New("kingdom", "Elm Street", account(1), device(1)); !errors.Is(err, charter.ErrNoTemplate) {
		t.Errorf("kingdom: %v", err)
	}
	if _, err := charter.New("club", "  ", account(1), device(1)); !errors.Is(err, charter.ErrNotClean) {
		t.Errorf("a name of spaces: %v", err)
	}
}

func TestRulesAreNumbered(t *testing.T) {
	c := club(t)
	c.Council, c.Threshold, c.Tellers = accounts(3), 2, devices(4)
	numbers := make(map[string]charter.Rule)
	for _, r := range c.Rules() {
		if _, twice := numbers[r.Number]; twice {
			t.Fatalf("rule %s twice", r.Number)
		}
		numbers[r.Number] = r
	}
	if r := numbers["3"]; r.ID != charter.RuleCouncil || r.Data["threshold"] != 2 || r.Data["size"] != 3 {
		t.Errorf("rule 3 is %+v", r)
	}
	if r := numbers["4"]; r.ID != charter.RuleTellers || r.Data["tolerated"] != 1 || r.Data["quorum"] != 3 {
		t.Errorf("rule 4 is %+v", r)
	}
	if r := numbers["7.2"]; r.ID != charter.RuleTrack || r.Data["track"] != c.Tracks[1] {
		t.Errorf("rule 7.2 is %+v", r)
	}
}
