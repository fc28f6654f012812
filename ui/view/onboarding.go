package view

// Onboarding: the three doors, starting, joining, and the check that somebody has all the words of their recovery phrase.

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/ui/text"
)

// The doors.
const (
	DoorJoin  = "join"
	DoorStart = "start"
	DoorLook  = "look"
)

// Door is one way in.
type Door struct {
	// Door is one of the Door… words.
	Door, Title, Text, Act string
	Points                 []string
	// Likely is the one that has the focus; Offer says what lies in the clipboard or was dropped, "" for nothing.
	Likely bool
	Offer  string
}

// Welcome is the first page of all.
type Welcome struct {
	Title, Text string
	Doors       []Door
	// Restore leads to the way back for who was here before.
	RestoreAsks, Restore string
}

// Welcome says it. clipboard is what lies there: a link is offered inside the first door.
func (w Words) Welcome(clipboard string) Welcome {
	v := Welcome{
		Title: w.Say.T("welcome.title", nil), Text: w.Say.T("welcome.text", nil), RestoreAsks: w.Say.T("welcome.restore_asks", nil),
		Restore: w.Say.T("welcome.restore", nil),
	}
	for _, name := range []string{DoorJoin, DoorStart, DoorLook} {
		d := Door{
			Door: name, Title: w.Say.T("door."+name, nil), Text: w.Say.T("door_text."+name, nil), Act: w.Say.T("door_act."+name, nil),
			Likely: name == DoorJoin,
		}
		for n := 1; n <= 3; n++ {
			d.Points = append(d.Points, w.Say.T("door_point."+name+"."+strconv.Itoa(n), nil))
		}
		if _, err := invite.ParseLink(clipboard); name == DoorJoin && err == nil {
			d.Offer = w.Say.T("welcome.clipboard", nil)
		} else if _, err := invite.ParseOffer(clipboard); name == DoorJoin && err == nil {
			d.Offer = w.Say.T("welcome.clipboard_pair", nil)
		}
		v.Doors = append(v.Doors, d)
	}
	return v
}

// Step is one of the steps at the top.
type Step struct {
	Number  int
	Label   string
	Done    bool
	Current bool
}

// Steps says where somebody is; at counts from 0.
func (w Words) Steps(at int) []Step {
	var steps []Step
	for i, name := range []string{"name", "phrase", "check", "done"} {
		steps = append(steps, Step{Number: i + 1, Label: w.Say.T("step."+name, nil), Done: i < at, Current: i == at})
	}
	return steps
}

// NameTrouble says why a name cannot be taken; "" where it can.
func (w Words) NameTrouble(typed string) string {
	_, err := identity.CleanName(typed)
	var character *identity.NameCharacterError
	switch {
	case err == nil:
		return ""
	case errors.Is(err, identity.ErrNameEmpty):
		return w.Say.T("name.empty", nil)
	case errors.Is(err, identity.ErrNameTooLong):
		return w.Say.T("name.too_long", nil)
	case errors.As(err, &character):
		return w.Say.T("name.character", map[string]any{"Number": strconv.Itoa(character.Position)})
	}
	return w.Say.T("name.unreadable", nil)
}

// TemplateRow is a charter to start from.
type TemplateRow struct {
	ID, Title, Purpose string
	Tracks             []Track
}

// Templates lists them.
func (w Words) Templates() []TemplateRow {
	rows := []TemplateRow{}
	for _, t := range charter.Templates() {
		rows = append(rows, TemplateRow{ID: t.ID, Title: text.Line(t.Title), Purpose: text.Line(t.Purpose), Tracks: w.tracks(t.Tracks)})
	}
	return rows
}

// PhraseCheck asks three words of the phrase back. It belongs to one goroutine, shows no word, and puts none anywhere.
type PhraseCheck struct {
	words     Words
	phrase    identity.Phrase
	challenge identity.Challenge
	typed     [identity.ChallengeWords]string
	begun     [identity.ChallengeWords]string // the letters of a word that completed itself
}

// WordField is one of the three fields.
type WordField struct {
	Label, Typed string
	Right        bool
	// Hint says that it is right, or how it may go on; Wrong that it is none of that.
	Hint  string
	Wrong bool
}

// NewPhraseCheck draws three places from a cryptographic source.
func NewPhraseCheck(w Words, phrase identity.Phrase, random io.Reader) (*PhraseCheck, error) {
	challenge, err := identity.NewChallenge(random)
	if err != nil {
		return nil, err
	}
	return &PhraseCheck{words: w, phrase: phrase, challenge: challenge}, nil
}

// enoughLetters of a word tell it from all others of the list.
const enoughLetters = 4

// Type takes what stands in a field, and returns what should stand there: the word, once four letters leave one. So that somebody can delete
// letters, only a longer text than before is completed. Who types on and does not look gets the word too.
func (c *PhraseCheck) Type(field int, typed string) string {
	if field < 0 || field >= len(c.typed) {
		return typed
	}
	before := c.typed[field]
	if more, goesOn := strings.CutPrefix(typed, before); goesOn && more != "" && c.begun[field] != "" && strings.HasPrefix(before, strings.ToLower(c.begun[field]+more)) {
		c.begun[field] += more
		return before
	}
	c.typed[field] = typed
	if typed != before {
		c.begun[field] = ""
	}
	begun := strings.TrimSpace(typed)
	if found := identity.Completions(begun, 2); len(typed) > len(before) && len(begun) >= enoughLetters && len(found) == 1 {
		c.typed[field], c.begun[field] = found[0], begun
	}
	return c.typed[field]
}

// hintWords are shown of how a word may go on.
const hintWords = 3

// Fields are the three fields as they are shown.
func (c *PhraseCheck) Fields() []WordField {
	var wrong *identity.WrongWordsError
	isWrong := map[int]bool{}
	if errors.As(c.challenge.Check(c.phrase, c.typed[:]), &wrong) {
		for _, position := range wrong.Positions {
			isWrong[position] = true
		}
	}
	fields := make([]WordField, 0, len(c.typed))
	for i, position := range c.challenge {
		f := WordField{
			Label: c.words.Say.T("phrase_check.word", map[string]any{"Number": strconv.Itoa(position)}), Typed: c.typed[i], Right: !isWrong[position],
		}
		f.Hint, f.Wrong = c.hint(c.typed[i], f.Right)
		fields = append(fields, f)
	}
	return fields
}

func (c *PhraseCheck) hint(typed string, right bool) (said string, wrong bool) {
	begun := strings.TrimSpace(typed)
	found := identity.Completions(begun, hintWords+1)
	switch {
	case right:
		return c.words.Say.T("phrase_check.right", nil), false
	case begun == "":
		return "", false
	case len(found) == 0:
		return c.words.Say.T("phrase_check.no_word", nil), true
	case len(found) == 1 && strings.EqualFold(found[0], begun):
		return c.words.Say.T("phrase_check.other_word", nil), true
	case len(found) > hintWords:
		return strings.Join(found[:hintWords], ", ") + ", …", false
	}
	return strings.Join(found, ", "), false
}

// MayContinue reports whether all three are right.
func (c *PhraseCheck) MayContinue() bool { return c.challenge.Check(c.phrase, c.typed[:]) == nil }

// PurposeTrouble says why a purpose cannot be taken; "" where it can, and for none: the template has one.
func (w Words) PurposeTrouble(typed string) string {
	if have := utf8.RuneCountInString(strings.TrimSpace(typed)); have > charter.MaxPurposeCharacters {
		return w.Say.T("enter.purpose_long", map[string]any{"Have": have, "Most": charter.MaxPurposeCharacters})
	}
	return ""
}
