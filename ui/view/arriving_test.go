package view

import "testing"

func TestTheFirstSync(t *testing.T) {
	w := evening(t)
	newcomer := Status{Community: "c", Name: "Elm Street", Ops: 8410, Members: 42, Unsent: 1}
	v := w.arriving(newcomer, 0)
	if v == nil || len(v.Meanwhile) != 0 || v.Lines[0].Says != "this laptop is not on the network" || v.Lines[1].Done || v.Lines[3].Done {
		t.Fatalf("before the first contact: %+v", v)
	}
	newcomer.Network = &Network{Peers: []NetPeer{{Sessions: []NetSession{{Community: "c", Missing: 4550}, {Community: "other", Missing: 1_000_000}}}}}
	newcomer.Here, newcomer.My, newcomer.Unsent = true, StateNewcomer, 0
	v = w.arriving(newcomer, 24)
	rest := v.Lines[2]
	if v.Lines[0].Says != "with 1 peer" || !v.Lines[1].Done || rest.Done || rest.End != "8,410 of 12,960" || rest.Parts != 648919753 || !v.Lines[3].Done || len(v.Meanwhile) != 2 {
		t.Errorf("%+v", v)
	}
	newcomer.Network.Peers[0].Sessions[0].Missing = 0
	if v = w.arriving(newcomer, 24); !v.Lines[2].Done || v.Lines[2].End != "checked" {
		t.Errorf("all is here: %+v", v.Lines[2])
	}
	newcomer.My = StateMember
	if w.arriving(newcomer, 24) != nil {
		t.Error("a member's Home is a member's")
	}
}
