//go:build !race

package apptest

// Without the race detector every situation is tried in its full size.
const underRace = false
