package sample

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"testing"
	"time"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

func specOf(t *testing.T, now time.Time, language string) Spec {
	t.Helper()
	raw := make([]byte, 64)
	for i := range raw {
		raw[i] = byte(i + 1)
	}
	keys, err := identity.ParseDeviceKeys(raw)
	if err != nil {
		t.Fatal(err)
	}
	return Spec{
		NowMillis: now.UnixMilli(), Seed: Seed{1}, Nonce: [16]byte{2}, Language: language,
		Me: Me{Account: ed25519.NewKeyFromSeed(raw[:32]), Device: keys},
	}
}

var evening = time.Date(2026, time.May, 14, 21, 0, 0, 0, time.UTC)

func TestItIsMadeAtAnyHour(t *testing.T) {
	for _, now := range []time.Time{
		evening.Add(-14 * time.Hour), time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC), time.Date(1990, time.June, 1, 12, 0, 0, 0, time.UTC), time.Date(2027, time.January, 1, 0, 0, 1, 0, time.UTC),
		time.Date(2031, time.December, 31, 23, 59, 59, 0, time.UTC),
	} {
		made, err := Make(t.Context(), specOf(t, now, "de"))
		if err != nil {
			t.Fatalf("at %s: %v", now, err)
		}
		for _, o := range made.Ops {
			if o.Header.TimeMillis > now.UnixMilli() {
				t.Fatalf("at %s: a %s of the time to come", now, o.Header.Kind)
			}
		}
	}
}

func TestEqualSpecsGiveEqualOps(t *testing.T) {
	one, err := Make(t.Context(), specOf(t, evening, "en"))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Make(t.Context(), specOf(t, evening, "en"))
	if err != nil {
		t.Fatal(err)
	}
	same := slices.EqualFunc(one.Ops, two.Ops, func(a, b *op.Op) bool {
		return a.ID == b.ID && a.Signature == b.Signature && bytes.Equal(a.Body, b.Body)
	})
	if !same {
		t.Error("they differ")
	}
}
