package view

// Entering: what somebody has said on their way in, and what is done about it once they say yes.

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/ui/text"
)

// DoorBack is the way of those who were here before, beside the three doors.
const DoorBack = "back"

// Entering is what somebody has said so far. It belongs to one goroutine, and to the one that runs Enter while that runs.
type Entering struct {
	// Door is one of the Door… words.
	Door string
	// Person is the name that others will see.
	Person string
	// Link leads in by DoorJoin.
	Link invite.Link
	// Offer is the pairing code, and Laptop what this one is to be called, by DoorPair.
	Offer, Laptop string
	// Community, Purpose and Template are what begins by DoorStart.
	Community, Purpose, Template string
	// Phrase is kept in a profile that has none; Checked says that its owner has shown to have it on paper.
	Phrase  identity.Phrase
	Checked bool
	// Backup and Bundles are what somebody comes back with by DoorBack.
	Backup  fs.FS
	Bundles []Bundle

	// Language is the one that was chosen on the way; "" for none.
	Language string

	keptIn *app.Service
}

// Bundle is a file with a community in it.
type Bundle struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// Arrived is what came of it.
type Arrived struct {
	// Community is the one to be shown; the zero id where none is here.
	Community op.CommunityID
	// Says are sentences about what did not come as one would think.
	Says []string
	// Answered is there after DoorPair: the old laptop has to read it.
	Answered *Answered
}

// Enter does it in an open profile. After an error nothing of it is there but the phrase, and it may be asked for again. progress, which may be
// nil, hears how far the reading of files is.
func (e *Entering) Enter(ctx context.Context, s *app.Service, w Words, progress func(done, total int64)) (Arrived, error) {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	a, err := e.enter(ctx, s, w, progress)
	if err != nil {
		return a, err
	}
	return a, e.note(s, w)
}

func (e *Entering) enter(ctx context.Context, s *app.Service, w Words, progress func(done, total int64)) (Arrived, error) {
	if e.Backup != nil && e.Door == DoorBack {
		return e.restore(ctx, s, w, progress)
	}
	if e.Door == DoorLook {
		return e.look(ctx, s, w)
	}
	if e.Door == DoorPair {
		return e.pair(ctx, s)
	}
	if e.Phrase.Words() != nil {
		if err := beginAnew(s); err != nil {
			return Arrived{}, err
		}
	}
	if err := e.keep(s); err != nil {
		return Arrived{}, err
	}
	switch e.Door {
	case DoorJoin:
		return e.join(ctx, s)
	case DoorStart:
		c, err := s.Found(ctx, app.Founding{Name: e.Community, Person: e.Person, Template: e.Template, Purpose: strings.TrimSpace(e.Purpose)})
		if err != nil {
			return Arrived{}, err
		}
		return Arrived{Community: c.ID()}, nil
	}
	return e.recover(ctx, s, w, progress)
}

// keep keeps the phrase, where there is one and it has not been kept by an attempt before.
func (e *Entering) keep(s *app.Service) error {
	if e.Phrase.Words() == nil || e.keptIn == s {
		return nil
	}
	if err := s.KeepPhrase(e.Phrase); err != nil {
		return err
	}
	e.keptIn = s
	return nil
}

// join asks to be let in. Who has asked before is led to where they are.
func (e *Entering) join(ctx context.Context, s *app.Service) (Arrived, error) {
	c, err := s.Join(ctx, e.Link, e.Person)
	if errors.Is(err, app.ErrAlreadyHere) {
		return Arrived{Community: e.Link.Community}, s.Use(e.Link.Community)
	}
	if err != nil {
		return Arrived{}, err
	}
	return Arrived{Community: c.ID()}, nil
}

func (e *Entering) restore(ctx context.Context, s *app.Service, w Words, progress func(done, total int64)) (Arrived, error) {
	restored, err := s.Restore(ctx, e.Backup, e.Phrase, progress)
	if err != nil {
		return Arrived{}, err
	}
	var v Arrived
	for _, m := range restored.Communities {
		if v.Community == (op.CommunityID{}) {
			v.Community = m.Community
		}
	}
	for _, m := range restored.ReadOnly {
		v.Says = append(v.Says, w.Say.T("restore.read_only", map[string]any{"Name": text.Line(m.Name)}))
	}
	for _, c := range restored.LeftOut {
		v.Says = append(v.Says, w.Say.T("restore.left_out", map[string]any{"Name": text.Line(c.Name)}))
	}
	v.Says = append(v.Says, w.Say.T("restore.new_keys", nil))
	return v, nil
}

func (e *Entering) recover(ctx context.Context, s *app.Service, w Words, progress func(done, total int64)) (Arrived, error) {
	var v Arrived
	for _, b := range e.Bundles {
		com, cut, err := e.recoverOne(ctx, s, b, progress)
		if err != nil {
			return v, err
		}
		if cut {
			v.Says = append(v.Says, w.Say.T("bundle.incomplete", nil))
		}
		if v.Community == (op.CommunityID{}) {
			v.Community = com
		}
	}
	return v, nil
}

func (e *Entering) recoverOne(ctx context.Context, s *app.Service, b Bundle, progress func(done, total int64)) (op.CommunityID, bool, error) {
	file, err := b.Open()
	if err != nil {
		return op.CommunityID{}, false, err
	}
	defer file.Close()
	reader, err := bundle.NewReader(file)
	if err != nil {
		return op.CommunityID{}, false, err
	}
	c, brought, err := s.Recover(ctx, reader, func(done, total int) { progress(int64(done), int64(total)) })
	if errors.Is(err, app.ErrAlreadyHere) { // by an attempt before, or by the same file twice
		com := reader.Manifest().Community
		return com, false, s.Use(com)
	}
	if err != nil {
		return op.CommunityID{}, false, err
	}
	return c.ID(), brought.Incomplete, nil
}

// note notes what the person has chosen, and whether the phrase is on paper: who types all of it has shown that as well.
func (e *Entering) note(s *app.Service, w Words) error {
	p, err := LoadPreferences(s)
	if err != nil {
		return err
	}
	if e.Language != "" {
		if err := p.SetLanguage(e.Language); err != nil {
			return err
		}
	}
	if typed := e.Door == DoorBack && e.Phrase.Words() != nil; e.Checked || typed {
		return p.SetPhraseChecked(w.NowMillis)
	}
	return nil
}

// BackupFound is a backup before anybody types a phrase.
type BackupFound struct{ Title, Sub string }

// FindBackup reads what a backup says of itself.
func (w Words) FindBackup(from fs.FS) (BackupFound, error) {
	list, err := app.ReadBackup(from)
	if err != nil {
		return BackupFound{}, err
	}
	var names []string
	for _, c := range list.Communities {
		names = append(names, text.Line(c.Name))
	}
	found := BackupFound{Title: w.Say.T("back.backup_of", map[string]any{"Day": w.Say.Date(list.MadeMillis, w.Zone)})}
	found.Sub = w.Say.N("back.communities", len(names), map[string]any{"Names": w.Say.List(names)})
	return found, nil
}

// FindBundle reads what a bundle says of itself.
func (w Words) FindBundle(b Bundle) (BackupFound, error) {
	file, err := b.Open()
	if err != nil {
		return BackupFound{}, err
	}
	defer file.Close()
	reader, err := bundle.NewReader(file)
	if err != nil {
		return BackupFound{}, err
	}
	return BackupFound{Title: text.Line(path.Base(b.Name)), Sub: w.Say.N("back.acts", int(reader.Manifest().Ops), nil)}, nil
}

// PhraseTyped says how far somebody is who types their words; whole that it is a phrase.
func (w Words) PhraseTyped(typed string) (says string, wrong, whole bool) {
	_, err := identity.ParsePhrase(typed)
	var count *identity.WordCountError
	var unknown *identity.UnknownWordsError
	switch {
	case err == nil:
		return w.Say.T("back.words_whole", nil), false, true
	case errors.As(err, &unknown):
		return w.unknownWord(unknown.Words[0]), true, false
	case errors.As(err, &count):
		// The last word may still be on its way.
		if at := slicesFirst(count.Unknown, func(u identity.UnknownWord) bool { return u.Position < count.Count }); at != nil {
			return w.unknownWord(*at), true, false
		}
		if count.Count == 0 {
			return "", false, false
		}
		data := map[string]any{"Have": strconv.Itoa(count.Count), "Wanted": strconv.Itoa(identity.PhraseWords)}
		return w.Say.T("back.words_so_far", data), count.Count > identity.PhraseWords, false
	case errors.Is(err, identity.ErrPhraseTooLong):
		return w.Say.T("back.words_too_long", nil), true, false
	}
	return w.Say.T("back.words_checksum", nil), true, false
}

func slicesFirst[T any](list []T, is func(T) bool) *T {
	for i := range list {
		if is(list[i]) {
			return &list[i]
		}
	}
	return nil
}

func (w Words) unknownWord(u identity.UnknownWord) string {
	data := map[string]any{"Number": strconv.Itoa(u.Position), "Word": text.Line(u.Word)}
	if u.Hint == "" {
		return w.Say.T("back.word_unknown", data)
	}
	data["Hint"] = u.Hint
	return w.Say.T("back.word_near", data)
}
