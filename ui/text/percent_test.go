package text_test

// Shares, as each language writes them.

import "testing"

func TestPercent(t *testing.T) {
	for _, s := range []struct {
		parts           int64
		en, needed, deu string
	}{
		{0, "0\u00a0%", "0\u00a0%", "0\u00a0%"},
		{1, "0\u00a0%", "0.1\u00a0%", "0\u00a0%"},
		{666_666_666, "66.6\u00a0%", "66.7\u00a0%", "66,6\u00a0%"},
		{750_000_000, "75\u00a0%", "75\u00a0%", "75\u00a0%"},
		{1_000_000_000, "100\u00a0%", "100\u00a0%", "100\u00a0%"},
		{-1, "0\u00a0%", "0\u00a0%", "0\u00a0%"},
	} {
		if have, needed, deu := english(t).Percent(s.parts), english(t).PercentNeeded(s.parts), german(t).Percent(s.parts); have != s.en || needed != s.needed || deu != s.deu {
			t.Errorf("%d: %q, needed %q, %q", s.parts, have, needed, deu)
		}
	}
}
