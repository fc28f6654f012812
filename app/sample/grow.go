package sample

// Growing: the sample as a community of somebody's profile.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app"
)

// Options are what a person can choose.
type Options struct {
	// Language is one of Languages.
	Language string
	// Name is shown to the made-up members; "" means the one of the pictures.
	Name string
	// Ops is how many acts it is filled up to, for whoever measures, at most MaxOps; 0 for the sample alone. Nobody plays along in one that is filled.
	Ops int
	// Progress, if not nil, hears how many of its acts were taken in.
	Progress func(done, total int)
}

// Sample is one that was just made.
type Sample struct {
	*Made
	Community *app.Community
}

// Grow makes the sample and adds it to a profile that has an identity. It stays on this laptop, and Service.Leave removes it for good.
// Errors: app.ErrAlreadyHere where there is one, and those of Service.Grow.
func Grow(ctx context.Context, service *app.Service, o Options) (*Sample, error) {
	all, err := service.Communities()
	if err != nil {
		return nil, fmt.Errorf("making the sample: %w", err)
	}
	if slices.ContainsFunc(all, func(m app.Membership) bool { return m.Local }) {
		return nil, fmt.Errorf("making the sample: %w", app.ErrAlreadyHere)
	}
	var made *Made
	c, err := service.Grow(ctx, func(with app.Growing) (app.Grown, error) {
		seed := seedOf(with.Nonce)
		var err error
		made, err = Make(ctx, Spec{
			NowMillis: with.NowMillis, Seed: seed, Nonce: with.Nonce, Language: o.Language,
			Me: Me{Name: o.Name, Account: with.Account, Device: with.Device}, Ops: o.Ops,
		})
		if err != nil {
			return app.Grown{}, err
		}
		grown := app.Grown{Community: made.Community, Name: made.Name, Settled: made.Settled, Source: made.Source(), Note: note(seed, o), Seen: made.seen()}
		for _, d := range made.Drafts {
			grown.Drafts = append(grown.Drafts, app.LocalDraft{Title: d[0], Text: d[1], Track: "money"})
		}
		return grown, nil
	}, func(done int) {
		if o.Progress != nil {
			o.Progress(done, made.Total())
		}
	})
	if err != nil {
		return nil, err
	}
	return &Sample{made, c}, meet(ctx, c, seedOf(c.Membership().Nonce))
}

// seedOf is what the made-up members' keys come from.
func seedOf(nonce [16]byte) Seed {
	return sha256.Sum256(append([]byte("folkmoot/sample/seed/v1\x00"), nonce[:]...))
}

// meet notes that those who are here hold everything that I have written: they sit in the same laptop.
func meet(ctx context.Context, c *app.Community, seed Seed) error {
	var failed []error
	for _, r := range []resident{box, {key: "kofi"}, {key: "samira"}} {
		failed = append(failed, c.NoteMet(ctx, seed.person(r).device))
	}
	return errors.Join(failed...)
}

// noteKind begins the note of a sample, and filledKind that of one that is filled up, which is kept away from the network for the same reasons.
const noteKind, filledKind = "sample/1", "filled-sample/1"

// note is what the profile keeps: which sample it is, its language, and the seed of keys that are worth nothing.
func note(seed Seed, o Options) string {
	kind := noteKind
	if o.Ops > 0 {
		kind = filledKind
	}
	return strings.Join([]string{kind, strings.ReplaceAll(o.Language, " ", ""), hex.EncodeToString(seed[:])}, " ")
}

// readNote reads it. ok is false for a community in which nobody plays along, and for that of a later version.
func readNote(text string) (seed Seed, language string, ok bool) {
	parts := strings.Split(text, " ")
	if len(parts) != 3 || parts[0] != noteKind || len(parts[2]) != hex.EncodedLen(len(seed)) {
		return seed, "", false
	}
	if _, err := hex.Decode(seed[:], []byte(parts[2])); err != nil {
		return seed, "", false
	}
	return seed, parts[1], true
}
