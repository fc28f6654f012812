package part

// Field state: what a field says while nothing is wrong: below it how it may go on, within it that it is right.

import (
	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// Say puts a sentence below the field where nothing is wrong with it; right colours it as something that is as it should be.
func (f *Field) Say(sentence string, right bool) {
	f.said.SetText(sentence)
	f.said.In(theme.Quiet)
	if right {
		f.said.In(theme.Primary)
	}
	f.said.Hidden = sentence == "" || !f.trouble.Hidden
	f.Refresh()
}

// SetRight shows a tick at the end of the field, with a few words beside it or none. They are said to who cannot see it.
func (f *Field) SetRight(right bool, words string) {
	f.state.SetText(words)
	f.state.Hidden = !right
	f.Refresh()
}

// Secret hides what is typed, unless its writer opens the eye in it, and never says it aloud.
func (f *Field) Secret() *Field {
	f.Entry.Password, f.secret = true, true
	return f
}

// typed is what may be said aloud of what stands in the field.
func (f *Field) typed() string {
	if f.secret {
		return ""
	}
	return f.Entry.Text
}

// arrangeState places tick and words, and returns what the entry has to leave at its end.
func (f *Field) arrangeState(size fyne.Size, top, height float32, tick fyne.CanvasObject) float32 {
	if f.state.Hidden {
		return px(4)
	}
	words := f.state.MinSize().Width
	gap := px(6)
	if f.state.String() == "" {
		words, gap = 0, 0
	}
	put(f.state, size.Width, size.Width-px(14)-words, top+(height-px(16))/2, words, px(16))
	put(tick, size.Width, size.Width-px(14)-words-gap-px(14), top+(height-px(14))/2, px(14), px(14))
	return px(14+14+8) + words + gap
}
