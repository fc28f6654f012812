package authority

// The bodies of light acts and of the tellers' agreement.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// GenesisBody founds a community: one steward, one teller, the founder's device.
type GenesisBody struct {
	// Nonce is random; account keys, topic names and invites come from it.
	Nonce   [16]byte        `cbor:"nonce"`
	Charter charter.Charter `cbor:"charter"`
	Account op.AccountID    `cbor:"account"`
	Name    string          `cbor:"name"`
	// Sealing is the founding device's X25519 key.
	Sealing [32]byte `cbor:"seal"`
	// Proof is the account's signature over statement.FoundMessage.
	Proof op.Signature `cbor:"proof"`
}

func (b *GenesisBody) check(h *op.Header) error {
	c := &b.Charter
	switch {
	case h.Community != (op.CommunityID{}):
		return fmt.Errorf("genesis inside a community")
	case len(c.Council) != 1 || c.Council[0] != b.Account:
		return fmt.Errorf("the first council is not the founder alone")
	case len(c.Tellers) != 1 || c.Tellers[0] != h.Device:
		return fmt.Errorf("the first teller is not the founding device")
	case !validName(b.Name):
		return fmt.Errorf("founder's name of %d bytes", len(b.Name))
	case !op.Verify([32]byte(b.Account), statement.FoundMessage(b.Nonce, b.Account, h.Device, b.Sealing), b.Proof):
		return fmt.Errorf("founder's proof: %w", op.ErrSignature)
	}
	return c.Check()
}

// AgreementBody is one step of a teller in the agreement on what follows Base.
type AgreementBody struct {
	Base op.ID  `cbor:"base"`
	View uint32 `cbor:"view"`
	// Value is the commit that shall follow; zero in a turn.
	Value op.ID `cbor:"value"`
}

// InviteBody creates an invite: a key pair whose seed is in the link.
type InviteBody struct {
	Key op.InviteID `cbor:"key"`
	// Uses is how many may join by it.
	Uses uint64 `cbor:"uses"`
	// ExpiresMillis is when devices stop admitting by it.
	ExpiresMillis int64 `cbor:"expires_ms"`
	// Auto says that a device with the right to admit does so by itself.
	Auto bool   `cbor:"auto"`
	Note string `cbor:"note"`
}

func (b *InviteBody) check(*op.Header) error {
	switch {
	case b.Uses == 0 || b.Uses > MaxInviteUses:
		return fmt.Errorf("invite for %d", b.Uses)
	case b.ExpiresMillis <= 0 || b.ExpiresMillis > op.MaxTimeMillis:
		return fmt.Errorf("invite that expires at %d", b.ExpiresMillis)
	case len(b.Note) > maxNoteBytes:
		return fmt.Errorf("note of %d bytes: %w", len(b.Note), op.ErrTooLarge)
	}
	return nil
}

// RevokeBody ends an invite: who joins by it from then on is not admitted by itself.
type RevokeBody struct {
	Invite op.ID `cbor:"invite"`
}

// JoinBody is a newcomer's first op. It is bound to community, invite, account and device, so it is useless to whoever sees it.
type JoinBody struct {
	// Invite is the op that created the invite, and Key its key.
	Invite  op.ID        `cbor:"invite"`
	Key     op.InviteID  `cbor:"key"`
	Account op.AccountID `cbor:"account"`
	Name    string       `cbor:"name"`
	Sealing [32]byte     `cbor:"seal"`
	// InviteProof and AccountProof are over statement.JoinMessage, by the invite's key and by the account's.
	InviteProof  op.Signature `cbor:"invite_proof"`
	AccountProof op.Signature `cbor:"account_proof"`
}

func (b *JoinBody) check(h *op.Header) error {
	if h.Seq != 0 || b.Invite.IsZero() {
		return fmt.Errorf("a join is a device's first op, and names its invite")
	}
	if !validName(b.Name) {
		return fmt.Errorf("name of %d bytes", len(b.Name))
	}
	message := statement.JoinMessage(h.Community, b.Key, b.Account, h.Device, b.Sealing)
	if !op.Verify([32]byte(b.Key), message, b.InviteProof) {
		return fmt.Errorf("proof by the invite: %w", op.ErrSignature)
	}
	if !op.Verify([32]byte(b.Account), message, b.AccountProof) {
		return fmt.Errorf("proof by the account: %w", op.ErrSignature)
	}
	return nil
}

// AdmitBody makes a newcomer a member.
type AdmitBody struct {
	Join    op.ID        `cbor:"join"`
	Account op.AccountID `cbor:"account"`
}

// CertifyBody certifies a device of an account: written by another of its devices, or by the new device itself with the account's proof
// (recovery from the phrase). The new device consents in either case, so nobody registers a device under an account that it does not want.
type CertifyBody struct {
	Device  op.DeviceID  `cbor:"device"`
	Account op.AccountID `cbor:"account"`
	Sealing [32]byte     `cbor:"seal"`
	// Name is for people: "Ada's old laptop".
	Name string `cbor:"name"`
	// Consent is over statement.DeviceMessage, by the new device. Proof is over statement.CertifyMessage, by the account; all zero where
	// another device of the account vouches.
	Consent op.Signature `cbor:"consent"`
	Proof   op.Signature `cbor:"proof"`
}

func (b *CertifyBody) check(h *op.Header) error {
	if len(b.Name) > maxNameBytes {
		return fmt.Errorf("name of %d bytes: %w", len(b.Name), op.ErrTooLarge)
	}
	if b.Account == (op.AccountID{}) {
		return fmt.Errorf("it names no account") // a relay's devices have none, and nobody makes another one by that
	}
	if !op.Verify([32]byte(b.Device), statement.DeviceMessage(h.Community, b.Account, b.Device, b.Sealing), b.Consent) {
		return fmt.Errorf("consent of the new device: %w", op.ErrSignature)
	}
	byPhrase := h.Device == b.Device
	if byPhrase != (b.Proof != op.Signature{}) || (byPhrase && h.Seq != 0) {
		return fmt.Errorf("a device certifies itself in its first op, with its account's proof, and no other way")
	}
	if byPhrase && !op.Verify([32]byte(b.Account), statement.CertifyMessage(h.Community, b.Account, b.Device, b.Sealing), b.Proof) {
		return fmt.Errorf("proof by the account: %w", op.ErrSignature)
	}
	return nil
}

// WithdrawBody ends a device of the author's account. Cut is its last op that stands; zero for none.
type WithdrawBody struct {
	Device op.DeviceID `cbor:"device"`
	Cut    op.ID       `cbor:"cut"`
}

// ApproveBody puts an op that a cut has set aside in force again.
type ApproveBody struct {
	Of op.ID `cbor:"of"`
}

func validName(name string) bool { return len(name) > 0 && len(name) <= maxNameBytes }
