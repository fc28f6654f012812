package trouble

// Files: the disk, the profile's files, the keys, and the network that is no part of the core either.

import (
	"errors"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

// meanings are about the disk, the profile's files, the keys and the network; what each error means is known outside of this package.
var meanings = map[Meaning]Said{
	MeansDiskFull:        {Class: Storage, What: "error.disk_full", Do: "do.disk_full"},
	MeansReadOnly:        {Class: Storage, What: "error.read_only", Do: "do.read_only"},
	MeansDamaged:         {Class: Storage, What: "error.damaged", Do: "do.damaged"},
	MeansInUse:           {Class: Busy, What: "error.in_use", Do: "do.in_use"},
	MeansNewerFile:       {Class: NeedsNewer, What: "error.newer_file", Do: "do.newer_file"},
	MeansOlderFile:       {Class: BadInput, What: "error.older_file", Do: "do.older_file"},
	MeansForeignFile:     {Class: BadInput, What: "error.foreign_file", Do: "do.foreign_file"},
	MeansWrongPassphrase: {Class: Busy, What: "error.wrong_passphrase", Do: "do.wrong_passphrase"},
	MeansBadPassphrase:   {Class: BadInput, What: "error.bad_passphrase", Do: "do.bad_passphrase"},
	MeansNoKeyring:       {Class: Busy, What: "error.no_keyring", Do: "do.no_keyring"},
	MeansKeysLocked:      {Class: Busy, What: "error.keys_locked", Do: "do.keys_locked"},
	MeansKeysDamaged:     {Class: Storage, What: "error.keys_damaged", Do: "do.keys_damaged"},
	MeansKeysExposed:     {Class: Busy, What: "error.keys_exposed", Do: "do.keys_exposed"},
	MeansPortInUse:       {Class: Failed, What: "error.port_none", Do: "do.port_in_use"},
	MeansBadAddress:      {Class: BadInput, What: "error.bad_address", Do: "do.bad_address"},
	MeansRelayUsedUp:     {Class: Failed, What: "error.relay_used_up", Do: "do.relay_used_up", Changed: true},
	MeansRelayNotAllowed: {Class: Failed, What: "error.relay_not_allowed", Do: "do.relay_not_allowed", Changed: true},
	MeansRelayFull:       {Class: Failed, What: "error.relay_full", Do: "do.relay_full", Changed: true},
	MeansRelaySilent:     {Class: Failed, What: "error.relay_silent", Do: "do.relay_silent", Changed: true},
	MeansRelayOther:      {Class: Failed, What: "error.relay_other", Do: "do.relay_other", Changed: true},
}

// fileTrouble is about what lies on the disk, and about what the network means.
func (s Speaker) fileTrouble(err error) (Said, bool) {
	meaning := s.Means(err)
	t, known := meanings[meaning]
	said, _, _ := strings.Cut(err.Error(), ": sqlite: ") // what follows is for logs
	t.Data = map[string]any{"Reason": Reason(said)}
	var file *app.OpenError
	if meaning == MeansDamaged && errors.As(err, &file) {
		t.What, t.Do, t.Data["Name"] = "error.damaged_community", "do.damaged_community", file.Name
	}
	return t, known
}

// Cause is why the network is not on, for a diagnosis: one of the view's Cause… words.
func (t Trouble) Cause() string {
	switch t.Name {
	case "port_none":
		return view.CausePort
	case "bad_address":
		return view.CauseAddress
	}
	return view.CauseOther
}
