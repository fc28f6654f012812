package desktop

// Palette: find anything and do anything, over whatever page is shown.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Measures of the palette, in units, and how long typing rests before texts are searched.
const (
	paletteWide   = 640
	paletteTop    = 112
	searchesAfter = 150 * time.Millisecond
	// paletteDecisions is how many decisions it knows by their titles.
	paletteDecisions = 2000
)

// palette is open from Palette until it is closed.
type palette struct {
	window *window
	view   *view.Palette
	sheet  *part.Finding
	layer  *part.Layer
	ctx    context.Context
	end    context.CancelFunc
	search context.CancelFunc
	// hasty says that Enter was pressed before anything was found: it holds for what is.
	hasty bool
}

// Palette opens it, with something typed already.
func (w *window) Palette(typed string) {
	p := &palette{window: w, search: func() {}}
	p.ctx, p.end = context.WithCancel(w.ctx)
	hints := []part.KeyHint{
		{Keys: []string{"↑", "↓"}, Does: w.T("palette.choose", nil)},
		{Keys: []string{"Enter"}, Does: w.T("palette.open", nil)},
		{Keys: []string{">"}, Does: w.T("palette.commands", nil)},
		{Keys: []string{"@"}, Does: w.T("palette.people_key", nil)},
	}
	if w.Width() < theme.FoldRail {
		hints = hints[:2]
	}
	p.sheet = part.NewFinding(w.T("window.find", nil), "Esc", w.T("palette.here", nil), hints, p.pick)
	p.view = view.NewPalette(w.Words(), w.known.sources(w))
	p.sheet.Entry.OnChanged = p.typed
	p.sheet.Entry.Catch(p.key, nil)
	p.layer = part.OpenLayer(w.Canvas(), p.sheet, paletteWide, paletteTop, p.sheet.Entry, func() { p.end() })
	p.show()
	p.fill()
	if typed != "" {
		p.sheet.Entry.SetText(typed)
	}
}

// fill reads what has names: decisions and people.
func (p *palette) fill() {
	w, community := p.window, p.window.community
	if community == nil || w.known.isFresh(w) {
		return
	}
	words, turn := w.Words(), w.Install.Notices().Turn()
	w.Install.Go(func() {
		found := view.PaletteSources{Commands: words.Commands(true), Searchable: true}
		// Where they cannot be read, commands and texts answer all the same.
		decisions, undecided := view.LoadDecisions(p.ctx, community, words, paletteDecisions)
		if undecided == nil {
			found.Decisions = decisions
		}
		members, nobody := view.LoadMembers(p.ctx, community, words, "")
		if nobody == nil {
			found.Members = members.Rows
		}
		fyne.Do(func() {
			if undecided == nil && nobody == nil {
				w.known = known{community: community.ID(), say: words.Say, turn: turn, atMillis: words.NowMillis, found: found}
			}
			if p.ctx.Err() == nil {
				p.view.SetSources(found)
				p.came()
			}
		})
	})
}

// typed shows what is known at once, and has texts searched when typing rests.
func (p *palette) typed(typed string) {
	p.hasty = false
	p.view.Type(typed)
	p.show()
	p.search()
	wanted, community := p.view.Wanted(), p.window.community
	if wanted == "" || community == nil {
		return
	}
	ctx, stop := context.WithCancel(p.ctx)
	p.search = stop
	p.window.Install.Go(func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(searchesAfter):
		}
		hits, err := view.SearchTexts(ctx, community, wanted)
		if err != nil {
			hits = nil // what has names is found all the same
		}
		fyne.Do(func() {
			if ctx.Err() == nil {
				p.view.SetTexts(wanted, hits)
				p.came()
			}
		})
	})
}

// came shows what came, and opens it for who has pressed Enter already.
func (p *palette) came() {
	p.show()
	if p.hasty && !p.view.Pending() {
		p.enter()
	}
}

// enter opens what is chosen, or waits for what is on its way.
func (p *palette) enter() {
	if p.hasty = p.view.Pending(); p.hasty {
		return
	}
	if row, found := p.view.Enter(); found {
		p.open(row)
	}
}

func (p *palette) show() {
	rows := make([]part.FindRow, 0, len(p.view.Rows()))
	for _, r := range p.view.Rows() {
		row := part.FindRow{Head: r.Head, Sub: r.Sub, Key: r.Keys, Chosen: r.Chosen, Icon: paletteIcon(r)}
		if r.Chosen && r.Keys == "" {
			row.Key = "Enter"
		}
		if r.By != nil {
			row.Icon, row.Letters, row.Colour = "", r.By.Initials(), theme.People[r.By.Colour(len(theme.People))]
		}
		for _, s := range r.Title {
			span := part.Span{Text: s.Text, Bold: s.Strong}
			if s.Strong {
				span.Color = theme.Primary
			}
			row.Title = append(row.Title, span)
		}
		rows = append(rows, row)
	}
	p.sheet.Set(rows, p.view.Nothing())
}

// commandIcons are for what can be done.
var commandIcons = map[string]theme.Icon{
	view.CommandNewProposal: theme.IconPencil, view.CommandNewTopic: theme.IconMessageSquare, view.CommandInvite: theme.IconUserPlus,
	view.CommandGiveVote: theme.IconHandHelping, view.CommandCheckRecord: theme.IconShieldCheck, view.CommandExportBundle: theme.IconUpload,
	view.CommandImportBundle: theme.IconDownload, view.CommandBackup: theme.IconSave, view.CommandRestore: theme.IconRotateCcw,
	view.CommandMe: theme.IconUser, view.CommandExportFiles: theme.IconSave, view.CommandCheckHere: theme.IconShieldCheck,
	view.CommandJoin: theme.IconLink, view.CommandStart: theme.IconPlus, view.CommandDoctor: theme.IconWaypoints,
	view.CommandSettings: theme.IconSettings, view.CommandShortcuts: theme.IconInfo,
}

func paletteIcon(r view.PaletteRow) theme.Icon {
	switch r.Group {
	case view.PaletteDecisions:
		return theme.IconVote
	case view.PaletteTexts:
		return theme.IconFileText
	case view.PaletteAll:
		return theme.IconSearch
	case view.PaletteDo:
		return commandIcons[r.Command]
	}
	return ""
}

// key takes what chooses and opens; everything else is typed.
func (p *palette) key(event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyUp:
		p.view.Move(-1)
	case fyne.KeyDown:
		p.view.Move(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if isShifted() && p.view.Everything() != nil {
			p.everything()
			return true
		}
		p.enter()
		return true
	case fyne.KeyEscape:
		p.layer.Close()
		return true
	default:
		return false
	}
	p.show()
	return true
}

// everything shows the page of all that is found.
func (p *palette) everything() {
	if to := p.view.Everything(); to != nil {
		p.layer.Close()
		p.window.Go(*to)
	}
}

// isShifted reports whether Shift is held: Fyne hands Enter over alone.
func isShifted() bool {
	driver, is := fyne.CurrentApp().Driver().(desktop.Driver)
	return is && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

func (p *palette) pick(at int) {
	if row, found := p.view.Choose(at); found {
		p.open(row)
	}
}

func (p *palette) open(row view.PaletteRow) {
	p.layer.Close()
	switch {
	case row.Goes != nil:
		p.window.Go(*row.Goes)
	case row.Command != "":
		p.window.do(row.Command)
	}
}
