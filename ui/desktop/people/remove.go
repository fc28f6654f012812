package people

// Removal: what removing somebody does, as a line that can be cut earlier, before it is signed. Ending an office has the same cut.

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// pointIcons are those of consequences.
var pointIcons = map[string]theme.Icon{
	view.PointVotes: theme.IconVote, view.PointLater: theme.IconArchive, view.PointDevices: theme.IconMonitor, view.PointFalling: theme.IconUsers,
}

// removal is the dialog.
type removal struct {
	*sheet
	account op.AccountID
	office  bool // only the office ends
	now     view.Removal
	line    *part.CutLine
	stays   *part.Text
	later   *part.Text
	points  *fyne.Container
	why     *part.Field
	ways    *part.Tick
	act     *part.Button
	dialog  *part.Dialog
	turn    int // counts moves of the cut: what an older one would do is not shown
}

// openRemoval reads what it would do, and asks.
func openRemoval(s *shell.Shell, account op.AccountID, office bool) {
	load(s, func(ctx context.Context, c *app.Community, w view.Words) (view.Removal, error) {
		return view.LoadRemoval(ctx, c, w, account, op.ID{})
	}, func(v view.Removal) { newRemoval(s, v, office).show() })
}

func newRemoval(s *shell.Shell, v view.Removal, office bool) *removal {
	r := &removal{sheet: newSheet(s), account: v.Account, office: office, now: v}
	r.line = part.NewCutLine(r.moved)
	r.stays, r.later = part.Words(theme.Small, ""), part.Quietly(theme.Small, "").Line()
	r.points = part.Column(16)
	r.why = part.NewField(s.T("members.why", nil), "", "")
	r.ways = part.NewTick(v.WaysSay, "", "", [2]string{s.T("members.ticked", nil), s.T("members.unticked", nil)}, true, func(bool) {})
	return r
}

func (r *removal) show() {
	s, v := r.shell, r.now
	title, says, act, keep := v.Title, v.Says, v.Act, v.Keep
	if r.office {
		named := map[string]any{"Name": v.Name.String()}
		title, says, act, keep = s.T("office_end.title", named), s.T("office_end.says", nil), s.T("office_end.act", nil), s.T("window.cancel", nil)
	}
	r.act = part.NewButton(part.Danger, theme.IconUserMinus, act, r.sign).High(part.OfPage).SetOff(v.Off)
	harmless := part.NewButton(part.Secondary, "", keep, r.close).High(part.OfPage)
	head := part.Row(16, 1, avatar(v.Name, 40), titled(title, says))
	cut := part.NewCard(part.Column(
		8, part.Row(12, 0, part.Strong(theme.Text, v.Cut.Title), part.Quietly(theme.Small, v.Cut.Hint).Line()), r.line, part.Row(12, 0, r.stays, r.later),
	)).On(theme.Ground, theme.Line)
	middle := part.Column(20, cut, r.points)
	if v.WaysSay != "" && !r.office {
		middle.Add(r.ways)
	}
	middle.Add(r.why.Hinted(s.T("members.all_read", nil)))
	r.fill()
	foot := v.Foot
	if v.Off != "" {
		foot = v.Off
	}
	r.dialog = part.NewDialog(head, middle, part.Acts(foot, harmless, r.act))
	first := fyne.Focusable(r.why.Entry)
	if v.Off != "" {
		first = harmless
	}
	r.open(r.dialog, shell.DialogUsual, first)
}

// fill shows the cut as it is now.
func (r *removal) fill() {
	v := r.now
	places := make([]float32, len(v.Cut.Acts))
	for i, a := range v.Cut.Acts {
		places[i] = float32(a.Parts) / 1e9
	}
	r.line.Set(places, v.Cut.Kept, v.Cut.At, v.Cut.Title+", "+v.Cut.At+", "+v.Cut.Stays)
	r.stays.SetText(v.Cut.Stays)
	r.later.SetText(v.Cut.Later)
	r.points.Objects = nil
	for _, p := range v.Points {
		if r.office && p.Kind == view.PointDevices {
			continue
		}
		words := part.Column(2, part.Words(theme.Text, p.Title), part.Quietly(theme.Small, p.Says))
		r.points.Add(part.TopRow(14, 1, part.NewSymbol(pointIcons[p.Kind], 18, theme.Quiet), words))
	}
	r.points.Refresh()
}

// moved reads what another cut would do. Until that stands there, nothing can be signed.
func (r *removal) moved(kept int) {
	before := r.now.BeforeAt(kept)
	r.turn++
	turn := r.turn
	r.act.Hold(true)
	var got view.Removal
	r.shell.Do(r.ctx, shell.Work{
		Run: func(ctx context.Context) (err error) {
			got, err = view.LoadRemoval(ctx, r.shell.Community(), r.shell.Words(), r.account, before)
			return err
		},
		Done: func() {
			if turn == r.turn {
				r.now = got
				r.settle()
			}
		},
		Failed: func(error) bool {
			if turn == r.turn {
				r.settle() // the cut stays where it was
			}
			return false
		},
	})
}

// settle shows the cut as it is, to be signed.
func (r *removal) settle() {
	r.fill()
	r.act.Hold(false)
	r.dialog.Refresh()
}

// sign proposes what stands there, and signs it.
func (r *removal) sign() {
	v, why, ways := r.now, r.why.Entry.Text, r.ways.On() && r.now.WaysSay != "" && !r.office
	acts := v.Acts(why)
	said := r.shell.T("removal.done", map[string]any{"Name": v.Name.String()})
	if r.office {
		acts, said = v.EndOffice(why), r.shell.T("office_end.done", nil)
	}
	r.do(r.act, said, func(ctx context.Context, c *app.Community) (err error) {
		if ways {
			_, err = c.RemoveWith(ctx, acts, v.Ways)
		} else {
			_, err = c.Propose(ctx, authority.ByCouncil, acts)
		}
		return err
	})
}
