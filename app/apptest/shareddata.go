package apptest

// Shared data: tests that compare with what others have published read it from beside the project.

import "testing"

// WithoutData is for a test whose shared data is not here: it is skipped loudly. In the full test (FOLKMOOT_FULL is set, as os.Getenv says) it
// fails instead, for there everything has to be checked.
func WithoutData(t testing.TB, getenv func(string) string, missing string) {
	t.Helper()
	if getenv("FOLKMOOT_FULL") != "" {
		t.Fatalf("THE SHARED DATA IS NOT HERE, and the full test asks for it: %s", missing)
	}
	t.Skipf("SKIPPED, THE SHARED DATA IS NOT HERE, nothing was compared with it: %s", missing)
}
