package assets

// What only a build with a window carries: fonts, icons and the mark. Nothing
// else asks for them, so the linker leaves them out of the headless program.

import (
	"embed"
	"path"
)

//go:embed fonts/*.otf fonts/*.ttf
var fonts embed.FS

//go:embed icons/*.svg
var icons embed.FS

//go:embed mark.svg mark-small.svg
var marks embed.FS

//go:embed icon.png
var appIcon []byte

// Font is the content of a font file, such as "Inter-Regular.otf". It panics
// where there is none: names are constants, and a test loads them all.
func Font(name string) []byte { return must(fonts, path.Join("fonts", name)) }

// Icon is a Lucide icon as SVG, each shape drawn in #000000.
func Icon(name string) []byte { return must(icons, path.Join("icons", name+".svg")) }

// Icons are the names of all icons, in order.
func Icons() []string {
	entries, err := icons.ReadDir("icons")
	if err != nil {
		panic(err) // the folder is embedded
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name()[:len(entry.Name())-len(".svg")])
	}
	return names
}

// Mark is Folkmoot's mark as SVG: "mark", or "mark-small" for less than 20 px.
func Mark(name string) []byte { return must(marks, name+".svg") }

// AppIcon is what a desktop shows for the program, as PNG.
func AppIcon() []byte { return appIcon }

func must(files embed.FS, name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return content
}
