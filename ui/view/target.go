package view

// Target: the pages that there are, by section, item and tab.

// Section is an entry of the list at the left.
type Section string

// The sections, in their order. Settings stands apart, at the foot.
const (
	SectionHome       Section = "home"
	SectionDecisions  Section = "decisions"
	SectionDiscussion Section = "discussion"
	SectionMembers    Section = "members"
	SectionNetwork    Section = "network"
	SectionSettings   Section = "settings"
	// SectionSearch is no entry of the list: the page of what was found for the words that are its item.
	SectionSearch Section = "search"
)

var allSections = []Section{SectionHome, SectionDecisions, SectionDiscussion, SectionMembers, SectionNetwork, SectionSettings}

// Tabs of pages.
const (
	TabPeople     = "people"
	TabJoining    = "joining"
	TabYourVote   = "your_vote"
	TabRules      = "rules"
	TabText       = "text"
	TabAmendments = "amendments"
	TabDiscussion = "discussion"
	TabHistory    = "history"
	TabFacts      = "facts"
	// TabClosing, TabOutcome and TabStanding are what became of a vote, or would: while tellers close it, once it is closed, while it is open.
	TabClosing  = "closing"
	TabOutcome  = "outcome"
	TabStanding = "standing"
	// TabDraft is a text that nobody else sees.
	TabDraft = "draft"
	// TabOpening is where a vote is opened, on a proposal or without one.
	TabOpening = "opening"
)

// FocusRelays shows the relays among the settings first.
const FocusRelays = "relays"

const (
	// FocusBallot has the ballot of a decision's page focused.
	FocusBallot = "ballot"
	// FocusAmend has the editor write another text for somebody's proposal.
	FocusAmend = "amend"
)

// Target is a place that something leads to.
type Target struct {
	Section Section `json:"section"`
	// Item is what the section's page is about: the id of a proposal, a poll, a topic, an account; "" for the section's own page.
	Item string `json:"item,omitempty"`
	Tab  string `json:"tab,omitempty"`
	// Focus is what is shown first on it: FocusBallot, or the id of a post.
	Focus string `json:"focus,omitempty"`
}

// samePage reports whether both are the same page, at whatever place of it.
func (t Target) samePage(other Target) bool {
	return t.Section == other.Section && t.Item == other.Item && t.Tab == other.Tab
}
