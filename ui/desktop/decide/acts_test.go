package decide

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// opened shows the page of a decision and waits for it.
func opened(t *testing.T, d *shelltest.Desk, to view.Target, width float32) *page {
	t.Helper()
	to.Section = view.SectionDecisions
	p := NewPage(d.Shell(), to).(*page)
	d.Open(p, width, 900)
	d.Settle("the page is there", func() bool { return p.known })
	return p
}

func question(t *testing.T, d *shelltest.Desk, c *app.Community, title string) op.ID {
	t.Helper()
	id, err := c.OpenPoll(t.Context(), app.NewPoll{Title: title, Track: tracks(t, c)[0].ID})
	d.Must(err)
	return id
}

func TestAVoteIsCastByMouseAndByKeys(t *testing.T) {
	for _, s := range []struct {
		name  string
		width float32
		cast  func(d *shelltest.Desk, p *page)
	}{
		{"beside the text", 1440, func(d *shelltest.Desk, _ *page) {
			d.Press("Aye")
			d.Press("Cast my vote")
		}},
		{"in the sheet from below", 1024, func(d *shelltest.Desk, _ *page) {
			d.Press("Vote")
			d.Press("Aye")
			d.Press("Cast my vote")
		}},
		{"by keys alone", 1440, func(d *shelltest.Desk, p *page) {
			p.vote.focus()
			focused := d.Shown.Canvas().Focused()
			if focused == nil {
				t.Fatal("the ballot has not the focus")
			}
			focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			d.Press("Cast my vote")
		}},
	} {
		t.Run(s.name, func(t *testing.T) {
			d := shelltest.New(t, theme.Light(1))
			c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
			id := question(t, d, c, "Quiet hours")
			p := opened(t, d, view.Target{Item: id.String()}, s.width)
			s.cast(d, p)
			d.Settle("the vote is in the service", func() bool {
				row, err := c.Poll(t.Context(), id)
				d.Must(err)
				return row.Mine != nil
			})
			d.SettleSays("Your vote is cast")
		})
	}
}

func TestAMarkIsKeptWhenThePageIsLeft(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	id := question(t, d, c, "Quiet hours")
	p := opened(t, d, view.Target{Item: id.String()}, 1440)
	d.Press("Aye")
	p.Leave()
	kept, err := c.KeptSheet(t.Context(), id)
	d.Must(err)
	if kept == "" {
		t.Error("nothing was kept")
	}
	opened(t, d, view.Target{Item: id.String()}, 1440)
	d.SettleSays("You vote aye")
}

func TestAVoteIsCastAlsoWhenThePageIsLeft(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	id := question(t, d, c, "Quiet hours")
	p := opened(t, d, view.Target{Item: id.String()}, 1440)
	d.Press("Aye")
	d.Press("Cast my vote")
	p.Leave()
	d.Open(NewList(d.Shell(), view.Target{}), 1440, 900)
	d.Settle("the vote is in the service, and nothing is kept of it", func() bool {
		row, err := c.Poll(t.Context(), id)
		d.Must(err)
		kept, err := c.KeptSheet(t.Context(), id)
		d.Must(err)
		return row.Mine != nil && kept == ""
	})
}

func TestAProposalIsWithdrawnAfterAQuestion(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	id, err := c.Publish(t.Context(), proposal.Publish{Title: "A cargo bike", Text: "For all.", Track: tracks(t, c)[0].ID})
	d.Must(err)
	p := opened(t, d, view.Target{Item: id.String()}, 1440)
	offered := []view.DecisionAct{}
	for _, o := range p.now.page.Acts {
		offered = append(offered, o.Act)
	}
	d.Press("More")
	d.Press("Withdraw it")
	if row, err := c.Proposal(t.Context(), id); err != nil || row.IsGone() {
		t.Fatalf("it is gone before the answer: %v; offered %v", err, offered)
	}
	d.Press("Withdraw it")
	d.Settle("it is withdrawn", func() bool {
		row, err := c.Proposal(t.Context(), id)
		d.Must(err)
		return row.IsGone()
	})
}

func TestAnAmendmentIsProposedAndTakenIn(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	goes := decisionNamed(t, d, "Let guests use the workshop on Saturdays").Goes
	p := opened(t, d, goes, 1440)
	open := p.now.page.Amendments[0]
	a := NewPage(d.Shell(), open.Goes).(*amendment)
	d.Open(a, 1440, 900)
	d.SettleSays("Your text, your choice")
	look(d, "amendment-mine")
	d.Named("What changes").TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	d.SettleSays("After")
	d.Press("Take it in")
	c := d.Shell().Community()
	d.Settle("it is taken in", func() bool {
		page, err := view.LoadDecision(t.Context(), c, d.Words(), mustID(t, goes.Item))
		d.Must(err)
		return !page.Amendments[0].Open && len(page.History) > len(p.now.page.History) && page.Title == "Let guests use the workshop on Saturdays"
	})

	d.SettleSays("Taken in, as version 3.")
	look(d, "amendment-taken-in")

	// Another text for somebody else's proposal.
	bike := decisionNamed(t, d, "A cargo bike for everybody").Goes
	e := writing(t, d, view.Target{Item: bike.Item, Tab: view.TabDraft, Focus: view.FocusAmend})
	e.text.Entry.SetText(e.model.Text + "\n\nAnd a lock.")
	e.name.Entry.SetText("A lock")
	e.note.Entry.SetText("It would be stolen.")
	e.Leave()
	e = writing(t, d, view.Target{Item: bike.Item, Tab: view.TabDraft, Focus: view.FocusAmend})
	if !strings.HasSuffix(e.text.Entry.Text, "And a lock.") || e.name.Entry.Text != "A lock" || e.note.Entry.Text != "It would be stolen." {
		t.Errorf("kept %q, %q, %q", e.text.Entry.Text, e.name.Entry.Text, e.note.Entry.Text)
	}
	before := len(d.Went)
	d.Press("Propose the change")
	d.Settle("it is proposed", func() bool { return len(d.Went) > before })
	page, err := view.LoadDecision(t.Context(), c, d.Words(), mustID(t, bike.Item))
	d.Must(err)
	if !slices.ContainsFunc(page.Amendments, func(a view.AmendmentRow) bool { return a.Title == "A lock" }) {
		t.Errorf("%+v", page.Amendments)
	}
}

func TestAResultIsCheckedAndFollowedUp(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	p := opened(t, d, decisionNamed(t, d, "Cut the elm back").Goes, 1440)
	d.Press("Check")
	d.SettleSays("The result is right")
	if p.now.page.Poll.FollowUp == nil {
		t.Fatal("the sample has nothing to follow up here")
	}
	look(d, "checked")

	// Where there is no second column, what it says stands below.
	opened(t, d, decisionNamed(t, d, "Cut the elm back").Goes, 1024)
	d.Press("Check")
	d.SettleSays("The result is right")
	opened(t, d, decisionNamed(t, d, "A cargo bike for everybody").Goes, 1024)
	d.Press("Propose a change")
	if last := d.Went[len(d.Went)-1]; last.Focus != view.FocusAmend {
		t.Errorf("went %+v", last)
	}
}

// What the command line can do with a decision is offered somewhere.
func TestEveryActIsOfferedSomewhere(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	d.Sample("en")
	seen := map[view.DecisionAct]bool{}
	all, err := view.LoadDecisions(t.Context(), d.Shell().Community(), d.Words(), 0)
	d.Must(err)
	l := view.NewDecisionList(d.Words())
	l.Update(d.Words(), all)
	for _, r := range l.Rows() {
		if r.Head || r.Decision.Goes.Tab != "" {
			continue
		}
		page, err := view.LoadDecision(t.Context(), d.Shell().Community(), d.Words(), mustID(t, r.Decision.Goes.Item))
		d.Must(err)
		for _, o := range page.Acts {
			seen[o.Act] = true
			if o.Label == "" || strings.Contains(o.Label, "⟦") || actIcons[o.Act] == "" {
				t.Errorf("%+v", o)
			}
		}
	}
	for _, act := range []view.DecisionAct{
		view.ActOpenVote, view.ActRevise, view.ActAmend, view.ActNudge, view.ActDelegate, view.ActLink, view.ActSaveText, view.ActCalendar,
		view.ActBallots, view.ActRecord, view.ActWithdraw,
	} {
		if !seen[act] {
			t.Errorf("%s is offered nowhere in the sample", act)
		}
	}
}
