package cli

// Doctor: why acts do not come or go, and what to do about it.

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/ui/trouble"
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
	f := view.Facts{Interfaces: a.face.Networks.HasInterfaces()}
	all, err := a.profile.Service.Communities()
	if err != nil {
		return f, err
	}
	f.Communities = len(all)
	if f.RelayAddresses, err = a.relayAddresses(ctx); err != nil {
		return f, err
	}
	status, err := a.lookAround(ctx)
	var usage *usageError
	switch {
	case errors.As(err, &usage):
		return f, err
	case err != nil:
		f.Cause = a.causeOf(err)
	default:
		f.Network = &status
	}
	f.Unsent, err = a.unsent(ctx)
	return f, err
}

func (a *act) causeOf(err error) string {
	a.face.Log.Debug("network not started", "error", err)
	switch a.face.Meaning(err) {
	case trouble.MeansPortInUse:
		return view.CausePort
	case trouble.MeansBadAddress:
		return view.CauseAddress
	}
	return view.CauseOther
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
