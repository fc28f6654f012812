package app

// Copied: this device's key is at work elsewhere too, as a disk image was restored or an install copied. It writes no more with that key, gets
// another one, and what it wrote beside the other copy is kept here until it was said again.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

const (
	// settingCopied names the device of a community whose key was used elsewhere. Another key of this install is not meant.
	settingCopied = "copied/"
	// settingAside holds, in JSON, acts of this install that a fork of its own log may make go.
	settingAside = "aside/"
	// maxAsideActs and maxAsideBytes bound what is set aside: what one person writes before the other copy is heard of.
	maxAsideActs  = 500
	maxAsideBytes = 4 << 20
)

func (c *Community) isCopied() (bool, error) {
	noted, err := c.service.ports.Profile.Setting(settingCopied + c.com.String())
	return noted == c.Device().String(), err
}

// needsKey reports whether this install cannot go on with its key: the device was copied, or contradicted itself, or was never certified here.
func (c *Community) needsKey(ctx context.Context) (needs bool, err error) {
	copied, err := c.isCopied()
	if err != nil || copied {
		return copied, err
	}
	err = c.read(ctx, func(e *community.Engine, _ Reader) error {
		record, _ := e.Device(c.Device())
		me, known := e.Authority().Person(c.Account())
		certified := slices.ContainsFunc(me.Devices, func(d authority.PersonDevice) bool { return d.Device == c.Device() })
		needs = record.Forked || known && !certified
		return nil
	})
	if errors.Is(err, ErrNotHereYet) {
		err = nil
	}
	return needs, err
}

// RenewDevice gives an install that was copied another key, certified by the phrase, in the same replica. The certificate comes first: a crash
// after it leaves the old key, with which it can be done again. Errors: ErrNotPossible where the key is good, ErrNoSeed where the install was
// paired: it is paired again.
func (c *Community) RenewDevice(ctx context.Context) (op.DeviceID, error) {
	needs, err := c.needsKey(ctx)
	if err != nil {
		return op.DeviceID{}, err
	}
	if !needs {
		return op.DeviceID{}, fmt.Errorf("renewing this device: %w", ErrKeyIsGood)
	}
	if _, seeded, err := c.service.ports.Keys.Get(keySeed); err != nil || !seeded {
		return op.DeviceID{}, orElse(err, ErrNoSeed)
	}
	keys, err := identity.NewDeviceKeys(c.service.ports.Random)
	if err != nil {
		return op.DeviceID{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	old := c.key.Load()
	name := c.deviceName()
	c.key.Store(&keys.Signing)
	if err := c.updateLocked(ctx, func(w *writing) error { return w.certifySelf(keys, name) }); err != nil {
		c.key.Store(old)
		return op.DeviceID{}, err
	}
	m := c.Membership()
	m.Device = c.Device()
	if err := c.takeKeys(m, keys); err != nil {
		return op.DeviceID{}, err
	}
	return m.Device, nil
}

var (
	// ErrKeyIsGood says that nothing is wrong with this device's key.
	ErrKeyIsGood = errors.New("this device's key is good")
	// ErrNotSayable says that an act is not one that is said again: its own command does it anew.
	ErrNotSayable = errors.New("that is not said again")
)

// deviceName is what this install's device is called. The caller holds c.mu.
func (c *Community) deviceName() string {
	if c.engine == nil || c.engine.Authority() == nil {
		return ""
	}
	me, _ := c.engine.Authority().Person(c.Account())
	for _, d := range me.Devices {
		if d.Device == c.Device() {
			return d.Name
		}
	}
	return ""
}

// asideAct is an act as the profile keeps it.
type asideAct struct {
	Header    []byte `json:"header"`
	Signature []byte `json:"signature"`
	Body      []byte `json:"body"`
}

func (a asideAct) open() (*op.Op, error) {
	var signature op.Signature
	if len(a.Signature) != len(signature) {
		return nil, errors.New("a signature of another length")
	}
	copy(signature[:], a.Signature)
	return op.Open(a.Header, signature, a.Body)
}

// noteCopied remembers that this device's log has gone on without this install: it must not write again, or it would fork. It is noted before the
// ops are taken in, whatever becomes of them: one that waits for its past was written all the same, and a crash must not come in between. What
// this install wrote beside them is set aside first, as the fork may make it go.
func (w *writing) noteCopied(ops []*op.Op) error {
	c := w.community
	copied := false
	var from uint64
	for _, o := range ops {
		// A join is written once with a key, here, and may have waited here for the community's content.
		if o.Header.Device != c.Device() || o.Community() != c.com || o.Header.Kind == authority.KindJoin {
			continue
		}
		if _, known, err := w.tx.Meta(o.ID); err != nil {
			return err
		} else if !known && (!copied || o.Header.Seq < from) {
			copied, from = true, o.Header.Seq
		}
	}
	if !copied {
		return nil
	}
	if err := w.setAside(from); err != nil {
		return err
	}
	return c.service.ports.Profile.SetSetting(settingCopied+c.com.String(), c.Device().String())
}

// setAside keeps what this install wrote from a number on: where another copy has written under the same numbers, a fork can make it go.
func (w *writing) setAside(from uint64) error {
	c := w.community
	kept, err := c.aside()
	if err != nil {
		return err
	}
	have := make(map[op.ID]bool, len(kept))
	bytes := 0
	for _, o := range kept {
		have[o.ID] = true
		bytes += len(o.Raw) + len(o.Body)
	}
	var ids []op.ID
	if err := w.tx.DeviceOps(c.Device(), from, func(m community.Meta) bool {
		ids = append(ids, m.ID)
		return len(ids) < maxAsideActs
	}); err != nil {
		return fmt.Errorf("setting acts aside: %w", err)
	}
	for _, id := range ids {
		s, ok, err := w.tx.Load(id)
		if err != nil {
			return fmt.Errorf("setting acts aside: %w", err)
		}
		if !ok || have[id] || s.Op.Body == nil {
			continue
		}
		if bytes += len(s.Op.Raw) + len(s.Op.Body); bytes > maxAsideBytes || len(kept) >= maxAsideActs {
			c.service.ports.Log.Warn("too much to set aside", "community", c.com, "act", id)
			break
		}
		kept = append(kept, s.Op)
	}
	return c.keepAside(kept)
}

func (c *Community) aside() ([]*op.Op, error) {
	noted, err := c.service.ports.Profile.Setting(settingAside + c.com.String())
	if err != nil || noted == "" {
		return nil, err
	}
	var list []asideAct
	if err := json.Unmarshal([]byte(noted), &list); err != nil {
		return nil, fmt.Errorf("reading the acts set aside: %w", err)
	}
	ops := make([]*op.Op, len(list))
	for i, a := range list {
		if ops[i], err = a.open(); err != nil {
			return nil, fmt.Errorf("reading the acts set aside: %w", err)
		}
	}
	return ops, nil
}

func (c *Community) keepAside(ops []*op.Op) error {
	if len(ops) == 0 {
		return c.service.ports.Profile.SetSetting(settingAside+c.com.String(), "")
	}
	list := make([]asideAct, len(ops))
	for i, o := range ops {
		list[i] = asideAct{Header: o.Raw, Signature: o.Signature[:], Body: o.Body}
	}
	noted, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("setting acts aside: %w", err)
	}
	return c.service.ports.Profile.SetSetting(settingAside+c.com.String(), string(noted))
}

// LostAct is an act of this install that does not count any more, as a copy of the install has written beside it.
type LostAct struct {
	Op *op.Op
	// Verdict is what is said of it where it is stored; 0 where it is not kept.
	Verdict kind.Verdict
	// Again says that SayAgain can say it again: texts, agreements and votes. The rest is done anew by its own command.
	Again bool
	// Title or text that it says; empty for what has none.
	Text string
}

// Lost lists what this install wrote, and a fork of its own device made go, in the order in which it was written.
func (c *Community) Lost(ctx context.Context) ([]LostAct, error) {
	kept, err := c.aside()
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	var list []LostAct
	err = c.Ask(ctx, func(r Reader) error {
		for _, o := range kept {
			m, stored, err := r.Meta(o.ID)
			if err != nil {
				return err
			}
			if stored && m.Verdict == kind.Applied {
				continue
			}
			body, err := c.service.registry.Body(o)
			if err != nil {
				body = nil
			}
			again, text := sayable(body)
			list = append(list, LostAct{Op: o, Verdict: m.Verdict, Again: again, Text: text})
		}
		return nil
	})
	return list, err
}
