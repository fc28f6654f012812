//go:build linux || freebsd || openbsd || netbsd

package desktop

// Tray, over the session's bus: where nobody answers there, Fyne would fall over its own tray at the end, before the profile is given back.

import (
	"sync"

	"github.com/godbus/dbus/v5"
)

// hasTray reports whether the bus answers, as far as was seen when it was asked first. It is the connection that Fyne uses, too.
var hasTray = sync.OnceValue(func() bool {
	_, err := dbus.SessionBus()
	return err == nil
})
