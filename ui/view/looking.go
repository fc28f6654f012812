package view

// Looking: the sample community for who has no other yet. The profile is there for it alone, and what somebody begins for good begins anew.

import (
	"context"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/sample"
	"golang.org/x/text/language"
)

// settingLooking says that a profile was made to look around: nobody has seen its phrase.
const settingLooking = settingPreferences + "looking"

// Looking reports whether a profile was made to look around, and holds nothing else. The command line, too, may have begun something in it since.
func Looking(s *app.Service) (bool, error) {
	if said, err := s.Setting(settingLooking); err != nil || said != setOn {
		return false, err
	}
	shared, err := s.Shared()
	return err == nil && len(shared) == 0, err
}

// look makes the sample. A profile without an identity gets one that is good for nothing else.
func (e *Entering) look(ctx context.Context, s *app.Service, w Words) (Arrived, error) {
	has, err := s.HasIdentity()
	if err != nil {
		return Arrived{}, err
	}
	if !has {
		if err := s.SetSetting(settingLooking, setOn); err != nil {
			return Arrived{}, err
		}
		phrase, err := s.NewPhrase()
		if err != nil {
			return Arrived{}, err
		}
		if err := s.KeepPhrase(phrase); err != nil {
			return Arrived{}, err
		}
	}
	if there, err := sampleOf(s); err != nil || there != (op.CommunityID{}) {
		return Arrived{Community: there}, err
	}
	made, err := sample.Grow(ctx, s, sample.Options{Language: sampleLanguage(w.Say.Language()), Name: e.Person})
	if err != nil {
		return Arrived{}, err
	}
	return Arrived{Community: made.Community.ID()}, nil
}

// sampleOf is the sample that a profile has; the zero id for none.
func sampleOf(s *app.Service) (op.CommunityID, error) {
	all, err := s.Communities()
	if err != nil {
		return op.CommunityID{}, err
	}
	for _, m := range all {
		if m.Local {
			return m.Community, nil
		}
	}
	return op.CommunityID{}, nil
}

// sampleLanguage is the nearest language that the sample is written in.
func sampleLanguage(spoken language.Tag) string {
	names := sample.Languages()
	var tags []language.Tag
	for _, name := range names {
		tags = append(tags, language.Make(name))
	}
	_, at, _ := language.NewMatcher(tags).Match(spoken)
	return names[at]
}

// beginAnew ends the looking around, before something begins for good: the sample goes, and so does the identity that was made for it.
func beginAnew(s *app.Service) error {
	looking, err := Looking(s)
	if err != nil || !looking {
		return err
	}
	all, err := s.Communities()
	if err != nil {
		return err
	}
	for _, m := range all {
		if err := s.Leave(m.Community); err != nil {
			return err
		}
	}
	if err := s.ForgetIdentity(); err != nil {
		return err
	}
	return s.SetSetting(settingLooking, "")
}
