package view

// Telling: what a person is told of while they look elsewhere. There are five kinds of it and no more; each thing is told once.

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// Telling is one thing to tell of.
type Telling struct {
	Kind        NoticeKind
	Title, Text string
	Goes        Target

	id string
}

// Tellings are what a community's Home has that somebody would want to be told of.
func (w Words) Tellings(h Home) []Telling {
	var list []Telling
	for _, n := range h.Needs {
		if n.Kind != NeedsVote {
			continue
		}
		list = append(list, Telling{NoticeOpened, w.Say.T("telling.opened", nil), n.Title, n.Goes, "opened " + n.Goes.Item})
		if n.Urgent {
			list = append(list, Telling{NoticeClosing, w.Say.T("telling.closing", map[string]any{"When": n.When}), n.Title, n.Goes, "closing " + n.Goes.Item})
		}
	}
	for _, n := range h.News {
		switch {
		case n.Icon == IconDecided:
			list = append(list, Telling{NoticeOutcome, w.Say.T("telling.outcome", nil), n.Said.String(), n.Goes, "outcome " + n.Goes.Item})
		case n.ToMe:
			list = append(list, Telling{NoticeAnswer, n.Said.String(), n.Quote, n.Goes, "answer " + n.Goes.Focus})
		}
	}
	if v := h.LastVote; v != nil && v.MayBeLost {
		list = append(list, Telling{NoticeAtRisk, w.Say.T("telling.at_risk", nil), v.Title, v.Goes, "risk " + v.Goes.Item})
	}
	for i := range list {
		list[i].Title, list[i].Text = harmless(list[i].Title), harmless(list[i].Text)
	}
	return list
}

// harmless is a text of others as a system may be handed it. Some take what stands in a notice for HTML, with links and with pictures that are
// fetched.
func harmless(written string) string {
	return strings.NewReplacer("<", "‹", ">", "›").Replace(quoted(written))
}

// Herald remembers what was told. It belongs to one goroutine.
type Herald struct {
	keeper Keeper
	told   []string
	// began says that what was there at the beginning is known: whoever opens the window sees it.
	began map[string]bool
}

const (
	settingTold = "desktop/told"
	// maxTold things are remembered, the last ones: more than are news at once.
	maxTold = 500
)

// NewHerald begins with what was told before.
func NewHerald(keeper Keeper) *Herald {
	t := &Herald{keeper: keeper, began: map[string]bool{}}
	if written, err := keeper.Setting(settingTold); err == nil && written != "" {
		if json.Unmarshal([]byte(written), &t.told) != nil {
			t.told = nil
		}
	}
	return t
}

// New are those of a community that were not told yet, and may be now. They count as told from now on, and so do those that may not: nobody hears
// in the morning of each thing of the night.
func (t *Herald) New(community string, list []Telling, p *Preferences, now time.Time) ([]Telling, error) {
	var news []Telling
	changed := false
	for _, item := range list {
		id := community + " " + item.id
		if slices.Contains(t.told, id) {
			continue
		}
		t.told, changed = append(t.told, id), true
		if t.began[community] && p.MayTell(item.Kind, now) {
			news = append(news, item)
		}
	}
	t.began[community] = true
	if !changed {
		return news, nil
	}
	t.told = t.told[max(0, len(t.told)-maxTold):]
	written, err := json.Marshal(t.told)
	if err != nil {
		return news, err
	}
	return news, t.keeper.SetSetting(settingTold, string(written))
}
