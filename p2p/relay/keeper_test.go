package relay

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/admission"
	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// texts is a Store.
type texts map[string]string

func (s texts) Setting(key string) (string, error) { return s[key], nil }

func (s texts) SetSetting(key, value string) error {
	s[key] = value
	return nil
}

// written is an op of a device; its signature does not matter to a gate, which stands behind the check.
func written(t *testing.T, device, kind string, bytes int) *op.Op {
	t.Helper()
	body := []byte(strings.Repeat("x", bytes))
	o, err := op.New(op.Header{Community: com, Kind: kind, Auth: com.Genesis(), TimeMillis: 1}, body, apptest.KeyOf(device))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestGateLetsAuthorityThroughWhereTalkIsFull(t *testing.T) {
	c := Default()
	c.Quota = Quota{CommunityBytes: 1 << 30, CommunityOps: 100, DeviceBytes: 1 << 30, DeviceOps: 50}
	k := NewKeeper(c, texts{}, slog.New(slog.DiscardHandler))
	var flood []*op.Op
	for i := range 200 {
		flood = append(flood, written(t, "eve", proposal.KindTopic, i))
	}
	let := k.Sift(com, flood)
	if len(let) != 45 {
		t.Fatalf("of one device's flood %d came through, want 45", len(let))
	}
	k.Kept(com, let)
	if again := k.Sift(com, flood); len(again) != 0 {
		t.Errorf("%d more came through", len(again))
	}
	if honest := k.Sift(com, []*op.Op{written(t, "bob", proposal.KindTopic, 3)}); len(honest) != 1 {
		t.Error("an honest device's talk is kept out by another's flood")
	}
	if acts := k.Sift(com, []*op.Op{written(t, "eve", authority.KindWithdraw, 3)}); len(acts) != 1 {
		t.Error("an act of authority is kept out by talk")
	}
	standings, turned := k.Standings()
	if len(standings) != 1 || standings[0].Kept.Ops != 45 || turned.ByDevice != 355 || turned.ByCommunity != 0 {
		t.Errorf("it says %+v, turned away %+v", standings, turned)
	}
	c.Communities = map[op.CommunityID]Quota{com: {CommunityBytes: 1, CommunityOps: 1, DeviceBytes: 1, DeviceOps: 1}}
	k.SetBounds(c)
	if let := k.Sift(com, []*op.Op{written(t, "bob", proposal.KindTopic, 3)}); len(let) != 0 {
		t.Error("a quota of its own does not hold")
	}
}

// A device over its quota beside an honest one: the log hears of it once, and not with every other delivery.
func TestAFullQuotaIsLoggedOnce(t *testing.T) {
	c := Default()
	c.Quota.DeviceOps = 10
	var said bytes.Buffer
	k := NewKeeper(c, texts{}, slog.New(slog.NewTextHandler(&said, nil)))
	for i := range 30 {
		k.Kept(com, k.Sift(com, []*op.Op{written(t, "eve", proposal.KindTopic, i)}))
		if i < 5 {
			k.Kept(com, k.Sift(com, []*op.Op{written(t, "bob", proposal.KindTopic, i)}))
		}
		k.Sift(com, []*op.Op{written(t, "ada", proposal.KindTopic, i)})
	}
	if n := strings.Count(said.String(), "quota full"); n != 1 {
		t.Errorf("said %d times:\n%s", n, said.String())
	}
}

func TestATellerMaySendTenTimesAsMuchWithinBounds(t *testing.T) {
	c := Default()
	k := NewKeeper(c, texts{}, slog.New(slog.DiscardHandler))
	if k.Rate(false) != admission.DeviceRate || k.Rate(true) != admission.TellerRate {
		t.Errorf("by default %+v and %+v", k.Rate(false), k.Rate(true))
	}
	c.Rate = admission.Rate{OpsPerMinute: admission.MaxOpsPerMinute, BurstOps: admission.MaxBurstOps, BytesPerDay: admission.MaxBytesPerDay}
	k.SetBounds(c)
	if k.Rate(true) != c.Rate {
		t.Errorf("beyond what a bucket holds: %+v", k.Rate(true))
	}
	// A year away at the highest rate, and nothing runs over.
	const now, year = int64(1_800_000_000_000), int64(366 * 24 * 60 * 60 * 1000)
	var b admission.Bucket
	b.Absent(c.Rate, now, year)
	b.Absent(c.Rate, now+year, year)
	if wait := b.Take(c.Rate, now+year, 1<<20); wait != 0 {
		t.Errorf("it waits for %d ms", wait)
	}
}
