package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/op"
)

func TestHealthInWords(t *testing.T) {
	w := evening(t)
	box, kofi, samira := op.DeviceID{1}, op.DeviceID{2}, op.DeviceID{3}
	people := &People{relays: map[op.DeviceID]string{box: "Cellar box"}, list: []Person{
		{Name: Name{Name: "Kofi"}, Devices: []Device{{Device: kofi.String()}}}, {Name: Name{Name: "Samira"}, Devices: []Device{{Device: samira.String()}}},
	}}
	session := func(d op.DeviceID, ago int64) []NetSession {
		return []NetSession{{Community: "elm", Device: d.String(), SyncedMillis: w.NowMillis - ago}}
	}
	net := &Network{Peers: []NetPeer{
		{Peer: "S", Address: "/ip4/203.0.113.9/tcp/4001/p2p/B/p2p-circuit/p2p/S", Relayed: true, Sessions: session(samira, 4*minuteMillis)},
		{Peer: "K", Address: "/ip4/192.168.178.20/udp/4001/quic-v1/p2p/K", Sessions: session(kofi, minuteMillis)},
		{Peer: "B", Address: "/ip4/203.0.113.9/tcp/4001/p2p/B", Sessions: session(box, 0)},
		{Peer: "stranger"},
	}}
	h := w.Health(Status{Community: "elm", Network: net}, people)
	if h.Bar != "With 3 peers" || h.Title != "All is well" || h.Line != "With 3 peers: Everything known is here." || !h.Well {
		t.Errorf("%+v", h)
	}
	want := []PeerRow{
		{true, "Cellar box", "relay, holds everything", "now"},
		{false, "Kofi’s laptop", "same network", "1 min"},
		{false, "Samira’s laptop", "through Cellar box", "4 min"},
	}
	if !slices.Equal(h.Peers, want) {
		t.Errorf("%+v", h.Peers)
	}

	alone := Status{Community: "elm", Network: &Network{}, Unsent: 2, Peers: []Peer{{"Kofi", on(time.May, 12, 18, 4)}}}
	h = w.Health(alone, people)
	if h.State != HealthAlone || h.Bar != "Alone since Tue 18:04" || h.Title != "Alone since Tuesday, 18:04" || h.Well {
		t.Errorf("%+v", h)
	}
	if h := w.Health(Status{Network: &Network{}}, nil); h.Bar != "Nobody met yet" || h.Well {
		t.Errorf("asked to be let in: %+v", h)
	}
	if h := w.Health(Status{Network: &Network{}, Here: true, Members: 1}, nil); h.State != HealthNobodyYet || h.Bar != "Nobody else here yet" || !h.Well {
		t.Errorf("%+v", h)
	}
	if h := w.Health(Status{}, nil); h.State != HealthOff || h.Well {
		t.Errorf("%+v", h)
	}
}

func TestTheDoctorInWords(t *testing.T) {
	w := evening(t)
	f := Facts{Interfaces: true, Communities: 1, Unsent: 2, Network: &Network{
		PeerID: "me", Reachability: "private", Relays: []HeldRelay{{Address: "/dns4/box.example", Peer: "B"}},
	}}
	s := Status{Community: "elm", Unsent: 2, Peers: []Peer{{"Kofi", on(time.May, 12, 18, 4)}}}
	v := w.Connection(s, &People{}, f, Diagnose(f), w.NowMillis-2*minuteMillis)
	if !v.Amber || v.Sub != "2 of your acts have not left this laptop. Nothing is lost; it leaves with the first peer that is met." || v.Looked != "Looked 2 minutes ago" {
		t.Errorf("%+v", v)
	}
	if v.Checks[0].State != CheckGood || !strings.HasPrefix(v.Checks[0].Title, "This laptop has a network, and its clock is right.") {
		t.Errorf("%+v", v.Checks[0])
	}
	if v.Checks[1].State != CheckBad || v.Checks[1].Title != "The relay is not to be reached: /dns4/box.example" {
		t.Errorf("%+v", v.Checks[1])
	}
	if len(v.Helps) == 0 || v.Helps[0].Does != DoesRelay || v.Helps[0].Act == "" {
		t.Errorf("%+v", v.Helps)
	}
	for _, h := range v.Helps {
		if strings.Contains(h.Title, "folkmoot ") || strings.Contains(h.Title, "⟦") {
			t.Errorf("a window is told of commands: %q", h.Title)
		}
	}
}

// Whatever the doctor can find that is bad, there is a sentence for it that names no command.
func TestEveryBadFindingHasARemedy(t *testing.T) {
	w := evening(t)
	codes := []string{"no_network", "port", "address", "not_started", "refused", "clock_here", "relay_unreachable", "quota", "no_peers", "unsent", "unreachable", "other_peer", "other_version"}
	for _, code := range refusals {
		codes = append(codes, code)
	}
	for _, code := range codes {
		if said := w.FindingDo(Finding{Code: code, Bad: true}); strings.Contains(said, "⟦") {
			t.Error(said)
		}
	}
}
