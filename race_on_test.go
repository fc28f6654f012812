//go:build race

package main

// Under the race detector programs hold several times the memory: it is not measured then.
const underRace = true
