package view

import (
	"slices"
	"testing"
)

func TestPeersAreNamedWithoutTheMarksOfTheirDevices(t *testing.T) {
	for what, c := range map[string]struct{ peers, want []string }{
		"one each":           {[]string{"Cellar box (1b74aa3e)", "Kofi Mensah (29f37a35)"}, []string{"Cellar box", "Kofi Mensah"}},
		"two of one person":  {[]string{"Kofi (29f37a35)", "Kofi (cf5de51c)", "Ada (00000000)"}, []string{"Kofi (29f37a35)", "Kofi (cf5de51c)", "Ada"}},
		"no mark":            {[]string{"blue stick", "Ann (flat 12)"}, []string{"blue stick", "Ann (flat 12)"}},
		"nobody has it here": {nil, []string{}},
	} {
		if got := peerNames(c.peers); got == nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
}
