package app

// The phase of a poll, by what its tellers have said and by the clock.

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestPhases(t *testing.T) {
	const closes, settled, patience = 1000, 1100, 50
	opened := closing.Telling{Opened: true}
	frozen := closing.Telling{Opened: true, Frozen: true}
	sealed := closing.Telling{Opened: true, Frozen: true, Endorsed: true, Sealed: true}
	for name, s := range map[string]struct {
		now   int64
		state closing.State
		said  [4]closing.Telling
		want  Phase
		waits string
	}{
		"nobody has heard of it":              {500, closing.Open, [4]closing.Telling{}, PhaseNotOpen, "ABCD"},
		"two of four have":                    {500, closing.Open, [4]closing.Telling{opened, opened}, PhaseNotOpen, "CD"},
		"three have":                          {500, closing.Open, [4]closing.Telling{opened, opened, opened}, PhaseOpen, ""},
		"the close":                           {closes, closing.Open, [4]closing.Telling{opened, opened, opened}, PhaseSettling, ""},
		"the close, and two had heard":        {closes, closing.Open, [4]closing.Telling{opened, opened}, PhaseNotOpen, "CD"},
		"settled, and two had heard":          {settled, closing.Open, [4]closing.Telling{opened, opened}, PhaseNotOpened, ""},
		"settled, and nobody has frozen":      {settled, closing.Open, [4]closing.Telling{opened, opened, opened}, PhaseUndecided, "ABCD"},
		"two have frozen":                     {settled, closing.Undecided, [4]closing.Telling{frozen, frozen, opened}, PhaseUndecided, "CD"},
		"three have frozen":                   {settled, closing.Undecided, [4]closing.Telling{frozen, frozen, frozen}, PhaseClosing, "A"},
		"one of them has sealed":              {settled, closing.Undecided, [4]closing.Telling{sealed, frozen, frozen}, PhaseClosing, "BCD"},
		"they have frozen, and say no more":   {settled + patience, closing.Undecided, [4]closing.Telling{sealed, frozen, frozen}, PhaseUndecided, "BCD"},
		"sealed before anybody's clock knows": {500, closing.Sealed, [4]closing.Telling{sealed, sealed, sealed}, PhaseSealed, ""},
		"sealed twice":                        {settled, closing.Contradicted, [4]closing.Telling{sealed, sealed, sealed}, PhaseContradicted, ""},
	} {
		t.Run(name, func(t *testing.T) {
			standing := PollStanding{Quorum: 3, SettledMillis: settled, Tellings: slices.Clone(s.said[:])}
			for i := range standing.Tellings {
				standing.Tellings[i].Teller = op.DeviceID{byte('A' + i)}
			}
			standing.find(s.now, closes, patience, s.state)
			waits := ""
			for _, d := range standing.WaitsFor {
				waits += string(rune(d[0]))
			}
			if standing.Phase != s.want || waits != s.waits {
				t.Errorf("%s, waiting for %q; want %s, %q", standing.Phase, waits, s.want, s.waits)
			}
			if since := standing.SinceMillis; (standing.Phase == PhaseUndecided) != (since == settled) && standing.Phase != PhaseClosing {
				t.Errorf("it waits since %d", since)
			}
		})
	}
}

func TestWhereARelayIs(t *testing.T) {
	for at, want := range map[string][]string{
		"/ip4/192.0.2.7/tcp/4001/p2p/12D3KooWEyoppN":    {"192.0.2.7", "12D3KooWEyoppN"},
		"/dns4/relay.example.org/udp/4001/quic-v1":      {"relay.example.org"},
		"/ip4/10.0.0.7/tcp/4001":                        nil,
		"/ip4/127.0.0.1/udp/4001/quic-v1":               nil,
		"/ip6/2001:db8::7/udp/4001/quic-v1/p2p/12D3Koo": {"2001:db8::7", "12D3Koo"},
		"/ip4": nil,
		"/":    nil,
	} {
		if got := placesIn(at); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", at, got, want)
		}
	}
}

func TestWhomAPollWaitsFor(t *testing.T) {
	telling := func(name byte, view uint32, endorsed, sealed bool) closing.Telling {
		return closing.Telling{Teller: op.DeviceID{name}, Opened: true, Frozen: true, View: view, Endorsed: endorsed, Sealed: sealed}
	}
	away := closing.Telling{Teller: op.DeviceID{'d'}, Opened: true}
	for _, s := range []struct {
		name     string
		tellings []closing.Telling
		want     string
	}{
		{"nobody has proposed", []closing.Telling{telling('a', 0, false, false), telling('b', 0, false, false), telling('c', 0, false, false), away}, "a"},
		{"one has turned alone", []closing.Telling{telling('a', 0, false, false), telling('b', 1, false, false), telling('c', 0, false, false), away}, "a"},
		{"three have turned", []closing.Telling{telling('a', 1, false, false), telling('b', 1, false, false), telling('c', 1, false, false), away}, "b"},
		{"endorsements are missing", []closing.Telling{telling('a', 0, true, false), telling('b', 0, false, false), telling('c', 0, true, false), away}, "bd"},
		{"seals are missing", []closing.Telling{telling('a', 0, true, true), telling('b', 0, true, false), telling('c', 0, true, true), away}, "bd"},
		{"freezes are missing", []closing.Telling{telling('a', 0, false, false), telling('b', 0, false, false), {Teller: op.DeviceID{'c'}, Opened: true}, away}, "cd"},
	} {
		standing := PollStanding{Quorum: 3, Tellings: s.tellings, SettledMillis: 20}
		standing.find(1000, 10, 100, closing.Undecided)
		var names []byte
		for _, d := range standing.WaitsFor {
			names = append(names, d[0])
		}
		if standing.Phase != PhaseUndecided || !slices.Equal(names, []byte(s.want)) {
			t.Errorf("%s: %s, waits for %s", s.name, standing.Phase, names)
		}
	}
}
