// Package assets holds what is not code and belongs into the program. It
// promises only to hand it out as it lies in this folder.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed translations/*.json
var translations embed.FS

// Translations holds one JSON file of sentences a language, at its top.
func Translations() fs.FS {
	files, err := fs.Sub(translations, "translations")
	if err != nil {
		panic(err) // the name is a constant and valid
	}
	return files
}
