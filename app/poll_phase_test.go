package app

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

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
