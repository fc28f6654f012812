package decide

// Menu: everything else that can be done with a decision, and doing it.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/talk"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// actIcons are how acts are drawn.
var actIcons = map[view.DecisionAct]theme.Icon{
	view.ActOpenVote: theme.IconVote, view.ActOpenAlike: theme.IconVote, view.ActEndVote: theme.IconCircleX, view.ActRevise: theme.IconPencil,
	view.ActAmend: theme.IconPencil, view.ActAssist: theme.IconFileText, view.ActNudge: theme.IconUsers, view.ActDelegate: theme.IconHandHelping,
	view.ActLink: theme.IconLink, view.ActSaveText: theme.IconSave, view.ActCalendar: theme.IconCalendar, view.ActBallots: theme.IconDownload,
	view.ActRecord: theme.IconShieldCheck, view.ActUnhide: theme.IconRotateCcw, view.ActHide: theme.IconEyeOff, view.ActWithdraw: theme.IconTrash2,
	view.ActRetire: theme.IconArchive, view.ActRead: theme.IconEye,
}

// menu lists the acts, those that cannot be undone last.
func (p *page) menu() []*part.ListRow {
	var rows, danger []*part.ListRow
	for _, o := range p.now.page.Acts {
		row := part.NewMenuRow(actIcons[o.Act], o.Label, "", o.Danger, func() { p.act(o.Act) })
		if o.Danger {
			danger = append(danger, row)
		} else {
			rows = append(rows, row)
		}
	}
	if len(danger) > 0 {
		rows = append(append(rows, nil), danger...)
	}
	return rows
}

// act does one of them.
func (p *page) act(act view.DecisionAct) {
	s, now := p.shell, &p.now.page
	decisions := view.Target{Section: view.SectionDecisions, Item: now.ID}
	switch act {
	case view.ActOpenVote, view.ActOpenAlike:
		decisions.Tab = view.TabOpening
		s.Go(decisions)
	case view.ActEndVote:
		decisions.Tab, decisions.Focus = view.TabOpening, now.Poll.ID
		decisions.Item = ""
		s.Go(decisions)
	case view.ActRevise:
		decisions.Tab = view.TabDraft
		s.Go(decisions)
	case view.ActAmend:
		decisions.Tab, decisions.Focus = view.TabDraft, view.FocusAmend
		s.Go(decisions)
	case view.ActDelegate:
		s.Go(view.Target{Section: view.SectionMembers, Tab: view.TabYourVote})
	case view.ActNudge:
		p.nudge()
	case view.ActAssist:
		p.assist()
	case view.ActLink:
		s.Copy(now.ID)
	case view.ActSaveText:
		p.saveText(s.Words().SaveName(now.Title, "md"), s.Words().Markdown(*now, s.Membership().Name))
	case view.ActCalendar:
		p.saveText(s.Words().SaveName(now.Title, "ics"), s.Words().Calendar(*now.Poll, s.Membership().Name))
	case view.ActBallots:
		p.saveBallots()
	case view.ActRecord:
		p.saveRecord()
	case view.ActRead:
		talk.Read(s, p.ctx, p.postID())
	case view.ActUnhide:
		talk.Show(s, p.ctx, p.postID())
	case view.ActHide:
		talk.Hide(s, p.ctx, p.postID())
	case view.ActWithdraw:
		p.withdraw()
	case view.ActRetire:
		p.retire()
	}
}

// do runs a call of the service, with a button that waits if one asked, and says that it was done.
func (p *page) do(button *part.Button, doing string, run func(context.Context) error, done string) {
	p.shell.Do(p.ctx, shell.Work{Finishes: true, Button: button, Doing: doing, Run: run, Done: func() {
		if done != "" {
			p.shell.Done(done)
		}
		p.again()
	}})
}

// pollID is the vote's; zero without one.
func (p *page) pollID() op.ID {
	id, _ := op.ParseID(p.now.page.Poll.ID) // the service wrote it
	return id
}

// postID is the proposal's.
func (p *page) postID() op.ID {
	id, _ := op.ParseID(p.now.page.Proposal.ID) // the service wrote it
	return id
}

// withdraw takes my proposal back.
func (p *page) withdraw() {
	s := p.shell
	s.Ask(shell.Question{
		Title: s.T("decide.withdraw_title", map[string]any{"Title": p.now.page.Title}), Says: s.T("decide.withdraw_says", nil),
		Act: s.T("decision_act.withdraw", nil), Keep: s.T("decide.discard_keep", nil), Icon: theme.IconTrash2,
		Do: func() {
			p.do(nil, "", func(ctx context.Context) error { return s.Community().Withdraw(ctx, p.postID()) }, s.T("decide.withdrawn", nil))
		},
	})
}

// nudge lists who has not voted, each with a word to be copied.
func (p *page) nudge() {
	s, poll := p.shell, p.now.page.Poll
	var layer *part.Layer
	rows := part.Column(0)
	for i, n := range poll.NotVoted {
		if i > 0 {
			rows.Add(part.NewRule(52))
		}
		copying := part.NewButton(part.Secondary, theme.IconCopy, s.T("decide.nudge_copy", nil), func() {
			s.Copy(s.Words().NudgeText(n, *poll, s.Membership().Name))
		}).High(part.InLine)
		rows.Add(part.Pad(10, 0, 10, 0, part.Row(12, 1, shell.Avatar(n, 28), part.Words(theme.Text, n.String()).Lines(1), copying)))
	}
	head := part.HeadWithClose(s.Say().N("decision_list.not_voted", len(poll.NotVoted), nil), s.T("decide.nudge_says", nil), s.T("window.close", nil), func() { layer.Close() })
	sheet := part.NewDialog(head, rows, nil)
	layer = s.Dialog(sheet, shell.DialogUsual, part.FirstFocus(fyne.CanvasObject(sheet)), nil)
}
