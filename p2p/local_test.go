package p2p

// What stays on a laptop is not on the network, whatever happens in it.

import (
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/sample"
	"github.com/folkmoot/folkmoot/store/storetest"
)

func TestTheSampleIsNotOnTheNetwork(t *testing.T) {
	i := storetest.Sample(t, "en")
	shared, err := i.Service.Found(t.Context(), app.Founding{Name: "Harbour Allotments", Person: "Ada", Template: "club"})
	if err != nil {
		t.Fatal(err)
	}
	n, err := Start(t.Context(), Config{Listen: []string{"/ip4/127.0.0.1/tcp/0"}, Keys: i.Keys}, i.Service)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	}()
	n.joinAllDone(t)
	players, err := sample.Wake(t.Context(), i.Service, i.Community, i.NowMillis())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.Community.Vote(t.Context(), i.Polls["evenings"], "2", ""); err != nil {
		t.Fatal(err)
	}
	i.Wait(time.Minute)
	if _, err := players.Step(t.Context(), i.NowMillis()); err != nil {
		t.Fatal(err)
	}
	if err := i.Service.Use(i.Community.ID()); err != nil {
		t.Fatal(err)
	}
	n.joinAllDone(t)
	for _, c := range []*app.Community{shared, i.Community} {
		n.gossip.mu.Lock()
		_, on := n.gossip.byCom[c.ID()]
		n.gossip.mu.Unlock()
		var one, other admission.PeerHash
		found, err := n.named(admission.NameOf(c.Membership().Nonce, one, other), one, other)
		if want := c == shared; on != want || (found != nil) != want || err != nil {
			t.Errorf("%s: on the network %t, found %t, %v", c.Membership().Name, on, found != nil, err)
		}
	}
}

// joinAllDone waits until the node has looked at every community.
func (n *Node) joinAllDone(t *testing.T) {
	t.Helper()
	for {
		heard := n.heard.next()
		n.mu.Lock()
		busy := n.joining
		n.mu.Unlock()
		if busy == 0 {
			return
		}
		select {
		case <-heard:
		case <-t.Context().Done():
			t.Fatal("the node is still joining")
		}
	}
}
