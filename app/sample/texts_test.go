package sample

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryLanguageSaysEverything(t *testing.T) {
	first := textsIn(Languages()[0])
	for _, language := range Languages() {
		all := textsIn(language)
		if have, want := slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(first)); !slices.Equal(have, want) {
			t.Errorf("%s has other keys than %s: %v, %v", language, Languages()[0], have, want)
		}
		for key, said := range all {
			if said == "" {
				t.Errorf("%s says nothing for %s", language, key)
			}
			if strings.HasSuffix(key, ".options") && len(all.lines(key)) != len(first.lines(key)) {
				t.Errorf("%s: %s has %d options", language, key, len(all.lines(key)))
			}
		}
	}
	if textsIn("fr")["name"] != first["name"] || textsIn("de-AT")["quiet"] == first["quiet"] {
		t.Error("another language is taken")
	}
}

// TestNoTextIsLeftOver looks for each key in the sources, whole or as the beginning that a number follows.
func TestNoTextIsLeftOver(t *testing.T) {
	var sources strings.Builder
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(source)
		}
	}
	number := regexp.MustCompile(`\.\d+$`)
	for key := range textsIn("en") {
		stem := strings.TrimSuffix(strings.TrimPrefix(number.ReplaceAllString(key, ""), "track."), ".options")
		if !strings.Contains(sources.String(), `"`+stem) && !strings.HasPrefix(stem, "about.") && !strings.HasSuffix(stem, ".plan") {
			t.Errorf("nothing says %s", key)
		}
	}
}
