package view

// Navigation: where somebody is, where they were, and how far they had scrolled. It belongs to one goroutine; what it writes down is small and
// goes through its keeper.

import (
	"encoding/json"
	"slices"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Keeper keeps small things on this install. app.Profile is one.
type Keeper interface {
	// Setting returns "" for one that was never set.
	Setting(key string) (string, error)
	SetSetting(key, value string) error
}

// Navigation is where somebody is.
type Navigation struct {
	keeper      Keeper
	communities []app.Membership
	waits       map[op.CommunityID]int
	state       kept
	// visits are those of Home since the window was opened, by community.
	visits map[string]Visit
	// back are the pages before this one, the last one last.
	back []Target
}

// kept is what survives closing the window.
type kept struct {
	Community string               `json:"community"`
	Places    map[string]keptPlace `json:"places"`
}

type keptPlace struct {
	Target Target `json:"target"`
	// Scroll is how far each page was scrolled, in text units from its top.
	Scroll []scrolled `json:"scroll,omitempty"`
	// SeenMillis is when Home was last looked at.
	SeenMillis int64 `json:"seen_ms,omitempty"`
}

type scrolled struct {
	Target Target  `json:"target"`
	Top    float32 `json:"top"`
}

const (
	settingNavigation = "desktop/navigation"
	// maxBack pages are remembered, and of maxScrolls pages how far they were scrolled: more than anybody goes back to.
	maxBack    = 50
	maxScrolls = 30
)

// NewNavigation begins where this person left off. What cannot be read of that is as if it had never been.
func NewNavigation(keeper Keeper, communities []app.Membership) *Navigation {
	n := &Navigation{keeper: keeper, waits: map[op.CommunityID]int{}, visits: map[string]Visit{}}
	if written, err := keeper.Setting(settingNavigation); err == nil && written != "" {
		if json.Unmarshal([]byte(written), &n.state) != nil {
			n.state = kept{}
		}
	}
	if n.state.Places == nil {
		n.state.Places = map[string]keptPlace{}
	}
	n.SetCommunities(communities)
	return n
}

// SetCommunities takes the profile's list: one that is no longer there is no longer chosen.
func (n *Navigation) SetCommunities(communities []app.Membership) {
	n.communities = communities
	known := func(m app.Membership) bool { return m.Community.String() == n.state.Community }
	if !slices.ContainsFunc(communities, known) {
		n.state.Community, n.back = "", nil
		if len(communities) > 0 {
			n.state.Community = communities[0].Community.String()
		}
	}
}

// Community is the chosen one; false where there is none.
func (n *Navigation) Community() (app.Membership, bool) {
	i := slices.IndexFunc(n.communities, func(m app.Membership) bool { return m.Community.String() == n.state.Community })
	if i < 0 {
		return app.Membership{}, false
	}
	return n.communities[i], true
}

// Choose goes to a community, where this person was in it.
func (n *Navigation) Choose(com op.CommunityID) error {
	if !slices.ContainsFunc(n.communities, func(m app.Membership) bool { return m.Community == com }) {
		return nil
	}
	n.state.Community, n.back = com.String(), nil
	return n.write()
}

// At is the page that is shown.
func (n *Navigation) At() Target {
	at := n.place().Target
	if at.Section != SectionSearch && !slices.Contains(allSections, at.Section) {
		return Target{Section: SectionHome}
	}
	return at
}

func (n *Navigation) place() keptPlace { return n.state.Places[n.state.Community] }

// Go goes to a page; the one before is a step back.
func (n *Navigation) Go(to Target) error {
	if at := n.At(); !at.samePage(to) {
		n.back = append(n.back, at)
		n.back = n.back[max(0, len(n.back)-maxBack):]
	}
	return n.put(to)
}

// Becomes says that the present page, where it is the one that is named, is another one from now on: a new text has become a draft, a draft a
// proposal. No step leads back to what it was.
func (n *Navigation) Becomes(was, is Target) error {
	if !n.At().samePage(was) {
		return nil
	}
	return n.put(is)
}

// Back goes a step back; false where there is none.
func (n *Navigation) Back() (bool, error) {
	if len(n.back) == 0 {
		return false, nil
	}
	last := len(n.back) - 1
	to := n.back[last]
	n.back = n.back[:last]
	return true, n.put(to)
}

func (n *Navigation) put(to Target) error {
	p := n.place()
	kept := to
	if to.Focus != FocusAmend { // which is another page
		kept.Focus = "" // a page that is opened anew takes nobody to where they were sent once
	}
	p.Target = kept
	n.state.Places[n.state.Community] = p
	return n.write()
}

// Scrolled notes how far the present page is scrolled. It is written down with the next step, or by Keep.
func (n *Navigation) Scrolled(top float32) {
	p, at := n.place(), n.At()
	p.Scroll = slices.DeleteFunc(slices.Clone(p.Scroll), func(s scrolled) bool { return s.Target.samePage(at) })
	p.Scroll = append(p.Scroll, scrolled{at, top})
	p.Scroll = p.Scroll[max(0, len(p.Scroll)-maxScrolls):]
	n.state.Places[n.state.Community] = p
}

// Scroll is how far the present page was scrolled.
func (n *Navigation) Scroll() float32 {
	at := n.At()
	for _, s := range n.place().Scroll {
		if s.Target.samePage(at) {
			return s.Top
		}
	}
	return 0
}

// HomeSeen is when Home was last looked at; 0 for never. SawHome notes that it was.
func (n *Navigation) HomeSeen() int64 { return n.place().SeenMillis }

// SawHome notes that Home was looked at.
func (n *Navigation) SawHome(nowMillis int64) error {
	p := n.place()
	p.SeenMillis = nowMillis
	n.state.Places[n.state.Community] = p
	return n.write()
}

// Keep writes down where somebody is.
func (n *Navigation) Keep() error { return n.write() }

func (n *Navigation) write() error {
	written, err := json.Marshal(n.state)
	if err != nil {
		return err
	}
	return n.keeper.SetSetting(settingNavigation, string(written))
}
