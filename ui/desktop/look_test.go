package desktop

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/connect"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// A look at the pages in every way in which they are shown: FOLKMOOT_LOOK says where to.
func TestPagesToLookAt(t *testing.T) {
	if os.Getenv("FOLKMOOT_LOOK") == "" {
		t.Skip("pictures to be looked at are made where FOLKMOOT_LOOK names a folder")
	}
	mirrored := theme.Light(1)
	mirrored.RightToLeft = true
	for _, way := range []struct {
		name          string
		look          *theme.Theme
		width, height float32
		tongue        string
	}{
		{"light", theme.Light(1), 1440, 900, "en"},
		{"dark", theme.Dark(1), 1440, 900, "en"},
		{"1024", theme.Light(1), 1024, 640, "en"},
		{"large", nil, 1440, 900, "en"},
		{"mirrored", mirrored, 1440, 900, "en"},
		{"german", theme.Light(1), 1024, 640, "de"},
	} {
		if only := os.Getenv("FOLKMOOT_WAY"); only != "" && only != way.name {
			continue
		}
		t.Run(way.name, func(t *testing.T) {
			d := sit(t, 1440, 900, sampled)
			d.Must(d.w.Prefs.SetLanguage(way.tongue))
			if theme.Factor() != 1 {
				t.Fatal("the size of the last one is left")
			}
			if way.name == "large" {
				d.Must(d.w.Prefs.SetTextPercent(200))
			}
			d.w.Anew()
			if way.name != "large" {
				fyne.CurrentApp().Settings().SetTheme(way.look)
			}
			d.Shown.Resize(fyne.NewSize(way.width, way.height))
			d.Settle("the community is open", func() bool { return d.w.community != nil })
			words := func(key string) string { return d.w.T(key, nil) }
			topics, err := view.LoadDiscussion(t.Context(), d.w.community, d.w.Words(), 0)
			d.Must(err)
			for _, page := range []struct {
				name, says string
				to         view.Target
			}{
				{"home", words("home.needs"), view.Target{Section: view.SectionHome}},
				{"talk", topics[0].Title[:8], view.Target{Section: view.SectionDiscussion}},
				{"topic", words("thread_order.oldest"), topics[0].Goes},
				{"network", words("health.local"), view.Target{Section: view.SectionNetwork}},
				{"stick", words("stick.everything"), view.Target{Section: view.SectionNetwork, Item: connect.ItemStick}},
				{"settings", words("settings.here"), view.Target{Section: view.SectionSettings}},
				{"search", "Kenji", view.Target{Section: view.SectionSearch, Item: "solar"}},
			} {
				d.w.Go(page.to)
				d.SettleSays(page.says)
				d.look(page.name + "-" + way.name)
			}
			d.w.Go(view.Target{Section: view.SectionHome})
			d.SettleSays(words("home.needs"))
			d.w.Palette("res")
			d.SettleSays("Andrés")
			d.look("palette-" + way.name)
		})
	}
}
