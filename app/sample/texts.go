package sample

// Texts: what the made-up members say, in the languages of the app. Topics in other languages and scripts are the same in all of them.

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed texts/*.txt
var textFiles embed.FS

// Languages are those that the sample speaks; any other means the first.
func Languages() []string { return []string{"en", "de"} }

// texts are the texts of one language, by their keys.
type texts map[string]string

// textsIn reads the texts of a language, as "en" or "de-AT". The files are embedded and tested: what is wrong in them is a mistake in the build.
func textsIn(language string) texts {
	chosen := Languages()[0]
	for _, l := range Languages() {
		if base, _, _ := strings.Cut(language, "-"); base == l {
			chosen = l
		}
	}
	raw, err := textFiles.ReadFile("texts/" + chosen + ".txt")
	if err != nil {
		panic(fmt.Sprintf("reading the sample's texts: %v", err))
	}
	return parseTexts(string(raw))
}

func parseTexts(raw string) texts {
	all := make(texts)
	for _, section := range strings.Split("\n"+raw, "\n== ")[1:] {
		key, body, _ := strings.Cut(section, "\n")
		all[strings.TrimSpace(key)] = strings.TrimSpace(body)
	}
	return all
}

// of is a text by its key.
func (t texts) of(key string) string {
	said, there := t[key]
	if !there {
		panic("the sample says nothing for " + key)
	}
	return said
}

// titled splits a text into its title and what follows.
func (t texts) titled(key string) (title, text string) {
	title, text, _ = strings.Cut(t.of(key), "\n")
	return title, strings.TrimSpace(text)
}

// title is the first line of a text.
func (t texts) title(key string) string {
	title, _ := t.titled(key)
	return title
}

// lines are the lines of a text: the options of a poll.
func (t texts) lines(key string) []string { return strings.Split(t.of(key), "\n") }
