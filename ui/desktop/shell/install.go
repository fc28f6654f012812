package shell

// Install: this install while its profile is open.

import (
	"context"
	"sync"

	"github.com/folkmoot/folkmoot/ui/view"
)

// Install is what all pages share: the profile, the machine around it, and what is set.
type Install struct {
	Held
	Machine
	Host Host
	// Reads is what pages and the frame around them read together; nil has each read for itself.
	Reads *view.Reads
	// Keeper keeps what is set on this install.
	Keeper view.Keeper

	// Life ends when the window closes: for what no page ends.
	Life context.Context

	// chosen is the folder in which something was chosen last; "" for none yet.
	chosen string

	// running is what pages run beside Fyne's goroutine.
	running sync.WaitGroup
}

// Wait returns when nothing runs any more that a page began: after the contexts of all pages have ended.
func (i *Install) Wait() { i.running.Wait() }

// Go runs something beside Fyne's goroutine; Wait waits for it.
func (i *Install) Go(run func()) { i.running.Go(run) }
