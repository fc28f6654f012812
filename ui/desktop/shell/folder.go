package shell

// Folder: a folder that a person chooses, such as a backup's.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// OpenFolder lets a person choose a folder, and hands over its path, on Fyne's goroutine.
func (s *Shell) OpenFolder(take func(path string)) {
	chooser := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case folder != nil:
			take(folder.Path())
		}
	}, s.Frame.Handle())
	s.choose(chooser)
}
