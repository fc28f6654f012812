package app

// The phase of a poll that tellers close: what state it is in without doubt, whom it waits for and since when, and what its late ballots would have
// changed.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
)

// Phase is the state of a poll that tellers close, by all that is known here and by this laptop's clock.
type Phase string

// The phases.
const (
	// PhaseNotOpen: fewer than t tellers have received the opening, and there is time left.
	PhaseNotOpen Phase = "not_open"
	// PhaseOpen takes ballots.
	PhaseOpen Phase = "open"
	// PhasePassing: it has passed before its close, by the receipts that are known here, and the tellers close it for that moment.
	PhasePassing Phase = "passing"
	// PhaseSettling: the close has come, and tellers wait for what was underway.
	PhaseSettling Phase = "settling"
	// PhaseClosing: t tellers have frozen, and agree on what counts.
	PhaseClosing Phase = "closing"
	// PhaseUndecided: it is time, and too few tellers can be heard.
	PhaseUndecided Phase = "undecided"
	// PhaseNotOpened: it closed before t tellers had received its opening.
	PhaseNotOpened Phase = "not_opened"
	// PhaseSealed has an outcome for good, PhaseContradicted two of them.
	PhaseSealed       Phase = "sealed"
	PhaseContradicted Phase = "contradicted"
	// PhaseRetired was given up by a commit: what may be sealed later is shown, and not enacted.
	PhaseRetired Phase = "retired"
)

// PollStanding is how far a poll is.
type PollStanding struct {
	Phase Phase
	// Quorum is t: how many of the tellers must agree, and must have received the opening.
	Quorum int
	// Tellings are the tellers' words so far, in the order in which they propose. A sealed poll of a list has none.
	Tellings []closing.Telling
	// WaitsFor are the tellers without whom it does not go on, and SinceMillis since when they are waited for; 0 where nothing waits.
	WaitsFor    []op.DeviceID
	SinceMillis int64
	// SettledMillis is when tellers freeze for the close.
	SettledMillis int64
	// MayRetire says that it may be given up: f+1 tellers have shown that its time is over. RetireMillis is when that is.
	MayRetire    bool
	RetireMillis int64
	// WithLate is what the outcome would have been with the late ballots that are known here; nil where there are none, or no outcome.
	WithLate *poll.Outcome
}

// Received is how many tellers have received the opening.
func (s *PollStanding) Received() int {
	return s.count(func(t *closing.Telling) bool { return t.Opened })
}

// Frozen counts the tellers that have frozen for the close.
func (s *PollStanding) Frozen() int {
	return s.count(func(t *closing.Telling) bool { return t.Frozen })
}

// Endorsed counts the tellers that have endorsed a manifest.
func (s *PollStanding) Endorsed() int {
	return s.count(func(t *closing.Telling) bool { return t.Endorsed })
}

// Sealed counts the tellers that have sealed one.
func (s *PollStanding) Sealed() int {
	return s.count(func(t *closing.Telling) bool { return t.Sealed })
}

func (s *PollStanding) count(is func(*closing.Telling) bool) (n int) {
	for i := range s.Tellings {
		if is(&s.Tellings[i]) {
			n++
		}
	}
	return n
}

// standingOf is nil for a poll that no tellers close.
func (c *Community) standingOf(e *community.Engine, p *poll.Poll, closes *closing.Poll) (*PollStanding, error) {
	rules, ok := e.Authority().StateAt(p.Opening.On)
	if !ok {
		return nil, nil
	}
	s := &PollStanding{
		Quorum: closes.Quorum(), Tellings: closes.Tellings(), SettledMillis: closes.SettledMillis(),
		RetireMillis: p.Opening.ClosesMillis + rules.Charter.RetireAfterMillis,
	}
	s.find(c.service.ports.NowMillis(), p.Opening.ClosesMillis, rules.Charter.PatienceMillis, closes.State())
	over := s.Phase == PhaseUndecided || s.Phase == PhaseNotOpened || s.Phase == PhaseClosing
	if e.Authority().Now().HeadState().Retired[p.ID] && (over || s.Phase == PhaseSettling) {
		s.Phase, s.WaitsFor, s.SinceMillis = PhaseRetired, nil, 0
	}
	s.MayRetire = over && s.Phase != PhaseRetired && e.MayRetire(p.ID)
	if outcomes := closes.Outcomes(); len(outcomes) == 1 && len(closes.Late(outcomes[0])) > 0 {
		if with, err := e.OutcomeWithLate(p.ID, outcomes[0]); err == nil {
			s.WithLate = &with
		}
	}
	return s, nil
}

// passEarly takes in what the track says: a poll that has passed takes no ballots any more.
func (s *PollStanding) passEarly(c *PollCourse) {
	if s != nil && c != nil && s.Phase == PhaseOpen && c.Passed() {
		s.Phase = PhasePassing
	}
}

// find says which phase it is, and whom that waits for.
func (s *PollStanding) find(now, closes, patience int64, state closing.State) {
	opened := s.Received() >= s.Quorum
	switch {
	case state == closing.Sealed:
		s.Phase = PhaseSealed
	case state == closing.Contradicted:
		s.Phase = PhaseContradicted
	case !opened && now < s.SettledMillis:
		s.Phase = PhaseNotOpen
		s.wait(0, func(t *closing.Telling) bool { return !t.Opened })
	case !opened:
		s.Phase = PhaseNotOpened
	case now < closes:
		s.Phase = PhaseOpen
	case now < s.SettledMillis:
		s.Phase = PhaseSettling
	case s.Frozen() < s.Quorum:
		s.Phase = PhaseUndecided
		s.wait(s.SettledMillis, func(t *closing.Telling) bool { return !t.Frozen })
	case now < s.SettledMillis+patience:
		s.Phase = PhaseClosing
		s.waitForAgreement()
	default:
		s.Phase = PhaseUndecided
		s.waitForAgreement()
	}
}

// waitForAgreement waits for who proposes in the view that t tellers have reached, while nobody has endorsed; then for endorsements, then for seals.
func (s *PollStanding) waitForAgreement() {
	switch endorsed := s.Endorsed(); {
	case endorsed == 0:
		board, views := make(agreement.Board, 0, len(s.Tellings)), make([]uint32, 0, len(s.Tellings))
		for _, t := range s.Tellings {
			board, views = append(board, t.Teller), append(views, t.View)
		}
		slices.Sort(views)
		proposer, _ := board.Proposer(views[len(views)-s.Quorum])
		s.wait(s.SettledMillis, func(t *closing.Telling) bool { return t.Teller == proposer })
	case endorsed < s.Quorum:
		s.wait(s.SettledMillis, func(t *closing.Telling) bool { return !t.Endorsed })
	default:
		s.wait(s.SettledMillis, func(t *closing.Telling) bool { return !t.Sealed })
	}
}

func (s *PollStanding) wait(sinceMillis int64, lacks func(*closing.Telling) bool) {
	s.SinceMillis = sinceMillis
	for i := range s.Tellings {
		if lacks(&s.Tellings[i]) {
			s.WaitsFor = append(s.WaitsFor, s.Tellings[i].Teller)
		}
	}
}

// LateChanges reports whether the late ballots would have changed what is decided: whether it passes, or who wins.
func LateChanges(was, with *poll.Outcome) bool {
	if was.Decides {
		return was.Passed != with.Passed
	}
	return was.Result.Verdict != with.Result.Verdict || !slices.Equal(was.Result.Winners, with.Result.Winners)
}

// standingInList is as much of a standing as a list shows, without reading what is sealed.
func (c *Community) standingInList(e *community.Engine, p *poll.Poll) (*PollStanding, error) {
	if p.Opening.Electorate == nil {
		return nil, nil
	}
	switch sealed := e.Authority().Sealed(p.ID); len(sealed) {
	case 0:
	case 1:
		return &PollStanding{Phase: PhaseSealed}, nil
	default:
		return &PollStanding{Phase: PhaseContradicted}, nil
	}
	closes, err := e.Closing(p.ID)
	if isUnclosable(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return c.standingOf(e, p, closes)
}

// heldBy lists the peers that are known to hold a ballot, by their names: those whose logs were seen to reach it.
func heldBy(r Reader, ballot op.ID) ([]string, error) {
	m, here, err := r.Meta(ballot)
	if err != nil || !here {
		return nil, err
	}
	peers, err := r.Peers()
	if err != nil {
		return nil, err
	}
	var holding []string
	for _, p := range peers {
		tips, _, _, err := r.PeerFrontier(p.Name)
		if err != nil {
			return nil, err
		}
		for _, id := range tips {
			tip, here, err := r.Meta(id)
			if err != nil {
				return nil, err
			}
			if here && tip.Device == m.Device && tip.Seq >= m.Seq {
				holding = append(holding, p.Name)
				break
			}
		}
	}
	return holding, nil
}
