package view

// Emphasis: what fills a gap of a sentence and stands out in it, however many of them there are. How it looks is a face's business.

import (
	"strings"

	"github.com/folkmoot/folkmoot/ui/text"
)

// The marks around what stands out are private characters, which no font draws; they are taken out of what others wrote.
const (
	strongFrom  = "\ue010"
	strongUntil = "\ue011"
)

var withoutMarks = strings.NewReplacer(strongFrom, "\ufffd", strongUntil, "\ufffd")

// Strong fills a gap and stands out. Emphasis reads it.
func Strong(s string) string { return strongFrom + Quiet(s) + strongUntil }

// Quiet fills a gap of a sentence that Emphasis reads, and does not stand out, whatever its author wrote.
func Quiet(s string) string { return withoutMarks.Replace(text.Line(s)) }

// Emphasis cuts a sentence at what stands out in it.
func Emphasis(said string) Sentence {
	var s Sentence
	add := func(part string, strong bool) {
		if part != "" {
			s = append(s, Span{Text: part, Strong: strong})
		}
	}
	for {
		plain, rest, found := strings.Cut(said, strongFrom)
		add(plain, false)
		if !found {
			return s
		}
		strong, after, _ := strings.Cut(rest, strongUntil)
		add(strong, true)
		said = after
	}
}
