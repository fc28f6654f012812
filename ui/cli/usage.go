package cli

// Usage: what makes a command line one that was not understood.

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/folkmoot/folkmoot/app/charter"
)

// usageError says what of a command line was not understood.
type usageError struct {
	key  string
	data map[string]any
}

func (e *usageError) Error() string { return fmt.Sprintf("%s %v", e.key, e.data) }

// unknownVerbError says what there is instead of a verb.
type unknownVerbError struct {
	of, verb string
	near     []string
}

func (e *unknownVerbError) Error() string { return fmt.Sprintf("%s has no %q", e.of, e.verb) }

// exactly, atLeast and between check how many arguments there are.
func exactly(n int) cobra.PositionalArgs { return between(n, n) }

func atLeast(n int) cobra.PositionalArgs { return between(n, 1<<20) }

func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		data := map[string]any{"Usage": cmd.UseLine(), "Command": cmd.CommandPath()}
		switch {
		case len(args) < least:
			return &usageError{"usage.missing", data}
		case len(args) > most:
			data["Argument"] = args[most]
			return &usageError{"usage.too_many", data}
		}
		return nil
	}
}

// flagError turns what the flag library says into a usage error.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	data := map[string]any{"Command": cmd.CommandPath()}
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		data["Flag"] = dashed(unknown.GetSpecifiedName())
		return &usageError{"usage.flag_unknown", data}
	case errors.As(err, &valueless):
		data["Flag"] = dashed(valueless.GetSpecifiedName())
		return &usageError{"usage.flag_value", data}
	case errors.As(err, &invalid):
		data["Flag"], data["Value"] = dashed(invalid.GetFlag().Name), invalid.GetValue()
		return &usageError{"usage.flag_invalid", data}
	}
	data["Reason"] = err
	return &usageError{"usage.other", data}
}

// duration reads the value of a flag.
func duration(typed string) (millis int64, err error) {
	if millis, err = charter.ParseDuration(typed); err != nil {
		return 0, &usageError{"usage.duration", map[string]any{"Value": typed}}
	}
	return millis, nil
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// needFlag says that a command which cannot ask needs a flag.
func needFlag(flag string) error {
	return &usageError{"usage.need_flag", map[string]any{"Flag": flag}}
}
