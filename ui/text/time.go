package text

// Instants and durations in words. Both are int64 milliseconds, as
// everywhere; what time it is and where the reader lives is handed in.

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Each unit is used up to a bound, so that "90 minutes" and "36 hours" keep
// their meaning and "2 days" does not become "48 hours".
var units = []struct {
	name      string
	millis    int64
	fewerThan int64
}{
	{"seconds", 1000, 120},
	{"minutes", 60 * 1000, 120},
	{"hours", 60 * 60 * 1000, 48},
	{"days", 24 * 60 * 60 * 1000, math.MaxInt64},
}

// inUnits rounds a duration to the unit that people would use. A duration
// that is whole in a larger unit is told in it: an hour is not 60 minutes.
func inUnits(millis int64) (unit string, count int) {
	for i := len(units) - 1; i >= 0; i-- {
		u := units[i]
		if millis >= u.millis && millis%u.millis == 0 && millis/u.millis < u.fewerThan {
			return u.name, int(millis / u.millis)
		}
	}
	for _, u := range units {
		rounded := millis / u.millis
		if millis%u.millis >= u.millis/2 {
			rounded++
		}
		if rounded < u.fewerThan {
			return u.name, int(rounded)
		}
	}
	panic("the last unit has no bound")
}

// Duration writes how long something takes: "2 days", "21 hours". Less than
// nothing is nothing.
func (p *Printer) Duration(millis int64) string {
	unit, count := inUnits(max(millis, 0))
	return p.N("duration."+unit, count, nil)
}

// Distance writes how far an instant lies from now: "in 21 hours", "2 days
// ago", and "just now" within half a minute that has passed.
func (p *Printer) Distance(atMillis, nowMillis int64) string {
	ahead := difference(atMillis, nowMillis)
	switch {
	case ahead <= 0 && ahead > -30_000:
		return p.T("time.just_now", nil)
	case ahead > 0:
		unit, count := farUnits(ahead)
		return p.N("in."+unit, max(count, 1), nil)
	default:
		unit, count := farUnits(-ahead)
		return p.N("ago."+unit, count, nil)
	}
}

// farUnits counts no seconds from a minute on: what is told again and again would change from minutes to more seconds.
func farUnits(millis int64) (unit string, count int) {
	if minute := units[1].millis; millis >= minute && millis < 2*minute {
		return units[1].name, int((millis + minute/2) / minute)
	}
	return inUnits(millis)
}

// difference is a-b, held inside of what can be negated.
func difference(a, b int64) int64 {
	d := a - b
	switch {
	case b < 0 && d < a:
		return math.MaxInt64
	case (b > 0 && d > a) || d == math.MinInt64:
		return -math.MaxInt64
	}
	return d
}

// When writes an instant and its distance: "tomorrow at 18:00 (in 21 hours)".
func (p *Printer) When(atMillis, nowMillis int64, zone *time.Location) string {
	return p.T("time.when", map[string]any{
		"Moment":   p.Moment(atMillis, nowMillis, zone),
		"Distance": p.Distance(atMillis, nowMillis),
	})
}

// Moment writes an instant as people near it would: "today at 18:00",
// "Tuesday at 18:04" within six days, else the date.
func (p *Printer) Moment(atMillis, nowMillis int64, zone *time.Location) string {
	at, now := time.UnixMilli(atMillis).In(zone), time.UnixMilli(nowMillis).In(zone)
	clock := map[string]any{"Clock": at.Format("15:04")}
	switch days := daysBetween(now, at); {
	case days == 0:
		return p.T("time.today", clock)
	case days == 1:
		return p.T("time.tomorrow", clock)
	case days == -1:
		return p.T("time.yesterday", clock)
	case days >= -6 && days <= 6:
		clock["Day"] = p.T("weekday."+strings.ToLower(at.Weekday().String()), nil)
	case at.Year() == now.Year():
		clock["Day"] = p.dayOfYear(at)
	default:
		clock["Day"] = p.Date(atMillis, zone)
	}
	return p.T("time.day_and_clock", clock)
}

// daysBetween counts midnights, not days of 24 hours: clocks are changed.
func daysBetween(from, to time.Time) int64 {
	return midnight(to)/secondsOfDay - midnight(from)/secondsOfDay
}

const secondsOfDay = 24 * 60 * 60

// midnight is the start of t's calendar day, as if its place kept UTC.
func midnight(t time.Time) int64 {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
}

// Date writes a calendar day: "14 May 2026".
func (p *Printer) Date(atMillis int64, zone *time.Location) string {
	at := time.UnixMilli(atMillis).In(zone)
	return p.T("date.with_year", map[string]any{"Date": p.dayOfYear(at), "Year": strconv.Itoa(at.Year())})
}

func (p *Printer) dayOfYear(at time.Time) string {
	month := p.T("month."+strings.ToLower(at.Month().String()), nil)
	return p.T("date.day", map[string]any{"Day": strconv.Itoa(at.Day()), "Month": month})
}
