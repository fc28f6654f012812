package agreement

// Planted bugs: subtle mistakes that the tests of the simulation make on purpose, one at a time, to see whether it finds them. Nothing else
// plants one. While none is planted, each place costs the comparison of a byte.

// Planted names a bug.
type Planted uint8

// The bugs of this package.
const (
	NotPlanted Planted = iota
	// SealsOfViewsAddUp counts seals for a value whatever their view.
	SealsOfViewsAddUp
	// PreparedForgotten lets a new view propose anew what an older one may have sealed.
	PreparedForgotten
)

var planted Planted

// Plant puts a bug into every engine of the process. Only tests of the simulation call it; they take it out again with NotPlanted.
func Plant(bug Planted) { planted = bug }

// countInAnyView is how many different tellers said a step for a value.
func countInAnyView(seen []Message, step Step, value [32]byte) int {
	tellers := make(map[[32]byte]bool)
	for _, m := range seen {
		if m.Step == step && m.Value == value {
			tellers[m.Teller] = true
		}
	}
	return len(tellers)
}
