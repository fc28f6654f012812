package main_test

// Founding, inviting, joining, leaving, and sticks that are not what they should be.

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
)

func TestAFounderIsAlone(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm Street Co-op")
	s := ada.status()
	if !s.Here || s.Members != 1 || s.Tellers != 1 || !s.FounderMode || s.Ops != 1 || !s.Me.Steward || s.Unsent != 1 {
		t.Errorf("%+v", s)
	}
	before := ada.digest()
	ada.restart()
	if ada.digest() != before {
		t.Error("another digest after a restart")
	}
}

func TestBadFoundingsChangeNothing(t *testing.T) {
	w := newWorld(t)
	nobody := w.install("Nobody")
	_, err := nobody.service.Found(t.Context(), app.Founding{Name: "Elm", Person: "Nobody", Template: "club"})
	wantErr(t, err, app.ErrNoIdentity, "")
	_, err = nobody.service.Community("")
	wantErr(t, err, app.ErrNoCommunity, "")

	ada := w.laptop("Ada").found("Elm Street Co-op")
	for name, f := range map[string]app.Founding{
		"the name is taken":         {Name: "Elm Street Co-op", Person: "Ada", Template: "club"},
		"the name turns the screen": {Name: "Elm\u202estreet", Person: "Ada", Template: "club"},
		"no name":                   {Name: " ", Person: "Ada", Template: "club"},
		"no person":                 {Name: "Oak", Template: "club"},
		"no such template":          {Name: "Oak", Person: "Ada", Template: "kingdom"},
	} {
		if c, err := ada.service.Found(t.Context(), f); err == nil {
			t.Errorf("%s: founded %v", name, c.ID())
		}
	}
	if list, _ := ada.service.Communities(); len(list) != 1 {
		t.Errorf("%d communities", len(list))
	}
}

func TestJoiningByAnAutoInvite(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").invited(ada, true)
	if s := bob.status(); s.Here || s.Waiting != 1 {
		t.Errorf("before any stick: %+v", s)
	}
	if _, err := bob.c.People(t.Context()); !errors.Is(err, app.ErrNotHereYet) {
		t.Errorf("people before any stick: %v", err)
	}
	bob.restart()
	carry(ada, bob)
	if p := bob.me(); !p.Newcomer || p.Member {
		t.Errorf("nobody has admitted Bob, and he is %+v", p)
	}
	if bob.c.Membership().Name != "Elm" {
		t.Errorf("called %q", bob.c.Membership().Name)
	}
	carry(bob, ada)
	if p := ada.person(bob); !p.Member || p.Name != "Bob" {
		t.Errorf("Ada's laptop did not admit Bob: %+v", p)
	}
	carry(ada, bob)
	if p := bob.me(); !p.Member {
		t.Errorf("Bob does not know that he is admitted: %+v", p)
	}
	sameState(ada, bob)
}

func TestJoiningByApproval(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").invited(ada, false)
	meet(ada, bob)
	if p := ada.person(bob); p.Member || !p.Newcomer {
		t.Fatalf("admitted by nobody: %+v", p)
	}
	needs := must1[app.Needs](t)(ada.c.Needs(t.Context()))
	if len(needs.Newcomers) != 1 || needs.Newcomers[0].Account != bob.c.Account() {
		t.Errorf("Ada does not hear of Bob: %+v", needs)
	}
	err := bob.c.Approve(t.Context(), bob.c.Account())
	var no *app.NotAppliedError
	if !errors.As(err, &no) {
		t.Errorf("Bob admits himself: %v", err)
	}
	w.must(ada.c.Approve(t.Context(), bob.c.Account()))
	wantErr(t, ada.c.Approve(t.Context(), bob.c.Account()), app.ErrNotPossible, "already")
	meet(ada, bob)
	if !bob.me().Member {
		t.Error("Bob is no member")
	}
}

func TestInvitesEnd(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	link, id, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: day, Auto: true, Note: "for the meeting"})
	w.must(err)
	if text := link.String(); len(text) >= 600 {
		t.Errorf("a link of %d characters", len(text))
	}
	join := func(name string) *laptop {
		l := w.laptop(name)
		l.c = must1[*app.Community](t)(l.service.Join(t.Context(), link, name))
		meet(l, ada)
		return l
	}
	if bob := join("Bob"); !bob.me().Member {
		t.Error("the first use did not count")
	}
	if cid := join("Cid"); cid.me().Member {
		t.Error("used twice")
	}
	late, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 9, ForMillis: day, Auto: true})
	w.must(err)
	w.now += 2 * day
	dan := w.laptop("Dan")
	dan.c = must1[*app.Community](t)(dan.service.Join(t.Context(), late, "Dan"))
	meet(dan, ada)
	if dan.me().Member {
		t.Error("admitted by an invite that is over")
	}
	w.must(ada.c.RevokeInvite(t.Context(), id))
	wantErr(t, ada.c.RevokeInvite(t.Context(), id), app.ErrNotPossible, "already")
	meet(dan, ada)
	err = dan.c.RevokeInvite(t.Context(), id)
	if err == nil {
		t.Error("a newcomer revoked an invite")
	}
	for _, bad := range []app.NewInvite{{Uses: 0, ForMillis: day}, {Uses: 1}, {Uses: 1 << 40, ForMillis: day}} {
		if _, _, err := ada.c.CreateInvite(t.Context(), bad); err == nil {
			t.Errorf("an invite %+v", bad)
		}
	}
}

// A link that somebody made up names an invite that nobody here created.
func TestAnInventedInviteLeadsNowhere(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	real, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 1, ForMillis: day, Auto: true})
	w.must(err)
	forged := real
	forged.Seed = [16]byte{6, 6, 6}
	eve := w.laptop("Eve")
	eve.c = must1[*app.Community](t)(eve.service.Join(t.Context(), forged, "Eve"))
	before := ada.digest()
	b, err := ada.c.ImportBundle(t.Context(), bytes.NewReader(eve.bundle()), "Eve", nil)
	w.must(err)
	if b.RefusedCount != 1 || !errors.Is(b.Refused[0].Err, community.ErrStranger) || ada.digest() != before {
		t.Errorf("%+v", b)
	}
}

func TestJoiningTwiceIsRefused(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	link, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 5, ForMillis: day, Auto: true})
	w.must(err)
	_, err = bob.service.Join(t.Context(), link, "Bob")
	wantErr(t, err, app.ErrAlreadyHere, "")
	_, err = w.laptop("Cid").service.Join(t.Context(), link, "")
	if err == nil {
		t.Error("joined without a name")
	}
	_ = invite.Link{}
}

func TestAStickOfAnotherCommunity(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	eve := w.laptop("Eve").found("Oak")
	before := ada.digest()
	_, err := ada.c.ImportBundle(t.Context(), bytes.NewReader(eve.bundle()), "Eve", nil)
	wantErr(t, err, community.ErrAnotherCommunity, "")
	_, err = ada.c.ImportBundle(t.Context(), bytes.NewReader([]byte("this is a shopping list")), "Eve", nil)
	if err == nil {
		t.Error("took a shopping list")
	}
	if ada.digest() != before {
		t.Error("something has changed")
	}
}

func TestAStickThatWasPulledOut(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	for range 30 {
		ada.topic("A topic")
	}
	stick := ada.bundle()
	b := bob.take(stick[:len(stick)*2/3], "Ada")
	if !b.Incomplete || b.Stored == 0 {
		t.Fatalf("%+v", b)
	}
	if peers := bob.status().Peers; len(peers) == 1 && peers[0].AtMillis == w.now && bob.status().Ops == ada.status().Ops {
		t.Errorf("a stick that was cut short counts as whole: %+v", peers)
	}
	b = bob.take(stick, "Ada")
	if b.Incomplete || b.Stored == 0 {
		t.Errorf("%+v", b)
	}
	sameState(ada, bob)
}

func TestAStickLeavesOutWhatItsReaderHolds(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	for range 10 {
		ada.topic("A topic")
	}
	var stick bytes.Buffer
	n, err := ada.c.ExportBundle(t.Context(), &stick, "Bob", nil)
	w.must(err)
	if n < 10 || n > 12 {
		t.Errorf("%d acts for Bob, who lacks 10", n)
	}
	bob.take(stick.Bytes(), "Ada")
	sameState(ada, bob)
	_, err = ada.c.ExportBundle(t.Context(), &stick, "Nobody", nil)
	wantErr(t, err, app.ErrUnknownPeer, "")
}

func TestLeavingForgetsEverythingHere(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	bob := w.laptop("Bob").joined(ada)
	com := bob.c.ID()
	w.must(bob.service.Leave(com))
	bob.c = nil
	if list, _ := bob.service.Communities(); len(list) != 0 {
		t.Error("still listed")
	}
	if _, err := bob.folder.Open(com); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	for name := range bob.keys.entries {
		if name != "seed" {
			t.Errorf("the key %s is still there", name)
		}
	}
	if !ada.person(&laptop{world: w, c: ada.c}).Member {
		t.Error("Ada is gone too")
	}
}

var errFull = errors.New("no room left")

// Whatever step of a beginning fails, nothing is left of it, and the next try works without a restart.
func TestABeginningThatFails(t *testing.T) {
	ada, bob, _ := three(t)
	link, _, err := ada.c.CreateInvite(t.Context(), app.NewInvite{Uses: 20, ForMillis: day, Auto: true})
	ada.must(err)
	offer := must1[string](t)(bob.c.OfferPairing(t.Context()))
	folder := bob.backup()
	faults := map[string]func(*laptop) (mend func()){
		"the profile cannot be written": func(l *laptop) func() {
			l.profile.full = errFull
			return func() { l.profile.full = nil }
		},
		"the keys cannot be written": func(l *laptop) func() {
			l.keys.full = errFull
			return func() { l.keys.full = nil }
		},
		"the folder is a file": func(l *laptop) func() {
			ada.must(os.Remove(l.folder.Path))
			ada.must(os.WriteFile(l.folder.Path, nil, 0o600))
			return func() { ada.must(os.Remove(l.folder.Path)) }
		},
	}
	for name, begin := range map[string]func(*laptop) error{
		"founding": func(l *laptop) error {
			_, err := l.service.Found(t.Context(), app.Founding{Name: "Oak", Person: "Eve", Template: "club"})
			return err
		},
		"joining": func(l *laptop) error {
			_, err := l.service.Join(t.Context(), link, "Eve")
			return err
		},
		"being paired": func(l *laptop) error {
			_, err := l.service.AcceptPairing(t.Context(), offer, "Second")
			return err
		},
		"recovering": func(l *laptop) error {
			_, _, err := l.recoverHere(ada)
			return err
		},
		"restoring": func(l *laptop) error {
			_, err := l.service.Restore(t.Context(), os.DirFS(string(folder)), bob.phrase, nil)
			return err
		},
	} {
		for fault, cause := range faults {
			l := ada.install("Eve")
			if name != "restoring" && name != "being paired" {
				ada.must(l.service.KeepPhrase(bob.phrase))
			}
			keys := len(l.keys.entries)
			mend := cause(l)
			if err := begin(l); err == nil {
				t.Errorf("%s although %s", name, fault)
			}
			if list, _ := l.service.Communities(); len(list) != 0 || len(l.keys.entries) != keys {
				t.Errorf("%s, %s: left behind %v, %d keys", name, fault, list, len(l.keys.entries)-keys)
			}
			mend()
			if left, _ := os.ReadDir(l.folder.Path); len(left) != 0 {
				t.Errorf("%s, %s: left behind %v", name, fault, left)
			}
			if err := begin(l); err != nil {
				t.Errorf("%s, after %s: %v", name, fault, err)
			}
		}
	}
}

// A link is shown before anybody hears of the invite: it lets in once the invite is published, and is another one where this device has acted since.
func TestAnInviteIsPreparedBeforeItIsPublished(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	n := app.NewInvite{Uses: 5, ForMillis: 30 * day, Auto: true, Note: "flat 12"}
	prepared := must1[app.PreparedInvite](t)(ada.c.PrepareInvite(t.Context(), n))
	if list := must1[[]authority.Invite](t)(ada.c.Invites(t.Context())); len(list) != 0 {
		t.Fatalf("prepared, and published: %+v", list)
	}
	published := must1[app.PreparedInvite](t)(ada.c.PublishInvite(t.Context(), prepared))
	if published.Link.Seed != prepared.Link.Seed || published.ID != prepared.ID || published.Link.Pin != prepared.Link.Pin {
		t.Error("nothing happened between, and the link is another one")
	}
	bob := w.laptop("Bob").joins(prepared.Link)
	meet(ada, bob)
	if !bob.me().Member {
		t.Errorf("%+v", bob.me())
	}
	late := must1[app.PreparedInvite](t)(ada.c.PrepareInvite(t.Context(), n))
	ada.topic("Something else came first")
	again := must1[app.PreparedInvite](t)(ada.c.PublishInvite(t.Context(), late))
	if again.ID == late.ID {
		t.Error("an act was written twice at one place of a log")
	}
	cid := w.laptop("Cid").joins(again.Link)
	meet(ada, cid)
	if !cid.me().Member {
		t.Errorf("%+v", cid.me())
	}
}
