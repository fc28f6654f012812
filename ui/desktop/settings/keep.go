package settings

// Keep: what keeps somebody's communities and keys: backups, how the keys lie on this laptop, the recovery phrase, leaving.

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/files"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (p *Settings) backup() fyne.CanvasObject {
	s := p.shell
	place := part.Column(8)
	var offer func()
	offer = func() {
		now := part.NewButton(part.Secondary, theme.IconSave, s.T("settings.backup_now", nil), func() { backup(s, p.ctx, place, func() {}, offer) })
		place.Objects = []fyne.CanvasObject{line(s.T("settings.backup_what", nil), s.T("settings.backup_says", nil), now)}
		place.Refresh()
	}
	offer()
	return card(s.T("settings.backup", nil), "", place)
}

// backup lets somebody choose a folder, and writes a backup into a new one inside of it, with how far it is in a place; then follows. begun is told
// when a folder is chosen.
func backup(s *shell.Shell, ctx context.Context, place *fyne.Container, begun, then func()) {
	s.OpenFolder(func(folder string) {
		dir := filepath.Join(folder, s.Words().BackupName())
		begun()
		s.Progress(ctx, place, shell.Long{
			Doing: s.T("settings.backing_up", nil), Stop: s.T("stick.stop", nil), Counted: "settings.backup_far",
			Run: func(ctx context.Context, far func(done, total int)) error {
				_, err := files.Backup(ctx, s.Install.Service(), s.Install.KeyFile, dir, func(done, total int64) { far(int(done>>10), int(total>>10)) })
				return err
			},
			Done: func() {
				then()
				s.Done(s.T("settings.backed_up", map[string]any{"Folder": text.Line(filepath.Base(dir))}))
			},
			Stopped: then, Failed: then,
		})
	})
}

// OpenBackup backs up from anywhere, with a dialog that shows how far it is from when a folder is chosen.
func OpenBackup(s *shell.Shell) {
	place := part.Column(8)
	var layer *part.Layer
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("settings.backup", nil)), place, nil)
	ctx, stop := context.WithCancel(context.Background())
	backup(s, ctx, place, func() { layer = s.Dialog(sheet, shell.DialogNarrow, nil, stop) }, func() { layer.Close() })
}

func (p *Settings) keys() fyne.CanvasObject {
	s := p.shell
	kept := s.Install.Kept()
	change := part.NewButton(part.Secondary, "", s.T("settings.keys_change", nil), p.changeKeys)
	return card(s.T("settings.keys", nil), "", line(s.T("settings.kept."+kept, nil), s.T("settings.kept_says."+kept, nil), change))
}

// changeKeys changes how the keys are kept, or the passphrase.
func (p *Settings) changeKeys() {
	s := p.shell
	ways := []string{shell.KeptInKeyring, shell.KeptUnderPassphrase, shell.KeptOpen}
	options := make([]part.Option, len(ways))
	chosen := 0
	for i, way := range ways {
		options[i] = part.Option{Text: s.T("settings.kept."+way, nil), Says: s.T("settings.kept_says."+way, nil)}
		if way == s.Install.Kept() {
			chosen = i
		}
	}
	first, second := part.NewField(s.T("settings.passphrase", nil), "", "").Secret(), part.NewField(s.T("settings.passphrase_again", nil), "", "").Secret()
	secrets := part.Column(12, first, second)
	sheetWords := part.Column(16)
	var sheet *part.Dialog
	var layer *part.Layer
	grow := func() { // with its fields, and with what is wrong with them
		sheet.Refresh()
		layer.Refresh()
	}
	show := func(at int) {
		chosen = at
		secrets.Hidden = ways[at] != shell.KeptUnderPassphrase
		grow()
	}
	states := [2]string{s.T("window.chosen", nil), s.T("window.not_chosen", nil)}
	sheetWords.Add(part.NewRadios(options, states, chosen, show).Rows)
	sheetWords.Add(secrets)
	secrets.Hidden = ways[chosen] != shell.KeptUnderPassphrase
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("settings.keys_change", nil), nil)
	act.OnPress(func() {
		way, secret := ways[chosen], []byte(nil)
		if way == shell.KeptUnderPassphrase {
			if first.Entry.Text == "" || first.Entry.Text != second.Entry.Text {
				second.SetTrouble(s.T("settings.passphrase_differs", nil))
				grow()
				return
			}
			secret = []byte(first.Entry.Text)
		}
		s.Do(p.ctx, shell.Work{
			Button: act, Doing: s.T("settings.keys_changing", nil), Finishes: true, Run: func(ctx context.Context) error { return s.Install.Keep(ctx, way, secret) },
			Done: func() {
				layer.Close()
				s.Done(s.T("settings.keys_changed", nil))
				s.Frame.Anew()
			},
		})
	})
	sheet = part.NewDialog(part.Strong(theme.Heading, s.T("settings.keys", nil)), sheetWords, part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, cancel, nil)
}

func (p *Settings) phrase() fyne.CanvasObject {
	s := p.shell
	check := part.NewButton(part.Secondary, "", s.T("settings.phrase_check", nil), p.checkPhrase)
	return card(s.T("settings.phrase", nil), "", line(p.set().PhraseChecked, s.T("settings.phrase_says", nil), check))
}

// checkPhrase has all of the words typed: who can do that has them on paper. They are shown only to who opens the eye in the field.
func (p *Settings) checkPhrase() {
	s := p.shell
	words := part.NewLongField(s.T("settings.phrase_words", nil), "", 4).Secret()
	words.Entry.OnChanged = func(typed string) {
		words.SetTrouble("")
		words.Say(s.T("settings.phrase_typed", map[string]any{"Count": len(strings.Fields(typed)), "Of": identity.PhraseWords}), false)
	}
	words.Entry.OnChanged("")
	var layer *part.Layer
	cancel := part.NewButton(part.Secondary, "", s.T("window.cancel", nil), func() { layer.Close() })
	act := part.NewButton(part.Primary, "", s.T("settings.phrase_check", nil), nil)
	act.OnPress(func() {
		typed, err := identity.ParsePhrase(strings.TrimSpace(words.Entry.Text))
		if err != nil {
			words.SetTrouble(s.Trouble(err).What)
			return
		}
		right := false
		s.Do(p.ctx, shell.Work{
			Button: act, Doing: s.T("settings.phrase_checking", nil),
			Run: func(context.Context) (err error) {
				right, err = s.Install.Service().KnowsPhrase(typed)
				return err
			},
			Done: func() {
				if !right {
					words.SetTrouble(s.T("settings.phrase_other", nil))
					return
				}
				layer.Close()
				p.kept(s.Prefs.SetPhraseChecked(s.Words().NowMillis))
				s.Done(s.T("settings.phrase_right", nil))
				s.Frame.Anew()
			},
		})
	})
	says := part.Words(theme.Text, s.T("settings.phrase_type", nil))
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("settings.phrase", nil)), part.Column(16, says, words), part.Row(12, 0, part.Space(), cancel, act))
	layer = s.Dialog(sheet, shell.DialogUsual, words.Entry, nil)
}

func (p *Settings) leaving() fyne.CanvasObject {
	s := p.shell
	name := text.Line(s.Membership().Name)
	leave := part.NewButton(part.Danger, "", s.T("settings.leave", nil), func() {
		s.Ask(shell.Question{
			Title: s.T("settings.leave_ask", map[string]any{"Name": name}), Says: s.T("settings.leave_says", nil), Act: s.T("settings.leave", nil), Icon: theme.IconTrash2,
			Do: func() {
				s.Do(context.Background(), shell.Work{
					Run:  func(context.Context) error { return s.Install.Service().Leave(s.Membership().Community) },
					Done: func() { s.Frame.Communities("") },
				})
			},
		})
	})
	return card(s.T("settings.leave_title", nil), "", line(name, s.T("settings.leave_line", nil), leave))
}
