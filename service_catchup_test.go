package main_test

// Catch-up: laptops that meet by sessions, as over a network, with their replicas in files.

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/reconcile"
	"github.com/folkmoot/folkmoot/store"
	"github.com/folkmoot/folkmoot/store/lite"
)

// catchUp runs a session, up to so many frames, and answers what it came to for the laptop and the other one.
func (l *laptop) catchUp(with *laptop, cut int) (here, there reconcile.Result) {
	l.Helper()
	first, endFirst := l.c.NewSession(l.Context(), reconcile.Initiator)
	second, endSecond := with.c.NewSession(l.Context(), reconcile.Responder)
	_, err := apptest.Meet(first, second, cut, nil)
	l.must(err)
	_, err = endFirst()
	l.must(err)
	_, err = endSecond()
	l.must(err)
	return first.Result(), second.Result()
}

func TestLaptopsCatchUp(t *testing.T) {
	ada, bob, cid := three(t)
	topic := ada.topic("Keys")
	ada.catchUp(bob, math.MaxInt)
	for range 3 {
		bob.comment(topic, op.ID{}, "By the door.")
		ada.comment(topic, op.ID{}, "By the window.")
	}
	here, there := cid.catchUp(bob, math.MaxInt)
	if !here.Equal || !there.Equal || here.Received == 0 || here.Ranged {
		t.Errorf("%+v\n%+v", here, there)
	}
	here, _ = ada.catchUp(cid, math.MaxInt)
	if here.Sent != 3 || here.Received != 3 || here.Taken.Stored != 3 || here.Turns != 2 {
		t.Errorf("%+v", here)
	}
	bob.catchUp(ada, math.MaxInt)
	sameState(ada, bob, cid)
	if here, _ = ada.catchUp(cid, math.MaxInt); !here.Equal || here.Turns != 1 || here.BytesIn+here.BytesOut > 120 {
		t.Errorf("nothing has changed: %+v", here)
	}
}

// A newcomer has nothing but the own join, which waits; a session hands it over, and brings the community.
func TestANewcomerCatchesUp(t *testing.T) {
	ada, _, _ := three(t)
	dan := ada.laptop("dan").invited(ada, true)
	for cut := range 6 {
		dan.catchUp(ada, cut)
	}
	dan.catchUp(ada, math.MaxInt)
	ada.catchUp(dan, math.MaxInt)
	dan.catchUp(ada, math.MaxInt)
	if !dan.me().Member {
		t.Fatalf("dan is no member: %+v", dan.me())
	}
	sameState(ada, dan)
}

// What was withdrawn goes without its text, and nobody asks for it.
func TestWithdrawnTextIsNotAskedFor(t *testing.T) {
	ada, bob, _ := three(t)
	topic := ada.topic("Keys")
	ada.catchUp(bob, math.MaxInt)
	secret := bob.comment(topic, op.ID{}, "The key lies under the third pot.")
	ada.catchUp(bob, math.MaxInt)
	ada.must(bob.c.Withdraw(t.Context(), secret))
	ada.catchUp(bob, math.MaxInt)
	dan := ada.laptop("dan").joined(ada)
	if dan.hasBody(secret) {
		t.Fatal("a withdrawn body was handed on")
	}
	if here, _ := dan.catchUp(bob, math.MaxInt); here.Asked != 0 || !here.Equal {
		t.Errorf("%+v", here)
	}
	if here, _ := dan.catchUp(bob, math.MaxInt); here.Asked != 0 || here.Turns != 1 {
		t.Errorf("%+v", here)
	}
}

// A body that is missing for no reason, bytes that are damaged, and ops that are gone come back.
func TestDamageIsMended(t *testing.T) {
	ada, bob, _ := three(t)
	topic := ada.topic("Keys")
	var posts []op.ID
	for range 40 {
		posts = append(posts, ada.comment(topic, op.ID{}, "By the door."))
	}
	ada.catchUp(bob, math.MaxInt)
	file := filepath.Join(bob.folder.Path, bob.c.ID().String()+".db")
	spoil := func(query string) {
		t.Helper()
		bob.must(bob.service.Close())
		conn := must1[*lite.Conn](t)(lite.Open(file, lite.ReadWrite))
		bob.must(conn.Exec(query))
		bob.must(conn.Close())
		bob.start()
		bob.c = must1[*app.Community](t)(bob.service.Community(""))
	}
	t.Run("bare", func(t *testing.T) {
		spoil("UPDATE ops SET body = NULL WHERE ord = (SELECT max(ord) FROM ops)")
		here, _ := bob.catchUp(ada, math.MaxInt)
		if here.Asked != 1 || here.Repaired != 1 || here.Received != 1 || !bob.hasBody(posts[len(posts)-1]) {
			t.Errorf("%+v", here)
		}
	})
	t.Run("damaged", func(t *testing.T) {
		spoil("UPDATE ops SET body = zeroblob(length(body)) WHERE ord > (SELECT max(ord) - 5 FROM ops)")
		replica := must1[app.Replica](t)(store.Folder{Path: bob.folder.Path}.Open(bob.c.ID()))
		_, damaged, _, err := replica.Scrub(t.Context(), 10_000)
		bob.must(err)
		bob.must(replica.Close())
		_, there := ada.catchUp(bob, math.MaxInt)
		if damaged != 5 || there.Asked != 5 || there.Repaired != 5 {
			t.Errorf("%d damaged: %+v", damaged, there)
		}
	})
	t.Run("gone", func(t *testing.T) {
		spoil("DELETE FROM ops WHERE ord IN (SELECT ord FROM ops WHERE ord NOT IN (SELECT ord FROM chain) ORDER BY ord LIMIT 30 OFFSET 3)")
		for _, l := range []*laptop{ada, bob} {
			l.must(l.c.Ask(t.Context(), func(r app.Reader) error {
				_, err := r.RangeSums([]reconcile.Range{{}})
				return err
			}))
		}
		here, _ := bob.catchUp(ada, math.MaxInt)
		if !here.Ranged || here.Received != 30 || here.Taken.Stored != 30 || here.Lacking != 0 {
			t.Errorf("%+v", here)
		}
		bob.must(bob.c.Rebuild(t.Context(), nil))
		sameState(ada, bob)
	})
	if here, _ := bob.catchUp(ada, math.MaxInt); !here.Equal || here.Turns != 1 {
		t.Errorf("after mending: %+v", here)
	}
	sameState(ada, bob)
}
