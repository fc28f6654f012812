//go:build race

package store_test

// Under the race detector SQLite is up to 28 times slower, and what is drawn at random is single-threaded.
const drawnChecks = "10"
