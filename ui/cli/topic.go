package cli

// Topic: talk that belongs to no proposal yet.

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) topicCommands() *cobra.Command {
	return a.noun("topic", "topic", a.topicNew(), a.topicList(), a.topicShow())
}

func (a *act) topicNew() *cobra.Command {
	var body textFlags
	cmd := a.verb(spec{
		use: "new TITLE", key: "topic.new", args: exactly(1), needs: needsProfile,
		example: "folkmoot topic new \"Shared tools\" --text \"Who has a ladder?\"\nfolkmoot topic new \"Shared tools\" --file tools.md",
		run:     func(ctx context.Context, args []string) error { return a.newTopic(ctx, args[0], &body) },
	})
	body.add(a, cmd)
	return cmd
}

func (a *act) newTopic(ctx context.Context, title string, body *textFlags) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	written, err := a.compose(ctx, body, "")
	if err != nil {
		return err
	}
	id, err := c.NewTopic(ctx, proposal.NewTopic{Title: title, Text: written})
	if err != nil {
		return err
	}
	return a.done(id, "topic.created", map[string]any{"Title": title})
}

func (a *act) topicList() *cobra.Command {
	var f pageFlags
	cmd := a.verb(spec{
		use: "list", key: "topic.list", needs: needsProfile, example: "folkmoot topic list --limit 10",
		run: func(ctx context.Context, _ []string) error {
			c, err := a.community()
			if err != nil {
				return err
			}
			page, err := f.page(ctx, c)
			if err != nil {
				return err
			}
			list, err := view.Topics(ctx, c, page)
			if err != nil {
				return err
			}
			return a.answer(map[string]any{"topics": list}, func() error { return a.showTopics(list) })
		},
	})
	f.add(a, cmd)
	return cmd
}

func (a *act) showTopics(list []view.Topic) error {
	t := table{head: []string{
		a.say.T("column.id", nil), a.say.T("column.time", nil), a.say.T("column.by", nil), a.say.T("column.comments", nil),
		a.say.T("column.title", nil),
	}}
	for _, v := range list {
		t.row(v.Short(), a.words().Distance(v.TimeMillis), v.Author.String(), a.say.Count(int64(v.Comments)), a.titleOf(v.Post, v.Title))
	}
	return a.show(t, a.say.T("topic.none", nil))
}

func (a *act) topicShow() *cobra.Command {
	var hidden bool
	cmd := a.verb(spec{
		use: "show ID", key: "topic.show", args: exactly(1), needs: needsProfile, hints: a.topicHints,
		example: "folkmoot topic show kq3vz7ma\nfolkmoot topic show kq3vz7ma --json | jq '.comments[].text'",
		run: func(ctx context.Context, args []string) error {
			c, id, err := a.threadMeant(ctx, args[0], proposal.KindTopic)
			if err != nil {
				return err
			}
			return a.showTopic(ctx, c, id, hidden)
		},
	})
	cmd.Flags().BoolVar(&hidden, "hidden", false, a.flag("hidden"))
	return cmd
}

func (a *act) showTopic(ctx context.Context, c *app.Community, id op.ID, hidden bool) error {
	if err := a.mayReadHidden(ctx, c, hidden); err != nil {
		return err
	}
	found, err := c.Topic(ctx, id)
	if err != nil {
		return err
	}
	v, err := view.TopicPage(ctx, c, found, hidden)
	if err != nil {
		return err
	}
	return a.answer(v, func() error {
		if err := a.showPost(v.Post, v.Title, v.Text); err != nil {
			return err
		}
		return a.showThread(ctx, c, v.Post, v.Thread)
	})
}

func (a *act) topicHints(ctx context.Context, _ []string, _ string) []string {
	c, err := a.community()
	if err != nil {
		return nil
	}
	list, err := view.Topics(ctx, c, app.Page{})
	if err != nil {
		return nil
	}
	var hints []string
	for _, v := range list {
		hints = append(hints, hint(v.ID, v.Title))
	}
	return hints
}
