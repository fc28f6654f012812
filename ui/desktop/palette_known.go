package desktop

// Known: what the palette has read of a community is there at once when it opens again; where something has changed since, it is read anew behind it.

import (
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// knownForMillis is how long it holds though nothing has changed: it says when things close.
const knownForMillis = 60_000

// known belongs to Fyne's goroutine.
type known struct {
	community op.CommunityID
	say       *text.Printer
	turn      uint64
	atMillis  int64
	found     view.PaletteSources
}

// isOf reports whether it is of what the window shows now.
func (k known) isOf(w *window) bool {
	return w.community != nil && k.community == w.community.ID() && k.say == w.Say()
}

// isFresh reports whether reading it again would find the same.
func (k known) isFresh(w *window) bool {
	return k.isOf(w) && k.turn == w.Install.Notices().Turn() && w.Install.NowMillis()-k.atMillis < knownForMillis
}

// sources are what the palette opens with.
func (k known) sources(w *window) view.PaletteSources {
	if k.isOf(w) {
		return k.found
	}
	here := w.community != nil
	return view.PaletteSources{Commands: w.Words().Commands(here), Searchable: here, Reading: here}
}
