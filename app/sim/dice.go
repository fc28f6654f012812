package sim

// Dice: the one source of chance in a run.

import (
	"crypto/ed25519"
	"math/rand/v2"
)

type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 0x666f6c6b6d6f6f74))} }

// chance comes true so many times of a hundred.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// between is a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func (d dice) seed() (seed [32]byte) {
	for i := 0; i < len(seed); i += 8 {
		word := d.Uint64()
		for j := range 8 {
			seed[i+j] = byte(word >> (8 * j))
		}
	}
	return seed
}

func (d dice) key() ed25519.PrivateKey {
	seed := d.seed()
	return ed25519.NewKeyFromSeed(seed[:])
}

// pick draws one of a list; false where it is empty.
func pick[T any](d dice, list []T) (one T, ok bool) {
	if len(list) == 0 {
		return one, false
	}
	return list[d.IntN(len(list))], true
}

// shuffled is the list in a random order; the list itself stays.
func shuffled[T any](d dice, list []T) []T {
	out := append([]T(nil), list...)
	d.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// some draws so many of a list, in a random order.
func some[T any](d dice, list []T, n int) []T {
	out := shuffled(d, list)
	return out[:min(n, len(out))]
}

// choice is something that may happen, and how often beside the others.
type choice struct {
	weight int
	do     func()
}

// choose lets one of them happen.
func (d dice) choose(choices ...choice) {
	total := 0
	for _, c := range choices {
		total += c.weight
	}
	at := d.IntN(total)
	for _, c := range choices {
		if at -= c.weight; at < 0 {
			c.do()
			return
		}
	}
}
