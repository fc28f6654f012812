package charter

// Check: the form of a change. What it changes is not known here, so a threshold without a council is only bounded.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// ErrNoChange says that a change holds no act.
var ErrNoChange = fmt.Errorf("%w: it changes nothing", ErrForm)

// Check returns a *FieldError for the first part that breaks a bound or a form, and ErrNoChange where there is no act.
func (a *Acts) Check() error {
	if a.isEmpty() {
		return ErrNoChange
	}
	for _, err := range []error{
		a.checkCouncil(),
		a.checkTellers(),
		a.checkTexts(),
		checkFeatures(a.Features),
		checkEndings("remove", a.Remove),
		checkEndings("end_office", a.EndOffice),
		checkRetired(a.Retire),
		a.checkVoting(),
	} {
		if err != nil {
			return err
		}
	}
	if a.Admitters != nil {
		if err := checkAccounts("admitters", *a.Admitters, 0, MaxAdmitters); err != nil {
			return err
		}
	}
	return nil
}

// checkVoting checks what says who votes, and how long tellers wait.
func (a *Acts) checkVoting() error {
	for _, p := range []struct {
		value *int64
		check func(int64) error
	}{
		{a.WaitingMillis, checkWaiting},
		{a.SettleMillis, checkSettle},
		{a.PatienceMillis, checkPatience},
		{a.RetireAfterMillis, checkRetireAfter},
	} {
		if p.value == nil {
			continue
		}
		if err := p.check(*p.value); err != nil {
			return err
		}
	}
	if a.Delegation != nil {
		if err := a.Delegation.check(); err != nil {
			return err
		}
	}
	if a.Helpers != nil {
		if err := checkAccounts("helpers", *a.Helpers, 0, MaxHelpers); err != nil {
			return err
		}
	}
	if a.Weights != nil {
		return checkWeights(*a.Weights)
	}
	return nil
}

func (a *Acts) isEmpty() bool {
	return len(a.Council) == 0 && a.Threshold == 0 && len(a.Tellers) == 0 && a.Admitters == nil &&
		len(a.Remove) == 0 && len(a.EndOffice) == 0 && len(a.Retire) == 0 && len(a.Features) == 0 &&
		a.Name == nil && a.Purpose == nil && a.Text == nil && a.Tracks == nil && a.WaitingMillis == nil && !a.TouchesVoting()
}

func (a *Acts) checkCouncil() error {
	if len(a.Council) == 0 {
		if a.Threshold > MaxCouncil {
			return wrong("threshold", "%d, where a council has at most %d", a.Threshold, MaxCouncil)
		}
		return nil
	}
	if err := checkAccounts("council", a.Council, 1, MaxCouncil); err != nil {
		return err
	}
	if a.Threshold == 0 {
		return nil
	}
	return checkThreshold(a.Threshold, len(a.Council))
}

func (a *Acts) checkTellers() error {
	if len(a.Tellers) == 0 {
		return nil
	}
	return checkTellers(a.Tellers)
}

func (a *Acts) checkTexts() error {
	if a.Name != nil {
		if err := CheckLine(*a.Name, MaxNameCharacters); err != nil {
			return in("name", err)
		}
	}
	if a.Purpose != nil {
		if err := checkPurpose(*a.Purpose); err != nil {
			return in("purpose", err)
		}
	}
	if a.Text != nil {
		if err := CheckText(*a.Text, MaxTextBytes); err != nil {
			return in("text", err)
		}
	}
	if a.Tracks != nil {
		return checkTracks(*a.Tracks)
	}
	return nil
}

func checkEndings(field string, endings []Ending) error {
	if len(endings) > MaxEndings {
		return wrong(field, "%d accounts, where at most %d fit", len(endings), MaxEndings)
	}
	for i := range endings {
		e := &endings[i]
		if i > 0 && endings[i-1].Account.Compare(e.Account) >= 0 {
			return wrong(field, "not in ascending order, each once, at %s", e.Account)
		}
		if err := CheckLength(e.Reason, MaxReasonCharacters); err != nil {
			return in(fmt.Sprintf("%s[%d].reason", field, i), err)
		}
		if err := checkCut(e.Cut); err != nil {
			return in(fmt.Sprintf("%s[%d].cut", field, i), err)
		}
	}
	return nil
}

// checkCut refuses null positions: "nothing of this device stands" is said by leaving it out, in that one way.
func checkCut(cut []Position) error {
	if len(cut) > MaxCut {
		return fmt.Errorf("%d devices, where at most %d fit", len(cut), MaxCut)
	}
	for i, p := range cut {
		if p.Op.IsZero() {
			return fmt.Errorf("no op at %s", p.Device)
		}
		if i > 0 && cut[i-1].Device.Compare(p.Device) >= 0 {
			return fmt.Errorf("not in ascending order, each once, at %s", p.Device)
		}
	}
	return nil
}

func checkRetired(ids []op.ID) error {
	if len(ids) > MaxRetired {
		return wrong("retire", "%d polls, where at most %d fit", len(ids), MaxRetired)
	}
	for i, id := range ids {
		if id.IsZero() || i > 0 && ids[i-1].Compare(id) >= 0 {
			return wrong("retire", "not in ascending order, each once, at %s", id)
		}
	}
	return nil
}
