package view

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
)

// drawer keeps settings in memory; with full, it can write nothing.
type drawer struct {
	kept map[string]string
	full bool
}

var errFull = errors.New("the disk is full")

func (d *drawer) Setting(key string) (string, error) { return d.kept[key], nil }

func (d *drawer) SetSetting(key, value string) error {
	if d.full {
		return errFull
	}
	d.kept[key] = value
	return nil
}

func newDrawer() *drawer { return &drawer{kept: map[string]string{}} }

func membership(n byte, name string) app.Membership {
	return app.Membership{Community: op.CommunityID{n}, Name: name}
}

func TestTheLastPageAndItsScrollPlaceAreKept(t *testing.T) {
	d := newDrawer()
	all := []app.Membership{membership(1, "Elm Street Co-op"), membership(2, "Harbour Allotments")}
	n := NewNavigation(d, all)
	if at := n.At(); at.Section != SectionHome {
		t.Fatalf("%+v", at)
	}
	reserve := Target{Section: SectionDecisions, Item: "reserve", Focus: FocusBallot}
	must(t, n.Go(Target{Section: SectionDecisions}))
	n.Scrolled(120)
	must(t, n.Go(reserve))
	n.Scrolled(40)
	must(t, n.SawHome(77))
	must(t, n.Keep())

	again := NewNavigation(d, all)
	if at := again.At(); at.Item != "reserve" || at.Focus != "" || again.Scroll() != 40 || again.HomeSeen() != 77 {
		t.Errorf("%+v, scrolled %v, seen %v", at, again.Scroll(), again.HomeSeen())
	}
	if back, err := n.Back(); !back || err != nil || n.At().Item != "" || n.Scroll() != 120 {
		t.Errorf("back at %+v, scrolled %v", n.At(), n.Scroll())
	}
	must(t, n.Choose(op.CommunityID{2}))
	if at := n.At(); at.Section != SectionHome {
		t.Errorf("another community begins at %+v", at)
	}
	n.SetWaits(op.CommunityID{1}, 3)
	n.SetWaits(op.CommunityID{2}, 5)
	if rail := n.Rail(); rail[0].Waits != 3 || rail[0].Letters != "El" || !rail[1].Chosen || rail[1].Waits != 0 {
		t.Errorf("%+v", rail)
	}
	all[1].Local = true
	n.SetCommunities(all)
	if rail := n.Rail(); rail[0].Local || !rail[1].Local {
		t.Errorf("%+v", rail)
	}
	n.SetCommunities(all[:1])
	if m, ok := n.Community(); !ok || m.Name != "Elm Street Co-op" {
		t.Errorf("%+v", m)
	}
	n.SetCommunities(nil)
	if _, ok := n.Community(); ok {
		t.Error("there is none")
	}
}

func TestWhatWasKeptAndIsNonsense(t *testing.T) {
	for _, written := range []string{"{", "7", `{"community":"x","places":{"x":{"target":{"section":"nowhere"}}}}`, `{"places":null}`} {
		d := newDrawer()
		d.kept[settingNavigation] = written
		n := NewNavigation(d, []app.Membership{membership(1, "Elm")})
		if at := n.At(); at.Section != SectionHome {
			t.Errorf("%s: at %+v", written, at)
		}
		must(t, n.Go(Target{Section: SectionMembers}))
	}
}

func TestANewTextBecomesItsDraftAndNoStepLeadsBehindThat(t *testing.T) {
	n := NewNavigation(newDrawer(), []app.Membership{membership(1, "Elm")})
	blank := Target{Section: SectionDecisions, Tab: TabDraft}
	draft := Target{Section: SectionDecisions, Tab: TabDraft, Item: "d1"}
	must(t, n.Go(blank))
	must(t, n.Becomes(blank, draft))
	if n.At() != draft {
		t.Errorf("at %+v", n.At())
	}
	must(t, n.Becomes(blank, Target{Section: SectionHome})) // somebody went on meanwhile
	if n.At() != draft {
		t.Errorf("at %+v", n.At())
	}
	if went, err := n.Back(); !went || err != nil || n.At().Section != SectionHome {
		t.Errorf("back at %+v, %v", n.At(), err)
	}
	other := Target{Section: SectionDecisions, Tab: TabDraft, Item: "p", Focus: FocusAmend}
	must(t, n.Go(other))
	if n.At() != other {
		t.Errorf("another text for somebody's proposal is at %+v", n.At())
	}
}

func TestSectionsCountDecisionsAlone(t *testing.T) {
	n := NewNavigation(newDrawer(), []app.Membership{membership(1, "Elm")})
	rows := n.Sections(evening(t), 3)
	if rows[0].Label != "Home" || !rows[0].Chosen || rows[1].Count != 3 || !rows[len(rows)-1].Apart || rows[len(rows)-1].Label != "Settings" {
		t.Errorf("%+v", rows)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestPreferencesHoldAtOnce(t *testing.T) {
	d := newDrawer()
	p, err := LoadPreferences(d)
	must(t, err)
	if p.Theme() != ThemeSystem || p.TextPercent() != 100 || !p.Tells(NoticeOutcome) || p.ReduceMotion(false) || !p.ReduceMotion(true) {
		t.Error("as it comes")
	}
	must(t, p.SetTheme(ThemeDark))
	must(t, p.SetTextPercent(190))
	must(t, p.SetTells(NoticeOutcome, false))
	must(t, p.SetReduceMotion(false))
	again, err := LoadPreferences(d)
	must(t, err)
	if again.Theme() != ThemeDark || again.TextPercent() != 200 || again.Tells(NoticeOutcome) || again.ReduceMotion(true) {
		t.Errorf("%+v", again.set)
	}
	d.full = true
	if err := p.SetTheme(ThemeLight); !errors.Is(err, errFull) || p.Theme() != ThemeLight {
		t.Errorf("it holds until the end of this process: %v, %s", err, p.Theme())
	}
	d.kept["desktop/text_percent"], d.kept["desktop/theme"] = "-5", "pink"
	odd, err := LoadPreferences(d)
	must(t, err)
	if odd.TextPercent() != 100 || odd.Theme() != ThemeSystem {
		t.Error("nonsense is as it comes")
	}
}

func TestQuietHours(t *testing.T) {
	p, err := LoadPreferences(newDrawer())
	must(t, err)
	at := func(hour, minute int) time.Time { return time.Date(2026, 5, 14, hour, minute, 0, 0, time.UTC) }
	for _, s := range []struct {
		kind NoticeKind
		at   time.Time
		want bool
	}{
		{NoticeOutcome, at(12, 0), true},
		{NoticeOutcome, at(23, 0), false},
		{NoticeOutcome, at(7, 29), false},
		{NoticeOutcome, at(7, 30), true},
		{NoticeAtRisk, at(23, 0), true},
	} {
		if got := p.MayTell(s.kind, s.at); got != s.want {
			t.Errorf("%s at %s: %v", s.kind, s.at.Format("15:04"), got)
		}
	}
	if ok, err := p.SetQuietHours("13:00", "14.30"); !ok || err != nil {
		t.Error(ok, err)
	}
	if p.MayTell(NoticeOutcome, at(13, 30)) || !p.MayTell(NoticeOutcome, at(23, 0)) {
		t.Error("from one to half past two")
	}
	if ok, _ := p.SetQuietHours("25:00", "7"); ok {
		t.Error("25:00 is no time")
	}
}

func TestClocks(t *testing.T) {
	for typed, want := range map[string]int{"22:00": 1320, "7:30": 450, "7": 420, " 00:00 ": 0, "23.59": 1439, "24:00": -1, "7:5": -1, "7:60": -1, "": -1, "x": -1, "7:": -1, "-1": -1} {
		minutes, ok := ParseClock(typed)
		if !ok {
			minutes = -1
		}
		if minutes != want {
			t.Errorf("%q: %d, want %d", typed, minutes, want)
		}
	}
}

func TestThreeWordsAreAskedBack(t *testing.T) {
	phrase, err := identity.Generate(bytes.NewReader(bytes.Repeat([]byte{7, 99, 31, 200}, 64)))
	must(t, err)
	c, err := NewPhraseCheck(evening(t), phrase, bytes.NewReader(bytes.Repeat([]byte{1, 2, 3, 4, 5, 6, 7, 8}, 64)))
	must(t, err)
	words := phrase.Words()
	for i, position := range c.challenge {
		word := words[position-1]
		if c.MayContinue() {
			t.Fatal("not all are there")
		}
		if got := c.Type(i, strings.ToUpper(word[:min(4, len(word))])); !strings.EqualFold(got, word) {
			t.Errorf("four letters of %s became %q", word, got)
		}
		if f := c.Fields()[i]; !f.Right || f.Hint != "That is it" || f.Wrong {
			t.Errorf("%+v", f)
		}
	}
	if !c.MayContinue() {
		t.Error("all three are right")
	}
	whole := c.Fields()[0].Typed
	if got := c.Type(0, whole[:len(whole)-1]); got != whole[:len(whole)-1] {
		t.Errorf("deleting a letter brings it back: %q", got)
	}
	for typed, want := range map[string]string{"ma": "machine, mad, magic, …", "qqqq": "No word of the list begins so", "": ""} {
		c.Type(0, "")
		c.Type(0, typed)
		if f := c.Fields()[0]; f.Hint != want {
			t.Errorf("%q: %q, want %q", typed, f.Hint, want)
		}
	}
	if got := c.Type(99, "x"); got != "x" {
		t.Error("there is no such field")
	}
	for _, f := range c.Fields()[:1] {
		for _, position := range c.challenge[:1] {
			if strings.Contains(f.Label+f.Hint, words[position-1]) {
				t.Error("a hint shows the word")
			}
		}
	}
}

func TestWhatSomebodyPastes(t *testing.T) {
	w := evening(t)
	com, err := op.ParseID("bafyreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy")
	must(t, err)
	link, err := invite.Link{Community: op.CommunityID(com), Invite: com, Pin: com, Relays: []string{"/dns4/box.example/tcp/4001"}}.Text()
	must(t, err)
	v := w.JoinPreview(" <" + link + ">.\n")
	if !v.Whole || v.Trouble != "" || strings.Join(v.Sign, " ") != "gh2a kisc aild cqab" || v.State != "whole and readable" {
		t.Errorf("%+v", v)
	}
	for typed, want := range map[string]string{
		"": "", "  ": "", "https://example.org": "This is not a Folkmoot link. It begins with folkmoot: and goes on without a gap.",
		link[:len(link)-9]: "This link is damaged. Copy it again as a whole.", strings.Repeat("x", 5_000_000): "This is too long for a Folkmoot link.",
		"folkmoot:join/9/AAAA": "This link needs a newer Folkmoot.", "\x00\x1b\u202e": w.LinkTrouble(nil),
	} {
		if v := w.JoinPreview(typed); v.Whole || v.Trouble != want {
			t.Errorf("%.30q: %q, want %q", typed, v.Trouble, want)
		}
	}
	before := ""
	for i := range link[:len(link)-1] { // by hand it is damaged with each letter but the last
		typed := link[:i+1]
		if v := w.JoinPreview(typed).WhileTyping(before, typed); v.Trouble != "" {
			t.Fatalf("after %q was typed: %q", typed, v.Trouble)
		}
		before = typed
	}
	for typed, before := range map[string]string{"https://e": "https://", link[:len(link)-9]: "", "folkmoto": "folkmot", "folkmoot:join/9/AAAA": "https://example.org/"} {
		if w.JoinPreview(typed).WhileTyping(before, typed).Trouble == "" {
			t.Errorf("%.30q after %.30q is none, and that is not said", typed, before)
		}
	}
	doors := w.Welcome(link).Doors
	if doors[0].Offer == "" || !doors[0].Likely || w.Welcome("milk, eggs").Doors[0].Offer != "" || len(doors) != 3 || len(doors[2].Points) != 3 {
		t.Errorf("%+v", doors)
	}
}

func TestNamesThatCannotBeTaken(t *testing.T) {
	w := evening(t)
	for typed, want := range map[string]string{
		"Zoë van Dijk": "", "": "A name is needed.", "Ada\u202eadA": "Character 4 cannot be shown safely; leave it out.",
		strings.Repeat("a", 300): "This name is too long.", "a\xff": "This is not text that can be read.",
	} {
		if got := w.NameTrouble(typed); got != want {
			t.Errorf("%.20q: %q, want %q", typed, got, want)
		}
	}
}

func found(p *Palette) string {
	var parts []string
	for _, r := range p.Rows() {
		one := r.Title.String()
		if r.Head != "" {
			one = "[" + r.Head + "]"
		}
		if r.Chosen {
			one += "*"
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, " ")
}

func TestThePalette(t *testing.T) {
	w := evening(t)
	p := NewPalette(w, PaletteSources{
		Commands: w.Commands(true), Decisions: w.decisions("", nil, nil, elmStreet(), nil),
		Members: []MemberRow{{Account: "1", Name: Name{Name: "Andrés Reséndiz"}, Since: "2021"}, {Account: "2", Name: Name{Name: "Ada"}}},
	})
	if got := found(p); !strings.HasPrefix(got, "[Decisions] Where the reserve goes first* Quiet hours") || strings.Contains(got, "[People]") {
		t.Error("with nothing typed:", got)
	}
	p.Type("res")
	want := "[Decisions] Where the reserve goes first* [Do] Restore from the recovery phrase Check a result from a file [People] Andrés Reséndiz"
	if got := found(p); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	title := p.Rows()[1].Title
	if len(title) != 3 || title[1] != (Span{"res", true}) {
		t.Errorf("%+v", title)
	}
	if name := p.Rows()[6].Title; name[1] != (Span{"Res", true}) {
		t.Errorf("%+v", name)
	}
	p.Move(-1)
	if r, ok := p.Enter(); !ok || r.Goes == nil || r.Goes.Item != "1" || r.Sub != "member since 2021" {
		t.Errorf("up from the first is the last: %+v", r)
	}
	p.Move(1)
	if r, _ := p.Enter(); r.Goes == nil || r.Goes.Item != "reserve" {
		t.Errorf("%+v", r)
	}
	p.Type("> res")
	if got := found(p); got != "[Do] Restore from the recovery phrase* Check a result from a file" || p.Wanted() != "" {
		t.Error("commands only:", got)
	}
	p.Type("@")
	if got := found(p); got != "[People] Andrés Reséndiz* Ada" {
		t.Error("people only:", got)
	}
	p.Type("solar")
	if p.Wanted() != "solar" || p.Nothing() != "Nothing here goes by “solar”" {
		t.Error(p.Wanted(), p.Nothing())
	}
	hits := []Found{{Hit: app.Hit{Table: "comments", Snippet: "The Solar offer"}}}
	p.SetTexts("sol", hits)
	if len(p.Rows()) != 0 {
		t.Error("stale hits are shown:", found(p))
	}
	p.SetTexts("solar", hits)
	if got := found(p); got != "[Texts] The Solar offer*" {
		t.Error(got)
	}
	p.Type(strings.Repeat("ä", 5_000_000))
	if _, ok := p.Enter(); ok {
		t.Error("there is nothing to choose")
	}
	p.Move(1)
}

func TestWithoutACommunityOnlyWhatNeedsNone(t *testing.T) {
	for _, c := range evening(t).Commands(false) {
		if c.ID == CommandInvite || c.ID == CommandNewProposal || strings.Contains(c.Title, "⟦") {
			t.Errorf("%+v", c)
		}
	}
}

func TestMarksGoByWhatIsShown(t *testing.T) {
	for _, s := range []struct{ title, words, want string }{
		{"Straße", "STRASSE", "Straße"},
		{"Reséndiz", "resen", "[Resén]diz"},
		{"ﬁnal", "fi", "[ﬁ]nal"},
		{"🎉 Party", "party", "🎉 [Party]"},
		{"", "x", ""},
		{"a b a", "a", "[a] b a"},
	} {
		var got strings.Builder
		for _, span := range markedWords(s.title, s.words) {
			if span.Strong {
				got.WriteString("[" + span.Text + "]")
			} else {
				got.WriteString(span.Text)
			}
		}
		if got.String() != s.want {
			t.Errorf("%q in %q: %q, want %q", s.words, s.title, got.String(), s.want)
		}
	}
}

func TestTheSettingsPage(t *testing.T) {
	w := evening(t)
	p, err := LoadPreferences(newDrawer())
	must(t, err)
	must(t, p.SetLanguage("de"))
	must(t, p.SetQuiet(false))
	must(t, p.SetPhraseChecked(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC).UnixMilli()))
	people := peopleNamed("Ada")
	people.me = people.list[0].id
	people.list[0].Devices = []Device{{Device: "a", ThisOne: true}, {Device: "b", Name: "Ada's old laptop"}, {Device: "c", Name: "Lost", Withdrawn: true}}
	s := w.Settings(p, []Choosable{{Value: "en", Label: "English"}, {Value: "de", Label: "Deutsch"}}, false, people, []Relay{{Name: "Cellar box", By: Name{Name: "Kofi"}, Connected: true}})
	if !s.Languages[2].Chosen || s.Languages[0].Chosen || s.Themes[0].Label != "As the system" || !s.Themes[0].Chosen || s.TextSize != "100\u00a0%" {
		t.Errorf("%+v", s)
	}
	if s.Quiet || s.QuietFrom != "22:00" || s.QuietTo != "07:30" || s.PhraseChecked != "Checked on 4 March 2019" || len(s.Notices) != 5 {
		t.Errorf("%+v", s)
	}
	if d := s.Devices; d[0].Name != "This laptop" || d[0].MayRemove || !d[1].MayRemove || d[2].MayRemove || d[2].Sub != "withdrawn" {
		t.Errorf("%+v", d)
	}
	if r := s.Relays[0]; r.State != "reached" || r.Sub != "Kofi" {
		t.Errorf("%+v", r)
	}
}

func TestStepsTemplatesAndShortcutsAreSaid(t *testing.T) {
	w := evening(t)
	if steps := w.Steps(2); !steps[1].Done || !steps[2].Current || steps[2].Label != "Check" || steps[3].Done {
		t.Errorf("%+v", steps)
	}
	if templates := w.Templates(); len(templates) < 3 || templates[0].Title == "" || len(templates[0].Tracks) == 0 {
		t.Errorf("%+v", templates)
	}
	for _, s := range w.Shortcuts() {
		if s.Keys == "" || strings.Contains(s.Does, "⟦") {
			t.Errorf("%+v", s)
		}
	}
}

// A German keyboard has no key that says Ctrl.
func TestKeysAreCalledAsTheKeyboardCallsThem(t *testing.T) {
	w := evening(t)
	if got := w.Keys("Ctrl Shift N"); got != "Ctrl Shift N" {
		t.Error(got)
	}
	w = inLanguage(t, "de")
	for pressed, want := range map[string]string{"Ctrl K": "Strg K", "Ctrl Shift N": "Strg Umschalt N", "Ctrl 1 … 6": "Strg 1 … 6", "Alt ←": "Alt ←", "?": "?", "": ""} {
		if got := w.Keys(pressed); got != want {
			t.Errorf("%q is %q, want %q", pressed, got, want)
		}
	}
}

// What the eye sees, the ear hears: each row has a label with everything on it.
func TestRowsAreReadAloud(t *testing.T) {
	l := elmList(t)
	for _, r := range l.Rows() {
		if r.Decision.ID == "reserve" && r.Decision.Label() != "Where the reserve goes first. House money · Marta Kowalczyk. 27 of 41 have voted. Closes tomorrow, 18:00. in 21 hours" {
			t.Error(r.Decision.Label())
		}
	}
	if l.SetNewestFirst(true); l.OrderLabel() != "Newest first" {
		t.Error(l.OrderLabel())
	}
	thread := NewThread(evening(t), said("Ada 0, Bo 1, Cy 2, Di 3"))
	if got := thread.Label(thread.Rows()[3]); got != "Di. Wed 20:03. answers Cy. …. Agree" {
		t.Error(got)
	}
	if thread.OrderLabel() != "Oldest first" || thread.Count() != 4 {
		t.Error(thread.OrderLabel())
	}
	m := MemberRow{Name: Name{Name: "Ingrid"}, Offices: []Office{{RoleSteward, "Council"}}, Vote: "votes in person", Since: "2017"}
	if m.Label() != "Ingrid, Council, votes in person, 2017" {
		t.Error(m.Label())
	}
	k := KeyRow{Name: Name{Name: "Pavel"}, What: "asks to join", Groups: []KeyGroup{{"k7q2", false}, {"t8hc", true}}}
	if k.Label() != "Pavel, asks to join, k7q2 t8hc" {
		t.Error(k.Label())
	}
	if d := (DiscussionRow{Title: "Party", State: "8 new", When: "today 19:55", Last: "Rosa: I do"}); d.Label() != "Party. 8 new. today 19:55. Rosa: I do" {
		t.Error(d.Label())
	}
	if c := (Name{Account: "ab"}).Colour(6); c < 0 || c > 5 {
		t.Error(c)
	}
}
