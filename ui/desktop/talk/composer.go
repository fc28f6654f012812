package talk

// Composer: where an answer is written. Whom its @names mean is asked before it is posted, where a name means nobody or several people.

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// composer writes below a thread.
type composer struct {
	shell  *shell.Shell
	ctx    func() context.Context
	on     op.ID
	to     op.ID // the comment that is answered; zero for none
	key    string
	posted func(id op.ID)

	field *part.Field
	post  *part.Button
	to_   *fyne.Container
	names *naming
	box   *fyne.Container
	usual []fyne.CanvasObject // what is in the box of who may write
	shut  string              // why nothing can be written here
	grown func()              // its height may be another
	rows  int
	// posting says that what is written is being posted: keys repeat.
	posting bool
}

// errUnclear says that a name means nobody, or several people.
type errUnclear struct{ names []string }

func (e *errUnclear) Error() string { return "unclear: " + strings.Join(e.names, ", ") }

func newComposer(s *shell.Shell, on op.ID, placeholder string, posted func(op.ID)) *composer {
	c := &composer{shell: s, on: on, posted: posted, key: "desktop/answer/" + on.String(), ctx: context.Background}
	c.field, c.grown = part.NewLongField("", placeholder, most), func() {}
	c.grow()
	c.post = part.NewButton(part.Secondary, "", s.T("talk.post", nil), c.send).Tip("", s.Words().Keys("Ctrl Enter"))
	c.to_, c.names = part.Column(0), newNaming(s, c.field.Entry)
	hint := part.Quietly(theme.Small, s.T("talk.post_hint", nil))
	c.box = part.Column(8, c.to_, c.field, c.names.names, part.Row(12, 0, hint, c.post))
	c.usual = c.box.Objects
	c.field.Entry.OnChanged = func(string) { c.changed() }
	c.field.Entry.Catch(c.names.takes, c.shortcut)
	if kept, err := s.Install.Keeper.Setting(c.key); err == nil && kept != "" {
		c.field.Entry.SetText(kept)
	}
	c.changed()
	return c
}

func (c *composer) shortcut(shortcut fyne.Shortcut) bool {
	custom, is := shortcut.(*desktop.CustomShortcut)
	if !is || custom.Modifier&fyne.KeyModifierShortcutDefault == 0 || (custom.KeyName != fyne.KeyReturn && custom.KeyName != fyne.KeyEnter) {
		return false
	}
	c.send()
	return true
}

// changed follows what is typed: the button, and whom an @name that is being typed may mean.
func (c *composer) changed() {
	written := c.field.Entry.Text
	c.field.SetTrouble("")
	if strings.TrimSpace(written) == "" {
		c.post.SetOff(c.shell.T("talk.nothing", nil))
	} else {
		c.post.SetOff("")
	}
	c.grow()
	c.names.offer()
	c.box.Refresh()
	c.grown()
}

// The field has one line until more is typed, and scrolls from so many on. A line is about so many letters wide.
const (
	most       = 6
	lineOfText = 80
)

// grow gives what is typed its lines.
func (c *composer) grow() {
	rows := 0
	for line := range strings.Lines(c.field.Entry.Text + "\n") {
		rows += 1 + len([]rune(line))/lineOfText
	}
	if rows = min(rows, most); rows != c.rows {
		c.rows = rows
		c.field.Entry.SetMinRowsVisible(rows)
		c.field.Refresh()
	}
}

// answer answers a comment, or with the zero id what all of this is about.
func (c *composer) answer(to op.ID, name string) {
	c.to = to
	c.to_.Objects = nil
	if !to.IsZero() {
		stop := part.NewButton(part.Bare, theme.IconX, "", func() { c.answer(op.ID{}, "") }).High(part.InLine).Tip(c.shell.T("talk.answer_all", nil), "")
		c.to_.Add(part.Row(8, 1, part.NewSymbol(theme.IconCornerDownRight, 16, theme.Quiet), part.Quietly(theme.Small, c.shell.T("talk.answering", map[string]any{"Name": name})), stop))
		c.shell.Frame.Canvas().Focus(c.field.Entry)
	}
	c.box.Refresh()
	c.grown()
}

// open shows the field to who may write, and why there is none to others. What was typed is kept.
func (c *composer) open(barred view.Barred) {
	shut := ""
	if barred.Silent {
		shut = barred.Why
	}
	if shut == c.shut {
		return
	}
	if c.shut, c.box.Objects = shut, c.usual; shut != "" {
		c.box.Objects = []fyne.CanvasObject{part.TopRow(8, 1, part.NewSymbol(theme.IconLock, 16, theme.Quiet), part.Quietly(theme.Small, shut))}
	}
	c.box.Refresh()
	c.grown()
}

// leave keeps what is typed.
func (c *composer) leave() {
	if err := c.shell.Install.Keeper.SetSetting(c.key, strings.TrimSpace(c.field.Entry.Text)); err != nil {
		c.shell.Fail(err)
	}
}

func (c *composer) send() { c.sendNow(false) }

// sendNow posts; sure says that unclear names may stay plain words. What was begun is finished also when the page is left.
func (c *composer) sendNow(sure bool) {
	written, community := c.field.Entry.Text, c.shell.Community()
	if c.posting || strings.TrimSpace(written) == "" {
		return
	}
	c.posting = true
	add := proposal.AddComment{On: c.on, Parent: c.to, Text: written}
	var id op.ID
	c.shell.Do(context.Background(), shell.Work{
		Button: c.post, Doing: c.shell.T("talk.posting", nil),
		Run: func(ctx context.Context) (err error) {
			var unclear []string
			if add.Mentions, unclear, err = community.Mentioned(ctx, written); err != nil {
				return err
			}
			if len(unclear) > 0 && !sure {
				return &errUnclear{unclear}
			}
			id, err = community.Comment(ctx, add)
			return err
		},
		Done: func() {
			c.posting = false
			if c.ctx().Err() != nil {
				c.forget(written)
				return
			}
			c.field.Entry.SetText(strings.TrimPrefix(c.field.Entry.Text, written)) // what was typed since stays
			c.answer(op.ID{}, "")
			c.leave()
			c.posted(id)
		},
		Failed: c.failed,
	})
}

// forget lets go of what was kept when the page was left, and is posted by now. What was written since stays.
func (c *composer) forget(posted string) {
	kept, err := c.shell.Install.Keeper.Setting(c.key)
	if err == nil && kept == strings.TrimSpace(posted) {
		err = c.shell.Install.Keeper.SetSetting(c.key, "")
	}
	if err != nil {
		c.shell.Fail(err)
	}
}

func (c *composer) failed(err error) bool {
	c.posting = false
	if c.ctx().Err() != nil {
		return false // the page is gone, and what was written is kept
	}
	var unclear *errUnclear
	if !errors.As(err, &unclear) {
		c.field.SetTrouble(c.shell.Trouble(err).What)
		return true
	}
	c.shell.Ask(shell.Question{
		Title: c.shell.T("talk.unclear", nil), Says: c.shell.T("talk.unclear_says", map[string]any{"Names": "@" + strings.Join(unclear.names, ", @")}),
		Act: c.shell.T("talk.unclear_post", nil), Keep: c.shell.T("talk.unclear_change", nil), Harmless: true, Do: func() { c.sendNow(true) },
	})
	return true
}
