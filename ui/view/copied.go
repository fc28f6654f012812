package view

// Copied: this laptop's key is at work elsewhere too: what can be done about it, and what was written here that does not count any more.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// KeyTrouble stands on Home and in the settings until it is mended.
type KeyTrouble struct {
	Title, Text, Act string
	// Renews says that this laptop can be given another key; where neither this nor Lost is so, it has to be paired again.
	Renews bool
	// Lost are the acts that do not count any more, once there is another key.
	Lost []LostRow
}

// LostRow is one act.
type LostRow struct {
	ID   op.ID
	Text string
	// Again says that it can be said again.
	Again bool
}

// LoadKeyTrouble reads it; nil where the key is good and nothing was lost.
func LoadKeyTrouble(ctx context.Context, c *app.Community, w Words, has bool) (*KeyTrouble, error) {
	s, err := c.Status(ctx)
	if err != nil || !s.Here {
		return nil, err
	}
	if s.Copied || slices.ContainsFunc(s.Forks, func(f app.Fork) bool { return f.Device == c.Device() }) {
		return w.keyTrouble(has), nil
	}
	lost, err := c.Lost(ctx)
	if err != nil || len(lost) == 0 {
		return nil, err
	}
	v := &KeyTrouble{Title: w.Say.N("copied.lost", len(lost), nil), Text: w.Say.T("copied.lost_says", nil), Act: w.Say.T("copied.lost_act", nil)}
	for _, l := range lost {
		said := text.Line(l.Text)
		if said == "" || !l.Again {
			said = joined(said, w.Say.T("copied.not_again", nil))
		}
		v.Lost = append(v.Lost, LostRow{ID: l.Op.ID, Text: said, Again: l.Again})
	}
	return v, nil
}

// keyTrouble says what a copied laptop needs: another key by the phrase that it has, or to be paired again.
func (w Words) keyTrouble(has bool) *KeyTrouble {
	v := &KeyTrouble{Title: w.Say.T("copied.title", nil), Text: w.Say.T("copied.says", nil), Act: w.Say.T("copied.act", nil), Renews: has}
	if !has {
		v.Text, v.Act = w.Say.T("copied.pair_says", nil), w.Say.T("copied.pair_act", nil)
	}
	return v
}

// SaidAgain says what became of acts that were said again: a sentence, and one for each that could not be.
func (w Words) SaidAgain(said []app.SaidAgain) (done string, failed []error) {
	count := 0
	for _, s := range said {
		if s.Err != nil {
			failed = append(failed, s.Err)
		} else {
			count++
		}
	}
	return w.Say.N("copied.said_again", count, nil), failed
}
