// Package proposal is talk and texts: topics, proposals with their revisions, amendments and comments, what people say of themselves,
// and the moderation of all that.
//
// It promises that rows are the same whatever order their ops came in, and that a withdrawn post looks the same whether or not its body is
// still at hand: what a post belongs to and what it replaces stand in its header (deps), and the body only says what the header shows.
// It never lets a body that can be dropped decide about anybody's rights, and it counts no votes.
package proposal

import (
	"github.com/folkmoot/folkmoot/app/kind"
)

// The kinds' names.
const (
	KindTopic        = "topic.new"
	KindPublish      = "proposal.publish"
	KindRevise       = "proposal.revise"
	KindAmend        = "amendment.propose"
	KindDecide       = "amendment.decide"
	KindComment      = "comment.add"
	KindAgree        = "comment.agree"
	KindEndAgreement = "comment.agree-end"
	KindProfile      = "profile.set"
	KindWithdraw     = "post.withdraw"
	KindHide         = "post.hide"
	KindShow         = "post.show"
	KindMute         = "member.mute"
	KindUnmute       = "member.unmute"
)

// Kinds declares them all.
func Kinds() []kind.Kind {
	return []kind.Kind{
		topicKind(), publishKind(), reviseKind(), amendKind(), decideKind(), commentKind(), agreeKind(), endAgreementKind(),
		profileKind(), withdrawKind(), hideKind(), showKind(), muteKind(), unmuteKind(),
	}
}

// Kinds of other domains that people talk about, and what shows that a poll is decided. Their packages are not imported: talk needs no more of them.
const (
	kindOpen   = "poll.open"
	kindCast   = "ballot.cast"
	kindAssist = "ballot.assist"
	kindSeal   = "manifest.seal"
)

// IsHideable reports whether stewards can hide something of an op of a kind: the text of a post, or the reason of a ballot. A ballot keeps its body, so
// its reason can be hidden and never dropped.
func IsHideable(kindName string) bool {
	return IsPost(kindName) || kindName == kindCast || kindName == kindAssist
}

// IsPost reports whether ops of a kind are posts: what their authors can withdraw and stewards hide, as their bodies can be dropped.
func IsPost(kindName string) bool {
	switch kindName {
	case KindTopic, KindPublish, KindRevise, KindAmend, KindComment, KindProfile:
		return true
	}
	return false
}
