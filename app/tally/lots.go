package tally

// Lots: the numbers of a draw, so that people can look at them and count again.

import (
	"crypto/sha256"
	"encoding/binary"
)

// Lots are the options' numbers in the draw that breaks ties, the smallest first in the order of the draw; nil where the rule is no draw.
func (t Ties) Lots(options int) [][sha256.Size]byte {
	if t.Rule != ByDraw && t.Last != ByDraw {
		return nil
	}
	lots := make([][sha256.Size]byte, options)
	text := append([]byte(drawDomain), t.Seed...)
	for i := range lots {
		lots[i] = sha256.Sum256(binary.BigEndian.AppendUint32(text[:len(text):len(text)], uint32(i)))
	}
	return lots
}
