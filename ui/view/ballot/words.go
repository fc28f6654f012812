package ballot

// Words: what a kind of ballot is called, how it is explained, and which keys it knows.

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// chipOf has the methods whose ballots are called by more than their kind.
var chipOf = map[string]string{"star": "star", "majority-judgment": "grades"}

func (s *Sheet) chip(w view.Words) string {
	name, known := chipOf[s.open.Method]
	if !known {
		name = string(s.kind)
	}
	return w.Say.T("ballot.chip."+name, nil)
}

var icons = map[Kind]string{
	Answer: "thumbs-up", Consent: "hand", Ticks: "list-checks", Budget: "coins", Ranking: "list-ordered", Score: "sliders-horizontal",
	Stars: "star", Dots: "circle-dot", Quadratic: "grid-2x2",
}

func (s *Sheet) icon() string { return icons[s.kind] }

var rowIcons = map[Kind][]string{
	Answer:  {tally.OptionYes: "thumbs-up", tally.OptionNo: "thumbs-down", tally.OptionAbstain: "circle-slash", tally.OptionVeto: "hand"},
	Consent: {"thumbs-up", "circle-slash", "message-square-warning", "hand"},
}

func (s *Sheet) rowIcon(option int) string {
	if of := rowIcons[s.kind]; option < len(of) {
		return of[option]
	}
	return ""
}

// Explained is how to fill the ballot in, and how it counts: two sentences.
func (s *Sheet) Explained(w view.Words) string {
	low, high := s.Scale()
	most := s.MostTicks()
	data := map[string]any{
		"Low": w.Say.Count(low), "High": w.Say.Count(high), "Budget": s.money(w, s.election.Budget), "Seats": w.Number(s.election.Seats),
		"Points": w.Say.Count(s.number("points")), "Options": w.Number(s.Options()), "Most": w.Say.Count(most),
	}
	said := w.Say.T("ballot.how."+s.how(), data)
	if s.open.Method == poll.YesNo && s.open.Electorate == nil && !s.takesHalf() {
		params := s.settings.Params
		return said + " " + w.Say.T("ballot.carried_by."+params["comparison"]+"."+params["base"], map[string]any{"Threshold": params["threshold"]})
	}
	if s.kind == Quadratic {
		return said // it takes two sentences to say what a vote costs
	}
	return said + " " + w.Say.T("ballot.counts."+s.countsBy(), data)
}

// how names the sentence about filling in.
func (s *Sheet) how() string {
	most := s.MostTicks()
	switch _, of := s.Purse(); {
	case s.kind == Dots && of == 0:
		return "dots_free"
	case most > 0 && s.kind == Ticks:
		return "ticks_most"
	case s.Shares():
		return "ranking_shared"
	}
	return string(s.kind)
}

// countsBy names the sentence about counting.
func (s *Sheet) countsBy() string {
	switch name := s.open.Method; name {
	case poll.YesNo:
		if s.open.Electorate != nil {
			return "track" // whose page says what it needs
		}
		return "half"
	case "score":
		if s.settings.Params["total"] == "mean" && s.settings.Params["blank"] == "ignore" {
			return "score_mean"
		}
		return "score"
	default:
		if s.election.Seats > 1 {
			if slices.Contains(manySeats, name) {
				return name
			}
			return "several"
		}
		return name
	}
}

// manySeats are the methods whose sentence holds for several seats.
var manySeats = []string{"stv-scottish", "stv-meek"}

// takesHalf says that more ayes than nays carry a question.
func (s *Sheet) takesHalf() bool {
	threshold, err := tally.ParseFraction(s.settings.Params["threshold"])
	return err == nil && threshold.RatString() == "1/2" && s.settings.Params["comparison"] == "more-than" && s.settings.Params["base"] == "votes"
}

// Short is an option's name without what explains it, for sentences; the whole name where two options would be called alike.
func (s *Sheet) Short(option int) string {
	short := shorten(s.election.Options[option].Name)
	for o, other := range s.election.Options {
		if o != option && shorten(other.Name) == short {
			return view.Quiet(s.election.Options[option].Name)
		}
	}
	return view.Quiet(short)
}

// shorten cuts a name at the first mark behind which it is explained, or quoted.
func shorten(name string) string {
	cut := len(name)
	for _, mark := range []string{", ", ": ", "; ", " – ", " — ", " (", " “", " „", " \""} {
		if at := strings.Index(name, mark); at > 0 && at < cut {
			cut = at
		}
	}
	return name[:cut]
}

// Fact is a line under the ballot, with its picture among Lucide's.
type Fact struct{ Icon, Text string }

// Facts say who can vote, and by what it is counted.
func (s *Sheet) Facts(w view.Words, voters int) []Fact {
	counted := w.Say.T("ballot.method."+s.open.Method, nil)
	if s.kind != Answer && s.kind != Consent { // which have no ties
		counted += " " + w.Say.T("ballot.ties."+s.open.Tie, nil)
	}
	return []Fact{{"users", w.Say.N("ballot.can_vote", voters, nil)}, {"scale", counted}}
}

var hintsOf = map[Kind][]struct {
	id   string
	keys []string
}{
	Ranking:   {{"lift", []string{"Space"}}, {"move", []string{"↑", "↓"}}, {"drop", []string{"Space"}}},
	Score:     {{"step", []string{"←", "→"}}, {"digits", nil}, {"leave_out", []string{"Del"}}},
	Stars:     {{"step", []string{"←", "→"}}, {"digits", nil}},
	Dots:      {{"step", []string{"←", "→"}}},
	Quadratic: {{"step", []string{"←", "→"}}},
}

func (s *Sheet) hints(w view.Words) []Hint {
	var hints []Hint
	for _, h := range hintsOf[s.kind] {
		hint := Hint{Keys: s.keyNames(w, h.keys), Text: w.Say.T("ballot.hint."+h.id, nil)}
		if low, high := s.Scale(); h.id == "digits" {
			if low > 0 || high < 1 {
				continue
			}
			hint.Keys, hint.Between = []string{w.Say.Count(0), w.Say.Count(min(high, 9))}, w.Say.T("ballot.hint.to", nil)
		}
		hints = append(hints, hint)
	}
	return hints
}

func (f *Finder) hints(w view.Words) []Hint {
	var hints []Hint
	for _, h := range []struct {
		id   string
		keys []string
	}{
		{"choose", []string{"↑", "↓"}},
		{"rank_next", []string{"Enter"}},
		{"rank_third", []string{"Alt", "3"}},
		{"to_ranking", []string{"Tab"}},
		{"clears", []string{"Esc"}},
	} {
		hints = append(hints, Hint{Keys: f.sheet.keyNames(w, h.keys), Text: w.Say.T("ballot.hint."+h.id, nil)})
	}
	return hints
}

// keyNames are what stands on the keys in the reader's language.
func (s *Sheet) keyNames(w view.Words, keys []string) []string {
	named := slices.Clone(keys)
	for i, key := range named {
		named[i] = w.Keys(key)
	}
	return named
}

// keyName is keys that are pressed together: "Ctrl Z".
func (s *Sheet) keyName(w view.Words, keys ...string) string {
	return strings.Join(s.keyNames(w, keys), " ")
}

// roomFrom is when the field says how many characters are left.
const roomFrom = 60

func (s *Sheet) words(w view.Words) Words {
	if !s.TakesReason() || s.kind == Consent && s.now.Gesture == "" {
		return Words{}
	}
	f := Words{Shown: true, Needed: s.NeedsReason(), Text: s.now.Reason, Label: w.Say.T("ballot.reason.any", nil), Add: w.Say.T("ballot.add_reason", nil)}
	if s.kind == Consent {
		f.Label = w.Say.T("ballot.reason."+string(s.now.Gesture), nil)
	}
	if left := poll.MaxReasonCharacters - utf8.RuneCountInString(f.Text); left <= roomFrom {
		f.Room = w.Say.N("ballot.room", left, nil)
	}
	return f
}
