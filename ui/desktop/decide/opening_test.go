package decide

import (
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/shelltest"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

func openForm(t *testing.T, d *shelltest.Desk, to view.Target) *opening {
	t.Helper()
	to.Section, to.Tab = view.SectionDecisions, view.TabOpening
	page := NewOpening(d.Shell(), to).(*opening)
	d.Open(page, 1440, 900)
	d.Settle("the form is there", func() bool { return page.model != nil })
	return page
}

func TestAVoteIsOpenedOnAProposal(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	id, err := c.Publish(t.Context(), proposal.Publish{Title: "A cargo bike", Text: "For all.", Track: tracks(t, c)[0].ID})
	d.Must(err)
	openForm(t, d, view.Target{Item: id.String()})
	d.SettleSays("A cargo bike")
	look(d, "opening-proposal")
	d.Press("Open the vote")
	d.Settle("it leads to the ballot", func() bool {
		return len(d.Went) == 1 && d.Went[0].Focus == view.FocusBallot && d.Went[0].Item == id.String()
	})
	polls, err := view.Polls(t.Context(), c, app.Page{})
	d.Must(err)
	if len(polls) != 1 || polls[0].Proposal != id.String() || polls[0].Method != "yes-no" {
		t.Errorf("%+v", polls)
	}
}

func TestAVoteAloneIsOpenedWithOptions(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := openForm(t, d, view.Target{})
	page.title.Entry.SetText("When shall we meet?")
	names, _ := page.model.Methods()
	for at, name := range names {
		if name == "Most ticks" {
			page.chosen(page.model.SetMethod)(at)
		}
	}
	d.SettleSays("There must be two options or more")
	page.options.Entry.SetText("Monday\nFriday\nSunday")
	d.Press("In 7 days")
	d.SettleSays("among 3 options")
	d.Press("More settings")
	look(d, "opening-alone")
	d.Press("Open the vote")
	d.Settle("it leads to the ballot", func() bool { return len(d.Went) == 1 })
	polls, err := view.Polls(t.Context(), c, app.Page{})
	d.Must(err)
	if len(polls) != 1 || len(polls[0].Options) != 3 || polls[0].Method != "approval" || polls[0].Title != "When shall we meet?" {
		t.Errorf("%+v", polls)
	}
}

func TestAFormThatWasLeftIsFoundAsItWas(t *testing.T) {
	d := shelltest.New(t, theme.Light(1))
	c := d.Found("Elm Street Co-op", "Ada Okonkwo", "club")
	page := openForm(t, d, view.Target{})
	page.title.Entry.SetText("When shall we meet?")
	d.Press("In 7 days")
	page.Leave()
	page = openForm(t, d, view.Target{})
	d.SettleSays("Draft, saved on this laptop")
	if page.title.Entry.Text != "When shall we meet?" || page.closes.Text() == "" {
		t.Errorf("%q closes %q", page.title.Entry.Text, page.closes.Text())
	}
	look(d, "opening-kept")

	// Once the vote is open, the next form begins anew.
	d.Press("Open the vote")
	d.Settle("it is open", func() bool { return len(d.Went) == 1 })
	page.Leave()
	if page = openForm(t, d, view.Target{}); page.title.Entry.Text != "" || !page.kept.Hidden {
		t.Errorf("%q comes back", page.title.Entry.Text)
	}

	// Who discards it begins anew, too.
	page.title.Entry.SetText("And where?")
	page.save()
	d.SettleSays("Draft, saved on this laptop")
	page.discard()
	d.Press("Discard the draft")
	d.Settle("it is forgotten", func() bool { return page.title.Entry.Text == "" && page.kept.Hidden })
	page.Leave()
	if polls, err := view.Polls(t.Context(), c, app.Page{}); err != nil || len(polls) != 1 {
		t.Errorf("%d votes, %v", len(polls), err)
	}
}
