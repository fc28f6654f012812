// Package apptest is what tests of the core share: stories with real keys, and the suites that every implementation of a port must pass.
//
// It promises that a story has the same keys and acts every time, and that whatever passes a suite does what package store's file does, but for
// lasting. Only tests and the simulation import it.
package apptest

import (
	"github.com/folkmoot/folkmoot/app/memory"
	"github.com/folkmoot/folkmoot/app/op"
)

// Memory is a replica in memory.
type Memory = memory.Replica

// NewMemory makes an empty replica.
func NewMemory() *Memory { return memory.New() }

func sizeOf(o *op.Op) int { return len(o.Raw) + len(o.Signature) + len(o.Body) }
