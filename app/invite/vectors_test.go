package invite_test

// Vectors: each text, key and name against values computed apart from this code, as testdata/vectors.json says.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
)

// digits are bytes that stand in JSON as hexadecimal.
type digits []byte

func (d *digits) UnmarshalText(text []byte) (err error) {
	*d, err = hex.DecodeString(string(text))
	return err
}

type vectors struct {
	Links []struct {
		Com, Nonce, Seed, Inv, Pin digits
		Relays                     []string
		KeySeed                    digits `json:"key_seed"`
		Key                        digits
		Text                       string
	}
	Offer struct {
		Com, Nonce, Account, By, Pin, Challenge digits
		Text                                    string
	}
	// Answers are to the offer.
	Answers []struct {
		Com, Account, Dev, Seal, Challenge, Consent digits
		Name, Text                                  string
		Transcript                                  digits
	}
	Topics []struct {
		Nonce          digits
		Purpose, Topic string
	}
	Refused []struct {
		About, Kind, Text, Error string
	}
}

func readVectors(t *testing.T) (v vectors) {
	t.Helper()
	raw, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Links) == 0 || v.Offer.Text == "" || len(v.Answers) == 0 || len(v.Topics) == 0 || len(v.Refused) == 0 {
		t.Fatal("a kind of vectors is missing")
	}
	return v
}

func TestLinkVectors(t *testing.T) {
	for i, v := range readVectors(t).Links {
		l := invite.Link{
			Community: op.CommunityID(v.Com), Nonce: [16]byte(v.Nonce), Seed: [16]byte(v.Seed), Invite: op.ID(v.Inv), Pin: op.ID(v.Pin), Relays: v.Relays,
		}
		if written := text(t, l); written != v.Text {
			t.Errorf("link %d is written as\n%s\nwant\n%s", i, written, v.Text)
		}
		got, err := invite.ParseLink(v.Text)
		if err != nil || got.Community != l.Community || got.Nonce != l.Nonce || got.Seed != l.Seed || got.Invite != l.Invite || got.Pin != l.Pin ||
			!slices.Equal(got.Relays, l.Relays) {
			t.Errorf("link %d is read as another: %v", i, err)
		}
		if seed := l.PrivateKey().Seed(); !bytes.Equal(seed, v.KeySeed) {
			t.Errorf("link %d: key from %x, want %x", i, seed, v.KeySeed)
		}
		if key := l.Key(); !bytes.Equal(key[:], v.Key) {
			t.Errorf("link %d: key %s, want %x", i, key, v.Key)
		}
	}
}

func TestPairingVectors(t *testing.T) {
	v := readVectors(t)
	offer := invite.Offer{
		Community: op.CommunityID(v.Offer.Com), Nonce: [16]byte(v.Offer.Nonce), Account: op.AccountID(v.Offer.Account), By: op.DeviceID(v.Offer.By),
		Pin: op.ID(v.Offer.Pin), Challenge: [16]byte(v.Offer.Challenge),
	}
	if written, err := offer.Text(); err != nil || written != v.Offer.Text {
		t.Errorf("the offer is written as\n%s\nwant\n%s\n%v", written, v.Offer.Text, err)
	}
	if got, err := invite.ParseOffer(v.Offer.Text); err != nil || got != offer {
		t.Errorf("the offer is read as %+v, %v", got, err)
	}
	for _, a := range v.Answers {
		answer := invite.Answer{
			Community: op.CommunityID(a.Com), Account: op.AccountID(a.Account), Device: op.DeviceID(a.Dev), Sealing: [32]byte(a.Seal),
			Name: a.Name, Challenge: [16]byte(a.Challenge), Consent: op.Signature(a.Consent),
		}
		if written, err := answer.Text(); err != nil || written != a.Text {
			t.Errorf("the answer is written as\n%s\nwant\n%s\n%v", written, a.Text, err)
		}
		if got, err := invite.ParseAnswer(a.Text); err != nil || got != answer {
			t.Errorf("the answer is read as %+v, %v", got, err)
		}
		if got, err := invite.Transcript(offer, answer); err != nil || !bytes.Equal(got, a.Transcript) {
			t.Errorf("the transcript is %x, want %x, %v", got, a.Transcript, err)
		}
	}
}

func TestTopicVectors(t *testing.T) {
	for _, v := range readVectors(t).Topics {
		if got := invite.Topic([16]byte(v.Nonce), v.Purpose); got != v.Topic {
			t.Errorf("%s: %s, want %s", v.Purpose, got, v.Topic)
		}
	}
}

func TestRefusedVectors(t *testing.T) {
	meanings := map[string]error{"damaged": invite.ErrDamaged, "version": invite.ErrVersion, "kind": invite.ErrOtherKind}
	parsers := map[string]func(string) error{
		invite.KindLink:   func(s string) error { _, err := invite.ParseLink(s); return err },
		invite.KindOffer:  func(s string) error { _, err := invite.ParseOffer(s); return err },
		invite.KindAnswer: func(s string) error { _, err := invite.ParseAnswer(s); return err },
	}
	for _, v := range readVectors(t).Refused {
		if err := parsers[v.Kind](v.Text); meanings[v.Error] == nil || !errors.Is(err, meanings[v.Error]) {
			t.Errorf("%s: %v, want %s", v.About, err, v.Error)
		}
	}
}
