package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/kind"
)

// What a reason is known by must be what the core says: else a sentence is there, and nobody ever reads it.
func TestReasonsAreWhatTheCoreSays(t *testing.T) {
	var core strings.Builder
	err := filepath.WalkDir(filepath.Join("..", "..", "app"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		core.Write(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reasons {
		if !strings.Contains(core.String(), r.part) {
			t.Errorf("nothing in the core says %q", r.part)
		}
	}
}

func TestReasonsAreInTheReadersLanguage(t *testing.T) {
	for _, s := range []struct {
		name         string
		err          error
		want, detail string
	}{
		{"no right", &app.NotAppliedError{Reason: fmt.Errorf("%w: only stewards may", kind.ErrNoRight)}, "Das darfst du nicht: das darf nur der Rat.", "only stewards may"},
		{"not possible", fmt.Errorf("admitting Bea: a member already: %w", app.ErrNotPossible), "Das geht so nicht: schon Mitglied.", "admitting Bea: a member already"},
		{"too long", &app.FormError{Err: fmt.Errorf("title: %w", &charter.TooLongError{Have: 300, Max: 200, Unit: "characters"})}, "es ist 300 lang, und höchstens 200 passen", "where at most 200 fit"},
		{"unknown to the face", fmt.Errorf("%w: the moon is full", app.ErrNotPossible), "Genaueres steht auf Englisch", "the moon is full"},
		{"a mistake of ours", fmt.Errorf("something odd"), "Genaueres steht auf Englisch", "something odd"},
	} {
		t.Run(s.name, func(t *testing.T) {
			a, out := spoken(t, "de")
			a.fail(s.err)
			if !strings.Contains(out.String(), s.want) || strings.Contains(out.String(), s.detail) {
				t.Errorf("said %q", out)
			}
			out.Reset()
			a.opts.json = true
			a.fail(s.err)
			if !strings.Contains(out.String(), s.detail) {
				t.Errorf("in JSON: %s", out)
			}
		})
	}
}
