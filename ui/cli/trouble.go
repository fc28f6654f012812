package cli

// Trouble: which error becomes which sentence. Errors of one kind stand together; what each says is in the translations.

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/text"
)

func (a *act) usageTrouble(err error) (trouble, bool) {
	var usage *usageError
	if errors.As(err, &usage) {
		return trouble{code: ExitUsage, what: usage.key, do: "do.usage", data: withCommand(usage.data), changed: true}, true
	}
	var verb *unknownVerbError
	if errors.As(err, &verb) {
		t := trouble{code: ExitUsage, what: "usage.verb", do: "do.usage", changed: true}
		t.data = map[string]any{"Command": verb.of, "Verb": verb.verb}
		if len(verb.near) > 0 {
			t.do, t.data["Near"] = "do.near", strings.Join(verb.near, ", ")
		}
		return t, true
	}
	return trouble{}, false
}

func withCommand(data map[string]any) map[string]any {
	if data["Command"] == nil {
		data["Command"] = "folkmoot"
	}
	return data
}

// meanings are about the disk, the profile's files and the keys; what each error means is known outside of this package.
var meanings = map[Meaning]trouble{
	MeansDiskFull:        {code: ExitStorage, what: "error.disk_full", do: "do.disk_full"},
	MeansReadOnly:        {code: ExitStorage, what: "error.read_only", do: "do.read_only"},
	MeansDamaged:         {code: ExitStorage, what: "error.damaged", do: "do.damaged"},
	MeansInUse:           {code: ExitBusy, what: "error.in_use", do: "do.in_use"},
	MeansNewerFile:       {code: ExitNeedsNewer, what: "error.newer_file", do: "do.newer_file"},
	MeansForeignFile:     {code: ExitBadInput, what: "error.foreign_file", do: "do.foreign_file"},
	MeansWrongPassphrase: {code: ExitBusy, what: "error.wrong_passphrase", do: "do.wrong_passphrase"},
	MeansBadPassphrase:   {code: ExitBadInput, what: "error.bad_passphrase", do: "do.bad_passphrase"},
	MeansNoKeyring:       {code: ExitBusy, what: "error.no_keyring", do: "do.no_keyring"},
	MeansKeysLocked:      {code: ExitBusy, what: "error.keys_locked", do: "do.keys_locked"},
	MeansKeysDamaged:     {code: ExitStorage, what: "error.keys_damaged", do: "do.keys_damaged"},
	MeansKeysExposed:     {code: ExitBusy, what: "error.keys_exposed", do: "do.keys_exposed"},
}

func (a *act) fileTrouble(err error) (trouble, bool) {
	t, known := meanings[a.face.Meaning(err)]
	t.data = map[string]any{"Reason": err}
	return t, known
}

func sessionTrouble(err error) (trouble, bool) {
	data := map[string]any{"Reason": err}
	var version *session.VersionError
	switch {
	case errors.As(err, &version):
		return trouble{code: ExitNeedsNewer, what: "error.session_version", data: data}, true
	case errors.Is(err, session.ErrLost):
		return trouble{code: ExitFailed, what: "error.session_lost", do: "do.session_lost", changed: true}, true
	case errors.Is(err, session.ErrBusy):
		return trouble{code: ExitBusy, what: "error.session_busy", do: "do.again"}, true
	case errors.Is(err, session.ErrForeign):
		return trouble{code: ExitBusy, what: "error.session_foreign"}, true
	case errors.Is(err, session.ErrTooLarge):
		return trouble{code: ExitUsage, what: "error.session_too_large", do: "do.session_too_large"}, true
	case errors.Is(err, session.ErrNotServing), errors.Is(err, session.ErrHeld):
		return trouble{code: ExitBusy, what: "error.profile_held", do: "do.profile_held", data: data}, true
	case errors.Is(err, session.ErrInterrupted), errors.Is(err, session.ErrGone), errors.Is(err, context.Canceled):
		return trouble{code: ExitInterrupted, what: "error.interrupted", changed: true}, true
	}
	return trouble{}, false
}

// phraseTrouble is about recovery words: which one is none is the whole point.
func phraseTrouble(err error) (trouble, bool) {
	var wrong *identity.WrongWordsError
	var count *identity.WordCountError
	var unknown *identity.UnknownWordsError
	switch {
	case errors.As(err, &wrong):
		return trouble{code: ExitBadInput, what: "error.phrase_check", do: "do.phrase_check", data: map[string]any{"Positions": wrong.Positions}}, true
	case errors.As(err, &unknown):
		return trouble{code: ExitBadInput, what: "error.phrase_words", do: "do.phrase_words", more: wordLines(unknown.Words)}, true
	case errors.As(err, &count):
		return trouble{
			code: ExitBadInput, what: "error.phrase_count", do: "do.phrase_words", more: wordLines(count.Unknown),
			data: map[string]any{"Have": count.Count, "Wanted": identity.PhraseWords},
		}, true
	case errors.Is(err, identity.ErrChecksum):
		return trouble{code: ExitBadInput, what: "error.phrase_checksum", do: "do.phrase_checksum"}, true
	case errors.Is(err, identity.ErrPhrase):
		return trouble{code: ExitBadInput, what: "error.phrase", do: "do.phrase_words"}, true
	}
	return trouble{}, false
}

func wordLines(words []identity.UnknownWord) []string {
	var lines []string
	for _, w := range words {
		lines = append(lines, text.Line(w.String()))
	}
	return lines
}

// choiceTrouble is about a name or an id that means nothing, or several things.
func (a *act) choiceTrouble(err error) (trouble, bool) {
	var unknown *app.UnknownCommunityError
	var which *app.WhichCommunityError
	var ambiguous *app.AmbiguousError
	var person *app.WhichPersonError
	var track *app.UnknownTrackError
	var device *deviceError
	var draft *app.WhichDraftError
	switch {
	case errors.As(err, &unknown):
		return trouble{
			code: ExitNotFound, what: "error.unknown_community", do: "do.community", more: a.communityLines(unknown.Known),
			data: map[string]any{"Text": unknown.Text},
		}, true
	case errors.As(err, &which):
		return trouble{code: ExitUsage, what: "error.which_community", do: "do.community", more: a.communityLines(which.Candidates)}, true
	case errors.As(err, &ambiguous):
		ids := make([]string, len(ambiguous.Candidates))
		for i, id := range ambiguous.Candidates {
			ids[i] = id.String()
		}
		return trouble{
			code: ExitNotFound, what: "error.ambiguous", do: "do.ambiguous", more: text.ShortIDs(ids),
			data: map[string]any{"Text": ambiguous.Text},
		}, true
	case errors.As(err, &person):
		return whichPerson(person), true
	case errors.As(err, &device):
		t := trouble{code: ExitNotFound, what: "error.which_device", do: "do.which_device", data: map[string]any{"Text": device.typed}}
		for _, d := range device.candidates {
			t.more = append(t.more, d.Key+gap+text.Line(d.Name))
		}
		return t, true
	case errors.As(err, &draft):
		t := trouble{code: ExitNotFound, what: "error.which_draft", do: "do.ambiguous", data: map[string]any{"Text": draft.Text}}
		for _, d := range draft.Candidates {
			t.more = append(t.more, d.ID+gap+text.Line(d.Title))
		}
		return t, true
	case errors.As(err, &track):
		return trouble{
			code: ExitNotFound, what: "error.unknown_track", do: "do.unknown_track",
			data: map[string]any{"Track": track.Track, "Known": strings.Join(track.Known, ", ")},
		}, true
	}
	return trouble{}, false
}

func whichPerson(e *app.WhichPersonError) trouble {
	t := trouble{code: ExitNotFound, what: "error.which_person", do: "do.which_person", data: map[string]any{"Text": e.Text}}
	for _, n := range e.Candidates {
		t.more = append(t.more, n.Fingerprint+gap+text.Line(n.Text))
	}
	return t
}

// actTrouble is about acts that would not count, or that cannot be written as things are.
func (a *act) actTrouble(err error) (trouble, bool) {
	var refused *app.NotAppliedError
	var form *app.FormError
	var name *app.DuplicateNameError
	switch {
	case errors.Is(err, kind.ErrNoRight):
		return trouble{code: ExitFailed, what: "error.no_right", data: map[string]any{"Reason": reasonOf(err, kind.ErrNoRight)}}, true
	case errors.As(err, &refused):
		reason := error(refused)
		if refused.Reason != nil {
			reason = refused.Reason
		}
		return trouble{code: ExitFailed, what: "error.not_applied", data: map[string]any{"Reason": reason}}, true
	case errors.As(err, &form):
		return trouble{code: ExitBadInput, what: "error.form", data: map[string]any{"Reason": form.Err}}, true
	case errors.Is(err, kind.ErrForm):
		return trouble{code: ExitBadInput, what: "error.form", data: map[string]any{"Reason": reasonOf(err, kind.ErrForm)}}, true
	case errors.As(err, &name):
		return trouble{code: ExitFailed, what: "error.duplicate_name", do: "do.duplicate_name", data: map[string]any{"Name": name.Name}}, true
	case errors.Is(err, app.ErrNotPossible):
		return trouble{code: ExitFailed, what: "error.not_possible", data: map[string]any{"Reason": reasonOf(err, app.ErrNotPossible)}}, true
	}
	return trouble{}, false
}

// inputTrouble is about links, files and texts that came from elsewhere.
func inputTrouble(err error) (trouble, bool) {
	data := map[string]any{"Reason": err}
	var change *charter.ChangeError
	var long *charter.TooLongError
	var tooLong *textTooLongError
	switch {
	case errors.As(err, &change):
		return trouble{code: ExitBadInput, what: "error.change_file", data: map[string]any{"Reason": change}}, true
	case errors.As(err, &tooLong):
		return trouble{code: ExitBadInput, what: "error.text_too_long", data: map[string]any{"Size": tooLong.limit}}, true
	case errors.As(err, &long):
		return trouble{code: ExitBadInput, what: "error.form", data: data}, true
	case errors.Is(err, identity.ErrName):
		return trouble{code: ExitBadInput, what: "error.name", data: map[string]any{"Reason": reasonOf(err, identity.ErrName)}}, true
	case errors.Is(err, charter.ErrNoTemplate):
		return trouble{code: ExitUsage, what: "error.template", data: map[string]any{"Templates": strings.Join(templateIDs(), ", ")}}, true
	}
	return bundleTrouble(err)
}

func bundleTrouble(err error) (trouble, bool) {
	var other *otherCommunityError
	var cutShort *bundle.TruncatedError
	var damaged *bundle.DamagedError
	switch {
	case errors.As(err, &cutShort):
		return trouble{code: ExitBadInput, what: "error.bundle_truncated", do: "do.copy_again", data: map[string]any{"Have": int64(cutShort.Ops)}}, true
	case errors.As(err, &damaged):
		return trouble{
			code: ExitBadInput, what: "error.bundle_damaged", do: "do.copy_again", changed: damaged.Ops > 0,
			data: map[string]any{"Have": int64(damaged.Ops), "Reason": damaged.Cause},
		}, true
	case errors.Is(err, bundle.ErrNewer):
		return trouble{code: ExitNeedsNewer, what: "error.bundle_newer", do: "do.needs_newer"}, true
	case errors.Is(err, bundle.ErrNotBundle), errors.Is(err, bundle.ErrManifest):
		return trouble{code: ExitBadInput, what: "error.not_bundle"}, true
	case errors.As(err, &other):
		return trouble{code: ExitBadInput, what: "error.bundle_of", do: "do.bundle_of", data: map[string]any{"Name": other.name}}, true
	case errors.Is(err, community.ErrAnotherCommunity), errors.Is(err, bundle.ErrOtherCommunity):
		return trouble{code: ExitBadInput, what: "error.other_community", do: "do.other_community"}, true
	}
	return trouble{}, false
}

// pollTrouble is about polls and ballots.
func (a *act) pollTrouble(err error) (trouble, bool) {
	var period *app.PeriodError
	var method *app.UnknownMethodError
	var over *app.PollOverError
	var option *poll.UnknownOptionError
	switch {
	case errors.As(err, &period):
		return trouble{code: ExitUsage, what: "error.period", data: map[string]any{
			"Track": period.Track, "Have": charter.FormatDuration(period.HaveMillis),
			"Least": charter.FormatDuration(period.MinMillis), "Most": charter.FormatDuration(period.MaxMillis),
		}}, true
	case errors.As(err, &method):
		return trouble{code: ExitUsage, what: "error.method", data: map[string]any{
			"Method": method.Method, "Known": strings.Join(method.Known, ", "),
		}}, true
	case errors.As(err, &over):
		return trouble{code: ExitFailed, what: "error.poll_over", data: map[string]any{"When": a.words().When(over.ClosedMillis)}}, true
	case errors.As(err, &option):
		return trouble{code: ExitUsage, what: "error.option", data: map[string]any{"Typed": option.Typed, "Options": strings.Join(option.Options, ", ")}}, true
	case errors.Is(err, poll.ErrChoice):
		return trouble{code: ExitUsage, what: "error.choice", data: map[string]any{"Reason": reasonOf(err, poll.ErrChoice)}}, true
	case errors.Is(err, app.ErrNoVoter):
		return trouble{code: ExitFailed, what: "error.no_voter", data: map[string]any{"Reason": reasonOf(err, app.ErrNoVoter)}}, true
	}
	return trouble{}, false
}

// reasonOf is an error's own text without the sentinel's, which has a sentence already.
func reasonOf(err, sentinel error) string {
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

// plain are the errors that need no data.
var plain = []struct {
	err error
	trouble
}{
	{errNoProfile, trouble{code: ExitNotFound, what: "error.no_profile", do: "do.no_profile"}},
	{errNoHome, trouble{code: ExitFailed, what: "error.no_home", do: "do.no_home"}},
	{errNotConfirmed, trouble{code: ExitFailed, what: "error.not_confirmed"}},
	{errEmptyPassphrase, trouble{code: ExitBadInput, what: "error.empty_passphrase"}},
	{errDifferentPassphrase, trouble{code: ExitBadInput, what: "error.different_passphrase", do: "do.again"}},
	{errTooMuch, trouble{code: ExitBadInput, what: "error.too_much"}},
	{ErrNoDesktop, trouble{code: ExitUsage, what: "error.no_desktop", do: "do.usage", data: map[string]any{"Command": "folkmoot"}, changed: true}},
	{errBeyondCouncil, trouble{code: ExitFailed, what: "error.beyond_council", do: "do.beyond_council"}},
	{app.ErrNoCommunity, trouble{code: ExitNotFound, what: "error.no_community", do: "do.no_community"}},
	{app.ErrNoIdentity, trouble{code: ExitNotFound, what: "error.no_identity", do: "do.no_profile"}},
	{app.ErrIdentityExists, trouble{code: ExitFailed, what: "error.identity_exists", do: "do.identity_exists"}},
	{app.ErrNoSeed, trouble{code: ExitFailed, what: "error.no_seed", do: "do.no_seed"}},
	{app.ErrAlreadyHere, trouble{code: ExitFailed, what: "error.already_here", do: "do.already_here"}},
	{app.ErrNotFoundHere, trouble{code: ExitNotFound, what: "error.not_found", do: "do.not_found"}},
	{app.ErrWithdrawn, trouble{code: ExitFailed, what: "error.withdrawn"}},
	{app.ErrCopied, trouble{code: ExitFailed, what: "error.copied", do: "do.copied"}},
	{app.ErrNotHereYet, trouble{code: ExitNotFound, what: "error.not_here_yet", do: "do.not_here_yet"}},
	{app.ErrNeedsNewer, trouble{code: ExitNeedsNewer, what: "error.needs_newer", do: "do.needs_newer"}},
	{app.ErrUnknownPeer, trouble{code: ExitNotFound, what: "error.unknown_peer", do: "do.unknown_peer"}},
	{op.ErrNotAnID, trouble{code: ExitUsage, what: "error.not_an_id", do: "do.not_an_id"}},
	{app.ErrOtherOffer, trouble{code: ExitBadInput, what: "error.other_offer", do: "do.other_offer"}},
	{app.ErrNotBackup, trouble{code: ExitBadInput, what: "error.not_backup"}},
	{app.ErrNewerBackup, trouble{code: ExitNeedsNewer, what: "error.backup_newer", do: "do.needs_newer"}},
	{app.ErrDamagedBackup, trouble{code: ExitBadInput, what: "error.backup_damaged"}},
	{app.ErrOtherPhrase, trouble{code: ExitBadInput, what: "error.other_phrase"}},
	{app.ErrProfileNotEmpty, trouble{code: ExitFailed, what: "error.identity_exists", do: "do.identity_exists"}},
	{invite.ErrNotALink, trouble{code: ExitBadInput, what: "error.not_a_link", do: "do.not_a_link"}},
	{invite.ErrVersion, trouble{code: ExitNeedsNewer, what: "error.link_version", do: "do.needs_newer"}},
	{invite.ErrOtherKind, trouble{code: ExitBadInput, what: "error.link_kind", do: "do.link_kind"}},
	{invite.ErrDamaged, trouble{code: ExitBadInput, what: "error.link_damaged", do: "do.link_damaged"}},
	{invite.ErrTooLong, trouble{code: ExitBadInput, what: "error.link_too_long", do: "do.not_a_link"}},
	{fs.ErrExist, trouble{code: ExitFailed, what: "error.exists", do: "do.exists"}},
	{fs.ErrNotExist, trouble{code: ExitNotFound, what: "error.no_such_file"}},
	{fs.ErrPermission, trouble{code: ExitStorage, what: "error.read_only", do: "do.read_only"}},
	{io.EOF, trouble{code: ExitUsage, what: "error.no_answer"}},
}

func plainTrouble(err error) (trouble, bool) {
	for _, p := range plain {
		if errors.Is(err, p.err) {
			t := p.trouble
			if t.data == nil {
				t.data = map[string]any{}
			}
			t.data["Reason"] = err
			return t, true
		}
	}
	return trouble{}, false
}
