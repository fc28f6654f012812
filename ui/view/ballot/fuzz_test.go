package ballot

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/poll"
)

// Whatever lies where a draft was kept: it is refused and changes nothing, or it is a sheet that can be kept again and cast.
func FuzzRestore(f *testing.F) {
	f.Fuzz(func(t *testing.T, which byte, kept string) {
		names := poll.MethodNames()
		s := sheet(t, opening(t, names[int(which)%len(names)], 5))
		if err := s.Restore(kept); err != nil {
			if !s.now.equal(s.empty()) {
				t.Fatalf("refused, and yet %+v", s.now)
			}
			return
		}
		other := sheet(t, s.open)
		if err := other.Restore(s.Draft()); err != nil || !other.now.equal(s.now) {
			t.Fatalf("%+v is kept as %+v: %v", s.now, other.now, err)
		}
		if _, err := s.Choice(); s.Obstacle() == "" && err != nil {
			t.Fatalf("%+v can be cast, and is no choice: %v", s.now, err)
		}
		s.Page(speak(t, "en"), Voter{})
	})
}
