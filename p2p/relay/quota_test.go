package relay

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/op"
)

var (
	com = op.CommunityID{1}
	ann = op.DeviceID{1}
	bob = op.DeviceID{2}
)

// fill stores ops of a size for as long as they fit, and returns how many did.
func fill(u *Usage, q Quota, device op.DeviceID, bytes int64, ofAuthority bool) (kept int64, full *QuotaError) {
	for {
		if err := u.Check(q, com, device, bytes, ofAuthority); err != nil {
			errors.As(err, &full)
			return kept, full
		}
		u.Add(device, bytes)
		kept++
	}
}

func TestQuotasFillInThisOrder(t *testing.T) {
	q := Quota{CommunityBytes: 100_000, CommunityOps: 100, DeviceBytes: 50_000, DeviceOps: 50}
	u := NewUsage()
	if kept, full := fill(u, q, ann, 100, false); kept != 45 || full.Device != ann || full.What != "ops" {
		t.Errorf("ann's talk: %d, %v", kept, full)
	}
	if kept, full := fill(u, q, ann, 100, true); kept != 5 || full.Device != ann {
		t.Errorf("ann's acts of authority: %d, %v", kept, full)
	}
	if kept, full := fill(u, q, bob, 1000, false); kept != 40 || full.Device != (op.DeviceID{}) || full.What != "ops" {
		t.Errorf("bob's talk: %d, %v", kept, full)
	}
	if kept, full := fill(u, q, op.DeviceID{3}, 10, false); kept != 0 || full.Device != (op.DeviceID{}) {
		t.Errorf("talk beyond: %d, %v", kept, full)
	}
	if kept, full := fill(u, q, op.DeviceID{3}, 10, true); kept != 10 || !errors.Is(full, ErrQuota) {
		t.Errorf("acts of authority when talk is over: %d, %v", kept, full)
	}
	if kept, full := fill(NewUsage(), q, ann, 30_000, false); kept != 1 || full.What != "bytes" || full.Device != ann {
		t.Errorf("large ones of one device: %d, %v", kept, full)
	}
	if kept, full := fill(NewUsage(), Quota{100_000, 100, 1 << 40, 100}, ann, 30_000, false); kept != 3 || full.What != "bytes" || full.Device == ann {
		t.Errorf("large ones: %d, %v", kept, full)
	}
}

// Whatever comes in whatever order: no more is kept than the quotas say, and what is kept adds up.
func TestQuotasHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		q := Quota{
			rapid.Int64Range(100, 10_000).Draw(rt, "bytes"), rapid.Int64Range(1, 60).Draw(rt, "ops"),
			rapid.Int64Range(50, 10_000).Draw(rt, "device bytes"), rapid.Int64Range(1, 60).Draw(rt, "device ops"),
		}
		u := NewUsage()
		for range rapid.IntRange(1, 100).Draw(rt, "arrivals") {
			device := op.DeviceID{rapid.Byte().Draw(rt, "device") % 4}
			bytes := rapid.Int64Range(1, 400).Draw(rt, "size")
			if u.Check(q, com, device, bytes, rapid.Bool().Draw(rt, "authority")) == nil {
				u.Add(device, bytes)
			}
		}
		var sum Amount
		for device, of := range u.Devices {
			if of.Ops > q.DeviceOps || of.Bytes > q.DeviceBytes {
				rt.Fatalf("device %x: %+v within %+v", device[:1], *of, q)
			}
			sum.Ops += of.Ops
			sum.Bytes += of.Bytes
		}
		if sum != u.All || u.All.Ops > q.CommunityOps || u.All.Bytes > q.CommunityBytes {
			rt.Fatalf("%+v within %+v, devices sum up to %+v", u.All, q, sum)
		}
	})
}
