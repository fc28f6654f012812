package invite_test

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

func link() invite.Link {
	return invite.Link{
		Community: op.CommunityID{1}, Nonce: [16]byte{2}, Seed: [16]byte{3}, Invite: op.ID{4}, Pin: op.ID{5},
		Relays: []string{strings.Repeat("/ip4/203.0.113.7/udp/4001/quic-v1", 3), "/" + strings.Repeat("r", invite.MaxRelayBytes-1)},
	}
}

func offer() invite.Offer {
	return invite.Offer{Community: op.CommunityID{1}, Account: op.AccountID{2}, By: op.DeviceID{3}, Pin: op.ID{4}, Challenge: [16]byte{5}}
}

func answer(name string) invite.Answer {
	key := apptest.KeyOf("new laptop")
	a := invite.Answer{
		Community: op.CommunityID{1}, Account: op.AccountID{2}, Sealing: [32]byte{6}, Name: name, Challenge: [16]byte{5},
	}
	a.Device = op.DeviceID(key.Public().(ed25519.PublicKey))
	a.Consent = op.Signature(ed25519.Sign(key, statement.DeviceMessage(a.Community, a.Account, a.Device, a.Sealing)))
	return a
}

func text(t *testing.T, of interface{ Text() (string, error) }) string {
	t.Helper()
	s, err := of.Text()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTextsAreReadAsPeoplePasteThem(t *testing.T) {
	for kind, sent := range map[string]string{"link": text(t, link()), "offer": text(t, offer()), "answer": text(t, answer("Ada's laptop"))} {
		for about, pasted := range map[string]string{
			"plain":                    sent,
			"in angle brackets":        "  <" + sent + ">\n",
			"in quotation marks":       "“" + sent + "”",
			"in lines":                 sent[:70] + "\r\n  " + sent[70:],
			"in a quoted mail":         "> " + sent[:72] + "\n> " + sent[72:144] + "\n> > " + sent[144:],
			"with soft line breaks":    sent[:75] + "=\r\n" + sent[75:150] + "=\n" + sent[150:],
			"at the end of a sentence": sent + ".",
			"in a question":            "(" + sent + ")?!",
			"before a colon":           sent + ":",
			"in bold type":             "*" + sent + "*",
			"with a zero-width space":  sent[:30] + "\u200b" + sent[30:],
			"with a capital":           "F" + sent[1:],
			"loud":                     "FOLKMOOT:" + sent[len("folkmoot:"):],
		} {
			if again, err := rewritten(kind, pasted); err != nil || again != sent {
				t.Errorf("a %s %s is read as\n%s\n%v", kind, about, again, err)
			}
		}
	}
}

// rewritten reads a text of a kind and writes it again.
func rewritten(kind, pasted string) (string, error) {
	var read interface{ Text() (string, error) }
	var err error
	switch kind {
	case "link":
		read, err = invite.ParseLink(pasted)
	case "offer":
		read, err = invite.ParseOffer(pasted)
	default:
		read, err = invite.ParseAnswer(pasted)
	}
	if err != nil {
		return "", err
	}
	return read.Text()
}

// One wrong character is found, whichever it is, or is none: the text reads the same. So is one too many, or too few.
func TestEverySingleChangeIsFound(t *testing.T) {
	const typed = "aqzAQZ0479-_+/:.,!=> \n\x00é"
	for kind, sent := range map[string]string{"link": text(t, link()), "offer": text(t, offer()), "answer": text(t, answer("a"))} {
		find := func(at int, changed string) {
			if again, err := rewritten(kind, changed); err == nil && again != sent {
				t.Fatalf("changed at %d, the %s is read as another:\n%s", at, kind, changed)
			}
		}
		for at := range sent {
			find(at, sent[:at]+sent[at+1:])
			find(at, sent[:at]+sent[at:at+1]+sent[at:])
			for _, r := range typed {
				find(at, sent[:at]+string(r)+sent[at+1:])
			}
		}
	}
}

func TestTextsThatAreRefused(t *testing.T) {
	sent := text(t, link())
	for name, c := range map[string]struct {
		pasted string
		want   error
	}{
		"nothing":               {"", invite.ErrNotALink},
		"a web address":         {"https://example.org/join", invite.ErrNotALink},
		"the scheme alone":      {"folkmoot:", invite.ErrNotALink},
		"the next version":      {strings.Replace(sent, "join/1", "join/2", 1), invite.ErrVersion},
		"a pairing code":        {text(t, offer()), invite.ErrOtherKind},
		"a device code":         {text(t, answer("x")), invite.ErrOtherKind},
		"another kind's digits": {strings.Replace(text(t, offer()), "pair/1", "join/1", 1), invite.ErrDamaged},
		"cut short":             {sent[:len(sent)-8], invite.ErrDamaged},
		"cut before its digits": {"folkmoot:join/1", invite.ErrDamaged},
		"without digits":        {"folkmoot:join/1/", invite.ErrDamaged},
		"changed":               {sent[:20] + "!" + sent[21:], invite.ErrDamaged},
		"twice":                 {sent + sent, invite.ErrTooLong},
		"a file":                {strings.Repeat("x", 1<<20), invite.ErrTooLong},
	} {
		_, err := invite.ParseLink(c.pasted)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		for _, other := range []error{invite.ErrNotALink, invite.ErrOtherKind, invite.ErrVersion, invite.ErrDamaged, invite.ErrTooLong} {
			if other != c.want && errors.Is(err, other) {
				t.Errorf("%s: both %v and %v", name, c.want, other)
			}
		}
	}
	var other *invite.OtherKindError
	if _, err := invite.ParseLink(text(t, offer())); !errors.As(err, &other) || other.Kind != invite.KindOffer {
		t.Errorf("a pairing code taken for a link: %v", err)
	}
	if _, err := invite.ParseLink("folkmoot:\x1b[31mred/1/AAAA"); !errors.As(err, &other) || other.Kind != "" {
		t.Errorf("a kind that nobody knows is repeated: %v", err)
	}
}

// What could not be read is not written.
func TestTextsThatAreNotWritten(t *testing.T) {
	relays := func(addresses ...string) func() (string, error) {
		l := link()
		l.Relays = addresses
		return l.Text
	}
	foreign := answer("x")
	foreign.Account[0]++
	for name, c := range map[string]struct {
		write func() (string, error)
		want  error
	}{
		"three relays":                     {relays("/a", "/b", "/c"), invite.ErrRelays},
		"a relay that is too long":         {relays("/" + strings.Repeat("r", invite.MaxRelayBytes)), invite.ErrRelays},
		"a relay with a control character": {relays("/dns4/relay\x1b[2J"), invite.ErrRelays},
		"a relay with a space":             {relays("/dns4/relay /tcp/1"), invite.ErrRelays},
		"a relay beyond ASCII":             {relays("/dns4/rélay"), invite.ErrRelays},
		"a relay that is a host name":      {relays("relay.example.org"), invite.ErrRelays},
		"a name that is too long":          {answer(strings.Repeat("x", invite.MaxDeviceNameBytes+1)).Text, invite.ErrDeviceName},
		"a name that is no text":           {answer("\xff").Text, invite.ErrDeviceName},
		"another account's consent":        {foreign.Text, op.ErrSignature},
	} {
		if written, err := c.write(); !errors.Is(err, c.want) {
			t.Errorf("%s: %q, %v", name, written, err)
		}
	}
	for name, of := range map[string]interface{ Text() (string, error) }{
		"an empty link": invite.Link{}, "an empty offer": invite.Offer{}, "an empty answer": invite.Answer{},
	} {
		if written, err := of.Text(); err == nil {
			t.Errorf("%s is written as %s", name, written)
		}
	}
}

func TestBoundsOfTexts(t *testing.T) {
	l := link()
	l.Relays = []string{"/" + strings.Repeat("r", invite.MaxRelayBytes-1), "/" + strings.Repeat("s", invite.MaxRelayBytes-1)}
	if n := len(text(t, l)); n >= 600 {
		t.Errorf("the longest link has %d characters", n)
	}
	longest := answer(strings.Repeat("🦊", invite.MaxDeviceNameBytes/4))
	if got, err := invite.ParseAnswer(text(t, longest)); err != nil || got != longest {
		t.Errorf("the longest name came as %+v, %v", got, err)
	}
}

func TestSeedIsNeverPrinted(t *testing.T) {
	l := link()
	for _, shown := range []string{fmt.Sprint(l), fmt.Sprintf("%+v", l), fmt.Sprintf("%#v", l), fmt.Sprintf("%x", l), l.LogValue().String()} {
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

// Whoever stands between shows other words: everything in both texts is in the transcript.
func TestTranscript(t *testing.T) {
	before, err := invite.Transcript(offer(), answer("a"))
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*invite.Offer, *invite.Answer){
		"nonce":       func(o *invite.Offer, _ *invite.Answer) { o.Nonce[0]++ },
		"by":          func(o *invite.Offer, _ *invite.Answer) { o.By[0]++ },
		"pin":         func(o *invite.Offer, _ *invite.Answer) { o.Pin[0]++ },
		"challenge":   func(o *invite.Offer, _ *invite.Answer) { o.Challenge[0]++ },
		"device":      func(_ *invite.Offer, a *invite.Answer) { a.Device[0]++ },
		"sealing key": func(_ *invite.Offer, a *invite.Answer) { a.Sealing[0]++ },
		"name":        func(_ *invite.Offer, a *invite.Answer) { a.Name = "b" },
		"consent":     func(_ *invite.Offer, a *invite.Answer) { a.Consent[0]++ },
	} {
		o, a := offer(), answer("a")
		change(&o, &a)
		if after, err := invite.Transcript(o, a); err != nil || string(after) == string(before) {
			t.Errorf("the %s is not in the transcript, %v", name, err)
		}
	}
}
