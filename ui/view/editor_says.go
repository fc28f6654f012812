package view

// Editor, said: why a text cannot be published yet, and what follows when it is; what is pasted into it.

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/text"
)

// WhyNot says why it cannot be published; "" where it can.
func (e *Editor) WhyNot() string {
	say := e.words.Say.T
	_, too := e.TitleCount()
	switch {
	case strings.TrimSpace(e.Title) == "":
		return say("editor.no_title", nil)
	case too:
		return say("editor.title_long", nil)
	case strings.TrimSpace(e.Text) == "":
		return say("editor.no_text", nil)
	case len(e.Text) > proposal.MaxTextBytes:
		return say("editor.text_long", map[string]any{"Size": e.words.Say.Size(int64(len(e.Text))), "Most": e.words.Say.Size(proposal.MaxTextBytes)})
	case utf8.RuneCountInString(e.Name) > proposal.MaxChangeNameCharacters:
		return say("editor.name_long", map[string]any{"Most": strconv.Itoa(proposal.MaxChangeNameCharacters)})
	case len(proposal.NoteOf(e.Name, e.Note)) > proposal.MaxNoteBytes:
		return say("editor.note_long", map[string]any{"Most": e.words.Say.Size(proposal.MaxNoteBytes)})
	case e.Kind != EditNew && e.Title == e.baseTitle && e.Text == e.baseText:
		return say("editor.unchanged", nil)
	}
	return ""
}

// EditorStep is one of the things that follow when it is published.
type EditorStep struct{ Title, Says string }

// Steps are what follows.
func (e *Editor) Steps() []EditorStep {
	data := map[string]any{"Me": text.Line(e.me), "Author": e.author.String(), "Version": strconv.Itoa(e.version)}
	steps := make([]EditorStep, 3)
	for i := range steps {
		key := "editor.step." + string(e.Kind) + "." + strconv.Itoa(i+1)
		steps[i] = EditorStep{e.words.Say.T(key, data), e.words.Say.T(key+"_sub", data)}
	}
	return steps
}

// PublishLabel is the button's; PublishUnder stands below it, Publishing while it is done, and Published after it.
func (e *Editor) PublishLabel() string { return e.words.Say.T("editor.publish."+string(e.Kind), nil) }

// PublishUnder stands below the button.
func (e *Editor) PublishUnder() string { return e.words.Say.T("editor.under."+string(e.Kind), nil) }

// Published is said after it.
func (e *Editor) Published() string { return e.words.Say.T("editor.published."+string(e.Kind), nil) }

// Paste is what somebody pastes, made harmless: dropped says how many signs that nobody sees were left out. refused is a sentence about why nothing of
// it was taken, "" where it was.
func (e *Editor) Paste(pasted string) (clean string, dropped int, refused string) {
	if len(pasted) > proposal.MaxTextBytes {
		return "", 0, e.words.Say.T("editor.paste_long", map[string]any{
			"Size": e.words.Say.Size(int64(len(pasted))), "Most": e.words.Say.Size(proposal.MaxTextBytes),
		})
	}
	if strings.IndexByte(pasted, 0) >= 0 || !utf8.ValidString(pasted) {
		return "", 0, e.words.Say.T("editor.paste_binary", nil)
	}
	var b strings.Builder
	for _, r := range text.Plain(strings.ReplaceAll(pasted, "\t", "    ")) {
		if r == unicode.ReplacementChar {
			dropped++
			continue
		}
		b.WriteRune(r)
	}
	return b.String(), dropped, ""
}

// Dropped says how many signs were left out of what was pasted.
func (e *Editor) Dropped(n int) string { return e.words.Say.N("editor.dropped", n, nil) }
