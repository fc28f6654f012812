package community_test

// Every situation of data/authority, in random orders of arrival, dropping what is not kept as it goes.

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

const ordersOfArrival = 60

func TestSituations(t *testing.T) {
	for _, s := range readSituations(t) {
		t.Run(s.Name, func(t *testing.T) { runSituation(t, &s) })
	}
}

func runSituation(t *testing.T, s *situation) {
	c := castOf(t, s)
	want := c.wanted()
	for seed := range uint64(ordersOfArrival) {
		random := rand.New(rand.NewPCG(seed, hashOf(s.Name)))
		p := c.replica(t)
		order := slices.Clone(c.ops)
		if seed > 0 {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		p.take(order...)
		got := p.said()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s\norder %d, %s (-want +got):\n%s", s.About, seed, idsOf(order), diff)
		}
		p.reopened()
		if diff := cmp.Diff(got, p.said(), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("order %d: reopened, another answer (-before +after):\n%s", seed, diff)
		}
	}
}

func hashOf(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return h.Sum64()
}

func idsOf(ops []*op.Op) string {
	var ids []string
	for _, o := range ops {
		ids = append(ids, named(o.ID))
	}
	return strings.Join(ids, " ")
}

// saying is what a replica says of a situation, in its words.
type saying struct {
	Head, Settled, Stuck string
	Line, Proof          []string
	NotStanding          []string
	NotKept              []string
	Verdicts             map[string]string
	Forks                map[string][]string
	Rows                 []string
}

func (c *cast) wanted() saying {
	e := c.Expect
	s := saying{
		Head: e.Head, Settled: e.Settled, Stuck: e.Stuck, Line: e.Line, Proof: slices.Sorted(slices.Values(e.Proof)),
		NotStanding: slices.Sorted(maps.Keys(e.NotStanding)), Verdicts: e.Verdicts, Forks: e.Forks,
		NotKept: slices.Concat(e.Dropped, slices.Collect(maps.Keys(e.Refused))),
	}
	slices.Sort(s.NotKept)
	for _, o := range c.Ops {
		if slices.Contains([]string{"post", "hide", "show"}, o.Kind) && e.Verdicts[o.ID] == "applied" {
			s.Rows = append(s.Rows, o.ID)
		}
	}
	slices.Sort(s.Rows)
	return s
}

// replica is one in memory, with the engine on it.
type replica struct {
	t      rapid.TB
	cast   *cast
	memory *apptest.Memory
	engine *community.Engine
	report community.Report
}

func (c *cast) replica(t rapid.TB) *replica {
	p := &replica{t: t, cast: c, memory: apptest.NewMemory()}
	p.reopened()
	return p
}

func (p *replica) reopened() {
	p.t.Helper()
	must(p.t, p.memory.View(context.Background(), func(v community.View) error {
		p.engine = p.cast.open(p.t, v)
		return nil
	}))
}

// take hands ops in, each in its own transaction.
func (p *replica) take(ops ...*op.Op) {
	p.t.Helper()
	for _, o := range ops {
		must(p.t, p.memory.Update(context.Background(), func(tx community.Tx) error {
			return p.engine.Ingest(tx, []*op.Op{o}, &p.report)
		}))
	}
}

func (p *replica) said() saying {
	p.t.Helper()
	c, now := p.cast, p.engine.Authority().Now()
	s := saying{
		Head: c.nameOf(now.Head()), Settled: c.nameOf(now.Settled), Stuck: string(now.Stuck),
		Line: c.namesOf(now.Commits), Proof: slices.Sorted(slices.Values(c.namesOf(now.Disputed))),
		Verdicts: make(map[string]string), Forks: make(map[string][]string),
	}
	for _, text := range c.Commits {
		if id := c.commits[text.ID]; p.engine.Authority().Knows(id) && !slices.Contains(now.Commits, id) {
			s.NotStanding = append(s.NotStanding, text.ID)
		}
	}
	slices.Sort(s.NotStanding)
	for _, d := range p.engine.Forks() {
		s.Forks[named(d.Device)] = []string{named(d.ForkOps[0]), named(d.ForkOps[1])}
	}
	for _, row := range p.memory.Rows() {
		s.Rows = append(s.Rows, row.Key())
	}
	slices.Sort(s.Rows)
	must(p.t, p.memory.View(context.Background(), func(v community.View) error {
		for _, o := range c.Ops {
			m, kept, err := v.Meta(padded(o.ID))
			switch {
			case err != nil:
				return err
			case !kept:
				s.NotKept = append(s.NotKept, o.ID)
			case lightActs[o.Kind]:
				s.Verdicts[o.ID] = m.Verdict.String()
			case m.Verdict != kind.Applied:
				return fmt.Errorf("%s is %s", o.ID, m.Verdict)
			}
		}
		return nil
	}))
	slices.Sort(s.NotKept)
	return s
}

var lightActs = map[string]bool{
	"admit": true, "certify": true, "withdraw": true, "hide": true, "show": true, "approve": true, "post": true,
}

func (c *cast) namesOf(commits []op.ID) []string {
	var names []string
	for _, id := range commits {
		names = append(names, c.nameOf(id))
	}
	return names
}
