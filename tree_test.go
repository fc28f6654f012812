package main

// What can be checked about the tree is a test: which way imports point, that
// the core stays free of clocks and sockets, where packages say what they
// promise, how long things get. Imports are read from the files here, not
// asked of `go list`, whose answer the test cache would keep after a change.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const modulePath = "github.com/folkmoot/folkmoot"

const (
	maxFileLines     = 400
	maxFunctionLines = 80
)

// topLevel is all that may lie beside main.go, hidden files, tests and what
// git ignores apart.
var topLevel = []string{
	"app", "p2p", "store", "ui", "assets",
	"go.mod", "go.sum", "FyneApp.toml", "Makefile", "LICENSE", "README.md", "ARCHITECTURE.md", "SECURITY.md",
	"main.go", "network.go", "headless.go", "desktop.go", "window.go",
}

// An arrow says which of our packages a package may import. "x/..." means x
// and all below it. Packages that only tests import stand in testOnly.
type arrow struct {
	from string
	to   []string
}

// arrows is DESIGN's "House and arrows" as data. A package that is not in it
// fails: where it belongs is to be decided, not found out later.
var arrows = []arrow{
	{".", []string{"app/...", "store/...", "p2p/...", "ui/...", "assets"}},
	{"assets", nil},

	{"ui/session", nil},
	{"ui/text", nil},
	{"ui/view", []string{"app/...", "ui/text"}},
	{"ui/view/ballot", []string{"app/...", "ui/view", "ui/text"}},
	{"ui/view/outcome", []string{"app/...", "ui/view", "ui/text"}},
	{"ui/files", []string{"app/..."}},
	{"ui/trouble", []string{"app/...", "ui/view", "ui/session", "ui/text", "ui/files"}},
	{"ui/cli", []string{"app/...", "ui/view", "ui/text", "ui/session", "ui/files", "ui/trouble"}},
	{"ui/desktop/shelltest", []string{"app/...", "store", "ui/view/...", "ui/text", "ui/trouble", "ui/desktop/...", "assets"}},
	{"ui/desktop/...", []string{"app/...", "ui/view/...", "ui/text", "ui/session", "ui/files", "ui/trouble", "ui/desktop/...", "assets"}},
	{"store/...", []string{"app/...", "store/..."}},
	{"p2p/...", []string{"app/...", "p2p/..."}},

	{"app", []string{"app/..."}},
	{"app/op", nil},
	{"app/tally", nil},
	{"app/curve", nil},
	{"app/track", []string{"app/curve"}},
	{"app/delegation", []string{"app/op", "app/charter", "app/kind"}},
	{"app/ballotfile", []string{"app/tally"}},
	{"app/identity", nil},
	{"app/statement", []string{"app/op"}},
	{"app/invite", []string{"app/op", "app/statement"}},
	{"app/charter", []string{"app/op", "app/curve", "app/track"}},
	{"app/car", []string{"app/op"}},
	{"app/reconcile", []string{"app/op"}},
	{"app/catchup", []string{"app/op", "app/authority", "app/community", "app/reconcile"}},
	{"app/agreement", []string{"app/op"}},
	{"app/kind", []string{"app/op", "app/charter"}},
	{"app/admission", []string{"app/op", "app/statement"}},
	{"app/bundle", []string{"app/op", "app/car"}},
	{"app/authority", []string{"app/op", "app/charter", "app/agreement", "app/kind", "app/statement"}},
	{"app/proposal", domain},
	{"app/content", domain},
	{"app/poll", slices.Concat(domain, []string{"app/tally", "app/curve", "app/track"})},
	{"app/followup", slices.Concat(domain, []string{"app/poll"})},
	{"app/closing", []string{"app/op", "app/charter", "app/agreement", "app/kind", "app/statement"}},
	{"app/community", slices.Concat(domain, []string{"app/agreement", "app/track"})},
	{"app/memory", []string{"app/op", "app/authority", "app/community", "app/kind"}},
	{"app/record", slices.Concat(domain, []string{"app/agreement", "app/community", "app/closing", "app/poll", "app/tally", "app/curve", "app/bundle", "app/car", "app/memory"})},
	{"app/sample", []string{"app/..."}},
	{"app/apptest", []string{"app/..."}},
	{"app/sim", []string{"app/..."}},
}

// domain is what a package of one noun rests on.
var domain = []string{"app/op", "app/charter", "app/authority", "app/kind", "app/statement"}

// inOneFile lists imports that are right in some files of a package and wrong
// in all others: the fold knows its domains by that list alone. Voting is the
// exception: what tellers say is judged by its past, and so is who may vote.
var inOneFile = map[string][]string{
	"app/community/tellers.go":     {"app/poll", "app/closing"},
	"app/community/telling.go":     {"app/closing"},
	"app/community/pollanswers.go": {"app/poll", "app/closing"},
	"app/community/late.go":        {"app/poll", "app/closing"},
	"app/community/followups.go":   {"app/followup"},
	"app/community/course.go":      {"app/poll", "app/closing"},
	"app/community/places.go":      {"app/poll"},
	"app/community/accepting.go":   {"app/poll"},
	"app/community/electorate.go":  {"app/poll", "app/closing", "app/delegation"},
	"app/community/delegations.go": {"app/poll", "app/closing", "app/delegation"},
	"app/community/receipts.go":    {"app/poll", "app/closing"},
	"app/community/kinds.go":       {"app/proposal", "app/poll", "app/closing", "app/delegation", "app/content", "app/followup"},
}

// testOnly are imported by tests and by each other.
var testOnly = []string{"app/apptest", "app/sim", "ui/desktop/shelltest", "store/storetest"}

// Tests may also use the whole core, and what is embedded.
var forTests = []string{"app/...", "assets"}

// mayImport decides one import of ours, from a file in package from.
func mayImport(file, from, to string) bool {
	isTest := strings.HasSuffix(file, "_test.go")
	if from == to {
		return isTest // a package of its own, x_test, imports x
	}
	if slices.Contains(testOnly, to) {
		return isTest || slices.Contains(testOnly, from)
	}
	if isTest && matches(forTests, to) {
		return true
	}
	if matches(inOneFile[file], to) {
		return true
	}
	for _, a := range arrows {
		if matches([]string{a.from}, from) {
			return matches(a.to, to)
		}
	}
	return false
}

func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		root, below := strings.CutSuffix(pattern, "/...")
		return pkg == root || below && strings.HasPrefix(pkg, root+"/")
	})
}

func TestTheArrowsThemselves(t *testing.T) {
	for _, s := range []struct {
		file, to string
		want     bool
	}{
		{"main.go", "store", true},
		{"main.go", "ui/cli", true},
		{"main.go", "app/sim", false},
		{"main_test.go", "app/apptest", true},
		{"app/op/header.go", "app/charter", false},
		{"app/charter/track.go", "app/op", true},
		{"app/invite/link.go", "app/identity", false},
		{"app/service.go", "app/community", true},
		{"app/service.go", "store", false},
		{"app/service.go", "app/apptest", false},
		{"app/community/kinds.go", "app/poll", true},
		{"app/community/fold.go", "app/poll", false},
		{"app/community/fold_test.go", "app/apptest", true},
		{"app/sim/run.go", "app/apptest", true},
		{"app/tally/stv.go", "app/op", false},
		{"store/ops.go", "app/community", true},
		{"store/keyring/keyring.go", "store", true},
		{"store/ops.go", "p2p", false},
		{"store/suite_test.go", "app/apptest", true},
		{"store/suite_test.go", "ui/cli", false},
		{"p2p/host.go", "store", false},
		{"ui/cli/vote.go", "app", true},
		{"ui/cli/vote.go", "store", false},
		{"ui/cli/vote.go", "app/poll", true},
		{"ui/view/home.go", "ui/cli", false},
		{"app/newcomer/x.go", "app/op", false},
	} {
		if got := mayImport(s.file, path.Dir(s.file), s.to); got != s.want {
			t.Errorf("%s imports %s: allowed is %v, want %v", s.file, s.to, got, s.want)
		}
	}
}

// goFile is one file of the tree, parsed.
type goFile struct {
	path   string // from the root, with slashes
	pkg    string // its folder, "." for the root
	isTest bool
	syntax *ast.File
}

var positions = token.NewFileSet()

// tree parses every Go file of ours.
func tree(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || ignored(t, name)) {
			return filepath.SkipDir
		}
		if entry.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		syntax, err := parser.ParseFile(positions, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		files = append(files, goFile{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// ignored reports whether git ignores a name at the top.
func ignored(t *testing.T, name string) bool {
	t.Helper()
	content, err := os.ReadFile(".gitignore")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(strings.Fields(string(content)), func(pattern string) bool {
		matched, err := path.Match(strings.Trim(pattern, "/"), name)
		return err == nil && matched
	})
}

// imports lists what a file imports.
func (f goFile) imports() []string {
	var paths []string
	for _, spec := range f.syntax.Imports {
		if name, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, name)
		}
	}
	return paths
}

func TestImportsFollowTheArrows(t *testing.T) {
	for _, file := range tree(t) {
		known := slices.ContainsFunc(arrows, func(a arrow) bool { return matches([]string{a.from}, file.pkg) })
		if !known {
			t.Errorf("%s: the package %s has no arrows in tree_test.go", file.path, file.pkg)
			continue
		}
		for _, imported := range file.imports() {
			ours, is := strings.CutPrefix(imported, modulePath)
			if !is {
				continue
			}
			to := strings.TrimPrefix(ours, "/")
			if to == "" {
				to = "."
			}
			if !mayImport(file.path, file.pkg, to) {
				t.Errorf("%s imports %s: against the arrows", file.path, to)
			}
		}
	}
}

// impure are packages with which the core would reach for what must be handed
// in: clocks, chance, files, sockets, databases, screens.
var impure = []string{
	"database/sql/...", "net", "net/http/...", "os/...", "syscall", "io/ioutil", "crypto/rand", "math/rand/...", "plugin", "unsafe",
	"golang.org/x/sys/...", "modernc.org/...", "fyne.io/...", "github.com/libp2p/...",
}

// ticking are the functions of package time that read or await the clock.
var ticking = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker"}

func TestTheCoreIsPure(t *testing.T) {
	for _, file := range tree(t) {
		if file.isTest || !matches([]string{"app/..."}, file.pkg) {
			continue
		}
		for _, imported := range file.imports() {
			seeded := imported == "math/rand/v2" && slices.Contains(testOnly, file.pkg)
			measured := imported == "syscall" && file.path == "app/apptest/spent_unix.go"
			if matches(impure, imported) && !seeded && !measured {
				t.Errorf("%s imports %s: the core is handed such things", file.path, imported)
			}
		}
		ast.Inspect(file.syntax, func(node ast.Node) bool {
			selector, ok := node.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if name, ok := selector.X.(*ast.Ident); ok && name.Name == "time" && slices.Contains(ticking, selector.Sel.Name) {
				t.Errorf("%s: time.%s: the core is handed the time", positions.Position(node.Pos()), selector.Sel.Name)
			}
			return true
		})
	}
}

// badNames say nothing about a package, or take the name of one that
// everybody knows.
var badNames = []string{"sync", "crypto", "errors", "util", "utils", "common", "helpers", "misc"}

func TestEveryPackageSaysWhatItPromises(t *testing.T) {
	docs := map[string][]string{}
	for _, file := range tree(t) {
		name := file.syntax.Name.Name
		if slices.Contains(badNames, name) {
			t.Errorf("%s: no package is called %s", file.path, name)
		}
		if plain := strings.TrimSuffix(name, "_test"); file.pkg != "." && plain != path.Base(file.pkg) {
			t.Errorf("%s: package %s in a folder of another name", file.path, name)
		}
		if file.isTest {
			continue
		}
		if _, seen := docs[file.pkg]; !seen {
			docs[file.pkg] = nil
		}
		if file.syntax.Doc == nil {
			continue
		}
		docs[file.pkg] = append(docs[file.pkg], file.path)
		if text := file.syntax.Doc.Text(); name != "main" && !strings.HasPrefix(text, "Package "+name+" ") {
			t.Errorf("%s: the comment above the package clause is the package's doc and begins \"Package %s\"; a file's own stands below the clause", file.path, name)
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(docs)) {
		if files := docs[pkg]; len(files) != 1 {
			t.Errorf("package %s: %d files carry its doc, want one: %v", pkg, len(files), files)
		}
	}
}

func TestNothingGrowsTooLong(t *testing.T) {
	for _, file := range tree(t) {
		if file.isTest {
			continue
		}
		if lines := positions.File(file.syntax.FileStart).LineCount(); lines > maxFileLines {
			t.Errorf("%s has %d lines: is it still one noun?", file.path, lines)
		}
		for _, decl := range file.syntax.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			from, to := positions.Position(function.Pos()), positions.Position(function.End())
			if lines := to.Line - from.Line + 1; lines > maxFunctionLines {
				t.Errorf("%s: %s has %d lines", from, function.Name.Name, lines)
			}
		}
	}
}

func TestEveryFuzzTargetHasSeeds(t *testing.T) {
	for _, file := range tree(t) {
		if !file.isTest {
			continue
		}
		for _, decl := range file.syntax.Decls {
			function, ok := decl.(*ast.FuncDecl)
			if !ok || function.Recv != nil || !strings.HasPrefix(function.Name.Name, "Fuzz") {
				continue
			}
			folder := path.Join(file.pkg, "testdata", "fuzz", function.Name.Name)
			if seeds, err := os.ReadDir(folder); err != nil || len(seeds) == 0 {
				t.Errorf("%s: no seeds in %s", positions.Position(function.Pos()), folder)
			}
		}
	}
}

func TestTopLevelIsFixed(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "_test.go") || ignored(t, name) {
			continue
		}
		if !slices.Contains(topLevel, name) {
			t.Errorf("%s has no place at the top level", name)
		}
	}
}

// The headless program must build where there is no C compiler and no screen.
func TestHeadlessBuildLeavesTheDesktopOut(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-tags", "headless", ".")
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	var complaints strings.Builder
	list.Stderr = &complaints
	listed, err := list.Output()
	if err != nil {
		t.Fatalf("listing what the headless program needs: %v\n%s", err, &complaints)
	}
	for pkg := range strings.Lines(string(listed)) {
		pkg = strings.TrimSpace(pkg)
		if matches([]string{"fyne.io/...", "github.com/go-gl/...", modulePath + "/ui/desktop/...", "runtime/cgo", "C"}, pkg) {
			t.Errorf("the headless program contains %s", pkg)
		}
	}
}
