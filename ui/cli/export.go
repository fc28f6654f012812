package cli

// Export: all that this person may read, as files for people and other programs.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func (a *act) exportCommand() *cobra.Command {
	return filesComplete(a.verb(spec{
		use: "export DIR", key: "export", args: exactly(1), needs: needsProfile, example: "folkmoot export ~/elm-street",
		run: func(ctx context.Context, args []string) error { return a.export(ctx, args[0]) },
	}))
}

func (a *act) export(ctx context.Context, name string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	dir := a.path(name)
	if err := makeEmptyFolder(dir); err != nil {
		return err
	}
	step, end := a.progress("progress.export")
	exported, err := c.Export(ctx, filesIn(dir), step)
	end()
	if err != nil {
		return err
	}
	return a.answer(struct {
		Folder    string `json:"folder"`
		Files     int    `json:"files"`
		Ops       int    `json:"ops"`
		Topics    int    `json:"topics"`
		Proposals int    `json:"proposals"`
		Polls     int    `json:"polls"`
		Withheld  int    `json:"withheld"`
	}{dir, exported.Files, exported.Ops, exported.Topics, exported.Proposals, exported.Polls, exported.Withheld}, func() error {
		if err := a.tell("export.done", map[string]any{"Files": exported.Files, "Folder": name}); err != nil {
			return err
		}
		if exported.Withheld > 0 {
			return a.println(a.say.N("export.withheld", exported.Withheld, nil))
		}
		return nil
	})
}

// makeEmptyFolder makes a folder, or takes one that has nothing in it: no file of somebody's is ever overwritten.
func makeEmptyFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the folder %s: %w", dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty: %w", dir, fs.ErrExist)
	}
	return nil
}

// filesIn makes new files in a folder.
func filesIn(dir string) func(name string) (io.WriteCloser, error) {
	return func(name string) (io.WriteCloser, error) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return nil, err
		}
		return &syncedFile{file, bufio.NewWriterSize(file, 64<<10)}, nil
	}
}

// syncedFile is on the disk when it is closed without an error.
type syncedFile struct {
	file     *os.File
	buffered *bufio.Writer
}

func (f *syncedFile) Write(p []byte) (int, error) { return f.buffered.Write(p) }

func (f *syncedFile) Close() error {
	return errors.Join(f.buffered.Flush(), f.file.Sync(), f.file.Close())
}
