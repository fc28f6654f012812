package app

// Pairing: the old laptop offers, the new one answers with its keys, the old one certifies them. Both show the same six words.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/statement"
)

// settingOffer holds the newest offer of a community, until an answer to it was certified.
const settingOffer = "pairing/"

// OfferPairing makes the code that the new laptop reads. A newer offer takes the place of the one before.
func (c *Community) OfferPairing(ctx context.Context) (string, error) {
	m := c.Membership()
	offer := invite.Offer{Community: m.Community, Nonce: m.Nonce, Account: m.Account, By: c.Device()}
	if err := c.service.random(offer.Challenge[:]); err != nil {
		return "", err
	}
	if err := c.read(ctx, func(e *community.Engine, _ Reader) error {
		offer.Pin = e.Authority().Now().Settled
		return nil
	}); err != nil {
		return "", err
	}
	text, err := offer.Text()
	if err != nil {
		return "", err
	}
	return text, c.service.ports.Profile.SetSetting(settingOffer+m.Community.String(), text)
}

// Pairing is what both laptops show while they are paired.
type Pairing struct {
	Answer invite.Answer
	// Text is the answer as the new laptop shows it.
	Text string
	// Words are the same six on both laptops, unless somebody stands between.
	Words []string
}

// AcceptPairing makes this install a device of the account that an offer names: new keys, and an answer for the old laptop. The community's
// content, with the certificate in it, comes by a bundle. Error: ErrAlreadyHere.
func (s *Service) AcceptPairing(ctx context.Context, offerText, deviceName string) (Pairing, error) {
	offer, err := invite.ParseOffer(offerText)
	if err != nil {
		return Pairing{}, err
	}
	name, err := identity.CleanName(deviceName)
	if err != nil {
		return Pairing{}, fmt.Errorf("the device's name: %w", err)
	}
	release, err := s.reserve(offer.Community)
	if err != nil {
		return Pairing{}, err
	}
	defer release()
	again, err := s.pairedAgain(ctx, offer)
	if err != nil {
		return Pairing{}, err
	}
	keys, err := identity.NewDeviceKeys(s.ports.Random)
	if err != nil {
		return Pairing{}, err
	}
	m := Membership{
		Community: offer.Community, Nonce: offer.Nonce, Account: offer.Account, Device: op.DeviceID(keys.SigningPublic()),
		Pin: offer.Pin, Name: "community " + offer.Community.Genesis().Short(), JoinedMillis: s.ports.NowMillis(),
	}
	answer := invite.Answer{
		Community: m.Community, Account: m.Account, Device: m.Device, Sealing: keys.SealingPublic(), Name: name, Challenge: offer.Challenge,
	}
	message := statement.DeviceMessage(m.Community, m.Account, m.Device, answer.Sealing)
	answer.Consent = op.Signature(ed25519.Sign(keys.Signing, message))
	p, err := pairing(offer, answer)
	if err != nil {
		return Pairing{}, err
	}
	if again != nil {
		again.mu.Lock()
		defer again.mu.Unlock()
		m.Name, m.JoinedMillis = again.Membership().Name, again.Membership().JoinedMillis
		return p, orElse(again.takeKeys(m, keys), s.Use(m.Community))
	}
	if _, err := s.holdNew(m, keys); err != nil {
		return Pairing{}, err
	}
	if err := s.ports.Profile.PutCommunity(m); err != nil {
		return Pairing{}, errors.Join(err, s.Leave(m.Community))
	}
	return p, s.Use(m.Community)
}

// pairedAgain is the community of an offer where this install is in it already, and its device was copied: it needs another key. Error:
// ErrAlreadyHere where it does not.
func (s *Service) pairedAgain(ctx context.Context, offer invite.Offer) (*Community, error) {
	all, err := s.Communities()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(m Membership) bool { return m.Community == offer.Community })
	if i < 0 {
		return nil, nil
	}
	c, err := s.opened(all[i])
	if err != nil {
		return nil, err
	}
	needs, err := c.needsKey(ctx)
	if err != nil || !needs || all[i].Account != offer.Account {
		return nil, orElse(err, ErrAlreadyHere)
	}
	return c, nil
}

func pairing(offer invite.Offer, answer invite.Answer) (Pairing, error) {
	transcript, err := invite.Transcript(offer, answer)
	if err != nil {
		return Pairing{}, err
	}
	text, err := answer.Text()
	if err != nil {
		return Pairing{}, err
	}
	words := identity.SixWordsOf(transcript)
	return Pairing{Answer: answer, Text: text, Words: words[:]}, nil
}

// ReadAnswer reads the new laptop's answer to this install's newest offer, and says which six words must stand on both. Nothing is certified
// yet. Errors: invite's, ErrOtherOffer.
func (c *Community) ReadAnswer(text string) (Pairing, error) {
	answer, err := invite.ParseAnswer(text)
	if err != nil {
		return Pairing{}, err
	}
	noted, err := c.service.ports.Profile.Setting(settingOffer + c.ID().String())
	if err != nil {
		return Pairing{}, err
	}
	if noted == "" {
		return Pairing{}, ErrOtherOffer
	}
	offer, err := invite.ParseOffer(noted)
	if err != nil {
		return Pairing{}, err
	}
	if answer.Community != offer.Community || answer.Account != offer.Account || answer.Challenge != offer.Challenge {
		return Pairing{}, ErrOtherOffer
	}
	return pairing(offer, answer)
}

// CertifyAnswer certifies the new laptop, once a person has compared the words.
func (c *Community) CertifyAnswer(ctx context.Context, p Pairing) (op.ID, error) {
	a := p.Answer
	id, err := c.Act(ctx, Draft{Kind: authority.KindCertify, Body: &authority.CertifyBody{
		Device: a.Device, Account: a.Account, Sealing: a.Sealing, Name: a.Name, Consent: a.Consent,
	}})
	if err != nil {
		return op.ID{}, err
	}
	return id, c.service.ports.Profile.SetSetting(settingOffer+c.ID().String(), "")
}
