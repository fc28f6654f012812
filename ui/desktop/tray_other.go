//go:build !linux && !freebsd && !openbsd && !netbsd

package desktop

// hasTray reports that the system has a tray of its own.
func hasTray() bool { return true }
