package people

// Your vote: to whom it is given, track by track, one open at a time, and how they have voted.

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/desktop/part"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view"
)

// voteFacts is what the tab is made of.
type voteFacts struct {
	vote  *view.YourVote
	voted []view.HowTheyVoted
	title string // over them
}

// yourVote is the tab.
type yourVote struct {
	page   *page
	facts  voteFacts
	opened *giving // the track that is open; nil for none
	closed bool    // none was open when the page was laid out last
	first  *fyne.Container
	second *fyne.Container
	column *part.Scroll
	again  func()
}

func newYourVote(p *page) *yourVote {
	y := &yourVote{page: p, first: part.Column(16), second: part.Column(16)}
	y.column = part.NewScroll(part.Page{Top: topOf, Second: beside, Gap: 32}.Of(y.first, y.second))
	return y
}

func (y *yourVote) content() fyne.CanvasObject { return y.column }

func (y *yourVote) place() (scrolling, bool) { return y.column, y.facts.vote != nil }

func (y *yourVote) fit(bool) {
	if y.facts.vote != nil {
		y.lay()
	}
}

func (y *yourVote) show(ctx context.Context) {
	y.again = shell.Live(ctx, y.page.shell, func(ctx context.Context, c *app.Community, w view.Words) (voteFacts, error) {
		vote, err := view.LoadYourVote(ctx, c, w)
		if err != nil {
			return voteFacts{}, err
		}
		voted, title, err := view.LoadHowVoted(ctx, c, w)
		return voteFacts{vote, voted, title}, err
	}, func(f view.Frame[voteFacts]) {
		switch {
		case f.Known:
			before := y.facts
			y.facts = f.Page
			same := before.vote != nil && reflect.DeepEqual(before.vote.Tracks, y.facts.vote.Tracks) && reflect.DeepEqual(before.voted, y.facts.voted)
			if y.opened == nil && (!same || !y.closed) { // what somebody is in the middle of choosing stays as it is; what is as it was keeps the focus
				y.lay()
			}
		case f.Err != nil:
			y.first.Objects = []fyne.CanvasObject{y.page.failed(f.Err, y.again)}
			y.column.Refresh()
		}
	})
}

// lay leaves who is in the page where they are.
func (y *yourVote) lay() { part.KeepFocus(y.column, y.layNow) }

func (y *yourVote) layNow() {
	s, v := y.page.shell, y.facts.vote
	y.closed = y.opened == nil
	y.first.Objects = []fyne.CanvasObject{part.Quietly(theme.Text, v.Intro)}
	if v.Off != "" {
		y.first.Add(part.NewBanner(part.Warning, theme.IconInfo, v.Off, s.T("your_vote.off_says", nil), nil))
	}
	rows := part.Column(0)
	for i, t := range v.Tracks {
		if i > 0 {
			rows.Add(part.NewRule(68))
		}
		rows.Add(y.track(t))
		if y.opened != nil && y.opened.track == t.Track {
			rows.Add(y.opened.content())
		}
	}
	y.first.Add(part.NewCard(rows).Air(0))
	pieces := y.beside()
	y.second.Objects = nil
	if y.page.narrow {
		y.first.Objects = append(y.first.Objects, pieces...)
	} else {
		y.second.Objects = pieces
	}
	y.first.Refresh()
	y.second.Refresh()
	y.column.Refresh()
	y.page.settle()
}

func (y *yourVote) track(t view.YourTrack) fyne.CanvasObject {
	s := y.page.shell
	open := y.opened != nil && y.opened.track == t.Track
	tone := part.Method
	if t.Given != "" {
		tone = part.Good
	}
	words := part.Column(2, part.Strong(theme.Text, t.Title).Lines(1), part.Quietly(theme.Small, t.Sub).Lines(1))
	objects := []fyne.CanvasObject{part.NewIconTile36(theme.IconVote, tone), words}
	button := func(kind part.Kind, key string, do func()) *part.Button {
		return part.NewButton(kind, "", s.T(key, nil), do).High(part.InLine).Named(s.T(key, nil) + ", " + t.Title)
	}
	switch {
	case y.facts.vote.Off != "" && t.Given == "":
		objects = append(objects, part.NewSymbol(theme.IconLock, 16, theme.Quiet))
	case open:
		objects = append(objects, button(part.Plain, "your_vote.close", func() { y.open("", false) }))
	case t.Given != "":
		objects = append(objects, button(part.Secondary, "your_vote.change", func() { y.open(t.Track, true) }), button(part.Secondary, "your_vote.take_back", func() { y.takeBack(t) }))
	default:
		objects = append(objects, button(part.Secondary, "your_vote.give", func() { y.open(t.Track, true) }))
	}
	row := part.Pad(11, 16, 11, 16, part.Row(16, 1, objects...))
	if slim(s) && len(objects) > 3 {
		row = part.Pad(11, 16, 11, 16, part.Column(8, part.Row(16, 1, objects[:2]...), part.Pad(0, 0, 0, 52, part.Flow(8, objects[2:]...))))
	}
	if open {
		return part.NewCard(row).Air(0).On(theme.PrimaryTint, theme.Clear)
	}
	return row
}

// open opens a track, or none.
func (y *yourVote) open(track string, is bool) {
	y.opened = nil
	if is {
		y.opened = newGiving(y.page.shell, y.facts.vote, track, y.relay, y.given)
	}
	y.lay()
}

// relay lays the page out anew: the open track has become higher or lower.
func (y *yourVote) relay() {
	y.first.Refresh()
	y.column.Refresh()
}

// given follows when a vote was given: the track closes, and the page reads itself.
func (y *yourVote) given() {
	y.opened = nil
	y.again()
}

func (y *yourVote) takeBack(t view.YourTrack) {
	s := y.page.shell
	s.Ask(shell.Question{
		Title: s.T("your_vote.back_title", map[string]any{"Track": t.Title}), Says: s.T("your_vote.back_says", nil), Act: s.T("your_vote.take_back", nil),
		Keep: s.T("your_vote.leave", nil), Harmless: true, Icon: theme.IconUndo2,
		Do: func() {
			act(s, nil, s.T("your_vote.back_done", map[string]any{"Track": t.Title}), func(ctx context.Context, c *app.Community) error {
				id, err := op.ParseID(t.Given)
				if err != nil {
					return err
				}
				_, err = c.EndDelegation(ctx, id)
				return err
			})
		},
	})
}

// beside is how they have voted, and what taking back means.
func (y *yourVote) beside() []fyne.CanvasObject {
	s := y.page.shell
	back := part.NewCard(part.TopRow(12, 1, part.NewSymbol(theme.IconUndo2, 18, theme.Quiet), part.Column(
		4, part.Strong(theme.Text, s.T("your_vote.taking_back", nil)), part.Words(theme.Small, s.T("your_vote.taking_back_says", nil)),
	))).Air(16).On(theme.Raised, theme.Clear)
	if len(y.facts.voted) == 0 {
		return []fyne.CanvasObject{back}
	}
	rows := part.Column(0, part.Pad(16, 20, 16, 20, part.Strong(theme.Text, y.facts.title)))
	for _, v := range y.facts.voted {
		rows.Add(part.NewRule(20))
		icon, token := votedSign(v)
		words := part.Column(0, part.Words(theme.Text, v.Title), part.Quietly(theme.Small, v.When))
		said := part.Wide(112, part.Column(0, part.Strong(theme.Text, v.Said).Aligned(fyne.TextAlignTrailing), part.Quietly(theme.Small, v.Sub).Aligned(fyne.TextAlignTrailing)))
		row := part.Pad(10, 20, 10, 20, part.Row(12, 1, part.NewSymbol(icon, 16, token), words, said))
		rows.Add(part.NewPressRow(row, v.Title+", "+v.Said+", "+v.Sub, func() { s.Go(v.Goes) }))
	}
	return []fyne.CanvasObject{part.NewCard(rows).Air(0), back}
}

// votedSigns are how answers are drawn.
var votedSigns = map[string]struct {
	icon  theme.Icon
	token theme.Token
}{
	"yes": {theme.IconThumbsUp, theme.Aye}, "no": {theme.IconThumbsDown, theme.Nay}, "abstain": {theme.IconCircleSlash, theme.Abstain},
	"consent": {theme.IconThumbsUp, theme.Aye}, "stand-aside": {theme.IconCircleSlash, theme.Abstain}, "object": {theme.IconHand, theme.Nay},
}

func votedSign(v view.HowTheyVoted) (theme.Icon, theme.Token) {
	sign, known := votedSigns[v.Answer]
	switch {
	case v.Mine:
		return theme.IconPencil, theme.Quiet
	case v.Waits:
		return theme.IconClock, theme.Attention
	case known:
		return sign.icon, sign.token
	}
	return theme.IconVote, theme.Primary
}
