package store

// The folder of a profile's communities: one file each, named by the community's id.

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Folder opens and makes the files of communities; it implements app.Replicas.
type Folder struct {
	// Path is the folder; it is made when the first community is.
	Path string
	// Config is how its files are opened.
	Config Config
}

var _ app.Replicas = Folder{}

// communityFileExtension ends the names of communities' files.
const communityFileExtension = ".db"

// sideFiles are what SQLite keeps beside a database.
var sideFiles = []string{"-wal", "-shm", "-journal"}

// File is where the community's file is, or would be.
func (f Folder) File(com op.CommunityID) string {
	return filepath.Join(f.Path, com.String()+communityFileExtension)
}

// Create makes the file of a community that the profile does not list. A file that lies there was left by an attempt that a crash cut short,
// before the profile listed it: it is set aside under another name, never deleted.
func (f Folder) Create(com op.CommunityID) (app.Replica, error) {
	if err := os.MkdirAll(f.Path, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of communities: %w", explainFile(err))
	}
	if err := f.setAside(com); err != nil {
		return nil, fmt.Errorf("setting a leftover file aside: %w", explainFile(err))
	}
	r, err := Create(f.File(com), f.Config)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// maxSetAside bounds the search for a free name.
const maxSetAside = 1000

func (f Folder) setAside(com op.CommunityID) error {
	path := f.File(com)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	for n := 1; n <= maxSetAside; n++ {
		aside := fmt.Sprintf("%s.aside-%d", path, n)
		if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		for _, side := range sideFiles {
			if err := os.Rename(path+side, aside+side); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return os.Rename(path, aside)
	}
	return fmt.Errorf("%d files were set aside already: %w", maxSetAside, fs.ErrExist)
}

// Open fails with an error wrapping fs.ErrNotExist where there is none.
func (f Folder) Open(com op.CommunityID) (app.Replica, error) {
	r, err := Open(f.File(com), f.Config)
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Remove deletes the file for good; one that is not there is no error.
func (f Folder) Remove(com op.CommunityID) error {
	if err := removeWithSides(f.File(com)); err != nil {
		return fmt.Errorf("deleting a community's file: %w", explainFile(err))
	}
	return nil
}

func removeWithSides(path string) error {
	failed := []error{removeIfThere(path)}
	for _, side := range sideFiles {
		failed = append(failed, removeIfThere(path+side))
	}
	return errors.Join(failed...)
}
