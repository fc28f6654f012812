//go:build !headless

package main

import "testing"

// TestWindowLooksAround is the third door: a community to try everything out in.
func TestWindowLooksAround(t *testing.T) {
	s := newScreen(t, 1440, 900)
	s.open(t.TempDir() + "/profile")
	s.says("Decide things together")
	s.shot("doors")
	s.click("Look around")
	s.says("Where the reserve goes first")
	s.shot("home")
	s.close()
}
