package authority

// Commits: the content that stewards, tellers or voters sign, and the op that carries it together with the signatures.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// CommitType says whose word a commit is.
type CommitType string

// The types.
const (
	// ByCouncil is signed by a strict majority of the council.
	ByCouncil CommitType = "council"
	// ByPoll enacts a passed poll; nobody signs it.
	ByPoll CommitType = "enact"
	// ByPetition is signed by more than half of an electorate.
	ByPetition CommitType = "petition"
)

// Content is what a commit says. Its id is the hash of this, not of the signatures collected: two carriers of one content are one commit.
type Content struct {
	Version   uint64         `cbor:"v"`
	Community op.CommunityID `cbor:"com"`
	Type      CommitType     `cbor:"type"`
	Parent    op.ID          `cbor:"parent"`
	// Poll is the opening that is enacted, or whose voters a petition's electorate is; zero for none.
	Poll op.ID `cbor:"poll"`
	// Names are the rival petitions that this one knows.
	Names []op.ID      `cbor:"names"`
	Acts  charter.Acts `cbor:"acts"`
	// TimeMillis is the author's clock; it is shown, and makes two contents with the same acts different.
	TimeMillis int64 `cbor:"t"`
}

// ID is the commit id: the CID of the strict encoding.
func (c *Content) ID() (op.ID, error) {
	id, err := op.IDOf(c)
	if err != nil {
		return op.ID{}, fmt.Errorf("naming a commit: %w", err)
	}
	return id, nil
}

func (c *Content) check(com op.CommunityID) error {
	switch {
	case c.Version != 1:
		return fmt.Errorf("commit of version %d", c.Version)
	case c.Community != com:
		return fmt.Errorf("commit of another community")
	case c.Parent.IsZero():
		return fmt.Errorf("commit without a parent")
	case c.Type != ByCouncil && c.Type != ByPoll && c.Type != ByPetition:
		return fmt.Errorf("commit of type %.20q", c.Type)
	case c.Type == ByPoll && c.Poll.IsZero():
		return fmt.Errorf("enactment without a poll")
	case c.Type == ByCouncil && !c.Poll.IsZero():
		return fmt.Errorf("council commit with a poll")
	case c.TimeMillis < 0 || c.TimeMillis > op.MaxTimeMillis:
		return fmt.Errorf("commit of the time %d", c.TimeMillis)
	case len(c.Names) > 0 && c.Names[0].IsZero():
		return fmt.Errorf("commit that names null as a rival")
	case len(c.Names) > maxRivals || (c.Type != ByPetition && len(c.Names) > 0):
		return fmt.Errorf("commit that names %d rivals", len(c.Names))
	}
	for i := 1; i < len(c.Names); i++ {
		if c.Names[i-1].Compare(c.Names[i]) >= 0 {
			return fmt.Errorf("rivals are not in ascending order")
		}
	}
	return c.Acts.Check()
}

// cited are the ops that the acts name: they must be there before the commit can be judged.
func (c *Content) cited() []op.ID {
	var ids []op.ID
	if !c.Poll.IsZero() {
		ids = append(ids, c.Poll)
	}
	for _, endings := range [][]charter.Ending{c.Acts.Remove, c.Acts.EndOffice} {
		for _, e := range endings {
			for _, p := range e.Cut {
				ids = append(ids, p.Op)
			}
		}
	}
	return append(ids, c.Acts.Retire...)
}

// Signed is one device's signature over a commit id.
type Signed struct {
	Device    op.DeviceID  `cbor:"dev"`
	Signature op.Signature `cbor:"sig"`
}

// Holds checks the signature over the commit.
func (s Signed) Holds(commit op.ID) bool {
	return op.Verify([32]byte(s.Device), statement.CommitMessage(commit), s.Signature)
}

// ProposeBody is the body of authority.propose: a content that waits for signatures.
type ProposeBody struct {
	Content Content `cbor:"content"`
}

// SignBody is the body of authority.sign: the author's signature over a commit.
type SignBody struct {
	Commit    op.ID        `cbor:"commit"`
	Signature op.Signature `cbor:"sig"`
}

// CarrierBody is the body of authority.commit: a content with the signatures that somebody collected, ascending by device.
type CarrierBody struct {
	Content    Content  `cbor:"content"`
	Signatures []Signed `cbor:"sigs"`
}

// CarrierIn reads a carrier's body that was checked before; false for one that is none.
func CarrierIn(o *op.Op) (*CarrierBody, bool) {
	var body CarrierBody
	err := op.Decode(o.Body, &body)
	return &body, err == nil
}

func (b *CarrierBody) check(h *op.Header) error {
	if err := b.Content.check(h.Community); err != nil {
		return err
	}
	if len(b.Signatures) > MaxSignatures {
		return fmt.Errorf("%d signatures: %w", len(b.Signatures), op.ErrTooLarge)
	}
	id, err := b.Content.ID()
	if err != nil {
		return err
	}
	for i, s := range b.Signatures {
		if i > 0 && b.Signatures[i-1].Device.Compare(s.Device) >= 0 {
			return fmt.Errorf("signatures are not in ascending order")
		}
		if !s.Holds(id) {
			return fmt.Errorf("signature by %s: %w", s.Device, op.ErrSignature)
		}
	}
	return nil
}
