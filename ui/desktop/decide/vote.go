package decide

// Vote: my ballot in the second column, or folded into a bar at the foot; and what stands there where there is none.

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/ui/desktop/booth"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
	"github.com/folkmoot/folkmoot/ui/view/ballot"
)

// vote is my part in a vote.
type vote struct {
	page  *page
	booth *ballot.Booth
	sheet *booth.Sheet
	// changing says that a ballot which was cast is being changed, casting that it is being signed.
	changing, casting bool
	layer             *part.Layer
}

func newVote(p *page) *vote { return &vote{page: p} }

// take takes the ballot up, and what has become of it since.
func (v *vote) take(now read) {
	s := v.page.shell
	if now.booth == nil {
		return
	}
	if v.sheet == nil {
		v.booth = now.booth
		v.sheet = booth.NewSheet(v.booth.Sheet, s.Words(), v.voter(now), booth.Acts{Cast: v.cast, Changed: func() { v.changing = true }, Save: v.save})
	} else {
		v.sheet.Speak(s.Words())
	}
	poll := now.page.Poll
	if v.isCast(now) && (v.sheet.IsCast() || !v.changing) {
		v.sheet.Done(v.way(now))
	} else if poll.State != view.PollOpen && v.isCast(now) {
		v.sheet.Done(v.way(now))
	}
}

// isCast says that what I cast is what the sheet holds: a sheet that was left unfinished afterwards is a change that is not cast.
func (v *vote) isCast(now read) bool {
	return now.page.Poll.MyVote != "" && (v.booth.Before || now.castMillis > 0)
}

func (v *vote) voter(now read) ballot.Voter {
	return ballot.Voter{Name: now.me, Before: v.booth.Before}
}

func (v *vote) way(now read) booth.Way {
	poll := now.page.Poll
	return booth.Way{
		Open:    poll.State == view.PollOpen && poll.MayVote,
		Journey: ballot.JourneyOf(v.page.shell.Words(), poll.Closing, now.castMillis, poll.ClosesMillis),
	}
}

// cast signs the ballot, also where the page is left meanwhile.
func (v *vote) cast() {
	s := v.page.shell
	v.casting = true
	v.sheet.Casting()
	s.Do(context.Background(), shell.Work{
		Run: func(ctx context.Context) error {
			_, err := v.booth.Cast(ctx)
			if err != nil && v.page.ctx.Err() != nil {
				err = errors.Join(err, v.booth.Leave(ctx))
			}
			return err
		},
		Done: func() {
			v.booth.Took()
			v.changing, v.casting = false, false
			v.sheet.Done(booth.Way{Open: true})
			v.page.again()
		},
		Failed: func(err error) bool {
			v.casting = false
			if v.page.ctx.Err() != nil {
				return false
			}
			said := s.Trouble(err)
			v.sheet.Failed(part.NewTrouble(theme.IconTriangleAlert, said.What, s.Rest(said)))
			return true
		},
	})
}

// isShown says that there is a ballot to show: one that can be cast, or that was.
func (v *vote) isShown() bool {
	poll := v.page.now.page.Poll
	return v.sheet != nil && poll != nil && (poll.State == view.PollOpen && poll.MayVote || poll.MyVote != "")
}

// wide is how wide the sheet is; 0 without one.
func (v *vote) wide() float32 {
	switch {
	case v.isShown():
		return v.sheet.Wide()
	case v.page.known && v.page.now.page.Group == view.GroupDecided:
		return 328
	}
	return 0
}

// hasMain says that a part of the ballot stands in the first column. It stays there when it is cast: nothing jumps.
func (v *vote) hasMain() bool {
	poll := v.page.now.page.Poll
	return v.isShown() && poll.State == view.PollOpen && poll.MayVote && v.sheet.Main() != nil
}

// barFrom is what the bar is made from.
func (v *vote) barFrom() any {
	if !v.page.known {
		return nil
	}
	return v.page.now.page.Vote
}

// bar is the ballot folded; nil where there is no vote.
func (v *vote) bar() fyne.CanvasObject {
	now := &v.page.now.page
	if !v.page.known || now.Vote == nil {
		return nil
	}
	return booth.NewBar(*now.Vote, iconOf(now.Group, now.Poll.Icon()), v.open)
}

// open unfolds the ballot over the page; without one it leads to what came of the vote.
func (v *vote) open() {
	p := v.page
	if !v.isShown() {
		p.choose(p.now.page.Tabs[0].Tab)
		return
	}
	if v.layer == nil {
		closes := p.shell.T("poll_when.closes", map[string]any{"When": p.shell.Words().Moment(p.now.page.Poll.ClosesMillis)})
		v.layer = v.sheet.OpenBelow(p.shell.Frame.Canvas(), p.now.page.Title, closes, func() { v.layer = nil })
	}
}

// focus leads the keyboard to the ballot.
func (v *vote) focus() {
	if !v.isShown() {
		return
	}
	if v.page.narrow {
		v.open()
		return
	}
	if v.hasMain() {
		v.page.choose(tabBallot)
	}
	if first := part.FirstFocus(v.page.beside); first != nil {
		v.page.shell.Frame.Canvas().Focus(first)
	}
}

// keep keeps what was marked and not cast.
func (v *vote) keep() {
	if v.booth == nil || v.casting || v.page.now.page.Poll.State != view.PollOpen {
		return
	}
	if err := v.booth.Leave(context.Background()); err != nil {
		v.page.shell.Fail(err)
	}
}

// save saves a copy of what was cast, and of its way.
func (v *vote) save() {
	p := v.page
	w := p.shell.Words()
	p.saveText(w.SaveName(p.now.page.Title, "txt"), w.BallotCopy(*p.now.page.Poll, p.now.me))
}
