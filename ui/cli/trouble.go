package cli

// Trouble: which error becomes which sentence. Errors of one kind stand together; what each says is in the translations.

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"strings"
	"syscall"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) usageTrouble(err error) (trouble, bool) {
	var usage *usageError
	if errors.As(err, &usage) {
		return trouble{code: ExitUsage, what: usage.key, do: "do.usage", data: withCommand(usage.data), moot: true}, true
	}
	var verb *unknownVerbError
	if errors.As(err, &verb) {
		t := trouble{code: ExitUsage, what: "usage.verb", do: "do.usage", moot: true}
		t.data = map[string]any{"Command": verb.of, "Verb": verb.verb}
		if len(verb.near) > 0 {
			t.do, t.data["Near"] = "do.near", strings.Join(verb.near, ", ")
		}
		return t, true
	}
	if t, ok := recordTrouble(err); ok {
		return t, true
	}
	return tallyTrouble(err)
}

func withCommand(data map[string]any) map[string]any {
	if data["Command"] == nil {
		data["Command"] = "folkmoot"
	}
	return data
}

// meanings are about the disk, the profile's files and the keys; what each error means is known outside of this package.
var meanings = map[Meaning]trouble{
	MeansDiskFull:        {code: ExitStorage, what: "error.disk_full", do: "do.disk_full"},
	MeansReadOnly:        {code: ExitStorage, what: "error.read_only", do: "do.read_only"},
	MeansDamaged:         {code: ExitStorage, what: "error.damaged", do: "do.damaged"},
	MeansInUse:           {code: ExitBusy, what: "error.in_use", do: "do.in_use"},
	MeansNewerFile:       {code: ExitNeedsNewer, what: "error.newer_file", do: "do.newer_file"},
	MeansOlderFile:       {code: ExitBadInput, what: "error.older_file", do: "do.older_file"},
	MeansForeignFile:     {code: ExitBadInput, what: "error.foreign_file", do: "do.foreign_file"},
	MeansWrongPassphrase: {code: ExitBusy, what: "error.wrong_passphrase", do: "do.wrong_passphrase"},
	MeansBadPassphrase:   {code: ExitBadInput, what: "error.bad_passphrase", do: "do.bad_passphrase"},
	MeansNoKeyring:       {code: ExitBusy, what: "error.no_keyring", do: "do.no_keyring"},
	MeansKeysLocked:      {code: ExitBusy, what: "error.keys_locked", do: "do.keys_locked"},
	MeansKeysDamaged:     {code: ExitStorage, what: "error.keys_damaged", do: "do.keys_damaged"},
	MeansKeysExposed:     {code: ExitBusy, what: "error.keys_exposed", do: "do.keys_exposed"},
}

func (a *act) fileTrouble(err error) (trouble, bool) {
	meaning := a.face.Meaning(err)
	t, known := meanings[meaning]
	said, _, _ := strings.Cut(err.Error(), ": sqlite: ") // what follows is for logs
	t.data = map[string]any{"Reason": reasonText(said)}
	var file *app.OpenError
	if meaning == MeansDamaged && errors.As(err, &file) {
		t.what, t.do, t.data["Name"] = "error.damaged_community", "do.damaged_community", file.Name
	}
	return t, known
}

func sessionTrouble(err error) (trouble, bool) {
	data := map[string]any{"Reason": err}
	var version *session.VersionError
	switch {
	case errors.As(err, &version):
		return trouble{code: ExitNeedsNewer, what: "error.session_version", data: data}, true
	case errors.Is(err, session.ErrLost):
		return trouble{code: ExitFailed, what: "error.session_lost", do: "do.session_lost", changed: true}, true
	case errors.Is(err, session.ErrBusy):
		return trouble{code: ExitBusy, what: "error.session_busy", do: "do.again"}, true
	case errors.Is(err, session.ErrForeign):
		return trouble{code: ExitBusy, what: "error.session_foreign"}, true
	case errors.Is(err, session.ErrTooLarge):
		return trouble{code: ExitUsage, what: "error.session_too_large", do: "do.session_too_large"}, true
	case errors.Is(err, session.ErrNotServing), errors.Is(err, session.ErrHeld):
		return trouble{code: ExitBusy, what: "error.profile_held", do: "do.profile_held", data: data}, true
	case errors.Is(err, session.ErrInterrupted), errors.Is(err, session.ErrGone), errors.Is(err, context.Canceled):
		return trouble{code: ExitInterrupted, what: "error.interrupted", changed: true}, true
	}
	return trouble{}, false
}

// reasonOf is an error's own text without the sentinel's, which has a sentence already.
func reasonOf(err, sentinel error) string {
	said := err.Error()
	if at := strings.Index(said, sentinel.Error()); at >= 0 {
		before, after := strings.TrimSuffix(said[:at], ": "), strings.TrimPrefix(said[at+len(sentinel.Error()):], ": ")
		if after != "" {
			return after
		}
		if before != "" {
			return before
		}
	}
	return said
}

// plain are the errors that need no data.
var plain = []struct {
	err error
	trouble
}{
	{errNoProfile, trouble{code: ExitNotFound, what: "error.no_profile", do: "do.no_profile"}},
	{errNoHome, trouble{code: ExitFailed, what: "error.no_home", do: "do.no_home"}},
	{errNotConfirmed, trouble{code: ExitFailed, what: "error.not_confirmed"}},
	{errEmptyPassphrase, trouble{code: ExitBadInput, what: "error.empty_passphrase"}},
	{errDifferentPassphrase, trouble{code: ExitBadInput, what: "error.different_passphrase", do: "do.again"}},
	{errTooMuch, trouble{code: ExitBadInput, what: "error.too_much"}},
	{ErrNoDesktop, trouble{code: ExitUsage, what: "error.no_desktop", do: "do.usage", data: map[string]any{"Command": "folkmoot"}, moot: true}},
	{errBeyondCouncil, trouble{code: ExitFailed, what: "error.beyond_council", do: "do.beyond_council"}},
	{app.ErrNoCommunity, trouble{code: ExitNotFound, what: "error.no_community", do: "do.no_community"}},
	{app.ErrNoIdentity, trouble{code: ExitNotFound, what: "error.no_identity", do: "do.no_profile"}},
	{app.ErrIdentityExists, trouble{code: ExitFailed, what: "error.identity_exists", do: "do.identity_exists"}},
	{app.ErrNoSeed, trouble{code: ExitFailed, what: "error.no_seed", do: "do.no_seed"}},
	{app.ErrAlreadyHere, trouble{code: ExitFailed, what: "error.already_here", do: "do.already_here"}},
	{app.ErrNotFoundHere, trouble{code: ExitNotFound, what: "error.not_found", do: "do.not_found"}},
	{app.ErrWithdrawn, trouble{code: ExitFailed, what: "error.withdrawn"}},
	{app.ErrCopied, trouble{code: ExitFailed, what: "error.copied", do: "do.copied"}},
	{app.ErrKeyIsGood, trouble{code: ExitFailed, what: "error.key_is_good"}},
	{app.ErrNotSayable, trouble{code: ExitFailed, what: "error.not_sayable"}},
	{app.ErrNotHereYet, trouble{code: ExitNotFound, what: "error.not_here_yet", do: "do.not_here_yet"}},
	{app.ErrNeedsNewer, trouble{code: ExitNeedsNewer, what: "error.needs_newer", do: "do.needs_newer"}},
	{app.ErrUnknownPeer, trouble{code: ExitNotFound, what: "error.unknown_peer", do: "do.unknown_peer"}},
	{op.ErrNotAnID, trouble{code: ExitUsage, what: "error.not_an_id", do: "do.not_an_id"}},
	{app.ErrOtherOffer, trouble{code: ExitBadInput, what: "error.other_offer", do: "do.other_offer"}},
	{app.ErrNotBackup, trouble{code: ExitBadInput, what: "error.not_backup"}},
	{app.ErrNewerBackup, trouble{code: ExitNeedsNewer, what: "error.backup_newer", do: "do.needs_newer"}},
	{app.ErrDamagedBackup, trouble{code: ExitBadInput, what: "error.backup_damaged"}},
	{app.ErrOtherPhrase, trouble{code: ExitBadInput, what: "error.other_phrase"}},
	{app.ErrProfileNotEmpty, trouble{code: ExitFailed, what: "error.identity_exists", do: "do.identity_exists"}},
	{invite.ErrNotALink, trouble{code: ExitBadInput, what: "error.not_a_link", do: "do.not_a_link"}},
	{invite.ErrVersion, trouble{code: ExitNeedsNewer, what: "error.link_version", do: "do.needs_newer"}},
	{invite.ErrOtherKind, trouble{code: ExitBadInput, what: "error.link_kind", do: "do.link_kind"}},
	{invite.ErrDamaged, trouble{code: ExitBadInput, what: "error.link_damaged", do: "do.link_damaged"}},
	{invite.ErrTooLong, trouble{code: ExitBadInput, what: "error.link_too_long", do: "do.not_a_link"}},
	{fs.ErrExist, trouble{code: ExitFailed, what: "error.exists", do: "do.exists"}},
	{fs.ErrNotExist, trouble{code: ExitNotFound, what: "error.no_such_file"}},
	{syscall.EISDIR, trouble{code: ExitBadInput, what: "error.is_folder", do: "do.is_folder"}},
	{syscall.ENOTDIR, trouble{code: ExitBadInput, what: "error.no_folder", do: "do.exists"}},
	{fs.ErrPermission, trouble{code: ExitStorage, what: "error.read_only", do: "do.read_only"}},
	{io.EOF, trouble{code: ExitUsage, what: "error.no_answer"}},
}

func plainTrouble(err error) (trouble, bool) {
	for _, p := range plain {
		if errors.Is(err, p.err) {
			t := p.trouble
			t.data = maps.Clone(t.data) // the table is everybody's
			if t.data == nil {
				t.data = map[string]any{}
			}
			t.data["Reason"] = fileOf(err)
			return t, true
		}
	}
	return trouble{}, false
}

// fileOf is the file that an error of the system is about, which is all that people need beside the sentence; or else the error.
func fileOf(err error) any {
	var file *fs.PathError
	if errors.As(err, &file) {
		return asItIs(text.Line(file.Path))
	}
	return err
}
