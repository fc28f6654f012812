package closing

// The text of a seal and its signature, in the formats of C2SP: a checkpoint (https://c2sp.org/tlog-checkpoint) of the tree of counted
// ballots, as a signed note (https://c2sp.org/signed-note). So other tools read them, and notes of several tellers over one text merge into one.

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// originPrefix begins every text that a teller signs, and nothing else that a device signs begins so.
const originPrefix = "folkmoot/seal/v1/"

// noteEd25519 is the signed note's number for Ed25519 over the text itself.
const noteEd25519 = 1

// ErrNote says that a text is not a seal's note.
var ErrNote = errors.New("not a seal")

// SealText is what a seal says.
type SealText struct {
	Poll     op.ID
	View     uint32
	Manifest op.ID
	// Counted is how many ballots count, and Root the RFC 6962 root over their ids in ascending order.
	Counted int64
	Root    tlog.Hash
}

// String is the text that is signed: a checkpoint with two lines of its own.
func (s SealText) String() string {
	return fmt.Sprintf("%s%s\n%d\n%s\nview %d\nmanifest %s\n", originPrefix, s.Poll, s.Counted,
		base64.StdEncoding.EncodeToString(s.Root[:]), s.View, s.Manifest)
}

// ParseSealText reads a seal's text, and refuses what does not read back the same. Errors wrap ErrNote.
func ParseSealText(text string) (SealText, error) {
	lines := strings.Split(text, "\n")
	if len(text) > MaxNoteBytes || len(lines) != 6 {
		return SealText{}, fmt.Errorf("%w: a text of %d bytes and %d lines", ErrNote, len(text), len(lines))
	}
	s, err := parseLines(lines)
	if err != nil {
		return SealText{}, fmt.Errorf("%w: %w", ErrNote, err)
	}
	if s.String() != text {
		return SealText{}, fmt.Errorf("%w: not in its one form", ErrNote)
	}
	return s, nil
}

func parseLines(lines []string) (s SealText, err error) {
	if s.Poll, err = idAfter(originPrefix, lines[0]); err != nil {
		return s, err
	}
	if s.Counted, err = strconv.ParseInt(lines[1], 10, 64); err != nil || s.Counted < 0 {
		return s, fmt.Errorf("its second line is %.40q", lines[1])
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != len(s.Root) {
		return s, fmt.Errorf("its root is %.80q", lines[2])
	}
	copy(s.Root[:], root)
	view, err := strconv.ParseUint(strings.TrimPrefix(lines[3], "view "), 10, 32)
	if err != nil || view > agreement.MaxView {
		return s, fmt.Errorf("its view is %.40q", lines[3])
	}
	s.View = uint32(view)
	s.Manifest, err = idAfter("manifest ", lines[4])
	return s, err
}

func idAfter(prefix, line string) (op.ID, error) {
	text, ok := strings.CutPrefix(line, prefix)
	if !ok {
		return op.ID{}, fmt.Errorf("where %q was to begin a line stands %.80q", prefix, line)
	}
	return op.ParseID(text)
}

// verifier is a note.Verifier under the one rule for signatures; the library's own follows crypto/ed25519.
type verifier struct{ device op.DeviceID }

// NewVerifier checks a teller's signature on a note. The key's name is the device in hexadecimal.
func NewVerifier(device op.DeviceID) note.Verifier { return verifier{device} }

func (v verifier) Name() string    { return v.device.String() }
func (v verifier) KeyHash() uint32 { return keyHash(v.device) }
func (v verifier) Verify(text, sig []byte) bool {
	return len(sig) == op.SignatureSize && op.Verify(v.device, text, op.Signature(sig))
}

// keyHash is the signed note's: the first four bytes of SHA-256(name ‖ "\n" ‖ 1 ‖ key).
func keyHash(device op.DeviceID) uint32 {
	data := append([]byte(device.String()), '\n', noteEd25519)
	sum := sha256.Sum256(append(data, device[:]...))
	return binary.BigEndian.Uint32(sum[:])
}

type signer struct {
	verifier
	key ed25519.PrivateKey
}

// NewSigner signs notes with a teller's device key.
func NewSigner(key ed25519.PrivateKey) note.Signer {
	return signer{verifier{op.DeviceID(key.Public().(ed25519.PublicKey))}, key}
}

func (s signer) Sign(text []byte) ([]byte, error) { return ed25519.Sign(s.key, text), nil }

// NewSeal signs a seal.
func NewSeal(text SealText, by note.Signer) (*Seal, error) {
	signed, err := note.Sign(&note.Note{Text: text.String()}, by)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return &Seal{Note: string(signed)}, nil
}

// Text reads what the seal says, whoever signed it; Check says who did. Errors wrap ErrNote.
func (b *Seal) Text() (SealText, error) {
	text, _, ok := strings.Cut(b.Note, "\n\n")
	if len(b.Note) > MaxNoteBytes || !ok {
		return SealText{}, fmt.Errorf("%w: %d bytes", ErrNote, len(b.Note))
	}
	return ParseSealText(text + "\n")
}

// Check checks the form, and that the note bears its teller's signature and no other. Errors wrap ErrNote.
func (b *Seal) Check(teller op.DeviceID) error {
	if _, err := b.Text(); err != nil {
		return err
	}
	opened, err := note.Open([]byte(b.Note), note.VerifierList(NewVerifier(teller)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNote, err)
	}
	again, err := note.Sign(opened)
	if err != nil || string(again) != b.Note || len(opened.Sigs) != 1 || len(opened.UnverifiedSigs) != 0 {
		return fmt.Errorf("%w: not the one signature of its teller", ErrNote)
	}
	return nil
}
