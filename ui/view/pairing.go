package view

// Pairing: the new laptop's side: what a pairing code leads to, what this laptop answers, and the words that both must show.

import (
	"context"
	"errors"
	"os"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/ui/text"
)

// DoorPair is the way of who has a laptop with the community already: behind the door for joining, by a pairing code.
const DoorPair = "pair"

// Answered is what the new laptop shows until the old one has read it.
type Answered struct {
	// Text is the answer, Modules is it as a QR code.
	Text    string
	Modules [][]bool
	// Words are the six that stand on both.
	Words []string
}

// pairPreview says what a pairing code leads to; false where the text is none.
func (w Words) pairPreview(v JoinPreview, typed string) (JoinPreview, bool) {
	switch _, err := invite.ParseOffer(typed); {
	case errors.Is(err, invite.ErrOtherKind):
		return v, false
	case err != nil:
		v.Trouble = w.LinkTrouble(err)
		return v, true
	}
	v.Offer, v.Whole, v.State = typed, true, w.Say.T("join_preview.whole", nil)
	v.Act = w.Say.T("pair_preview.act", nil)
	v.About = []Explained{
		{w.Say.T("pair_preview.you", nil), w.Say.T("pair_preview.you_sub", nil)},
		{w.Say.T("pair_preview.keys", nil), w.Say.T("pair_preview.keys_sub", nil)},
		{w.Say.T("pair_preview.words", nil), w.Say.T("pair_preview.words_sub", nil)},
	}
	v.Seen = nil
	return v, true
}

// LaptopName is what this machine is called, to begin with.
func LaptopName() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return text.Line(name)
}

// pair makes this install a device of who offered it.
func (e *Entering) pair(ctx context.Context, s *app.Service) (Arrived, error) {
	if err := beginAnew(s); err != nil {
		return Arrived{}, err
	}
	p, err := s.AcceptPairing(ctx, e.Offer, e.Laptop)
	if err != nil {
		return Arrived{}, err
	}
	answered := &Answered{Text: p.Text, Words: p.Words}
	if answered.Modules, err = Modules(p.Text); err != nil {
		return Arrived{}, err
	}
	return Arrived{Community: p.Answer.Community, Answered: answered}, nil
}
