package view

import (
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/proposal"
)

func TestWhatCannotBePublishedSaysWhy(t *testing.T) {
	w := words(t)
	for _, s := range []struct {
		name   string
		editor Editor
		want   string
	}{
		{"nothing", Editor{Kind: EditNew}, "It needs a title"},
		{"no text", Editor{Kind: EditNew, Title: "Roof"}, "It needs a text"},
		{"a long title", Editor{Kind: EditNew, Title: strings.Repeat("ä", proposal.MaxTitleCharacters+1), Text: "x"}, "The title is too long"},
		{"a long text", Editor{Kind: EditNew, Title: "Roof", Text: strings.Repeat("x", proposal.MaxTextBytes+1)}, "room for"},
		{"the same text", Editor{Kind: EditRevision, Title: "Roof", Text: "x", baseTitle: "Roof", baseText: "x"}, "Nothing is changed yet"},
		{"another title", Editor{Kind: EditRevision, Title: "The roof", Text: "x", baseTitle: "Roof", baseText: "x"}, ""},
		{"a long reason", Editor{Kind: EditAmendment, Title: "Roof", Text: "y", baseText: "x", Note: strings.Repeat("x", proposal.MaxNoteBytes+1)}, "The reason is too long"},
	} {
		s.editor.words = w
		if got := s.editor.WhyNot(); got != s.want && (s.want == "" || !strings.Contains(got, s.want)) {
			t.Errorf("%s: %q, want %q", s.name, got, s.want)
		}
	}
}

func TestWhatIsPastedIsMadeHarmlessOrRefused(t *testing.T) {
	e := Editor{words: words(t)}
	for _, s := range []struct {
		name, pasted, clean string
		dropped             int
		refused             string
	}{
		{"a text", "Wörter\r\n\tweiter", "Wörter\n    weiter", 0, ""},
		{"control characters and an override", "a\x1b[2Jb\u202Ec", "a[2Jbc", 2, ""},
		{"five megabytes", strings.Repeat("x", 5<<20), "", 0, "Nothing of it was taken"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", "", 0, "no text"},
	} {
		clean, dropped, refused := e.Paste(s.pasted)
		if clean != s.clean || dropped != s.dropped || !strings.Contains(refused, s.refused) || s.refused == "" && refused != "" {
			t.Errorf("%s: %q, %d, %q", s.name, clean, dropped, refused)
		}
	}
}

func TestMarksComeAndGo(t *testing.T) {
	for _, s := range []struct {
		mark       TextMark
		from, till int
		in, want   string
	}{
		{MarkBullets, 0, 1, "a\nb\nc", "- a\n- b\nc"},
		{MarkBullets, 0, 1, "- a\n- b\nc", "a\nb\nc"},
		{MarkNumbers, 1, 2, "a\nb\nc", "a\n1. b\n2. c"},
		{MarkNumbers, 0, 1, "7. a\n8. b", "a\nb"},
		{MarkHeading, 0, 9, "a", "## a"},
		{MarkQuote, 0, 0, "", "> "},
	} {
		if got := s.mark.Lines(s.in, s.from, s.till); got != s.want {
			t.Errorf("%s: %q, want %q", s.mark, got, s.want)
		}
	}
	if got := MarkBold.Around(MarkBold.Around("roof")); got != "roof" {
		t.Error(got)
	}
	if got := MarkTable.Lines("a\nb", 0, 0); !strings.Contains(got, "|---|---|") || !strings.HasSuffix(got, "b") {
		t.Error(got)
	}
	if got := Indent(Indent("a\nb", 0, 1, false), 0, 0, true); got != "a\n  b" {
		t.Error(got)
	}
}

func TestADraftSaysWhereItIs(t *testing.T) {
	w := evening(t)
	e := Editor{words: w, Kind: EditNew}
	if e.IsChanged() || e.Saved(w) != "A draft, on this laptop alone" {
		t.Error(e.Saved(w))
	}
	e.Title = "Roof"
	if e.Saved(w) != "Not saved yet" {
		t.Error(e.Saved(w))
	}
	now := e.Written(w.NowMillis)
	now.draft.ID = "d"
	e.TakeSaved(now)
	if e.IsChanged() || e.Saved(w) != "Draft, saved on this laptop at "+w.clock(w.NowMillis) {
		t.Errorf("%q, changed %v", e.Saved(w), e.IsChanged())
	}
	if steps := e.Steps(); len(steps) != 3 || strings.Contains(steps[2].Title, "⟦") {
		t.Errorf("%+v", steps)
	}
	for _, kind := range []EditorKind{EditNew, EditRevision, EditAmendment} {
		e.Kind, e.author, e.version = kind, Name{Name: "Bo"}, 3
		for _, said := range []string{e.PublishLabel(), e.PublishUnder(), e.Published(), e.Steps()[1].Says} {
			if said == "" || strings.Contains(said, "⟦") {
				t.Errorf("%s: %q", kind, said)
			}
		}
	}
}
