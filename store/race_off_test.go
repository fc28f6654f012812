//go:build !race

package store_test

// Without the race detector as many cases are drawn as rapid draws by itself.
const drawnChecks = "100"
