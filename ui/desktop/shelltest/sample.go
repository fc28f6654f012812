package shelltest

// Sample: the community of the pictures, in which this person is Ada Okonkwo.

import (
	"github.com/folkmoot/folkmoot/app/sample"
)

// Sample adds the sample to the profile, in English or German, and goes there. It names its polls, proposals and topics.
func (d *Desk) Sample(language string) *sample.Sample {
	d.T.Helper()
	if has, err := d.Service.HasIdentity(); err == nil && !has {
		phrase, err := d.Service.NewPhrase()
		d.Must(err)
		d.Must(d.Service.KeepPhrase(phrase))
	}
	made, err := sample.Grow(d.T.Context(), d.Service, sample.Options{Language: language})
	d.Must(err)
	d.Enter(made.Community)
	d.Must(d.Nav.SawHome(made.VisitedMillis))
	return made
}
