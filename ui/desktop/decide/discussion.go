package decide

// Discussion: what was said about the text, and, once there is a vote, about that.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/talk"
	"github.com/folkmoot/folkmoot/ui/view"
)

// discussion keeps a thread for each thing that is talked about. They are made when somebody first looks at them.
type discussion struct {
	page    *page
	threads map[string]*talk.Thread
	head    *fyne.Container
	which   *part.Segments
	// at is 0 for the text, 1 for the vote.
	at      int
	pending string
}

func newDiscussion(p *page) *discussion {
	return &discussion{page: p, threads: map[string]*talk.Thread{}, head: part.Column(16)}
}

// about is what the thread that is shown is about: an id and its comments.
func (d *discussion) about() (string, []view.Comment) {
	now := &d.page.now.page
	if now.Proposal == nil || d.at == 1 && now.Poll != nil {
		return now.Poll.ID, now.Poll.Comments
	}
	return now.Proposal.ID, now.Comments
}

// isTwofold says that text and vote are talked about apart.
func (d *discussion) isTwofold() bool {
	now := &d.page.now.page
	return now.Proposal != nil && now.Poll != nil && (now.Poll.State != view.PollOpen || len(now.Poll.Comments) > 0)
}

// content is the thread below the page's head; nil where the id is none.
func (d *discussion) content() fyne.CanvasObject {
	of, comments := d.about()
	thread := d.threads[of]
	if thread == nil {
		id, err := op.ParseID(of)
		if err != nil {
			return d.page.shell.Failed(err, d.page.again)
		}
		thread = talk.NewThread(d.page.shell, id, d.head)
		thread.Show(d.page.ctx)
		d.threads[of] = thread
	}
	d.top()
	thread.Update(comments, d.page.now.mentions, d.page.now.page.Barred)
	if d.pending != "" {
		thread.Reveal(d.pending)
		d.pending = ""
	}
	return thread.Content()
}

// top is what scrolls with the thread: the head of the page, its tabs, and the choice between text and vote.
func (d *discussion) top() {
	d.head.Objects = []fyne.CanvasObject{d.page.head, d.page.under}
	if !d.isTwofold() {
		return
	}
	s := d.page.shell
	words := []string{s.T("decide.talk_text", nil), s.T("decide.talk_vote", nil)}
	if d.which == nil {
		d.which = part.NewSegments(s.T("decide.discussion", nil), words, d.at, func(at int) {
			d.at = at
			d.page.layOut()
		})
	}
	d.head.Add(part.Row(0, part.None, d.which))
}

// update shows what was said since. The page's head stands in one place at a time: here while this tab is shown.
func (d *discussion) update() {
	if d.page.tab != view.TabDiscussion {
		d.head.Objects = nil
		return
	}
	of, comments := d.about()
	if thread := d.threads[of]; thread != nil {
		thread.Update(comments, d.page.now.mentions, d.page.now.page.Barred)
		talk.MarkRead(d.page.shell, d.page.ctx, comments)
	}
}

// reveal shows one comment.
func (d *discussion) reveal(id string) {
	if now := &d.page.now.page; now.Proposal != nil && now.Poll != nil {
		for _, c := range now.Poll.Comments {
			if c.ID == id {
				d.at = 1
			}
		}
	}
	d.pending = id
	d.page.choose(view.TabDiscussion)
	if d.pending != "" {
		d.page.layOut()
	}
}

// keep keeps what was typed.
func (d *discussion) keep() {
	for _, thread := range d.threads {
		thread.Leave()
	}
}
