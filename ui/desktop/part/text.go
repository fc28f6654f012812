package part

// Text: words on the screen, in lines that we break, order and place ourselves.

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Text shows spans in one step of type. It begins at the side from which its
// own letters run, so an Arabic title keeps its direction in an English page.
type Text struct {
	widget.BaseWidget
	spans    []Span
	step     theme.Step
	color    theme.Token
	align    fyne.TextAlign
	maxLines int // 0: as many as it takes
	cut      bool
	lines    []line
	at       float32 // the width that lines were made for, with the factor below
	atFactor float32

	oneLine, oneLineFactor float32 // the width of all words in one line
}

var _ fyne.Accessible = (*Text)(nil)

// Words is a text in ink of one look, in as many lines as it needs.
func Words(step theme.Step, text string) *Text { return Rich(step, Span{Text: text}) }

// Strong is a text in SemiBold.
func Strong(step theme.Step, text string) *Text { return Rich(step, Span{Text: text, Bold: true}) }

// Quietly is a text in the quiet ink.
func Quietly(step theme.Step, text string) *Text { return Words(step, text).In(theme.Quiet) }

// Rich is a text of several looks.
func Rich(step theme.Step, spans ...Span) *Text {
	t := &Text{spans: spans, step: step, color: theme.Ink}
	t.ExtendBaseWidget(t)
	return t
}

// In colours the text, but for spans with a colour of their own.
func (t *Text) In(token theme.Token) *Text {
	t.color = token
	return t
}

// Aligned sets the text at the start, the centre or the end of its place.
func (t *Text) Aligned(align fyne.TextAlign) *Text {
	t.align = align
	return t
}

// Lines lets the text have so many lines; what does not fit ends in "…".
// A text of one line that may be cut asks for no width of its own.
func (t *Text) Lines(count int) *Text {
	t.maxLines, t.cut = count, true
	return t
}

// Line keeps the text in one line that is as wide as its words.
func (t *Text) Line() *Text {
	t.maxLines, t.cut = 1, false
	return t
}

// Set shows other words.
func (t *Text) Set(spans ...Span) {
	t.spans, t.lines, t.oneLineFactor = spans, nil, 0
	t.Refresh()
}

// SetText shows other words in the look of the first span.
func (t *Text) SetText(text string) {
	span := t.spans[0]
	if span.Text == text && len(t.spans) == 1 {
		return
	}
	span.Text = text
	t.Set(span)
}

// String is the text without its looks.
func (t *Text) String() string {
	var whole strings.Builder
	for _, s := range t.spans {
		whole.WriteString(s.Text)
	}
	return whole.String()
}

// AccessibilityLabel is the text.
func (t *Text) AccessibilityLabel() string { return t.String() }

// AccessibilityRole says that it is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (t *Text) base() int { return baseLevel([]rune(t.String())) }

// lay makes the lines for a width.
func (t *Text) lay(width float32) []line {
	if t.lines != nil && t.at == width && t.atFactor == theme.Factor() {
		return t.lines
	}
	size, base := px(t.step.Size), t.base()
	var broken [][]atom
	if t.maxLines == 1 {
		broken = [][]atom{atoms(t.spans, size)}
		if widthOf(broken[0]) > width+0.5 {
			broken[0] = ellipsised(broken[0], t.spans, size, width)
		}
	} else {
		broken = breakLines(t.spans, size, width)
		if t.maxLines > 0 && len(broken) > t.maxLines {
			last := joined(broken[t.maxLines-1:])
			broken = append(broken[:t.maxLines-1:t.maxLines-1], ellipsised(last, t.spans, size, width))
		}
	}
	t.lines = make([]line, len(broken))
	for i, atoms := range broken {
		t.lines[i] = place(atoms, t.spans, size, base)
	}
	t.at, t.atFactor = width, theme.Factor()
	return t.lines
}

func joined(lines [][]atom) (all []atom) {
	for _, l := range lines {
		all = append(all, l...)
	}
	return all
}

// widthOf leaves out the spaces at the end.
func widthOf(atoms []atom) (width float32) {
	for i, a := range atoms {
		if i == len(atoms)-1 {
			return width + a.solid
		}
		width += a.width
	}
	return width
}

// HeightFor is what the lines need at a width.
func (t *Text) HeightFor(width float32) float32 {
	if t.maxLines == 1 {
		return px(t.step.Line)
	}
	return px(t.step.Line) * float32(len(t.lay(width)))
}

// MinSize is a line as wide as its words, or as good as no width where it may be broken or cut.
func (t *Text) MinSize() fyne.Size {
	if t.maxLines == 1 && !t.cut {
		return fyne.NewSize(t.natural(), px(t.step.Line))
	}
	width := t.Size().Width
	if width == 0 {
		width = t.natural()
	}
	return fyne.NewSize(min(px(40), t.natural()), t.HeightFor(width))
}

// natural is the width of all words in one line.
func (t *Text) natural() float32 {
	if t.oneLineFactor == theme.Factor() {
		return t.oneLine
	}
	widest, now := float32(0), []atom(nil)
	for _, a := range atoms(t.spans, px(t.step.Size)) {
		now = append(now, a)
		widest = max(widest, widthOf(now))
		if a.must {
			now = nil
		}
	}
	t.oneLine, t.oneLineFactor = widest, theme.Factor()
	return widest
}

// CreateRenderer draws the lines.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return &textRenderer{text: t}
}

type textRenderer struct {
	text    *Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) MinSize() fyne.Size           { return r.text.MinSize() }
func (r *textRenderer) Destroy()                     {}

func (r *textRenderer) Refresh() {
	r.Layout(r.text.Size())
	canvas.Refresh(r.text)
}

func (r *textRenderer) Layout(size fyne.Size) {
	t := r.text
	r.objects = r.objects[:0]
	y := float32(0)
	if t.maxLines == 1 {
		y = (size.Height - px(t.step.Line)) / 2
	}
	top := y
	for _, l := range t.lay(size.Width) {
		r.ground(l, t.left(l.width, size.Width), top)
		top += px(t.step.Line)
	}
	for _, l := range t.lay(size.Width) {
		left := t.left(l.width, size.Width)
		for _, piece := range l.runs {
			r.draw(piece, left, y)
		}
		y += px(t.step.Line)
	}
}

// ground lays what is behind the runs of a line. It comes before all letters:
// the air of a run would else cover the end of the word before it.
func (r *textRenderer) ground(l line, left, top float32) {
	marked := func(i int) bool {
		return i >= 0 && i < len(l.runs) && (r.text.spans[l.runs[i].span].Mark != Unmarked || r.text.spans[l.runs[i].span].Code)
	}
	for i, piece := range l.runs {
		if marked(i) {
			r.behind(piece, r.text.spans[piece.span], left, top, [2]bool{!marked(i - 1), !marked(i + 1)})
		}
	}
}

// left is where a line begins.
func (t *Text) left(width, within float32) float32 {
	align := mirroredAlign(t.align)
	ownSide := t.align == fyne.TextAlignLeading && t.base() == 1 || theme.Mirrored() && t.align == fyne.TextAlignLeading && t.base() == 0
	if ownSide {
		align = fyne.TextAlignLeading
		if t.base() == 1 {
			align = fyne.TextAlignTrailing
		}
	}
	switch align {
	case fyne.TextAlignCenter:
		return (within - width) / 2
	case fyne.TextAlignTrailing:
		return within - width
	}
	return 0
}

// draw adds the objects of one run: its letters, and the line through or under it.
func (r *textRenderer) draw(piece run, left, top float32) {
	t := r.text
	span := t.spans[piece.span]
	reference, above := fyne.CurrentApp().Driver().RenderedTextSize("x", px(t.step.Size), fyne.TextStyle{Bold: span.Bold}, nil)
	baseline := top + (px(t.step.Line)-reference.Height)/2 + above
	color := t.color
	if span.Color != "" {
		color = span.Color
	}
	if span.Mark != Unmarked {
		color = theme.Ink
	}
	letters := canvas.NewText(piece.text, theme.Color(color))
	letters.TextSize, letters.TextStyle, letters.FontSource = px(t.step.Size), span.style(), source(piece.arabic, span)
	letters.Move(fyne.NewPos(left+piece.x, baseline-piece.above))
	letters.Resize(fyne.NewSize(piece.width, piece.height))
	r.objects = append(r.objects, letters)
	if span.Struck || span.Mark == Removed {
		r.line(left+piece.x, baseline-px(t.step.Size)*0.3, piece.width, color)
	}
	if span.Mark == Added || span.Link != "" {
		r.line(left+piece.x, baseline+px(2), piece.width, color)
	}
}

// behind tints the ground of a run; only the ends of a span are round, and have
// air where no other tinted run touches them.
func (r *textRenderer) behind(piece run, span Span, left, top float32, air [2]bool) {
	token := map[Mark]theme.Token{Removed: theme.RemovedWord, Added: theme.AddedWord, Found: theme.AttentionTint, Unmarked: theme.Raised}[span.Mark]
	ground := canvas.NewRectangle(theme.Color(token))
	x, width, radius := left+piece.x, piece.width, px(3)
	if piece.first {
		if air[0] {
			x, width = x-px(3), width+px(3)
		}
		ground.TopLeftCornerRadius, ground.BottomLeftCornerRadius = radius, radius
	}
	if piece.last {
		if air[1] {
			width += px(3)
		}
		ground.TopRightCornerRadius, ground.BottomRightCornerRadius = radius, radius
	}
	height := min(px(r.text.step.Line)-px(4), px(r.text.step.Size)*1.35)
	ground.Move(fyne.NewPos(x, top+(px(r.text.step.Line)-height)/2))
	ground.Resize(fyne.NewSize(width, height))
	r.objects = append(r.objects, ground)
}

func (r *textRenderer) line(x, y, width float32, token theme.Token) {
	l := canvas.NewLine(theme.Color(token))
	l.StrokeWidth = 1
	l.Position1, l.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+width, y)
	r.objects = append(r.objects, l)
}

// linkAt is the target of the span at a point.
func (t *Text) linkAt(at fyne.Position) string {
	lines := t.lay(t.Size().Width)
	index := int(at.Y / px(t.step.Line))
	if index < 0 || index >= len(lines) {
		return ""
	}
	left := t.left(lines[index].width, t.Size().Width)
	for _, piece := range lines[index].runs {
		if at.X >= left+piece.x && at.X <= left+piece.x+piece.width {
			return t.spans[piece.span].Link
		}
	}
	return ""
}
