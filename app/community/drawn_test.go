package community_test

// Communities that are drawn: anybody does anything, forks included. Whatever the order of arrival, all replicas must say the same.

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// drawing is a situation in the making.
type drawing struct {
	*rapid.T
	situation
	devices []string
	names   map[string]bool
}

func drawSituation(t *rapid.T) *situation {
	d := &drawing{T: t, names: make(map[string]bool)}
	d.Name = "drawn"
	g := &d.Genesis
	g.Members = []string{"ann", "bob", "cat", "dan"}
	g.Admitters = []string{"dan"}
	g.Council, g.C = []string{"ann", "bob", "cat"}, 2
	if rapid.Bool().Draw(t, "founder alone") {
		g.Council, g.C = []string{"ann"}, 1
	}
	g.Devices = []string{"ann-1", "bob-1", "cat-1", "dan-1"}
	g.Tellers = []string{"ann-1"}
	if rapid.Bool().Draw(t, "four tellers") {
		g.Tellers = []string{"ann-1", "bob-1", "cat-1", "dan-1"}
	}
	d.devices = append(slices.Clone(g.Devices), "ann-2", "new-1")
	for range rapid.IntRange(3, 22).Draw(t, "acts") {
		d.act()
	}
	return &d.situation
}

// act draws one act, or a whole settlement.
func (d *drawing) act() {
	kind := rapid.SampledFrom([]string{
		"post", "post", "post", "admit", "certify", "withdraw", "hide", "show", "approve", "commit", "commit", "commit", "settle", "step",
	}).Draw(d.T, "kind")
	if kind == "settle" {
		d.settle()
		return
	}
	o := opText{Dev: rapid.SampledFrom(d.devices).Draw(d.T, "device"), Kind: kind}
	o.Auth = d.someCommit()
	o.Prev = d.prev(o.Dev)
	o.Deps = d.some(3)
	switch kind {
	case "admit":
		o.Account = rapid.SampledFrom([]string{"new", "dan"}).Draw(d.T, "account")
	case "certify":
		o.Device = rapid.SampledFrom([]string{"ann-2", "new-1"}).Draw(d.T, "certified")
	case "withdraw":
		o.Device = rapid.SampledFrom(d.devices).Draw(d.T, "withdrawn")
		o.Cut = d.oneOf(o.Device)
	case "hide", "show", "approve":
		of := d.some(1)
		if len(of) == 0 {
			o.Kind = "post"
			break
		}
		o.Of = of[0]
	case "commit":
		o.Commit = d.commitToCarry()
		o.Signers = rapid.SliceOfNDistinct(rapid.SampledFrom(d.devices), 1, 4, rapid.ID).Draw(d.T, "signers")
	case "step":
		o.Kind = rapid.SampledFrom([]string{"propose", "endorse", "seal", "turn"}).Draw(d.T, "step")
		o.Base, o.View = d.someCommit(), uint32(rapid.IntRange(0, 2).Draw(d.T, "view"))
		if o.Kind != "turn" {
			if len(d.Commits) == 0 {
				o.Kind = "post"
				break
			}
			o.Value = rapid.SampledFrom(d.Commits).Draw(d.T, "value").ID
		}
	}
	d.put(o)
}

func (d *drawing) put(o opText) string {
	for o.ID = ""; o.ID == "" || d.names[o.ID]; {
		o.ID = rapid.StringMatching("[a-z]{3}").Draw(d.T, "id")
	}
	d.names[o.ID] = true
	o.ID = o.ID + "-" + o.Dev
	d.Ops = append(d.Ops, o)
	return o.ID
}

// prev is mostly the device's newest act, and now and then another one, or none: a fork.
func (d *drawing) prev(device string) string {
	own := d.of(device)
	if len(own) == 0 {
		return ""
	}
	if rapid.IntRange(0, 5).Draw(d.T, "honest") > 0 {
		return own[len(own)-1]
	}
	return rapid.SampledFrom(append(own, "")).Draw(d.T, "prev")
}

func (d *drawing) of(device string) []string {
	var own []string
	for _, o := range d.Ops {
		if o.Dev == device {
			own = append(own, o.ID)
		}
	}
	return own
}

func (d *drawing) oneOf(device string) string {
	return rapid.SampledFrom(append(d.of(device), "")).Draw(d.T, "one of "+device)
}

func (d *drawing) some(atMost int) []string {
	if len(d.Ops) == 0 {
		return nil
	}
	var ids []string
	for range rapid.IntRange(0, atMost).Draw(d.T, "how many") {
		ids = append(ids, rapid.SampledFrom(d.Ops).Draw(d.T, "cited").ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// someCommit is the genesis, or a commit that some act carries.
func (d *drawing) someCommit() string {
	return rapid.SampledFrom(append([]string{"G"}, d.carried()...)).Draw(d.T, "commit")
}

func (d *drawing) carried() []string {
	var ids []string
	for _, o := range d.Ops {
		if o.Kind == "commit" && !slices.Contains(ids, o.Commit) {
			ids = append(ids, o.Commit)
		}
	}
	return ids
}

func (d *drawing) commitToCarry() string {
	if len(d.Commits) > 0 && rapid.IntRange(0, 2).Draw(d.T, "again") == 0 {
		return rapid.SampledFrom(d.Commits).Draw(d.T, "carried again").ID
	}
	text := "rule"
	c := commitText{ID: fmt.Sprintf("C%d", len(d.Commits)), Type: "council", Parent: d.someCommit()}
	switch rapid.IntRange(0, 5).Draw(d.T, "acts") {
	case 0:
		c.Acts.Remove = d.ending()
	case 1:
		c.Acts.EndOffice = d.ending()
	case 2:
		c.Acts.Council = rapid.SampledFrom([][]string{{"ann", "bob", "dan"}, {"ann"}, {"ann", "bob", "cat"}}).Draw(d.T, "council")
	case 3:
		c.Acts.Tellers = rapid.SampledFrom([][]string{{"ann-2"}, {"bob-1"}, {"ann-1", "bob-1", "cat-1", "dan-1"}}).Draw(d.T, "tellers")
	case 4:
		c.Type, c.Acts.Text = "petition", &text
		for _, other := range d.Commits {
			if other.Type == "petition" && rapid.Bool().Draw(d.T, "names") {
				c.Names = append(c.Names, other.ID)
			}
		}
	default:
		c.Acts.Text = &text
	}
	d.Commits = append(d.Commits, c)
	return c.ID
}

func (d *drawing) ending() map[string]map[string]string {
	account := rapid.SampledFrom([]string{"ann", "bob", "cat", "dan", "new"}).Draw(d.T, "ended")
	cut := make(map[string]string)
	for _, device := range d.devices {
		if accountOf(device) == account {
			cut[device] = d.oneOf(device)
		}
	}
	return map[string]map[string]string{account: cut}
}

// settle lets the tellers of the founding settle a commit on the genesis, or on one that such a commit has left them.
func (d *drawing) settle() {
	carried := d.carried()
	if len(carried) == 0 {
		return
	}
	value := rapid.SampledFrom(carried).Draw(d.T, "settled")
	at := slices.IndexFunc(d.Commits, func(c commitText) bool { return c.ID == value })
	base := d.Commits[at].Parent
	tellers := d.Genesis.Tellers
	step := func(teller, kind string) {
		var all []string
		for _, o := range d.Ops {
			all = append(all, o.ID)
		}
		d.put(opText{
			Dev: teller, Kind: kind, Auth: base, Prev: d.prev(teller), Deps: all, Base: base, Value: value,
		})
	}
	step(tellers[0], "propose")
	for _, kind := range []string{"endorse", "seal"} {
		for _, teller := range tellers {
			if rapid.IntRange(0, 9).Draw(d.T, "silent") > 0 {
				step(teller, kind)
			}
		}
	}
}

func TestDrawnCommunitiesSayTheSameInEveryOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := castOf(t, drawSituation(rt))
		first := c.replica(rt)
		first.take(c.ops...)
		want := first.said()
		first.reopened()
		c.same(rt, "reopened", want, first.said(), c.ops)
		for i := range 3 {
			random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), uint64(i)))
			order := withDoubles(random, c.ops)
			other := c.replica(rt)
			for rest := order; len(rest) > 0; {
				n := min(len(rest), 1+random.IntN(4))
				other.takeTogether(rest[:n]...)
				rest = rest[n:]
				if random.IntN(5) == 0 {
					other.reopened()
				}
			}
			c.same(rt, "in another order", want, other.said(), order)
			other.rebuilt()
			c.same(rt, "rebuilt", want, other.said(), order)
		}
		kept := c.replica(rt)
		order := first.keptInAnotherOrder(rapid.Uint64().Draw(rt, "kept"))
		kept.take(order...)
		c.same(rt, "from what another replica keeps", want, kept.said(), order)
	})
}

func (c *cast) same(t rapid.TB, how string, want, got saying, order []*op.Op) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s\n%s: %s (-want +got):\n%s", c.told(), how, idsOf(order), diff)
	}
}

// told is the situation, one line an act.
func (c *cast) told() string {
	var lines strings.Builder
	tell := func(v any) {
		raw, err := json.Marshal(v)
		if err != nil {
			raw = []byte(err.Error())
		}
		lines.Write(append(raw, '\n'))
	}
	tell(c.Genesis)
	for _, text := range c.Commits {
		tell(text)
	}
	for _, o := range c.Ops {
		tell(o)
	}
	return lines.String()
}

func withDoubles(random *rand.Rand, ops []*op.Op) []*op.Op {
	order := slices.Clone(ops)
	for range len(ops) / 4 {
		order = append(order, ops[random.IntN(len(ops))])
	}
	random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

func (p *replica) takeTogether(ops ...*op.Op) {
	p.t.Helper()
	must(p.t, p.memory.Update(context.Background(), func(tx community.Tx) error {
		return p.engine.Ingest(tx, ops, &p.report)
	}))
}

// rebuilt drops all rows and gets them again.
func (p *replica) rebuilt() {
	p.t.Helper()
	must(p.t, p.memory.Update(context.Background(), func(tx community.Tx) error {
		subjects := make(map[op.ID]bool)
		if err := tx.Ops(0, func(s community.Stored) bool {
			subjects[s.Subject] = true
			return true
		}); err != nil {
			return err
		}
		for subject := range subjects {
			if err := tx.Apply(community.Changes{DropSubjects: []op.ID{subject}}); err != nil {
				return err
			}
		}
		return p.engine.Rebuild(tx, nil)
	}))
}

// keptInAnotherOrder is what the replica keeps, shuffled.
func (p *replica) keptInAnotherOrder(seed uint64) []*op.Op {
	p.t.Helper()
	var kept []*op.Op
	must(p.t, p.memory.View(context.Background(), func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			kept = append(kept, s.Op)
			return true
		})
	}))
	random := rand.New(rand.NewPCG(seed, 0))
	random.Shuffle(len(kept), func(i, j int) { kept[i], kept[j] = kept[j], kept[i] })
	return kept
}
