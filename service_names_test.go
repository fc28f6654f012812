package main_test

// Names: whom a text means, and names that look alike.

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

func TestWhomATextMeans(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada Lovelace").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	bill := w.laptop("Bill").joined(ada)
	fake := w.laptop("BiII").joined(ada) // with two capital I
	names := must1[*app.Names](t)(ada.c.Names(t.Context()))
	fingerprint := identity.Fingerprint([32]byte(bill.c.Account()))
	for typed, want := range map[string]*laptop{
		"Ada Lovelace": ada, "ada lovelace": ada, "ada": ada, "@bob": bob, " Bob ": bob,
		fingerprint: bill, strings.ReplaceAll(fingerprint, "-", ""): bill, fingerprint[:7]: bill, strings.ToUpper(fingerprint): bill,
		bill.c.Account().String(): bill, bill.c.Account().String()[:10]: bill, "Bill (" + fingerprint + ")": bill,
	} {
		if account, err := names.Find(typed); err != nil || account != want.c.Account() {
			t.Errorf("%q means %s, %v", typed, names.Of(account), err)
		}
	}
	for typed, candidates := range map[string]int{"Bill": 2, "BiII": 2, "b": 3} {
		_, err := names.Find(typed)
		var which *app.WhichPersonError
		if !errors.As(err, &which) || len(which.Candidates) != candidates {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		if typed == "Bill" && !strings.Contains(which.Candidates[0].String(), "(") {
			t.Errorf("%s is shown without a fingerprint", which.Candidates[0])
		}
	}
	for _, typed := range []string{"", "Eve", "zzzz-zzzz", "@", "()"} {
		if account, err := names.Find(typed); !errors.Is(err, app.ErrNotFoundHere) {
			var which *app.WhichPersonError
			if typed != "" && typed != "@" && typed != "()" || !errors.As(err, &which) {
				t.Errorf("%q means %s, %v", typed, names.Of(account), err)
			}
		}
	}
	if names.Of(ada.c.Account()).String() != "Ada Lovelace" || names.Of(fake.c.Account()).String() == "BiII" {
		t.Errorf("shown as %s and %s", names.Of(ada.c.Account()), names.Of(fake.c.Account()))
	}
	stranger := op.AccountID{1}
	if names.Of(stranger).String() != identity.Fingerprint([32]byte(stranger)) {
		t.Error("a stranger has a name")
	}
	accounts, unclear := names.Mentioned(`@bob and @"Ada Lovelace", not @bill nor mail@example.org, nor @eve`)
	if len(accounts) != 2 || !slices.Equal(unclear, []string{"bill", "eve"}) {
		t.Errorf("%v, %v", accounts, unclear)
	}
}

func TestANameIsChanged(t *testing.T) {
	ada, bob, cid := three(t)
	name, about := "Robert  the Builder", "bob@example.org"
	bob.must(bob.c.SetProfile(t.Context(), &name, &about))
	meet(ada, bob, cid)
	names := must1[*app.Names](t)(ada.c.Names(t.Context()))
	if got := names.Of(bob.c.Account()).Text; got != "Robert the Builder" {
		t.Errorf("called %q", got)
	}
	if _, err := names.Find("Bob"); !errors.Is(err, app.ErrNotFoundHere) {
		t.Errorf("%v", err)
	}
	about = "Elm Street 3"
	bob.must(bob.c.SetProfile(t.Context(), nil, &about))
	carry(bob, ada)
	names = must1[*app.Names](t)(ada.c.Names(t.Context()))
	if got := names.Of(bob.c.Account()).Text; got != "Robert the Builder" {
		t.Errorf("called %q", got)
	}
	for _, bad := range []string{"", "a\u202eb", strings.Repeat("x", 100)} {
		if err := bob.c.SetProfile(t.Context(), &bad, nil); !errors.Is(err, identity.ErrName) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
