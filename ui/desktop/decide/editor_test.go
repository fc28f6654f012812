package decide

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// writing opens the editor and waits for it.
func writing(t *testing.T, d *shelltest.Desk, to view.Target) *editor {
	t.Helper()
	to.Section = view.SectionDecisions
	page := NewEditor(d.Shell(), to).(*editor)
	d.Open(page, 1440, 900)
	d.Settle("the editor is there", func() bool { return page.model != nil })
	return page
}

const roof = "## Why now\n\nThe tiles are **cracked**.\n\n1. Lift them\n2. Lay them\n\n| What | Cost |\n|---|---:|\n| Tiles | €1,480 |"

func TestAProposalIsWrittenSavedAndPublished(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := writing(t, d, view.Target{Tab: view.TabDraft})
	if !strings.Contains(page.act.AccessibilityLabel(), "It needs a title") {
		t.Errorf("the button says %q", page.act.AccessibilityLabel())
	}
	page.title.Entry.SetText("Mend the roof before winter")
	page.text.Entry.SetText(roof)
	d.SettleSays("Not saved yet")
	d.Settle("two seconds after the last key it is saved", func() bool {
		drafts, err := c.Drafts(t.Context())
		d.Must(err)
		return len(drafts) == 1 && drafts[0].Text == roof
	})
	d.SettleSays("Draft, saved on this laptop at")
	look(d, "editor")
	d.Press("Publish")
	d.Settle("it leads to the proposal", func() bool { return len(d.Went) == 1 })
	drafts, err := c.Drafts(t.Context())
	d.Must(err)
	all, err := view.Proposals(t.Context(), c, app.Page{})
	d.Must(err)
	if len(drafts) != 0 || len(all) != 1 || all[0].Title != "Mend the roof before winter" || d.Went[0].Item != all[0].ID {
		t.Errorf("drafts %+v, proposals %+v, went %+v", drafts, all, d.Went)
	}

	// The next text of it.
	page = writing(t, d, view.Target{Tab: view.TabDraft, Item: all[0].ID})
	d.SettleSays("It becomes version 2")
	if off := page.act.AccessibilityLabel(); !strings.Contains(off, "Nothing is changed yet") {
		t.Error(off)
	}
	page.text.Entry.SetText(roof + "\n\nAnd soon.")
	d.Press("Publish the new version")
	d.Settle("it leads to the proposal", func() bool { return len(d.Went) == 2 })
	row, err := view.LoadDecision(t.Context(), c, d.Words(), mustID(t, all[0].ID))
	d.Must(err)
	if !strings.HasSuffix(row.Source, "And soon.") || len(row.History) != 2 {
		t.Errorf("%q, %d texts", row.Source, len(row.History))
	}
}

func TestWhatIsTypedIsKeptWhenThePageIsLeft(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	blank := view.Target{Section: view.SectionDecisions, Tab: view.TabDraft}
	d.Must(d.Nav.Go(blank))
	page := writing(t, d, blank)
	page.title.Entry.SetText("Half a thought")
	page.Leave()
	drafts, err := c.Drafts(t.Context())
	d.Must(err)
	if d.Nav.At().Item != drafts[0].ID {
		t.Errorf("who comes back is at %+v", d.Nav.At())
	}
	if len(drafts) != 1 || drafts[0].Title != "Half a thought" {
		t.Fatalf("%+v", drafts)
	}
	again := writing(t, d, view.Target{Tab: view.TabDraft, Item: drafts[0].ID})
	if again.title.Entry.Text != "Half a thought" {
		t.Errorf("%q", again.title.Entry.Text)
	}
	empty := writing(t, d, view.Target{Tab: view.TabDraft})
	empty.Leave()
	if drafts, err = c.Drafts(t.Context()); err != nil || len(drafts) != 1 {
		t.Errorf("an empty draft is kept: %+v %v", drafts, err)
	}
}

func TestATextIsPublishedAlsoWhenThePageIsLeft(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := writing(t, d, view.Target{Tab: view.TabDraft})
	page.title.Entry.SetText("Mend the roof before winter")
	page.text.Entry.SetText(roof)
	d.Press("Publish")
	page.Leave()
	d.Open(NewList(d.Shell(), view.Target{}), 1440, 900)
	d.Settle("it is published, and no draft any more", func() bool {
		drafts, err := c.Drafts(t.Context())
		d.Must(err)
		all, err := view.Proposals(t.Context(), c, app.Page{})
		d.Must(err)
		return len(drafts) == 0 && len(all) == 1
	})
	if len(d.Went) > 0 {
		t.Errorf("whoever went on is led to %v", d.Went)
	}
}

func TestOneDraftIsKeptOfOneText(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	drafts := func() []app.LocalDraft {
		list, err := c.Drafts(t.Context())
		d.Must(err)
		return list
	}
	page := writing(t, d, view.Target{Tab: view.TabDraft})
	page.title.Entry.SetText("Half")
	page.save() // is under way while the page is left
	page.title.Entry.SetText("Half a thought")
	page.Leave()
	d.Install.Wait()
	if list := drafts(); len(list) != 1 || list[0].Title != "Half a thought" {
		t.Fatalf("left while it is saved: %+v", list)
	}

	page = writing(t, d, view.Target{Tab: view.TabDraft, Item: drafts()[0].ID})
	page.title.Entry.SetText("")
	page.Leave()
	if list := drafts(); len(list) != 0 {
		t.Errorf("what was deleted comes back: %+v", list)
	}

	id, err := c.NewTopic(t.Context(), proposal.NewTopic{Title: "The roof", Text: "It leaks."})
	d.Must(err)
	for _, title := range []string{"Mend the roof", "Mend the roof soon"} {
		page = writing(t, d, view.Target{Tab: view.TabDraft, Item: id.String()})
		page.title.Entry.SetText(title)
		page.Leave()
	}
	if list := drafts(); len(list) != 1 || list[0].Title != "Mend the roof soon" {
		t.Errorf("of one topic: %+v", list)
	}
}

func TestMarksAreSetByKeysAndButtons(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := writing(t, d, view.Target{Tab: view.TabDraft})
	entry := page.text.Entry
	entry.SetText("one\ntwo")
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierShortcutDefault})
	if entry.Text != "**one\ntwo**" {
		t.Errorf("%q", entry.Text)
	}
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	d.Press("List")
	if entry.Text != "- **one\n- two**" {
		t.Errorf("%q", entry.Text)
	}
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRightBracket, Modifier: fyne.KeyModifierShortcutDefault})
	if entry.Text != "- **one\n  - two**" {
		t.Errorf("%q", entry.Text)
	}
	if page.text.Before() != entry.Text {
		t.Errorf("the cursor stands behind %q", page.text.Before())
	}
}

func TestFiveMegabytesEndInASentence(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := writing(t, d, view.Target{Tab: view.TabDraft})
	began := time.Now()
	fyne.CurrentApp().Clipboard().SetContent(strings.Repeat("five megabytes\n", 350_000))
	page.text.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	if page.text.Entry.Text != "" || !strings.Contains(d.Says(), "Nothing of it was taken") {
		t.Errorf("%d bytes were taken", len(page.text.Entry.Text))
	}
	t.Logf("refused in %s", time.Since(began))
	fyne.CurrentApp().Clipboard().SetContent("a\u202Eb\x07")
	page.text.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	d.SettleSays("2 signs that nobody can see were left out")
	if page.text.Entry.Text != "ab" {
		t.Errorf("%q", page.text.Entry.Text)
	}
}
