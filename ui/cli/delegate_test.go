package cli

import (
	"fmt"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// An invalid poll says in which part, and a refused delegation whom it blames: in every language, with nothing left open.
func TestSentencesAboutDelegations(t *testing.T) {
	invalid := func(reason error) error {
		return fmt.Errorf("showing: %w", &app.InvalidPollError{ID: op.ID{1}, Verdict: kind.Invalid, Reason: reason})
	}
	part := func(name string) error { return invalid(&community.ElectorateError{Part: name, Said: 3, Shown: 4}) }
	for _, s := range []struct {
		err          error
		code         int
		says, german string
	}{
		{part(community.PartCount), ExitFailed, "says 3 voters, and the tellers' receipts show 4", "sagt 3 Stimmberechtigte"},
		{part(community.PartVoters), ExitFailed, "other voters, or other weights", "andere Stimmberechtigte oder Gewichte"},
		{part(community.PartDelegations), ExitFailed, "than the 4 that", "als die 4, die"},
		{invalid(fmt.Errorf("%w: its cut: gone", community.ErrElectorate)), ExitFailed, "its voters are not those", "ihre Stimmberechtigten sind nicht die"},
		{invalid(nil), ExitFailed, "invalid", "ungültig"},
		{&delegateError{err: &app.DelegateError{Err: delegation.ErrSelf}}, ExitBadInput, "yourself", "du selbst"},
		{&delegateError{err: &app.DelegateError{Err: delegation.ErrStranger}}, ExitBadInput, "no member", "kein Mitglied"},
		{&app.FormError{Kind: delegation.KindSet, Err: delegation.ErrForm}, ExitBadInput, "at most 8 people", "höchstens 8 Personen"},
		{app.ErrNoDelegation, ExitFailed, "lets nobody delegate", "lassen niemanden die Stimme vergeben"},
	} {
		for language, want := range map[string]string{"en": s.says, "de": s.german} {
			a, _ := spoken(t, language)
			found := a.troubleOf(s.err)
			if said := found.What; exitOf[found.Class] != s.code || !strings.Contains(said, want) || strings.Contains(said, "<no value>") {
				t.Errorf("%s: %d, %q, want %q", language, exitOf[found.Class], said, want)
			}
		}
	}
}
