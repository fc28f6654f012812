package trouble

// Record: records that are none, or that prove nothing.

import (
	"errors"

	"github.com/folkmoot/folkmoot/app/record"
)

// recordTrouble is about records that are none, or that prove nothing.
func recordTrouble(err error) (Said, bool) {
	var step *record.StepError
	said, data := err, map[string]any{}
	if errors.As(err, &step) {
		said = step.Err
	}
	for _, known := range []struct {
		err error
		Said
	}{
		{record.ErrNotRecord, Said{Class: BadInput, What: "error.not_record", Moot: true}},
		{record.ErrNewer, Said{Class: NeedsNewer, What: "error.record_newer", Do: "do.needs_newer", Moot: true}},
		{record.ErrTruncated, Said{Class: BadInput, What: "error.record_truncated", Do: "do.record_again", Moot: true}},
		{record.ErrDamaged, Said{Class: BadInput, What: "error.record_damaged", Do: "do.record_again", Moot: true}},
		{record.ErrTooLarge, Said{Class: BadInput, What: "error.record_large", Moot: true}},
		{record.ErrOtherCommunity, Said{Class: Refuted, What: "error.record_community", Moot: true}},
		{record.ErrNotSealed, Said{Class: Failed, What: "error.record_not_sealed", Do: "do.record_not_sealed", Moot: true}},
		{record.ErrChanged, Said{Class: Failed, What: "error.record_changed", Do: "do.again", Moot: true}},
	} {
		if errors.Is(err, known.err) {
			t := known.Said
			data["Reason"] = Reason(Without(said, known.err))
			t.Data, t.Detail = data, err.Error()
			return t, true
		}
	}
	if step != nil && errors.Is(err, record.ErrFalse) {
		data["Reason"] = Reason(Without(step.Err, record.ErrFalse))
		return Said{Class: Refuted, What: refutedAt[step.Step], Do: "do.record_false", Data: data, Detail: err.Error(), Moot: true}, true
	}
	return Said{}, false
}

// refutedAt are the sentences about steps that did not hold.
var refutedAt = map[record.StepName]string{
	record.StepFile: "error.record_step.file", record.StepCommunity: "error.record_step.community", record.StepBlocks: "error.record_step.blocks",
	record.StepSignatures: "error.record_step.signatures", record.StepPast: "error.record_step.past", record.StepReached: "error.record_step.reached",
	record.StepOpening: "error.record_step.opening", record.StepSeals: "error.record_step.seals", record.StepCounted: "error.record_step.counted",
	record.StepLate: "error.record_step.late", record.StepOutcome: "error.record_step.outcome",
}
