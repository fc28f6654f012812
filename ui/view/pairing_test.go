package view

import (
	"slices"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

func TestALaptopIsPaired(t *testing.T) {
	link, old, _ := invited(t)
	offer, err := old.OfferPairing(t.Context())
	must(t, err)
	s, w := fresh(t), words(t)
	p := w.JoinPreview(offer)
	if !p.Whole || p.Offer != offer || p.Trouble != "" || len(p.About) != 3 || p.Act != "Pair this laptop" {
		t.Errorf("%+v", p)
	}
	if w.Welcome(offer).Doors[0].Offer == "" {
		t.Error("a pairing code in the clipboard is not offered")
	}
	_, err = s.NewPhrase() // both laptops draw from the same dice otherwise
	must(t, err)
	a, err := (&Entering{Door: DoorPair, Offer: p.Offer, Laptop: "kitchen"}).Enter(t.Context(), s, w, nil)
	must(t, err)
	if a.Community != link.Community || a.Answered == nil || len(a.Answered.Modules) == 0 {
		t.Fatalf("%+v", a)
	}
	read, err := old.ReadAnswer(a.Answered.Text)
	must(t, err)
	if !slices.Equal(read.Words, a.Answered.Words) || read.Answer.Name != "kitchen" {
		t.Errorf("%v there, %v here", read.Words, a.Answered.Words)
	}
	_, err = old.CertifyAnswer(t.Context(), read)
	must(t, err)
}

func TestPairingCodesThatAreNone(t *testing.T) {
	_, old, _ := invited(t)
	offer, err := old.OfferPairing(t.Context())
	must(t, err)
	w := words(t)
	for typed, says := range map[string]string{
		offer[:len(offer)-7]: w.Say.T("link.damaged", nil), "folkmoot:device/1/" + offer[16:]: w.Say.T("link.other_kind", nil),
	} {
		p := w.JoinPreview(typed)
		if p.Whole || p.Offer != "" || p.Trouble != says {
			t.Errorf("%.40s: %+v", typed, p)
		}
	}
	if a, err := (&Entering{Door: DoorPair, Offer: "folkmoot:pair/1/x", Laptop: "kitchen"}).Enter(t.Context(), fresh(t), w, nil); err == nil || a.Community != (op.CommunityID{}) {
		t.Errorf("%+v, %v", a, err)
	}
}
