package main_test

// A community's relays, from the pairing link to the end of the certificate, and a community as a relay holds it.

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/kind"
)

// The relay's address in these tests, where nobody dials.
var nowhere = []string{"/ip4/192.0.2.1/tcp/4001/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"}

func TestRelayIsTakenInAndLetGo(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	ada := w.laptop("ada").found("Elm")
	library := w.install("library")
	offer := must1[invite.RelayOffer](t)(library.service.NewRelayOffer("The library's relay", nowhere))
	again := must1[invite.RelayOffer](t)(library.service.NewRelayOffer("The library's relay", nowhere))
	if offer.Device != again.Device || offer.Token != again.Token {
		t.Error("an open pairing link changes by being shown again")
	}
	certificate, fresh, err := ada.c.AddRelay(ctx, offer)
	if err != nil || !fresh {
		t.Fatalf("added: %v, fresh %v", err, fresh)
	}
	if same, fresh, err := ada.c.AddRelay(ctx, offer); err != nil || fresh || same != certificate {
		t.Errorf("added twice: %v, %v", fresh, err)
	}
	m := ada.c.Membership()
	if _, err := library.service.Serve(m.Community, m.Nonce, [16]byte{1}); !errors.Is(err, app.ErrNotOffered) {
		t.Errorf("served by a guessed token: %v", err)
	}
	served := must1[*app.Community](t)(library.service.Serve(m.Community, m.Nonce, offer.Token))
	if _, err := library.service.Serve(m.Community, m.Nonce, offer.Token); err != nil {
		t.Errorf("handed over again: %v", err)
	}
	if served.Device() != offer.Device || !served.Membership().IsRelay() {
		t.Errorf("it serves as %x, relay %v", served.Device(), served.Membership().IsRelay())
	}
	if certified, here, err := served.Served(ctx); err != nil || certified || here {
		t.Errorf("before anything came: certified %v, here %v, %v", certified, here, err)
	}
	next := must1[invite.RelayOffer](t)(library.service.NewRelayOffer("The library's relay", nowhere))
	if next.Device == offer.Device {
		t.Error("the next community gets the same key")
	}
	library.c = served
	carry(ada, library)
	if certified, here, err := served.Served(ctx); err != nil || !certified || !here {
		t.Errorf("with everything here: certified %v, here %v, %v", certified, here, err)
	}
	w.must(ada.c.NoteMet(ctx, offer.Device))
	if peers := must1[app.Status](t)(ada.c.Status(ctx)).Peers; len(peers) == 0 || !slices.ContainsFunc(peers, func(p app.Peer) bool {
		return strings.HasPrefix(p.Name, "The library's relay (")
	}) {
		t.Errorf("the relay is not listed by its name: %+v", peers)
	}
	// What it holds it cannot write to.
	_, err = served.Act(ctx, app.Draft{Kind: authority.KindInvite, Body: &authority.InviteBody{Uses: 1, ExpiresMillis: w.now + day}})
	if err == nil {
		t.Error("a relay has written an act")
	}
	var refused *app.NotAppliedError
	if errors.As(err, &refused) && refused.Verdict == kind.Applied {
		t.Error("a relay's act is applied")
	}
	w.must(ada.c.RemoveRelay(ctx, certificate))
	if err := ada.c.RemoveRelay(ctx, certificate); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("removed twice: %v", err)
	}
	carry(ada, library)
	if certified, _, err := served.Served(ctx); err != nil || certified {
		t.Errorf("after its end: certified %v, %v", certified, err)
	}
}
