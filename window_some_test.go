//go:build linux && !headless

package main

// programs are what the test binary can be called as.
var programs = map[string]func(){"folkmoot": main, windowCommand: shownWindow}
