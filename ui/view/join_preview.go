package view

// Join preview: what a link says before anybody says yes.

import (
	"errors"
	"strings"

	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/ui/text"
)

// JoinPreview is what is known before somebody says yes: all of it is in the link, and nothing of it needs the network.
type JoinPreview struct {
	// Link is what was read; Whole that it is one. Trouble says what is wrong otherwise, "" for an empty field.
	Link  invite.Link
	Whole bool
	// Offer is there where it is a pairing code instead: the text of it.
	Offer   string
	State   string
	Trouble string
	// Sign is the community's fixed sign, in groups, to be compared with whoever sent the link.
	Sign []string
	// About are sentences of what the link says, Seen what they will see of me, each with its reason.
	About, Seen []Explained
	// Act names the community where its name is known, NotNow is the harmless choice, and Leave says that it can be undone.
	Act, NotNow, Leave string
}

// Explained is a sentence with a smaller one.
type Explained struct{ Title, Sub string }

// JoinPreview reads what somebody pasted.
func (w Words) JoinPreview(typed string) JoinPreview {
	v := JoinPreview{
		Act: w.Say.T("join_preview.act", nil), NotNow: w.Say.T("join_preview.not_now", nil), Leave: w.Say.T("join_preview.leave", nil),
		Seen: []Explained{
			{w.Say.T("join_preview.key", nil), w.Say.T("join_preview.key_sub", nil)}, {w.Say.T("join_preview.address", nil), w.Say.T("join_preview.address_sub", nil)},
		},
	}
	if strings.TrimSpace(typed) == "" {
		return v
	}
	link, err := invite.ParseLink(typed)
	if errors.Is(err, invite.ErrOtherKind) {
		if paired, is := w.pairPreview(v, typed); is {
			return paired
		}
	}
	if err != nil {
		v.Trouble = w.LinkTrouble(err)
		return v
	}
	v.Link, v.Whole, v.State = link, true, w.Say.T("join_preview.whole", nil)
	v.Sign = signGroups(link.Community.Genesis().String())
	v.About = []Explained{
		{w.Say.T("join_preview.looks", nil), w.Say.T("join_preview.looks_sub", nil)},
		{w.Say.T("join_preview.vote", nil), w.Say.T("join_preview.vote_sub", nil)},
		{w.Say.T("join_preview.members", nil), w.Say.T("join_preview.members_sub", nil)},
	}
	if n := len(link.Relays); n > 0 {
		v.About = append(v.About, Explained{w.Say.N("join_preview.relays", n, nil), w.Say.T("join_preview.relays_sub", nil)})
	} else {
		v.About = append(v.About, Explained{w.Say.T("join_preview.no_relays", nil), w.Say.T("join_preview.no_relays_sub", nil)})
	}
	return v
}

// WhileTyping is the preview of what somebody is in the middle of typing, letter by letter: what may still become a link is not judged yet.
func (v JoinPreview) WhileTyping(before, typed string) JoinPreview {
	const scheme = "folkmoot:"
	if typed == before {
		return v
	}
	typed, before = strings.ToLower(strings.TrimSpace(typed)), strings.ToLower(strings.TrimSpace(before))
	begun := strings.HasPrefix(typed, scheme) || strings.HasPrefix(scheme, typed)
	if begun && letterApart([]rune(typed), []rune(before)) {
		v.Trouble = ""
	}
	return v
}

// letterApart says whether one text becomes the other by one letter at most: added, taken away, or another.
func letterApart(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1
}

// LinkTrouble says what is wrong with a link.
func (w Words) LinkTrouble(err error) string {
	for _, known := range []struct {
		err error
		key string
	}{
		{invite.ErrOtherKind, "link.other_kind"},
		{invite.ErrVersion, "link.version"},
		{invite.ErrDamaged, "link.damaged"},
		{invite.ErrTooLong, "link.too_long"},
	} {
		if errors.Is(err, known.err) {
			return w.Say.T(known.key, nil)
		}
	}
	return w.Say.T("link.none", nil)
}

// signGroups are four groups of four characters of an id, behind what all ids have in common.
func signGroups(id string) []string {
	const group, groups = 4, 4
	short := text.ShortID(id)
	at := max(strings.Index(id, short), 0)
	var list []string
	for i := 0; i < groups && at+group <= len(id); i, at = i+1, at+group {
		list = append(list, id[at:at+group])
	}
	return list
}
