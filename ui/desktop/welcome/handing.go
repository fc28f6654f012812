package welcome

// Handing: a profile on its way from the goroutine that opened it to the pages. The window may close in between: then nobody comes for it.

import (
	"context"
	"errors"
	"sync"

	"github.com/folkmoot/folkmoot/ui/desktop/shell"
)

// handing may be used from any goroutine.
type handing struct {
	lock sync.Mutex
	held shell.Held // nil while none lies ready
	left bool
}

// put lays a profile ready. Where nobody will come for it any more it is closed, and the error says why.
func (h *handing) put(ctx context.Context, held shell.Held) error {
	h.lock.Lock()
	defer h.lock.Unlock()
	if err := ctx.Err(); h.left || err != nil {
		return errors.Join(context.Canceled, err, held.Close())
	}
	h.held = held
	return nil
}

// take is for who comes for it; false says that it has been closed.
func (h *handing) take() bool {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.held = nil
	return !h.left
}

// leave closes what lies ready; nobody comes any more.
func (h *handing) leave() error {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.left = true
	if h.held == nil {
		return nil
	}
	held := h.held
	h.held = nil
	return held.Close()
}
