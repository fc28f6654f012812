package proposal

// Every bound on talk and texts, with its reason. They are part of the protocol: a replica takes a body that exceeds them for none.

import (
	"github.com/folkmoot/folkmoot/app/charter"
)

const (
	// MaxTitleCharacters of topics, proposals and amendments: two lines on a narrow screen.
	MaxTitleCharacters = 200
	// MaxTextBytes of topics, proposals and amendments: with title, note and ids it fits in a body of 64 KiB. Longer texts are attachments.
	MaxTextBytes = 60 << 10
	// MaxNoteBytes of a revision or an amendment: why it changes the text.
	MaxNoteBytes = 2 << 10
	// MaxCommentBytes is six printed pages. Who has more to say writes a topic.
	MaxCommentBytes = 16 << 10
	// MaxMentions of a comment: more people are addressed by a topic.
	MaxMentions = 32
	// MaxReasonCharacters of a decision, a hiding or a muting.
	MaxReasonCharacters = charter.MaxReasonCharacters
	// MaxNameCharacters of a member's name: as many as a join allows, so that whoever joined can say more about the same name.
	MaxNameCharacters = 64
	// MaxAboutCharacters of what members say of themselves: a line, and a way to reach them.
	MaxAboutCharacters = 500
	// MaxReplaces is how many rivals one revision, profile or decision can replace: its deps hold 16 ids, for other ends too.
	MaxReplaces = 8

	// maxCommentBody leaves room for the mentions and ids beside the text.
	maxCommentBody = MaxCommentBytes + 2<<10
	// maxDiffWork bounds the product of the lengths of two sequences that are compared: worst, half a second on a slow laptop.
	maxDiffWork = 64 << 20
)
