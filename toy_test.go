package main_test

// A new kind of op is one file, and this is one: the use of a shared oven. It goes through sync on a stick, through a rebuild, and through the
// simulation, without a line about it anywhere else.

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/sim"
	"github.com/folkmoot/folkmoot/store"
)

const (
	ovenKind = "oven.book"
	ovenDays = 7
)

// bookOven books the oven for one day of the week.
type bookOven struct {
	Day uint64 `cbor:"day"`
}

// booking is a row: who has the oven on a day. Of several it is the one with the smallest id, whichever came first here.
type booking struct {
	Day op.ID
	Op  op.ID
	By  op.AccountID
}

func (booking) Table() string { return "bookings" }

func (b booking) Key() string { return b.Day.String() }

func (b booking) Subject() op.ID { return b.Day }

func ovenDay(day uint64) op.ID { return op.ID{0xfe, byte(day)} }

func ovenKinds() []kind.Kind {
	return []kind.Kind{{
		Name: ovenKind, Feature: authority.Core, Keep: true, NewBody: func() any { return new(bookOven) }, Rights: kind.NeedMember,
		Check: func(_ *op.Header, body any) error {
			if day := body.(*bookOven).Day; day >= ovenDays {
				return fmt.Errorf("day %d of the week", day)
			}
			return nil
		},
		Subject: func(_ kind.World, e *kind.Entry) op.ID { return ovenDay(e.Body.(*bookOven).Day) },
		Apply: func(rows kind.Rows, _ kind.World, e *kind.Entry) ([]kind.Row, error) {
			mine := booking{Day: ovenDay(e.Body.(*bookOven).Day), Op: e.Op.ID, By: e.Author.Account}
			have, there, err := rows.Row(mine.Table(), mine.Key())
			if err != nil || (there && have.(booking).Op.Compare(mine.Op) < 0) {
				return nil, err
			}
			return []kind.Row{mine}, nil
		},
	}}
}

func ovenRegistry() *kind.Registry {
	return kind.NewRegistry(authority.Kinds(), proposal.Kinds(), poll.Kinds(), ovenKinds())
}

// ovenDomain is how bookings lie in SQLite.
func ovenDomain() store.Domain {
	return store.Domain{
		Name: "oven",
		Migrations: fstest.MapFS{"0001.sql": {Data: []byte(`
			CREATE TABLE bookings (
				subject INTEGER NOT NULL REFERENCES subjects,
				day     TEXT NOT NULL UNIQUE,
				op      BLOB NOT NULL,
				by      BLOB NOT NULL,
				whole   BLOB NOT NULL
			) STRICT;
			CREATE INDEX bookings_by_subject ON bookings (subject);`)}},
		Tables: []store.Table{{
			Name: booking{}.Table(),
			Put: func(s *store.Session, subject int64, row kind.Row) error {
				b := row.(booking)
				return s.Exec("INSERT OR REPLACE INTO bookings (subject, day, op, by, whole) VALUES (?, ?, ?, ?, ?)",
					subject, b.Key(), b.Op[:], b.By[:], b.Day[:])
			},
			Get: func(s *store.Session, key string) (kind.Row, bool, error) {
				var b booking
				found, err := s.One("SELECT whole, op, by FROM bookings WHERE day = ?", func(c store.Columns) {
					copy(b.Day[:], c.Bytes(0))
					copy(b.Op[:], c.Bytes(1))
					copy(b.By[:], c.Bytes(2))
				}, key)
				return b, found, err
			},
			All: func(s *store.Session, yield func(kind.Row) bool) error {
				return s.Each("SELECT day FROM bookings", func(c store.Columns) (bool, error) {
					row, _, err := s.Row(booking{}.Table(), c.Text(0))
					return err == nil && yield(row), err
				})
			},
		}},
	}
}

// ovenStory is a week in which two members booked the same day apart, and a stranger booked another.
func ovenStory(t *testing.T) (s *apptest.Story, first, second op.ID) {
	s = apptest.NewStoryWith(t, ovenRegistry())
	ada := s.Founder("ada")
	bob := s.Join(ada, "bob")
	first = ada.Write(ovenKind, &bookOven{Day: 3})
	second = bob.Write(ovenKind, &bookOven{Day: 3})
	cid := s.Newcomer(ada, "cid")
	cid.Write(ovenKind, &bookOven{Day: 4})
	return s, first, second
}

// onAStick is the ops as a bundle, read again.
func onAStick(t *testing.T, s *apptest.Story) []*op.Op {
	t.Helper()
	var stick bytes.Buffer
	w, err := bundle.NewWriter(&stick, bundle.Manifest{Community: s.Community(), Ops: uint64(len(s.Ops))})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range s.Ops {
		err = errors.Join(err, w.Add(o))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := bundle.NewReader(&stick)
	if err != nil {
		t.Fatal(err)
	}
	var read []*op.Op
	for {
		o, err := r.Next()
		if errors.Is(err, io.EOF) {
			return read
		}
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, o)
	}
}

func TestToyKindOnAStickAndThroughARebuild(t *testing.T) {
	s, first, second := ovenStory(t)
	config := store.Config{Domains: append(store.Domains(), ovenDomain())}
	replica, err := store.Create(filepath.Join(t.TempDir(), "oven.db"), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := replica.Close(); err != nil {
			t.Error(err)
		}
	}()
	var engine *community.Engine
	if err := replica.View(t.Context(), func(v community.View) (err error) {
		engine, err = community.Open(community.Config{Registry: ovenRegistry(), Community: s.Community()}, v)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	good, bad := community.Verify(op.NewVerifier(), rand.Reader, onAStick(t, s))
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	var report community.Report
	if err := replica.Update(t.Context(), func(tx community.Tx) error { return engine.Ingest(tx, good, &report) }); err != nil {
		t.Fatal(err)
	}
	before := bookings(t, replica)
	want := first
	if second.Compare(first) < 0 {
		want = second
	}
	if len(before) != 1 || before[0].Op != want {
		t.Fatalf("bookings are %+v, want %s alone: the newcomer's has no right", before, want.Short())
	}
	if err := replica.Update(t.Context(), func(tx community.Tx) error {
		return errors.Join(replica.DropProjections(tx), engine.Rebuild(tx, func(int) {}))
	}); err != nil {
		t.Fatal(err)
	}
	if after := bookings(t, replica); len(after) != 1 || after[0] != before[0] {
		t.Fatalf("a rebuild makes %+v of %+v", after, before)
	}
}

func bookings(t *testing.T, replica *store.Replica) []booking {
	t.Helper()
	var list []booking
	if err := replica.Read(t.Context(), func(r app.Reader) error {
		for day := range uint64(ovenDays) {
			row, found, err := r.Row(booking{}.Table(), ovenDay(day).String())
			if err != nil {
				return err
			}
			if found {
				list = append(list, row.(booking))
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestToyKindInTheSimulation(t *testing.T) {
	booked := 0
	for seed := range uint64(6) {
		result := sim.Run(sim.Config{Seed: seed, Kinds: ovenKinds(), Act: func(a *sim.Actor) {
			booked++
			a.Write(ovenKind, &bookOven{Day: seed % ovenDays})
		}})
		if result.Failure != nil {
			t.Errorf("seed %d: %v", seed, result.Failure)
		}
	}
	if booked == 0 {
		t.Error("nobody ever booked the oven")
	}
}
