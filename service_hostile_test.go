package main_test

// What hostile or unlucky sticks bring, and what must not come of it.

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"os"
	"testing"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/bundle"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store/lite"
)

// stickOf writes a bundle of any ops.
func (l *laptop) stickOf(ops ...*op.Op) []byte {
	l.Helper()
	var stick bytes.Buffer
	w := must1[*bundle.Writer](l.T)(bundle.NewWriter(&stick, bundle.Manifest{
		Community: l.c.ID(), MadeMillis: l.now, By: l.c.Device(), Ops: uint64(len(ops)), Frontier: []bundle.Tip{},
	}))
	for _, o := range ops {
		l.must(w.Add(o))
	}
	l.must(w.Close())
	return stick.Bytes()
}

// opsBy are the ops of one device that a laptop holds.
func (l *laptop) opsBy(device op.DeviceID) []*op.Op {
	l.Helper()
	r := must1[*bundle.Reader](l.T)(bundle.NewReader(bytes.NewReader(l.bundle())))
	var ops []*op.Op
	for {
		o, err := r.Next()
		if errors.Is(err, io.EOF) {
			return ops
		}
		l.must(err)
		if o.Header.Device == device {
			ops = append(ops, o)
		}
	}
}

// stranger is the n-th act of strangers: each has a device of its own.
func (l *laptop) stranger(n int, kind string, body any, deps ...op.ID) *op.Op {
	l.Helper()
	seed := sha256.Sum256(binary.BigEndian.AppendUint32([]byte("stranger"), uint32(n)))
	raw := must1[[]byte](l.T)(op.Encode(body))
	return must1[*op.Op](l.T)(op.New(op.Header{
		Community: l.c.ID(), Kind: kind, Deps: deps, Auth: l.c.ID().Genesis(), TimeMillis: l.now,
	}, raw, ed25519.NewKeyFromSeed(seed[:])))
}

// An act of this device that it does not know is enough, though what it rests on has not come: the next act would have its number.
func TestACopiedInstallWritesNoMoreThoughTheProofWaits(t *testing.T) {
	ada, bob, _ := three(t)
	copied := bob.install("Bob's image")
	bob.must(bob.service.Close())
	copied.profile, copied.keys = bob.profile.clone(), bob.keys.clone()
	copied.folder = cloneFolder(t, bob.folder)
	copied.start()
	copied.c = must1[*app.Community](t)(copied.service.Community(""))
	bob.start()
	bob.c = must1[*app.Community](t)(bob.service.Community(""))

	topic := ada.topic("Nothing that the copy knows")
	carry(ada, bob)
	bob.comment(topic, op.ID{}, "Written by the first")
	copied.take(copied.stickOf(bob.opsBy(bob.c.Device())...), "bob")
	_, err := copied.c.NewTopic(t.Context(), newTopic("Written by the second"))
	wantErr(t, err, app.ErrCopied, "")
	carry(ada, copied)
	_, err = copied.c.NewTopic(t.Context(), newTopic("Written by the second"))
	wantErr(t, err, app.ErrCopied, "")
}

// A join lies on this laptop alone until it is carried away: what else comes and waits does not push it out.
func TestAJoinIsNotPushedOutOfTheWaitingRoom(t *testing.T) {
	w := newWorld(t)
	ada, bob := w.laptop("Ada").found("Elm"), w.laptop("Bob")
	bob.invited(ada, true)
	ops := make([]*op.Op, community.MaxWaitingOps+1)
	for n := range ops {
		ops[n] = bob.stranger(n, proposal.KindTopic, &proposal.NewTopic{Title: "Junk", Text: "Junk"})
	}
	bob.take(bob.stickOf(ops...), "mallory")
	if len(bob.opsBy(bob.c.Device())) != 1 {
		t.Fatal("the join is in no bundle any more")
	}
	if _, err := ada.c.ImportBundle(t.Context(), bytes.NewReader(bob.bundle()), "bob", nil); err != nil {
		t.Fatal(err)
	}
	if !ada.person(bob).Member {
		t.Error("the join was lost")
	}
}

// What is refused leaves nothing on the disk.
func TestStrangersWithdrawalsAreNotNoted(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	post := ada.topic("Of Ada")
	var ops []*op.Op
	for n := range 20 {
		of := op.ID{byte(n), 1}
		if n == 0 {
			of = post
		}
		ops = append(ops, ada.stranger(n, proposal.KindWithdraw, &proposal.Withdraw{Of: of}, post))
	}
	b := must1[app.Brought](t)(ada.c.ImportBundle(t.Context(), bytes.NewReader(ada.stickOf(ops...)), "mallory", nil))
	if b.Stored > 0 {
		t.Fatalf("stored %d of strangers", b.Stored)
	}
	ada.must(ada.c.Ask(t.Context(), func(r app.Reader) error {
		noted, err := r.DueDrops(op.MaxTimeMillis, 100)
		if len(noted) > 0 {
			t.Errorf("%d withdrawals of strangers were noted", len(noted))
		}
		return err
	}))
}

// A community whose file cannot be read is here all the same: recovering it over itself would lose its keys.
func TestRecoveringOverADamagedFileChangesNothing(t *testing.T) {
	ada, bob, _ := three(t)
	bob.must(bob.service.Close())
	path := bob.folder.File(bob.c.ID())
	bob.must(os.WriteFile(path, []byte("not a database"), 0o600))
	before := maps.Clone(bob.keys.entries)
	bob.start()
	_, _, err := bob.recoverHere(ada)
	wantErr(t, err, app.ErrAlreadyHere, "")
	if !maps.EqualFunc(before, bob.keys.entries, bytes.Equal) {
		t.Error("the keys are other ones")
	}
	if all := must1[[]app.Membership](t)(bob.service.Communities()); len(all) != 1 {
		t.Errorf("%d communities are left", len(all))
	}
}

// What the scrub found comes along with the next stick, also where the community cannot be opened without it.
func TestADamagedActIsRepairedByAStick(t *testing.T) {
	for name, kind := range map[string]string{"a topic": proposal.KindTopic, "an act of authority": "member.admit"} {
		t.Run(name, func(t *testing.T) {
			ada, bob, _ := three(t)
			ada.topic("Drill")
			carry(ada, bob)
			bob.must(bob.service.Close())
			conn := must1[*lite.Conn](t)(lite.Open(bob.folder.File(bob.c.ID()), lite.ReadWrite))
			bob.must(conn.Exec(`UPDATE ops SET body = zeroblob(length(body)) WHERE ord = (
				SELECT max(ord) FROM ops JOIN kinds ON ref = kind WHERE name = ?)`, kind))
			bob.must(conn.Close())
			bob.start()
			bob.c = must1[*app.Community](t)(bob.service.Community(""))
			_, damaged, err := bob.c.Scrub(t.Context(), nil)
			if bob.must(err); damaged != 1 {
				t.Fatalf("%d damaged", damaged)
			}
			carry(ada, bob)
			if _, damaged, err = bob.c.Scrub(t.Context(), nil); err != nil || damaged > 0 {
				t.Errorf("after the stick: %d damaged, %v", damaged, err)
			}
			sameState(ada, bob)
		})
	}
}

// A body nested deeper than any decoder should follow is kept as bytes, says nothing, and breaks nothing that reads it.
func TestABodyNestedTooDeep(t *testing.T) {
	w := newWorld(t)
	ada := w.laptop("Ada").found("Elm")
	deep := append(bytes.Repeat([]byte{0x81}, 10_000), 0x00)
	genesis := ada.opsBy(ada.c.Device())[0]
	keys := must1[identity.DeviceKeys](t)(identity.ParseDeviceKeys(ada.keys.entries["device/"+ada.c.ID().String()]))
	for _, kind := range []string{proposal.KindTopic, "nobody.knows"} {
		o := must1[*op.Op](t)(op.New(op.Header{
			Community: ada.c.ID(), Kind: kind, Auth: genesis.ID, Seq: 1, Prev: genesis.ID, TimeMillis: ada.now,
		}, deep, keys.Signing))
		bob := ada.laptop("Bob")
		bob.invited(ada, true)
		bob.take(ada.bundle(), "ada")
		bob.take(bob.stickOf(o), "mallory")
		must1[app.Exported](t)(bob.c.Export(t.Context(), func(string) (io.WriteCloser, error) { return nopCloser{io.Discard}, nil }, nil))
		must1[[]app.LogEntry](t)(bob.c.Log(t.Context(), false, app.Page{}))
		bob.must(bob.c.Ask(t.Context(), func(r app.Reader) error {
			list, err := r.Topics(app.Page{})
			if len(list) > 1 || len(list) == 1 && (!list[0].Absent || list[0].Title != "") {
				t.Errorf("%s: shown as %+v", kind, list)
			}
			return err
		}))
		bob.must(bob.c.Rebuild(t.Context(), nil))
		bob.restart()
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
