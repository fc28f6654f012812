package welcome

// Paste: what comes in by the clipboard or is dropped: a link, a file's name, and now and then five megabytes of something else.

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// catchPaste keeps what is far too long for a link out of a field, before it is measured and drawn.
func (w *Welcome) catchPaste(field *part.Field, read func(path string)) {
	field.Entry.Catch(nil, func(shortcut fyne.Shortcut) bool {
		if _, pastes := shortcut.(*fyne.ShortcutPaste); !pastes {
			return false
		}
		text := fyne.CurrentApp().Clipboard().Content()
		if path := fileNamed(text); path != "" {
			read(path)
			return true
		}
		if len(text) <= maxTyped {
			return false
		}
		field.SetTrouble(w.t("link.too_long"))
		w.settle()
		return true
	})
}

// fileNamed is the path that a text is, as file managers put it into the clipboard; "" where it is none of a file that is here.
func fileNamed(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > maxPath || strings.ContainsAny(text, "\n\x00") {
		return ""
	}
	path := text
	if at, err := url.Parse(text); err == nil && at.Scheme == "file" {
		path = filepath.FromSlash(at.Path)
	}
	if !filepath.IsAbs(path) {
		return ""
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return path
}

// maxPath is longer than paths are on the systems that Folkmoot runs on.
const maxPath = 4096

// Dropped takes files that were dropped on the window: the first in which a link can lie.
func (w *Welcome) Dropped(path string) {
	j := w.joinPage()
	j.read(path)
}
