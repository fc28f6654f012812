package relay

// Keeper: what this relay keeps of each community, held against the quotas as ops come. It is the service's gate.

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Store keeps small texts by name; a profile's settings do.
type Store interface {
	Setting(key string) (string, error)
	SetSetting(key, value string) error
}

// settingUsage holds what was counted of a community, so that a start does not depend on how long its history is.
const settingUsage = "relay/usage/"

// sayAgain is how long the log hears nothing more of a full quota of one community.
const sayAgain = 10 * time.Minute

// Keeper counts and refuses. Its methods may be called from any goroutine.
type Keeper struct {
	store    Store
	log      *slog.Logger
	registry *kind.Registry

	mu     sync.Mutex // guards what follows
	quota  Quota
	rate   admission.Rate
	own    map[op.CommunityID]Quota
	usage  map[op.CommunityID]*counted
	turned Turned
}

// Turned counts ops that were not kept, since the relay was started.
type Turned struct {
	// ByCommunity were beyond a community's quota, ByDevice beyond a device's.
	ByCommunity, ByDevice int64
}

// counted is the usage of a community, with the place in its order up to which it was counted.
type counted struct {
	*Usage
	upTo uint64
	// full says that a quota was full when something came last, saidMillis when the log heard of it: one device's flood beside what others send
	// would else fill the log too.
	full       bool
	saidMillis int64
}

// NewKeeper begins with nothing counted.
func NewKeeper(c Config, store Store, log *slog.Logger) *Keeper {
	k := &Keeper{store: store, log: log, registry: community.Kinds(), usage: make(map[op.CommunityID]*counted)}
	k.SetBounds(c)
	return k
}

// SetBounds takes the quotas and the rate of a file. What is kept already stays, even beyond them.
func (k *Keeper) SetBounds(c Config) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.quota, k.own, k.rate = c.Quota, maps.Clone(c.Communities), c.Rate
}

// Rate implements app.Gate.
func (k *Keeper) Rate(teller bool) admission.Rate {
	k.mu.Lock()
	defer k.mu.Unlock()
	r := k.rate
	if teller {
		r.OpsPerMinute = min(tellerTimes*r.OpsPerMinute, admission.MaxOpsPerMinute)
		r.BurstOps = min(tellerTimes*r.BurstOps, admission.MaxBurstOps)
		r.BytesPerDay = min(tellerTimes*r.BytesPerDay, admission.MaxBytesPerDay)
	}
	return r
}

// Count finds out what is kept of a community: what was noted at the last stop, and what came since. It must run before the community is on the
// network.
func (k *Keeper) Count(ctx context.Context, c *app.Community) error {
	u, err := k.count(ctx, c)
	if err != nil {
		return err
	}
	k.adopt(c.ID(), u)
	return nil
}

// adopt goes by what was counted. What came while it was being counted may be counted twice until the next time.
func (k *Keeper) adopt(com op.CommunityID, u *counted) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if before := k.usage[com]; before != nil {
		u.full, u.saidMillis = before.full, before.saidMillis
	}
	k.usage[com] = u
}

func (k *Keeper) count(ctx context.Context, c *app.Community) (*counted, error) {
	u, err := k.noted(c.ID())
	if err != nil {
		return nil, err
	}
	err = c.Ask(ctx, func(r app.Reader) error {
		stored, err := r.OpCount()
		if err != nil {
			return err
		}
		if int64(stored) < u.All.Ops {
			u = &counted{Usage: NewUsage()} // an older copy was restored: count anew
		}
		return r.Ops(u.upTo, func(s community.Stored) bool {
			u.Add(s.Device, SizeOf(s.Op))
			u.upTo = s.Order
			return ctx.Err() == nil
		})
	})
	if err != nil && !errors.Is(err, app.ErrNotHereYet) {
		return nil, fmt.Errorf("counting what is kept of %s: %w", c.ID().Genesis().Short(), err)
	}
	return u, ctx.Err()
}

// note is a usage as it is written down.
type note struct {
	UpTo    uint64            `json:"up_to"`
	All     Amount            `json:"all"`
	Devices map[string]Amount `json:"devices"`
}

func (k *Keeper) noted(com op.CommunityID) (*counted, error) {
	u := &counted{Usage: NewUsage()}
	text, err := k.store.Setting(settingUsage + com.String())
	if err != nil || text == "" {
		return u, err
	}
	var n note
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		k.log.Warn("usage counted anew", "community", com.Genesis().Short(), "error", err)
		return u, nil
	}
	u.upTo, u.All = n.UpTo, n.All
	for key, amount := range n.Devices {
		var device op.DeviceID
		if _, err := hex.Decode(device[:], []byte(key)[:min(len(key), 2*len(device))]); err == nil {
			u.Devices[device] = &amount
		}
	}
	return u, nil
}

// Note counts from the last note on, so that what a crash cost is made good, and writes that down. It writes before Kept can add to it: what is
// written is exactly what lies up to one place in the community's order, whatever comes meanwhile.
func (k *Keeper) Note(ctx context.Context, c *app.Community) error {
	u, err := k.count(ctx, c)
	if err != nil {
		return err
	}
	n := note{UpTo: u.upTo, All: u.All, Devices: make(map[string]Amount, len(u.Devices))}
	for device, amount := range u.Devices {
		n.Devices[hex.EncodeToString(device[:])] = *amount
	}
	k.adopt(c.ID(), u)
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return k.store.SetSetting(settingUsage+c.ID().String(), string(text))
}

// Sift implements app.Gate. What one delivery holds counts while it is sifted.
func (k *Keeper) Sift(com op.CommunityID, ops []*op.Op) []*op.Op {
	k.mu.Lock()
	defer k.mu.Unlock()
	u := k.of(com)
	tentative := &Usage{All: u.All, Devices: make(map[op.DeviceID]*Amount)}
	var let []*op.Op
	var last error
	for _, o := range ops {
		device, bytes := o.Header.Device, SizeOf(o)
		if tentative.Devices[device] == nil {
			amount := Amount{}
			if known := u.Devices[device]; known != nil {
				amount = *known
			}
			tentative.Devices[device] = &amount
		}
		if err := tentative.Check(k.quotaOf(com), com, device, bytes, k.isAuthority(o)); err != nil {
			k.turn(err)
			last = err
			continue
		}
		tentative.Add(device, bytes)
		let = append(let, o)
	}
	if now := time.Now().UnixMilli(); last != nil && now-u.saidMillis >= sayAgain.Milliseconds() {
		u.saidMillis = now
		k.log.Warn("quota full", "community", com.Genesis().Short(), "reason", last.Error())
	}
	u.full = last != nil
	return let
}

func (k *Keeper) isAuthority(o *op.Op) bool {
	of, known := k.registry.Lookup(o.Header.Kind)
	return known && of.Chain
}

func (k *Keeper) turn(err error) {
	if full, is := err.(*QuotaError); is && full.Device != (op.DeviceID{}) {
		k.turned.ByDevice++
		return
	}
	k.turned.ByCommunity++
}

// Kept implements app.Gate.
func (k *Keeper) Kept(com op.CommunityID, ops []*op.Op) {
	k.mu.Lock()
	defer k.mu.Unlock()
	u := k.of(com)
	for _, o := range ops {
		u.Add(o.Header.Device, SizeOf(o))
	}
}

// of is the usage of a community. The caller holds k.mu.
func (k *Keeper) of(com op.CommunityID) *counted {
	if k.usage[com] == nil {
		k.usage[com] = &counted{Usage: NewUsage()}
	}
	return k.usage[com]
}

func (k *Keeper) quotaOf(com op.CommunityID) Quota {
	if q, own := k.own[com]; own {
		return q
	}
	return k.quota
}

// Standing is how a community stands against its quota.
type Standing struct {
	Community op.CommunityID
	Kept      Amount
	Quota     Quota
	Devices   int
	Full      bool
}

// Standings lists all communities that were counted, and what was turned away.
func (k *Keeper) Standings() ([]Standing, Turned) {
	k.mu.Lock()
	defer k.mu.Unlock()
	var list []Standing
	for com, u := range k.usage {
		list = append(list, Standing{Community: com, Kept: u.All, Quota: k.quotaOf(com), Devices: len(u.Devices), Full: u.full})
	}
	return list, k.turned
}
