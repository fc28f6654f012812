package authority

// Relays: the headless nodes that a community lets store and forward its acts. A certificate gives a relay's device the standing of a relay, and
// no account: it writes nothing but what a teller says, which is worth something where a charter names it as a teller.

import (
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// The relays' kinds.
const (
	KindRelay       = "relay.certify"
	KindRelayRevoke = "relay.withdraw"
)

// RelayBody lets a device stand as a relay. Stewards write it.
type RelayBody struct {
	// Device is the relay's key in this community alone.
	Device op.DeviceID `cbor:"device"`
	// Name is for people: "the relay in the library".
	Name string `cbor:"name"`
	// At are the multiaddresses where it was when it was added, each with the relay's peer id.
	At []string `cbor:"at"`
	// Consent is the relay's signature over statement.RelayMessage: nobody makes a relay of a device that does not want to be one.
	Consent op.Signature `cbor:"consent"`
}

// RelayRevokeBody ends a certificate. It takes it back, so a relay is one again only by another certificate.
type RelayRevokeBody struct {
	Of op.ID `cbor:"of"`
}

// UndoesOp is the certificate.
func (b *RelayRevokeBody) UndoesOp() op.ID { return b.Of }

func (b *RelayBody) check(*op.Header) error {
	if !validName(b.Name) {
		return fmt.Errorf("name of %d bytes", len(b.Name))
	}
	if len(b.At) == 0 || len(b.At) > MaxRelayAddresses {
		return fmt.Errorf("%d addresses, where 1 to %d fit", len(b.At), MaxRelayAddresses)
	}
	for i, address := range b.At {
		if !isAddress(address) || slices.Contains(b.At[:i], address) {
			return fmt.Errorf("address %d: %.140q", i, address)
		}
	}
	if !op.Verify([32]byte(b.Device), statement.RelayMessage(b.Device), b.Consent) {
		return fmt.Errorf("consent of the relay: %w", op.ErrSignature)
	}
	return nil
}

// isAddress: a text that can stand in a link and on a terminal. What it means, the network finds out.
func isAddress(text string) bool {
	beyond := func(r byte) bool { return r < '!' || r > '~' }
	return len(text) > 1 && len(text) <= MaxRelayAddressBytes && text[0] == '/' && !slices.ContainsFunc([]byte(text), beyond)
}

// relayKinds declares them. They are acts of office: what a steward did by it goes with it.
func relayKinds() []kind.Kind {
	return []kind.Kind{
		declare(KindRelay, (*RelayBody).check, nil, kind.NeedSteward),
		declare(KindRelayRevoke, func(b *RelayRevokeBody, _ *op.Header) error { return need("a certificate", b.Of) },
			func(b *RelayRevokeBody) []op.ID { return []op.ID{b.Of} }, needRelayToRevoke),
	}
}

// needRelayToRevoke: what it takes back is a relay's certificate, and no other act.
func needRelayToRevoke(w kind.World, e *kind.Entry) error {
	if of, ok := w.KindOf(e.Body.(*RelayRevokeBody).Of); !ok || of != KindRelay {
		return fmt.Errorf("%w: it takes back what is no relay's certificate", kind.ErrNoRight)
	}
	return kind.NeedSteward(w, e)
}

// Relay is a certified relay.
type Relay struct {
	Certificate op.ID
	Device      op.DeviceID
	Name        string
	At          []string
	// By is the steward who certified it.
	By op.AccountID
}

// Relays lists the relays that the head and the acts known here show, by the order in which they came here. A device that is a person's as
// well, as two acts apart may say, is no relay.
func (g *Graph) Relays() []Relay {
	var list []Relay
	for at, n := range g.nodes {
		body, is := n.Body.(*RelayBody)
		if !is || !g.now.applied(int32(at)) || g.isPersons(body.Device) {
			continue
		}
		if slices.ContainsFunc(list, func(r Relay) bool { return r.Device == body.Device }) {
			continue
		}
		list = append(list, Relay{Certificate: n.ID, Device: body.Device, Name: body.Name, At: body.At, By: n.Account})
	}
	return list
}

// RelayNames are the names of the devices that were ever certified as relays, by certificates that stand where there are any.
func (g *Graph) RelayNames() map[op.DeviceID]string {
	names := make(map[op.DeviceID]string, len(g.relays))
	for device, certificates := range g.relays {
		if best, is := g.choose(certificates); is {
			names[device] = g.nodes[best].Body.(*RelayBody).Name
		}
	}
	return names
}

// IsRelay reports whether a device is a relay of this community now.
func (g *Graph) IsRelay(device op.DeviceID) bool {
	return slices.ContainsFunc(g.relays[device], g.now.applied) && !g.isPersons(device)
}

// ShowsRelay reports whether a past shows a device certified as a relay. Whether the certificate stands is not asked: rights gate no storage, and
// what a teller says is worth what the charter makes of it.
func (g *Graph) ShowsRelay(device op.DeviceID, past PastID) bool {
	heads := g.pasts.byID(past).heads
	return slices.ContainsFunc(g.relays[device], func(at int32) bool { return g.sees(heads, at) })
}

// isPersons reports whether some act makes the device an account's.
func (g *Graph) isPersons(device op.DeviceID) bool {
	_, founding := g.founding.Devices[device]
	return founding || len(g.certs[device]) > 0
}

// isPersonsIn is isPersons by the acts that heads see.
func (g *Graph) isPersonsIn(device op.DeviceID, heads numbers) bool {
	_, founding := g.founding.Devices[device]
	return founding || slices.ContainsFunc(g.certs[device], func(at int32) bool { return g.sees(heads, at) })
}

// CheckApart refuses what would make one device a relay and a person's, as far as the act's own past shows it.
func (g *Graph) CheckApart(body any, author op.DeviceID, past PastID) error {
	heads := g.pasts.byID(past).heads
	switch b := body.(type) {
	case *RelayBody:
		if b.Device == author || g.isPersonsIn(b.Device, heads) {
			return fmt.Errorf("a person's device cannot be a relay")
		}
	case *JoinBody:
		return g.refuseRelay(author, heads)
	case *CertifyBody:
		return g.refuseRelay(b.Device, heads)
	}
	return nil
}

func (g *Graph) refuseRelay(device op.DeviceID, heads numbers) error {
	if slices.ContainsFunc(g.relays[device], func(at int32) bool { return g.sees(heads, at) }) {
		return fmt.Errorf("a relay cannot be a member")
	}
	return nil
}
