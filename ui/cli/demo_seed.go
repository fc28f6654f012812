package cli

// Seed data: the sample with as long a history as was asked for, in a profile of its own, for whoever measures or looks around.

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/sample"
)

// seedOps is how many acts there are where nobody says how many.
const seedOps = 100_000

// seedData makes a profile in a new folder.
func (a *act) seedData(ctx context.Context, ops, keep string) error {
	n, err := strconv.Atoi(ops)
	switch {
	case err != nil || n < 1 || n > sample.MaxOps:
		return &usageError{"usage.flag_invalid", map[string]any{"Flag": "--seed-data", "Value": ops}}
	case keep == "":
		return needFlag("--keep")
	}
	folder, err := a.demoFolder(keep)
	if err != nil {
		return err
	}
	made, err := a.seedProfile(ctx, folder, n)
	if err != nil {
		return errors.Join(err, a.face.Profiles.Discard(folder))
	}
	return a.answer(made, func() error {
		return a.println(a.say.N("demo.seeded", made.Ops, map[string]any{"Name": made.Community, "Folder": keep}))
	})
}

// seeded is what came of it.
type seeded struct {
	Folder    string `json:"folder"`
	Community string `json:"community"`
	Ops       int    `json:"acts"`
}

func (a *act) seedProfile(ctx context.Context, folder string, ops int) (made seeded, err error) {
	profile, err := a.face.Profiles.Create(ctx, folder, Protection{Kind: KeptOpen})
	if err != nil {
		return made, fmt.Errorf("making the profile: %w", err)
	}
	defer func() { err = errors.Join(err, profile.Close()) }()
	phrase, err := identity.Generate(a.face.Random)
	if err != nil {
		return made, err
	}
	if err := profile.Service.KeepPhrase(phrase); err != nil {
		return made, err
	}
	step, end := a.progress("progress.seed")
	defer end()
	s, err := sample.Grow(ctx, profile.Service, sample.Options{Language: a.say.Language().String(), Ops: ops, Progress: step})
	if err != nil {
		return made, err
	}
	return seeded{Folder: folder, Community: s.Name, Ops: s.Total()}, nil
}
