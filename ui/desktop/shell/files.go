package shell

// Files: what a person opens and saves. The core is handed streams, never paths.

import (
	"io"

	"github.com/folkmoot/folkmoot/ui/files"
)

// OpenFile lets a person choose a file with one of the endings (".png"; none: any) and hands over its path, on Fyne's goroutine.
func (s *Shell) OpenFile(endings []string, take func(path string)) {
	s.choose(&chooser{kind: chooseFile, endings: endings, take: take})
}

// SaveFile lets a person choose where something is saved under a name, and hands over its path, on Fyne's goroutine. Nothing is touched there yet:
// WriteFile replaces what somebody said yes to replacing, once the new one is whole.
func (s *Shell) SaveFile(name string, save func(path string)) {
	s.choose(&chooser{kind: chooseName, suggested: name, take: save})
}

// OpenFolder lets a person choose a folder, such as a backup's, and hands over its path, on Fyne's goroutine.
func (s *Shell) OpenFolder(take func(path string)) {
	s.choose(&chooser{kind: chooseFolder, take: take})
}

// WriteFile writes a file through w, beside its place first: one that could not be written whole never stands there, and what stood there before
// stays. It is called beside Fyne's goroutine, from Work.Run.
func WriteFile(path string, write func(io.Writer) error) error {
	_, err := files.Replace(path, write)
	return err
}
