package invite_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
)

func link() invite.Link {
	return invite.Link{
		Community: op.CommunityID{1}, Nonce: [16]byte{2}, Seed: [16]byte{3}, Invite: op.ID{4}, Pin: op.ID{5},
		Relays: []string{strings.Repeat("/ip4/203.0.113.7/udp/4001/quic-v1", 3), strings.Repeat("r", invite.MaxRelayBytes)},
	}
}

func text(t *testing.T, l invite.Link) string {
	t.Helper()
	s, err := l.Text()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLinksArriveAsTheyWereSent(t *testing.T) {
	sent := text(t, link())
	if len(sent) > 600 {
		t.Fatalf("link of %d characters", len(sent))
	}
	for name, pasted := range map[string]string{
		"plain":         sent,
		"in brackets":   "  <" + sent + ">\n",
		"quoted":        "“" + sent + "”",
		"broken lines":  sent[:70] + "\r\n  " + sent[70:],
		"with a period": sent + ".",
		"zero width":    sent[:30] + "\u200b" + sent[30:],
	} {
		got, err := invite.ParseLink(pasted)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if text(t, got) != sent || got.Key() != link().Key() {
			t.Errorf("%s: another link came out", name)
		}
	}
}

func TestLinksThatAreRefused(t *testing.T) {
	sent := text(t, link())
	for name, c := range map[string]struct {
		pasted string
		want   error
	}{
		"nothing":        {"", invite.ErrNotALink},
		"a web address":  {"https://example.org/join", invite.ErrNotALink},
		"next version":   {strings.Replace(sent, "join/1", "join/2", 1), invite.ErrOtherKind},
		"a pairing code": {strings.Replace(sent, "join/1", "pair/1", 1), invite.ErrOtherKind},
		"cut short":      {sent[:len(sent)-8], invite.ErrDamaged},
		"changed":        {sent[:20] + "!" + sent[21:], invite.ErrDamaged},
		"a file":         {strings.Repeat("x", 1<<20), invite.ErrTooLong},
	} {
		if _, err := invite.ParseLink(c.pasted); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	tooMany := link()
	tooMany.Relays = make([]string, invite.MaxRelays+1)
	if _, err := tooMany.Text(); err == nil {
		t.Error("three relays were written")
	}
}

func TestSeedIsNeverPrinted(t *testing.T) {
	l := link()
	for _, shown := range []string{fmt.Sprint(l), fmt.Sprintf("%+v", l), fmt.Sprintf("%#v", l), fmt.Sprintf("%x", l)} {
		if shown != "invite link (hidden)" {
			t.Errorf("printed as %s", shown)
		}
	}
}

func TestKeyIsDerivedFromSeedAndNonce(t *testing.T) {
	other := link()
	other.Nonce[15]++
	if other.Key() == link().Key() {
		t.Error("the nonce does not matter")
	}
	other = link()
	other.Seed[0]++
	if other.Key() == link().Key() {
		t.Error("the seed does not matter")
	}
}

func TestPairingCodes(t *testing.T) {
	offer := invite.Offer{Community: op.CommunityID{1}, Account: op.AccountID{2}, By: op.DeviceID{3}, Pin: op.ID{4}, Challenge: [16]byte{5}}
	answer := invite.Answer{Community: op.CommunityID{1}, Device: op.DeviceID{6}, Name: "Ada's old laptop", Challenge: offer.Challenge}
	sent, err := offer.Text()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := invite.ParseOffer(sent); err != nil || got != offer {
		t.Errorf("offer came as %+v, %v", got, err)
	}
	if sent, err = answer.Text(); err != nil {
		t.Fatal(err)
	}
	if got, err := invite.ParseAnswer(sent); err != nil || got != answer {
		t.Errorf("answer came as %+v, %v", got, err)
	}
	if _, err := invite.ParseOffer(sent); !errors.Is(err, invite.ErrOtherKind) {
		t.Errorf("an answer taken for an offer: %v", err)
	}
	before, _ := invite.Transcript(offer, answer)
	answer.Sealing[0]++
	after, _ := invite.Transcript(offer, answer)
	if string(before) == string(after) {
		t.Error("the sealing key is not in the transcript")
	}
}

func FuzzParse(f *testing.F) {
	sent, err := link().Text()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sent)
	f.Fuzz(func(t *testing.T, pasted string) {
		if l, err := invite.ParseLink(pasted); err == nil {
			again, err := l.Text()
			if err != nil {
				t.Fatalf("a link that parses is not written again: %v", err)
			}
			if back, err := invite.ParseLink(again); err != nil || back.Key() != l.Key() {
				t.Fatalf("%q came back as another link: %v", again, err)
			}
		}
		if o, err := invite.ParseOffer(pasted); err == nil {
			if _, err := o.Text(); err != nil {
				t.Fatalf("an offer that parses is not written again: %v", err)
			}
		}
		if a, err := invite.ParseAnswer(pasted); err == nil {
			if _, err := a.Text(); err != nil {
				t.Fatalf("an answer that parses is not written again: %v", err)
			}
		}
	})
}
