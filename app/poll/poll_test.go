package poll_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
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
	for name, spoil := range map[string]func(*poll.Open){
		"a track that does not exist":        func(o *poll.Open) { o.Track = "money" },
		"a method of another version":        func(o *poll.Open) { o.Method = "stv" },
		"a tie rule of another version":      func(o *poll.Open) { o.Tie = "oldest" },
		"yes or no with options":             func(o *poll.Open) { o.Options = []string{"Elm", "Oak"} },
		"yes or no with a maximum":           func(o *poll.Open) { o.Max = 1 },
		"approval without options":           func(o *poll.Open) { o.Method = poll.Approval },
		"approval of one option":             func(o *poll.Open) { *o = trees(); o.Options = o.Options[:1] },
		"an option twice, in another case":   func(o *poll.Open) { *o = trees(); o.Options[1] = "ELM" },
		"a maximum above the options":        func(o *poll.Open) { *o = trees(); o.Max = 4 },
		"a proposal that is none":            func(o *poll.Open) { o.Proposal = revision },
		"a revision of another proposal":     func(o *poll.Open) { o.Proposal = otherText },
		"a revision that nobody has written": func(o *poll.Open) { o.Revision = op.ID{77} },
	} {
		open := yesNo()
		spoil(&open)
		if _, verdict := newWorld(t).write("bob", poll.KindOpen, &open); verdict != kind.Invalid {
			t.Errorf("%s: %s", name, verdict)
		}
	}
}

func TestOpeningsThatFit(t *testing.T) {
	for name, change := range map[string]func(*poll.Open){
		"about a revision":           func(*poll.Open) {},
		"about the first text":       func(o *poll.Open) { o.Revision = text },
		"about no proposal":          func(o *poll.Open) { o.Proposal, o.Revision = op.ID{}, op.ID{} },
		"approval":                   func(o *poll.Open) { *o = trees() },
		"approval of at most one":    func(o *poll.Open) { *o = trees(); o.Max = 1 },
		"approval of as many as are": func(o *poll.Open) { *o = trees(); o.Max = 3 },
	} {
		open := yesNo()
		change(&open)
		id, verdict := newWorld(t).write("bob", poll.KindOpen, &open)
		if verdict != kind.Applied {
			t.Errorf("%s: %s", name, verdict)
		}
		if open.JudgedOn() != (op.ID{9}) || id.IsZero() {
			t.Errorf("%s: judged on %s", name, open.JudgedOn())
		}
	}
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
		"41 approvals":                        open(func(o *poll.Open) { o.Max = 41 }),
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

func TestApprovalsThatDoNotFit(t *testing.T) {
	w := newWorld(t)
	open := trees()
	open.Max = 2
	in := w.open(open)
	for name, payload := range map[string][]byte{
		"an option twice":                  {0x82, 0, 0},
		"options in descending order":      {0x82, 1, 0},
		"three where two can be":           {0x83, 0, 1, 2},
		"an option that does not exist":    {0x81, 3},
		"an option beyond all options":     {0x81, 0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		"a choice of another method":       {0},
		"a list that is longer than it is": {0x83, 0},
	} {
		if _, verdict := w.cast("bob", in, op.ID{}, payload); verdict != kind.Invalid {
			t.Errorf("%s: %s", name, verdict)
		}
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

func TestWhatPeopleType(t *testing.T) {
	limited := trees()
	limited.Max = 2
	numbered := trees()
	numbered.Options = []string{"2", "1", "none"}
	for _, s := range []struct {
		name  string
		open  poll.Open
		typed string
		want  []int
	}{
		{"yes", yesNo(), "yes", []int{poll.Yes}},
		{"no, loudly", yesNo(), " NO ", []int{poll.No}},
		{"one letter", yesNo(), "y", []int{poll.Yes}},
		{"abstain", yesNo(), "abstain", []int{poll.Abstain}},
		{"a number", trees(), "2", []int{1}},
		{"numbers", trees(), "3, 1", []int{0, 2}},
		{"a number twice", trees(), "1,1", []int{0}},
		{"a name", trees(), "oak", []int{1}},
		{"names and numbers", trees(), "oak,1", []int{0, 1}},
		{"a name with a comma", trees(), "ash, or rowan", []int{2}},
		{"none", trees(), "none", nil},
		{"names that are numbers", numbered, "2", []int{0}},
		{"an option called none", numbered, "none", []int{2}},
		{"as many as there may be", limited, "1,2", []int{0, 1}},
	} {
		method, err := poll.MethodOf(s.open.Method)
		if err != nil {
			t.Fatal(err)
		}
		have, err := method.ParseChoice(&s.open, s.typed)
		if err != nil || !slices.Equal(have.Options, s.want) {
			t.Errorf("%s: %v, %v", s.name, have, err)
		}
		raw, err := method.Encode(&s.open, have)
		if err != nil {
			t.Fatal(err)
		}
		back, err := method.Decode(&s.open, raw)
		if err != nil || !slices.Equal(back.Options, s.want) {
			t.Errorf("%s: came back as %v, %v", s.name, back, err)
		}
	}
}

func TestWhatIsNoChoice(t *testing.T) {
	limited := trees()
	limited.Max = 1
	for _, s := range []struct {
		name    string
		open    poll.Open
		typed   string
		unknown string
	}{
		{"perhaps", yesNo(), "perhaps", "perhaps"},
		{"nothing", yesNo(), "", ""},
		{"a tree that is not there", trees(), "oak, birch", "birch"},
		{"number 0", trees(), "0", "0"},
		{"number 4 of 3", trees(), "4", "4"},
		{"a huge number", trees(), strings.Repeat("9", 30), strings.Repeat("9", 30)},
		{"two commas", trees(), "1,,2", ""},
		{"more than there may be", limited, "1,2", "-"},
		{"a megabyte", trees(), strings.Repeat("1,", 1<<19), "-"},
	} {
		method, _ := poll.MethodOf(s.open.Method)
		_, err := method.ParseChoice(&s.open, s.typed)
		if !errors.Is(err, poll.ErrChoice) {
			t.Errorf("%s: %v", s.name, err)
		}
		var unknown *poll.UnknownOptionError
		if errors.As(err, &unknown) != (s.unknown != "-") || unknown != nil && unknown.Typed != s.unknown {
			t.Errorf("%s: blames %+v", s.name, unknown)
		}
	}
}

func TestEveryMethodHasAnExplanation(t *testing.T) {
	seen := make(map[string]bool)
	for _, m := range poll.Methods() {
		id := poll.ExplainID(m)
		if seen[id] || !strings.Contains(id, m.Name()) {
			t.Errorf("%s is explained by %q", m.Name(), id)
		}
		seen[id] = true
	}
	if _, err := poll.MethodOf("stv"); !errors.Is(err, kind.ErrInvalid) {
		t.Errorf("a method that is not there: %v", err)
	}
}

func FuzzBodies(f *testing.F) { apptest.FuzzBodies(f, poll.Kinds()) }

// FuzzChoices: what decodes is within the poll's options, and encodes to the same bytes.
func FuzzChoices(f *testing.F) {
	f.Fuzz(func(t *testing.T, options, most uint8, payload []byte) {
		open := trees()
		open.Options, open.Max = make([]string, int(options)%(poll.MaxOptions+1)), uint64(most)
		for _, m := range poll.Methods() {
			choice, err := m.Decode(&open, payload)
			if err != nil {
				if !errors.Is(err, poll.ErrChoice) {
					t.Fatalf("%s: refused as another error: %v", m.Name(), err)
				}
				continue
			}
			for _, option := range choice.Options {
				if option < 0 || option >= len(m.Options(&open)) {
					t.Fatalf("%s: option %d of %d", m.Name(), option, len(m.Options(&open)))
				}
			}
			if again, err := m.Encode(&open, choice); err != nil || !bytes.Equal(again, payload) {
				t.Fatalf("%s: %x came back as %x, %v", m.Name(), payload, again, err)
			}
		}
	})
}

// FuzzParseChoice: whatever people type is a choice that can be cast, or refused as none.
func FuzzParseChoice(f *testing.F) {
	f.Fuzz(func(t *testing.T, typed string) {
		for _, open := range []poll.Open{yesNo(), trees()} {
			m, _ := poll.MethodOf(open.Method)
			c, err := m.ParseChoice(&open, typed)
			if err != nil {
				if !errors.Is(err, poll.ErrChoice) {
					t.Fatalf("refused as another error: %v", err)
				}
				continue
			}
			if _, err := m.Encode(&open, c); err != nil {
				t.Fatalf("%q is taken, and cannot be cast: %v", typed, err)
			}
		}
	})
}
