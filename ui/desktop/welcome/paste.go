package welcome

// Paste: what comes in by the clipboard or is dropped: a link, a file's name, and now and then five megabytes of something else.

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
)

// catchPaste keeps what is far too long for a link out of a field, before it is measured and drawn, and reads a file that was copied.
func (w *Welcome) catchPaste(field *part.Field, read func(path string)) {
	field.Entry.Pasted(func(pasted string) (string, bool) {
		if path := fileNamed(pasted); path != "" {
			read(path)
			return "", false
		}
		return pasted, w.isShort(field, pasted, w.t("link.too_long"))
	})
}

// shortPaste keeps what nobody types out of a short field, and says so.
func (w *Welcome) shortPaste(field *part.Field, says string) {
	field.Entry.Pasted(func(pasted string) (string, bool) { return pasted, w.isShort(field, pasted, says) })
}

func (w *Welcome) isShort(field *part.Field, pasted, says string) bool {
	if len(pasted) <= maxTyped {
		return true
	}
	field.SetTrouble(says)
	w.settle()
	return false
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
