package cli

// Status: how the community stands here, what needs me, and what has not left this laptop.

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) statusCommand() *cobra.Command {
	var digest, answers, news bool
	cmd := a.verb(spec{
		use: "status", key: "status", needs: needsProfile,
		example: "folkmoot status\nfolkmoot status --digest\nfolkmoot status --answers\nfolkmoot status --news",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			switch {
			case digest:
				return a.digest(ctx, c)
			case answers:
				return a.answers(ctx, c)
			case news:
				return a.news(ctx, c)
			}
			v, err := view.LoadStatus(ctx, c)
			if err != nil {
				return err
			}
			v.Network = a.netStatus()
			return a.answer(v, func() error {
				if err := a.showStatus(v); err != nil {
					return err
				}
				return a.showOnline(ctx, v.Community)
			})
		},
	})
	cmd.Flags().BoolVar(&digest, "digest", false, a.flag("digest"))
	cmd.Flags().BoolVar(&answers, "answers", false, a.flag("answers"))
	cmd.Flags().BoolVar(&news, "news", false, a.flag("news"))
	cmd.MarkFlagsMutuallyExclusive("digest", "answers", "news")
	return cmd
}

// digest writes the state digest: who holds the same acts with the same build sees the same one.
func (a *act) digest(ctx context.Context, c *app.Community) error {
	digest, err := c.Digest(ctx)
	if err != nil {
		return err
	}
	written := fmt.Sprintf("%x", digest)
	return a.answer(map[string]string{"digest": written}, func() error { return a.println(written) })
}

func (a *act) showStatus(v view.Status) error {
	if err := a.println(text.Line(v.Name) + gap + text.ShortID(v.Community)); err != nil {
		return err
	}
	if !v.Here {
		return a.tell("status.not_here", nil)
	}
	name := ""
	if v.Me != nil {
		name = v.Me.String()
	}
	lines := []string{
		a.say.T("status.me", map[string]any{"Name": name, "State": a.standing(v.My, v.Role)}),
		a.say.N("status.members", v.Members, nil) + a.counted("status.newcomers", v.Newcomers) + ", " + a.say.N("status.acts", v.Ops, nil),
	}
	lines = append(lines, a.sent(v))
	lines = append(append(lines, a.warnings(v)...), a.reminders(v.Needs)...)
	for _, line := range lines {
		if err := a.println(line); err != nil {
			return err
		}
	}
	return a.showNeeds(*v.Needs)
}

// counted is a part of a sentence that is left out for none.
func (a *act) counted(key string, n int) string {
	if n == 0 {
		return ""
	}
	return ", " + a.say.N(key, n, nil)
}

// sent says whom my acts have reached.
func (a *act) sent(v view.Status) string {
	if v.Unsent > 0 {
		return a.say.N("status.unsent", v.Unsent, nil)
	}
	return a.say.T("status.sent", nil)
}

// warnings are what should not stay as it is.
func (a *act) warnings(v view.Status) []string {
	var lines []string
	for _, w := range []struct {
		is  bool
		key string
	}{
		{v.NeedsNewer, "status.needs_newer"},
		{v.Copied, "status.copied"},
		{v.Stuck != "", stuckSentences[v.Stuck]},
		{v.Stuck == "" && v.Head != v.Settled, "status.provisional"},
		{v.FounderMode && v.Members > 1, "status.founder_mode"},
		{v.Tellers == 1 && v.Members > 1, "status.one_teller"},
	} {
		if w.is {
			lines = append(lines, a.say.T(w.key, nil))
		}
	}
	if v.Waiting > 0 {
		lines = append(lines, a.say.N("status.waiting", v.Waiting, nil))
	}
	if v.Damaged > 0 {
		lines = append(lines, a.say.N("status.damaged", v.Damaged, nil))
	}
	for _, b := range v.AtRisk {
		lines = append(lines, a.say.T("status.at_risk", map[string]any{
			"Title": text.Line(b.Title), "ID": b.Short(), "Receipts": b.Receipts, "Tellers": b.Tellers,
		}))
	}
	for _, f := range v.Forks {
		lines = append(lines, a.say.T("status.fork", map[string]any{"Name": f.Person.String(), "Number": int64(f.Seq)}))
	}
	return lines
}

func (a *act) showNeeds(n view.Needs) error {
	var lines []string
	for _, p := range n.Polls {
		lines = append(lines, a.say.T("status.need_vote", map[string]any{"ID": p.Short(), "Title": p.Title, "When": a.words().Distance(p.ClosesMillis)}))
	}
	for _, p := range n.Entered {
		lines = append(lines, a.say.T("status.entered", map[string]any{"ID": p.Short(), "Title": p.Title, "Entered": a.entered(p.EnteredForMe)}))
	}
	for _, p := range n.Newcomers {
		lines = append(lines, a.say.T("status.need_admission", map[string]any{"Name": p.Name.String()}))
	}
	for _, c := range n.Commits {
		lines = append(lines, a.say.T("status.need_signature", map[string]any{"ID": c.Short(), "Changes": a.words().Changes(c.Changes)}))
	}
	for _, m := range n.Amendments {
		lines = append(lines, a.say.T("status.need_decision", map[string]any{"ID": m.Short(), "Title": a.words().ChangeName(m)}))
	}
	lines = append(lines, a.followUpLines(n)...)
	if len(n.Answers) > 0 {
		lines = append(lines, a.say.N("status.unread", len(n.Answers), nil))
	}
	if len(lines) == 0 {
		return a.tell("status.nothing", nil)
	}
	for _, line := range append([]string{a.say.T("status.needs", nil)}, lines...) {
		if err := a.println(line); err != nil {
			return err
		}
	}
	return nil
}

// answers lists unread comments that concern me, and notes that I have read them.
func (a *act) answers(ctx context.Context, c *app.Community) error {
	needs, err := view.LoadNeeds(ctx, c)
	if err != nil {
		return err
	}
	list := needs.Answers
	if err := a.answer(map[string]any{"answers": list}, func() error { return a.showAnswers(list) }); err != nil {
		return err
	}
	unread := make([]op.ID, len(list))
	for i, v := range list {
		if unread[i], err = op.ParseID(v.ID); err != nil {
			return err
		}
	}
	return c.MarkRead(ctx, true, unread...)
}

func (a *act) showAnswers(list []view.Answer) error {
	if len(list) == 0 {
		return a.tell("status.no_answers", nil)
	}
	for _, v := range list {
		key := "status.answered_me"
		if v.MentionsMe {
			key = "status.mentioned_me"
		}
		line := a.say.T(key, map[string]any{
			"Name": v.Author.String(), "When": a.words().Distance(v.TimeMillis), "ID": v.Short(), "Title": v.Title,
		})
		if err := a.println(line); err != nil {
			return err
		}
		if err := a.paragraphs(v.Text, "    "); err != nil {
			return err
		}
	}
	return nil
}

// news lists what others did since I looked last, and notes that I have looked.
func (a *act) news(ctx context.Context, c *app.Community) error {
	n, err := c.News(ctx, app.DefaultPage)
	if err != nil {
		return err
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	needs, err := view.LoadNeeds(ctx, c)
	if err != nil {
		return err
	}
	list := []entryView{}
	for _, e := range n.Events {
		list = append(list, newEntryView(people, e))
	}
	if err := a.answer(map[string]any{"news": list, "more": n.More, "reminders": needs.Reminders}, func() error {
		for _, line := range a.reminders(&needs) {
			if err := a.println(line); err != nil {
				return err
			}
		}
		if len(list) == 0 {
			return a.tell("status.no_news", nil)
		}
		return a.showLog(list)
	}); err != nil {
		return err
	}
	return c.Seen(n)
}
