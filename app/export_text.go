package app

// What others wrote, made safe for the files of an export: names of files, cells of tables, lines of Markdown.

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/folkmoot/folkmoot/app/op"
)

// maxSlugRunes of a title in a file's name: what a list of files shows.
const maxSlugRunes = 40

// fileName is folder/id-title.ext, with nothing of the title but letters and digits; two posts never get one name.
func (x *exporter) fileName(folder string, id op.ID, title, extension string) string {
	slug := slugOf(title)
	name := folder + "/" + id.Short() + slug + extension
	if x.names[name] {
		name = folder + "/" + id.String() + slug + extension
	}
	x.names[name] = true
	return name
}

func slugOf(title string) string {
	var out strings.Builder
	runes, gap := 0, true
	for _, r := range norm.NFC.String(strings.ToLower(title)) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = true
			continue
		}
		if gap {
			out.WriteByte('-')
			gap = false
		}
		out.WriteRune(r)
		if runes++; runes == maxSlugRunes {
			break
		}
	}
	return out.String()
}

// cell keeps a spreadsheet from taking somebody's text for a formula: https://owasp.org/www-community/attacks/CSV_Injection
func cell(text string) string {
	begin := strings.TrimLeft(text, " \u00a0")
	if begin != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠|%", []rune(begin)[0]) {
		return "'" + text
	}
	return text
}

// line makes text that stands within a line of Markdown mean nothing but itself.
func line(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control):
			out.WriteByte(' ')
			continue
		case strings.ContainsRune("\\`*_{}[]()<>#+-!|&~", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// quote puts what somebody wrote into a block of its own, which nothing in it can leave.
func quote(text string) string {
	var out strings.Builder
	for part := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n") {
		out.WriteString("> ")
		out.WriteString(part)
		out.WriteByte('\n')
	}
	return out.String()
}

// instant writes milliseconds since 1970 as RFC 3339 in UTC.
func instant(millis int64) string { return time.UnixMilli(millis).UTC().Format("2006-01-02T15:04:05Z") }

// lines writes to a file, and keeps the first error.
type lines struct {
	to  io.Writer
	err error
}

func (l *lines) printf(format string, args ...any) {
	if l.err == nil {
		_, l.err = fmt.Fprintf(l.to, format, args...)
	}
}
