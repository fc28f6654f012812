package trouble

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/record"
	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// What comes from outside of the core, in these tests.
var (
	errFull       = errors.New("writing: disk I/O error: no space left on device: sqlite: SQLITE_FULL (13)")
	errPassphrase = errors.New("opening the key file: the passphrase is wrong")
)

// speaking is a speaker at a terminal.
func speaking(t *testing.T, language string) Speaker {
	t.Helper()
	catalog, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return Speaker{
		Words: view.Words{Say: catalog.Printer(language), NowMillis: 1_800_000_000_000, Zone: time.UTC},
		Means: func(err error) Meaning {
			switch {
			case errors.Is(err, errFull), errors.Is(err, syscall.ENOSPC):
				return MeansDiskFull
			case errors.Is(err, errPassphrase):
				return MeansWrongPassphrase
			}
			return MeansNothing
		},
	}
}

// What people bring about: each ends in a sentence that says what happened, that nothing is lost, and what to do, with no word of a command.
func TestWhatAWindowSays(t *testing.T) {
	_, notLink := invite.ParseLink("https://example.org/join")
	_, foreign := invite.ParseLink("folkmoot:relay/1/AAAA")
	_, long := invite.ParseLink(strings.Repeat("folkmoot:join/1/", 400_000))
	_, picture := bundle.NewReader(strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"))
	_, bidi := identity.CleanName("Ada\u202egnirts")
	_, control := identity.CleanName("A\x1b[2Jda")
	_, words := identity.ParsePhrase("abandon abandon")
	held := &session.HeldError{PID: 4711, Since: time.UnixMilli(1_799_999_000_000)}
	for _, s := range []struct {
		name    string
		err     error
		class   Class
		what    string // is in the English sentence about what happened
		do      string // is in what to do; "" for nothing
		changed bool
	}{
		{"a link that is none", notLink, BadInput, "not a Folkmoot link", "folkmoot:", false},
		{"a link of another kind", foreign, BadInput, "of another kind", "invite", false},
		{"five megabytes of link", long, BadInput, "too long for a Folkmoot link", "folkmoot:", false},
		{"a picture instead of a bundle", fmt.Errorf("taking in: %w", picture), BadInput, "not a bundle", "", false},
		{"a picture instead of a record", fmt.Errorf("verifying: %w", record.ErrNotRecord), BadInput, "no record", "", false},
		{"a name that turns the text around", bidi, BadInput, "name cannot be used", "", false},
		{"a name that moves the cursor", control, BadInput, "name cannot be used", "", false},
		{"too few words", words, BadInput, "has 24 words; these are 2", "paper", false},
		{"a text that is too long", &app.FormError{Err: fmt.Errorf("text: %w", &charter.TooLongError{Have: 5 << 20, Max: 1 << 16, Unit: "bytes"})}, BadInput, "cannot be written", "", false},
		{"a profile that another program has", fmt.Errorf("opening: %w", held), Busy, "Another Folkmoot", "its window", false},
		{"a wrong passphrase", errPassphrase, Busy, "passphrase is wrong", "again", false},
		{"a disk that is full in the middle of a vote", fmt.Errorf("casting: %w", errFull), Storage, "no room left", "Make room", false},
		{"a disk that is full, said by the system", &fs.PathError{Op: "write", Path: "/home/ada/keys", Err: syscall.ENOSPC}, Storage, "no room left", "Make room", false},
		{"a community that waits", app.ErrNotHereYet, NotFound, "not here yet", "bundle", false},
		{"a sample on a stick", fmt.Errorf("writing: %w", app.ErrLocalOnly), Failed, "stays on this laptop", "", false},
		{"a copied laptop", app.ErrCopied, Failed, "acted elsewhere", "another key", false},
		{"a stranger on a list", &app.DelegateError{Account: op.AccountID{7}, Err: delegation.ErrStranger}, BadInput, "no member", "", false},
		{"a page that was left", context.Canceled, Interrupted, "Stopped", "", true},
		{"something that nobody thought of", errors.New("the moon is full"), Failed, "Something went wrong", "", true},
	} {
		for _, language := range []string{"en", "de"} {
			t.Run(s.name+", "+language, func(t *testing.T) {
				speaker := speaking(t, language)
				speaker.Window = true
				said := speaker.Of(s.err)
				all := strings.Join(append(said.More, said.What, said.Do, said.Unchanged), "\n")
				if said.Class != s.class || said.Changed != s.changed || said.Detail != s.err.Error() || namesCommand(all) || strings.ContainsAny(all, "⟦\x1b\u202e") {
					t.Errorf("says %+v", said)
				}
				if language == "en" && (!strings.Contains(said.What, s.what) || !strings.Contains(said.Do, s.do) || (s.do == "") != (said.Do == "")) {
					t.Errorf("says %q and %q", said.What, said.Do)
				}
			})
		}
	}
}

// namesCommand reports whether a sentence only makes sense to somebody who types commands. A link begins with "folkmoot:".
func namesCommand(sentence string) bool {
	for _, sign := range []string{"folkmoot ", "--", "EDITOR", "FOLKMOOT_", "SIGHUP"} {
		if strings.Contains(sentence, sign) {
			return true
		}
	}
	return false
}

// No sentence that this package may say in a window, in any language, names a command.
func TestAWindowNamesNoCommand(t *testing.T) {
	ids := sentences(t)
	if len(ids) < 150 {
		t.Fatalf("only %d sentences were found: are they written in another way now?", len(ids))
	}
	for _, language := range []string{"en", "de"} {
		speaker := speaking(t, language)
		speaker.Window = true
		for id, plural := range ids {
			said := speaker.t(id, gaps)
			if plural {
				said = speaker.Words.Say.N(id, 3, gaps)
			}
			if strings.HasPrefix(said, "⟦") {
				t.Errorf("%s: %s cannot be said", language, id)
			}
			if namesCommand(said) {
				t.Errorf("%s: %s says in a window: %s", language, id, said)
			}
		}
	}
}

// What is said in a window instead of something is said instead of something.
func TestWhatIsSaidInstead(t *testing.T) {
	ids := sentences(t)
	names, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		content, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			_, rest, ok := strings.Cut(line, `"`+inWindow)
			if !ok {
				continue
			}
			id, _, _ := strings.Cut(rest, `"`)
			found++
			if _, known := ids[id]; !known {
				t.Errorf("%s: there is no %s to be said in another way", name, id)
			}
		}
	}
	if found == 0 {
		t.Error("nothing is said in another way")
	}
}

// gaps fill every gap of every sentence.
var gaps = map[string]any{}

func init() {
	for _, name := range []string{
		"Reason", "Name", "Text", "When", "Track", "Known", "Method", "Have", "Wanted", "Least", "Most", "Typed", "Options", "Near", "Option", "Part",
		"Distance", "Positions", "Position", "Word", "Hint", "Templates", "Size", "ID", "Said", "Shown", "Device", "Other", "Line", "Key", "Count",
	} {
		gaps[name] = "x"
	}
}

// sentences are the ids of all sentences that stand in this package's code, or begin with what does; the value says that one has plural forms.
func sentences(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literals := map[string]bool{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if value, err := strconv.Unquote(literal.Value); err == nil {
					literals[value] = true
				}
			}
			return true
		})
	}
	ids := map[string]bool{}
	english := allEnglish(t)
	for literal := range literals {
		if plural, known := english[literal]; known {
			ids[literal] = plural
		}
		if strings.HasSuffix(literal, ".") && literal != inWindow { // the rest is computed
			for _, id := range slices.Sorted(maps.Keys(english)) {
				if strings.HasPrefix(id, literal) {
					ids[id] = english[id]
				}
			}
		}
		for _, begin := range []string{"error.", "do.", "reason."} {
			if _, known := english[literal]; strings.HasPrefix(literal, begin) && !known {
				t.Errorf("there is no sentence %s", literal)
			}
		}
	}
	return ids
}

// allEnglish are the ids of all sentences, and whether they have plural forms.
func allEnglish(t *testing.T) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	names, err := fs.Glob(assets.Translations(), "*en.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(content, &all); err != nil {
			t.Fatal(err)
		}
		for id, forms := range all {
			_, plural := forms.(map[string]any)
			ids[id] = plural
		}
	}
	return ids
}
