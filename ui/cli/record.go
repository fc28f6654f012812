package cli

// Record: the proof of a poll's result in a file, for anybody.

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app/record"
)

func (a *act) recordCommands() *cobra.Command {
	return a.noun("record", "record", a.recordExport())
}

func (a *act) recordExport() *cobra.Command {
	var force bool
	cmd := a.verb(spec{
		use: "export ID FILE.car", key: "record.export", args: exactly(2), needs: needsProfile, hints: a.pollHints,
		example: "folkmoot record export m4c2ttpx drill.car\nfolkmoot verify drill.car --community bafyrei…",
		run:     func(ctx context.Context, args []string) error { return a.exportRecord(ctx, args[0], args[1], force) },
	})
	cmd.Flags().BoolVar(&force, "force", false, a.flag("force"))
	return cmd
}

func (a *act) exportRecord(ctx context.Context, typed, name string, force bool) error {
	c, id, err := a.pollMeant(ctx, typed)
	if err != nil {
		return err
	}
	path := a.path(name)
	if _, err := os.Lstat(path); err == nil && !force {
		return &fs.PathError{Op: "writing", Path: name, Err: fs.ErrExist}
	}
	step, end := a.progress("progress.record")
	defer end()
	var proved *record.Result
	size, err := replaceFile(path, func(w io.Writer) (err error) {
		proved, err = c.ExportRecord(ctx, w, id, step)
		return err
	})
	if err != nil {
		return err
	}
	end()
	return a.answer(struct {
		File      string `json:"file"`
		Poll      string `json:"poll"`
		Community string `json:"community"`
		Acts      uint64 `json:"acts"`
		Bytes     int64  `json:"bytes"`
	}{path, id.String(), proved.Community.Genesis().String(), proved.Manifest.Ops, size}, func() error {
		if err := a.println(a.say.N("record.exported", int(proved.Manifest.Ops), map[string]any{"Size": a.say.Size(size), "File": name})); err != nil {
			return err
		}
		return a.println(a.wrapped(a.say.T("record.hand_on", map[string]any{"ID": asItIs(proved.Community.Genesis().String())})))
	})
}

// recordTrouble is about records that are none, or that prove nothing.
func recordTrouble(err error) (trouble, bool) {
	var step *record.StepError
	said, data := err, map[string]any{}
	if errors.As(err, &step) {
		said = step.Err
	}
	for _, known := range []struct {
		err error
		trouble
	}{
		{record.ErrNotRecord, trouble{code: ExitBadInput, what: "error.not_record", moot: true}},
		{record.ErrNewer, trouble{code: ExitNeedsNewer, what: "error.record_newer", do: "do.needs_newer", moot: true}},
		{record.ErrTruncated, trouble{code: ExitBadInput, what: "error.record_truncated", do: "do.record_again", moot: true}},
		{record.ErrDamaged, trouble{code: ExitBadInput, what: "error.record_damaged", do: "do.record_again", moot: true}},
		{record.ErrTooLarge, trouble{code: ExitBadInput, what: "error.record_large", moot: true}},
		{record.ErrOtherCommunity, trouble{code: ExitRefuted, what: "error.record_community", moot: true}},
		{record.ErrNotSealed, trouble{code: ExitFailed, what: "error.record_not_sealed", do: "do.record_not_sealed", moot: true}},
		{record.ErrChanged, trouble{code: ExitFailed, what: "error.record_changed", do: "do.again", moot: true}},
	} {
		if errors.Is(err, known.err) {
			t := known.trouble
			data["Reason"] = reasonText(reasonOf(said, known.err))
			t.data, t.detail = data, err.Error()
			return t, true
		}
	}
	if step != nil && errors.Is(err, record.ErrFalse) {
		data["Reason"] = reasonText(reasonOf(step.Err, record.ErrFalse))
		return trouble{code: ExitRefuted, what: refutedAt[step.Step], do: "do.record_false", data: data, detail: err.Error(), moot: true}, true
	}
	return trouble{}, false
}

// refutedAt are the sentences about steps that did not hold.
var refutedAt = map[record.StepName]string{
	record.StepFile: "error.record_step.file", record.StepCommunity: "error.record_step.community", record.StepBlocks: "error.record_step.blocks",
	record.StepSignatures: "error.record_step.signatures", record.StepPast: "error.record_step.past", record.StepReached: "error.record_step.reached",
	record.StepOpening: "error.record_step.opening", record.StepSeals: "error.record_step.seals", record.StepCounted: "error.record_step.counted",
	record.StepLate: "error.record_step.late", record.StepOutcome: "error.record_step.outcome",
}
