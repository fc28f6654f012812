package community_test

// Openings and logs that are meant to do harm: to stop tellers, to choose the voters, to leave honest people out.

import (
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/track"
)

// tellsAll lets a laptop do all that is due as a teller, as the service does, and counts what it says about a poll.
func tellsAll(l *apptest.Laptop, about op.ID, nowMillis int64) (said int, err error) {
	l.At.View(func(v community.View) error {
		return l.At.Engine.Ask(v, func() error {
			enough := errors.New("enough")
			err = l.At.Engine.Tell(&community.Telling{
				Teller:   closing.Teller{Me: l.Device, NowMillis: nowMillis},
				Patience: make(map[op.ID]closing.Patience),
				Write: func(_ string, body any, _ []op.ID) error {
					if closing.PollOf(body) == about {
						said++
						return enough
					}
					return nil
				},
			}, 1)
			if errors.Is(err, enough) {
				err = nil
			}
			return nil
		})
	})
	return said, err
}

func TestAPollThatClosesAtTheEndOfTimeStopsNobody(t *testing.T) {
	b := newBoard(t)
	last := b.cat.OpenPoll(op.MaxTimeMillis)
	mustBe(t, b.Here.Verdict(last), kind.Applied)
	opening := b.bob.OpenPoll(closesMillis)
	b.Close(last, closesMillis-10, b.ada)
	said, err := tellsAll(b.ada, opening, closesMillis-10)
	if err != nil || said != 1 {
		t.Errorf("the teller says %d things about the other poll: %v", said, err)
	}
}

// TestNobodyChoosesTheVotersByTheirClock: where members wait before they vote, an opening that says to be old would be for the founders alone.
func TestNobodyChoosesTheVotersByTheirClock(t *testing.T) {
	const waits = 10 * dayMillis
	b := withRules(t, func(c *charter.Charter) { c.WaitingMillis = waits })
	b.Join(b.ada, "eve")
	b.Receipt(closesMillis-40*dayMillis, b.all...)
	now := int64(closesMillis - 20*dayMillis)
	for name, s := range map[string]struct {
		atMillis int64
		refused  bool
	}{
		"by the right time":                       {now, false},
		"a clock that is behind":                  {now - hourMillis, false},
		"old, and everybody had waited":           {closesMillis - 30*dayMillis, false},
		"from before somebody's waiting was over": {closesMillis - 30*dayMillis - 1, true},
		"from long ago":                           {waits, true},
	} {
		t.Run(name, func(t *testing.T) {
			opening := opensAt(b, s.atMillis)
			mustBe(t, b.Here.Verdict(opening), kind.Applied)
			if err := refuses(b.Here, opening, b.ada, now); (err != nil) != s.refused {
				t.Errorf("the teller: %v", err)
			}
		})
	}
}

// TestNobodyRevivesADelegationByTheirClock: what has expired is over, whenever an opening says to have been made.
func TestNobodyRevivesADelegationByTheirClock(t *testing.T) {
	b := newBoard(t)
	const ends = closesMillis - 20*dayMillis
	body := delegation.Set{UntilMillis: ends}
	delegatesBy(b.bob, body, b.cat)
	b.Receipt(closesMillis-40*dayMillis, b.all...)
	opening := opensAt(b, ends-1)
	mustBe(t, inForce(b.Here, opening, b.all...), "bob>cat")
	for now, refused := range map[int64]bool{ends + hourMillis - 1: false, ends + hourMillis: true} {
		if err := refuses(b.Here, opening, b.ada, now); (err != nil) != refused {
			t.Errorf("%d after it has expired the teller says: %v", now-ends, err)
		}
	}
	later := opensAt(b, ends)
	mustBe(t, inForce(b.Here, later, b.all...), "")
	if err := refuses(b.Here, later, b.ada, ends+dayMillis); err != nil {
		t.Errorf("an opening without it: %v", err)
	}
}

// opensAt opens a poll by a clock that the opener chooses, with the voters that follow.
func opensAt(b *board, atMillis int64) op.ID {
	o := b.bob.OpeningAt(atMillis, closesMillis)
	b.bob.Publish(o)
	return o.ID
}

// TestALiarsBranchesCrowdNobodyOutOfACut: one teller forks its log again and again, and somebody cites all of it.
func TestALiarsBranchesCrowdNobodyOutOfACut(t *testing.T) {
	b := newBoard(t)
	prev := b.dan.Header(closing.KindReceipt)
	var branches []op.ID
	for i := range int64(16 * poll.MaxCut) {
		o := b.dan.Sign(prev, &closing.Receipt{AtMillis: 1000 + i, Ballots: []op.ID{}})
		b.Here.Take(o)
		b.Ops = append(b.Ops, o)
		branches = append(branches, o.ID)
	}
	for len(branches) > 0 {
		n := min(len(branches), op.MaxDeps/2)
		delegates := b.cat.Header(delegation.KindSet, append([]op.ID{b.bob.Join}, branches[:n]...)...)
		b.cat.Publish(b.cat.Sign(delegates, &delegation.Set{To: apptest.Accounts(b.bob)}))
		branches = branches[n:]
	}
	b.Join(b.ada, "eve")
	const at = closesMillis - 30*dayMillis
	b.Receipt(at, b.ada, b.bob, b.cat)
	opening := opensAt(b, at)
	mustBe(t, b.Here.Verdict(opening), kind.Applied)
	for _, l := range []*apptest.Laptop{b.ada, b.bob, b.cat} {
		if err := refuses(b.Here, opening, l, at+2*hourMillis); err != nil {
			t.Errorf("%s: %v", l.Person, err)
		}
	}
}

// TestWhatNobodyCanCarryHoldsNobodyUp: a poll has passed whose enactment can never be a commit; the council's commits are settled all the same.
func TestWhatNobodyCanCarryHoldsNobodyUp(t *testing.T) {
	for name, acts := range map[string]charter.Acts{
		"a threshold above the council": {Threshold: 2},
		"the end of what nobody has":    {Retire: []op.ID{{7}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoard(t)
			opening := b.bob.OpenPoll(closesMillis, on("rules", func(open *poll.Open) { open.Enacts = &acts }))
			mustBe(t, b.Here.Verdict(opening), kind.Applied)
			for _, l := range b.all {
				casts(l, opening)
			}
			b.Close(opening, closesMillis-20, b.all...)
			b.Close(opening, settledClose, b.all...)
			mustBe(t, courseOf(b.Here, opening).State, track.Passed)
			mustBe(t, len(due(b.Here)), 0)
			commit := b.Commit(b.ada).Act(text("Elm Road"))
			b.Settle(b.all...)
			mustBe(t, b.Here.Engine.Authority().Now().Settled, commit)
			converge(t, b.Story)
		})
	}
}

// unreadable is a replica that cannot read ops for a while.
type unreadable struct{ community.View }

var errDisk = errors.New("the disk")

func (unreadable) Load(op.ID) (community.Stored, bool, error) {
	return community.Stored{}, false, errDisk
}

// TestWhatFailedIsNotRemembered: an engine says that its replica failed it, for it may have remembered an electorate that it could not read.
func TestWhatFailedIsNotRemembered(t *testing.T) {
	b := newBoard(t)
	opening := b.bob.OpenPoll(closesMillis)
	b.Here.Reopen()
	mustBe(t, b.Here.Engine.IsBroken(), false)
	b.Here.View(func(v community.View) error {
		if _, err := b.Here.Engine.Electorate(unreadable{v}, opening); !errors.Is(err, errDisk) {
			t.Errorf("the electorate: %v", err)
		}
		return nil
	})
	mustBe(t, b.Here.Engine.IsBroken(), true)
	b.Here.Reopen()
	mustBe(t, b.Here.Engine.IsBroken(), false)
}

// TestACouncilHandsOutNoVotes: where admitters have more votes than others, who they are is no more the council's than the votes themselves.
func TestACouncilHandsOutNoVotes(t *testing.T) {
	admitters := make([]op.AccountID, 1)
	for votes, may := range map[uint64]bool{1: true, 5: false} {
		s := authority.State{Charter: charter.Charter{Council: make([]op.AccountID, 3), Weights: []charter.Weight{{Role: charter.RoleAdmitter, Votes: votes}}}}
		mustBe(t, s.MayCouncil(charter.Acts{Admitters: &admitters}), may)
		s.FounderMode = true
		mustBe(t, s.MayCouncil(charter.Acts{Admitters: &admitters}), true)
	}
}

// A replica that is opened again reads a petition before the admissions that came after it.
func TestAPetitionIsReadBeforeLaterAdmissions(t *testing.T) {
	b := newBoard(t)
	delegates(b.ada, b.bob)
	b.Receipt(closesMillis-200, b.all...)
	opening := b.bob.OpenPoll(closesMillis)
	b.Close(opening, closesMillis-100, b.all...)
	petition := b.Commit(b.bob, b.cat, b.dan).Petition()
	petition.Content.Poll = opening
	before := petition.Act(charter.Acts{Tellers: apptest.Devices(b.bob)})
	b.Join(b.ada, "eve")
	delegates(b.cat, b.bob)
	b.Receipt(closesMillis-50, b.all...)
	mustBe(t, b.Here.Engine.Authority().Now().Head(), before)
	b.Here.Reopen()
	mustBe(t, b.Here.Engine.Authority().Now().Head(), before)
	converge(t, b.Story)
	inAnyOrder(t, b.Story, func(p *apptest.Party) { mustBe(t, p.Engine.Authority().Now().Head(), before) })
}
