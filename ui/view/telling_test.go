package view

import (
	"strings"
	"testing"
	"time"
)

type keeping map[string]string

func (k keeping) Setting(key string) (string, error) { return k[key], nil }
func (k keeping) SetSetting(key, value string) error { k[key] = value; return nil }

func TestEachThingIsToldOnce(t *testing.T) {
	keeper := keeping{}
	prefs, err := LoadPreferences(keeper)
	if err != nil {
		t.Fatal(err)
	}
	w := evening(t)
	need := func(item string, urgent bool) NeedRow {
		return NeedRow{Kind: NeedsVote, Title: "Solar", Urgent: urgent, When: "tomorrow", Goes: Target{Section: SectionDecisions, Item: item}}
	}
	noon := time.Date(2026, 5, 14, 12, 0, 0, 0, time.UTC)
	herald := NewHerald(keeper)
	tell := func(h Home, at time.Time) []NoticeKind {
		t.Helper()
		news, err := herald.New("elm", w.Tellings(h), prefs, at)
		if err != nil {
			t.Fatal(err)
		}
		kinds := []NoticeKind{}
		for _, n := range news {
			kinds = append(kinds, n.Kind)
		}
		return kinds
	}
	same := func(what string, got []NoticeKind, want ...NoticeKind) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%s: told %v, not %v", what, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%s: told %v, not %v", what, got, want)
			}
		}
	}
	old := Home{Needs: []NeedRow{need("a", false)}}
	same("what was there when the window opened", tell(old, noon))
	both := Home{Needs: []NeedRow{need("a", false), need("b", true)}}
	same("a poll that opens and closes soon", tell(both, noon), NoticeOpened, NoticeClosing)
	same("the same again", tell(both, noon))
	herald = NewHerald(keeper)
	same("after a new start", tell(both, noon))

	if err := prefs.SetQuiet(true); err != nil {
		t.Fatal(err)
	}
	if _, err := prefs.SetQuietHours("22:00", "07:00"); err != nil {
		t.Fatal(err)
	}
	night := noon.Add(11 * time.Hour)
	risk := Home{
		Needs:    append(both.Needs, need("c", false)),
		LastVote: &LastVote{Title: "Roof", MayBeLost: true, Goes: Target{Item: "d"}},
	}
	same("in quiet hours only what may be lost", tell(risk, night), NoticeAtRisk)
	same("and in the morning nothing of the night", tell(risk, noon.Add(24*time.Hour)))
}

// What a system shows as a notice it may take for HTML.
func TestWhatOthersWroteIsHarmlessInANotice(t *testing.T) {
	w := evening(t)
	title := "<img src=http://elm.example/seen>\u202eSolar\n" + strings.Repeat("long ", 2000)
	list := w.Tellings(Home{Needs: []NeedRow{{Kind: NeedsVote, Title: title, Goes: Target{Item: "a"}}}})
	if len(list) != 1 || strings.ContainsAny(list[0].Text, "<>\n\u202e") || len(list[0].Text) > 1000 || !strings.HasPrefix(list[0].Text, "‹img") {
		t.Errorf("told: %q", list)
	}
}
