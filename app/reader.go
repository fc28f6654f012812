package app

// Reader: the questions that faces ask of a replica, each answered from an index, in bounded pages.

import (
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Page is a part of a list. Lists go by the order in which this replica stored things, newest first, unless their method says otherwise.
type Page struct {
	// After is the last entry of the page before; zero for the first page.
	After op.ID
	// Limit is how many at most; 0 means DefaultPage, and MaxPage bounds it.
	Limit int
}

// Sizes of pages.
const (
	DefaultPage = 50
	MaxPage     = 500
)

// Reader is a replica at one moment. Single rows come by Row, with the tables' and rows' names of packages proposal and poll.
type Reader interface {
	community.View
	CatchUpReader
	Topics(p Page) ([]proposal.Topic, error)
	Proposals(p Page) ([]proposal.Proposal, error)
	// Revisions, Amendments, Comments and Hidden of one topic or proposal; comments oldest first.
	Revisions(thread op.ID) ([]proposal.Revision, error)
	Amendments(thread op.ID) ([]proposal.Amendment, error)
	Comments(thread op.ID, p Page) ([]proposal.Comment, error)
	CommentCount(thread op.ID) (int, error)
	// Talk sums up the comments of a topic or a proposal that somebody may read.
	Talk(thread op.ID, q TalkQuery) (Talk, error)
	Agreements(comment op.ID) ([]proposal.Agreement, error)
	// AgreementsIn are those with all comments of a thread, together.
	AgreementsIn(thread op.ID) ([]proposal.Agreement, error)
	Hidden(thread op.ID) ([]proposal.Hiding, error)
	// AllHidden lists what is hidden anywhere.
	AllHidden(p Page) ([]proposal.Hiding, error)
	Mutes() ([]proposal.Muting, error)
	// Profiles are all rows of an account's subject: its profile and the profile acts it is made of.
	Profile(account op.AccountID) (proposal.Profile, bool, error)
	// Mentioning lists comments that mention the account, Answering those that answer a post of it.
	Mentioning(account op.AccountID, p Page) ([]proposal.Comment, error)
	Answering(account op.AccountID, p Page) ([]proposal.Comment, error)
	Polls(p Page) ([]poll.Poll, error)
	PollsOf(proposal op.ID) ([]poll.Poll, error)
	// Ballots yields every ballot of a poll, in stored order.
	Ballots(poll op.ID, yield func(poll.Ballot) bool) error
	BallotsBy(poll op.ID, account op.AccountID) ([]poll.Ballot, error)
	// FollowUp lists the plans for a poll and the marks, in stored order.
	FollowUp(poll op.ID) ([]followup.Plan, []followup.Marked, error)
	// Delegations lists all that were ever made, the first one first.
	Delegations() ([]delegation.Row, error)
	// IDs lists stored ops whose text begins with a prefix (op.IDPrefix), ascending.
	IDs(prefix string, limit int) ([]op.ID, error)
	// Newest lists the newest stored ops; NotApplied those whose verdict is another than applied.
	Newest(p Page) ([]community.Meta, error)
	NotApplied(p Page) ([]community.Meta, error)
	// Verdicts yields every stored op's id and verdict, ascending by id: what the state digest is made of.
	Verdicts(yield func(community.VerdictChange) bool) error
	OpCount() (int, error)
	// Damaged lists stored ops whose bytes no longer fit their hash: they must be fetched again. The zero id stands for one
	// that nothing names any more; Repair knows it when it comes.
	Damaged() ([]op.ID, error)
	// DueDrops lists posts whose bodies may be dropped since before a time.
	DueDrops(beforeMillis int64, limit int) ([]op.ID, error)
	Drafts() ([]LocalDraft, error)
	Draft(id string) (LocalDraft, bool, error)
	IsRead(post op.ID) (bool, error)
	PersonalMutes() ([]op.AccountID, error)
	// PeerFrontier is what a peer was last known to hold; false for one never met.
	PeerFrontier(peer string) ([]op.ID, int64, bool, error)
	Peers() ([]Peer, error)
}

// TalkQuery says what of a talk is new to whom.
type TalkQuery struct {
	// Reader wrote none of what is new, and what is new was written after AfterMillis.
	Reader      op.AccountID
	AfterMillis int64
}

// Talk is how much was said, without what nobody reads here: what was withdrawn, dropped or hidden, is not here, or is by somebody who is muted.
type Talk struct {
	// Comments are so many, New of them new to who asks.
	Comments, New int
	// Last is the one that was stored last, zero where there is none; LastMillis is the latest time of any.
	Last       op.ID
	LastMillis int64
}

// Local is what is kept beside the ops and never shared.
type Local interface {
	PutDraft(LocalDraft) error
	DropDraft(id string) error
	MarkRead(post op.ID, read bool) error
	MutePersonally(account op.AccountID, mute bool) error
	// NoteDrop remembers since when a post's body may be dropped; an earlier note stays. ForgetDrop ends that.
	NoteDrop(post op.ID, sinceMillis int64) error
	ForgetDrop(post op.ID) error
	// SetPeerFrontier notes the tips of all logs that a peer holds.
	SetPeerFrontier(peer string, tips []op.ID, atMillis int64) error
}

// LocalDraft is a text that was not published.
type LocalDraft struct {
	ID    string
	Title string
	Text  string
	Track string
	Topic op.ID
	// Revises is the proposal that it will be a revision of; zero for a new one.
	Revises       op.ID
	ChangedMillis int64
}

// Peer is somebody with whom ops were exchanged.
type Peer struct {
	Name     string
	AtMillis int64
}

// Hit is something that a search found.
type Hit struct {
	Post   op.ID
	Thread op.ID
	Table  string
	Title  string
	// Snippet is the text around what was found.
	Snippet string
}
