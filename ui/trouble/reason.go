package trouble

// Reason: what the core says of why, in the reader's language. The core writes English for logs and tests; people of another language read a
// sentence of theirs, or that there is more to read in English, and never half a sentence of each.

import (
	"errors"
	"strings"

	"golang.org/x/text/language"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/ui/text"
)

// Reason is what the core says, in English.
type Reason string

// AsItIs needs no translation: a path, a name.
type AsItIs string

// reasons are the sentences for what the core says, by a part of it that tells it apart. A test finds each part in the core's source.
var reasons = []struct{ part, key string }{
	{"this device has signed it already", "reason.signed_already"},
	{"something else has come to stand since", "reason.passed_by"},
	{"only stewards sign", "reason.stewards_sign"},
	{"nobody could act for the community any more", "reason.only_steward"},
	{"do it from another one", "reason.this_device"},
	{"keeping a draft: there are", "reason.drafts_full"},
	{"an invite that is good for", "reason.invite_time"},
	{"it is revoked already", "reason.revoked_already"},
	{"a member already", "reason.member_already"},
	{"somebody else has to approve it", "reason.approve_else"},
	{"removed for good", "reason.removed_for_good"},
	{"muted already", "reason.muted_already"},
	{"not muted", "reason.not_muted"},
	{"this is your own account", "reason.own_account"},
	{"you do already", "reason.agreed_already"},
	{"you did not say that you do", "reason.not_agreed"},
	{"the text has changed since it was proposed", "reason.text_changed"},
	{"it is not hidden", "reason.not_hidden"},
	{"the text was taken back", "reason.text_taken_back"},
	{"the text is not here", "reason.text_not_here"},
	{"the text is hidden", "reason.text_hidden"},
	{"too many people have admitted", "reason.too_many_admitters"},
	{"removed from the community", "reason.removed"},
	{"not a member yet", "reason.not_member_yet"},
	{"became a member after", "reason.member_later"},
	{"only who was a member when the poll was opened", "reason.member_later"},
	{"only who the charter named as a helper", "reason.helpers"},
	{"a helper's own ballot is cast, not entered", "reason.helper_own"},
	{"a paper ballot is entered for who may vote", "reason.paper_voter"},
	{"a ballot of the voter's own is here", "reason.voted_alone"},
	{"may say who follows it up", "reason.followup_plan"},
	{"only its owner and stewards may say", "reason.followup_mark"},
	{"the plan needs an owner", "reason.followup_owner"},
	{"the owner is not a member", "reason.followup_member"},
	{"it is marked so already", "reason.followup_marked"},
	{"not one of those who have not voted", "reason.has_voted"},
	{"its body is missing", "reason.no_body"},
	{"only members and newcomers may", "reason.members_newcomers"},
	{"only members may", "reason.members"},
	{"only stewards and admitters may", "reason.stewards_admitters"},
	{"only stewards may", "reason.stewards"},
	{"certified by its own account only", "reason.own_device"},
	{"only the proposal's author may decide", "reason.author_decides"},
	{"only its author may withdraw", "reason.author_withdraws"},
	{"only who agreed may take it back", "reason.author_agreed"},
	{"only its author may revise", "reason.author_revises"},
	{"it changes nothing", "reason.no_change"},
	{"it is empty", "reason.empty"},
	{"white space at an end", "reason.space"},
	{"not UTF-8", "reason.encoding"},
	{"not valid UTF-8", "reason.encoding"},
	{"it holds the character", "reason.character"},
	{"0 seats, where at least 1 is filled", "reason.poll_zero_seats"},
	{" seats for ", "reason.poll_many_seats"},
	{"until a time that is past", "reason.delegation_past"},
	{"the delegation is somebody else's", "reason.delegation_of_another"},
	{"it was taken back before", "reason.delegation_over"},
	{"its voters are not those", "reason.electorate"},
	{"where this method fills one", "reason.poll_one_seat"},
	{"it spends a budget, and fills no seats", "reason.poll_only_budget"},
	{"it fills seats, and spends no budget", "reason.poll_only_seats"},
	{"seats and a budget, where one of them decides", "reason.poll_seats_and_budget"},
	{"a budget of 0, which pays for nothing", "reason.poll_zero_budget"},
	{"costs without a budget", "reason.poll_costs_alone"},
	{"costs nothing", "reason.poll_costs_nothing"},
	{" costs for ", "reason.poll_few_costs"},
	{" options, where ", "reason.poll_option_number"},
	{"is given twice", "reason.poll_option_twice"},
	{"at one rank, which this method does not allow", "reason.poll_shared_rank"},
	{"is ranked twice", "reason.poll_ranked_twice"},
	{"is no whole number that fits", "reason.poll_no_number"},
	{" marks, where at most ", "reason.poll_many_marks"},
	{" points, where there are ", "reason.poll_many_points"},
	{"votes that cost more than", "reason.poll_many_credits"},
	{", outside of ", "reason.poll_off_scale"},
}

// speakReason puts the reason of a trouble into the reader's language, and keeps the core's own words for programs.
func (s Speaker) speakReason(t *Said) {
	switch reason := t.Data["Reason"].(type) {
	case AsItIs:
		t.Data["Reason"] = string(reason)
	case Reason:
		t.Detail = string(reason)
		t.Data["Reason"] = s.Reason(string(reason), nil)
	case error:
		t.Detail = reason.Error()
		t.Data["Reason"] = s.Reason(reason.Error(), reason)
	}
}

// Reason is what the core says in English, in the reader's language. err, where it is not nil, is the error that says it.
func (s Speaker) Reason(said string, err error) string {
	if base, _ := s.Words.Say.Language().Base(); base == englishBase {
		return said
	}
	var long *charter.TooLongError
	var change *charter.ChangeError
	switch {
	case errors.As(err, &change) && change.Line > 0:
		return s.t("reason.change_line", map[string]any{"Line": change.Line, "Key": text.Line(change.Key), "Reason": s.Reason(change.Err.Error(), change.Err)})
	case errors.As(err, &long):
		return s.t("reason.too_long", map[string]any{"Have": long.Have, "Most": long.Max})
	case errors.Is(err, identity.ErrNameTooLong):
		return s.t("reason.name_too_long", nil)
	}
	for _, r := range reasons {
		if strings.Contains(said, r.part) {
			return s.t(r.key, nil)
		}
	}
	return s.t("reason.other", nil)
}

var englishBase, _ = language.English.Base()

// Verdict is what became of an act that does not count.
func (s Speaker) Verdict(name string) string {
	key, known := verdicts[name]
	if !known {
		return name
	}
	return s.t(key, nil)
}

var verdicts = map[string]string{
	"no right": "verdict.no_right", "cut": "verdict.cut", "undone": "verdict.undone", "invalid": "verdict.invalid",
	"not in force": "verdict.not_in_force", "unknown kind": "verdict.unknown",
}

// Without is an error's own text without the sentinel's, which has a sentence already.
func Without(err, sentinel error) string {
	said := err.Error()
	if at := strings.Index(said, sentinel.Error()); at >= 0 {
		before, after := strings.TrimSuffix(said[:at], ": "), strings.TrimPrefix(said[at+len(sentinel.Error()):], ": ")
		if after != "" {
			return after
		}
		if before != "" {
			return before
		}
	}
	return said
}
