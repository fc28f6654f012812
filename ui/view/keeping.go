package view

// Keeping: how this laptop keeps somebody's keys, and the words that bring them back, on the screen and on paper.

import (
	"html/template"
	"io"
	"strconv"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/text"
)

// KeepRow is one way of keeping the keys.
type KeepRow struct{ Title, Sub string }

// Keeping explains a way, by the word that the profile has for it: "keyring", "passphrase" or "none".
func (w Words) Keeping(kept string) KeepRow {
	return KeepRow{Title: w.Say.T("keep."+kept, nil), Sub: w.Say.T("keep_sub."+kept, nil)}
}

// PassphraseTrouble says why a passphrase cannot be taken that was typed twice; "" where it can.
func (w Words) PassphraseTrouble(first, again string) string {
	switch {
	case first == "":
		return w.Say.T("keep.passphrase_empty", nil)
	case first != again:
		return w.Say.T("keep.passphrase_differs", nil)
	}
	return ""
}

// NumberedWord is a word of the phrase with its place.
type NumberedWord struct{ Number, Word string }

// Label says it to who does not see it.
func (n NumberedWord) Label() string { return n.Number + " " + n.Word }

// PhraseWords are the words in order, to be shown once.
func PhraseWords(phrase identity.Phrase) []NumberedWord {
	var list []NumberedWord
	for i, word := range phrase.Words() {
		list = append(list, NumberedWord{strconv.Itoa(i + 1), word})
	}
	return list
}

// phrasePage is a page to print: black on white, no address, no picture, nothing that is fetched.
var phrasePage = template.Must(template.New("phrase").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}" dir="{{.Dir}}"><head><meta charset="utf-8"><title>{{.Title}}</title><style>
body{font:12pt sans-serif;margin:2cm;color:#000;background:#fff;max-width:17cm}
h1{font-size:18pt}ol{columns:3;padding:0;list-style:none;direction:ltr;text-align:left}
li{font:14pt monospace;padding:2mm 0;break-inside:avoid}li b{display:inline-block;width:1cm;font-weight:normal;color:#555}
p{line-height:1.5}.file{border:1pt solid #000;padding:4mm;font-weight:bold}@media print{.file{display:none}}
</style></head><body><p class="file">{{.Forget}}</p><h1>{{.Title}}</h1><p>{{.Name}}</p>
<ol>{{range .Words}}<li><b>{{.Number}}</b>{{.Word}}</li>{{end}}</ol>
<p>{{.Says}}</p><p>{{.Keep}}</p></body></html>
`))

// WritePhrasePage writes the words as a page that can be printed.
func (w Words) WritePhrasePage(to io.Writer, phrase identity.Phrase, person string) error {
	direction := "ltr"
	if w.Say.RightToLeft() {
		direction = "rtl"
	}
	return phrasePage.Execute(to, map[string]any{
		"Lang": w.Say.Language().String(), "Dir": direction, "Title": w.Say.T("phrase_page.title", nil), "Name": text.Line(person),
		"Words": PhraseWords(phrase), "Says": w.Say.T("phrase_page.says", nil), "Keep": w.Say.T("phrase_page.keep", nil),
		"Forget": w.Say.T("phrase_page.forget", nil),
	})
}
