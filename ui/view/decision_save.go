package view

// What is saved of a decision: its text with what came of it, its close for a calendar, and a copy of one's own ballot.

import (
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/ui/text"
)

// SaveName is what a file of a decision is called, without the folder.
func (w Words) SaveName(title, ending string) string {
	name := text.FileName(title)
	if name == "" {
		name = w.Say.T("decision_save.name", nil)
	}
	return name + "." + ending
}

// Markdown is a decision as a text: title, how it stands, the text, and the numbers.
func (w Words) Markdown(page DecisionPage, community string) string {
	var b strings.Builder
	b.WriteString("# " + literal(page.Title) + "\n\n")
	b.WriteString("*" + literal(community+". "+page.By.String()) + "*\n\n")
	b.WriteString(literal(page.State.String()) + "\n\n")
	if page.Source != "" {
		b.WriteString("---\n\n" + strings.TrimSpace(page.Source) + "\n\n---\n\n")
	}
	for _, f := range page.Facts {
		b.WriteString("- **" + literal(f.Label) + ":** " + literal(f.Value) + "\n")
	}
	if p := page.Poll; p != nil {
		for _, o := range p.Running.Options {
			b.WriteString("- **" + literal(w.Answer(p.Form, o.Option)) + ":** " + w.Say.Count(int64(o.Count)) + "\n")
		}
		for _, line := range page.Late {
			b.WriteString("\n" + literal(line.Text) + "\n")
		}
	}
	b.WriteString("\n" + w.Say.T("decision_save.id", map[string]any{"ID": page.ID}) + "\n")
	return b.String()
}

// marks are what Markdown and the HTML in it could take for more than a sign.
var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`, "&", `\&`,
)

// literal is what people named or wrote, on one line of Markdown, as nothing but its letters.
func literal(said string) string { return marks.Replace(text.Line(said)) }

// calendarTime is how iCalendar (RFC 5545, section 3.3.5) writes an instant.
const calendarTime = "20060102T150405Z"

// Calendar is the close of a vote as an iCalendar file, with a reminder the day before. It has no end: an event without one ends as it begins, and an
// end at the same instant is not allowed (RFC 5545, section 3.8.2.2).
func (w Words) Calendar(p Poll, community string) string {
	at := time.UnixMilli(p.ClosesMillis).UTC()
	said := w.Say.T("decision_save.closes", map[string]any{"Title": text.Line(p.Title), "Community": text.Line(community)})
	lines := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Folkmoot//Folkmoot//EN", "BEGIN:VEVENT", "UID:" + p.ID + "@folkmoot",
		"DTSTAMP:" + time.UnixMilli(w.NowMillis).UTC().Format(calendarTime), "DTSTART:" + at.Format(calendarTime),
		"SUMMARY:" + calendarText(said), "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", "DESCRIPTION:" + calendarText(said), "END:VALARM",
		"END:VEVENT", "END:VCALENDAR",
	}
	for i := range lines {
		lines[i] = foldedLine(lines[i])
	}
	return strings.Join(lines, "\r\n") + "\r\n"
}

// calendarText escapes what has a meaning in iCalendar's texts.
func calendarText(said string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(said)
}

// maxCalendarLine bounds a line in bytes (RFC 5545, section 3.1); what is longer goes on in the next, behind a space.
const maxCalendarLine = 74

func foldedLine(line string) string {
	var b strings.Builder
	width := 0
	for _, r := range line {
		size := len(string(r))
		if width+size > maxCalendarLine {
			b.WriteString("\r\n ")
			width = 1
		}
		b.WriteRune(r)
		width += size
	}
	return b.String()
}

// BallotCopy is a copy of one's own ballot, to be kept: what it says, when it was cast, and its id, by which a record tells what became of it.
func (w Words) BallotCopy(p Poll, me string) string {
	lines := []string{
		text.Line(p.Title), w.Say.T("decision_save.ballot", map[string]any{"Name": text.Line(me), "Choice": w.Answer(p.Form, p.Mine)}),
		w.Say.T("decision_save.ballot_id", map[string]any{"ID": p.MyVote}), w.Say.T("decision_save.id", map[string]any{"ID": p.ID}),
		p.CountedBy(w),
	}
	return strings.Join(lines, "\n") + "\n"
}
