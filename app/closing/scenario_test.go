package closing_test

// The situations of the shared data, each with what every replica must say of it.

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

const scenarioFile = "../../../shared/data/closing/scenarios.json"

// scenario is one situation, as the data's README describes it.
type scenario struct {
	Name     string
	N        int
	Close    int64
	Settle   int64
	Grid     []int64
	PassLead int `json:"pass_lead"`
	Yes      []string
	Ballots  []struct{ ID, Account, Replaces string }
	Ops      []struct {
		ID, Teller, Prev, Kind, Of string
		Deps, Ballots, Freezes     []string
		At, X                      int64
		View                       uint32
	}
	Expect expectation
}

// expectation is what must be said. Seals are in the order of the data, and of their moments and freezes.
type expectation struct {
	State        string
	Refused      map[string]string
	Certified    map[string]int64
	Safe         []string
	PreparedView *uint32 `json:"prepared_view"`
	Seals        []sealed
	Replaced     []string
	NotCounted   []string `json:"not_counted"`
	Forked       []string
	NoFreeze     []string `json:"no_freeze"`
}

type sealed struct {
	View                      uint32
	X                         int64
	Freezes, Signers, Counted []string
}

func loadScenarios(t *testing.T) []scenario {
	t.Helper()
	raw, err := os.ReadFile(scenarioFile)
	if errors.Is(err, os.ErrNotExist) {
		apptest.WithoutData(t, scenarioFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []scenario
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 82 {
		t.Fatalf("%d situations, want 82", len(all))
	}
	return all
}

// idOf names an op or ballot by its text, so that ids are in the order of the texts.
func idOf(name string) (id op.ID) {
	copy(id[:], name)
	return id
}

func nameOf(id op.ID) string {
	return string(id[:slices.Index(id[:], 0)])
}

func names(ids []op.ID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, nameOf(id))
	}
	return out
}

// pollID is the opening in all situations.
var pollID = op.ID{'p'}

func (s *scenario) setup() closing.Setup {
	setup := closing.Setup{Poll: pollID, ClosesMillis: s.Close, SettleMillis: s.Settle, EarlyMillis: s.Grid, PatienceMillis: 10}
	for i := range s.N {
		setup.Tellers = append(setup.Tellers, op.DeviceID{byte('A' + i)})
	}
	if len(s.Grid) > 0 {
		setup.Passes = leads(s.Yes, s.PassLead)
	}
	return setup
}

// leads passes when the ballots listed lead the others by so many.
func leads(yes []string, by int) func(int64, *closing.Count) bool {
	return func(_ int64, count *closing.Count) bool {
		lead := 0
		for _, c := range count.Counted {
			if slices.Contains(yes, nameOf(c.Ballot)) {
				lead++
			} else {
				lead--
			}
		}
		return lead >= by
	}
}

// play hands the ops in, and returns the poll and what was refused.
func (s *scenario) play(t *testing.T) (*closing.Poll, map[string]string) {
	t.Helper()
	p, err := closing.New(s.setup())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range s.Ballots {
		ballot := closing.Ballot{ID: idOf(b.ID), Replaces: idOf(b.Replaces)}
		copy(ballot.Account[:], b.Account)
		p.AddBallot(ballot)
	}
	refused := make(map[string]string)
	for i, o := range s.Ops {
		said := closing.Said{ID: idOf(o.ID), Teller: op.DeviceID{o.Teller[0]}, Previous: idOf(o.Prev), Body: s.body(t, p, i)}
		for _, d := range o.Deps {
			said.Past = append(said.Past, idOf(d))
		}
		if err := p.Add(said); err != nil {
			if !errors.Is(err, closing.ErrRule) && !errors.Is(err, closing.ErrMissing) {
				t.Errorf("%s: %v", o.ID, err)
			}
			refused[o.ID] = err.Error()
		}
	}
	return p, refused
}

func (s *scenario) body(t *testing.T, p *closing.Poll, at int) any {
	t.Helper()
	o := s.Ops[at]
	switch o.Kind {
	case "receipt":
		return &closing.Receipt{Poll: pollID, AtMillis: o.At, Ballots: sortedIDs(o.Ballots)}
	case "freeze":
		return &closing.Freeze{Poll: pollID, MomentMillis: o.X, AtMillis: o.At}
	case "propose":
		return &closing.Propose{Poll: pollID, View: o.View, MomentMillis: o.X, Freezes: sortedIDs(o.Freezes)}
	case "endorse":
		return &closing.Endorse{Poll: pollID, View: o.View, Manifest: s.manifest(t, o.Of).ID()}
	case "turn":
		return &closing.Turn{Poll: pollID, View: o.View}
	}
	return &closing.Seal{Note: s.sealText(t, p, o.View, o.Of).String() + "\n— nobody x\n"}
}

func (s *scenario) manifest(t *testing.T, proposal string) closing.Manifest {
	t.Helper()
	for _, o := range s.Ops {
		if o.ID == proposal {
			return closing.Manifest{Poll: pollID, MomentMillis: o.X, Freezes: sortedIDs(o.Freezes)}
		}
	}
	t.Fatalf("no proposal %s", proposal)
	return closing.Manifest{}
}

// sealText is what an honest teller would sign; a seal of a manifest that nobody validly proposed may say anything.
func (s *scenario) sealText(t *testing.T, p *closing.Poll, view uint32, proposal string) closing.SealText {
	t.Helper()
	m := s.manifest(t, proposal)
	text, err := p.SealText(view, m.ID())
	if err != nil {
		return closing.SealText{Poll: pollID, View: view, Manifest: m.ID()}
	}
	return text
}

func sortedIDs(list []string) []op.ID {
	ids := []op.ID{}
	for _, name := range list {
		ids = append(ids, idOf(name))
	}
	slices.SortFunc(ids, op.ID.Compare)
	return ids
}

// told is what the poll says, in the words of the data.
func told(p *closing.Poll, refused map[string]string) expectation {
	e := expectation{State: p.State().String(), Refused: refused, Certified: make(map[string]int64), Safe: names(p.Safe())}
	for id, at := range p.Certified() {
		e.Certified[nameOf(id)] = at
	}
	if view, is := p.PreparedView(); is {
		e.PreparedView = &view
	}
	outcomes := p.Outcomes()
	for _, o := range outcomes {
		e.Seals = append(e.Seals, sealed{o.View, o.Manifest.MomentMillis, names(o.Manifest.Freezes), letters(o.Signers), names(o.Count.IDs())})
	}
	if len(outcomes) == 1 {
		for _, c := range outcomes[0].Count.Replaced {
			e.Replaced = append(e.Replaced, nameOf(c.Ballot))
		}
		for _, late := range p.Late(outcomes[0]) {
			e.NotCounted = append(e.NotCounted, nameOf(late.Ballot))
		}
	}
	for _, f := range p.Forks() {
		e.Forked = append(e.Forked, string(f.Teller[:1]))
	}
	for _, m := range p.Missing() {
		e.NoFreeze = append(e.NoFreeze, string(m.Teller[:1]))
	}
	return e
}

func letters(devices []op.DeviceID) (out []string) {
	for _, d := range devices {
		out = append(out, string(d[:1]))
	}
	return out
}

// plain brings lists into one order, and makes nothing of what is empty.
func plain(e expectation) expectation {
	for _, list := range []*[]string{&e.Safe, &e.Replaced, &e.NotCounted, &e.Forked, &e.NoFreeze} {
		*list = inOrder(*list)
	}
	for i := range e.Seals {
		s := &e.Seals[i]
		s.Freezes, s.Signers, s.Counted = inOrder(s.Freezes), inOrder(s.Signers), inOrder(s.Counted)
	}
	slices.SortFunc(e.Seals, func(a, b sealed) int { return slices.Compare(a.Freezes, b.Freezes) })
	if len(e.Seals) == 0 {
		e.Seals = nil
	}
	if len(e.Seals) > 1 {
		e.NotCounted, e.Replaced = nil, nil // the data's page defines both for one seal alone
	}
	refused := make(map[string]string)
	for id := range e.Refused {
		refused[id] = ""
	}
	e.Refused = refused
	return e
}

func inOrder(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return slices.Sorted(slices.Values(list))
}

func TestScenarios(t *testing.T) {
	for _, s := range loadScenarios(t) {
		t.Run(s.Name, func(t *testing.T) {
			if diff := cmp.Diff(plain(s.Expect), plain(told(s.play(t)))); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
}
