package trouble

// Plain: errors of which there is nothing to say but their sentence.

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"syscall"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// plain are the errors that need no data.
var plain = []struct {
	err error
	Said
}{
	{app.ErrNoCommunity, Said{Class: NotFound, What: "error.no_community", Do: "do.no_community"}},
	{app.ErrNoIdentity, Said{Class: NotFound, What: "error.no_identity", Do: "do.no_profile"}},
	{app.ErrIdentityExists, Said{Class: Failed, What: "error.identity_exists", Do: "do.identity_exists"}},
	{app.ErrNoSeed, Said{Class: Failed, What: "error.no_seed", Do: "do.no_seed"}},
	{app.ErrAlreadyHere, Said{Class: Failed, What: "error.already_here", Do: "do.already_here"}},
	{app.ErrNotFoundHere, Said{Class: NotFound, What: "error.not_found", Do: "do.not_found"}},
	{app.ErrWithdrawn, Said{Class: Failed, What: "error.withdrawn"}},
	{app.ErrCopied, Said{Class: Failed, What: "error.copied", Do: "do.copied"}},
	{app.ErrKeyIsGood, Said{Class: Failed, What: "error.key_is_good"}},
	{app.ErrNotSayable, Said{Class: Failed, What: "error.not_sayable"}},
	{app.ErrNotHereYet, Said{Class: NotFound, What: "error.not_here_yet", Do: "do.not_here_yet"}},
	{app.ErrLocalOnly, Said{Class: Failed, What: "error.local_only"}},
	{app.ErrNeedsNewer, Said{Class: NeedsNewer, What: "error.needs_newer", Do: "do.needs_newer"}},
	{app.ErrUnknownPeer, Said{Class: NotFound, What: "error.unknown_peer", Do: "do.unknown_peer"}},
	{op.ErrNotAnID, Said{Class: Usage, What: "error.not_an_id", Do: "do.not_an_id"}},
	{app.ErrOtherOffer, Said{Class: BadInput, What: "error.other_offer", Do: "do.other_offer"}},
	{app.ErrNotBackup, Said{Class: BadInput, What: "error.not_backup"}},
	{app.ErrNewerBackup, Said{Class: NeedsNewer, What: "error.backup_newer", Do: "do.needs_newer"}},
	{app.ErrDamagedBackup, Said{Class: BadInput, What: "error.backup_damaged"}},
	{app.ErrOtherPhrase, Said{Class: BadInput, What: "error.other_phrase"}},
	{app.ErrProfileNotEmpty, Said{Class: Failed, What: "error.identity_exists", Do: "do.identity_exists"}},
	{invite.ErrNotALink, Said{Class: BadInput, What: "error.not_a_link", Do: "do.not_a_link"}},
	{invite.ErrVersion, Said{Class: NeedsNewer, What: "error.link_version", Do: "do.needs_newer"}},
	{invite.ErrOtherKind, Said{Class: BadInput, What: "error.link_kind", Do: "do.link_kind"}},
	{invite.ErrDamaged, Said{Class: BadInput, What: "error.link_damaged", Do: "do.link_damaged"}},
	{invite.ErrTooLong, Said{Class: BadInput, What: "error.link_too_long", Do: "do.not_a_link"}},
	{fs.ErrExist, Said{Class: Failed, What: "error.exists", Do: "do.exists"}},
	{fs.ErrNotExist, Said{Class: NotFound, What: "error.no_such_file"}},
	{syscall.EISDIR, Said{Class: BadInput, What: "error.is_folder", Do: "do.is_folder"}},
	{syscall.ENOTDIR, Said{Class: BadInput, What: "error.no_folder", Do: "do.exists"}},
	{fs.ErrPermission, Said{Class: Storage, What: "error.read_only", Do: "do.read_only"}},
	{io.EOF, Said{Class: Usage, What: "error.no_answer"}},
}

func plainTrouble(err error) (Said, bool) {
	for _, p := range plain {
		if errors.Is(err, p.err) {
			t := p.Said
			t.Data = maps.Clone(t.Data) // the table is everybody's
			if t.Data == nil {
				t.Data = map[string]any{}
			}
			t.Data["Reason"] = fileOf(err)
			return t, true
		}
	}
	return Said{}, false
}

// fileOf is the file that an error of the system is about, which is all that people need beside the sentence; or else the error.
func fileOf(err error) any {
	var file *fs.PathError
	if errors.As(err, &file) {
		return AsItIs(text.Line(file.Path))
	}
	return err
}
