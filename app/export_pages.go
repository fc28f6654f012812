package app

// The Markdown pages of an export: the charter, and one page for each topic, proposal and poll.

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

func (x *exporter) charterPage(Reader) error {
	return x.file("charter.md", func(w io.Writer) error {
		out := &lines{to: w}
		rules := x.state.Charter
		out.printf("# %s\n\n%s\n", line(rules.Name), quote(rules.Purpose))
		out.printf("Community `%s`, as of the commit `%s`.\n\n", x.community.ID().Genesis(), x.state.Commit)
		out.printf("## Council\n\n%d of %d sign what changes offices and rules.\n\n", rules.Threshold, len(rules.Council))
		for _, account := range rules.Council {
			out.printf("- %s\n", line(x.called.Of(account).String()))
		}
		out.printf("\n## Tellers\n\n%d of %d decide what came in time.\n\n", charter.Quorum(len(rules.Tellers)), len(rules.Tellers))
		for _, device := range rules.Tellers {
			out.printf("- %s, device `%s`\n", line(x.called.Of(x.devices[device]).String()), device)
		}
		if len(rules.Admitters) > 0 {
			out.printf("\n## Admitters\n\n")
		}
		for _, account := range rules.Admitters {
			out.printf("- %s\n", line(x.called.Of(account).String()))
		}
		out.printf("\n## Tracks\n\n")
		for _, t := range rules.Tracks {
			out.printf("- **%s** (`%s`): %s Opened by %s, for %s or more.\n",
				line(t.Title), line(t.ID), line(t.About), t.Opener, charter.FormatDuration(t.OpenMillis()))
		}
		out.printf("\nWhat each takes, and all other rules, stand in `charter.toml`, which `charter propose` reads.\n")
		if rules.Text != "" {
			out.printf("\n## Further rules\n\n%s", quote(rules.Text))
		}
		return out.err
	})
}

// charterFile is all rules exactly.
func (x *exporter) charterFile(Reader) error {
	written, err := x.state.Charter.ChangeFile()
	if err != nil {
		return err
	}
	return x.file("charter.toml", func(w io.Writer) error {
		_, err := w.Write(written)
		return err
	})
}

func (x *exporter) topicPages(r Reader) error {
	for _, id := range x.topics {
		t, ok, err := rowOf[proposal.Topic](r, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		name := x.fileName("topics", id, x.title(t.Post, t.Title), ".md")
		if err := x.file(name, func(w io.Writer) error {
			out := &lines{to: w}
			x.head(out, t.Post, t.Title)
			x.text(out, t.Post, t.Text)
			return x.discussion(out, r, id)
		}); err != nil {
			return err
		}
		x.Topics++
		if err := x.step(); err != nil {
			return err
		}
	}
	return nil
}

// title is a post's title as far as it may be read.
func (x *exporter) title(p proposal.Post, title string) string {
	if may, _ := x.mayRead(p); may {
		return title
	}
	return ""
}

func (x *exporter) head(out *lines, p proposal.Post, title string) {
	shown := line(x.title(p, title))
	if shown == "" {
		shown = p.ID.Short()
	}
	out.printf("# %s\n\n%s, %s, `%s`\n\n", shown, line(x.called.Of(p.Author).String()), instant(p.TimeMillis), p.ID)
}

func (x *exporter) text(out *lines, p proposal.Post, text string) {
	may, instead := x.mayRead(p)
	if !may {
		out.printf("*(%s)*\n", line(instead))
		return
	}
	if h, isHidden := x.hidden[p.ID]; isHidden {
		out.printf("*(hidden by %s: %s)*\n\n", line(x.called.Of(h.By).String()), line(h.Reason))
	}
	out.printf("%s", quote(text))
}

func (x *exporter) proposalPages(r Reader) error {
	for _, id := range x.proposals {
		p, ok, err := rowOf[proposal.Proposal](r, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		name := x.fileName("proposals", id, x.proposalTitle(p), ".md")
		if err := x.file(name, func(w io.Writer) error { return x.proposalPage(&lines{to: w}, r, p) }); err != nil {
			return err
		}
		x.Proposals++
		if err := x.step(); err != nil {
			return err
		}
	}
	return nil
}

// proposalTitle is that of the current revision, unless this or the proposal is hidden.
func (x *exporter) proposalTitle(p proposal.Proposal) string {
	if _, isHidden := x.hidden[p.Current()]; isHidden && !x.readsHidden {
		return ""
	}
	return x.title(p.Post, p.Title)
}

func (x *exporter) proposalPage(out *lines, r Reader, p proposal.Proposal) error {
	x.head(out, p.Post, x.proposalTitle(p))
	out.printf("Track `%s`.\n", line(p.Track))
	if !p.Topic.IsZero() {
		out.printf("It began as the topic `%s`.\n", p.Topic)
	}
	revisions, err := r.Revisions(p.ID)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(revisions, func(v proposal.Revision) bool { return v.ID == p.Current() }); i >= 0 {
		out.printf("\n")
		x.text(out, revisions[i].Post, revisions[i].Text)
	}
	if err := x.pollsOf(out, r, p.ID); err != nil {
		return err
	}
	if len(revisions) > 1 {
		out.printf("\n## Revisions\n")
	}
	for _, v := range revisions {
		if v.ID == p.Current() {
			continue
		}
		out.printf("\n### %s, `%s`\n\n", instant(v.TimeMillis), v.ID)
		x.text(out, v.Post, joinTexts(v.Title, v.Note, v.Text))
	}
	if err := x.amendments(out, r, p.ID); err != nil {
		return err
	}
	return x.discussion(out, r, p.ID)
}

func joinTexts(title, note, text string) string {
	if note != "" {
		note += "\n\n"
	}
	return "**" + title + "**\n\n" + note + text
}

func (x *exporter) amendments(out *lines, r Reader, thread op.ID) error {
	list, err := r.Amendments(thread)
	if err != nil {
		return err
	}
	if len(list) > 0 {
		out.printf("\n## Amendments\n")
	}
	for _, a := range list {
		out.printf("\n### %s, %s, %s, `%s`\n\n", line(x.called.Of(a.Author).String()), instant(a.TimeMillis), a.Status(), a.ID)
		x.text(out, a.Post, joinTexts(a.Title, a.Note, a.Text))
		if a.Reason != "" {
			out.printf("\nThe author's reason:\n\n%s", quote(a.Reason))
		}
	}
	return out.err
}

func (x *exporter) discussion(out *lines, r Reader, thread op.ID) error {
	p := Page{Limit: MaxPage}
	for {
		comments, err := r.Comments(thread, p)
		if err != nil {
			return err
		}
		if len(comments) > 0 && p.After.IsZero() {
			out.printf("\n## Discussion\n")
		}
		for _, c := range comments {
			if err := x.comment(out, r, c); err != nil {
				return err
			}
		}
		if len(comments) < p.Limit {
			return out.err
		}
		p.After = comments[len(comments)-1].ID
	}
}

func (x *exporter) comment(out *lines, r Reader, c proposal.Comment) error {
	out.printf("\n### %s, %s, `%s`\n\n", line(x.called.Of(c.Author).String()), instant(c.TimeMillis), c.ID)
	switch {
	case !c.Parent.IsZero():
		out.printf("Answers `%s`.\n\n", c.Parent)
	case c.On != c.Thread:
		out.printf("On the amendment `%s`.\n\n", c.On)
	}
	x.text(out, c.Post, c.Text)
	rows, err := r.Agreements(c.ID)
	if err != nil {
		return err
	}
	for i, account := range proposal.Agreeing(rows) {
		if i == 0 {
			out.printf("\nAgreed by:\n\n")
		}
		out.printf("- %s\n", line(x.called.Of(account).String()))
	}
	return out.err
}

func (x *exporter) pollsOf(out *lines, r Reader, id op.ID) error {
	list, err := r.PollsOf(id)
	if err != nil {
		return err
	}
	if len(list) > 0 {
		out.printf("\n## Polls\n")
	}
	for _, p := range list {
		if _, counted := x.voters[p.ID]; !counted {
			continue // it came while the export had begun
		}
		out.printf("\n### %s, `%s`\n\n", line(p.Opening.Title), p.ID)
		if err := x.running(out, r, p); err != nil {
			return err
		}
	}
	return out.err
}

// running writes a poll's running count.
func (x *exporter) running(out *lines, r Reader, p poll.Poll) error {
	ballots, err := BallotsOf(r, p.ID)
	if err != nil {
		return err
	}
	count := poll.Count(&p.Opening, ballots, x.weights[p.ID])
	_, result, _ := poll.Tally(&p, poll.Counting(ballots), x.weights[p.ID], x.votes[p.ID])
	out.printf("Opened by %s, %s, to close %s. Not closed: this is a running count of the ballots known here, and no outcome.\n\n",
		line(x.called.Of(p.Author).String()), instant(p.TimeMillis), instant(p.Opening.ClosesMillis))
	for _, o := range count.Options {
		out.printf("- %s: %d\n", line(o.Option), o.Count)
	}
	out.printf("- ballots: %d of %d voters", count.Voters, x.voters[p.ID])
	if count.Blank > 0 {
		out.printf(", %d of them blank", count.Blank)
	}
	if count.Void > 0 {
		out.printf(", %d of them not readable by this version", count.Void)
	}
	out.printf("\n")
	if result != nil {
		winners := make([]string, len(result.Winners))
		for i, o := range result.Winners {
			winners[i] = line(p.Opening.Election().Options[o].Name)
		}
		out.printf("- if it were closed with these ballots: %s\n", strings.TrimRight(string(result.Verdict)+": "+strings.Join(winners, ", "), ": "))
	}
	return out.err
}

func (x *exporter) pollPages(r Reader) error {
	for _, id := range x.polls {
		p, ok, err := rowOf[poll.Poll](r, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		name := x.fileName("polls", id, p.Opening.Title, ".md")
		if err := x.file(name, func(w io.Writer) error { return x.pollPage(&lines{to: w}, r, p) }); err != nil {
			return err
		}
		x.Polls++
		if err := x.step(); err != nil {
			return err
		}
	}
	return nil
}

func (x *exporter) pollPage(out *lines, r Reader, p poll.Poll) error {
	out.printf("# %s\n\nTrack `%s`, method `%s`, `%s`\n\nCounted with: %s\n\n", line(p.Opening.Title), line(p.Opening.Track), line(p.Opening.Method), p.ID,
		line(settingsText(&p.Opening)))
	if err := x.running(out, r, p); err != nil {
		return err
	}
	if err := x.discussion(out, r, p.ID); err != nil {
		return err
	}
	if p.Opening.Proposal.IsZero() {
		return out.err
	}
	out.printf("\nIt decides about the revision `%s` of the proposal `%s`:\n\n", p.Opening.Revision, p.Opening.Proposal)
	text, ok, err := rowOf[proposal.Revision](r, p.Opening.Revision)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("reading the text of the poll %s: %w", p.ID.Short(), ErrNotFoundHere)
	}
	x.text(out, text.Post, text.Text)
	return out.err
}
