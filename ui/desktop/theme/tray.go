package theme

// Tray: the mark as a system's tray shows it: small, in one colour, with a dot when something waits.

import (
	"bytes"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/assets"
)

// TrayIcon is the mark for the tray. It goes by the app's theme, which follows the system's.
func TrayIcon(waits bool) fyne.Resource {
	name, content := "tray", assets.Mark("mark-small")
	if waits {
		name = "tray-waits"
		dot := []byte("<circle cx=\"19\" cy=\"5\" r=\"5\" fill=\"#B07A1E\"/></svg>")
		content = bytes.Replace(bytes.ReplaceAll(content, []byte("#B07A1E"), []byte("#2F6B4F")), []byte("</svg>"), dot, 1)
		marked := tinted(name, content, "#2F6B4F", Ink)
		return tinted(marked.Name(), marked.Content(), "#B07A1E", AttentionFill)
	}
	return tinted(name, bytes.ReplaceAll(content, []byte("#B07A1E"), []byte("#2F6B4F")), "#2F6B4F", Ink)
}
