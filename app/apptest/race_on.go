//go:build race

package apptest

// Under the race detector SQLite is up to 28 times slower: situations that only differ from others in size are left out.
const underRace = true
