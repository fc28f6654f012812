package view

import (
	"slices"
	"testing"
	"time"
)

func on(month time.Month, day, hour, minute int) int64 {
	return time.Date(2026, month, day, hour, minute, 0, 0, time.UTC).UnixMilli()
}

// evening is the moment of the pictures: Thursday 14 May 2026, 21:00.
func evening(t testing.TB) Words {
	w := words(t)
	w.NowMillis = on(time.May, 14, 21, 0)
	return w
}

func TestMomentsAreSaidAsInThePictures(t *testing.T) {
	w := evening(t)
	for _, s := range []struct{ name, got, want string }{
		{"the day", w.Day(w.NowMillis), "Thursday 14 May"},
		{"a close tomorrow", w.Moment(on(time.May, 15, 18, 0)), "tomorrow, 18:00"},
		{"a close next week", w.Moment(on(time.May, 19, 20, 0)), "Tue 19 May, 20:00"},
		{"a close today", w.Moment(on(time.May, 14, 18, 0)), "today, 18:00"},
		{"something today", w.Stamp(on(time.May, 14, 17, 12)), "today 17:12"},
		{"something yesterday", w.Stamp(on(time.May, 13, 18, 30)), "Wed 18:30"},
		{"something this year", w.Stamp(on(time.April, 28, 9, 0)), "28 April"},
		{"something long ago", w.Stamp(time.Date(2024, 11, 3, 0, 0, 0, 0, time.UTC).UnixMilli()), "Nov 2024"},
		{"alone since", w.Since(on(time.May, 12, 18, 4)), "Tuesday, 18:04"},
		{"compared now", w.Ago(w.NowMillis - 1), "now"},
		{"compared just before", w.Ago(w.NowMillis - 4*minuteMillis), "4 min"},
		{"a number", w.Number(3), "three"},
		{"a large number", w.Number(13), "13"},
		{"one of it", capital(w.some("votes_wait", 1)), "One decision waits for your vote."},
		{"three of it", capital(w.some("votes_wait", 3)), "Three decisions wait for your vote."},
	} {
		if s.got != s.want {
			t.Errorf("%s: %q, want %q", s.name, s.got, s.want)
		}
	}
}

func TestWhatStandsOutIsWhatWasFilledIn(t *testing.T) {
	w := evening(t)
	got := w.sentence("news.answered", nil, map[string]string{"Name": "Marta", "Title": "The \ue000 \ue001 reserve\x1b"})
	want := Sentence{{"Marta", true}, {" answered you in ", false}, {"The \ue000 \ue001 reserve\ufffd", true}}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLettersOfNames(t *testing.T) {
	for name, want := range map[string]string{
		"Ada Okonkwo": "AO", "Zoë van Dijk": "ZD", "ada": "A", "سميرة حداد": "سح", "🎉 Party": "P", "": "", "Linh Nguyễn Thị": "LT", "Elif (E.) Aydın": "EA",
	} {
		if got := (Name{Name: name}).Initials(); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := firstLetters("👩‍👩‍👧‍👦Home", 2); got != "👩‍👩‍👧‍👦H" {
		t.Errorf("a family is one letter: %q", got)
	}
}
