package identity

// Lookalikes: names that people would take for one another, so that both are shown with a fingerprint.

import (
	"strings"
	"unicode"

	"go.mau.fi/util/confusable"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// LooksLike reports whether two names could be taken for one another. A name looks like itself.
func LooksLike(a, b string) bool { return Skeleton(a) == Skeleton(b) }

// Alike reports for each name whether another one in the list looks like it.
func Alike(names []string) []bool {
	count := make(map[string]int, len(names))
	skeletons := make([]string, len(names))
	for i, name := range names {
		skeletons[i] = Skeleton(name)
		count[skeletons[i]]++
	}
	alike := make([]bool, len(names))
	for i, skeleton := range skeletons {
		alike[i] = count[skeleton] > 1
	}
	return alike
}

// Skeleton maps names that look alike to one text, which is for comparing and never for showing. It is UTS #39's skeleton, made coarser: width, case, spaces
// and what does not show make no difference, and neither do i, l, I and 1. To call two names alike that are not costs a
// fingerprint on the screen; the other mistake costs trust. It follows the Unicode version of the build: keep no skeletons.
func Skeleton(name string) string {
	name = strings.Map(dropUnseen, norm.NFKD.String(name))
	// Once before folding, for I looks like l; once after, for that is where M becomes an m, which looks like rn.
	name = confusable.Skeleton(cases.Fold().String(confusable.Skeleton(name)))
	return strings.ReplaceAll(strings.Join(strings.Fields(name), ""), "i", "l")
}

func dropUnseen(r rune) rune {
	if isInvisible(r) || !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}
