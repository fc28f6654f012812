package charter

// Check: the form of a charter. Whether a change of it stands is another question.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/folkmoot/folkmoot/app/op"
)

// Core is the feature of everything that this version does. A charter without it is one under which nothing is ever applied.
const Core = "core"

// Closing is the feature of polls that tellers close.
const Closing = "closing"

// ErrForm says that a charter or a change of one is not well-formed; the error around it is a *FieldError.
var ErrForm = errors.New("not well-formed")

// FieldError names the part of a charter, or of a change, that is not well-formed, as charter-change files name it: "tracks[1].opener".
type FieldError struct {
	Field string
	// Err says what is wrong with it.
	Err error
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Err.Error() }

// Unwrap is ErrForm and what is wrong.
func (e *FieldError) Unwrap() []error { return []error{ErrForm, e.Err} }

func wrong(field, format string, args ...any) error {
	return &FieldError{Field: field, Err: fmt.Errorf(format, args...)}
}

// in says which field an error is about; nil stays nil.
func in(field string, err error) error {
	if err == nil {
		return nil
	}
	return &FieldError{Field: field, Err: err}
}

// Check returns a *FieldError for the first part that breaks a bound or a form.
func (c *Charter) Check() error {
	for _, err := range []error{
		in("name", CheckLine(c.Name, MaxNameCharacters)),
		in("purpose", checkPurpose(c.Purpose)),
		checkAccounts("council", c.Council, 1, MaxCouncil),
		checkThreshold(c.Threshold, len(c.Council)),
		checkTellers(c.Tellers),
		checkAccounts("admitters", c.Admitters, 0, MaxAdmitters),
		checkFeatures(c.Features),
		checkTracks(c.Tracks),
		checkWaiting(c.WaitingMillis),
		checkSettle(c.SettleMillis),
		checkPatience(c.PatienceMillis),
		checkRetireAfter(c.RetireAfterMillis),
		c.Delegation.check(),
		checkAccounts("helpers", c.Helpers, 0, MaxHelpers),
		checkWeights(c.Weights),
		in("text", CheckText(c.Text, MaxTextBytes)),
	} {
		if err != nil {
			return err
		}
	}
	if !c.Has(Core) {
		return wrong("features", "%q is missing, and with it every act", Core)
	}
	return nil
}

func checkPurpose(purpose string) error {
	if err := CheckLength(purpose, MaxPurposeCharacters); err != nil {
		return err
	}
	return CheckText(purpose, len(purpose))
}

// checkThreshold checks c, how many of a council of size sign: more than half, and not more than there are.
func checkThreshold(c uint64, size int) error {
	if c < uint64(StrictMajority(size)) || c > uint64(size) {
		return wrong("threshold", "%d of a council of %d; it takes %d at least", c, size, StrictMajority(size))
	}
	return nil
}

func checkAccounts(field string, accounts []op.AccountID, least, most int) error {
	if len(accounts) < least || len(accounts) > most {
		return wrong(field, "%d accounts, where %d to %d can be", len(accounts), least, most)
	}
	for i, a := range accounts {
		if i > 0 && accounts[i-1].Compare(a) >= 0 {
			return wrong(field, "not in ascending order, each once, at %s", a)
		}
	}
	return nil
}

// checkTellers knows no order: that of the list is the order in which they propose.
func checkTellers(tellers []op.DeviceID) error {
	if len(tellers) == 0 || len(tellers) > MaxTellers {
		return wrong("tellers", "%d tellers, where 1 to %d can be", len(tellers), MaxTellers)
	}
	for i, d := range tellers {
		if contains(tellers[:i], d) {
			return wrong("tellers", "%s is named twice", d)
		}
	}
	return nil
}

func checkFeatures(features []string) error {
	if len(features) > MaxFeatures {
		return wrong("features", "%d of them, where at most %d fit", len(features), MaxFeatures)
	}
	for i, f := range features {
		if !isPlain(f, MaxFeatureBytes) {
			return wrong("features", "%.60q is not a name of a-z, 0-9 and hyphens", f)
		}
		if i > 0 && features[i-1] >= f {
			return wrong("features", "not in ascending order, each once, at %q", f)
		}
	}
	return nil
}

// isPlain accepts a short name that people type: a-z, 0-9 and hyphens between them.
func isPlain(name string, maxBytes int) bool {
	if name == "" || len(name) > maxBytes || strings.HasPrefix(name, "-") || strings.HasSuffix(name, "-") {
		return false
	}
	for _, r := range name {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}
