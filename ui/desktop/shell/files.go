package shell

// Files: what a person opens and saves. The core is handed streams, never paths.

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// OpenFile lets a person choose a file with one of the endings (".png"; none: any) and hands over its path, on Fyne's goroutine.
func (s *Shell) OpenFile(endings []string, take func(path string)) {
	chooser := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			s.Fail(err)
			return
		}
		take(path)
	}, s.Frame.Handle())
	if len(endings) > 0 {
		chooser.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	chooser.Resize(s.Frame.Canvas().Size())
	chooser.Show()
}

// SaveFile lets a person choose where something is saved under a name, and writes it there by work. A file that could not be written whole does
// not stay.
func (s *Shell) SaveFile(name string, save func(path string)) {
	chooser := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		if err := file.Close(); err != nil {
			s.Fail(err)
			return
		}
		save(path)
	}, s.Frame.Handle())
	chooser.SetFileName(name)
	chooser.Resize(s.Frame.Canvas().Size())
	chooser.Show()
}

// WriteFile writes a file through w, beside its place first: one that could not be written whole never stands there. It is called beside Fyne's
// goroutine, from Work.Run.
func WriteFile(path string, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("making a file beside %s: %w", filepath.Base(path), err)
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", filepath.Base(path), err), os.Remove(file.Name()))
	}
	return nil
}
