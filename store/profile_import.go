package store

// A community's file from a backup.

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Import makes a community's file from a backup's copy of it, after checking that it is whole and of a version that this build knows. A file that
// lies in its place is set aside, as Create does. Errors: ErrDamaged, ErrForeignFile, ErrNewerFile; nothing is left after them.
func (f Folder) Import(com op.CommunityID, from io.Reader) (app.Replica, error) {
	r, err := f.importFile(com, from)
	if err != nil {
		return nil, fmt.Errorf("bringing a community's file back: %w", explain(explainFile(err)))
	}
	return r, nil
}

func (f Folder) importFile(com op.CommunityID, from io.Reader) (*Replica, error) {
	if err := os.MkdirAll(f.Path, 0o700); err != nil {
		return nil, err
	}
	if err := f.setAside(com); err != nil {
		return nil, err
	}
	temporary := f.File(com) + ".new"
	err := errors.Join(removeIfThere(temporary), writeSynced(temporary, from))
	if err == nil {
		err = inspect(temporary, f.Config)
	}
	if err == nil {
		err = checkCopy(temporary)
	}
	if err == nil {
		err = os.Rename(temporary, f.File(com))
	}
	if err != nil {
		return nil, errors.Join(err, removeIfThere(temporary))
	}
	err = syncFolder(f.File(com))
	if err != nil {
		return nil, errors.Join(err, f.Remove(com))
	}
	r, err := Open(f.File(com), f.Config)
	if err != nil {
		return nil, errors.Join(err, f.Remove(com))
	}
	return r, nil
}

// writeSynced makes a file that only its owner can read, and has it on disk before it returns.
func writeSynced(path string, from io.Reader) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, from)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
