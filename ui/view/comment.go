package view

// Comments: a thread in the order in which it is read, answers below what they answer.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// maxDepth of a thread on the screen: deeper answers stand beside each other.
const maxDepth = 6

// comments reads all comments of a thread, page by page, and puts answers below what they answer.
func (t *thread) comments(r app.Reader, id op.ID) ([]Comment, error) {
	rows, err := commentsOf(r, id)
	if err != nil {
		return nil, err
	}
	all, err := r.AgreementsIn(id)
	if err != nil {
		return nil, err
	}
	agreed := make(map[op.ID][]proposal.Agreement)
	for _, a := range all {
		agreed[a.Of] = append(agreed[a.Of], a)
	}
	list := []Comment{}
	for _, c := range threaded(rows) {
		list = append(list, t.comment(c.Comment, min(c.depth, maxDepth), agreed[c.ID]))
	}
	return list, nil
}

// commentsOf reads all comments of a thread, page by page, oldest first.
func commentsOf(r app.Reader, id op.ID) ([]proposal.Comment, error) {
	var rows []proposal.Comment
	page := app.Page{Limit: app.MaxPage}
	for {
		some, err := r.Comments(id, page)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
		if len(some) < app.MaxPage {
			return rows, nil
		}
		page.After = some[len(some)-1].ID
	}
}

// placed is a comment with how many others it answers, one below the other.
type placed struct {
	proposal.Comment
	depth int
}

// threaded puts each comment's answers behind it. One whose parent is not here stands at the top.
func threaded(rows []proposal.Comment) []placed {
	here := make(map[op.ID]bool, len(rows))
	for _, c := range rows {
		here[c.ID] = true
	}
	answers := make(map[op.ID][]proposal.Comment)
	for _, c := range rows {
		parent := c.Parent
		if !here[parent] {
			parent = op.ID{}
		}
		answers[parent] = append(answers[parent], c)
	}
	var list, next []placed
	push := func(parent op.ID, depth int) {
		for _, c := range slices.Backward(answers[parent]) {
			next = append(next, placed{c, depth})
		}
	}
	for push(op.ID{}, 0); len(next) > 0; {
		c := next[len(next)-1]
		next = next[:len(next)-1]
		list = append(list, c)
		push(c.ID, c.depth+1)
	}
	return list
}

func (t *thread) comment(c proposal.Comment, depth int, agreed []proposal.Agreement) Comment {
	v := Comment{Post: t.post(c.Post), On: c.On.String(), Depth: depth, Agreeing: []Name{}, Mentions: []Name{}, AfterOutcome: !c.Outcome.IsZero()}
	if !c.Parent.IsZero() {
		v.Parent = c.Parent.String()
	}
	v.Text = v.readable(c.Text)
	for _, account := range proposal.Agreeing(agreed) {
		v.Agreeing = append(v.Agreeing, t.people.Name(account))
		v.IAgree = v.IAgree || account == t.me
	}
	for _, account := range c.Mentions {
		v.Mentions = append(v.Mentions, t.people.Name(account))
		v.MentionsMe = v.MentionsMe || account == t.me
	}
	return v
}
