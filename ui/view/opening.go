package view

// Opening: a vote before it is opened: about what, on which track, by which method, among what, until when; each choice explained, all of it said in
// words before anything is signed.

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/tally"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Opening is the form. It belongs to one goroutine.
type Opening struct {
	words Words
	// Title is the question of a vote without a proposal; of one with a proposal it is the proposal's.
	Title string
	// Options are lines, one an option; where a budget decides each ends in "= cost".
	Options string
	// Budget and Closes are as they are typed; Closes "" leaves the close to the track.
	Budget, Closes string
	Seats          int
	// Enacts says that passing changes the rules, as Rules has them.
	Enacts bool
	Rules  string

	proposal op.ID
	tracks   []Track
	track    int
	methods  []tally.Method
	method   int
	settings map[string]string
	ties     int
	// others are votes that a vote on a track for that can end.
	others []Poll
	ends   int
	rules  *RulesForm
	voters int

	// SavedMillis is when it was written down last; 0 for never. key is where, begun as it begins, saved what stands there.
	SavedMillis  int64
	key          string
	begun, saved keptOpening
}

// LoadOpening begins the form, or takes it up where it was left: for a proposal, or a vote like another one, by its id; "" for a question alone.
// ends is the vote that it shall end.
func LoadOpening(ctx context.Context, c *app.Community, w Words, keeper Keeper, item, ends string) (*Opening, error) {
	o, err := beginOpening(ctx, c, w, item, ends)
	if err != nil {
		return nil, err
	}
	return o, o.takeKept(keeper, strings.Join([]string{"desktop/opening", c.Membership().Community.String(), item, ends}, "/"))
}

func beginOpening(ctx context.Context, c *app.Community, w Words, item, ends string) (*Opening, error) {
	o := &Opening{words: w, methods: tally.Methods(), Seats: 1, settings: map[string]string{}, ends: -1}
	rules, err := c.Stands(ctx)
	if err != nil {
		return nil, err
	}
	people, err := LoadPeople(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, p := range people.list {
		if p.State == StateMember {
			o.voters++
		}
	}
	o.tracks = w.tracks(rules.State.Charter.Tracks)
	o.setTrackID(usualTrack(rules.State.Charter.Tracks))
	polls, err := Polls(ctx, c, app.Page{Limit: app.MaxPage})
	if err != nil {
		return nil, err
	}
	for _, p := range polls {
		if p.State == PollOpen {
			if p.ID == ends {
				o.ends = len(o.others)
			}
			o.others = append(o.others, p)
		}
	}
	if o.ends >= 0 {
		for i, t := range o.tracks {
			if t.Ends != charter.EndsNothing {
				o.track = i
				break
			}
		}
	}
	if rules.State.Charter.Has("closing") {
		// Without it nothing that passes can change the rules, and the form asks for nothing.
		if o.rules, err = LoadRulesForm(ctx, c, w); err != nil {
			return nil, err
		}
		if o.Rules, err = o.rules.File(); err != nil {
			return nil, err
		}
	}
	if item == "" {
		return o, nil
	}
	return o, o.about(ctx, c, people, item)
}

// about takes up a proposal, or a vote that is to be held again.
func (o *Opening) about(ctx context.Context, c *app.Community, people *People, item string) error {
	id, err := op.ParseID(item)
	if err != nil {
		return err
	}
	row, err := c.Proposal(ctx, id)
	if errors.Is(err, app.ErrNotFoundHere) {
		p, err := pollPage(ctx, c, people, id)
		if err != nil {
			return err
		}
		o.alike(p)
		return nil
	}
	if err != nil {
		return err
	}
	page, err := ProposalPage(ctx, c, row, false)
	if err != nil {
		return err
	}
	o.proposal, o.Title = id, page.Title
	o.setTrackID(row.Track)
	return nil
}

// alike takes up what another vote asked.
func (o *Opening) alike(p Poll) {
	o.Title, o.Seats = text.Line(p.Title), max(int(p.Seats), 1)
	o.setTrackID(p.Track)
	for i, m := range o.methods {
		if m.Name() == p.Method {
			o.method = i
		}
	}
	for _, s := range p.Settings {
		o.settings[s.Name] = s.Value
	}
	o.ties = max(slices.Index(poll.TieRules(), p.Ties), 0)
	if p.Budget > 0 {
		o.Budget = strconv.FormatUint(p.Budget, 10)
	}
	if !o.AsksOptions() {
		return
	}
	var lines []string
	for _, option := range p.Options {
		line := option.Name
		if p.Budget > 0 {
			line += " = " + strconv.FormatUint(option.Cost, 10)
		}
		lines = append(lines, line)
	}
	o.Options = strings.Join(lines, "\n")
}

func (o *Opening) setTrackID(id string) {
	for i, t := range o.tracks {
		if t.ID == id {
			o.track = i
		}
	}
}

// IsAlone says that there is no proposal: the question is typed.
func (o *Opening) IsAlone() bool { return o.proposal.IsZero() }

// Of is the proposal's id; "" for a question alone.
func (o *Opening) Of() string { return idOrNone(o.proposal) }

// Path stands above the title.
func (o *Opening) Path() []string {
	if o.IsAlone() {
		return o.words.Path(SectionDecisions, o.words.Say.T("opening.alone", nil))
	}
	return o.words.Path(SectionDecisions, o.Title, o.words.Say.T("opening.of", nil))
}

// Tracks are the titles of all, and the place of the chosen one; -1 where there are none.
func (o *Opening) Tracks() (titles []string, chosen int) {
	for _, t := range o.tracks {
		titles = append(titles, text.Line(t.Title))
	}
	if len(titles) == 0 {
		return nil, -1
	}
	return titles, o.track
}

// SetTrack chooses one.
func (o *Opening) SetTrack(at int) { o.track = at }

func (o *Opening) trackNow() Track {
	if len(o.tracks) == 0 {
		return Track{}
	}
	return o.tracks[o.track]
}

// TrackSays is what it asks for.
func (o *Opening) TrackSays() string { return text.Line(o.trackNow().Sentence) }

// AsksEnds says that the track is for ending another vote; Others are those, and the place of the chosen one, -1 for none yet.
func (o *Opening) AsksEnds() bool { return o.trackNow().Ends != charter.EndsNothing }

// Others are votes that can be ended.
func (o *Opening) Others() (titles []string, chosen int) {
	for _, p := range o.others {
		titles = append(titles, text.Line(p.Title))
	}
	return titles, o.ends
}

// SetEnds chooses the vote that it ends.
func (o *Opening) SetEnds(at int) { o.ends = at }

// MayEnact says that passing can change the rules.
func (o *Opening) MayEnact() bool {
	return o.rules != nil && o.trackNow().Charter && o.methods[o.method].Form() == tally.Choice
}

// closeForm is how a close is typed, in the reader's own zone.
const closeForm = time.DateOnly + " 15:04"

// ClosePresets are closes that are often meant: names with what they type.
func (o *Opening) ClosePresets() [][2]string {
	now := time.UnixMilli(o.words.NowMillis).In(o.words.Zone)
	least := o.trackNow().OpenMillis
	presets := [][2]string{{o.words.Say.T("opening.close_track", nil), ""}}
	for _, days := range []int{3, 7, 14, 28} {
		at := time.Date(now.Year(), now.Month(), now.Day()+days, 20, 0, 0, 0, o.words.Zone)
		if at.UnixMilli()-o.words.NowMillis >= least {
			presets = append(presets, [2]string{o.words.Say.N("opening.close_days", days, nil), at.Format(closeForm)})
		}
	}
	return presets
}

// ReadClose says what a typed close means, or what is wrong with it.
func (o *Opening) ReadClose(typed string) (says, wrong string) {
	if strings.TrimSpace(typed) == "" {
		return o.words.Say.T("opening.close_track_says", map[string]any{"Period": o.words.Period(o.trackNow().OpenMillis)}), ""
	}
	at, ok := o.closeAt(typed)
	switch {
	case !ok:
		return "", o.words.Say.T("opening.close_form", map[string]any{"Example": o.CloseExample()})
	case at <= o.words.NowMillis:
		return "", o.words.Say.T("opening.close_past", nil)
	case at-o.words.NowMillis < o.trackNow().OpenMillis:
		return "", o.words.Say.T("opening.close_soon", map[string]any{"Period": o.words.Period(o.trackNow().OpenMillis)})
	}
	return o.words.Say.T("opening.closes", map[string]any{"When": o.words.When(at)}), ""
}

// CloseExample is a close as it is typed: a week ahead.
func (o *Opening) CloseExample() string {
	return time.UnixMilli(o.words.NowMillis).In(o.words.Zone).AddDate(0, 0, 7).Format(closeForm)
}

func (o *Opening) closeAt(typed string) (int64, bool) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return 0, true
	}
	for _, form := range []string{closeForm, time.DateOnly} {
		if at, err := time.ParseInLocation(form, typed, o.words.Zone); err == nil {
			return at.UnixMilli(), true
		}
	}
	return 0, false
}
