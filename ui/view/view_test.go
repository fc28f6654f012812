package view

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
)

// words speaks English in UTC at noon on a day in 2026.
func words(t testing.TB) Words {
	t.Helper()
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return Words{Say: catalog.Printer("en"), NowMillis: time.Date(2026, 5, 14, 12, 0, 0, 0, time.UTC).UnixMilli(), Zone: time.UTC}
}

var snakeCase = regexp.MustCompile(`^[a-z]+(_[a-z]+)*$`)

// What scripts read is promised: snake_case, instants and durations in milliseconds that say so, no field that leaks by accident.
func TestTheJSONFormIsStable(t *testing.T) {
	seen := map[reflect.Type]bool{}
	for _, v := range []any{
		Person{},
		Device{},
		Post{},
		Topic{},
		Comment{},
		Proposal{},
		Revision{},
		Amendment{},
		Poll{},
		Ballot{},
		Invite{},
		Council{},
		Commit{},
		Change{},
		Charter{},
		Track{},
		Status{},
		Needs{},
		Answer{},
		PostText{},
		Tally{},
		Comparison{},
		Method{},
	} {
		checkFields(t, reflect.TypeOf(v), seen)
	}
}

func checkFields(t *testing.T, typ reflect.Type, seen map[reflect.Type]bool) {
	for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Array {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || seen[typ] {
		return
	}
	seen[typ] = true
	for i := range typ.NumField() {
		f := typ.Field(i)
		if !f.IsExported() || f.Anonymous {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case !snakeCase.MatchString(name):
			t.Errorf("%s.%s is %q in JSON", typ, f.Name, name)
		case strings.HasSuffix(f.Name, "Millis") != strings.HasSuffix(name, "_ms") && f.Name != "Millis":
			t.Errorf("%s.%s is %q in JSON: milliseconds end in _ms", typ, f.Name, name)
		}
		checkFields(t, f.Type, seen)
	}
}

func TestANameThatNeedsItHasItsFingerprint(t *testing.T) {
	for _, s := range []struct {
		name Name
		want string
	}{
		{Name{Name: "Ada"}, "Ada"},
		{Name{Name: "Bob", Fingerprint: "k7qm-2xvd-p4ra"}, "Bob (k7qm-2xvd-p4ra)"},
		{Name{Name: "k7qm-2xvd-p4ra", Fingerprint: "k7qm-2xvd-p4ra"}, "k7qm-2xvd-p4ra"},
		{Name{Name: "Ada\nYes: 40"}, "Ada Yes: 40"},
		{Name{Name: "Ada\x1b[2J"}, "Ada\ufffd[2J"},
	} {
		if got := s.name.String(); got != s.want {
			t.Errorf("%+v: %q, want %q", s.name, got, s.want)
		}
	}
}

func TestDevicesAreMeantByNameKeyOrFingerprint(t *testing.T) {
	p := Person{Devices: []Device{
		{Device: "abcd1234", Key: "k7qm-2xvd-p4ra", Name: "Old laptop"}, {Device: "abcd9999", Key: "aaaa-bbbb-cccc", Name: "phone"},
	}}
	for typed, want := range map[string]int{
		"old LAPTOP": 1, "K7QM-2XVD-P4RA": 1, "abcd1": 1, "abcd": 2, "abc": 0, "": 0, "nonsense": 0,
	} {
		if got := len(p.DevicesMeant(typed)); got != want {
			t.Errorf("%q means %d devices, want %d", typed, got, want)
		}
	}
}

func TestStatesOfInvites(t *testing.T) {
	good := authority.Invite{Valid: true, Body: authority.InviteBody{Uses: 2, ExpiresMillis: 1000}}
	with := func(change func(*authority.Invite)) authority.Invite {
		i := good
		change(&i)
		return i
	}
	for _, s := range []struct {
		name   string
		invite authority.Invite
		now    int64
		want   string
	}{
		{"good", good, 999, InviteOpen},
		{"at its end", good, 1000, InviteOver},
		{"used up", with(func(i *authority.Invite) { i.Admitted = 2 }), 0, InviteUsedUp},
		{"overshot by two devices apart", with(func(i *authority.Invite) { i.Admitted = 3 }), 0, InviteUsedUp},
		{"revoked, and over", with(func(i *authority.Invite) { i.Revoked = true }), 5000, InviteRevoked},
		{"by somebody without the right", with(func(i *authority.Invite) { i.Valid, i.Revoked = false, true }), 0, InviteInvalid},
	} {
		if got := inviteState(s.invite, s.now); got != s.want {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
	}
}

func TestStatesOfCommits(t *testing.T) {
	id := op.ID{7}
	for _, s := range []struct {
		name     string
		proposed authority.Proposed
		disputed []op.ID
		want     string
	}{
		{"settled", authority.Proposed{ID: id, Settled: true, Stands: true, Current: true}, nil, CommitSettled},
		{"on the line, not settled", authority.Proposed{ID: id, Stands: true, Current: true}, nil, CommitProvisional},
		{"a rival", authority.Proposed{ID: id, Current: true, Carried: true}, []op.ID{id}, CommitDisputed},
		{"waiting for signatures", authority.Proposed{ID: id, Current: true}, nil, CommitCollecting},
		{"built on what does not stand", authority.Proposed{ID: id}, nil, CommitPassedBy},
	} {
		standing := app.Standing{Line: authority.Line{Disputed: s.disputed}}
		if got := commitState(s.proposed, standing); got != s.want {
			t.Errorf("%s: %s, want %s", s.name, got, s.want)
		}
	}
}

func comment(id, parent byte) proposal.Comment {
	c := proposal.Comment{Post: proposal.Post{ID: op.ID{id}}}
	if parent != 0 {
		c.Parent = op.ID{parent}
	}
	return c
}

func TestAnswersStandBelowWhatTheyAnswer(t *testing.T) {
	rows := []proposal.Comment{comment(1, 0), comment(2, 0), comment(3, 1), comment(4, 2), comment(5, 3), comment(6, 99), comment(7, 1)}
	var got []string
	for _, c := range threaded(rows) {
		got = append(got, strings.Repeat(">", c.depth)+string('0'+c.ID[0]))
	}
	if want := []string{"1", ">3", ">>5", ">7", "2", ">4", "6"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// However comments answer each other, each is shown once, and after what it answers.
func TestAThreadShowsEveryCommentOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "n")
		rows := make([]proposal.Comment, n)
		for i := range rows {
			rows[i] = comment(byte(i+1), byte(rapid.IntRange(0, i).Draw(t, "parent"))) // an op cites only what was there before
		}
		place := map[op.ID]int{}
		for i, c := range threaded(rows) {
			if _, twice := place[c.ID]; twice {
				t.Fatalf("%v is shown twice", c.ID[0])
			}
			place[c.ID] = i
			if parent, has := place[c.Parent]; !c.Parent.IsZero() && (!has || parent > i) {
				t.Fatalf("%v stands before what it answers", c.ID[0])
			}
		}
		if len(place) != n {
			t.Fatalf("%d of %d are shown", len(place), n)
		}
	})
}

func TestWhatWasChosenIsSaidInTheReadersWords(t *testing.T) {
	w := words(t)
	catalog, _ := text.Load(assets.Translations())
	german := Words{Say: catalog.Printer("de"), Zone: time.UTC}
	for _, s := range []struct {
		w      Words
		form   tally.Form
		chosen string
		want   string
	}{
		{w, tally.Choice, "yes", "yes"},
		{german, tally.Choice, "no", "Nein"},
		{german, tally.Consents, "stand-aside", "halte mich heraus"},
		{w, tally.Approvals, "Monday, Friday", "Monday, Friday"},
		{w, tally.Approvals, "yes", "yes"},
		{german, tally.Approvals, "yes", "yes"},
		{w, tally.Approvals, "", "none of them"},
		{w, tally.Ranking, "two\nlines", "two lines"},
	} {
		if got := s.w.Choice(s.form, s.chosen); !strings.EqualFold(got, s.want) {
			t.Errorf("%s %v: %q, want %q", s.form, s.chosen, got, s.want)
		}
	}
}

func TestAPollShowsWhatABallotLooksLike(t *testing.T) {
	w := words(t)
	options := []PollOption{{Name: "Ann"}, {Name: "Bo"}, {Name: "Cy"}, {Name: "Di"}}
	for form, want := range map[tally.Form]string{
		tally.Approvals: "Ann, Bo", tally.Ranking: "Ann > Bo > Cy", tally.Scores: "Ann=2, Bo=1", tally.Allocation: "Ann=2, Bo=1", tally.Choice: "yes | no",
	} {
		p := Poll{Form: form, Options: options, Running: Running{Options: []OptionCount{{Option: "yes"}, {Option: "no"}}}}
		if got := p.Example(w); got != want {
			t.Errorf("%s: %q", form, got)
		}
	}
	p := Poll{Method: "irv", Seats: 1, Settings: []PollSetting{{"batchElimination", "true"}}, Ties: "draw"}
	if got := p.CountedBy(w); got != "Counted by irv with 1 seat, batchElimination=true, ties=draw." {
		t.Error(got)
	}
}

func TestEveryChangeIsSaid(t *testing.T) {
	name, purpose, rules, waiting := "Oak Street", "Bread", "be kind", int64(36*60*60*1000)
	none, tracks := []op.AccountID{}, []charter.Track{{Title: "Money"}, {Title: "Rules"}}
	people := &People{called: &app.Names{}, at: map[op.AccountID]int{}}
	acts := charter.Acts{
		Council: []op.AccountID{{1}}, Threshold: 2, Tellers: []op.DeviceID{{3}}, Admitters: &none,
		Remove: []charter.Ending{{Account: op.AccountID{4}, Reason: "sold it"}}, EndOffice: []charter.Ending{{Account: op.AccountID{5}}},
		Retire: []op.ID{{6}}, Features: []string{"core", "closing"}, Name: &name, Purpose: &purpose, Text: &rules, Tracks: &tracks, WaitingMillis: &waiting,
		SettleMillis: &waiting, PatienceMillis: &waiting, RetireAfterMillis: &waiting, Helpers: &none,
		Delegation: &charter.Delegation{Allowed: true, Cap: 5, Travels: true}, Weights: &[]charter.Weight{{Role: charter.RoleSteward, Votes: 3}},
	}
	w := words(t)
	var said []string
	for _, c := range people.Changes(acts) {
		sentence := w.Change(c)
		if strings.Contains(sentence, "⟦") {
			t.Errorf("%s is not said: %s", c.What, sentence)
		}
		said = append(said, sentence)
	}
	if want := reflect.TypeOf(acts).NumField(); len(said) != want {
		t.Errorf("%d changes are said, of %d: %q", len(said), want, said)
	}
	for _, part := range []string{"sold it", "Money, Rules", "36 hours", "Oak Street", "Stewards alone admit", "core, closing", "Nobody enters paper", "more than 5 other members", "of a steward: 3"} {
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, part) }) {
			t.Errorf("nothing says %q: %q", part, said)
		}
	}
}

func TestEveryRuleOfEveryTemplateIsSaid(t *testing.T) {
	people := &People{called: &app.Names{}, at: map[op.AccountID]int{}}
	w := words(t)
	for _, template := range charter.Templates() {
		c, err := charter.New(template.ID, "Elm Street", op.AccountID{1}, op.DeviceID{2})
		if err != nil {
			t.Fatal(err)
		}
		c.Text = "be kind\nand patient"
		for _, r := range c.Rules() {
			sentence := w.rule(r, people)
			if sentence == "" || sentence == r.ID || strings.Contains(sentence, "⟦") {
				t.Errorf("%s, rule %s (%s): %q", template.ID, r.Number, r.ID, sentence)
			}
		}
	}
}
