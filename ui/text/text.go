// Package text says things to people: every sentence of every face, in every
// language, and the words for sizes, instants, durations, counts and ids.
//
// A Catalog holds the translations, which are JSON files handed in; a Printer
// speaks one language. It promises that what others wrote (names, titles,
// errors) cannot move the cursor, forge a line or turn the direction of the
// text around it, and that a sentence which is missing is seen rather than
// silently empty. It never reads a clock, a zone or the environment by
// itself, and knows no face. A Printer may be used by many goroutines.
package text

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// maxFileBytes bounds a translation file. All our sentences together are a
// hundredth of it.
const maxFileBytes = 4 << 20

// Catalog holds the translations that one build carries.
type Catalog struct {
	bundle  *i18n.Bundle
	tags    []language.Tag // English first: what is said where nothing else fits
	matcher language.Matcher
}

// Load reads every JSON file at the top of files. The language is what stands
// before ".json": en.json, or cli.en.json where a language has several. There
// must be English, which every other language falls back to.
func Load(files fs.FS) (*Catalog, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("listing translations: %w", err)
	}
	bundle := i18n.NewBundle(language.English)
	english := false
	for _, name := range names {
		tag, err := loadFile(bundle, files, name)
		if err != nil {
			return nil, fmt.Errorf("reading the translation %s: %w", name, err)
		}
		english = english || tag == language.English
	}
	if !english {
		return nil, fmt.Errorf("reading translations: none of the %d files is English", len(names))
	}
	tags := bundle.LanguageTags()
	return &Catalog{bundle: bundle, tags: tags, matcher: language.NewMatcher(tags)}, nil
}

func loadFile(bundle *i18n.Bundle, files fs.FS, name string) (language.Tag, error) {
	info, err := fs.Stat(files, name)
	if err != nil {
		return language.Und, err
	}
	if info.Size() > maxFileBytes {
		return language.Und, fmt.Errorf("%d bytes, at most %d", info.Size(), maxFileBytes)
	}
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return language.Und, err
	}
	if _, err := language.Parse(languagePart(name)); err != nil {
		return language.Und, fmt.Errorf("its name names no language: %w", err)
	}
	parsed, err := bundle.ParseMessageFileBytes(content, name)
	if err != nil {
		return language.Und, err
	}
	return parsed.Tag, nil
}

// languagePart is "en" of "cli.en.json".
func languagePart(name string) string {
	stem := name[:len(name)-len(path.Ext(name))]
	if ext := path.Ext(stem); ext != "" {
		return ext[1:]
	}
	return stem
}

// Languages lists what this build speaks, English first.
func (c *Catalog) Languages() []language.Tag {
	return append([]language.Tag(nil), c.tags...)
}
