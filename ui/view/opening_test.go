package view

import (
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// asking is a form about a question alone, by a method.
func asking(t *testing.T, method string) *Opening {
	t.Helper()
	w := evening(t)
	o := &Opening{
		words: w, methods: tally.Methods(), settings: map[string]string{}, Seats: 1, ends: -1, voters: 41, Title: "Where the reserve goes first",
		tracks: []Track{{ID: "money", Title: "House money", Sentence: "Any member may open a poll here.", OpenMillis: 4 * dayMillis}, {ID: "stop", Title: "Stop", Ends: "kill"}},
	}
	for i, m := range o.methods {
		if m.Name() == method {
			o.SetMethod(i)
		}
	}
	return o
}

// What is asked of the service, beside the form's goroutine, stays as it was when it was asked.
func TestWhatIsAskedStaysAsItWas(t *testing.T) {
	o := asking(t, "yes-no")
	n, _, _ := o.NewPoll()
	o.settings["later"] = "1"
	if len(n.Settings) > 0 {
		t.Errorf("%v", n.Settings)
	}
}

func TestAVoteSaysWhatIsMissing(t *testing.T) {
	with := func(method string, change func(*Opening)) *Opening {
		o := asking(t, method)
		change(o)
		return o
	}
	for _, s := range []struct {
		name    string
		opening *Opening
		in      string
	}{
		{"yes or no", with("yes-no", func(*Opening) {}), ""},
		{"no question", with("yes-no", func(o *Opening) { o.Title = " \n" }), OpeningTitle},
		{"of a proposal the question is known", with("yes-no", func(o *Opening) { o.Title, o.proposal = "", op.ID{1} }), ""},
		{"no options", with("schulze", func(*Opening) {}), OpeningOptions},
		{"one twice", with("schulze", func(o *Opening) { o.Options = "Roof\nRoof\n" }), OpeningOptions},
		{"two", with("schulze", func(o *Opening) { o.Options = "Roof\n\n  Solar " }), ""},
		{"as many seats as options", with("stv-scottish", func(o *Opening) { o.Options, o.Seats = "Ann\nBo", 2 }), OpeningOptions},
		{"an option as long as a page", with("approval", func(o *Opening) { o.Options = strings.Repeat("x", 2000) + "\nb" }), OpeningOptions},
		{"forty-one", with("approval", func(o *Opening) {
			for i := range 41 {
				o.Options += strings.Repeat("x", i+1) + "\n"
			}
		}), OpeningOptions},
		{"a budget without a number", with("pb-equal-shares", func(o *Opening) { o.Options, o.Budget = "Bench = 4\nRamp = 5", "much" }), OpeningBudget},
		{"an idea without a cost", with("pb-equal-shares", func(o *Opening) { o.Options, o.Budget = "Bench = 4\nRamp", "9" }), OpeningOptions},
		{"a budget", with("pb-equal-shares", func(o *Opening) { o.Options, o.Budget = "Bench = 4\nRamp = 5", "9" }), ""},
		{"a close that is past", with("yes-no", func(o *Opening) { o.Closes = "2020-01-01" }), OpeningCloses},
		{"a close too soon for the track", with("yes-no", func(o *Opening) { o.Closes = "2026-05-15 08:00" }), OpeningCloses},
		{"a close that is none", with("yes-no", func(o *Opening) { o.Closes = "soon" }), OpeningCloses},
		{"a close", with("yes-no", func(o *Opening) { o.Closes = "2026-05-24 20:00" }), ""},
		{"it ends another one, which is not said", with("yes-no", func(o *Opening) { o.track = 1 }), OpeningEnds},
	} {
		n, in, wrong := s.opening.NewPoll()
		if in != s.in || (wrong == "") != (in == "") {
			t.Errorf("%s: %q in %q, want %q", s.name, wrong, in, s.in)
		}
		if summary := s.opening.Summary(); strings.Contains(summary, "⟦") || in != "" && !strings.Contains(summary, wrong) {
			t.Errorf("%s: %s", s.name, summary)
		}
		if in == "" && n.Method == "pb-equal-shares" && (len(n.Costs) != 2 || n.Costs[1] != 5 || n.Options[1] != "Ramp" || *n.Seats != 0) {
			t.Errorf("%+v", n)
		}
	}
}

func TestEveryMethodIsAskedForWithItsSettings(t *testing.T) {
	o := asking(t, "yes-no")
	names, _ := o.Methods()
	for at := range names {
		o.SetMethod(at)
		explain, good, bad := o.MethodSays()
		for _, said := range append([]string{names[at], explain, good, bad, o.TrackSays()}, labels(o)...) {
			if said == "" || strings.Contains(said, "⟦") {
				t.Errorf("%s: %q", names[at], said)
			}
		}
	}
	o = asking(t, "yes-no")
	o.Set("quorum", "1/4")
	o.Set("threshold", "1/2") // as it is proposed
	if n, _, _ := o.NewPoll(); len(n.Settings) != 1 || n.Settings["quorum"] != "1/4" {
		t.Errorf("%+v", n.Settings)
	}
}

func labels(o *Opening) (said []string) {
	for _, s := range o.Settings() {
		said = append(said, s.Label)
	}
	return said
}

func TestClosesAreReadInTheReadersZone(t *testing.T) {
	o := asking(t, "yes-no")
	presets := o.ClosePresets()
	if len(presets) != 4 || presets[0][1] != "" || presets[1][1] != "2026-05-21 20:00" { // three days are too few for the track
		t.Errorf("%q", presets)
	}
	if says, wrong := o.ReadClose(presets[1][1]); wrong != "" || !strings.Contains(says, "20:00") {
		t.Errorf("%q %q", says, wrong)
	}
}

// A share is typed as people write it, with a comma and a space too.
func TestASharePeopleWriteIsRead(t *testing.T) {
	for _, typed := range []string{"66.7%", "66,7%", "66,7 %", " 66,7\u00a0% "} {
		o := asking(t, "yes-no")
		o.Set("threshold", typed)
		if got := o.settings["threshold"]; got != "66.7%" {
			t.Errorf("%q is read as %q", typed, got)
		}
		if _, in, says := o.NewPoll(); in != "" {
			t.Errorf("%q: %s: %s", typed, in, says)
		}
	}
}

func TestAFormIsTakenUpWhereItWasLeft(t *testing.T) {
	profile := keeping{}
	load := func() *Opening {
		o := asking(t, "yes-no")
		o.Title, o.others = "", []Poll{{ID: "a", Title: "Shed"}, {ID: "b", Title: "Fence"}}
		must(t, o.takeKept(profile, "form"))
		return o
	}
	o := load()
	if _, changed := o.Keep(1); changed || o.Saved() != "" {
		t.Error("what nobody has touched is to be kept")
	}
	o.Title, o.Options, o.Closes, o.Seats = "Which works?", "Roof\nSolar", "2026-05-24 20:00", 2
	for i, m := range o.methods {
		if m.Name() == "stv-meek" {
			o.SetMethod(i)
		}
	}
	o.SetTies(1)
	o.SetTrack(1)
	o.SetEnds(1)
	k, changed := o.Keep(on(time.May, 14, 20, 0))
	if !changed {
		t.Fatal("there is nothing to keep")
	}
	must(t, k.Save(profile))
	o.TakeSaved(k)
	if _, changed := o.Keep(2); changed {
		t.Error("it is written down twice")
	}

	again := load()
	if again.Title != o.Title || again.Options != o.Options || again.Closes != o.Closes || again.Seats != 2 || again.method != o.method || again.ties != 1 ||
		again.track != 1 || again.ends != 1 || again.Saved() == "" {
		t.Errorf("%+v", again.now())
	}

	// As it began, it is no draft any more; nor is it one after the vote was opened.
	again.restore(again.begun)
	k, _ = again.Keep(3)
	must(t, k.Save(profile))
	if profile["form"] != "" {
		t.Errorf("kept: %s", profile["form"])
	}
	must(t, o.Forget(profile))
	if load().Options != "" {
		t.Error("it comes back")
	}
	profile["form"] = "{"
	if load().Options != "" {
		t.Error("what cannot be read fills the form in")
	}
}

func TestAVoteLikeAnotherBreaksTiesAlike(t *testing.T) {
	o := asking(t, "yes-no")
	o.alike(Poll{Title: "Works", Method: "schulze", Track: "money", Ties: poll.TieByOrder, Options: []PollOption{{Name: "Roof"}, {Name: "Solar"}}})
	if n, in, _ := o.NewPoll(); in != "" || n.Ties != poll.TieByOrder || n.Method != "schulze" {
		t.Errorf("%q: %+v", in, n)
	}
}
