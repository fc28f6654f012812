package cli

// Shown: how posts stand on the terminal, with who wrote them, and answers below what they answer.

import (
	"context"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/view"
)

// titleOf is a title, or why it cannot be read.
func (a *act) titleOf(p view.Post, title string) string {
	if p.IsReadable() {
		return text.Line(title)
	}
	return a.whyUnreadable(p)
}

// whyUnreadable stands where a text would.
func (a *act) whyUnreadable(p view.Post) string { return "[" + a.words().WhyUnreadable(p) + "]" }

// byline says who wrote a post and when, and who has hidden it where it is shown all the same.
func (a *act) byline(p view.Post) string {
	data := map[string]any{"Name": p.Author.String(), "When": a.words().Distance(p.TimeMillis), "ID": p.Short()}
	key := "post.by"
	if p.Newcomer {
		key = "post.by_newcomer"
	}
	line := a.say.T(key, data)
	if p.IsReadable() && p.HiddenBy != nil {
		line += " [" + a.words().Hidden(p) + "]"
	}
	return line
}

// showPost writes a title, by whom and when, and the text.
func (a *act) showPost(p view.Post, title, written string) error {
	if err := a.println(a.titleOf(p, title)); err != nil {
		return err
	}
	if err := a.println(a.byline(p)); err != nil {
		return err
	}
	return a.showText(written)
}

// showText writes a text below an empty line, or nothing where there is none.
func (a *act) showText(written string) error {
	if written == "" {
		return nil
	}
	if err := a.println(""); err != nil {
		return err
	}
	return a.paragraphs(written, "  ")
}

// heading begins a part of a page.
func (a *act) heading(sentence string) error {
	if err := a.println(""); err != nil {
		return err
	}
	return a.println(sentence)
}

// showThread writes the comments below a topic or a proposal, and notes that those which concern the reader were read.
func (a *act) showThread(ctx context.Context, c *app.Community, top view.Post, list []view.Comment) error {
	if len(list) == 0 {
		return nil
	}
	if err := a.heading(a.say.N("comment.count", len(list), nil)); err != nil {
		return err
	}
	for _, v := range list {
		if err := a.showComment(v); err != nil {
			return err
		}
	}
	// A mark that cannot be kept, on a full disk say, is not worth an error: all that was asked for has been shown.
	_ = c.MarkRead(ctx, true, concerningMe(top, list)...)
	return nil
}

// concerningMe lists the comments that mention the reader or answer what the reader wrote.
func concerningMe(top view.Post, list []view.Comment) []op.ID {
	mine := map[string]bool{top.ID: top.Mine}
	for _, v := range list {
		mine[v.ID] = v.Mine
	}
	var ids []op.ID
	for _, v := range list {
		if id, err := op.ParseID(v.ID); err == nil && (v.MentionsMe || mine[v.Parent] || mine[v.On]) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (a *act) showComment(v view.Comment) error {
	indent := strings.Repeat("  ", v.Depth+1)
	line := a.byline(v.Post)
	if v.MentionsMe {
		line += " " + a.say.T("comment.to_me", nil)
	}
	if v.AfterOutcome {
		line += " " + a.say.T("comment.after_outcome", nil)
	}
	if err := a.println(""); err != nil {
		return err
	}
	if err := a.println(indent + line); err != nil {
		return err
	}
	written := v.Text
	if !v.IsReadable() {
		written = a.whyUnreadable(v.Post)
	}
	if err := a.paragraphs(written, indent+"  "); err != nil {
		return err
	}
	if len(v.Agreeing) == 0 {
		return nil
	}
	return a.println(indent + "  " + a.say.T("comment.agreeing", map[string]any{"People": a.names(v.Agreeing)}))
}

// mayReadHidden refuses who asks for hidden texts without being one who may hide.
func (a *act) mayReadHidden(ctx context.Context, c *app.Community, asked bool) error {
	if !asked {
		return nil
	}
	people, err := view.LoadPeople(ctx, c)
	if err != nil {
		return err
	}
	if !people.MayReadHidden(c.Account(), view.Post{}) {
		return errHiddenFromMe
	}
	return nil
}
