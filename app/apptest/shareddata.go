package apptest

// Shared data: tests that compare with what others have published read it from beside the project.

import "testing"

// WithoutData is for a test whose shared data is not here: it is skipped loudly, as a clone alone has none.
func WithoutData(t testing.TB, missing string) {
	t.Helper()
	t.Skipf("SKIPPED, THE SHARED DATA IS NOT HERE, nothing was compared with it: %s", missing)
}
