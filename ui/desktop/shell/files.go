package shell

// Files: what a person opens and saves. The core is handed streams, never paths.

import (
	"io"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
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
	s.choose(chooser)
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
		path, err := placeOf(file)
		if err != nil {
			s.Fail(err)
			return
		}
		save(path)
	}, s.Frame.Handle())
	chooser.SetFileName(name)
	s.choose(chooser)
}

// chooserMargin is the air around a chooser, in units.
const chooserMargin = 24

// choose shows a chooser that takes the whole window, on a ground of its own: Fyne's is clear, as layers draw their own sheet. It has a size only from
// when it stands there, and none where the system shows its own.
func (s *Shell) choose(chooser *dialog.FileDialog) {
	size, overlays := s.Frame.Canvas().Size(), s.Frame.Canvas().Overlays()
	ground := canvas.NewRectangle(theme.Color(theme.Ground))
	overlays.Add(ground)
	ground.Resize(size)
	chooser.SetOnClosed(func() { overlays.Remove(ground) })
	chooser.Show()
	if overlays.Top() == ground {
		overlays.Remove(ground)
		return
	}
	margin := 2 * theme.Px(chooserMargin)
	chooser.Resize(size.SubtractWidthHeight(margin, margin))
}

// placeOf is where somebody wants a file. Fyne makes an empty one there when it is chosen; it goes, so that nothing stays where writing fails.
func placeOf(file fyne.URIWriteCloser) (path string, err error) {
	path = file.URI().Path()
	if err := file.Close(); err != nil {
		return "", err
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() || info.Size() > 0 {
		return path, nil // whatever is wrong with the place, writing there says it
	}
	return path, os.Remove(path)
}

// WriteFile writes a file through w, beside its place first: one that could not be written whole never stands there. It is called beside Fyne's
// goroutine, from Work.Run.
func WriteFile(path string, write func(io.Writer) error) error {
	_, err := files.Replace(path, write)
	return err
}
