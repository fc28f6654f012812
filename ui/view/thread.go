package view

// Thread: a discussion flattened into rows for a list that draws only what is seen. Answers indent two levels; deeper ones stay at the third and
// begin with the name of whom they answer.

import (
	"slices"
)

// maxIndent is the deepest level of a row, counted from 0.
const maxIndent = 2

// foldAfter rows of one thread the rest is folded, if that saves two or more.
const foldAfter = 4

// ThreadRow is one row of a discussion: a comment, or what is folded.
type ThreadRow struct {
	// ID is the comment's; of a fold, that of the comment that begins its thread.
	ID     string
	Indent int
	By     Name
	When   string
	// To is whom it answers, where its indent does not show that.
	To string
	// Text is Markdown; Unreadable says why there is none.
	Text, Unreadable string
	// Agree is how many do, as the button says it; IAgree that I am one of them.
	Agree  string
	Agreed int
	IAgree bool
	// ToMe mentions me, Mine is by me, New is written by a newcomer, Fold stands for answers that are not shown, and says whose.
	ToMe, Mine, New bool
	// Covered says that there is a text, which is not shown: a steward hid it, which is Hidden, or its author is muted.
	Covered, Hidden bool
	Fold            string
	// Ends says that no row at this level follows in its thread: the line at its left ends here.
	Ends bool
	// First begins a thread.
	First bool
}

// The orders of a discussion's threads.
type ThreadOrder string

// The orders. Answers always stand in the order in which they were written.
const (
	OldestFirst    ThreadOrder = "oldest"
	NewestFirst    ThreadOrder = "newest"
	MostAgreeFirst ThreadOrder = "agreed"
)

// Thread is a discussion on the screen. It belongs to one goroutine.
type Thread struct {
	words    Words
	comments []Comment
	order    ThreadOrder
	unfolded map[string]bool
	rows     []ThreadRow
}

// NewThread shows comments as they are read (see ProposalPage), oldest first.
func NewThread(w Words, comments []Comment) *Thread {
	t := &Thread{words: w, comments: comments, order: OldestFirst, unfolded: map[string]bool{}}
	t.layOut()
	return t
}

// Update takes the comments as they are now: what was unfolded stays so.
func (t *Thread) Update(w Words, comments []Comment) {
	t.words, t.comments = w, comments
	t.layOut()
}

// Rows are what is shown. They are made once a change, not once a call.
func (t *Thread) Rows() []ThreadRow { return t.rows }

// Unfold shows all of the thread that a fold's id begins.
func (t *Thread) Unfold(id string) {
	t.unfolded[id] = true
	t.layOut()
}

// Reveal unfolds the thread in which a comment stands, and gives its row; -1 where it is not here.
func (t *Thread) Reveal(id string) int {
	for _, whole := range t.threads() {
		if slices.ContainsFunc(whole, func(c Comment) bool { return c.ID == id }) {
			t.Unfold(whole[0].ID)
		}
	}
	return slices.IndexFunc(t.rows, func(r ThreadRow) bool { return r.ID == id && r.Fold == "" })
}

// SetOrder puts the threads in another order.
func (t *Thread) SetOrder(order ThreadOrder) {
	t.order = order
	t.layOut()
}

// NextOrder is the one that follows when somebody asks for another.
func (t *Thread) NextOrder() ThreadOrder {
	switch t.order {
	case OldestFirst:
		return NewestFirst
	case NewestFirst:
		return MostAgreeFirst
	}
	return OldestFirst
}

// OrderLabel says the order.
func (t *Thread) OrderLabel() string { return t.words.Say.T("thread_order."+string(t.order), nil) }

// Count is how many comments there are.
func (t *Thread) Count() int { return len(t.comments) }

// threads are the comments, cut before each that answers no other.
func (t *Thread) threads() [][]Comment {
	var all [][]Comment
	for i, begun := 0, 0; i < len(t.comments); i++ {
		if i+1 == len(t.comments) || t.comments[i+1].Depth == 0 {
			all, begun = append(all, t.comments[begun:i+1]), i+1
		}
	}
	return all
}

func (t *Thread) layOut() {
	threads := t.threads()
	switch t.order {
	case NewestFirst:
		slices.Reverse(threads)
	case MostAgreeFirst:
		slices.SortStableFunc(threads, func(a, b []Comment) int { return len(b[0].Agreeing) - len(a[0].Agreeing) })
	}
	t.rows = make([]ThreadRow, 0, len(t.comments))
	authors := make(map[string]Name, len(t.comments))
	for _, c := range t.comments {
		authors[c.ID] = c.Author
	}
	for _, whole := range threads {
		t.rows = append(t.rows, t.thread(whole, authors)...)
	}
}

func (t *Thread) thread(whole []Comment, authors map[string]Name) []ThreadRow {
	shown := whole
	if !t.unfolded[whole[0].ID] && len(whole) >= foldAfter+2 {
		shown = whole[:foldAfter]
	}
	rows := make([]ThreadRow, 0, len(shown)+1)
	for _, c := range shown {
		rows = append(rows, t.row(c, authors))
	}
	rows[0].First = true
	if rest := whole[len(shown):]; len(rest) > 0 {
		rows = append(rows, ThreadRow{ID: whole[0].ID, Indent: 1, Fold: t.foldWords(rest)})
	}
	for i := range rows {
		next := slices.IndexFunc(rows[i+1:], func(r ThreadRow) bool { return r.Indent <= rows[i].Indent })
		rows[i].Ends = next < 0 || rows[i+1+next].Indent < rows[i].Indent
	}
	return rows
}

func (t *Thread) row(c Comment, authors map[string]Name) ThreadRow {
	w := t.words
	r := ThreadRow{
		ID: c.ID, Indent: min(c.Depth, maxIndent), By: c.Author, When: w.Stamp(c.TimeMillis), Text: c.Text, Agreed: len(c.Agreeing), IAgree: c.IAgree,
		ToMe: c.MentionsMe, Mine: c.Mine, New: c.Newcomer, Agree: w.Say.T("thread.agree", nil),
	}
	if r.Agreed > 0 {
		r.Agree = w.Say.N("thread.agreed", r.Agreed, nil)
	}
	if to, known := authors[c.Parent]; known && c.Depth > maxIndent {
		r.To = to.String()
	}
	if !c.IsReadable() {
		r.Text, r.Unreadable = "", w.WhyUnreadable(c.Post)
		r.Covered, r.Hidden = c.State == PostHidden || c.State == PostMuted, c.State == PostHidden
	}
	return r
}

// WhyUnreadable stands where a text would.
func (w Words) WhyUnreadable(p Post) string {
	if p.HiddenBy == nil {
		return w.Say.T("post_state."+p.State, nil)
	}
	return w.Hidden(p)
}

// Covered says why a text stands behind a question.
func (w Words) Covered(p Post) string {
	if p.HiddenBy == nil {
		return w.Say.T("post_state."+PostMuted, nil)
	}
	return w.Hidden(p)
}

// Hidden says by whom a post was hidden, and why.
func (w Words) Hidden(p Post) string {
	if p.Reason == "" {
		return w.Say.T("post.hidden_by", map[string]any{"Name": p.HiddenBy.String()})
	}
	return w.Say.T("post.hidden_because", map[string]any{"Name": p.HiddenBy.String(), "Reason": p.Reason})
}

// namedMost people are named in a fold.
const namedMost = 3

func (t *Thread) foldWords(rest []Comment) string {
	var names []string
	for _, c := range rest {
		if name := firstName(c.Author.Name); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) > namedMost {
		return t.words.Say.N("thread.more", len(rest), nil)
	}
	return t.words.Say.N("thread.more_by", len(rest), map[string]any{"Names": t.words.Say.List(names)})
}

// Label says a row to who does not see it.
func (t *Thread) Label(r ThreadRow) string {
	if r.Fold != "" {
		return r.Fold
	}
	parts := []string{r.By.String(), r.When}
	if r.To != "" {
		parts = append(parts, t.words.Say.T("thread.to", map[string]any{"Name": r.To}))
	}
	return spoken(append(parts, r.Text+r.Unreadable, r.Agree)...)
}
