package delegation_test

// Which of several delegations holds. Situations are told as "a: bea @1", "b after a: cem @2": b, to cem, replaces a, receipted at 2.

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/op"
)

func said(id byte, from string, receiptMillis int64, replaces byte) delegation.Said {
	s := delegation.Said{Delegation: listed(from, "zoe"), ReceiptMillis: receiptMillis}
	s.ID = op.ID{id}
	if replaces > 0 {
		s.Replaces = op.ID{replaces}
	}
	return s
}

func on(s delegation.Said, track string) delegation.Said {
	s.Track = track
	return s
}

func heldIDs(list []delegation.Delegation) string {
	var ids []string
	for _, d := range list {
		ids = append(ids, fmt.Sprint(d.ID[0]))
	}
	return strings.Join(ids, " ")
}

func TestWhichDelegationHolds(t *testing.T) {
	for _, s := range []struct {
		name  string
		said  []delegation.Said
		ended []byte
		want  string
	}{
		{"the only one", []delegation.Said{said(1, "ada", 5, 0)}, nil, "1"},
		{"one that was receipted too late", []delegation.Said{said(1, "ada", 101, 0)}, nil, ""},
		{"one that is ended", []delegation.Said{said(1, "ada", 5, 0)}, []byte{1}, ""},
		{"the one that replaces, though it was receipted first", []delegation.Said{said(1, "ada", 9, 0), said(2, "ada", 5, 1)}, nil, "2"},
		{"what was replaced ends even where its successor waits still", []delegation.Said{said(1, "ada", 5, 0), said(2, "ada", 101, 1)}, nil, ""},
		{"the end of the successor brings nothing back", []delegation.Said{said(1, "ada", 5, 0), said(2, "ada", 6, 1)}, []byte{2}, ""},
		{"of two apart the later receipt", []delegation.Said{said(2, "ada", 5, 0), said(1, "ada", 6, 0)}, nil, "1"},
		{"of two apart at one time the larger id", []delegation.Said{said(1, "ada", 5, 0), said(2, "ada", 5, 0)}, nil, "2"},
		{"nobody replaces another's", []delegation.Said{said(1, "ada", 5, 0), said(2, "bea", 6, 1)}, nil, "1 2"},
		{"none for one thing replaces one for another", []delegation.Said{said(1, "ada", 5, 0), on(said(2, "ada", 6, 1), "money")}, nil, "1 2"},
		{"a circle of replacements leaves none", []delegation.Said{said(1, "ada", 5, 2), said(2, "ada", 6, 1)}, nil, ""},
	} {
		t.Run(s.name, func(t *testing.T) {
			ended := make(map[op.ID]bool)
			for _, id := range s.ended {
				ended[op.ID{id}] = true
			}
			if got := heldIDs(delegation.Held(s.said, ended, 100)); got != s.want {
				t.Errorf("held: %q, want %q", got, s.want)
			}
		})
	}
}

// Whatever came in whatever order, the same holds: at most one of an account for a thing, none that is ended, late or replaced.
func TestWhatHoldsDoesNotGoByTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []delegation.Said
		ended := make(map[op.ID]bool)
		for id := range byte(rapid.IntRange(1, 12).Draw(t, "said")) {
			who := rapid.SampledFrom([]string{"ada", "bea"}).Draw(t, "who")
			s := on(said(id+1, who, rapid.Int64Range(0, 6).Draw(t, "at"), byte(rapid.IntRange(0, int(id)).Draw(t, "replaces"))),
				rapid.SampledFrom([]string{"", "money"}).Draw(t, "track"))
			all = append(all, s)
			if rapid.IntRange(0, 4).Draw(t, "ends") == 0 {
				ended[s.ID] = true
			}
		}
		by := rapid.Int64Range(0, 6).Draw(t, "by")
		held := delegation.Held(all, ended, by)
		if diff := cmp.Diff(held, delegation.Held(rapid.Permutation(all).Draw(t, "order"), ended, by)); diff != "" {
			t.Fatalf("in another order (-first +second):\n%s", diff)
		}
		seen := make(map[string]bool)
		for _, d := range held {
			thing := name(d.From) + d.Track
			at := slices.IndexFunc(all, func(s delegation.Said) bool { return s.ID == d.ID })
			isReplaced := slices.ContainsFunc(all, func(s delegation.Said) bool {
				return s.Replaces == d.ID && s.From == d.From && s.Track == d.Track
			})
			if seen[thing] || ended[d.ID] || all[at].ReceiptMillis > by || isReplaced {
				t.Fatalf("%d of %q holds", d.ID[0], thing)
			}
			seen[thing] = true
		}
		if _, err := delegation.InForce(held, "money", 0); err != nil {
			t.Fatalf("what holds is not one for a thing: %v", err)
		}
	})
}

func TestWhoCannotBeOnAList(t *testing.T) {
	known := func(a op.AccountID) bool { return name(a) != "stranger" }
	for list, want := range map[string]error{"bea": nil, "bea ada": delegation.ErrSelf, "bea stranger": delegation.ErrStranger} {
		body := delegation.Set{}
		for who := range strings.FieldsSeq(list) {
			body.To = append(body.To, account(who))
		}
		err := body.CheckPeople(account("ada"), known)
		if !errors.Is(err, want) || (err != nil) != (want != nil) {
			t.Errorf("%s: %v", list, err)
		}
		if err != nil && !strings.Contains(err.Error(), body.To[1].String()) {
			t.Errorf("it does not name whom: %v", err)
		}
	}
}

func TestFormsOfBodies(t *testing.T) {
	good := delegation.Set{To: []op.AccountID{{1}, {2}}, Track: "money", UntilMillis: 5}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*delegation.Set){
		"nobody":                 func(b *delegation.Set) { b.To = nil },
		"somebody twice":         func(b *delegation.Set) { b.To[1] = b.To[0] },
		"too many":               func(b *delegation.Set) { b.To = make([]op.AccountID, delegation.MaxRanked+1) },
		"an end before all time": func(b *delegation.Set) { b.UntilMillis = -1 },
		"an end after all time":  func(b *delegation.Set) { b.UntilMillis = op.MaxTimeMillis + 1 },
		"a track of two lines":   func(b *delegation.Set) { b.Track = "a\nb" },
		"a track that is long":   func(b *delegation.Set) { b.Track = strings.Repeat("a", 41) },
	} {
		body := good
		body.To = slices.Clone(good.To)
		spoil(&body)
		if err := body.Check(); !errors.Is(err, delegation.ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (&delegation.End{}).Check(); !errors.Is(err, delegation.ErrForm) {
		t.Errorf("an end of nothing: %v", err)
	}
}

// The subject is in PROTOCOL.md.
func TestSubjectOfDelegations(t *testing.T) {
	who := account("ada")
	want := op.ID(sha256.Sum256(slices.Concat([]byte("folkmoot/delegations/v1\x00"), who[:], []byte("money"))))
	if got := delegation.SubjectOf(who, "money"); got != want {
		t.Errorf("%s", got)
	}
}

func FuzzBodies(f *testing.F) { apptest.FuzzBodies(f, delegation.Kinds()) }
