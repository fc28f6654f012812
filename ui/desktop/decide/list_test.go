package decide

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// elm is a community with something of everything.
func elm(t *testing.T, look *theme.Theme) (*shelltest.Desk, *app.Community) {
	t.Helper()
	d := shelltest.New(t, look)
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	track := tracks(t, c)[0].ID
	publish := func(title, written string) {
		_, err := c.Publish(t.Context(), proposal.Publish{Title: title, Text: written, Track: track})
		d.Must(err)
	}
	publish("A cargo bike for everybody", "We carry **much**, and far.\n\n## Which one\n\n- a long one\n- a wide one")
	publish("מועד פגישת הדיירים", "טקסט")
	for _, n := range []app.NewPoll{
		{Title: "Where the reserve goes first", Method: "schulze", Options: []string{"Solar panels on the south roof", "New roof for the back building", "Heat pump for the laundry"}},
		{Title: "Quiet hours from 22:00 on weekdays", Method: "consent"},
		{Title: "Join the neighbourhood energy pool, together with the four houses at the end of the street and whoever comes after them"},
	} {
		n.Track = track
		id, err := c.OpenPoll(t.Context(), n)
		d.Must(err)
		if n.Method == "" {
			_, err := c.Vote(t.Context(), id, "yes", "")
			d.Must(err)
		}
	}
	_, err := c.SaveDraft(t.Context(), app.LocalDraft{Title: "Mend the laundry floor", Text: "Soon.", Track: track})
	d.Must(err)
	return d, c
}

func tracks(t *testing.T, c *app.Community) []trackOf {
	t.Helper()
	s, err := c.Stands(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []trackOf
	for _, track := range s.State.Charter.Tracks {
		list = append(list, trackOf{track.ID})
	}
	return list
}

type trackOf struct{ ID string }

func TestTheListIsFilteredFoldedAndOpenedByKeys(t *testing.T) {
	d, _ := elm(t, theme.Light(1))
	page := NewList(d.Shell(), view.Target{Section: view.SectionDecisions}).(*list)
	d.Open(page, 1440, 900)
	d.SettleSays("Where the reserve goes first")
	d.SettleSays("Mend the laundry floor")
	key := func(names ...fyne.KeyName) {
		d.Shown.Canvas().Focus(page.rows)
		for _, name := range names {
			page.rows.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	if got := page.rows.AccessibilityLabel(); got == "" {
		key(fyne.KeyHome)
	}
	key(fyne.KeyHome, fyne.KeyLeft) // folds "Needs you"
	if rows := page.model.Rows(); !rows[0].Folded {
		t.Errorf("%+v", rows[0])
	}
	key(fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	if len(d.Went) != 1 || d.Went[0].Section != view.SectionDecisions || d.Went[0].Item == "" {
		t.Errorf("went %+v", d.Went)
	}
	d.Press("Needs you")
	before := len(page.decisions)
	d.Press("Yours")
	if len(page.decisions) == before {
		t.Error("the filter changed nothing")
	}
	d.Press("New proposal")
	if last := d.Went[len(d.Went)-1]; last.Tab != view.TabDraft {
		t.Errorf("went %+v", d.Went)
	}
}

func TestAnEmptyListOffersTheOneThingToDo(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Harbour Allotments", "Ada Okonkwo", "club")
	d.Open(NewList(d.Shell(), view.Target{}), 1440, 900)
	d.SettleSays("Nothing to decide yet")
	d.Press("Write the first proposal")
	if len(d.Went) != 1 || d.Went[0].Tab != view.TabDraft {
		t.Errorf("went %+v", d.Went)
	}
	look(d, "list-empty")
}

func TestLooksOfTheList(t *testing.T) {
	if os.Getenv("FOLKMOOT_LOOK") == "" {
		t.Skip("pictures to be looked at are made where FOLKMOOT_LOOK names a folder")
	}
	for name, shown := range looks {
		t.Run(name, func(t *testing.T) {
			d, _ := elm(t, shown.theme)
			if shown.german {
				d.Speak("de")
			}
			d.Open(NewList(d.Shell(), view.Target{}), shown.width, shown.height)
			d.SettleSays("Where the reserve")
			look(d, "list-"+name)
		})
	}
}

// Two pages are kept as pictures: the list, and a page with its ballot folded, in the dark.
func TestPictures(t *testing.T) {
	d, _ := elm(t, theme.Light(1))
	list := NewList(d.Shell(), view.Target{})
	d.Open(list, 1440, 900)
	d.SettleSays("Mend the laundry floor")
	d.Picture("list.png")

	fyne.CurrentApp().Settings().SetTheme(theme.Dark(1))
	goes := decisionNamed(t, d, "Where the reserve goes first").Goes
	opened(t, d, goes, 1024)
	d.SettleSays("You have not voted yet")
	d.Picture("page-1024-dark.png")
}
