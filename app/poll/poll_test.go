package poll_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

func TestWhoMayOpen(t *testing.T) {
	for track, may := range map[string]string{"everyday": "ann bob cid", "rules": "ann"} {
		var have []string
		for _, by := range []string{"ann", "bob", "cid", "dan", "eve"} {
			open := yesNo()
			open.Track = track
			if _, verdict := newWorld(t).write(by, poll.KindOpen, &open); verdict == kind.Applied {
				have = append(have, by)
			}
		}
		if strings.Join(have, " ") != may {
			t.Errorf("%s: %v may open, where %s should", track, have, may)
		}
	}
}

func TestOpeningsThatDoNotFit(t *testing.T) {
	set := func(o *poll.Open, name, value string) {
		i := slices.IndexFunc(o.Settings, func(s poll.Setting) bool { return s.Name == name })
		o.Settings = slices.Clone(o.Settings)
		o.Settings[i].Value = value
	}
	for name, s := range map[string]struct {
		part  string
		spoil func(*poll.Open)
	}{
		"a track that does not exist":        {"", func(o *poll.Open) { o.Track = "money" }},
		"a proposal that is none":            {"", func(o *poll.Open) { o.Proposal = revision }},
		"a revision of another proposal":     {"", func(o *poll.Open) { o.Proposal = otherText }},
		"a revision that nobody has written": {"", func(o *poll.Open) { o.Revision = op.ID{77} }},
		"a method of another version":        {poll.PartMethod, func(o *poll.Open) { o.Method = "lottery" }},
		"a tie rule of another version":      {poll.PartTies, func(o *poll.Open) { o.Tie = "oldest" }},
		"yes or no with other options":       {poll.PartOptions, func(o *poll.Open) { o.Options = []string{"Elm", "Oak"} }},
		"yes or no without options":          {poll.PartOptions, func(o *poll.Open) { o.Options = nil }},
		"yes or no with a seat":              {poll.PartSeats, func(o *poll.Open) { o.Seats = 1 }},
		"yes or no with a budget":            {poll.PartBudget, func(o *poll.Open) { o.Budget = 1 }},
		"approval without options":           {poll.PartOptions, func(o *poll.Open) { *o = trees(); o.Options = nil }},
		"approval of one option":             {poll.PartOptions, func(o *poll.Open) { *o = trees(); o.Options = o.Options[:1] }},
		"an option twice, in another case":   {poll.PartOptions, func(o *poll.Open) { *o = trees(); o.Options[1] = "ELM" }},
		"zero seats":                         {poll.PartSeats, func(o *poll.Open) { *o = trees(); o.Seats = 0 }},
		"more seats than options":            {poll.PartSeats, func(o *poll.Open) { *o = treesBy("stv-scottish"); o.Seats = 4 }},
		"two seats by a method for one":      {poll.PartSeats, func(o *poll.Open) { *o = treesBy("irv"); o.Seats = 2 }},
		"seats for a budget":                 {poll.PartSeats, func(o *poll.Open) { *o = treesBy("pb-equal-shares"); o.Seats = 1 }},
		"a budget of zero":                   {poll.PartBudget, func(o *poll.Open) { *o = treesBy("pb-greedy"); o.Budget = 0 }},
		"a budget for seats":                 {poll.PartBudget, func(o *poll.Open) { *o = treesBy("schulze"); o.Budget = 10 }},
		"seats and a budget":                 {poll.PartBudget, func(o *poll.Open) { *o = trees(); o.Budget = 10 }},
		"too few costs":                      {poll.PartCosts, func(o *poll.Open) { *o = treesBy("pb-greedy"); o.Costs = o.Costs[:2] }},
		"a cost of zero":                     {poll.PartCosts, func(o *poll.Open) { *o = treesBy("pb-greedy"); o.Costs[0] = 0 }},
		"costs without a budget":             {poll.PartCosts, func(o *poll.Open) { *o = trees(); o.Costs = []uint64{1, 2, 3} }},
		"a setting that is left out":         {poll.PartSettings, func(o *poll.Open) { o.Settings = o.Settings[1:] }},
		"a setting of another method":        {poll.PartSettings, func(o *poll.Open) { o.Settings[0].Name = "aaa" }},
		"a value that a setting cannot have": {poll.PartSettings, func(o *poll.Open) { set(o, "threshold", "most") }},
		"a threshold of more than all":       {poll.PartSettings, func(o *poll.Open) { set(o, "threshold", "101%") }},
		"a scale from 5 to 5":                {poll.PartSettings, func(o *poll.Open) { *o = treesBy("score", "min", "5") }},
		"consent with options":               {poll.PartOptions, func(o *poll.Open) { *o = byConsent(); o.Options = []string{"a", "b"} }},
	} {
		open := yesNo()
		s.spoil(&open)
		if _, verdict := newWorld(t).write("bob", poll.KindOpen, &open); verdict != kind.Invalid {
			t.Errorf("%s: %s", name, verdict)
		}
		var fit *poll.FitError
		if err := open.Fits(); errors.As(err, &fit) != (s.part != "") || fit != nil && fit.Part != s.part {
			t.Errorf("%s: blames %v", name, err)
		}
	}
}

func TestOpeningsThatFit(t *testing.T) {
	for name, open := range map[string]poll.Open{
		"about the first text":    func() poll.Open { o := yesNo(); o.Revision = text; return o }(),
		"about no proposal":       func() poll.Open { o := yesNo(); o.Proposal, o.Revision = op.ID{}, op.ID{}; return o }(),
		"with a veto":             func() poll.Open { o := yesNo(); o.Options = append(o.Options, "veto"); return o }(),
		"without abstentions":     func() poll.Open { o := yesNo(); o.Options = o.Options[:2]; return o }(),
		"approval of at most one": treesBy(poll.Approval, "max", "1"),
		"with a quorum":           complete(poll.Open{Track: "everyday", On: op.ID{9}, Title: "?", ClosesMillis: 1, Settings: []poll.Setting{{Name: "quorum", Value: "1/4"}}}),
		"scores for a budget": func() poll.Open {
			o := treesBy("score")
			o.Seats, o.Budget, o.Costs = 0, 9, []uint64{1, 2, 3}
			return o
		}(),
		"ties by earlier rounds": func() poll.Open { o := treesBy("irv"); o.Tie = poll.TieByPreviousThenDraw; return o }(),
	} {
		id, verdict := newWorld(t).write("bob", poll.KindOpen, &open)
		if verdict != kind.Applied {
			t.Errorf("%s: %s, %v", name, verdict, open.Fits())
		}
		if open.JudgedOn() != (op.ID{9}) || id.IsZero() {
			t.Errorf("%s: judged on %s", name, open.JudgedOn())
		}
	}
}

// Every method of the count can be named by a poll, and what it proposes stands in the opening.
func TestEveryMethodOpens(t *testing.T) {
	for _, m := range tally.Methods() {
		open := asked(m)
		if _, verdict := newWorld(t).write("bob", poll.KindOpen, &open); verdict != kind.Applied {
			t.Errorf("%s: %s, %v", m.Name(), verdict, open.Fits())
		}
		if len(open.Settings) != len(m.Params()) || open.Tie != poll.TieByDraw {
			t.Errorf("%s: not everything is written: %+v", m.Name(), open)
		}
		if want := tally.Defaults(m).Params; !maps.Equal(want, open.TallySettings(nil).Params) {
			t.Errorf("%s: counted with %v", m.Name(), open.TallySettings(nil))
		}
	}
}

// asked is a poll by a method, with what it proposes.
func asked(m tally.Method) poll.Open {
	switch m.Form() {
	case tally.Choice:
		return yesNo()
	case tally.Consents:
		return byConsent()
	}
	return treesBy(m.Name())
}

func TestFormsThatAreRefused(t *testing.T) {
	kinds := kind.NewRegistry(poll.Kinds())
	long := strings.Repeat("x", 10<<10)
	open := func(spoil func(*poll.Open)) any { o := trees(); spoil(&o); return &o }
	for name, body := range map[string]any{
		"no question":                         open(func(o *poll.Open) { o.Title = "" }),
		"a question of 201 characters":        open(func(o *poll.Open) { o.Title = long[:201] }),
		"no commit":                           open(func(o *poll.Open) { o.On = op.ID{} }),
		"a proposal without a revision":       open(func(o *poll.Open) { o.Revision = op.ID{} }),
		"a revision without a proposal":       open(func(o *poll.Open) { o.Proposal = op.ID{} }),
		"no close":                            open(func(o *poll.Open) { o.ClosesMillis = 0 }),
		"a close after the year 9999":         open(func(o *poll.Open) { o.ClosesMillis = op.MaxTimeMillis + 1 }),
		"41 options":                          open(func(o *poll.Open) { o.Options = make([]string, 41) }),
		"an option of 121 characters":         open(func(o *poll.Open) { o.Options[0] = long[:121] }),
		"an empty option":                     open(func(o *poll.Open) { o.Options[0] = "" }),
		"41 seats":                            open(func(o *poll.Open) { o.Seats = 41 }),
		"41 costs":                            open(func(o *poll.Open) { o.Costs = make([]uint64, 41) }),
		"costs beyond what can be added up":   open(func(o *poll.Open) { o.Costs = []uint64{poll.MaxMoney, 1} }),
		"a budget beyond all money":           open(func(o *poll.Open) { o.Budget = poll.MaxMoney + 1 }),
		"a setting twice":                     open(func(o *poll.Open) { o.Settings = []poll.Setting{{Name: "max", Value: "1"}, {Name: "max", Value: "1"}} }),
		"settings out of order":               open(func(o *poll.Open) { o.Settings = []poll.Setting{{Name: "b", Value: "1"}, {Name: "a", Value: "1"}} }),
		"a setting without a value":           open(func(o *poll.Open) { o.Settings[0].Value = "" }),
		"a setting of a page":                 open(func(o *poll.Open) { o.Settings[0].Value = long[:200] }),
		"no track":                            open(func(o *poll.Open) { o.Track = "" }),
		"no method":                           open(func(o *poll.Open) { o.Method = "" }),
		"no tie rule":                         open(func(o *poll.Open) { o.Tie = "" }),
		"a ballot in no poll":                 &poll.Cast{Choice: []byte{0}},
		"a ballot that replaces its poll":     &poll.Cast{Poll: op.ID{1}, Replaces: op.ID{1}},
		"a choice of 3 KiB":                   &poll.Cast{Poll: op.ID{1}, Choice: make([]byte, 3<<10)},
		"a reason of 501 characters":          &poll.Cast{Poll: op.ID{1}, Reason: long[:501]},
		"a reason that clears the screen":     &poll.Cast{Poll: op.ID{1}, Reason: "\x1b[2J"},
		"a reason of 10 KiB, beyond the body": &poll.Cast{Poll: op.ID{1}, Reason: long},
	} {
		name2 := poll.KindOpen
		if _, is := body.(*poll.Cast); is {
			name2 = poll.KindCast
		}
		raw, err := op.Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		k, _ := kinds.Lookup(name2)
		if _, err := k.Decode(&op.Header{}, raw); !errors.Is(err, kind.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheLongestOpeningFits(t *testing.T) {
	open := trees()
	open.Title = strings.Repeat("\U0001F333", poll.MaxTitleCharacters)
	open.Options = nil
	for i := range poll.MaxOptions {
		open.Options = append(open.Options, strings.Repeat("\U0001F333", poll.MaxOptionCharacters-1)+string(rune(0x4e00+i)))
	}
	newWorld(t).open(open)
	open = treesBy("pb-equal-shares")
	open.Options, open.Costs = nil, nil
	for i := range poll.MaxOptions {
		open.Options = append(open.Options, strings.Repeat("\U0001F333", poll.MaxOptionCharacters-1)+string(rune(0x4e00+i)))
		open.Costs = append(open.Costs, 1<<50)
	}
	newWorld(t).open(open)
}

func TestBallotsAndTheirVerdicts(t *testing.T) {
	w := newWorld(t)
	first, second := w.open(yesNo()), w.open(yesNo())
	yes := choice(t, yesNo(), "yes")
	bobs, _ := w.cast("bob", first, op.ID{}, yes)
	anns, _ := w.cast("ann", first, op.ID{}, yes)
	elsewhere, _ := w.cast("bob", second, op.ID{}, yes)
	refused, _ := w.write("eve", poll.KindOpen, ptr(yesNo()))
	for name, s := range map[string]struct {
		by       string
		in       op.ID
		replaces op.ID
		choice   []byte
		want     kind.Verdict
	}{
		"a first ballot":                          {"cid", first, op.ID{}, yes, kind.Applied},
		"a second ballot":                         {"bob", first, bobs, choice(t, yesNo(), "no"), kind.Applied},
		"another one that replaces nothing":       {"bob", first, op.ID{}, yes, kind.Applied},
		"by a newcomer":                           {"eve", first, op.ID{}, yes, kind.NoRight},
		"by a stranger":                           {"dan", first, op.ID{}, yes, kind.NoRight},
		"in a poll that is a proposal":            {"bob", text, op.ID{}, yes, kind.Invalid},
		"in a poll that was opened without right": {"bob", refused, op.ID{}, yes, kind.Invalid},
		"in place of another's":                   {"bob", first, anns, yes, kind.Invalid},
		"in place of one in another poll":         {"bob", first, elsewhere, yes, kind.Invalid},
		"in place of what is no ballot":           {"bob", first, text, yes, kind.Invalid},
		"for an answer that does not exist":       {"bob", first, op.ID{}, []byte{3}, kind.Invalid},
		"for nothing at all":                      {"bob", first, op.ID{}, nil, kind.Invalid},
		"for a choice in a longer encoding":       {"bob", first, op.ID{}, []byte{0x18, 0x00}, kind.Invalid},
		"for a choice of another method":          {"bob", first, op.ID{}, []byte{0x80}, kind.Invalid},
	} {
		if _, have := w.cast(s.by, s.in, s.replaces, s.choice); have != s.want {
			t.Errorf("%s: %s, where it should be %s", name, have, s.want)
		}
	}
}

// Whatever is no choice in a poll is stored, and not counted.
func TestChoicesThatDoNotFit(t *testing.T) {
	for name, s := range map[string]struct {
		open    poll.Open
		payload []byte
	}{
		"an option twice":                          {trees(), []byte{0x82, 0, 0}},
		"options in descending order":              {trees(), []byte{0x82, 1, 0}},
		"three where two can be":                   {treesBy(poll.Approval, "max", "2"), []byte{0x83, 0, 1, 2}},
		"an option that does not exist":            {trees(), []byte{0x81, 3}},
		"an option beyond all options":             {trees(), []byte{0x81, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}},
		"a choice of another method":               {trees(), []byte{0}},
		"a list that is longer than it is":         {trees(), []byte{0x83, 0}},
		"a rank without an option":                 {treesBy("schulze"), []byte{0x82, 0x81, 0, 0x80}},
		"an option at two ranks":                   {treesBy("schulze"), []byte{0x82, 0x81, 0, 0x81, 0}},
		"two at one rank, in descending order":     {treesBy("schulze"), []byte{0x81, 0x82, 1, 0}},
		"two at one rank, which no STV allows":     {treesBy("stv-meek"), []byte{0x81, 0x82, 0, 1}},
		"two at one rank, which no runoff allows":  {treesBy("irv"), []byte{0x81, 0x82, 0, 1}},
		"two scores for three":                     {treesBy("score"), []byte{0x82, 1, 1}},
		"a score above the scale":                  {treesBy("star"), []byte{0x83, 6, 1, 1}},
		"a score below the scale":                  {treesBy("star"), []byte{0x83, 0x20, 1, 1}},
		"nothing, written at length":               {treesBy("score"), []byte{0x83, 0xf6, 0xf6, 0xf6}},
		"a blank that is a number":                 {treesBy("score"), []byte{0x83, 0x3b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1}},
		"more points than there are":               {treesBy("cumulative"), []byte{0x83, 5, 5, 1}},
		"points below zero":                        {treesBy("cumulative"), []byte{0x83, 5, 5, 0x20}},
		"no points, written at length":             {treesBy("cumulative"), []byte{0x83, 0, 0, 0}},
		"more credits than there are":              {treesBy("quadratic"), []byte{0x83, 10, 1, 0}},
		"a stance that there is not":               {byConsent(), []byte{3}},
		"an objection without a reason":            {byConsent(), []byte{2}},
		"a choice among answers, as text":          {yesNo(), []byte{0x63, 'y', 'e', 's'}},
		"approvals of projects beyond the maximum": {treesBy("pb-greedy", "max", "1"), []byte{0x82, 0, 1}},
	} {
		w := newWorld(t)
		if _, verdict := w.cast("bob", w.open(s.open), op.ID{}, s.payload); verdict != kind.Invalid {
			t.Errorf("%s: %s", name, verdict)
		}
	}
}

func TestAnObjectionHasAReason(t *testing.T) {
	w := newWorld(t)
	in := w.open(byConsent())
	if _, verdict := w.write("bob", poll.KindCast, &poll.Cast{Poll: in, Choice: []byte{2}, Reason: "The roots."}); verdict != kind.Applied {
		t.Error(verdict)
	}
}

// TestABallotBelongsToPollsOnly: what names something else as its poll belongs to nothing, least of all to that.
func TestABallotBelongsToPollsOnly(t *testing.T) {
	w := newWorld(t)
	id, _ := w.cast("bob", text, op.ID{}, choice(t, yesNo(), "yes"))
	if subject, _ := w.SubjectOf(id); !subject.IsZero() {
		t.Errorf("it belongs to %s", subject)
	}
}

func ptr[T any](v T) *T { return &v }

func FuzzBodies(f *testing.F) { apptest.FuzzBodies(f, poll.Kinds()) }
