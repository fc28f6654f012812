package part

// Text: words on the screen, in lines that we break, order and place ourselves.

import (
	"strings"

	"fyne.io/fyne/v2"
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
