package cli

// Sentences that the commands ask for by way of this package's own helpers, which the check of all faces does not know.

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/assets"
)

// sentenceAt says which argument of a helper is the id of a sentence; what fills its gaps is the next one. filled are gaps that the helper fills.
var sentenceAt = map[string]struct {
	id     int
	filled []string
}{"tell": {id: 0}, "note": {id: 0}, "done": {id: 1, filled: []string{"ID"}}, "donePerson": {id: 1, filled: []string{"Name"}}}

func TestEveryCommandHasItsSentences(t *testing.T) {
	english := englishSentences(t)
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			for _, id := range sentencesIn(node) {
				asked++
				if _, there := english[id]; !there {
					t.Errorf("%s: there is no sentence %q", path, id)
				}
			}
			if call, ok := node.(*ast.CallExpr); ok {
				for _, gap := range openGaps(call, english) {
					t.Errorf("%s: nothing fills a gap: %s", path, gap)
				}
			}
			return true
		})
	}
	if asked < 100 {
		t.Errorf("only %d sentences were looked for: has a helper another name now?", asked)
	}
}

// englishSentences are the sentences with all of their forms in one string.
func englishSentences(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	names, err := fs.Glob(assets.Translations(), "*en.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := fs.ReadFile(assets.Translations(), name)
		if err != nil {
			t.Fatal(err)
		}
		var sentences map[string]json.RawMessage
		if err := json.Unmarshal(content, &sentences); err != nil {
			t.Fatal(err)
		}
		for id, forms := range sentences {
			all[id] = string(forms)
		}
	}
	return all
}

// sentencesIn are the ids that stand in a call, or in what an error or a command is declared with.
func sentencesIn(node ast.Node) (ids []string) {
	switch node := node.(type) {
	case *ast.CallExpr:
		if id, _ := sentenceOf(node); id != "" {
			ids = append(ids, id)
		}
		if calls(node, "noun") && len(node.Args) > 1 {
			ids = append(ids, helpOf(literal(node.Args[1]))...)
		}
		if calls(node, "flag") && len(node.Args) == 1 && literal(node.Args[0]) != "" {
			ids = append(ids, "flag."+literal(node.Args[0]))
		}
	case *ast.CompositeLit:
		name, _ := node.Type.(*ast.Ident)
		if of, ok := node.Type.(*ast.SelectorExpr); ok {
			name = of.Sel
		}
		if name == nil {
			return nil
		}
		if name.Name == "usageError" && len(node.Elts) > 0 && literal(node.Elts[0]) != "" {
			ids = append(ids, literal(node.Elts[0]))
		}
		for _, e := range node.Elts {
			pair, ok := e.(*ast.KeyValueExpr)
			if !ok || literal(pair.Value) == "" {
				continue
			}
			switch field, _ := pair.Key.(*ast.Ident); {
			case field == nil:
			case name.Name == "Said" && (field.Name == "What" || field.Name == "Do"), name.Name == "usageError" && field.Name == "key":
				ids = append(ids, literal(pair.Value))
			case name.Name == "spec" && field.Name == "key":
				ids = append(ids, helpOf(literal(pair.Value))...)
			}
		}
	}
	return ids
}

func helpOf(key string) []string {
	if key == "" {
		return nil
	}
	return []string{"help." + key + ".short", "help." + key + ".long"}
}

// sentenceOf is the id that a helper is called with, and the expression that fills its gaps.
func sentenceOf(call *ast.CallExpr) (string, ast.Expr) {
	for name, at := range sentenceAt {
		if calls(call, name) && len(call.Args) > at.id {
			var data ast.Expr
			if len(call.Args) > at.id+1 {
				data = call.Args[at.id+1]
			}
			return literal(call.Args[at.id]), data
		}
	}
	return "", nil
}

var gapPattern = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// openGaps are the gaps of a sentence that a call leaves open, where that can be seen.
func openGaps(call *ast.CallExpr, english map[string]string) (open []string) {
	id, data := sentenceOf(call)
	if id == "" {
		return nil
	}
	method := call.Fun.(*ast.SelectorExpr).Sel.Name
	filled := slices.Clone(sentenceAt[method].filled)
	switch data := data.(type) {
	case nil:
	case *ast.CompositeLit:
		for _, e := range data.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				filled = append(filled, literal(pair.Key))
			}
		}
	case *ast.Ident:
		if data.Name != "nil" {
			return nil
		}
	default:
		return nil
	}
	for _, gap := range gapPattern.FindAllStringSubmatch(english[id], -1) {
		if !slices.Contains(filled, gap[1]) {
			open = append(open, id+": "+gap[1])
		}
	}
	return open
}

func calls(call *ast.CallExpr, name string) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == name
}

func literal(e ast.Expr) string {
	basic, ok := e.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(basic.Value)
	if err != nil {
		return ""
	}
	return text
}
