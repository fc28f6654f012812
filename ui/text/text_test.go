package text_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/folkmoot/folkmoot/assets"
	"github.com/folkmoot/folkmoot/ui/text"
)

func catalog(t *testing.T) *text.Catalog {
	t.Helper()
	c, err := text.Load(assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func english(t *testing.T) *text.Printer { return catalog(t).Printer("en") }
func german(t *testing.T) *text.Printer  { return catalog(t).Printer("de") }

// files makes a catalog of small translations.
func files(t *testing.T, contents map[string]string) (*text.Catalog, error) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, content := range contents {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return text.Load(fsys)
}

func TestTranslationsThatAreRefused(t *testing.T) {
	for name, contents := range map[string]map[string]string{
		"none at all":         {},
		"no English":          {"de.json": `{"a":"b"}`},
		"not JSON":            {"en.json": `{"a":`},
		"a list of numbers":   {"en.json": `[1,2]`},
		"a language of Babel": {"en.json": `{}`, "not-a-language-at-all.json": `{}`},
		"five megabytes":      {"en.json": `{"a":"` + strings.Repeat("x", 5<<20) + `"}`},
	} {
		if _, err := files(t, contents); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestALanguageMayHaveSeveralFiles(t *testing.T) {
	c, err := files(t, map[string]string{"en.json": `{"a":"one"}`, "cli.en.json": `{"b":"two"}`, "de.json": `{"a":"eins"}`})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Printer("en")
	if got := p.T("a", nil) + " " + p.T("b", nil); got != "one two" {
		t.Errorf("got %q", got)
	}
	if got := len(c.Languages()); got != 2 {
		t.Errorf("%d languages: %v", got, c.Languages())
	}
}

func TestSentencesThatAreMissing(t *testing.T) {
	c, err := files(t, map[string]string{
		"en.json": `{"greet":"Hello {{.Name}}","only":"English","broken":"{{.Name","votes":{"one":"{{.Count}} vote","other":"{{.Count}} votes"}}`,
		"de.json": `{"greet":"Hallo {{.Name}}","votes":{"one":"{{.Count}} Stimme"}}`,
	})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Printer("de")
	situations := []struct {
		name string
		say  func() (string, error)
		want string
	}{
		{"nowhere", func() (string, error) { return p.Lookup("nowhere", nil) }, "⟦nowhere⟧"},
		{"in English only", func() (string, error) { return p.Lookup("only", nil) }, "English"},
		{"a gap without a value", func() (string, error) { return p.Lookup("greet", nil) }, "⟦greet⟧"},
		{"a gap that never closes", func() (string, error) { return p.Lookup("broken", nil) }, "⟦broken⟧"},
		{"a plural form that is lacking", func() (string, error) { return p.LookupN("votes", 2, nil) }, "⟦votes⟧"},
	}
	for _, s := range situations {
		t.Run(s.name, func(t *testing.T) {
			got, err := s.say()
			if got != s.want || err == nil {
				t.Errorf("got %q, %v; want %q and an error", got, err, s.want)
			}
		})
	}
	if got, err := p.LookupN("votes", 1, nil); got != "1 Stimme" || err != nil {
		t.Errorf("one vote: %q, %v", got, err)
	}
}

func TestDataIsNeverATemplateAndIsLeftAlone(t *testing.T) {
	c, err := files(t, map[string]string{"en.json": `{"greet":"Hello {{.Name}}","votes":{"one":"{{.Count}} vote of {{.Name}}","other":"{{.Count}} votes of {{.Name}}"}}`})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Printer()
	if got := p.T("greet", map[string]any{"Name": "{{.Secret}}"}); got != "Hello {{.Secret}}" {
		t.Errorf("got %q", got)
	}
	data := map[string]any{"Name": "Ada"}
	if got := p.N("votes", 2, data); got != "2 votes of Ada" || len(data) != 1 {
		t.Errorf("got %q; the caller's data is now %v", got, data)
	}
}

func TestWhatFillsAGap(t *testing.T) {
	c, err := files(t, map[string]string{"en.json": `{"show":"[{{.X}}]","number.group":","}`})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		value any
		want  string
	}{
		{"two\nlines", "[two lines]"},
		{text.Block("two\nlines\x1b"), "[two\nlines\ufffd]"},
		{1234567, "[1,234,567]"},
		{int64(-1000), "[-1,000]"},
		{errors.New("bad\nluck"), "[bad luck]"},
		{true, "[true]"},
	} {
		if got := c.Printer().T("show", map[string]any{"X": s.value}); got != s.want {
			t.Errorf("%v: got %q, want %q", s.value, got, s.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for _, s := range []struct{ name, in, plain, line string }{
		{"what people write", "Zoë, عائشة, 陈, 👩‍🌾", "Zoë, عائشة, 陈, 👩‍🌾", "Zoë, عائشة, 陈, 👩‍🌾"},
		{"a screen cleared", "\x1b[2JAda", "\ufffd[2JAda", "\ufffd[2JAda"},
		{"an eight-bit escape", "\u009b2J", "\ufffd2J", "\ufffd2J"},
		{"a line forged", "Ada\nYes: 40", "Ada\nYes: 40", "Ada Yes: 40"},
		{"a line overwritten", "Ada\rBea", "Ada\ufffdBea", "Ada\ufffdBea"},
		{"a line as Windows ends it", "Ada\r\nBea", "Ada\nBea", "Ada Bea"},
		{"a line as Unicode ends it", "Ada\u2028Bea", "Ada\nBea", "Ada Bea"},
		{"the rest turned around", "Ada\u202e", "Ada\ufffd", "Ada\ufffd"},
		{"an isolate left open", "a\u2067b", "a\u2067b\u2069", "a\u2067b\u2069"},
		{"an isolate closed twice", "\u2067a\u2069\u2069b", "\u2067a\u2069b", "\u2067a\u2069b"},
		{"a mark of direction", "a\u200eb", "a\u200eb", "a\u200eb"},
		{"bytes that are no text", "a\xffb", "a\ufffdb", "a\ufffdb"},
		{"a column", "a\tb", "a b", "a b"},
	} {
		t.Run(s.name, func(t *testing.T) {
			if got := text.Plain(s.in); got != s.plain {
				t.Errorf("plain: got %q, want %q", got, s.plain)
			}
			if got := text.Line(s.in); got != s.line {
				t.Errorf("line: got %q, want %q", got, s.line)
			}
		})
	}
}

func TestChoosingALanguage(t *testing.T) {
	type env map[string]string
	for _, s := range []struct {
		name  string
		asked string
		env   env
		want  string
	}{
		{"nothing said", "", nil, "en"},
		{"the locale", "", env{"LANG": "de_AT.UTF-8"}, "de"},
		{"LC_ALL goes before LANG", "", env{"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE"}, "en"},
		{"LC_MESSAGES goes before LANG", "", env{"LC_MESSAGES": "de_DE@euro", "LANG": "en_US"}, "de"},
		{"LANGUAGE goes before all", "", env{"LANGUAGE": "tlh:de:en", "LANG": "en_US.UTF-8"}, "de"},
		{"but not where the locale is C", "", env{"LANGUAGE": "de", "LC_ALL": "C"}, "en"},
		{"C with an encoding", "", env{"LANGUAGE": "de", "LANG": "C.UTF-8"}, "en"},
		{"a language that is not here", "", env{"LANG": "is_IS.UTF-8"}, "en"},
		{"rubbish", "", env{"LANG": "\x00\xff", "LANGUAGE": ":::"}, "en"},
		{"the flag goes before the environment", "de", env{"LANG": "en_US"}, "de"},
		{"the flag with a country", "de_CH", nil, "de"},
	} {
		t.Run(s.name, func(t *testing.T) {
			p, err := catalog(t).Choose(s.asked, func(name string) string { return s.env[name] })
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Language().String(); got != s.want {
				t.Errorf("got %s, want %s", got, s.want)
			}
		})
	}
	for _, asked := range []string{"tlh", "is", "!", "english please"} {
		if _, err := catalog(t).Choose(asked, func(string) string { return "" }); !errors.Is(err, text.ErrLanguage) || !strings.Contains(err.Error(), "en, de") {
			t.Errorf("asked for %q: %v", asked, err)
		}
	}
}

func TestManySpeakersAtOnce(t *testing.T) {
	p := german(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := p.Duration(2 * 24 * 60 * 60 * 1000); got != "2 Tage" {
				t.Errorf("got %q", got)
			}
		})
	}
	all.Wait()
}
