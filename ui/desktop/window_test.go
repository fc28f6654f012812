package desktop

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (d *desk) at() view.Section { return d.w.Nav.At().Section }

// shortcut presses a key with others held, where nothing has the focus.
func (d *desk) shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	d.w.shortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier})
}

func TestPagesAreReachedByMouseAndByKeys(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	d.SettleSays("Needs you")
	d.Press("Discussion")
	d.SettleSays("Courtyard party")
	for i, section := range []view.Section{view.SectionHome, view.SectionDecisions, view.SectionDiscussion, view.SectionMembers, view.SectionNetwork, view.SectionSettings} {
		d.shortcut(sectionKeys[i], fyne.KeyModifierShortcutDefault)
		if d.at() != section {
			t.Errorf("Ctrl %d leads to %s and not to %s", i+1, d.at(), section)
		}
	}
	for _, before := range []view.Section{view.SectionNetwork, view.SectionMembers, view.SectionDiscussion} {
		d.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
		if d.at() != before {
			t.Errorf("Alt Left leads to %s and not to %s", d.at(), before)
		}
	}
	d.shortcut(fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	d.SettleSays("Text size")
}

func TestEscLeavesAPageThatIsInsideOfASection(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	topics, err := view.LoadDiscussion(t.Context(), d.w.community, d.w.Words(), 0)
	d.Must(err)
	d.w.Go(view.Target{Section: view.SectionDiscussion})
	d.w.Go(topics[0].Goes)
	d.SettleSays("Agree")
	d.Shown.Canvas().Unfocus()
	d.key(fyne.KeyEscape)
	if to := d.w.Nav.At(); to.Section != view.SectionDiscussion || to.Item != "" {
		t.Errorf("Esc leads to %v", to)
	}
	d.key(fyne.KeyEscape)
	if d.at() != view.SectionDiscussion {
		t.Errorf("Esc leaves a section: %v", d.at())
	}
}

func TestAPageIsFoundWhereItWasScrolledTo(t *testing.T) {
	d := sit(t, 1024, 640, sampled)
	d.SettleSays("Needs you")
	d.w.page.(shell.Scrolling).ScrollTo(120)
	d.w.Go(view.Target{Section: view.SectionNetwork})
	d.SettleSays("By stick")
	d.w.Back()
	d.SettleSays("Needs you")
	if top := d.w.page.(shell.Scrolling).Scrolled(); top < 119 || top > 121 {
		t.Errorf("it is scrolled to %v and not to 120", top)
	}
}

func TestAnUnknownPlaceIsHome(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	d.w.Go(view.Target{Section: "library"})
	d.SettleSays("Needs you")
	d.w.Go(view.Target{Section: view.SectionDiscussion, Item: "no id at all"})
	d.SettleSays("Try again")
}

func TestACommunityThatCannotBeOpenedSaysSo(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	member, _ := d.w.Nav.Community()
	d.w.community, d.w.stuck = nil, errors.New("the disk is on fire")
	d.w.watching()
	d.w.show(d.w.Nav.At())
	d.SettleSays("Something went wrong")
	d.Press("Decisions")
	d.SettleSays("Something went wrong")
	d.Press("Settings")
	d.SettleSays("Text size")
	d.Press("Home")
	d.Press("Try again")
	d.SettleSays("Needs you")
	if now, _ := d.w.Nav.Community(); now.Community != member.Community {
		t.Error("another community is shown")
	}
}

func TestASecondCommunityKeepsItsOwnPlace(t *testing.T) {
	var first op.CommunityID
	d := sit(t, 1440, 900, func(d *desk, service *app.Service) *app.Community {
		first = sampled(d, service).ID()
		return founded(d, service)
	})
	d.SettleSays("Harbour Allotments")
	d.Press("Network")
	d.Settle("the sample is on the rail", func() bool { return d.Named("Elm Street Co-op") != nil || d.Named("Sample") != nil })
	d.w.choose(first)
	d.SettleSays("Where the reserve goes first")
	d.Press("Harbour Allotments")
	d.SettleSays("By stick")
	if d.at() != view.SectionNetwork {
		t.Errorf("it is found at %v", d.at())
	}
}

func TestTheLastCommunityThatIsLeftLeavesAWayOn(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.Press("Settings")
	d.Press("Leave")
	d.SettleSays("Leave Harbour Allotments on this laptop?")
	layer := d.Shown.Canvas().Overlays().Top()
	if layer == nil {
		t.Fatal("nobody is asked")
	}
	d.key(fyne.KeyEscape)
	d.Settle("Esc keeps it", func() bool { return !d.w.covered() })
	d.Press("Leave")
	d.tab() // from the harmless choice
	d.key(fyne.KeyReturn)
	d.SettleSays("No community here yet")
	if list, err := d.open.Service().Communities(); err != nil || len(list) > 0 {
		t.Errorf("it is still there: %v, %v", list, err)
	}
}

func TestQuestionMarkListsTheKeysOnceAndEscClosesThem(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.Shown.Canvas().Unfocus()
	typed := d.Shown.Canvas().OnTypedRune()
	typed('?')
	d.SettleSays("Keyboard shortcuts")
	typed('?')
	if n := len(d.Shown.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d sheets lie over the page", n)
	}
	d.key(fyne.KeyEscape)
	d.Settle("it is closed", func() bool { return !d.w.covered() })
}

func TestWhatIsTypedInADialogSurvivesTheEnd(t *testing.T) {
	var held shell.Held
	d := sit(t, 1440, 900, founded)
	held = d.open
	d.shortcut(fyne.KeyN, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	d.Type("What is it about?", "Ladders")
	d.w.closeLayers()
	member, _ := d.w.Nav.Community()
	d.Settle("it is kept", func() bool {
		kept, err := held.Service().Setting("desktop/topic/title/" + member.Community.String())
		d.Must(err)
		return kept == "Ladders"
	})
}

func TestALanguageHoldsEverywhereAtOnceAndBack(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	d.w.Go(view.Target{Section: view.SectionSettings})
	d.SettleSays("Text size")
	d.Must(d.w.Prefs.SetLanguage("de"))
	d.w.Anew()
	d.SettleSays("Schriftgröße")
	d.Press("Start")
	d.SettleSays(d.w.T("home.needs", nil))
	if said := d.Says(); strings.Contains(said, "Needs you") {
		t.Errorf("something is still English: %s", said)
	}
	d.Must(d.w.Prefs.SetLanguage("en"))
	d.w.Anew()
	d.SettleSays("Needs you")
}

func TestTheLanguageOfTheStartHoldsUntilAnotherIsChosen(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.w.Install.Machine.Language = "de"
	d.w.Anew()
	d.SettleSays("Einstellungen")
	d.Must(d.w.Prefs.SetLanguage("de"))
	d.Must(d.w.Prefs.SetLanguage("en"))
	d.w.spoken = "de"
	d.w.Anew()
	d.SettleSays("Needs you")
}

func TestPaletteFindsOpensAndGivesTheFocusBack(t *testing.T) {
	d := sit(t, 1440, 900, sampled)
	d.SettleSays("Needs you")
	d.tab()
	before := d.Shown.Canvas().Focused()
	d.w.Palette("")
	d.key(fyne.KeyEscape)
	if d.Shown.Canvas().Focused() != before || d.w.covered() {
		t.Error("Esc does not give the focus back")
	}
	d.w.Go(view.Target{Section: view.SectionNetwork})
	d.SettleSays("By stick")
	d.w.Palette("council")
	d.SettleSays("three seats")
	d.key(fyne.KeyReturn)
	if to := d.w.Nav.At(); to.Section != view.SectionDecisions || to.Item == "" {
		t.Errorf("Enter leads to %v", to)
	}
	d.w.Palette("solar")
	d.SettleSays("Search everything for “solar”")
	d.key(fyne.KeyUp) // round the end: the last row
	d.key(fyne.KeyReturn)
	if to := d.w.Nav.At(); to.Section != view.SectionSearch || to.Item != "solar" {
		t.Errorf("the last row leads to %v", to)
	}
	d.SettleSays("Kenji Watanabe")
}

func TestTheBarSaysHowThisLaptopStandsAndLeadsThere(t *testing.T) {
	d := sit(t, 1440, 900, founded)
	d.SettleSays("Needs you")
	d.Press("Not on the network")
	if d.at() != view.SectionNetwork {
		t.Errorf("it leads to %v", d.at())
	}
}
