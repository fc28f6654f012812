package view

// Home: what needs me, what happened since I was here, and whether all is well.

import (
	"context"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Home is the page of a community's first look.
type Home struct {
	// Greeting is the title, Today the line below it.
	Greeting, Today string
	Needs           []NeedRow
	// NoNeeds stands where nothing waits.
	NoNeeds string
	// Since is when this person was here before; "" for the first time.
	Since string
	News  []NewsRow
	// NoNews stands where nothing happened. MoreNews says that older ones are not listed.
	NoNews   string
	MoreNews bool
	Health   Health
	// Admission is there while a newcomer waits to be let in, Begin while the community still needs something from who founded it.
	Admission *Banner
	// Arriving is there for who is new: it stands in the place of the news.
	Arriving *Arriving
	Begin    []BeginRow
	// Key is there while this laptop's key, or what it made go, wants somebody.
	Key      *KeyTrouble
	LastVote *LastVote
	ComingUp []ComingUp
	// NewsSeen is for app.Community.Seen, once the page has been looked at.
	NewsSeen app.News
}

// HomeFacts are what Home shows beside what the service knows.
type HomeFacts struct {
	// Reads is shared with who else reads at the same time; nil for nobody.
	Reads *Reads
	// Network is nil where this install is not on it.
	Network *Network
	// BeforeMillis is when this person was here before; 0 for never.
	BeforeMillis int64
	// Told are the news of the same visit that were told before, nil for none: these begin where they began, though they are Seen by now.
	Told *app.News
	// PhraseUnchecked says that this person has put the check of the recovery phrase off.
	PhraseUnchecked bool
	// HasPhrase says that this install has the phrase's keys: it was not paired.
	HasPhrase bool
}

// homePolls is how many polls are looked at for what comes up.
const homePolls = 100

// LoadHome reads it.
func LoadHome(ctx context.Context, c *app.Community, w Words, f HomeFacts) (Home, error) {
	s, people, err := f.Reads.Standing(ctx, c)
	if err != nil {
		return Home{}, err
	}
	s.Network = f.Network
	if !s.Here {
		return w.homeWithoutContent(s), nil
	}
	polls, err := f.Reads.pollPages(ctx, c, people, homePolls, f.BeforeMillis)
	if err != nil {
		return Home{}, err
	}
	news, err := newsOf(ctx, c, f.Told)
	if err != nil {
		return Home{}, err
	}
	relays, err := c.Relays(ctx)
	if err != nil {
		return Home{}, err
	}
	h := w.home(s, people, polls)
	h.Begin = w.SoFar(s, len(relays))
	if h.Key, err = LoadKeyTrouble(ctx, c, w, f.HasPhrase); err != nil {
		return h, err
	}
	if h.Arriving = w.arriving(s, len(polls)); h.Arriving != nil {
		w.welcomes(&h, s)
	}
	if row := w.phraseRow(len(h.Needs) == 0); f.PhraseUnchecked && !s.Local {
		if h.Arriving == nil {
			h.Needs = append(h.Needs, row)
		} else {
			h.Arriving.Meanwhile = append(h.Arriving.Meanwhile, BeginRow{Title: row.Title, Sub: row.Sub, Act: row.Act, Goes: &row.Goes})
		}
	}
	h.NewsSeen, h.MoreNews = news, news.More
	if f.BeforeMillis > 0 {
		h.Since = w.Since(f.BeforeMillis)
	}
	if h.News, err = w.news(ctx, c, people, news.Events); err != nil {
		return h, err
	}
	h.News = append(h.News, w.outcomeNews(polls, f.BeforeMillis)...)
	slices.SortStableFunc(h.News, func(a, b NewsRow) int { return int(min(max(b.AtMillis-a.AtMillis, -1), 1)) })
	return h, nil
}

// newsOf are the news since the last visit; told are those of this one, so far.
func newsOf(ctx context.Context, c *app.Community, told *app.News) (app.News, error) {
	if told == nil {
		return c.News(ctx, app.DefaultPage)
	}
	return c.NewsFrom(ctx, *told, app.DefaultPage)
}

// pollPages reads them for one page.
func pollPages(ctx context.Context, c *app.Community, people *People, most int, sinceMillis int64) ([]Poll, error) {
	var each *Reads
	return each.pollPages(ctx, c, people, most, sinceMillis)
}

// isDone says that nothing more happens to it.
func (p Poll) isDone() bool {
	return p.State == PollClosed || p.State == PollCancelled || p.State == PollKilled || p.Phase.Phase == string(app.PhaseNotOpened)
}

// homeWithoutContent is what there is of a community whose content is still underway.
func (w Words) homeWithoutContent(s Status) Home {
	h := Home{Greeting: text.Line(s.Name), Today: w.Say.T("home.arriving", nil), Health: w.Health(s, nil)}
	h.NoNeeds, h.NoNews = w.Say.T("home.no_needs", nil), w.Say.T("home.no_news", nil)
	if h.Arriving = w.arriving(s, 0); h.Arriving != nil {
		h.Greeting = w.Say.T("arriving.begun", nil)
	}
	return h
}

func (w Words) home(s Status, people *People, polls []Poll) Home {
	h := Home{
		Health: w.Health(s, people), Needs: w.needRows(*s.Needs, polls), LastVote: w.lastVote(polls), ComingUp: w.comingUp(polls),
		NoNeeds: w.Say.T("home.no_needs", nil), NoNews: w.Say.T("home.no_news", nil), Admission: w.waitingForAdmission(s, people),
	}
	name := ""
	if s.Me != nil {
		name = firstName(s.Me.Name)
	}
	h.Greeting = w.Say.T("home.greeting."+dayPart(w.at(w.NowMillis).Hour()), map[string]any{"Name": name})
	votes := 0
	for _, n := range h.Needs {
		if n.Kind == NeedsVote {
			votes++
		}
	}
	waits := w.Say.T("home.none_wait", nil)
	if votes > 0 {
		waits = capital(w.some("votes_wait", votes))
	}
	h.Today = w.Say.T("home.today", map[string]any{"Day": w.Day(w.NowMillis), "Waits": waits})
	return h
}

// some says a small number of things in words: one thing has a sentence of its own, because languages bend the word.
func (w Words) some(what string, n int) string {
	if n == 1 {
		return w.Say.T("some."+what+".one", nil)
	}
	return w.Say.N("some."+what+".many", n, map[string]any{"Number": w.Number(n)})
}

func dayPart(hour int) string {
	switch {
	case hour < 5 || hour >= 22:
		return "night"
	case hour < 12:
		return "morning"
	case hour < 18:
		return "day"
	}
	return "evening"
}
