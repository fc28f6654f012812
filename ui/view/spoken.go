package view

// Spoken: what is said of a thing to who does not see it: its words, one after the other.

import "strings"

// spoken joins words by a full stop, and leaves it out after what ends a sentence by itself.
func spoken(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			if !strings.ContainsAny(b.String()[b.Len()-1:], ".?!") {
				b.WriteByte('.')
			}
			b.WriteByte(' ')
		}
		b.WriteString(p)
	}
	return b.String()
}
