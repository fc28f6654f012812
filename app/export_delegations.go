package app

// The table of delegations of an export.

import (
	"strings"
)

func (x *exporter) delegationTable(r Reader) error {
	columns := []string{"delegation", "made", "voter", "fingerprint", "delegates", "track", "until", "replaces", "taken_back_by"}
	return x.table("delegations.csv", columns, func(add func(...string) error) error {
		rows, err := r.Delegations()
		if err != nil {
			return err
		}
		for _, d := range rows {
			voter := x.called.Of(d.From)
			delegates := make([]string, len(d.To))
			for i, to := range d.To {
				name := x.called.Of(to)
				delegates[i] = name.String() + " " + name.Fingerprint
			}
			until := ""
			if d.UntilMillis > 0 {
				until = instant(d.UntilMillis)
			}
			if err := add(d.ID.String(), instant(d.TimeMillis), voter.String(), voter.Fingerprint, strings.Join(delegates, "; "), d.Track, until,
				d.Replaces.String(), d.Ended.String()); err != nil {
				return err
			}
		}
		return x.ctx.Err()
	})
}
