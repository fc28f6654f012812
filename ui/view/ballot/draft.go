package ballot

// Drafts: a sheet that was closed before it was cast, kept on this laptop.

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
)

// Draft is the sheet as it is kept; "" where there is nothing to keep. What is lifted is kept where it was lifted from.
func (s *Sheet) Draft() string {
	if s.now.equal(s.empty()) {
		return ""
	}
	kept, err := json.Marshal(s.now)
	if err != nil {
		return "" // numbers and text cannot fail
	}
	return string(kept)
}

// Restore takes up a draft. One that is damaged, or no ballot of this poll, is refused and changes nothing: the error wraps poll.ErrChoice.
func (s *Sheet) Restore(kept string) error {
	if kept == "" {
		return s.begin(s.empty())
	}
	if len(kept) > maxDraftBytes {
		return fmt.Errorf("reading a ballot that was kept: %w: %d bytes", poll.ErrChoice, len(kept))
	}
	var m marks
	if err := json.Unmarshal([]byte(kept), &m); err != nil {
		return fmt.Errorf("reading a ballot that was kept: %w: %w", poll.ErrChoice, err)
	}
	if err := s.fits(m); err != nil {
		return fmt.Errorf("reading a ballot that was kept: %w", err)
	}
	return s.begin(m)
}

// fits says whether marks have the shape of the sheet's form; whether they are a ballot begin says.
func (s *Sheet) fits(m marks) error {
	e := *s.election
	e.Ballots = []tally.Ballot{s.ballotOf(m)}
	switch {
	case len(m.Values) != len(s.empty().Values):
		return fmt.Errorf("%w: %d numbers for %d options", poll.ErrChoice, len(m.Values), len(e.Options))
	case m.Gesture != "" && !slices.Contains(gestures, m.Gesture), m.Gesture != "" && s.kind != Consent:
		return fmt.Errorf("%w: %.40q is no gesture", poll.ErrChoice, m.Gesture)
	case slices.ContainsFunc(m.Ranks, func(rank []int) bool { return len(rank) == 0 }):
		return fmt.Errorf("%w: a rank without an option", poll.ErrChoice)
	case m.Blank && !(s.knowsBlank() && s.emptyOf(m)):
		return fmt.Errorf("%w: a blank ballot that is none", poll.ErrChoice)
	}
	if err := e.Check(); err != nil {
		return fmt.Errorf("%w: %w", poll.ErrChoice, err)
	}
	return nil
}
