package cli

// Poll, when and against what: the flags of an opening that name its close and the poll that passing ends.

import (
	"context"
	"time"

	"github.com/spf13/cobra"
)

// timeFlags are what a person typed.
type timeFlags struct {
	closes, ends string
}

// closeForms are how a close can be typed, in the reader's own zone.
var closeForms = []string{time.DateOnly + " 15:04", time.DateOnly}

func (f *timeFlags) declare(a *act, cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.closes, "closes", "", a.flag("closes"))
	cmd.Flags().StringVar(&f.ends, "ends", "", a.flag("ends"))
}

// readTimes makes of the flags what they mean.
func (a *act) readTimes(ctx context.Context, f *pollFlags) error {
	if f.closes != "" {
		closes, err := a.instant("--closes", f.closes)
		if err != nil {
			return err
		}
		f.ClosesMillis = closes
	}
	if f.ends == "" {
		return nil
	}
	_, id, err := a.pollMeant(ctx, f.ends)
	f.Ends = id
	return err
}

func (a *act) instant(flag, typed string) (int64, error) {
	for _, form := range closeForms {
		if at, err := time.ParseInLocation(form, typed, a.face.Zone); err == nil {
			return at.UnixMilli(), nil
		}
	}
	return 0, &usageError{"usage.flag_invalid", map[string]any{"Flag": flag, "Value": typed}}
}
