package home

// Hold: while somebody points at the page, or has scrolled down in it, nothing on it changes its place: what has come waits, and a button says so.

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/view"
)

// looksEvery is how often it looks whether the pointer has gone.
const looksEvery = 300 * time.Millisecond

// holding is what waits to be shown.
type holding struct {
	content fyne.CanvasObject
	ground  *part.Hovering
	button  *part.Button
	newest  view.Home
	looks   context.CancelFunc // ends looking; nil where nothing waits
}

func newHolding(content fyne.CanvasObject, show func()) *holding {
	h := &holding{ground: part.NewHovering(content), button: part.NewButton(part.Secondary, "", "", show).High(part.InLine)}
	h.button.Hide()
	h.content = part.Afloat(h.ground, h.button)
	return h
}

// take is what is shown of a newer page for now.
func (h *Home) take(newer view.Home) {
	h.held.newest = newer
	if h.held.ground.Pressed() { // it would not hear that it is let go
		h.await()
		return
	}
	shown, waits, holds := h.page.Holding(newer)
	if !holds || !h.isRead() {
		h.release()
		return
	}
	h.put(shown)
	h.held.button.SetText(h.shell.Words().Waiting(waits))
	h.held.button.Show()
	h.held.content.Refresh()
	h.await()
}

// isRead reports whether somebody is in the middle of the page.
func (h *Home) isRead() bool { return h.held.ground.Here() || h.content.Offset() > 0 }

// await looks again in a moment.
func (h *Home) await() {
	if h.held.looks != nil {
		return
	}
	ctx, end := context.WithCancel(h.ctx)
	h.held.looks = end
	h.shell.Install.Go(func() {
		tick := time.NewTicker(looksEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				fyne.Do(func() {
					if ctx.Err() == nil {
						h.take(h.held.newest)
					}
				})
			}
		}
	})
}

// release shows the newest page as it is.
func (h *Home) release() {
	if h.held.looks != nil {
		h.held.looks()
		h.held.looks = nil
	}
	h.held.button.Hide()
	h.put(h.held.newest)
}

// showNewest is what the button does.
func (h *Home) showNewest() {
	h.ScrollTo(0)
	h.release()
}
