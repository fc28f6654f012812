package view

// Spans: sentences of which some parts stand out, and numbers and moments as they stand in them.

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/ui/text"
)

// Span is a part of a sentence.
type Span struct {
	Text string
	// Strong stands out: a name, a title, what was found.
	Strong bool
}

// Sentence is text of which some parts stand out.
type Sentence []Span

// String is the sentence without what stands out, as it is read aloud.
func (s Sentence) String() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Text)
	}
	return b.String()
}

func plain(said string) Sentence { return Sentence{{Text: said}} }

// firstSign is private to Unicode's users: no sentence of ours has it, and what others wrote is filled in after it was looked for.
const firstSign = '\ue000'

// sentence says id, with the parts that stand out filled into their gaps.
func (w Words) sentence(id string, data map[string]any, strong map[string]string) Sentence {
	filled := make(map[string]any, len(data)+len(strong))
	for gap, value := range data {
		filled[gap] = value
	}
	parts := make([]string, 0, len(strong))
	for gap, value := range strong {
		filled[gap] = string(firstSign + rune(len(parts)))
		parts = append(parts, text.Line(value))
	}
	return marked(w.Say.T(id, filled), parts)
}

func marked(said string, parts []string) Sentence {
	var s Sentence
	begun := 0
	for i, r := range said {
		at := int(r - firstSign)
		if at < 0 || at >= len(parts) {
			continue
		}
		if i > begun {
			s = append(s, Span{Text: said[begun:i]})
		}
		s, begun = append(s, Span{parts[at], true}), i+utf8.RuneLen(r)
	}
	if begun < len(said) {
		s = append(s, Span{Text: said[begun:]})
	}
	return s
}

// joined puts the parts of a second line beside each other; empty ones are left out.
func joined(parts ...string) string {
	var there []string
	for _, p := range parts {
		if p != "" {
			there = append(there, p)
		}
	}
	return strings.Join(there, " · ")
}

// capital begins a sentence.
func capital(said string) string {
	r, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToUpper(r)) + said[size:]
}

// spelledNumbers are written as words within a sentence.
const spelledNumbers = 12

// Number writes a small number as a word: "three".
func (w Words) Number(n int) string {
	if n < 0 || n > spelledNumbers {
		return w.Say.Count(int64(n))
	}
	return w.Say.T("number_word."+strconv.Itoa(n), nil)
}

func (w Words) at(millis int64) time.Time { return time.UnixMilli(millis).In(w.Zone) }

func (w Words) clock(millis int64) string { return w.at(millis).Format("15:04") }

// daysFrom counts midnights from now to an instant.
func (w Words) daysFrom(millis int64) int {
	day := func(t time.Time) int64 {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
	}
	return int(day(w.at(millis)) - day(w.at(w.NowMillis)))
}

func (w Words) weekday(t time.Time) string {
	return w.Say.T("weekday."+strings.ToLower(t.Weekday().String()), nil)
}

func (w Words) shortWeekday(t time.Time) string {
	return w.Say.T("weekday_short."+strings.ToLower(t.Weekday().String()), nil)
}

// DayOfMonth is "14 May", and "14 May 2025" in another year.
func (w Words) DayOfMonth(millis int64) string {
	t := w.at(millis)
	if t.Year() != w.at(w.NowMillis).Year() {
		return w.Say.Date(millis, w.Zone)
	}
	month := w.Say.T("month."+strings.ToLower(t.Month().String()), nil)
	return w.Say.T("date.day", map[string]any{"Day": strconv.Itoa(t.Day()), "Month": month})
}

// Day is "Thursday 14 May".
func (w Words) Day(millis int64) string {
	return w.Say.T("moment.day", map[string]any{"Weekday": w.weekday(w.at(millis)), "Date": w.DayOfMonth(millis)})
}

// ShortDay is "Tue 12 May".
func (w Words) ShortDay(millis int64) string {
	return w.Say.T("moment.day", map[string]any{"Weekday": w.shortWeekday(w.at(millis)), "Date": w.DayOfMonth(millis)})
}

// Moment says an instant ahead, or one near by: "tomorrow, 18:00", "Tue 19 May, 20:00".
func (w Words) Moment(millis int64) string {
	data := map[string]any{"Clock": w.clock(millis)}
	switch w.daysFrom(millis) {
	case 0:
		return w.Say.T("moment.today", data)
	case 1:
		return w.Say.T("moment.tomorrow", data)
	case -1:
		return w.Say.T("moment.yesterday", data)
	}
	data["Day"] = w.ShortDay(millis)
	return w.Say.T("moment.day_clock", data)
}

// Stamp says when something happened, as short as can be: "today 17:12", "Wed 18:30", "9 May", "Nov 2024".
func (w Words) Stamp(millis int64) string {
	t, days := w.at(millis), w.daysFrom(millis)
	switch {
	case days == 0:
		return w.Say.T("moment.stamp_today", map[string]any{"Clock": w.clock(millis)})
	case days < 0 && days >= -6:
		return w.Say.T("moment.stamp", map[string]any{"Day": w.shortWeekday(t), "Clock": w.clock(millis)})
	case t.Year() == w.at(w.NowMillis).Year():
		return w.DayOfMonth(millis)
	}
	return w.Say.T("moment.month", map[string]any{
		"Month": w.Say.T("month_short."+strings.ToLower(t.Month().String()), nil), "Year": strconv.Itoa(t.Year()),
	})
}

// Since says since when something lasts: "Tuesday, 18:04", "today, 9:40", "12 May".
func (w Words) Since(millis int64) string {
	data := map[string]any{"Clock": w.clock(millis)}
	switch days := w.daysFrom(millis); {
	case days == 0:
		return w.Say.T("moment.today", data)
	case days < 0 && days >= -6:
		data["Day"] = w.weekday(w.at(millis))
		return w.Say.T("moment.day_clock", data)
	}
	return w.DayOfMonth(millis)
}

const minuteMillis, hourMillis, dayMillis = 60_000, 3_600_000, 86_400_000

// Ago is the shortest: "now", "4 min", and the stamp for what is longer ago than an hour.
func (w Words) Ago(millis int64) string {
	ago := w.NowMillis - millis
	switch {
	case ago < minuteMillis:
		return w.Say.T("moment.now", nil)
	case ago < hourMillis:
		return w.Say.T("moment.minutes", map[string]any{"Minutes": strconv.FormatInt(ago/minuteMillis, 10)})
	}
	return w.Stamp(millis)
}
