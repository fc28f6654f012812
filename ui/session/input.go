package session

// Standard input is pulled: the owner says how much the command wants, the
// caller reads that much and no more. So nothing that a person types is taken
// by a command that did not ask, and a large file waits where it lies.

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
)

// input is the command's standard input on the owner's side.
type input struct {
	ctx     context.Context // the command's; ends a Read that waits
	wire    *wire
	wanted  atomic.Int64 // bytes asked for and not yet answered
	arrived chan []byte  // holds the one answer that can be under way

	mu    sync.Mutex // lets one Read ask at a time; guards what follows
	rest  []byte
	ended bool
}

func newInput(ctx context.Context, w *wire) *input {
	return &input{ctx: ctx, wire: w, arrived: make(chan []byte, 1)}
}

// Read asks the caller for at most len(p) bytes and waits for them, or for
// the end of the command's context, whose cause it returns.
func (i *input) Read(p []byte) (int, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ended {
		return 0, io.EOF
	}
	if len(p) == 0 {
		return 0, nil
	}
	if len(i.rest) == 0 {
		chunk, err := i.ask(min(len(p), maxChunkBytes))
		if err != nil {
			return 0, err
		}
		if len(chunk) == 0 {
			i.ended = true
			return 0, io.EOF
		}
		i.rest = chunk
	}
	n := copy(p, i.rest)
	i.rest = i.rest[n:]
	return n, nil
}

func (i *input) ask(n int) ([]byte, error) {
	if i.ctx.Err() != nil {
		return nil, context.Cause(i.ctx)
	}
	i.wanted.Store(int64(n))
	if err := i.wire.send(numberFrame(frameWant, uint32(n))); err != nil {
		return nil, fmt.Errorf("asking the caller for input: %w", err)
	}
	select {
	case chunk := <-i.arrived:
		return chunk, nil
	case <-i.ctx.Done():
		return nil, context.Cause(i.ctx)
	}
}

// deliver takes an answer from the connection's reader. It never waits: an
// answer that was not asked for, or is longer, is refused.
func (i *input) deliver(chunk []byte) error {
	if wanted := i.wanted.Swap(0); wanted == 0 || int64(len(chunk)) > wanted {
		return fmt.Errorf("%w: %d bytes of input, %d wanted", ErrFrame, len(chunk), wanted)
	}
	i.arrived <- chunk
	return nil
}
