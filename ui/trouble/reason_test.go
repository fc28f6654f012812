package trouble

import (
	"errors"
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
			said := speaking(t, "de").Of(s.err)
			if !strings.Contains(said.What, s.want) || strings.Contains(said.What, s.detail) || !strings.Contains(said.Detail, s.detail) {
				t.Errorf("said %+v", said)
			}
		})
	}
}

func TestWhatASentinelDoesNotSay(t *testing.T) {
	for _, s := range []struct{ said, want string }{
		{"admitting Bea: a member already: not possible as things are", "admitting Bea: a member already"},
		{"not possible as things are: it is winter", "it is winter"},
		{"opening: not possible as things are: it is winter", "it is winter"},
		{"not possible as things are", "not possible as things are"},
		{"something else", "something else"},
	} {
		if got := Without(errors.New(s.said), app.ErrNotPossible); got != s.want {
			t.Errorf("%q: %q, want %q", s.said, got, s.want)
		}
	}
}
