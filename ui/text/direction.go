package text

// Direction: which way a language is read.

import "slices"

// rightToLeft are the scripts that are read from the right (ISO 15924), of languages that a program may be translated to.
var rightToLeft = []string{"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}

// RightToLeft reports whether the language that is spoken is read from the right.
func (p *Printer) RightToLeft() bool {
	script, _ := p.tag.Script()
	return slices.Contains(rightToLeft, script.String())
}
