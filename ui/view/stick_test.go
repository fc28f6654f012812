package view

import (
	"strings"
	"testing"
)

// Whom a bundle is for is said by name; only where two laptops have one name the mark of the device tells them apart.
func TestABundleIsForPeopleNotForMarks(t *testing.T) {
	w := evening(t)
	said := func(peers ...string) string {
		var titles []string
		s := Status{}
		for _, name := range peers {
			s.Peers = append(s.Peers, Peer{Name: name})
		}
		for i, f := range w.StickFors(s)[1:] {
			if f.Peer != peers[i] {
				t.Errorf("%q is asked for as %q", peers[i], f.Peer)
			}
			titles = append(titles, f.Title)
		}
		return strings.Join(titles, "; ")
	}
	if got := said("Kofi Mensah (29f37a35)", "Ada"); got != "What Kofi Mensah did not have yet; What Ada did not have yet" {
		t.Error(got)
	}
	if got := said("Kofi Mensah (29f37a35)", "Kofi Mensah (11f37a35)"); !strings.Contains(got, "29f37a35") || !strings.Contains(got, "11f37a35") {
		t.Error(got)
	}
}

// Who has asked to be let in, and has met nobody, is not told that nothing waits to leave: the request does.
func TestARequestThatWaitsIsNotDenied(t *testing.T) {
	w := evening(t)
	if h := w.Health(Status{Network: &Network{}}, nil); h.Foot != "" {
		t.Errorf("while the request waits Home says %q", h.Foot)
	}
}
