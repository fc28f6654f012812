package invite_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

func relayOffer() invite.RelayOffer {
	key := apptest.KeyOf("relay")
	o := invite.RelayOffer{
		Name: "the library's relay", Token: [16]byte{9},
		At: []string{"/dns4/relay.example.org/udp/4001/quic-v1/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"},
	}
	o.Device = op.DeviceID(key.Public().(ed25519.PublicKey))
	o.Consent = op.Signature(ed25519.Sign(key, statement.RelayMessage(o.Device)))
	return o
}

func TestRelayOfferComesBackAsItWas(t *testing.T) {
	o := relayOffer()
	for range invite.MaxRelayOfferAddresses - 1 {
		o.At = append(o.At, o.At[0])
	}
	written := text(t, o)
	back, err := invite.ParseRelayOffer("> " + written[:70] + "\n> " + written[70:] + ".")
	if err != nil || !cmp.Equal(back.At, o.At) || back.Device != o.Device || back.Consent != o.Consent || back.Token != o.Token || back.Name != o.Name {
		t.Fatalf("it came back as %q, %v", text(t, back), err)
	}
	if shown := fmt.Sprintf("%v %+v %#v %s", o, o, o, o.LogValue()); strings.Contains(shown, "library") || !strings.Contains(shown, "hidden") {
		t.Errorf("printed as %s", shown)
	}
}

func TestRelayOffersThatAreNotWritten(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*invite.RelayOffer)
		want   error
	}{
		"nowhere":           {func(o *invite.RelayOffer) { o.At = nil }, invite.ErrRelays},
		"in too many":       {func(o *invite.RelayOffer) { o.At = make([]string, invite.MaxRelayOfferAddresses+1) }, invite.ErrRelays},
		"at a host name":    {func(o *invite.RelayOffer) { o.At = []string{"relay.example.org"} }, invite.ErrRelays},
		"at a control":      {func(o *invite.RelayOffer) { o.At = []string{"/dns4/\x1b[2J"} }, invite.ErrRelays},
		"without a name":    {func(o *invite.RelayOffer) { o.Name = "" }, invite.ErrDeviceName},
		"of another device": {func(o *invite.RelayOffer) { o.Device[0]++ }, op.ErrSignature},
		"unwilling":         {func(o *invite.RelayOffer) { o.Consent[0]++ }, op.ErrSignature},
	} {
		o := relayOffer()
		c.change(&o)
		if written, err := o.Text(); !errors.Is(err, c.want) {
			t.Errorf("%s: %q, %v", name, written, err)
		}
	}
	o := relayOffer()
	o.Token = [16]byte{}
	if written, err := o.Text(); err == nil {
		t.Errorf("without a token: %q", written)
	}
	var other *invite.OtherKindError
	if _, err := invite.ParseLink(text(t, relayOffer())); !errors.As(err, &other) || other.Kind != invite.KindRelay {
		t.Errorf("a relay's link taken for an invite: %v", err)
	}
}
