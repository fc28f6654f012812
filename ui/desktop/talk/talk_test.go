package talk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// party opens the topic of the courtyard party.
func party(t *testing.T) (*shelltest.Desk, *sample.Sample, *Topic) {
	t.Helper()
	d := shelltest.New(t, theme.Light(1))
	s := d.Sample("en")
	page := NewTopic(d.Shell(), view.Target{Section: view.SectionDiscussion, Item: s.Topics["party"].String()}).(*Topic)
	d.Open(page, 1440, 900)
	d.SettleSays("Lars Nygaard")
	return d, s, page
}

// comments are what is said about a topic.
func comments(d *shelltest.Desk, id op.ID) []view.Comment {
	d.T.Helper()
	v, err := view.LoadTopic(d.T.Context(), d.Shell().Community(), d.Words(), id)
	d.Must(err)
	return v.Comments
}

func last(all []view.Comment) view.Comment { return all[len(all)-1] }

func TestTopicsAreListedAndOpenedByKeys(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	s := d.Sample("en")
	page := NewList(d.Shell(), view.Target{Section: view.SectionDiscussion}).(*List)
	d.Open(page, 1440, 900)
	d.SettleSays("Courtyard party")
	d.Shown.Canvas().Focus(page.list)
	page.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	page.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(d.Went) != 1 || d.Went[0].Item != s.Topics["laundry"].String() {
		t.Errorf("it leads to %v", d.Went)
	}
	d.Picture("topics.png")
}

func TestAnAnswerIsPostedByKeysAlone(t *testing.T) {
	d, s, page := party(t)
	before := len(comments(d, s.Topics["party"]))
	entry := page.thread.composer.field.Entry
	d.Shown.Canvas().Focus(entry)
	test.Type(entry, "I bring ice.")
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	d.Settle("it is posted", func() bool { return len(comments(d, s.Topics["party"])) == before+1 })
	d.Settle("the field is empty", func() bool { return entry.Text == "" })
	d.SettleSays("I bring ice.")
	if kept, err := d.Install.Keeper.Setting(page.thread.composer.key); err != nil || kept != "" {
		t.Errorf("%q is kept of what was posted: %v", kept, err)
	}
}

func TestAnAnswerGoesToWhoIsAnsweredUntilThatIsTakenBack(t *testing.T) {
	d, s, page := party(t)
	first := comments(d, s.Topics["party"])[0]
	d.Press("Answer")
	d.SettleSays("Answering " + first.Author.String())
	entry := page.thread.composer.field.Entry
	if d.Shown.Canvas().Focused() != fyne.Focusable(entry) {
		t.Error("the field has not the focus")
	}
	entry.SetText("With chives, please.")
	d.Press("Post")
	d.Settle("it answers the first", func() bool {
		all := comments(d, s.Topics["party"])
		return len(all) > 1 && all[1].Text == "With chives, please." && all[1].Depth == 1
	})
	d.Press("Answer")
	d.Press("Answer all instead")
	if !page.thread.composer.to.IsZero() {
		t.Error("somebody is still answered")
	}
}

func TestWhatIsTypedIsThereWhenThePageIsOpenedAgain(t *testing.T) {
	d, s, page := party(t)
	page.thread.composer.field.Entry.SetText("Half a sen")
	page.Leave()
	again := NewTopic(d.Shell(), view.Target{Section: view.SectionDiscussion, Item: s.Topics["party"].String()}).(*Topic)
	d.Open(again, 1440, 900)
	if written := again.thread.composer.field.Entry.Text; written != "Half a sen" {
		t.Errorf("the field holds %q", written)
	}
}

func TestNamesAreOfferedAndUnclearOnesAskedAbout(t *testing.T) {
	d, s, page := party(t)
	entry := page.thread.composer.field.Entry
	entry.SetText("Thanks @Mart")
	d.Press("Marta Kowalczyk")
	if !strings.Contains(entry.Text, "Marta Kowalczyk") {
		t.Fatalf("the field holds %q", entry.Text)
	}
	entry.SetText("Thanks @Mart")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !strings.Contains(entry.Text, "Marta Kowalczyk") || strings.Contains(entry.Text, "\n") {
		t.Fatalf("after Enter the field holds %q", entry.Text)
	}
	entry.SetText("Thanks @Nobody")
	d.Press("Post")
	d.SettleSays("Some names are not clear")
	before := len(comments(d, s.Topics["party"]))
	d.Press("Change it")
	if len(comments(d, s.Topics["party"])) != before || entry.Text == "" {
		t.Error("it was posted, or lost")
	}
	d.Press("Post")
	d.Press("Post it as it is")
	d.Settle("it is posted", func() bool { return len(comments(d, s.Topics["party"])) == before+1 })
}

func TestAgreeingAndTakingThatBack(t *testing.T) {
	d, s, _ := party(t)
	agreed := func() int { return len(comments(d, s.Topics["party"])[0].Agreeing) }
	before := agreed()
	d.Press("Agree")
	d.Settle("one more agrees", func() bool { return agreed() == before+1 })
	d.SettleSays("Agree · 1")
	d.Press("Agree · 1")
	d.Settle("nobody more agrees", func() bool { return agreed() == before })
}

func TestWhatIsMineIsTakenBackAfterAQuestion(t *testing.T) {
	d, s, page := party(t)
	id, err := d.Shell().Community().Comment(t.Context(), proposal.AddComment{On: s.Topics["party"], Text: "A mistake of mine"})
	d.Must(err)
	d.SettleSays("9")
	d.Settle("it is here", func() bool { return page.thread.view.Reveal(id.String()) >= 0 })
	page.thread.Reveal(id.String())
	d.Press("Take back")
	d.Press("Keep it")
	if last(comments(d, s.Topics["party"])).Text != "A mistake of mine" {
		t.Error("it is gone")
	}
	d.Press("Take back")
	d.SettleSays("This cannot be undone.")
	focused := d.Shown.Canvas().Focused()
	d.Shown.Canvas().FocusNext()
	if d.Shown.Canvas().Focused() == focused {
		t.Fatal("Tab does not lead to the act")
	}
	d.Shown.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Settle("it is taken back", func() bool { return last(comments(d, s.Topics["party"])).Text == "" })
}

func TestATopicIsBegunAndKeptUntilThen(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Harbour Allotments", "Ada", "club")
	page := NewList(d.Shell(), view.Target{Section: view.SectionDiscussion})
	d.Open(page, 1024, 640)
	d.SettleSays("New topic")
	OpenBegin(d.Shell())
	d.Press("Publish")
	d.SettleSays("Without a title nobody finds it again.")
	d.Type("What is it about?", "Ladders")
	d.Press("Cancel")
	OpenBegin(d.Shell())
	d.Type("Text", "Who has one?")
	d.Press("Publish")
	d.Settle("its page is shown", func() bool { return len(d.Went) == 1 })
	rows, err := view.LoadDiscussion(t.Context(), c, d.Words(), 0)
	d.Must(err)
	if len(rows) != 1 || rows[0].Title != "Ladders" || d.Went[0].Item != rows[0].ID {
		t.Errorf("there is %v, and %v is shown", rows, d.Went)
	}
}

func TestThreeThousandCommentsAreOneList(t *testing.T) {
	d, _, page := party(t)
	all := comments(d, page.id)
	var many []view.Comment
	for range 3000/len(all) + 1 {
		many = append(many, all...)
	}
	page.thread.Update(many, page.page.mentions, page.page.barred)
	page.thread.ScrollTo(1e9)
	d.SettleSays(all[len(all)-1].Text[:12])
	if page.thread.Offset() < 50_000 {
		t.Errorf("the list ends at %v", page.thread.Offset())
	}
}

// Held down, a key is heard again and again.
func TestAnAnswerIsPostedOnce(t *testing.T) {
	d, s, page := party(t)
	before := len(comments(d, s.Topics["party"]))
	entry := page.thread.composer.field.Entry
	entry.SetText("I bring ice.")
	for range 3 {
		entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	}
	entry.SetText("I bring ice. And salt")
	d.Settle("it is posted", func() bool { return len(comments(d, s.Topics["party"])) > before })
	d.Settle("what was typed since stays", func() bool { return entry.Text == " And salt" })
	if now := len(comments(d, s.Topics["party"])); now != before+1 {
		t.Errorf("%d answers are posted", now-before)
	}
}

func TestAnAnswerIsPostedAlsoWhenThePageIsLeft(t *testing.T) {
	d, s, page := party(t)
	before := len(comments(d, s.Topics["party"]))
	composer := page.thread.composer
	composer.field.Entry.SetText("I bring ice.")
	d.Press("Post")
	page.Leave()
	d.Open(NewList(d.Shell(), view.Target{Section: view.SectionDiscussion}), 1440, 900)
	d.Settle("it is posted", func() bool { return len(comments(d, s.Topics["party"])) == before+1 })
	d.Settle("it is not kept to be posted again", func() bool {
		kept, err := d.Install.Keeper.Setting(composer.key)
		return err == nil && kept == ""
	})
}

func TestATopicIsBegunOnceThoughTheDialogIsClosedMeanwhile(t *testing.T) {
	d, _, _ := party(t)
	OpenBegin(d.Shell())
	d.Type("What is it about?", "Ladders")
	d.Press("Publish")
	d.Press("Cancel")
	key := "desktop/topic/title/" + d.Shell().Membership().Community.String()
	d.Settle("nothing is kept of it", func() bool {
		kept, err := d.Install.Keeper.Setting(key)
		return err == nil && kept == ""
	})
	if len(d.Went) > 0 {
		t.Errorf("whoever closed it is led to %v", d.Went)
	}
}

func TestWhatIsHiddenIsReadAndShownAgainByASteward(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada", "co-op")
	d.Window.Steward = true
	topic, err := c.NewTopic(t.Context(), proposal.NewTopic{Title: "The cellar", Text: "It is wet."})
	d.Must(err)
	id, err := c.Comment(t.Context(), proposal.AddComment{On: topic, Text: "Nonsense about the moon"})
	d.Must(err)
	_, err = c.Hide(t.Context(), id, "off topic", false)
	d.Must(err)
	page := NewTopic(d.Shell(), view.Target{Section: view.SectionDiscussion, Item: topic.String()}).(*Topic)
	d.Open(page, 1440, 900)
	d.SettleSays("off topic")
	if r := page.thread.view.Rows()[0]; !r.Hidden || !r.Covered || strings.Contains(d.Says(), "the moon") {
		t.Fatalf("%+v", r)
	}
	d.Press("Read it all the same")
	d.SettleSays("Nonsense about the moon")
	d.Press("Close")
	d.Press("Show it again")
	d.Settle("it is shown", func() bool { return !page.thread.view.Rows()[0].Hidden })
}

// Who may not write is offered no place to do it, and reads why; who is not let in yet may answer, and not agree.
func TestWhoMayNotWriteReadsWhy(t *testing.T) {
	d, _, page := party(t)
	acts := func(barred view.Barred) string {
		page.thread.Update(page.page.Comments, page.page.mentions, barred)
		var said []string
		for _, a := range page.thread.acts(page.thread.view.Rows()[0]) {
			said = append(said, a.Text)
		}
		return strings.Join(said, ", ")
	}
	page.thread.composer.field.Entry.SetText("half a thought")
	if got := acts(view.Barred{NoProposals: true, Why: "Let in first."}); !strings.Contains(got, "Answer") || strings.Contains(d.Says(), "Let in first.") {
		t.Errorf("a newcomer: %s", got)
	}
	if got := acts(view.Barred{NoProposals: true, Silent: true, Why: "No member any more."}); strings.Contains(got, "Answer") || !strings.Contains(d.Says(), "No member any more.") || strings.Contains(d.Says(), "Post") {
		t.Errorf("removed: %s", got)
	}
	if acts(view.Barred{}); !strings.Contains(d.Says(), "Post") || page.thread.composer.field.Entry.Text != "half a thought" {
		t.Error("what was typed is gone")
	}
}

// An @name is offered where a topic is begun as it is in answers, and it is said that it tells nobody.
func TestNamesAreOfferedInTheTextOfANewTopic(t *testing.T) {
	d, _, _ := party(t)
	OpenBegin(d.Shell())
	d.SettleSays("Begin a topic")
	d.Type("Text", "@mar")
	d.Settle("names are offered", func() bool { return len(d.Buttons("Marta Kowalczyk")) > 0 })
	typed := d.Fields()[1].Entry
	typed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if typed.Text != "@\"Marta Kowalczyk\" " {
		t.Errorf("Enter made it %q", typed.Text)
	}
	d.SettleSays("only written")
}
