package text_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/ui/text"
)

const (
	second = int64(1000)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

func TestSizes(t *testing.T) {
	for _, s := range []struct {
		bytes           int64
		english, german string
	}{
		{-5, "0 bytes", "0 Byte"},
		{0, "0 bytes", "0 Byte"},
		{1, "1 byte", "1 Byte"},
		{999, "999 bytes", "999 Byte"},
		{1000, "1 kB", "1 kB"},
		{1049, "1 kB", "1 kB"},
		{1050, "1.1 kB", "1,1 kB"},
		{9949, "9.9 kB", "9,9 kB"},
		{9950, "10 kB", "10 kB"},
		{999_499, "999 kB", "999 kB"},
		{999_500, "1 MB", "1 MB"},
		{3_200_000, "3.2 MB", "3,2 MB"},
		{20_000_000_000, "20 GB", "20 GB"},
		{math.MaxInt64, "9.2 EB", "9,2 EB"},
	} {
		if got := english(t).Size(s.bytes); got != s.english {
			t.Errorf("%d: got %q, want %q", s.bytes, got, s.english)
		}
		if got := german(t).Size(s.bytes); got != s.german {
			t.Errorf("%d: got %q, want %q", s.bytes, got, s.german)
		}
	}
}

func TestCounts(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 12: "12", 999: "999", 1000: "1,000", 12_345: "12,345", 1_000_000: "1,000,000",
		-999: "-999", -1000: "-1,000", math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := english(t).Count(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	if got := german(t).Count(1_000_000); got != "1.000.000" {
		t.Errorf("German: %q", got)
	}
}

func TestLists(t *testing.T) {
	for _, s := range []struct {
		names []string
		want  string
	}{
		{nil, ""},
		{[]string{"Ada"}, "Ada"},
		{[]string{"Ada", "Bea's laptop"}, "Ada and Bea's laptop"},
		{[]string{"Ada", "Bea", "Carla\nDan"}, "Ada, Bea and Carla Dan"},
	} {
		if got := english(t).List(s.names); got != s.want {
			t.Errorf("got %q, want %q", got, s.want)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, s := range []struct {
		millis          int64
		english, german string
	}{
		{-hour, "0 seconds", "0 Sekunden"},
		{0, "0 seconds", "0 Sekunden"},
		{499, "0 seconds", "0 Sekunden"},
		{second, "1 second", "1 Sekunde"},
		{30 * second, "30 seconds", "30 Sekunden"},
		{minute, "1 minute", "1 Minute"},
		{90 * second, "90 seconds", "90 Sekunden"},
		{119*second + 600, "2 minutes", "2 Minuten"},
		{90 * minute, "90 minutes", "90 Minuten"},
		{hour, "1 hour", "1 Stunde"},
		{21*hour + 12*minute, "21 hours", "21 Stunden"},
		{day, "1 day", "1 Tag"},
		{36 * hour, "36 hours", "36 Stunden"},
		{47*hour + 40*minute, "2 days", "2 Tage"},
		{2 * day, "2 days", "2 Tage"},
		{7 * day, "7 days", "7 Tage"},
		{400*day + 3*hour, "400 days", "400 Tage"},
		{math.MaxInt64, "106,751,991,167 days", "106.751.991.167 Tage"},
	} {
		if got := english(t).Duration(s.millis); got != s.english {
			t.Errorf("%d: got %q, want %q", s.millis, got, s.english)
		}
		if got := german(t).Duration(s.millis); got != s.german {
			t.Errorf("%d: got %q, want %q", s.millis, got, s.german)
		}
	}
}

func TestInstants(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zone files here: ", err)
	}
	now := time.Date(2026, time.May, 14, 21, 0, 0, 0, berlin).UnixMilli() // a Thursday
	for _, s := range []struct {
		at              string
		english, german string
	}{
		{"2026-05-15 18:00", "tomorrow at 18:00 (in 21 hours)", "morgen um 18:00 (in 21 Stunden)"},
		{"2026-05-15 21:00", "tomorrow at 21:00 (in 1 day)", "morgen um 21:00 (in einem Tag)"},
		{"2026-05-14 23:30", "today at 23:30 (in 3 hours)", "heute um 23:30 (in 3 Stunden)"},
		{"2026-05-14 21:00", "today at 21:00 (just now)", "heute um 21:00 (gerade eben)"},
		{"2026-05-14 20:59", "today at 20:59 (1 minute ago)", "heute um 20:59 (vor einer Minute)"},
		{"2026-05-13 18:04", "yesterday at 18:04 (27 hours ago)", "gestern um 18:04 (vor 27 Stunden)"},
		{"2026-05-12 21:00", "Tuesday at 21:00 (2 days ago)", "Dienstag um 21:00 (vor 2 Tagen)"},
		{"2026-05-20 09:00", "Wednesday at 09:00 (in 6 days)", "Mittwoch um 09:00 (in 6 Tagen)"},
		{"2026-05-21 09:00", "21 May at 09:00 (in 7 days)", "21. Mai um 09:00 (in 7 Tagen)"},
		{"2025-12-31 23:59", "31 December 2025 at 23:59 (134 days ago)", "31. Dezember 2025 um 23:59 (vor 134 Tagen)"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", s.at, berlin)
		if err != nil {
			t.Fatal(err)
		}
		if got := english(t).When(at.UnixMilli(), now, berlin); got != s.english {
			t.Errorf("%s: got %q, want %q", s.at, got, s.english)
		}
		if got := german(t).When(at.UnixMilli(), now, berlin); got != s.german {
			t.Errorf("%s: got %q, want %q", s.at, got, s.german)
		}
	}
}

// In the night in which clocks go back a day has 25 hours, and tomorrow is
// still tomorrow.
func TestDaysAreCountedByMidnights(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zone files here: ", err)
	}
	now := time.Date(2026, time.October, 25, 0, 10, 0, 0, berlin)
	at := time.Date(2026, time.October, 25, 23, 50, 0, 0, berlin)
	if got := english(t).Moment(at.UnixMilli(), now.UnixMilli(), berlin); got != "today at 23:50" {
		t.Errorf("got %q", got)
	}
}

func TestInstantsOfALiarDoNoHarm(t *testing.T) {
	extremes := []int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, math.MaxInt64 - 1, math.MaxInt64}
	for _, at := range extremes {
		for _, now := range extremes {
			got := english(t).When(at, now, time.UTC)
			if strings.Contains(got, "⟦") || strings.Contains(got, "(in ") != (at > now) {
				t.Errorf("%d seen from %d: %q", at, now, got)
			}
		}
	}
}

func TestShortIDs(t *testing.T) {
	const (
		one   = "bafyreiabcdefgh111111111111111111111111111111111111111111111"
		two   = "bafyreiabcdefgh122222222222222222222222222222222222222222222"
		three = "bafyreihgfedcba333333333333333333333333333333333333333333333"
		blob  = "bafkreiabcdefgh111111111111111111111111111111111111111111111"
	)
	if got := text.ShortID(one); got != "abcdefgh" {
		t.Errorf("alone: %q", got)
	}
	got := text.ShortIDs([]string{three, one, two, one, blob, ""})
	if want := []string{"hgfedcba", "abcdefgh11", "abcdefgh12", "abcdefgh11", blob, ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShortIDsTellApartWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.Map(rapid.StringMatching(`[ab]{12}`), func(s string) string { return "bafyrei" + s })
		ids := rapid.SliceOfN(id, 1, 12).Draw(t, "ids")
		short := text.ShortIDs(ids)
		for i := range ids {
			for j := range ids {
				if (ids[i] == ids[j]) != (short[i] == short[j]) {
					t.Fatalf("%s and %s became %s and %s", ids[i], ids[j], short[i], short[j])
				}
				if ids[i] != ids[j] && strings.HasPrefix(ids[j], "bafyrei"+short[i]) {
					t.Fatalf("%s is no longer unique: it begins %s too", short[i], ids[j])
				}
			}
		}
	})
}
