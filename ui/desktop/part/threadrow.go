package part

// Thread row: one comment in its thread: who, when, what, and what can be done
// with it; the line at its left leads to what it answers.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Measures of threads, in units.
const (
	threadAvatar = 28
	threadIndent = 28
	threadHook   = 11
	threadSide   = 16
	ruleAir      = 12 // above the rule between threads
)

// Said is what a thread row shows.
type Said struct {
	Indent  int // levels
	Letters string
	Color   theme.Token // of the person
	Name    string
	When    string
	// Before stands in front of the text: whom it answers, where its indent does not show that.
	Before string
	Text   string // Markdown
	// Instead is said where there is no text to show: hidden, muted, not here.
	Instead string
	Chip    string // beside the name: "New", "" for none
	Acts    []Act
	// Fold stands for answers that are not shown, and Unfold shows them: then all else but Indent is empty.
	Fold   string
	Unfold func()
	// Ends says that the line at the left ends here; Rule parts the row from the thread above; Last leaves air below.
	Ends, Rule, Last bool
	// Marked shows that the row is meant: where a link led.
	Marked bool
}

// Act is a few quiet words below a comment that do something.
type Act struct {
	Text string
	On   bool // done already: "Agree" of who agrees
	Do   func()
}

// ThreadRow is filled again and again by a List.
type ThreadRow struct {
	widget.BaseWidget
	options ProseOptions
	shows   Said
	avatar  *Avatar
	name    *Text
	when    *Text
	chip    *Chip
	text    *fyne.Container
	acts    *fyne.Container
	written string // what text was made from
}

// NewThreadRow makes an empty row; options are how its text is laid out.
func NewThreadRow(options ProseOptions) *ThreadRow {
	options.Step = theme.Text
	r := &ThreadRow{
		options: options, avatar: NewAvatar("", theme.Moss, threadAvatar), name: Strong(theme.Text, "").Lines(1),
		when: Quietly(theme.Small, "").Line(), chip: NewChip(Warning, "", ""), text: Column(0), acts: Row(16, None),
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows another comment.
func (r *ThreadRow) Set(said Said) {
	r.shows = said
	folded := said.Fold != ""
	r.avatar.Hidden, r.name.Hidden, r.when.Hidden, r.text.Hidden = folded, folded, folded, folded
	r.chip.Hidden = said.Chip == ""
	r.avatar.Set(said.Letters, said.Color)
	r.name.SetText(said.Name)
	r.when.SetText(said.When)
	r.chip.Set(Warning, "", said.Chip)
	r.write()
	r.acts.Objects = r.acts.Objects[:0]
	if folded {
		r.acts.Objects = append(r.acts.Objects, newSmallAct(Act{said.Fold, true, said.Unfold}))
	}
	for _, act := range said.Acts {
		r.acts.Objects = append(r.acts.Objects, newSmallAct(act))
	}
	r.Refresh()
}

// write lays the text out, if it is another one.
func (r *ThreadRow) write() {
	said := r.shows
	written := said.Before + "\x00" + said.Text + "\x00" + said.Instead
	if written == r.written {
		return
	}
	r.written = written
	r.text.Objects = r.text.Objects[:0]
	switch {
	case said.Instead != "":
		r.text.Objects = append(r.text.Objects, Rich(theme.Text, Span{Text: said.Instead, Italic: true}).In(theme.Quiet))
		return
	case said.Before != "":
		r.text.Objects = append(r.text.Objects, Quietly(theme.Small, said.Before))
	}
	r.text.Objects = append(r.text.Objects, Prose(said.Text, r.options))
}

// AccessibilityLabel reads the comment.
func (r *ThreadRow) AccessibilityLabel() string {
	if r.shows.Fold != "" {
		return r.shows.Fold
	}
	said := r.shows.Name
	for _, more := range []string{r.shows.Chip, r.shows.When, r.shows.Before, r.shows.Instead, r.shows.Text} {
		if more != "" {
			said += ", " + more
		}
	}
	return said
}

// AccessibilityRole says that it is text.
func (r *ThreadRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *ThreadRow) inside() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.avatar, r.name, r.when, r.chip, r.text, r.acts}
}

// start is where the row begins behind its indent, top the air above it.
func (r *ThreadRow) start() float32 {
	return px(threadSide + threadIndent*float32(r.shows.Indent))
}

func (r *ThreadRow) top() float32 {
	switch {
	case r.shows.Rule:
		return px(ruleAir + 16)
	case r.shows.Indent == 0:
		return px(16)
	}
	return px(7)
}

// words is the width of the text.
func (r *ThreadRow) words(width float32) float32 {
	return max(width-r.start()-px(threadAvatar+8)-px(threadSide), px(80))
}

// HeightFor is all of it at a width.
func (r *ThreadRow) HeightFor(width float32) float32 {
	height := r.top()
	if r.shows.Fold == "" {
		height += px(threadAvatar) + HeightFor(r.text, r.words(width))
	}
	if len(r.acts.Objects) > 0 {
		height += px(20)
	}
	if r.shows.Last {
		height += px(ruleAir)
	}
	return height + px(4)
}

// CreateRenderer draws lines, avatar and words.
func (r *ThreadRow) CreateRenderer() fyne.WidgetRenderer {
	mark, rule, down, hook := box(6), canvas.NewRectangle(theme.Color(theme.Line)), canvas.NewRectangle(theme.Color(theme.Line)), canvas.NewRectangle(theme.Color(theme.Line))
	d := &drawing{objects: append([]fyne.CanvasObject{mark, rule, down, hook}, r.inside()...)}
	d.paint = func() {
		for _, line := range []*canvas.Rectangle{rule, down, hook} {
			line.FillColor = theme.Color(theme.Line)
		}
		fill(mark, theme.PrimaryTint, theme.Clear, 0)
		mark.Hidden, rule.Hidden = !r.shows.Marked, !r.shows.Rule
		down.Hidden, hook.Hidden = r.shows.Indent == 0 || r.shows.Fold != "", r.shows.Indent == 0 || r.shows.Fold != ""
		d.arrange(r.Size())
	}
	d.least = func() fyne.Size { return fyne.NewSize(px(240), r.HeightFor(max(r.Size().Width, px(240)))) }
	d.arrange = func(size fyne.Size) {
		top := px(4)
		if r.shows.Rule { // what is above the line is of the comment before
			top += px(ruleAir)
		}
		put(mark, size.Width, px(4), top, size.Width-px(8), size.Height-top-px(4))
		put(rule, size.Width, 0, px(ruleAir), size.Width, 1)
		line, middle := r.start()-px(threadIndent/2), r.top()+px(threadAvatar/2)
		length := size.Height
		if r.shows.Ends {
			length = middle
		}
		put(down, size.Width, line, 0, 1, length)
		put(hook, size.Width, line, middle, px(threadHook), 1)
		r.arrange(size)
	}
	d.paint()
	return d
}

func (r *ThreadRow) arrange(size fyne.Size) {
	y, x := r.top(), r.start()
	words, text := r.words(size.Width), x+px(threadAvatar+8)
	if r.shows.Fold == "" {
		put(r.avatar, size.Width, x, y, px(threadAvatar), px(threadAvatar))
		when := r.when.MinSize().Width
		name := min(r.name.natural(), words-when-px(12))
		if !r.chip.Hidden {
			chip := r.chip.MinSize()
			name = min(name, words-when-chip.Width-px(20))
			put(r.chip, size.Width, text+name+px(8), y+px(2), chip.Width, chip.Height)
		}
		put(r.name, size.Width, text, y, name, px(threadAvatar))
		put(r.when, size.Width, text+words-when, y, when, px(threadAvatar))
		y += px(threadAvatar)
		height := HeightFor(r.text, words)
		put(r.text, size.Width, text, y, words, height)
		y += height
	}
	put(r.acts, size.Width, text, y+px(2), words, px(16+2))
}

// smallAct is an act as quiet words.
type smallAct struct {
	pressable
	act  Act
	text *Text
}

func newSmallAct(act Act) *smallAct {
	s := &smallAct{act: act, text: Words(theme.Small, act.Text).Line()}
	s.begin(s, func() string { return act.Text }, act.Do)
	return s
}

// CreateRenderer draws the words, and a ring around them.
func (s *smallAct) CreateRenderer() fyne.WidgetRenderer {
	ring := box(5)
	d := &drawing{objects: []fyne.CanvasObject{ring, s.text}}
	d.paint = func() {
		fill(ring, theme.Clear, theme.Primary, px(2))
		ring.Hidden = !s.focused
		ink := theme.Quiet
		switch {
		case s.act.On:
			ink = theme.Primary
		case s.hovered:
			ink = theme.Ink
		}
		setLabel(s.text, Span{Text: s.act.Text, Bold: s.act.On}, ink)
	}
	d.least = func() fyne.Size { return fyne.NewSize(s.text.MinSize().Width, px(18)) }
	d.arrange = func(size fyne.Size) {
		ring.Move(fyne.NewPos(-px(5), -px(2)))
		ring.Resize(size.Add(fyne.NewSize(px(10), px(4))))
		s.text.Resize(size)
	}
	d.paint()
	return d
}
