package closing_test

// Planted bugs: each is put in by itself, and a check that is named here has to find it.

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/closing"
)

// plantedBug is one, and what finds it.
type plantedBug struct {
	name  string
	plant func()
	// finds is nil where the check is blind.
	finds func(t *testing.T) error
}

func inClosing(b closing.Planted) func()     { return func() { closing.Plant(b) } }
func inAgreement(b agreement.Planted) func() { return func() { agreement.Plant(b) } }

func mendAll() {
	closing.Plant(closing.NotPlanted)
	agreement.Plant(agreement.NotPlanted)
}

// situation is the check of one situation of the shared data.
func situation(name string) func(t *testing.T) error {
	return func(t *testing.T) error {
		for _, s := range loadScenarios(t) {
			if s.Name != name {
				continue
			}
			if diff := cmp.Diff(plain(s.Expect), plain(told(s.play(t)))); diff != "" {
				return errors.New(diff)
			}
			return nil
		}
		t.Fatalf("no situation %q", name)
		return nil
	}
}

func agreementModel(t *testing.T) error {
	_, err := exploreRuns(t, 2, 400_000)
	return err
}

func receiptModel(t *testing.T) error {
	_, err := exploreReceipts(t, 4, 400_000)
	return err
}

// shown checks that all four show a certificate that two of them made.
func shown(t *testing.T) error {
	w := seated(t, 4)
	w.now = 50
	w.speak("ABCD")
	w.ballot("b", "ann", "AB")
	w.speak("AB")
	w.meet("ABCD")
	for _, p := range w.parties {
		if got, err := w.whole().CertifiedIn(p.poll.Tip(p.me), 100); err != nil || len(got) != 1 {
			return fmt.Errorf("%c's log shows %v: %w", p.me[0], got, err)
		}
	}
	return nil
}

// shownByFreezes checks that freezes show what their tellers know of each other.
func shownByFreezes(t *testing.T) error {
	w := seated(t, 4)
	w.now = 99
	w.speak("ABCD")
	w.ballot("b", "ann", "AB")
	w.speak("AB")
	w.network.meet(w.of('A'), w.of('C'))
	w.network.meet(w.of('B'), w.of('C'))
	w.now = 105
	w.speak("C")
	if got, err := w.whole().CertifiedIn(w.of('C').poll.Tip(w.of('C').me), 100); err != nil || len(got) != 1 {
		return fmt.Errorf("C's freeze shows %v: %w", got, err)
	}
	return nil
}

var plantedBugs = []plantedBug{
	{"no lock is carried into a new view", inAgreement(agreement.PreparedForgotten), agreementModel},
	{"no lock is carried into a new view", inAgreement(agreement.PreparedForgotten), situation("a turn that hides what it saw, on a fork")},
	{"two endorsements in one view after a restart", inClosing(closing.EndorsesAgain), situation("second endorsement in one view")},
	{"seals of different views are added up", inAgreement(agreement.SealsOfViewsAddUp), situation("seals of two views do not add up")},
	{"receipts run backwards", inClosing(closing.ClocksRunBack), situation("a clock that runs back counts as the highest before it")},
	{"receipts after a freeze are in time", inClosing(closing.FreezesHaveNoClock), situation("a receipt after the freeze cannot be in time")},
	{"receipts of a forked teller are dropped", inClosing(closing.ForkedReceiptsDropped), situation("a forked teller's receipts still count")},
	{"one receipt certifies", inClosing(closing.OneReceiptCertifies), situation("one receipt is not a certificate")},
	{"an overtaken moment is frozen", inClosing(closing.OvertakenFreezes), situation("early close at a moment that is long past")},
	{"two freezes of one teller count as two", inClosing(closing.FreezesOfOneTeller), situation("two freezes of one teller in a manifest")},
	{"what the proposer sees is counted", inClosing(closing.CountsWhatTheProposerSees), situation("manifest that leaves out what an endorser's freeze sees")},
	{"safe one teller too early", inClosing(closing.SafeTooSoon), receiptModel},
	{"safe one teller too early", inClosing(closing.SafeTooSoon), situation("certified, not yet safe")},
	{"anybody's ballot replaces anybody's", inClosing(closing.AnybodyReplaces), situation("replacing somebody else's ballot")},
	{"a freeze does not cite what its teller knows", inClosing(closing.FreezesBeforeItShows), shownByFreezes},
	{"what a helper entered wins against the voter's own", inClosing(closing.HelpersWin), ownWins},
	{"a certificate is known and not shown", inClosing(closing.SilentAboutCertificates), shown},
}

func TestPlantedBugsAreFound(t *testing.T) {
	for _, bug := range plantedBugs {
		t.Run(bug.name, func(t *testing.T) {
			defer mendAll()
			if err := bug.finds(t); err != nil {
				t.Fatalf("without the bug: %v", err)
			}
			bug.plant()
			if bug.finds(t) == nil {
				t.Error("nothing was found")
			}
		})
	}
}
