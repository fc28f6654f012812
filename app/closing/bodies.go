package closing

// The bodies of what a teller says about a poll, and what can be seen of their form alone.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/op"
)

// Receipt says: I hold these ballots since then. One without ballots says: all that my past shows, I knew then. Whoever says anything about
// a poll has received its opening, at the latest by that.
type Receipt struct {
	// Poll is the opening; zero for the receipts of what decides who may vote: admissions, delegations and their ends.
	Poll op.ID `cbor:"poll"`
	// AtMillis is the teller's own clock. One that is lower than an earlier one of its log counts as that.
	AtMillis int64 `cbor:"at_ms"`
	// Ballots are ascending.
	Ballots []op.ID `cbor:"ballots"`
}

// Freeze says: what my past shows is all that I know of the time up to the moment; no receipt of mine that follows is for that time.
type Freeze struct {
	Poll op.ID `cbor:"poll"`
	// MomentMillis is the close, or a moment at which the poll may close early.
	MomentMillis int64 `cbor:"moment_ms"`
	AtMillis     int64 `cbor:"at_ms"`
}

// Propose names the freezes that shall say what counts.
type Propose struct {
	Poll         op.ID  `cbor:"poll"`
	View         uint32 `cbor:"view"`
	MomentMillis int64  `cbor:"moment_ms"`
	// Freezes are ascending.
	Freezes []op.ID `cbor:"freezes"`
}

// Endorse says: this manifest, in this view, and no other.
type Endorse struct {
	Poll     op.ID  `cbor:"poll"`
	View     uint32 `cbor:"view"`
	Manifest op.ID  `cbor:"manifest"`
}

// Turn says: nothing more from me in views below this one.
type Turn struct {
	Poll op.ID  `cbor:"poll"`
	View uint32 `cbor:"view"`
}

// Seal is a signed note over poll, view, manifest and counted root, with its teller's signature alone.
type Seal struct {
	Note string `cbor:"note"`
}

func checkInstant(name string, millis int64) error {
	if millis < 0 || millis > op.MaxTimeMillis {
		return fmt.Errorf("its %s is %d", name, millis)
	}
	return nil
}

func checkIDs(what string, ids []op.ID, most int) error {
	if len(ids) > most {
		return fmt.Errorf("%d %s, where at most %d fit", len(ids), what, most)
	}
	for i, id := range ids {
		if id.IsZero() {
			return fmt.Errorf("number %d of its %s is null", i+1, what)
		}
		if i > 0 && ids[i-1].Compare(id) >= 0 {
			return fmt.Errorf("its %s are not in ascending order", what)
		}
	}
	return nil
}

func checkStep(poll op.ID, view uint32) error {
	switch {
	case poll.IsZero():
		return fmt.Errorf("it names no poll")
	case view > agreement.MaxView:
		return fmt.Errorf("view %d", view)
	}
	return nil
}

// Check checks the form.
func (b *Receipt) Check() error {
	if err := checkInstant("at_ms", b.AtMillis); err != nil {
		return err
	}
	return checkIDs("ballots", b.Ballots, MaxBallotsInReceipt)
}

// Check checks the form.
func (b *Freeze) Check() error {
	if b.Poll.IsZero() {
		return fmt.Errorf("it names no poll")
	}
	if err := checkInstant("moment_ms", b.MomentMillis); err != nil {
		return err
	}
	return checkInstant("at_ms", b.AtMillis)
}

// Check checks the form.
func (b *Propose) Check() error {
	if err := checkStep(b.Poll, b.View); err != nil {
		return err
	}
	if len(b.Freezes) == 0 {
		return fmt.Errorf("it names no freezes")
	}
	if err := checkInstant("moment_ms", b.MomentMillis); err != nil {
		return err
	}
	return checkIDs("freezes", b.Freezes, MaxTellers)
}

// Check checks the form.
func (b *Endorse) Check() error {
	if b.Manifest.IsZero() {
		return fmt.Errorf("it names no manifest")
	}
	return checkStep(b.Poll, b.View)
}

// Check checks the form.
func (b *Turn) Check() error {
	if b.View == 0 {
		return fmt.Errorf("it turns to view 0")
	}
	return checkStep(b.Poll, b.View)
}

// Manifest is what the tellers agree on: a moment, and freezes for it whose past says what counts.
type Manifest struct {
	Poll         op.ID   `cbor:"poll"`
	MomentMillis int64   `cbor:"moment_ms"`
	Freezes      []op.ID `cbor:"freezes"`
}

// ID is the digest of its content: equal manifests have equal ids, whoever proposes them in whatever view.
func (m Manifest) ID() op.ID {
	id, err := op.IDOf(m)
	if err != nil {
		panic("encoding ids and a number cannot fail: " + err.Error())
	}
	return id
}

// Manifest is what is proposed.
func (b *Propose) Manifest() Manifest {
	return Manifest{Poll: b.Poll, MomentMillis: b.MomentMillis, Freezes: b.Freezes}
}
