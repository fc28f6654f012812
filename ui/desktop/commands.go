package desktop

// Commands: what can be done from anywhere, by the palette or by a key.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/desktop/welcome"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Command does one of the view.Command… words.
func (w *window) Command(id string) { w.do(id) }

func (w *window) do(id string) {
	if w.frame == nil {
		return
	}
	switch id {
	case view.CommandShortcuts:
		w.shortcuts()
		return
	case view.CommandJoin:
		welcome.OpenJoin(w.shell())
		return
	case view.CommandStart:
		welcome.OpenStart(w.shell())
		return
	case view.CommandRestore:
		welcome.OpenBack(w.shell())
		return
	case view.CommandSettings:
		w.Go(view.Target{Section: view.SectionSettings})
		return
	}
	if id == view.CommandNewProposal && w.community != nil {
		w.Go(view.Target{Section: view.SectionDecisions, Tab: view.TabDraft})
		return
	}
	if open, known := dialogs[id]; known && (w.community != nil || needsNone[id]) {
		open(w.shell())
	}
}

// shortcuts lists the keys that do something.
func (w *window) shortcuts() {
	rows := part.Column(0)
	for i, k := range w.Words().Shortcuts() {
		if i > 0 {
			rows.Add(part.NewRule(0))
		}
		rows.Add(part.Pad(8, 0, 8, 0, part.Row(16, 0, part.Words(theme.Text, k.Does), part.Quietly(theme.Text, k.Keys).Line())))
	}
	var dialog *part.Layer
	closing := part.NewButton(part.Secondary, "", w.T("window.close", nil), func() { dialog.Close() })
	sheet := part.NewDialog(part.Strong(theme.Heading, w.T("window.shortcuts", nil)), rows, part.Row(12, 0, part.Space(), closing))
	dialog = part.OpenLayer(w.Canvas(), sheet, shell.DialogNarrow, 64, closing, nil)
}
