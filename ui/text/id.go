package text

// Ids as people see and type them: the eight characters after what all op
// ids have in common, and more where two of them would look the same.

import (
	"slices"
	"strings"
)

const (
	// commonPrefix begins every CIDv1 of dag-cbor and SHA-256 in base32.
	commonPrefix = "bafyrei"

	// shortLength characters hold 38 bits of the digest: among 1,000 ops two
	// look alike once in 500,000 communities, among a million about twice.
	shortLength = 8
)

// ShortID is the short form of an op id, looked at alone. What is not the id
// of an op is returned whole.
func ShortID(id string) string { return shortened(id, shortLength) }

func shortened(id string, length int) string {
	rest, isOp := strings.CutPrefix(id, commonPrefix)
	if !isOp || len(rest) <= length {
		return Line(id)
	}
	return Line(rest[:length])
}

// ShortIDs returns the short form of each of ids, lengthened as far as it
// takes to tell those apart that differ.
func ShortIDs(ids []string) []string {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	lengths := make(map[string]int, len(sorted))
	for i, id := range sorted {
		lengths[id] = shortLength
		for _, j := range []int{i - 1, i + 1} {
			if j >= 0 && j < len(sorted) {
				lengths[id] = max(lengths[id], sharedPrefix(id, sorted[j])-len(commonPrefix)+1)
			}
		}
	}
	short := make([]string, len(ids))
	for i, id := range ids {
		short[i] = shortened(id, lengths[id])
	}
	return short
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
