package cli

// Trouble with what came in: phrases, links, files and texts that are not what they should be.

import (
	"errors"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/text"
)

// phraseTrouble is about recovery words: which one is none is the whole point.
func (a *act) phraseTrouble(err error) (trouble, bool) {
	var wrong *identity.WrongWordsError
	var count *identity.WordCountError
	var unknown *identity.UnknownWordsError
	switch {
	case errors.As(err, &wrong):
		return trouble{code: ExitBadInput, what: "error.phrase_check", do: "do.phrase_check", data: map[string]any{"Positions": numbers(wrong.Positions)}}, true
	case errors.As(err, &unknown):
		return trouble{code: ExitBadInput, what: "error.phrase_words", do: "do.phrase_words", more: a.wordLines(unknown.Words)}, true
	case errors.As(err, &count):
		return trouble{
			code: ExitBadInput, what: "error.phrase_count", do: "do.phrase_words", more: a.wordLines(count.Unknown),
			data: map[string]any{"Have": count.Count, "Wanted": identity.PhraseWords},
		}, true
	case errors.Is(err, identity.ErrChecksum):
		return trouble{code: ExitBadInput, what: "error.phrase_checksum", do: "do.phrase_checksum"}, true
	case errors.Is(err, identity.ErrPhrase):
		return trouble{code: ExitBadInput, what: "error.phrase", do: "do.phrase_words"}, true
	}
	return trouble{}, false
}

func (a *act) wordLines(words []identity.UnknownWord) []string {
	var lines []string
	for _, w := range words {
		key, data := "phrase.word", map[string]any{"Position": w.Position, "Word": text.Line(w.Word), "Hint": w.Hint}
		if w.Hint != "" {
			key = "phrase.word_near"
		}
		lines = append(lines, a.say.T(key, data))
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
func (a *act) inputTrouble(err error) (trouble, bool) {
	data := map[string]any{"Reason": err}
	var change *charter.ChangeError
	var long *charter.TooLongError
	var tooLong *textTooLongError
	switch {
	case errors.As(err, &change):
		return trouble{code: ExitBadInput, what: "error.change_file", data: map[string]any{"Reason": change}}, true
	case errors.As(err, &tooLong):
		return trouble{code: ExitBadInput, what: "error.text_too_long", data: map[string]any{"Size": tooLong.limit}}, true
	case errors.As(err, &long):
		return trouble{code: ExitBadInput, what: "error.form", data: data}, true
	case errors.Is(err, identity.ErrName):
		return trouble{code: ExitBadInput, what: "error.name", data: map[string]any{"Reason": reasonText(reasonOf(err, identity.ErrName))}}, true
	case errors.Is(err, charter.ErrNoTemplate):
		return trouble{code: ExitUsage, what: "error.template", data: map[string]any{"Templates": strings.Join(templateIDs(), ", ")}}, true
	}
	return a.bundleTrouble(err)
}

func (a *act) bundleTrouble(err error) (trouble, bool) {
	var other *otherCommunityError
	var cutShort *bundle.TruncatedError
	var damaged *bundle.DamagedError
	switch {
	case errors.As(err, &cutShort):
		return trouble{code: ExitBadInput, what: "error.bundle_truncated", do: "do.copy_again", data: map[string]any{"Have": int64(cutShort.Ops)}}, true
	case errors.As(err, &damaged) && damaged.Ops > 0:
		return trouble{
			code: ExitBadInput, what: "error.bundle_damaged_after", count: int(damaged.Ops), do: "do.copy_again_rest", changed: true,
			data: map[string]any{"Reason": damaged.Cause},
		}, true
	case errors.As(err, &damaged):
		return trouble{code: ExitBadInput, what: "error.bundle_damaged", do: "do.copy_again", data: map[string]any{"Reason": damaged.Cause}}, true
	case errors.Is(err, bundle.ErrNewer):
		return trouble{code: ExitNeedsNewer, what: "error.bundle_newer", do: "do.needs_newer"}, true
	case errors.Is(err, bundle.ErrNotBundle), errors.Is(err, bundle.ErrManifest):
		return trouble{code: ExitBadInput, what: "error.not_bundle"}, true
	case errors.As(err, &other):
		return trouble{code: ExitBadInput, what: "error.bundle_of", do: "do.bundle_of", data: map[string]any{"Name": other.name}}, true
	case errors.Is(err, community.ErrAnotherCommunity), errors.Is(err, bundle.ErrOtherCommunity):
		return trouble{code: ExitBadInput, what: "error.other_community", do: "do.other_community"}, true
	}
	return trouble{}, false
}
