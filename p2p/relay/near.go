package relay

// Near: what a mistyped key may have been meant to be.

import (
	"fmt"

	"github.com/multiformats/go-multiaddr"
)

// nearest is the known key that takes the fewest single changes to come to, if that is no more than a third of it; else "".
func nearest(typed string, known []string) string {
	best, fewest := "", len(typed)/3+1
	for _, key := range known {
		if n := changes(typed, key); n < fewest {
			best, fewest = key, n
		}
	}
	return best
}

// changes is the Levenshtein distance, in bytes; a text that is far too long is as far away as it is long.
func changes(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// checkAddress accepts what the network can listen on or announce: a place, and TCP or QUIC there.
func checkAddress(text string) error {
	if len(text) > maxAddressBytes {
		return fmt.Errorf("%d bytes, where at most %d fit", len(text), maxAddressBytes)
	}
	address, err := multiaddr.NewMultiaddr(text)
	if err != nil {
		return err
	}
	var ends int
	for _, part := range address {
		ends = part.Protocol().Code
	}
	if ends != multiaddr.P_TCP && ends != multiaddr.P_QUIC_V1 {
		return fmt.Errorf("it must end in /tcp/<port> or /udp/<port>/quic-v1")
	}
	return nil
}
