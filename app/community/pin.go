package community

// The pin: the newest commit that this replica has seen settled. Of two settled on one parent it stays with what it saw first.

import (
	"github.com/folkmoot/folkmoot/app/op"
)

// MovePin takes the last settled commit as the pin. moved says that it was another one before.
func (e *Engine) MovePin() (settled op.ID, moved bool) {
	if e == nil || e.graph == nil {
		return op.ID{}, false
	}
	settled = e.graph.Now().Settled
	if settled == e.pin {
		return settled, false
	}
	e.pin = settled
	e.graph.Pin(settled)
	return settled, true
}
