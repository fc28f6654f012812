//go:build linux && !headless

package main

import "os"

// full reports whether all that takes long is asked for.
func full() bool { return os.Getenv("FOLKMOOT_FULL") != "" }
