package trouble

// Input: phrases, links, files and texts that are not what they should be.

import (
	"errors"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

// phraseTrouble is about recovery words: which one is none is the whole point.
func (s Speaker) phraseTrouble(err error) (Said, bool) {
	var wrong *identity.WrongWordsError
	var count *identity.WordCountError
	var unknown *identity.UnknownWordsError
	switch {
	case errors.As(err, &wrong):
		return Said{Class: BadInput, What: "error.phrase_check", Do: "do.phrase_check", Data: map[string]any{"Positions": numbers(wrong.Positions)}}, true
	case errors.As(err, &unknown):
		return Said{Class: BadInput, What: "error.phrase_words", Do: "do.phrase_words", More: s.wordLines(unknown.Words)}, true
	case errors.As(err, &count):
		return Said{
			Class: BadInput, What: "error.phrase_count", Do: "do.phrase_words", More: s.wordLines(count.Unknown),
			Data: map[string]any{"Have": count.Count, "Wanted": identity.PhraseWords},
		}, true
	case errors.Is(err, identity.ErrChecksum):
		return Said{Class: BadInput, What: "error.phrase_checksum", Do: "do.phrase_checksum"}, true
	case errors.Is(err, identity.ErrPhrase):
		return Said{Class: BadInput, What: "error.phrase", Do: "do.phrase_words"}, true
	}
	return Said{}, false
}

func (s Speaker) wordLines(words []identity.UnknownWord) []string {
	var lines []string
	for _, w := range words {
		key, data := "phrase.word", map[string]any{"Position": w.Position, "Word": text.Line(w.Word), "Hint": w.Hint}
		if w.Hint != "" {
			key = "phrase.word_near"
		}
		lines = append(lines, s.t(key, data))
	}
	return lines
}

func numbers(list []int) string {
	said := make([]string, len(list))
	for i, n := range list {
		said[i] = strconv.Itoa(n)
	}
	return strings.Join(said, ", ")
}

// inputTrouble is about links, files and texts that came from elsewhere.
func inputTrouble(err error) (Said, bool) {
	data := map[string]any{"Reason": err}
	var change *charter.ChangeError
	var long *charter.TooLongError
	var tooLong *files.TextTooLongError
	var foreign *files.NotTextError
	var noFile *files.NotAFileError
	switch {
	case errors.As(err, &change):
		return Said{Class: BadInput, What: "error.change_file", Data: map[string]any{"Reason": change}}, true
	case errors.As(err, &tooLong):
		return Said{Class: BadInput, What: "error.text_too_long", Data: map[string]any{"Size": tooLong.Limit}}, true
	case errors.As(err, &foreign):
		return Said{Class: BadInput, What: "error.not_text", Data: map[string]any{"Name": foreign.Name}}, true
	case errors.As(err, &noFile):
		return Said{Class: BadInput, What: "error.not_a_file", Data: map[string]any{"Name": noFile.Name}}, true
	case errors.As(err, &long):
		return Said{Class: BadInput, What: "error.form", Data: data}, true
	case errors.Is(err, identity.ErrName):
		return Said{Class: BadInput, What: "error.name", Data: map[string]any{"Reason": Reason(Without(err, identity.ErrName))}}, true
	case errors.Is(err, charter.ErrNoTemplate):
		return Said{Class: Usage, What: "error.template", Data: map[string]any{"Templates": strings.Join(templates(), ", ")}}, true
	}
	return bundleTrouble(err)
}

// templates are the ids of all charters to begin with.
func templates() []string {
	var ids []string
	for _, t := range charter.Templates() {
		ids = append(ids, t.ID)
	}
	return ids
}

// bundleTrouble is about bundles, and about what is none.
func bundleTrouble(err error) (Said, bool) {
	var other *app.BundleOfError
	var cutShort *bundle.TruncatedError
	var damaged *bundle.DamagedError
	switch {
	case errors.As(err, &cutShort):
		return Said{Class: BadInput, What: "error.bundle_truncated", Do: "do.copy_again", Data: map[string]any{"Have": int64(cutShort.Ops)}}, true
	case errors.As(err, &damaged) && damaged.Ops > 0:
		return Said{
			Class: BadInput, What: "error.bundle_damaged_after", Count: int(damaged.Ops), Do: "do.copy_again_rest", Changed: true,
			Data: map[string]any{"Reason": damaged.Cause},
		}, true
	case errors.As(err, &damaged):
		return Said{Class: BadInput, What: "error.bundle_damaged", Do: "do.copy_again", Data: map[string]any{"Reason": damaged.Cause}}, true
	case errors.Is(err, bundle.ErrNewer):
		return Said{Class: NeedsNewer, What: "error.bundle_newer", Do: "do.needs_newer"}, true
	case errors.Is(err, bundle.ErrNotBundle), errors.Is(err, bundle.ErrManifest):
		return Said{Class: BadInput, What: "error.not_bundle"}, true
	case errors.As(err, &other):
		return Said{Class: BadInput, What: "error.bundle_of", Do: "do.bundle_of", Data: map[string]any{"Name": other.Name}}, true
	case errors.Is(err, community.ErrAnotherCommunity), errors.Is(err, bundle.ErrOtherCommunity):
		return Said{Class: BadInput, What: "error.other_community", Do: "do.other_community"}, true
	}
	return Said{}, false
}
