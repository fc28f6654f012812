package people

// Invite, what goes out: the picture, the page to print and the file, each saved where somebody chooses.

import (
	"context"
	"image/png"
	"io"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/view"
)

// pictureScale is how many pixels a square of a saved picture has: a printed page needs no more.
const pictureScale = 12

func (v *invite) picture(button *part.Button) {
	modules, err := view.Modules(v.link)
	if err != nil {
		v.shell.Fail(err)
		return
	}
	v.save(button, ".png", func(w io.Writer) error { return png.Encode(w, part.CodePicture(modules, pictureScale)) }, nil)
}

func (v *invite) file(button *part.Button) {
	link := v.link
	v.save(button, ".txt", func(w io.Writer) error {
		_, err := io.WriteString(w, link+"\n")
		return err
	}, nil)
}

// print saves a page that a browser prints, and opens it there: Folkmoot has no printer of its own.
func (v *invite) print(button *part.Button) {
	page, err := v.model.Print(v.link)
	if err != nil {
		v.shell.Fail(err)
		return
	}
	v.save(button, ".html", func(w io.Writer) error {
		_, err := w.Write(page)
		return err
	}, v.openPage)
}

// save lets the person choose where something goes, and says that it is there.
func (v *invite) save(button *part.Button, ending string, write func(io.Writer) error, then func(path string)) {
	s := v.shell
	s.SaveFile(v.model.FileName()+ending, func(path string) {
		s.Do(context.Background(), shell.Work{
			Button: button, Doing: s.T("members.saving", nil),
			Run: func(context.Context) error { return shell.WriteFile(path, write) },
			Done: func() {
				s.Done(s.T("members.saved", map[string]any{"File": filepath.Base(path)}))
				if then != nil {
					then(path)
				}
			},
		})
	})
}

// openPage opens a saved page in the browser, which prints it.
func (v *invite) openPage(path string) {
	if err := fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}); err != nil {
		v.shell.Fail(err)
	}
}
