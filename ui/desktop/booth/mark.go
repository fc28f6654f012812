package booth

// Mark: what stands before a line of a ballot that was cast: its place, its number, or a tick.

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

type mark struct {
	widget.BaseWidget
	text *part.Text
}

func newMark(text string) *mark {
	m := &mark{text: part.Strong(theme.Small, text).Line().Aligned(fyne.TextAlignCenter).In(theme.Primary)}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer draws the disc, longer where the number is.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	disc, tick := part.Box(12), part.Picture()
	return part.NewDrawing(
		func() fyne.Size { return fyne.NewSize(max(px(24), m.text.MinSize().Width+px(12)), px(24)) },
		func(size fyne.Size) {
			disc.Resize(size)
			m.text.Resize(size)
			area{(size.Width - px(14)) / 2, px(5), px(14), px(14)}.put(tick, size.Width)
		},
		func() {
			part.Fill(disc, theme.PrimaryTint, theme.Clear, 0)
			setIcon(tick, theme.IconCheck, theme.Primary)
			tick.Hidden = m.text.String() != ""
		},
		disc, tick, m.text,
	)
}
