package booth

// Next: the place that comes next in a long ranking, with what the finder would put there.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

type next struct {
	shown  bool
	ground *canvas.Rectangle
	disc   *canvas.Rectangle
	number *part.Text
	says   *part.Text
}

func newNext() *next {
	return &next{
		ground: part.Box(8), disc: part.Box(12), number: part.Strong(theme.Small, "").Line().Aligned(fyne.TextAlignCenter),
		says: part.Words(theme.Small, ""),
	}
}

func (n *next) take(l *list) {
	n.shown = false
	if !l.rankedOnly || l.sheet.ballot.InHand() >= 0 {
		return
	}
	found := l.sheet.ballot.Find().Page(l.sheet.words)
	n.shown = found.Next != ""
	part.Fill(n.ground, theme.PrimaryTint, theme.Clear, 0)
	part.Fill(n.disc, theme.Clear, theme.Primary, px(2))
	part.SetLabel(n.number, part.Span{Text: found.NextPlace, Bold: true}, theme.Primary)
	part.SetLabel(n.says, part.Span{Text: found.Next}, theme.Ink)
}

func (n *next) objects() []fyne.CanvasObject {
	if !n.shown {
		return nil
	}
	return []fyne.CanvasObject{n.ground, n.disc, n.number, n.says}
}

func (n *next) height(width float32) float32 {
	if !n.shown {
		return 0
	}
	return max(px(40), n.says.HeightFor(width-px(rankText+12))+px(16))
}

func (n *next) place(cell area, within float32) {
	cell.put(n.ground, within)
	disc := area{cell.x + px(12), cell.y + (cell.height-px(24))/2, px(24), px(24)}
	disc.put(n.disc, within)
	disc.put(n.number, within)
	width := cell.width - px(rankText+12)
	height := n.says.HeightFor(width)
	area{cell.x + px(rankText), cell.y + (cell.height-height)/2, width, height}.put(n.says, within)
}
