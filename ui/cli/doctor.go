package cli

// Doctor: why acts do not come or go, and what to do about it.

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/view"
)

func (a *act) doctorCommand() *cobra.Command {
	return a.verb(spec{
		use: "doctor", key: "doctor", needs: needsProfile, example: "folkmoot doctor\nfolkmoot doctor --wait 20s",
		run: func(ctx context.Context, _ []string) error { return a.doctor(ctx) },
	})
}

// doctor looks around and says what it finds. It exits with ExitNotVerified where something is wrong.
func (a *act) doctor(ctx context.Context) error {
	facts, err := a.lookUp(ctx)
	if err != nil {
		return err
	}
	findings := view.Diagnose(facts)
	err = a.answer(map[string]any{"findings": findings, "network": facts.Network}, func() error { return a.showFindings(findings) })
	for _, f := range findings {
		if f.Bad && err == nil {
			err = &exitError{ExitNotVerified}
		}
	}
	return err
}

func (a *act) lookUp(ctx context.Context) (view.Facts, error) {
	if a.face.Networks == nil {
		return view.Facts{}, errNoNetwork
	}
	status, failed := a.lookAround(ctx)
	var usage *usageError
	if errors.As(failed, &usage) {
		return view.Facts{}, failed
	}
	f, err := view.LoadFacts(ctx, a.profile.Service, a.face.Networks.HasInterfaces())
	if failed != nil {
		a.face.Log.Debug("network not started", "error", failed)
		f.Cause = a.troubleOf(failed).Cause()
	} else {
		f.Network = &status
	}
	return f, err
}

// marks stand before a finding, for who reads fast.
const (
	markBad  = "✗ "
	markGood = "· "
)

func (a *act) showFindings(findings []view.Finding) error {
	for _, f := range findings {
		sentence := a.words().FindingSays(f)
		if !f.Bad {
			if err := a.println(markGood + sentence); err != nil {
				return err
			}
			continue
		}
		if err := a.println(markBad + sentence + "\n    " + a.say.T("doctor_do."+f.Code, nil)); err != nil {
			return err
		}
	}
	return nil
}
