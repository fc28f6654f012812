package shell

// Choose, the list: what lies in the folder that is shown, as far as it can be chosen, and the places beside it.

import (
	"context"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

// begin finds the places, and goes to where something was chosen last; at first to the documents.
func (c *chooser) begin() {
	var places []files.Place
	c.s.Do(c.ctx, Work{
		Run: func(context.Context) error {
			home, _ := os.UserHomeDir() // without one there are the others
			name := ""
			if who, err := user.Current(); err == nil {
				name = filepath.Base(who.Username)
			}
			places = files.Places(home, files.MountRoots(name))
			return nil
		},
		Done: func() {
			c.layPlaces(places)
			if c.turn > 0 {
				return // somebody was faster
			}
			at := c.s.Install.chosen
			for _, kind := range []string{files.PlaceDocuments, files.PlaceHome, files.PlaceStick} {
				if i := slices.IndexFunc(places, func(p files.Place) bool { return p.Kind == kind }); at == "" && i >= 0 {
					at = places[i].Path
				}
			}
			if at == "" {
				at = string(filepath.Separator)
			}
			c.goTo(at)
		},
	})
}

var placeIcons = map[string]theme.Icon{
	files.PlaceHome: theme.IconHouse, files.PlaceDocuments: theme.IconFileText, files.PlaceDownloads: theme.IconDownload, files.PlaceStick: theme.IconHardDrive,
}

func (c *chooser) layPlaces(places []files.Place) {
	c.places.Objects = nil
	for _, p := range places {
		name, goThere := text.Line(p.Name), func() { c.goTo(p.Path) }
		if name == "" {
			name = c.s.T("choose.place."+p.Kind, nil)
		}
		if c.s.Frame.Width() < theme.FoldRail {
			c.places.Add(part.NewButton(part.Secondary, placeIcons[p.Kind], name, goThere).High(part.InLine))
		} else {
			c.places.Add(part.NewSlimRow(placeIcons[p.Kind], name, nil, goThere))
		}
	}
	c.sheet.Refresh()
}

// goTo reads a folder and shows it. Where that fails, the one that was shown stays.
func (c *chooser) goTo(folder string) {
	s := c.s
	c.turn++
	turn, more := c.turn, false
	var entries []files.Entry
	slow := time.AfterFunc(busyAfter, func() {
		fyne.Do(func() {
			if turn == c.turn && c.ctx.Err() == nil {
				c.says.SetText(s.T("window.reading", nil))
			}
		})
	})
	s.Do(c.ctx, Work{
		Run: func(ctx context.Context) (err error) {
			defer slow.Stop()
			entries, more, err = files.Look(ctx, folder)
			return err
		},
		Done: func() {
			if turn != c.turn {
				return
			}
			c.turn++ // what is slow is over
			c.folder, c.entries, c.more, c.up = folder, entries, more, filepath.Dir(folder)
			if c.up == folder {
				c.up = ""
			}
			c.path.Entry.SetText(folder)
			c.wrong(c.path, "")
			c.filter.Entry.SetText("")
			c.show()
			c.list.ShowRow(0)
		},
		Failed: func(err error) bool {
			if turn == c.turn {
				c.turn++
				c.show()
				c.wrong(c.path, s.Trouble(err).What)
			}
			return true
		},
	})
}

// show filters the list by what is typed.
func (c *chooser) show() {
	typed := strings.ToLower(strings.TrimSpace(c.filter.Entry.Text))
	c.shown = slices.DeleteFunc(slices.Clone(c.entries), func(e files.Entry) bool {
		return !strings.Contains(strings.ToLower(e.Name), typed) || !e.Folder && !c.isWanted(e.Name)
	})
	c.list.Refresh()
	switch {
	case c.more:
		c.says.SetText(c.s.Say().N("choose.more", files.MaxEntries, nil))
	case len(c.shown) > 0:
		c.says.SetText(c.s.Say().N("choose.count", len(c.shown), nil))
	case typed != "":
		c.says.SetText(c.s.T("choose.none_called", nil))
	default:
		c.says.SetText(c.s.T("choose.empty."+c.kind, nil))
	}
}

// isWanted says whether a file can be chosen here.
func (c *chooser) isWanted(name string) bool {
	if c.kind == chooseFolder {
		return false
	}
	return len(c.endings) == 0 || slices.ContainsFunc(c.endings, func(ending string) bool { return strings.EqualFold(filepath.Ext(name), ending) })
}

// above is 1 where the first row leads to the folder above.
func (c *chooser) above() int {
	if c.up == "" || c.filter.Entry.Text != "" {
		return 0
	}
	return 1
}

func (c *chooser) rows() int { return c.above() + len(c.shown) }

func (c *chooser) fill(at int, row *part.ListRow) {
	if at -= c.above(); at < 0 {
		row.Set(theme.IconArrowUp, part.Neutral, c.s.T("choose.up", nil), "")
		return
	}
	icon := theme.IconFileText
	if c.shown[at].Folder {
		icon = theme.IconFolder
	}
	row.Set(icon, part.Neutral, text.Line(c.shown[at].Name), "")
}

// open goes into a folder, or takes a file.
func (c *chooser) open(at int) {
	if at -= c.above(); at < 0 {
		c.goTo(c.up)
		return
	}
	path := filepath.Join(c.folder, c.shown[at].Name)
	if c.shown[at].Folder {
		c.goTo(path)
		return
	}
	c.pick(path)
}

// first opens what Enter in the filter means.
func (c *chooser) first() {
	if len(c.shown) > 0 && c.filter.Entry.Text != "" {
		c.open(c.above())
	}
}

// fromFilter leads from the filter into the list.
func (c *chooser) fromFilter(event *fyne.KeyEvent) bool {
	if event.Name != fyne.KeyDown || c.rows() == 0 {
		return false
	}
	c.s.Frame.Canvas().Focus(c.list)
	return true
}

// filterBy begins to filter where somebody types over the list.
func (c *chooser) filterBy(typed rune) {
	c.s.Frame.Canvas().Focus(c.filter.Entry)
	c.filter.Entry.TypedRune(typed)
}
