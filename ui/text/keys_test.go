package text_test

// What can be checked about the translations without reading them: that the
// code asks for what there is, that there is what the code asks for, and that
// every whole language has it, with the same gaps and all plural forms.

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/assets"
)

// wholeLanguages must have every sentence; the others may follow.
var wholeLanguages = []string{"en", "de"}

// message is one sentence in one language: its forms by plural category, or
// its only form as "other".
type message struct {
	forms  map[string]string
	plural bool
}

var gapPattern = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// gaps lists what a form wants to be filled with.
func gaps(form string) []string {
	var names []string
	for _, match := range gapPattern.FindAllStringSubmatch(form, -1) {
		names = append(names, match[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// translations reads all files by hand: the library would not tell us of an
// id that stands there twice.
func translations(t *testing.T) map[string]map[string]message {
	t.Helper()
	all := map[string]map[string]message{}
	names, err := fs.Glob(assets.Translations(), "*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("translations: %v, %v", names, err)
	}
	for _, name := range names {
		parts := strings.Split(name, ".")
		language := parts[len(parts)-2]
		if all[language] == nil {
			all[language] = map[string]message{}
		}
		content, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range pairs(t, name, content) {
			if _, twice := all[language][pair.id]; twice {
				t.Errorf("%s: %q stands there twice", name, pair.id)
			}
			all[language][pair.id] = pair.message
		}
	}
	return all
}

type pair struct {
	id string
	message
}

func pairs(t *testing.T, name string, content []byte) (found []pair) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(content)))
	if _, err := decoder.Token(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for decoder.More() {
		id, err := decoder.Token()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			t.Fatalf("%s: %s: %v", name, id, err)
		}
		m := message{forms: map[string]string{}}
		if err := json.Unmarshal(value, &m.forms); err == nil {
			m.plural = true
		} else {
			var only string
			if err := json.Unmarshal(value, &only); err != nil {
				t.Errorf("%s: %s is neither a sentence nor plural forms", name, id)
			}
			m.forms["other"] = only
		}
		found = append(found, pair{id.(string), m})
	}
	return found
}

// asked is one place in the code that asks for a sentence.
type asked struct {
	at     string // file and line
	id     string // or what it begins with
	prefix bool   // the rest of the id is computed
	plural bool
	data   []string // the gaps that are filled, where they can be seen
	known  bool     // whether they can
}

// source is what the faces' code says about sentences.
type source struct {
	asks    []asked
	strings map[string]bool // every string in the code: a table may hold ids
}

// scan reads the code of all faces and of the main program, tests left out.
func scan(t *testing.T) source {
	t.Helper()
	found := source{strings: map[string]bool{}}
	files, err := filepath.Glob(filepath.Join("..", "..", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	constants := map[string]map[string]string{} // by folder
	parsed := map[string]*ast.File{}
	positions := token.NewFileSet()
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Logf("left out, as it does not parse now: %v", err)
			continue
		}
		parsed[path] = file
		folder := filepath.Dir(path)
		if constants[folder] == nil {
			constants[folder] = map[string]string{}
		}
		maps.Copy(constants[folder], stringConstants(file))
	}
	for _, path := range slices.Sorted(maps.Keys(parsed)) {
		found.read(positions, parsed[path], constants[filepath.Dir(path)])
	}
	return found
}

// stringConstants finds `const name = "…"` at the top of a file.
func stringConstants(file *ast.File) map[string]string {
	found := map[string]string{}
	for _, decl := range file.Decls {
		general, ok := decl.(*ast.GenDecl)
		if !ok || general.Tok != token.CONST {
			continue
		}
		for _, spec := range general.Specs {
			value := spec.(*ast.ValueSpec)
			for i, name := range value.Names {
				if i < len(value.Values) {
					if text, ok := literal(value.Values[i]); ok {
						found[name.Name] = text
					}
				}
			}
		}
	}
	return found
}

func literal(e ast.Expr) (string, bool) {
	basic, ok := e.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

// askers are the methods of a Printer that take an id, and where their data
// stands among the arguments; "t" is a trouble.Speaker's.
var askers = map[string]int{"T": 1, "Lookup": 1, "N": 2, "LookupN": 2, "t": 1}

func (s *source) read(positions *token.FileSet, file *ast.File, constants map[string]string) {
	ast.Inspect(file, func(node ast.Node) bool {
		if e, ok := node.(ast.Expr); ok {
			if text, ok := literal(e); ok {
				s.strings[text] = true
			}
		}
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		dataAt, asks := askers[method.Sel.Name]
		if !asks || len(call.Args) != dataAt+1 {
			return true
		}
		id, prefix, ok := idOf(call.Args[0], constants)
		if !ok {
			return true
		}
		data, known := dataOf(call.Args[dataAt])
		s.asks = append(s.asks, asked{
			at: positions.Position(call.Pos()).String(), id: id, prefix: prefix,
			plural: dataAt == 2, data: data, known: known,
		})
		return true
	})
}

// idOf reads "id", a constant, or "prefix." + something.
func idOf(e ast.Expr, constants map[string]string) (id string, prefix, ok bool) {
	if text, ok := literal(e); ok {
		return text, false, true
	}
	switch e := e.(type) {
	case *ast.Ident:
		id, ok = constants[e.Name]
		return id, false, ok
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			id, _, ok = idOf(e.X, constants)
			return id, true, ok
		}
	}
	return "", false, false
}

// dataOf reads the keys of map[string]any{"A": …} or nil.
func dataOf(e ast.Expr) (keys []string, known bool) {
	switch e := e.(type) {
	case *ast.Ident:
		return nil, e.Name == "nil"
	case *ast.CompositeLit:
		for _, element := range e.Elts {
			pair, ok := element.(*ast.KeyValueExpr)
			if !ok {
				return nil, false
			}
			key, ok := literal(pair.Key)
			if !ok {
				return nil, false
			}
			keys = append(keys, key)
		}
		slices.Sort(keys)
		return keys, true
	}
	return nil, false
}

func TestTheCodeAsksForWhatThereIs(t *testing.T) {
	english := translations(t)["en"]
	for _, ask := range scan(t).asks {
		if ask.prefix {
			if !anyWithPrefix(english, ask.id) {
				t.Errorf("%s: no sentence begins with %q", ask.at, ask.id)
			}
			continue
		}
		m, there := english[ask.id]
		if !there {
			t.Errorf("%s: there is no sentence %q", ask.at, ask.id)
			continue
		}
		if m.plural != ask.plural {
			t.Errorf("%s: %q has plural forms: %v; the code asks for one: %v", ask.at, ask.id, m.plural, ask.plural)
		}
		want := without(gaps(m.forms["other"]), "Count", ask.plural)
		if ask.known && !slices.Equal(without(ask.data, "Count", ask.plural), want) {
			t.Errorf("%s: %q has the gaps %v, the code fills %v", ask.at, ask.id, want, ask.data)
		}
	}
}

// What pages say is read before a window: it names no command. What is said of errors has its own test (package trouble).
func TestNoPageNamesACommand(t *testing.T) {
	for language, sentences := range translations(t) {
		for _, ask := range scan(t).asks {
			if at := filepath.ToSlash(ask.at); !strings.HasPrefix(at, "../view/") && !strings.HasPrefix(at, "../desktop/") {
				continue
			}
			for id, m := range sentences {
				if id != ask.id && (!ask.prefix || !strings.HasPrefix(id, ask.id)) {
					continue
				}
				for _, form := range m.forms {
					if strings.Contains(form, "folkmoot ") || strings.Contains(form, "--") {
						t.Errorf("%s: %s: %q says %q", ask.at, language, id, form)
					}
				}
			}
		}
	}
}

func without(names []string, name string, really bool) []string {
	if !really {
		return names
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
}

func anyWithPrefix(sentences map[string]message, prefix string) bool {
	for id := range sentences {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

func TestNoSentenceIsUnused(t *testing.T) {
	code := scan(t)
	var unused []string
	for id := range translations(t)["en"] {
		used := code.strings[id]
		for _, ask := range code.asks {
			used = used || ask.prefix && strings.HasPrefix(id, ask.id)
		}
		if !used {
			unused = append(unused, id)
		}
	}
	slices.Sort(unused)
	if len(unused) > 0 {
		t.Errorf("nothing in the code says these: %s", strings.Join(unused, ", "))
	}
}

func TestWholeLanguagesAreWhole(t *testing.T) {
	all := translations(t)
	for _, language := range wholeLanguages {
		for id := range all["en"] {
			if _, there := all[language][id]; !there {
				t.Errorf("%s: %q is not translated", language, id)
			}
		}
	}
}

func TestLanguagesAgreeAboutTheirSentences(t *testing.T) {
	all := translations(t)
	for language, sentences := range all {
		for id, m := range sentences {
			english, there := all["en"][id]
			if !there {
				t.Errorf("%s: %q is not among the English sentences", language, id)
				continue
			}
			for _, fault := range disagreements(english, m) {
				t.Errorf("%s: %q %s", language, id, fault)
			}
		}
	}
}

// disagreements compares a translation with the English sentence. A form for
// one thing may leave the number out ("in einem Tag").
func disagreements(english, m message) (faults []string) {
	if english.plural != m.plural {
		return []string{"has plural forms in one language only"}
	}
	want := gaps(english.forms["other"])
	for category, form := range m.forms {
		got := gaps(form)
		if strings.Count(form, "{{") != len(gapPattern.FindAllString(form, -1)) {
			faults = append(faults, fmt.Sprintf("has a gap that is not written {{.Name}}: %q", form))
		}
		if form == "" {
			faults = append(faults, "has an empty form")
		}
		if !slices.Equal(got, want) && !(category != "other" && slices.Equal(got, without(want, "Count", true))) {
			faults = append(faults, fmt.Sprintf("has the gaps %v as %s, %v in English", got, category, want))
		}
	}
	return faults
}

func TestPluralFormsAreThereForEveryCount(t *testing.T) {
	c := catalog(t)
	for language, sentences := range translations(t) {
		p := c.Printer(language)
		for id, m := range sentences {
			if !m.plural {
				continue
			}
			data := map[string]any{}
			for _, gap := range gaps(m.forms["other"]) {
				data[gap] = "x"
			}
			for _, count := range []int{0, 1, 2, 3, 5, 7, 11, 12, 21, 22, 99, 100, 101, 102, 111, 1000, 1_000_000} {
				if got, err := p.LookupN(id, count, data); err != nil {
					t.Errorf("%s: %q for %d: %q, %v", language, id, count, got, err)
				}
			}
		}
	}
}
