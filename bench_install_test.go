//go:build unix

package main

// An install for benchmarks: the service over real files, as main wires it, with keys that the workload knows.

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/store"
)

// benchDevices write the workload.
const benchDevices = 50

// cost is what a child says that something has cost.
type cost struct {
	Ops        int
	Seconds    float64
	CPUSeconds float64
	PeakBytes  int64
	HeapBytes  int64
	// Digest is the state digest afterwards.
	Digest string
	// NotApplied counts ops that the replica keeps but does not count.
	NotApplied int
}

// add sums up what several runs took, but for memory, of which the most counts.
func (c *cost) add(one cost) {
	c.Seconds, c.CPUSeconds = c.Seconds+one.Seconds, c.CPUSeconds+one.CPUSeconds
	c.PeakBytes = max(c.PeakBytes, one.PeakBytes)
}

// heldKeys are a key file in memory.
type heldKeys struct {
	mu   sync.Mutex // guards keys
	keys map[string][]byte
}

func (k *heldKeys) Get(name string) ([]byte, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	secret, ok := k.keys[name]
	return secret, ok, nil
}

func (k *heldKeys) Put(name string, secret []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys[name] = secret
	return nil
}

func (k *heldKeys) Delete(name string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	maps.DeleteFunc(k.keys, func(have string, _ []byte) bool { return have == name })
	return nil
}

// tenant is whose install it is: the workload's guest, or one of its writers.
type tenant struct {
	membership app.Membership
	keys       map[string][]byte
}

func guestOf(w *apptest.Workload) tenant {
	account, keys := w.Guest()
	return tenantOf(w, account, keys)
}

func writerOf(w *apptest.Workload, i int) tenant {
	account, keys := w.Writer(i)
	return tenantOf(w, account, keys)
}

func tenantOf(w *apptest.Workload, account op.AccountID, keys identity.DeviceKeys) tenant {
	return tenant{
		app.Membership{Community: w.Community(), Name: "Workload", Account: account, Device: op.DeviceID(keys.SigningPublic())},
		map[string][]byte{"device/" + w.Community().String(): keys.Bytes()},
	}
}

// openInstall opens an install in a folder.
func (t tenant) openInstall(folder string) (*app.Service, *app.Community, error) {
	profile, err := store.OpenProfile(filepath.Join(folder, "profile.db"))
	if err != nil {
		return nil, nil, err
	}
	s := app.New(app.Ports{
		Profile: profile, Keys: &heldKeys{keys: t.keys}, Replicas: store.Folder{Path: folder},
		NowMillis: func() int64 { return time.Now().UnixMilli() }, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	c, err := s.Community("")
	return s, c, err
}

// makeInstall makes one in an empty folder.
func (t tenant) makeInstall(folder string) error {
	profile, err := store.CreateProfile(filepath.Join(folder, "profile.db"))
	if err != nil {
		return err
	}
	replica, err := store.Folder{Path: folder}.Create(t.membership.Community)
	if err != nil {
		return err
	}
	return errors.Join(profile.PutCommunity(t.membership), profile.Close(), replica.Close())
}

// takeInJob takes a bundle and a folder, and says what importing the one into an install in the other cost.
func takeInJob(ctx context.Context, args []string) (any, error) {
	guest := guestOf(apptest.NewWorkload(benchDevices))
	if err := guest.makeInstall(args[1]); err != nil {
		return nil, err
	}
	service, c, err := guest.openInstall(args[1])
	if err != nil {
		return nil, err
	}
	defer service.Close()
	file, err := os.Open(args[0])
	if err != nil {
		return nil, err
	}
	defer file.Close()
	began, used := time.Now(), cpuSeconds()
	brought, err := c.ImportBundle(ctx, file, "", nil)
	if err != nil {
		return nil, err
	}
	made := cost{Ops: brought.Stored, Seconds: time.Since(began).Seconds(), CPUSeconds: cpuSeconds() - used, PeakBytes: peakBytes()}
	digest, err := c.Digest(ctx)
	if err != nil {
		return nil, err
	}
	made.Digest = hex.EncodeToString(digest[:])
	odd, err := c.Log(ctx, true, app.Page{Limit: 1})
	made.NotApplied = len(odd)
	return made, err
}

// startJob opens an install as a command does, and answers what a person sees first.
func startJob(ctx context.Context, args []string) (any, error) {
	guest := guestOf(apptest.NewWorkload(benchDevices))
	began, used := time.Now(), cpuSeconds()
	service, c, err := guest.openInstall(args[0])
	if err != nil {
		return nil, err
	}
	defer service.Close()
	status, err := c.Status(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Ask(ctx, func(r app.Reader) error {
		topics, err := r.Topics(app.Page{})
		if err != nil {
			return err
		}
		_, err = r.Comments(topics[0].ID, app.Page{})
		return err
	}); err != nil {
		return nil, err
	}
	made := cost{Ops: status.Ops, Seconds: time.Since(began).Seconds(), CPUSeconds: cpuSeconds() - used, PeakBytes: peakBytes()}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	made.HeapBytes = int64(memory.HeapAlloc)
	return made, nil
}

// acts are the times of single acts, and of the plainest thing that a disk can be asked beside them.
type acts struct{ Act, Raw []float64 }

// actJob takes an install's folder, the path of a floor with as many ops, and a number. It writes so many comments and asks for each, by turns
// with raw commits of one op.
func actJob(ctx context.Context, args []string) (any, error) {
	w := apptest.NewWorkload(benchDevices)
	service, c, err := guestOf(w).openInstall(args[0])
	if err != nil {
		return nil, err
	}
	defer service.Close()
	raw, err := openFloor(args[1])
	if err != nil {
		return nil, err
	}
	defer raw.Close()
	w.Take(4 * benchDevices)
	topics := w.Topics()
	var times acts
	for i := range actsMeasured + actsBefore {
		o := w.Next()
		commit, err := timed(func() error { return floorCommit(raw, o) })
		if err != nil {
			return nil, err
		}
		act, err := timed(func() error { return actAndSee(ctx, c, topics[i%len(topics)]) })
		if err != nil {
			return nil, err
		}
		if i >= actsBefore {
			times.Act, times.Raw = append(times.Act, act), append(times.Raw, commit)
		}
	}
	return times, nil
}

const (
	// actsBefore are not measured: caches are empty at first.
	actsBefore   = 50
	actsMeasured = 400
)

func timed(do func() error) (seconds float64, err error) {
	began := time.Now()
	err = do()
	return time.Since(began).Seconds(), err
}

func actAndSee(ctx context.Context, c *app.Community, topic op.ID) error {
	id, err := c.Comment(ctx, proposal.AddComment{On: topic, Text: "The drill is back in the shed, with a new bit."})
	if err != nil {
		return err
	}
	return c.Ask(ctx, func(r app.Reader) error {
		_, there, err := r.Row(proposal.Comment{}.Table(), id.String())
		if err == nil && !there {
			err = errors.New("an act that was acknowledged is not to be seen")
		}
		return err
	})
}
