package talk

// Naming: whom an @name that is being typed may mean, offered below a field, by mouse and by Enter.

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// naming offers the names for one field.
type naming struct {
	shell *shell.Shell
	entry *part.Entry
	names *fyne.Container
	known *view.Mentions // nil until it is read who is here
}

func newNaming(s *shell.Shell, entry *part.Entry) *naming {
	return &naming{shell: s, entry: entry, names: part.Flow(6)}
}

// found are the names that the @name at the end of what is typed may mean.
func (n *naming) found() []string {
	if n.known == nil {
		return nil
	}
	return n.known.Find(n.entry.Text)
}

// offer follows what is typed.
func (n *naming) offer() {
	n.names.Objects = nil
	for _, name := range n.found() {
		n.names.Add(part.NewButton(part.Secondary, theme.IconAtSign, name, func() { n.take(name) }).High(part.InLine))
	}
}

// takes makes Enter take the first name while one is being typed.
func (n *naming) takes(event *fyne.KeyEvent) bool {
	if event.Name != fyne.KeyReturn && event.Name != fyne.KeyEnter {
		return false
	}
	names := n.found()
	if len(names) == 0 {
		return false
	}
	n.take(names[0])
	return true
}

// take completes the @name that is being typed.
func (n *naming) take(name string) {
	n.entry.SetText(n.known.Complete(n.entry.Text, name))
	n.entry.CursorRow = strings.Count(n.entry.Text, "\n")
	n.entry.CursorColumn = len([]rune(n.entry.Text[strings.LastIndexByte(n.entry.Text, '\n')+1:]))
	n.shell.Frame.Canvas().Focus(n.entry)
}
