package store

// Backup: a whole copy in one file, checked before it gets its name. What is local is in it; keys are not in this file at all.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/folkmoot/folkmoot/store/lite"
)

// progressEvery is how often a backup says how far it is.
const progressEvery = 200 * time.Millisecond

// Backup writes a copy of what the last transaction left to a path where nothing is (fs.ErrExist); progress, which may be nil, hears bytes. While
// it runs, others read and write. After an error or a crash nothing lies at the path.
func (r *Replica) Backup(ctx context.Context, path string, progress func(done, total int64)) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing the backup %s: %w", path, errors.Join(fs.ErrExist, err))
	}
	return r.backup(ctx, path, progress)
}

// BackupOver is Backup, in place of a backup that was written before.
func (r *Replica) BackupOver(ctx context.Context, path string, progress func(done, total int64)) error {
	if _, err := os.Lstat(path); err == nil {
		if err := inspect(path, r.config); err != nil {
			return fmt.Errorf("writing the backup over %s: %w", path, err)
		}
	}
	return r.backup(ctx, path, progress)
}

func (r *Replica) backup(ctx context.Context, path string, progress func(done, total int64)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	temporary := path + ".new"
	err := r.copyTo(temporary, progress)
	if err == nil {
		err = errors.Join(ctx.Err(), syncFile(temporary))
	}
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err == nil {
		return syncFolder(path)
	}
	return fmt.Errorf("writing the backup %s: %w", path, errors.Join(explain(explainFile(err)), removeIfThere(temporary)))
}

// copyTo writes the copy and checks it.
func (r *Replica) copyTo(path string, progress func(done, total int64)) error {
	if err := removeIfThere(path); err != nil {
		return err
	}
	// Not a reader's connection: to SQLite, a copy is a write.
	conn, err := lite.Open(r.path, lite.ReadWrite)
	if err != nil {
		return err
	}
	pages, err := conn.Int("SELECT page_count FROM pragma_page_count")
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	total := pages * pageSize
	stop := watchSize(path, total, progress)
	err = conn.Exec("VACUUM INTO ?", path)
	stop()
	if err := errors.Join(err, conn.Close()); err != nil {
		return err
	}
	if err := checkCopy(path); err != nil {
		return err
	}
	progress(total, total)
	return nil
}

// watchSize tells the size of a growing file until stop is called, which waits for the last word.
func watchSize(path string, total int64, progress func(done, total int64)) (stop func()) {
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(progressEvery)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				if info, err := os.Stat(path); err == nil {
					progress(min(info.Size(), total), total)
				}
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

func checkCopy(path string) error {
	conn, err := lite.Open(path, lite.ReadOnly)
	if err != nil {
		return err
	}
	verdict := ""
	_, err = conn.One("PRAGMA integrity_check(1)", func(c lite.Row) { verdict = c.Text(0) })
	if err = errors.Join(err, conn.Close()); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("the copy is not whole (%s): %w", verdict, ErrDamaged)
	}
	return nil
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
