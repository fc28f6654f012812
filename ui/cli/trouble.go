package cli

// Trouble: which errors that only the command line has become which sentence. All others are everybody's (package trouble).

import (
	"context"
	"errors"
	"maps"
	"strings"

	"github.com/folkmoot/folkmoot/app/ballotfile"
	"github.com/folkmoot/folkmoot/ui/text"
	"github.com/folkmoot/folkmoot/ui/trouble"
	"github.com/folkmoot/folkmoot/ui/view"
)

// exitOf are the codes that a command ends with.
var exitOf = map[trouble.Class]int{
	trouble.Failed: ExitFailed, trouble.Usage: ExitUsage, trouble.NotFound: ExitNotFound, trouble.Busy: ExitBusy, trouble.Storage: ExitStorage,
	trouble.NeedsNewer: ExitNeedsNewer, trouble.BadInput: ExitBadInput, trouble.Refuted: ExitRefuted, trouble.Interrupted: ExitInterrupted,
}

// speaker finds the words for errors.
func (a *act) speaker() trouble.Speaker {
	return trouble.Speaker{Words: a.words(), Means: a.face.Meaning, Also: a.ownTrouble, People: a.peopleHere}
}

// peopleHere are those of the community that the command is about; nil where none can be read.
func (a *act) peopleHere() *view.People {
	if a.profile == nil {
		return nil
	}
	c, err := a.community()
	if err != nil {
		return nil
	}
	people, err := view.LoadPeople(context.Background(), c)
	if err != nil {
		return nil
	}
	return people
}

// troubleOf finds the words for an error. What a person typed and what runs beside comes before what it wraps.
func (a *act) troubleOf(err error) trouble.Trouble {
	speaker := a.speaker()
	for _, known := range []func(error) (trouble.Said, bool){a.usageTrouble, a.networkTrouble} {
		if t, ok := known(err); ok {
			return speaker.Say(t)
		}
	}
	return speaker.Of(err)
}

func (a *act) usageTrouble(err error) (trouble.Said, bool) {
	var usage *usageError
	if errors.As(err, &usage) {
		return trouble.Said{Class: trouble.Usage, What: usage.key, Do: "do.usage", Data: withCommand(usage.data), Moot: true}, true
	}
	var verb *unknownVerbError
	if errors.As(err, &verb) {
		t := trouble.Said{Class: trouble.Usage, What: "usage.verb", Do: "do.usage", Moot: true}
		t.Data = map[string]any{"Command": verb.of, "Verb": verb.verb}
		if len(verb.near) > 0 {
			t.Do, t.Data["Near"] = "do.near", strings.Join(verb.near, ", ")
		}
		return t, true
	}
	return tallyTrouble(err)
}

func withCommand(data map[string]any) map[string]any {
	if data["Command"] == nil {
		data["Command"] = "folkmoot"
	}
	return data
}

// ownTrouble is about everything else that only commands meet.
func (a *act) ownTrouble(err error) (trouble.Said, bool) {
	for _, known := range []func(error) (trouble.Said, bool){a.talkTrouble, a.voteTrouble, a.delegateTrouble, editorTrouble, givenTrouble} {
		if t, ok := known(err); ok {
			return t, true
		}
	}
	return trouble.Said{}, false
}

// givenTrouble is about what a command was given: names, files, answers.
func givenTrouble(err error) (trouble.Said, bool) {
	var device *deviceError
	var unwritable *unwritableError
	switch {
	case errors.As(err, &device):
		t := trouble.Said{Class: trouble.NotFound, What: "error.which_device", Do: "do.which_device", Data: map[string]any{"Text": device.typed}}
		for _, d := range device.candidates {
			t.More = append(t.More, d.Key+gap+text.Line(d.Name))
		}
		return t, true
	case errors.As(err, &unwritable):
		return trouble.Said{Class: trouble.Usage, What: "error.unwritable", Data: map[string]any{
			"Name": unwritable.name, "Reason": trouble.Reason(trouble.Without(err, ballotfile.ErrFormat)),
		}}, true
	}
	for _, p := range plain {
		if errors.Is(err, p.err) {
			t := p.Said
			t.Data = maps.Clone(t.Data) // the table is everybody's
			return t, true
		}
	}
	return trouble.Said{}, false
}

// plain are the errors that need no data.
var plain = []struct {
	err error
	trouble.Said
}{
	{errNoProfile, trouble.Said{Class: trouble.NotFound, What: "error.no_profile", Do: "do.no_profile"}},
	{errNoHome, trouble.Said{Class: trouble.Failed, What: "error.no_home", Do: "do.no_home"}},
	{errNotConfirmed, trouble.Said{Class: trouble.Failed, What: "error.not_confirmed"}},
	{errEmptyPassphrase, trouble.Said{Class: trouble.BadInput, What: "error.empty_passphrase"}},
	{errDifferentPassphrase, trouble.Said{Class: trouble.BadInput, What: "error.different_passphrase", Do: "do.again"}},
	{errTooMuch, trouble.Said{Class: trouble.BadInput, What: "error.too_much"}},
	{ErrNoDesktop, trouble.Said{Class: trouble.Usage, What: "error.no_desktop", Do: "do.usage", Data: map[string]any{"Command": "folkmoot"}, Moot: true}},
	{ErrNoScreen, trouble.Said{Class: trouble.Usage, What: "error.no_screen", Do: "do.usage", Data: map[string]any{"Command": "folkmoot"}, Moot: true}},
	{errBeyondCouncil, trouble.Said{Class: trouble.Failed, What: "error.beyond_council", Do: "do.beyond_council"}},
}
