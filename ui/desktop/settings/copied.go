package settings

// Copied: a laptop whose key is at work elsewhere gets another one, and says again what was lost by it.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Copied is the banner about it, for any page.
func Copied(s *shell.Shell, k *view.KeyTrouble) fyne.CanvasObject {
	act := part.NewButton(part.Secondary, "", k.Act, nil)
	act.OnPress(func() {
		switch {
		case k.Renews:
			renew(s, act)
		case len(k.Lost) > 0:
			openLost(s, k.Lost)
		default:
			s.Frame.Command(view.CommandJoin)
		}
	})
	return part.NewBanner(part.Warning, theme.IconTriangleAlert, k.Title, k.Text, act)
}

func renew(s *shell.Shell, act *part.Button) {
	s.Do(context.Background(), shell.Work{
		Button: act, Doing: s.T("copied.renewing", nil), Finishes: true,
		Run: func(ctx context.Context) error {
			_, err := s.Community().RenewDevice(ctx)
			return err
		},
		Done: func() {
			s.Done(s.T("copied.renewed", nil))
			s.Frame.Anew()
		},
	})
}

// openLost lists what was lost; what can be is said again, or all of it is forgotten.
func openLost(s *shell.Shell, lost []view.LostRow) {
	rows, sayable := part.Column(12), false
	for _, l := range lost {
		icon := theme.IconX
		if l.Again {
			icon, sayable = theme.IconRotateCcw, true
		}
		rows.Add(part.Pointed(icon, part.Words(theme.Text, l.Text)))
	}
	var layer *part.Layer
	forget := part.NewButton(part.Danger, "", s.T("copied.forget", nil), nil)
	again := part.NewButton(part.Primary, "", s.T("copied.again", nil), nil)
	if !sayable {
		again.SetOff(s.T("copied.not_again", nil))
	}
	end := func(says string) {
		layer.Close()
		s.Done(says)
		s.Frame.Anew()
	}
	forget.OnPress(func() {
		s.Do(context.Background(), shell.Work{
			Button: forget, Finishes: true, Run: func(context.Context) error { return s.Community().ForgetLost() },
			Done: func() { end(s.T("copied.forgotten", nil)) },
		})
	})
	again.OnPress(func() {
		var said []app.SaidAgain
		s.Do(context.Background(), shell.Work{
			Button: again, Doing: s.T("copied.saying", nil), Finishes: true,
			Run: func(ctx context.Context) (err error) {
				said, err = s.Community().SayAgain(ctx)
				return err
			},
			Done: func() {
				done, failed := s.Words().SaidAgain(said)
				end(done)
				if len(failed) > 0 {
					s.Fail(failed[0])
				}
			},
		})
	})
	middle := part.Column(16, part.Words(theme.Text, s.T("copied.lost_more", nil)), rows)
	sheet := part.NewDialog(part.Strong(theme.Heading, s.T("copied.lost_title", nil)), middle, part.Row(12, 0, part.Space(), forget, again))
	layer = s.Dialog(sheet, shell.DialogUsual, again, nil)
}
