package text

// File name: what somebody called a thing, as a name that every file system takes.

import (
	"strings"
	"unicode"
)

// maxFileName bounds a name, in characters: file systems take 255 bytes, and an ending follows.
const maxFileName = 40

// FileName keeps letters and digits, in small letters, with one hyphen for all between; "" where nothing is left.
func FileName(name string) string {
	var b strings.Builder
	between, length := false, 0
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			between = b.Len() > 0
			continue
		}
		if length == maxFileName {
			break
		}
		if between {
			b.WriteByte('-')
			between = false
		}
		b.WriteRune(unicode.ToLower(r))
		length++
	}
	return b.String()
}
