package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// opened shows the settings of somebody who is alone in a community, and has a phrase on paper.
func opened(t *testing.T, to view.Target) (*shelltest.Desk, *Settings, identity.Phrase) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	phrase, err := d.Service.NewPhrase()
	d.Must(err)
	d.Must(d.Service.KeepPhrase(phrase))
	c, err := d.Service.Found(t.Context(), app.Founding{Name: "Harbour Allotments", Person: "Ada", Template: "club"})
	d.Must(err)
	d.Enter(c)
	page := New(d.Shell(), to).(*Settings)
	d.Open(page, 1440, 900)
	d.SettleSays("Here")
	return d, page, phrase
}

func TestASwitchHoldsAtOnce(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Press("There is an outcome")
	prefs, err := view.LoadPreferences(d.Install.Keeper)
	d.Must(err)
	if prefs.Tells(view.NoticeOutcome) {
		t.Error("outcomes are told of")
	}
	d.Shown.Canvas().Focus(d.Named("There is an outcome"))
	d.Shown.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !d.Prefs.Tells(view.NoticeOutcome) {
		t.Error("Space does not switch it on again")
	}
}

func TestTextSizeAndThemeByKeys(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	for range view.TextSizes {
		d.Named("Text size").TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if now := d.Prefs.TextPercent(); now != 200 {
		t.Errorf("the text has %d percent", now)
	}
	for range view.TextSizes {
		d.Named("Text size").TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	if now := d.Prefs.TextPercent(); now != 85 {
		t.Errorf("the text has %d percent", now)
	}
	d.Named("Theme").TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if d.Prefs.Theme() != view.ThemeLight {
		t.Errorf("the theme is %s", d.Prefs.Theme())
	}
}

func TestAClockThatIsNoneIsSaidToBeAndKeptOut(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	var field *part.Field
	d.Settle("there is a field", func() bool {
		field = nil
		for _, f := range d.Fields() {
			if f.Entry.Text == "22:00" {
				field = f
			}
		}
		return field != nil
	})
	field.Entry.SetText("25:99")
	d.SettleSays(d.Window.T("settings.clock", nil))
	if from, _, _ := d.Prefs.QuietHours(); view.Clock(from) != "22:00" {
		t.Errorf("quiet hours begin at %s", view.Clock(from))
	}
}

func TestThePhraseIsCheckedAndNeverShown(t *testing.T) {
	d, _, phrase := opened(t, view.Target{})
	d.Press("Check")
	d.Type("The 24 words", "not twenty four words")
	field := d.Fields()[0]
	if label := field.AccessibilityLabel(); strings.Contains(label, "twenty") || !strings.Contains(label, "4 of 24 words") {
		t.Errorf("the field is read out as %q", label)
	}
	if says := d.Says(); strings.Contains(says, "twenty") {
		t.Errorf("the words are shown: %q", says)
	}
	if at := os.Getenv("FOLKMOOT_LOOK"); at != "" {
		d.Type("The 24 words", strings.Join(phrase.Words(), " "))
		d.Keep(filepath.Join(at, "phrase-check.png"))
		d.Type("The 24 words", "not twenty four words")
	}
	field.Entry.Password = false // Fyne's eye in the field
	if label := field.AccessibilityLabel(); strings.Contains(label, "twenty") {
		t.Errorf("a secret that is shown is read out: %q", label)
	}
	d.Buttons("Check")[0].Tapped(nil)
	if d.Prefs.PhraseChecked() != 0 {
		t.Error("it is checked")
	}
	d.Type("The 24 words", strings.Join(strings.Fields(strings.Join(phrase.Words(), " ")), " "))
	d.Buttons("Check")[0].Tapped(nil)
	d.Settle("it is checked", func() bool { return d.Prefs.PhraseChecked() != 0 })
}

func TestALinkThatIsNoRelaysIsSaidToBe(t *testing.T) {
	d, page, _ := opened(t, view.Target{Focus: view.FocusRelays})
	d.Press("Add a relay")
	d.Type("The relay’s link", "https://example.org/")
	d.Buttons("Add a relay")[0].Tapped(nil)
	var troubled bool
	for _, f := range d.Fields() {
		troubled = troubled || strings.Count(f.AccessibilityLabel(), ", ") > 1
	}
	if !troubled {
		t.Error("nothing is said of it")
	}
	if len(page.page.relays) != 0 {
		t.Errorf("there are relays: %v", page.page.relays)
	}
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.Shown.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close it")
	}
}

func TestPairingShowsACodeAndRefusesAnAnswerThatIsNone(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Press("Pair")
	d.SettleSays("The answer")
	d.Press("Copy the code")
	if offer := fyne.CurrentApp().Clipboard().Content(); !strings.HasPrefix(offer, "folkmoot:") {
		t.Errorf("the clipboard holds %q", offer)
	}
	d.Type("The answer", "folkmoot:device/1/broken")
	d.Press("Compare the words")
	if d.Shown.Canvas().Overlays().Top() == nil {
		t.Error("the answer is taken")
	}
}

func TestTwoPassphrasesThatDifferChangeNothing(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Press("Change")
	d.Press("Under a passphrase")
	d.Type("Passphrase", "one")
	d.Type("Once more", "two")
	d.Buttons("Change")[0].Tapped(nil)
	d.SettleSays("Both must be the same, and not empty.")
}

func TestPicture(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Picture("settings.png")
}

func TestWhatWasBegunIsFinishedThoughThePageIsLeft(t *testing.T) {
	d, _, _ := opened(t, view.Target{})
	d.Press("Change")
	d.Buttons("Change")[0].Tapped(nil) // keys cannot be kept otherwise on this laptop
	d.Open(New(d.Shell(), view.Target{}), 1440, 900)
	d.SettleSays("there is no such thing in a test")
}

// Whatever the words are, somebody who is on a setting stays on it: the page in another language has the same things in the same places.
func TestTheKeysStayWhereTheyAreInAnotherLanguage(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	p := New(d.Shell(), view.Target{Section: view.SectionSettings}).(*Settings)
	d.Open(p, 1440, 900)
	pairs := func() bool { return len(d.Buttons("Pair")) > 0 }
	d.Settle("there is Pair", pairs)
	d.Shown.Canvas().Focus(d.Buttons("Pair")[0])
	d.Speak("de")
	part.KeepFocus(p.content, func() {
		p.layDevices()
		p.layRelays()
	})
	now, is := d.Shown.Canvas().Focused().(fyne.Accessible)
	if pair := d.Shell().T("settings.pair", nil); !is || now.AccessibilityLabel() != pair {
		t.Errorf("the keys are on %v, want %q", now, pair)
	}
}
