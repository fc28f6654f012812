package part

// Text, how it is drawn: letters run by run, what is behind them, and the lines through and under them.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

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
	switch span.Mark {
	case Removed, Added:
		color = theme.Ink
	case Found:
		color = theme.Primary
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
	token := map[Mark]theme.Token{Removed: theme.RemovedWord, Added: theme.AddedWord, Found: theme.PrimaryTint, Unmarked: theme.Raised}[span.Mark]
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
