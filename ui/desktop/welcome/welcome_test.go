package welcome

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// begun is the first pages in a window.
type begun struct {
	*shelltest.Desk
	laptop *shelltest.Laptop
	pages  *Welcome
	held   shell.Held
	chosen op.CommunityID
}

// begin shows the pages of a machine on which there is no profile, unless prepare says otherwise.
func begin(t *testing.T, look *theme.Theme, width, height float32, prepare func(*shelltest.Laptop)) *begun {
	t.Helper()
	b := &begun{Desk: shelltest.New(t, look)}
	b.laptop = b.Laptop()
	if prepare != nil {
		prepare(b.laptop)
	}
	b.Install = &shell.Install{Machine: b.laptop.Machine(), Host: b.laptop}
	b.show(look, width, height)
	return b
}

// show shows the pages, as at a start of the program.
func (b *begun) show(look *theme.Theme, width, height float32) {
	b.Window.Speak(b.Install.Catalog.Printer("en"))
	if look.RightToLeft {
		b.Window.Speak(b.Install.Catalog.Printer("de"))
	}
	b.pages = New(b.Window, Ports{
		Opened: func(held shell.Held, chosen op.CommunityID) { b.held, b.chosen = held, chosen },
	})
	ctx, leave := context.WithCancel(b.T.Context())
	b.T.Cleanup(leave)
	b.Shown.SetContent(part.NewStage(b.pages.Content()))
	b.Shown.Resize(fyne.NewSize(width, height))
	b.pages.Show(ctx)
}

// look keeps what is shown in a folder that the environment names, to be looked at.
func (b *begun) look(name string) {
	if dir := os.Getenv("FOLKMOOT_LOOK"); dir != "" {
		b.Keep(filepath.Join(dir, name+".png"))
	}
}

// answer types the three words that are asked for.
func (b *begun) answer() {
	words := b.pages.said.Phrase.Words()
	for _, f := range b.pages.check.Fields() {
		number := 0
		for _, r := range f.Label {
			if r >= '0' && r <= '9' {
				number = number*10 + int(r-'0')
			}
		}
		b.Type(f.Label, words[number-1][:4])
	}
}

func TestACommunityIsStarted(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.look("doors")
	b.Press("Start a community")
	b.look("start")
	b.Type("What it is called", "Elm Street Co-op")
	b.Press("Continue")
	b.look("keys")
	b.Type("Your name", "Ada Okonkwo")
	b.Press("Under a passphrase")
	b.look("keys-passphrase")
	b.Type("Passphrase", "correct horse")
	b.Type("The same once more", "correct horse")
	b.Press("Continue")
	b.look("phrase")
	words := b.pages.said.Phrase.Words()
	if !strings.Contains(b.Says(), words[23]) {
		t.Error("the last word is not shown")
	}
	b.Press("I have written")
	b.look("check")
	b.Type(b.pages.check.Fields()[1].Label, "ma")
	b.look("check-typing")
	b.answer()
	b.look("check-right")
	b.Press("Continue")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	c, err := b.held.Service().Opened(b.chosen)
	b.Must(err)
	if c.Membership().Name != "Elm Street Co-op" || b.laptop.Protected != shell.KeptUnderPassphrase || b.laptop.Passphrase != "correct horse" {
		t.Errorf("it is called %s, and kept %s", c.Membership().Name, b.laptop.Protected)
	}
}

// Whoever presses everything that is there gets one profile, and no error.
func TestWhatWasSaidIsDoneOnce(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.Press("Start a community")
	b.Type("What it is called", "Elm Street Co-op")
	b.Press("Continue")
	b.Type("Your name", "Ada Okonkwo")
	b.Press("Continue")
	b.Press("I have written")
	b.answer()
	yes, later, back := b.Named("Continue"), b.Named("Later"), b.Named("Back to the words")
	for _, f := range []fyne.Focusable{yes, yes, later, back} {
		test.Tap(f.(fyne.Tappable))
	}
	b.pages.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.Settle("it is over", func() bool { return b.held != nil || b.Shown.Canvas().Overlays().Top() != nil })
	b.Install.Wait()
	b.Settle("it is open", func() bool { return b.held != nil })
	if b.Shown.Canvas().Overlays().Top() != nil {
		t.Errorf("it was done twice: %s", b.Says())
	}
	if p, err := view.LoadPreferences(b.held.Service()); err != nil || p.PhraseChecked() == 0 {
		t.Errorf("that the words are on paper is not noted: %v", err)
	}
}

// invited is a link into a community of somebody else's.
func (b *begun) invited() string {
	c := b.Found("Elm Street Co-op", "Kofi", "co-op")
	link, _, err := c.CreateInvite(b.T.Context(), app.NewInvite{Uses: 3, ForMillis: 86_400_000})
	b.Must(err)
	text, err := link.Text()
	b.Must(err)
	return text
}

func TestALinkInTheClipboardIsOfferedAndJoined(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	link := b.invited()
	fyne.CurrentApp().Clipboard().SetContent(link)
	b.pages.doors()
	b.SettleSays("There is an invitation in the clipboard")
	b.look("doors-offer")
	b.Press("Join a community")
	b.SettleSays("whole and readable")
	b.Type("Your name there", "Zoë van Dijk")
	b.look("join")
	b.Press("Join this community")
	b.SettleSays("You, on this laptop")
	b.Press("Open, in a file")
	b.Press("Continue")
	b.Press("I have written")
	b.Press("Later")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	prefs, err := view.LoadPreferences(b.held.Service())
	b.Must(err)
	if b.laptop.Protected != shell.KeptOpen || prefs.PhraseChecked() != 0 {
		t.Errorf("kept %s, checked at %d", b.laptop.Protected, prefs.PhraseChecked())
	}
	list, err := b.held.Service().Communities()
	b.Must(err)
	if len(list) != 1 || list[0].Community != b.chosen {
		t.Errorf("%+v", list)
	}
}

func TestLinksThatAreNone(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	link := b.invited()
	b.pages.joinPage()
	picture := filepath.Join(t.TempDir(), "cat.png")
	b.Must(os.WriteFile(picture, []byte("\x89PNG\r\n\x1a\nno more"), 0o600))
	for typed, says := range map[string]string{
		"https://example.org": "not a Folkmoot link", link[:len(link)-9]: "damaged", "folkmoot:relay/1/" + link[16:]: "something else",
		picture: "cannot be read", "file://" + picture: "cannot be read", strings.Repeat("moot ", 2000): "too long",
	} {
		j := b.pages.joinPage()
		j.link.Entry.SetText(typed)
		b.SettleSays(says)
		if b.Press("Join this"); b.pages.said.Link.Community != (op.CommunityID{}) {
			t.Errorf("%.40s leads on", typed)
		}
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Repeat("x", 5<<20))
	j := b.pages.joinPage()
	j.link.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	b.SettleSays("too long")
	if len(j.link.Entry.Text) > maxTyped {
		t.Error("five megabytes stand in the field")
	}
	b.look("join-too-long")
	j.name.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	b.SettleSays("name is too long")
	j.name.Entry.SetText("Ada\u202e")
	b.SettleSays("cannot be shown safely")
	b.Dropped(t, link)
}

// Dropped drops a file with a link in it.
func (b *begun) Dropped(t *testing.T, link string) {
	file := filepath.Join(t.TempDir(), "invitation.txt")
	b.Must(os.WriteFile(file, []byte("Here it is:\n"+link+"\n"), 0o600))
	b.pages.Dropped(file)
	b.SettleSays("whole and readable")
}

func TestAPassphraseIsAskedFor(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, func(l *shelltest.Laptop) {
		l.There, l.Protected, l.Passphrase = true, shell.KeptUnderPassphrase, "correct horse"
	})
	b.Type("Passphrase", "battery staple")
	b.look("unlock")
	b.Press("Open")
	b.SettleSays("passphrase is wrong")
	b.look("unlock-wrong")
	b.Type("Passphrase", "correct horse")
	b.Press("Open")
	b.SettleSays("Decide things together") // nothing is in the profile yet
	if b.pages.held == nil {
		t.Error("it is not open")
	}
}

func TestAProfileThatCannotBeOpened(t *testing.T) {
	broken := errors.New("it is broken")
	for name, meaning := range map[string]trouble.Meaning{
		"full": trouble.MeansDiskFull, "damaged": trouble.MeansDamaged, "newer": trouble.MeansNewerFile, "used": trouble.MeansInUse,
	} {
		b := begin(t, theme.Light(1), 1024, 640, func(l *shelltest.Laptop) {
			l.There, l.Opens, l.Means = true, broken, map[error]trouble.Meaning{broken: meaning}
		})
		b.SettleSays("Your profile is in")
		b.look("trouble-" + name)
		b.Press("Try again")
		b.SettleSays("Decide things together")
	}
	b := begin(t, theme.Light(1), 1024, 640, func(l *shelltest.Laptop) { l.There, l.Opens = true, &session.HeldError{} })
	b.SettleSays("Your profile is in")
	b.look("trouble-held")
}

func TestNothingStaysOfAProfileThatFailed(t *testing.T) {
	full := errors.New("full")
	b := begin(t, theme.Light(1), 1440, 900, func(l *shelltest.Laptop) {
		l.Makes, l.Means = full, map[error]trouble.Meaning{full: trouble.MeansDiskFull}
	})
	b.SettleSays("Decide things together")
	b.pages.said = &view.Entering{Door: view.DoorStart, Community: "Ours", Template: "club", Person: "Ada"}
	b.pages.phrasePage(nil)
	b.Press("I have written")
	b.Press("Later")
	b.SettleSays("no room")
	b.look("failed")
	b.Press("All right")
	b.Press("Later")
	b.Settle("it is tried again", func() bool { return b.held != nil })
}

// The window may close when a profile is open and the pages have not heard of it yet.
func TestAProfileIsGivenBackThoughNobodyTakesIt(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.pages.said = &view.Entering{Door: view.DoorStart, Community: "Ours", Template: "club", Person: "Ada"}
	b.pages.phrasePage(nil)
	b.Press("I have written")
	b.Press("Later")
	b.Install.Wait()
	if !b.laptop.IsOpen() {
		t.Fatal("there is no profile yet")
	}
	b.pages.Leave()
	if b.laptop.IsOpen() {
		t.Error("the new profile is held by nobody, and is not closed")
	}

	b = begin(t, theme.Light(1), 1440, 900, func(l *shelltest.Laptop) { l.There = true })
	b.Settle("the profile is looked for", func() bool { b.Install.Wait(); return b.laptop.IsOpen() })
	b.pages.Leave()
	if b.laptop.IsOpen() {
		t.Error("the profile that was opened is not closed")
	}
}

func TestComingBack(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.Press("Restore from")
	b.Type("Your 24 words", "orchard mashine")
	b.Type("Your 24 words", "orchard mashine mad ")
	b.SettleSays("Is it “machine”?")
	b.look("back")
	phrase, err := identity.Generate(rand.Reader)
	b.Must(err)
	b.Type("Your 24 words", strings.Join(phrase.Words(), "\n"))
	b.SettleSays("they fit together")
	b.Press("Open, in a file")
	b.Press("Come back")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	if known, err := b.held.Service().KnowsPhrase(phrase); err != nil || !known || b.chosen != (op.CommunityID{}) {
		t.Errorf("%v, %v", known, err)
	}
}

// onDisk is a folder that a backup is written to.
type onDisk string

func (d onDisk) Path(name string) string                    { return filepath.Join(string(d), name) }
func (d onDisk) Create(name string) (io.WriteCloser, error) { return os.Create(d.Path(name)) }
func (d onDisk) Open(name string) (io.ReadCloser, error)    { return os.Open(d.Path(name)) }

func TestComingBackWithABackup(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	phrase, err := identity.Generate(rand.Reader)
	b.Must(err)
	b.Must(b.Service.KeepPhrase(phrase))
	_, err = b.Service.Found(t.Context(), app.Founding{Name: "Elm Street Co-op", Person: "Ada", Template: "co-op"})
	b.Must(err)
	backup := t.TempDir()
	_, err = b.Service.Backup(t.Context(), onDisk(backup), nil, nil)
	b.Must(err)
	r := b.pages.backPage()
	r.takeBackup(t.TempDir())
	b.Press("All right") // there is none
	r.takeBackup(backup)
	b.SettleSays("1 community: Elm Street Co-op")
	b.Type("Your 24 words", strings.Join(phrase.Words(), " "))
	b.pages.again() // in another language, or at another width
	b.SettleSays("1 community: Elm Street Co-op")
	b.SettleSays("All 24 words")
	b.Press("Open, in a file")
	b.look("back-backup")
	b.Press("Come back")
	b.SettleSays("You are back")
	b.look("back-done")
	b.Press("Open")
	if b.held == nil || b.chosen == (op.CommunityID{}) {
		t.Error("nothing is open")
	}
}

func TestWithoutAKeyringAnotherWayIsChosen(t *testing.T) {
	none := errors.New("none")
	b := begin(t, theme.Light(1), 1440, 900, func(l *shelltest.Laptop) {
		l.Makes, l.Means = none, map[error]trouble.Meaning{none: trouble.MeansNoKeyring}
	})
	b.SettleSays("Decide things together")
	b.pages.said = &view.Entering{Door: view.DoorStart, Community: "Ours", Template: "club", Person: "Ada"}
	b.pages.keysPage(b.pages.startPage)
	b.Press("Continue")
	b.Press("I have written")
	b.Press("Later")
	b.Press("All right")
	b.Type("Passphrase", "correct horse")
	b.Type("The same once more", "correct horse")
	b.Press("Continue")
	b.Press("I have written")
	b.Press("Later")
	b.Settle("a profile is open", func() bool { return b.held != nil })
	if b.laptop.Passphrase != "correct horse" {
		t.Errorf("kept %s", b.laptop.Protected)
	}
}

func TestOverAnOpenProfile(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street Co-op", "Ada", "co-op")
	d.Shown.SetContent(part.NewStage(part.Space()))
	d.Shown.Resize(fyne.NewSize(1440, 900))
	overlays := d.Shown.Canvas().Overlays()
	Open(d.Shell(), "")
	d.SettleSays("Start a community")
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if overlays.Top() != nil {
		t.Fatal("Esc does not lead back")
	}
	OpenStart(d.Shell())
	d.Type("What it is called", "Garden")
	d.Type("Your name there", "Ada")
	if dir := os.Getenv("FOLKMOOT_LOOK"); dir != "" {
		d.Keep(filepath.Join(dir, "over-start.png"))
	}
	d.Press("Start the community")
	d.Settle("it is begun", func() bool { return overlays.Top() == nil })
	list, err := d.Service.Communities()
	d.Must(err)
	if len(list) != 2 {
		t.Errorf("%+v", list)
	}
	OpenBack(d.Shell())
	d.SettleSays("Take a community in")
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	OpenJoin(d.Shell())
	d.SettleSays("You need an invitation")
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.Shown.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	file := filepath.Join(t.TempDir(), "letter.txt")
	d.Must(os.WriteFile(file, []byte("Dear Ada"), 0o600))
	OpenFile(d.Shell(), file)
	d.SettleSays("not a Folkmoot link")
}

func TestPictures(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.Picture("doors.png")
	b.pages.phrasePage(nil)
	b.pages.askBack(nil)
	b.Type(b.pages.check.Fields()[1].Label, "ma")
	b.Picture("check.png")
}

func TestLookingAround(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.Press("Look around")
	b.Settle("the sample is open", func() bool { return b.held != nil })
	if b.chosen == (op.CommunityID{}) {
		t.Error("nothing is shown")
	}
}

func TestAnotherLanguageIsKept(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	b.Press("Language")
	b.Press("Deutsch")
	b.SettleSays("Gemeinsam entscheiden")
	b.Press("Sich umsehen")
	b.Settle("the sample is open", func() bool { return b.held != nil })
	prefs, err := view.LoadPreferences(b.held.Service())
	b.Must(err)
	if prefs.Language() != "de" {
		t.Errorf("it speaks %q", prefs.Language())
	}
}

func TestByKeysAlone(t *testing.T) {
	b := begin(t, theme.Light(1), 1440, 900, nil)
	b.SettleSays("Decide things together")
	c := b.Shown.Canvas()
	for _, want := range []string{"Join a community", "Start a community", "Look around", "Restore from"} {
		said := c.Focused().(fyne.Accessible).AccessibilityLabel()
		if !strings.HasPrefix(said, want) {
			t.Errorf("%q has the focus, not %q", said, want)
		}
		c.(interface{ FocusNext() }).FocusNext()
	}
	c.Focus(b.Named("Start a community"))
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.SettleSays("Rules to begin with")
	if !b.pages.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Esc leads nowhere")
	}
	b.SettleSays("Decide things together")
}

func TestInOtherLooks(t *testing.T) {
	if os.Getenv("FOLKMOOT_LOOK") == "" {
		t.Skip("pictures to be looked at are made where FOLKMOOT_LOOK names a folder")
	}
	for name, look := range map[string]struct {
		theme         *theme.Theme
		width, height float32
	}{
		"dark": {theme.Dark(1), 1440, 900}, "small": {theme.Light(1), 1024, 640}, "large": {theme.Light(2), 1440, 900},
		"mirrored": {&theme.Theme{Factor: 1, Force: theme.Light(1).Force, RightToLeft: true}, 1440, 900},
	} {
		b := begin(t, look.theme, look.width, look.height, nil)
		b.Settle("the doors", func() bool { return len(b.Says()) > 100 })
		b.look(name + "-doors")
		link := b.invited()
		b.pages.offer = link
		b.pages.joinPage()
		b.look(name + "-join")
		b.pages.startPage()
		b.look(name + "-start")
		b.pages.keysPage(b.pages.doors)
		b.look(name + "-keys")
		b.pages.phrasePage(nil)
		b.look(name + "-phrase")
		b.pages.askBack(nil)
		b.look(name + "-check")
		b.pages.backPage()
		b.look(name + "-back")
		b.pages.unlockPage()
		b.look(name + "-unlock")
	}
}
