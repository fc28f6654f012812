package outcome

// Consent: how many made each gesture, and what was objected.

import (
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Consent is the picture of a proposal that is decided by consent.
type Consent struct {
	Bars Bars
	// Objections and Concerns are what was said, in the order of the ballots.
	Objections, Concerns []Voiced
}

// Voiced is what somebody said with a ballot.
type Voiced struct {
	By, Reason string
	// Hidden says that a steward has hidden the reason: Reason says so then.
	Hidden bool
}

// gestures in the order of the ballot.
var gestures = []struct {
	name, icon string
	tone       Tone
}{
	{"consent", "thumbs-up", Aye},
	{"stand-aside", "circle-slash", Abstain},
	{"concern", "message-square-warning", Alarm},
	{"object", "hand", Nay},
}

// ConsentOf is nil for another kind of poll. Consent with words is a concern.
func ConsentOf(w view.Words, p view.Poll) *Consent {
	if p.Form != tally.Consents {
		return nil
	}
	c, counts := &Consent{}, map[string]int64{}
	for _, b := range p.Ballots {
		gesture := b.Choice
		if gesture == string(tally.Consent) && b.Reason != "" {
			gesture = "concern"
		}
		counts[gesture]++
		voiced := Voiced{By: b.Voter.String(), Reason: view.Quiet(b.Reason)}
		if b.HiddenBy != nil {
			voiced.Hidden, voiced.Reason = true, w.Say.T("outcome.reason_hidden", map[string]any{"Name": b.HiddenBy.String(), "Reason": b.HiddenReason})
		}
		switch gesture {
		case "object":
			c.Objections = append(c.Objections, voiced)
		case "concern":
			c.Concerns = append(c.Concerns, voiced)
		}
	}
	all := wholeRat(max(int64(len(p.Voters)), int64(len(p.Ballots))))
	for _, g := range gestures {
		n := counts[g.name]
		c.Bars.Rows = append(c.Bars.Rows, Bar{
			Name: w.Say.T("ballot.gesture."+g.name, nil), Value: w.Say.Count(n), Icon: g.icon, Tone: g.tone, Permille: permille(wholeRat(n), all),
		})
	}
	c.Bars.Sentence = w.Say.N("outcome.objections", len(c.Objections), nil)
	c.Bars.finish(w)
	return c
}
