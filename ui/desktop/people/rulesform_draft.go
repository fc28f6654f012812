package people

// Rules form, its draft: what was typed is kept when the form is closed, and is there again when it is opened.

import (
	"sync/atomic"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// draft is where a form keeps what was typed.
type draft struct {
	keeper view.Keeper
	key    string
	// taken says that the form began with what was kept, done that it was proposed, beside Fyne's goroutine: nothing is kept then.
	taken bool
	done  atomic.Bool
}

// goOn begins with what was kept, and keeps what is typed from now on.
func (f *rulesForm) goOn() {
	s := f.shell
	f.draft = &draft{keeper: s.Install.Keeper, key: "desktop/rules/" + s.Membership().Community.String()}
	if kept, err := f.draft.keeper.Setting(f.draft.key); err == nil {
		f.draft.taken = f.model.TakeDraft(kept)
	}
	end := f.end
	f.end = func() {
		end()
		if f.draft.done.Load() {
			return
		}
		if err := f.draft.keeper.SetSetting(f.draft.key, f.model.Draft()); err != nil {
			s.Fail(err)
		}
	}
}

// published forgets what was kept, also where the form was closed meanwhile. That it could not be forgotten is no failure of what was proposed.
func (d *draft) published() {
	d.done.Store(true)
	_ = d.keeper.SetSetting(d.key, "")
}

// resumed says that what was typed is here again, and offers to begin with the rules as they are.
func (f *rulesForm) resumed() fyne.CanvasObject {
	s := f.shell
	anew := part.NewButton(part.Secondary, "", s.T("form.anew", nil), func() {
		f.draft.done.Store(true)
		f.close()
		if err := f.draft.keeper.SetSetting(f.draft.key, ""); err != nil {
			s.Fail(err)
			return
		}
		openRulesForm(s, f.model.Petition, nil)
	}).High(part.InLine)
	return part.NewBanner(part.Method, theme.IconPencil, s.T("form.resumed", nil), s.T("form.resumed_says", nil), anew)
}
