package cli

// Bundle: everything on a stick, and from it.

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

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) bundleCommands() *cobra.Command {
	return a.noun("bundle", "bundle", a.bundleExport(), a.bundleImport())
}

func (a *act) bundleExport() *cobra.Command {
	var to, since string
	cmd := a.verb(spec{
		use: "export --to FILE|-", key: "bundle.export", needs: needsProfile,
		example: "folkmoot bundle export --to /media/stick/elm-street.car\nfolkmoot bundle export --since-peer Bea --to news-for-bea.car",
		run: func(ctx context.Context, _ []string) error {
			if to == "" {
				return needFlag("--to")
			}
			return a.exportBundle(ctx, to, since)
		},
	})
	cmd.Flags().StringVarP(&to, "to", "o", "", a.flag("bundle_to"))
	cmd.Flags().StringVar(&since, "since-peer", "", a.flag("since_peer"))
	return cmd
}

func (a *act) exportBundle(ctx context.Context, to, since string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	step, end := a.progress("progress.export")
	defer end()
	if to == "-" {
		_, err := c.ExportBundle(ctx, a.call.Out, since, step)
		return err
	}
	if err := mayReplace(a.path(to)); err != nil {
		return err
	}
	ops := 0
	size, err := replaceFile(a.path(to), func(w io.Writer) (err error) {
		ops, err = c.ExportBundle(ctx, w, since, step)
		return err
	})
	if err != nil {
		return err
	}
	end()
	return a.answer(struct {
		File  string `json:"file"`
		Ops   int    `json:"ops"`
		Bytes int64  `json:"bytes"`
	}{a.path(to), ops, size}, func() error {
		return a.println(a.say.N("bundle.exported", ops, map[string]any{"Size": a.say.Size(size), "File": to}))
	})
}

// mayReplace refuses to write over a file that is no bundle: a name that was mistyped must not cost anybody a letter. What is empty, or what a
// bundle was cut down to, may go.
func mayReplace(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil // whatever else is wrong with the place, writing there says it
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := bundle.NewReader(file); errors.Is(err, bundle.ErrNotBundle) {
		return fmt.Errorf("%s is no bundle: %w", path, fs.ErrExist)
	}
	return nil
}

// replaceFile writes a file beside its place and moves it there when it is whole and on the disk: a stick that is pulled out too early holds the
// old file or none, never half of one under its name.
func replaceFile(path string, write func(io.Writer) error) (size int64, err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeThrough(path, write)
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return 0, fmt.Errorf("making a file beside %s: %w", path, err)
	}
	defer os.Remove(file.Name()) // fails, rightly, after the rename
	buffered := bufio.NewWriterSize(file, 1<<20)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		size, err = file.Seek(0, io.SeekEnd)
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return 0, fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return 0, fmt.Errorf("naming %s: %w", path, err)
	}
	syncFolder(filepath.Dir(path))
	return size, nil
}

// syncFolder makes a rename last where the system can do that: a stick is pulled out soon after.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return
	}
	defer folder.Close()
	_ = folder.Sync() // systems that cannot sync a folder do not need it
}

// writeThrough writes into a pipe or a device, in whose place no file must come.
func writeThrough(path string, write func(io.Writer) error) (size int64, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	counted := &countingWriter{to: file}
	if err := errors.Join(write(counted), file.Close()); err != nil {
		return 0, fmt.Errorf("writing %s: %w", path, err)
	}
	return counted.bytes, nil
}

type countingWriter struct {
	to    io.Writer
	bytes int64
}

func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.to.Write(p)
	w.bytes += int64(n)
	return n, err
}

func (a *act) bundleImport() *cobra.Command {
	var from string
	cmd := a.verb(spec{
		use: "import FILE|-", key: "bundle.import", args: exactly(1), needs: needsProfile,
		example: "folkmoot bundle import /media/stick/elm-street.car\nfolkmoot bundle import stick.car --from Bea",
		run:     func(ctx context.Context, args []string) error { return a.importBundle(ctx, args[0], from) },
	})
	cmd.Flags().StringVar(&from, "from", "", a.flag("from_peer"))
	return filesComplete(cmd)
}

// takenView says what a bundle brought.
type takenView struct {
	Stored  int `json:"stored"`
	Known   int `json:"known"`
	Waiting int `json:"waiting"`
	Refused int `json:"refused"`
	Dropped int `json:"dropped"`
	// Changed says that something said of earlier acts has changed.
	Changed bool `json:"verdicts_changed"`
	// Incomplete says that the file was cut short: what was whole is here.
	Incomplete bool         `json:"incomplete"`
	Refusals   []refusalRow `json:"refusals"`
}

type refusalRow struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

func newTakenView(b app.Brought) takenView {
	v := takenView{
		Stored: b.Stored, Known: b.Known, Waiting: b.Waiting, Refused: b.RefusedCount, Dropped: b.Dropped, Changed: b.Found,
		Incomplete: b.Incomplete, Refusals: []refusalRow{},
	}
	for _, r := range b.Refused {
		v.Refusals = append(v.Refusals, refusalRow{r.ID.String(), r.Err.Error()})
	}
	return v
}

func (a *act) importBundle(ctx context.Context, name, from string) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	in := a.call.In
	if name != "-" {
		file, err := os.Open(a.path(name))
		if err != nil {
			return err
		}
		defer file.Close()
		in = file
	}
	step, end := a.progress("progress.import")
	brought, err := c.ImportBundle(ctx, in, from, step)
	end()
	if errors.Is(err, community.ErrAnotherCommunity) {
		return a.ofAnotherCommunity(brought, err)
	}
	if ctx.Err() != nil && !a.opts.json {
		fmt.Fprintln(a.call.Err, a.say.N("bundle.stopped", brought.Stored, nil))
	}
	if err != nil {
		return err
	}
	v := newTakenView(brought)
	if err := a.answer(v, func() error { return a.showTaken(v) }); err != nil {
		return err
	}
	if v.Refused > 0 || v.Incomplete {
		return &exitError{ExitBadInput}
	}
	return nil
}

// ofAnotherCommunity names the community that a bundle is of, where this profile knows it.
func (a *act) ofAnotherCommunity(b app.Brought, err error) error {
	all, listed := a.profile.Service.Communities()
	if listed != nil {
		return errors.Join(err, listed)
	}
	for _, m := range all {
		if m.Community == b.Manifest.Community {
			return &otherCommunityError{name: m.Name}
		}
	}
	return err
}

// otherCommunityError says of which of this profile's communities a bundle is.
type otherCommunityError struct{ name string }

func (e *otherCommunityError) Error() string { return "a bundle of " + e.name }

func (a *act) showTaken(v takenView) error {
	if err := a.println(a.say.N("bundle.stored", v.Stored, map[string]any{"Known": v.Known})); err != nil {
		return err
	}
	for _, more := range []struct {
		is    bool
		key   string
		count int
	}{
		{v.Waiting > 0, "bundle.waiting", v.Waiting}, {v.Dropped > 0, "bundle.dropped", v.Dropped}, {v.Refused > 0, "bundle.refused", v.Refused},
	} {
		if more.is {
			if err := a.println(a.say.N(more.key, more.count, nil)); err != nil {
				return err
			}
		}
	}
	for _, r := range v.Refusals {
		if err := a.println("  " + text.ShortID(r.ID) + gap + text.Line(a.speaker().Reason(r.Reason, nil))); err != nil {
			return err
		}
	}
	if v.Changed {
		if err := a.tell("bundle.changed", nil); err != nil {
			return err
		}
	}
	if v.Incomplete {
		return a.tell("bundle.incomplete", nil)
	}
	return nil
}
