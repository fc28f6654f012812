package cli

// Backup, restore, rebuild: keeping a copy, bringing it back, and deriving anew what people see.

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) backupCommand() *cobra.Command {
	return filesComplete(a.verb(spec{
		use: "backup DIR", key: "backup", args: exactly(1), needs: needsProfile, example: "folkmoot backup /media/disk/folkmoot-2026-11",
		run: func(ctx context.Context, args []string) error { return a.backup(ctx, args[0]) },
	}))
}

func (a *act) backup(ctx context.Context, name string) error {
	dir := filepath.Clean(a.path(name))
	step, end := a.progress("progress.backup")
	list, err := files.Backup(ctx, a.profile.Service, a.profile.KeyFile, dir, func(done, total int64) { step(int(done), int(total)) })
	end()
	if err != nil {
		return err
	}
	names := []string{}
	for _, c := range list.Communities {
		names = append(names, c.Name)
	}
	return a.answer(struct {
		Folder      string   `json:"folder"`
		Communities []string `json:"communities"`
	}{dir, names}, func() error {
		return a.println(a.say.N("backup.done", len(names), map[string]any{"Folder": name}))
	})
}

func (a *act) restoreCommand() *cobra.Command {
	var how protectionFlags
	cmd := a.verb(spec{
		use: "restore DIR", key: "restore", args: exactly(1),
		example: "folkmoot restore /media/disk/folkmoot-2026-11\nfolkmoot restore --no-passphrase /media/disk/folkmoot-2026-11 < words.txt",
		run:     func(ctx context.Context, args []string) error { return a.restore(ctx, how, args[0]) },
	})
	how.add(a, cmd)
	return filesComplete(cmd)
}

// restore makes a new profile of a backup and the phrase of its owner.
func (a *act) restore(ctx context.Context, how protectionFlags, name string) error {
	if err := a.refuseExisting(ctx); err != nil {
		return err
	}
	from := os.DirFS(a.path(name))
	if _, err := app.ReadBackup(from); err != nil {
		return err
	}
	phrase, err := a.readPhrase()
	if err != nil {
		return err
	}
	_, made, err := a.createProfile(ctx, how)
	if err != nil {
		return err
	}
	step, end := a.progress("progress.restore")
	restored, err := a.profile.Service.Restore(ctx, from, phrase, func(done, total int64) { step(int(done), int(total)) })
	end()
	if err != nil {
		return a.undoCreate(made, err)
	}
	v := newRestoredView(restored)
	return a.answer(v, func() error { return a.showRestored(v) })
}

// restoredView says what came back.
type restoredView struct {
	Communities []communityView `json:"communities"`
	ReadOnly    []communityView `json:"read_only"`
	LeftOut     []string        `json:"left_out"`
}

func newRestoredView(r app.Restored) restoredView {
	v := restoredView{Communities: []communityView{}, ReadOnly: []communityView{}, LeftOut: []string{}}
	for _, m := range r.Communities {
		v.Communities = append(v.Communities, newCommunityView(m))
	}
	for _, m := range r.ReadOnly {
		v.ReadOnly = append(v.ReadOnly, newCommunityView(m))
	}
	for _, c := range r.LeftOut {
		v.LeftOut = append(v.LeftOut, c.Name)
	}
	return v
}

func (a *act) showRestored(v restoredView) error {
	for _, c := range v.Communities {
		if err := a.tell("restore.community", map[string]any{"Name": c.Name, "ID": text.ShortID(c.ID)}); err != nil {
			return err
		}
	}
	for _, c := range v.ReadOnly {
		if err := a.tell("restore.read_only", map[string]any{"Name": c.Name}); err != nil {
			return err
		}
	}
	for _, name := range v.LeftOut {
		if err := a.tell("restore.left_out", map[string]any{"Name": name}); err != nil {
			return err
		}
	}
	return a.tell("restore.new_keys", nil)
}

func (a *act) rebuildCommand() *cobra.Command {
	var scrub bool
	cmd := a.verb(spec{
		use: "rebuild", key: "rebuild", needs: needsProfile, example: "folkmoot rebuild\nfolkmoot rebuild --scrub",
		run: func(ctx context.Context, _ []string) error { return a.rebuild(ctx, scrub) },
	})
	cmd.Flags().BoolVar(&scrub, "scrub", false, a.flag("scrub"))
	return cmd
}

// rebuild derives all rows anew. With scrub it first hashes every stored act, and says by its exit code whether any is damaged.
func (a *act) rebuild(ctx context.Context, scrub bool) error {
	c, err := a.community()
	if err != nil {
		return err
	}
	v := struct {
		Checked int    `json:"acts_checked"`
		Damaged int    `json:"acts_damaged"`
		Digest  string `json:"digest"`
	}{}
	if scrub {
		step, end := a.progress("progress.scrub")
		v.Checked, v.Damaged, err = c.Scrub(ctx, func(checked int) { step(checked, 0) })
		end()
		if err != nil {
			return err
		}
	}
	step, end := a.progress("progress.rebuild")
	err = c.Rebuild(ctx, step)
	end()
	if err != nil {
		return err
	}
	digest, err := c.Digest(ctx)
	if err != nil {
		return err
	}
	v.Digest = fmt.Sprintf("%x", digest)
	if err := a.answer(v, func() error {
		if scrub {
			if err := a.println(a.say.N("rebuild.damaged", v.Damaged, map[string]any{"Checked": v.Checked})); err != nil {
				return err
			}
		}
		return a.tell("rebuild.done", map[string]any{"Digest": v.Digest})
	}); err != nil {
		return err
	}
	if v.Damaged > 0 {
		return &exitError{ExitStorage}
	}
	return nil
}
