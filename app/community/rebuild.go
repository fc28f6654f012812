package community

// Rebuild: all rows anew, from the stored ops.

import (
	"errors"
)

// rebuildStep ops are projected between two reports of progress.
const rebuildStep = 1000

// Rebuild judges and projects every stored op again, in the order in which they were stored. The caller has dropped all rows before, in the
// same transaction; the same rows come back. progress hears how many ops were done.
func (e *Engine) Rebuild(tx Tx, progress func(done int)) error {
	return e.using(tx, func() error {
		var failed error
		done := 0
		err := tx.Ops(0, func(s Stored) bool {
			failed = errors.Join(e.projectStored(tx, s), e.failed)
			if done++; done%rebuildStep == 0 && progress != nil {
				progress(done)
			}
			return failed == nil
		})
		if progress != nil {
			progress(done)
		}
		return errors.Join(err, failed)
	})
}
