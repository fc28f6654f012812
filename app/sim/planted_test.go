package sim_test

// Planted bugs: each is put in by itself, and has to be found by some seeds, and not by all.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/folkmoot/folkmoot/app/agreement"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/sim"
)

// plantedBug is one, with the seed to begin the search at: the first that found it when it was planted.
type plantedBug struct {
	name string
	// by is the check that mostly finds it, in runs about polls.
	by    string
	from  uint64
	plant func()
	// polls says that runs about polls that close look for it.
	polls bool
	// sendsFirst is the bug of laptops that send before they write down.
	sendsFirst bool
}

func inAgreement(b agreement.Planted) func() { return func() { agreement.Plant(b) } }
func inAuthority(b authority.Planted) func() { return func() { authority.Plant(b) } }
func inCommunity(b community.Planted) func() { return func() { community.Plant(b) } }

// closing.AnybodyReplaces is not among them: engines hand no ballot to a closing that replaces somebody else's.
var plantedBugs = []plantedBug{
	{name: "seals of different views add up", from: 1, plant: inAgreement(agreement.SealsOfViewsAddUp)},
	{name: "a new view forgets what is prepared", from: 1, plant: inAgreement(agreement.PreparedForgotten)},
	{name: "an undo wins over a later hide", from: 1, plant: inAuthority(authority.UndoWinsOverLaterHide)},
	{name: "a cut forgets the second device", from: 1, plant: inAuthority(authority.CutForgetsSecondDevice)},
	{name: "a withdrawn device's signature counts", from: 1, plant: inAuthority(authority.WithdrawnSignatureCounts)},
	{name: "old knowledge escapes the end of an office", from: 1, plant: inAuthority(authority.OldAuthEscapesEndOfOffice)},
	{name: "an approval without right counts", from: 1, plant: inAuthority(authority.ApprovalWithoutRight)},
	{name: "an op is judged by its own word", from: 1, plant: inAuthority(authority.JudgedByOwnWord)},
	{name: "an opening goes back behind what is settled", from: 1, plant: inAuthority(authority.OpeningGoesBack)},
	{name: "an approval comes before its cut", from: 1, plant: inAuthority(authority.ApprovalInAdvance)},
	{name: "a fallen admission goes unnoticed", from: 1, plant: inAuthority(authority.FallenAdmissionUnnoticed)},
	{name: "the proof of a fork is what came first", from: 1, plant: inCommunity(community.ProofAsSeen)},
	{name: "a cut on a forked log goes by number", from: 1, plant: inCommunity(community.CutByNumber)},
	{name: "what a displaced commit allowed survives", from: 1, plant: inCommunity(community.MovedPastsUnnoticed)},
	{name: "a forked teller's seals are dropped", from: 1, plant: inCommunity(community.SealsDropped)},
	{name: "rows are left over", from: 1, plant: inCommunity(community.RowsLeftOver)},
	{name: "a verdict is looked up too early", from: 1, plant: inCommunity(community.StaleVerdict)},
	{name: "seals of a poll's views add up", by: "the model: what is sealed", from: 12, plant: inAgreement(agreement.SealsOfViewsAddUp), polls: true},
	{name: "no lock is carried into a poll's new view", by: "the model: what may be stored", from: 9, plant: inAgreement(agreement.PreparedForgotten), polls: true},
	{name: "a forked teller's seals of a poll are dropped", by: "the model: what is held", from: 3, plant: inCommunity(community.SealsDropped), polls: true},
	{name: "two endorsements in one view after a restart", by: "the model: what may be stored", from: 43, plant: inClosing(closing.EndorsesAgain), polls: true},
	{name: "a teller sends before it writes down", by: "nobody honest forks", from: 11, plant: func() {}, polls: true, sendsFirst: true},
	{name: "receipts run backwards", by: "the model: what is certified, and what may be stored by it", from: 33, plant: inClosing(closing.ClocksRunBack), polls: true},
	{name: "receipts after a freeze are in time", by: "the model: what is certified, and what may be stored by it", from: 33, plant: inClosing(closing.FreezesHaveNoClock), polls: true},
	{name: "receipts of a forked teller are dropped", by: "the model: what is certified and safe; replicas that disagree", from: 6, plant: inClosing(closing.ForkedReceiptsDropped), polls: true},
	{name: "one receipt certifies", by: "the model: what is certified; nothing late is counted", from: 1, plant: inClosing(closing.OneReceiptCertifies), polls: true},
	{name: "an overtaken moment is frozen", by: "the model: what may be stored", from: 33, plant: inClosing(closing.OvertakenFreezes), polls: true},
	{name: "two freezes of one teller count as two", by: "the model: what may be stored", from: 246, plant: inClosing(closing.FreezesOfOneTeller), polls: true},
	{name: "what the proposer sees is counted", by: "the model: what a seal may say", from: 28, plant: inClosing(closing.CountsWhatTheProposerSees), polls: true},
	{name: "safe one teller too early", by: "the model: what is safe; what was safe is counted", from: 3, plant: inClosing(closing.SafeTooSoon), polls: true},
	{name: "a freeze does not show what its teller knows", by: "a freeze shows all that its author holds", from: 1, plant: inClosing(closing.FreezesBeforeItShows), polls: true},
	{name: "a certificate is known and not shown", by: "a calm before the close makes ballots safe", from: 29, plant: inClosing(closing.SilentAboutCertificates), polls: true},
}

func inClosing(b closing.Planted) func() { return func() { closing.Plant(b) } }

func mendAll() {
	closing.Plant(closing.NotPlanted)
	agreement.Plant(agreement.NotPlanted)
	authority.Plant(authority.NotPlanted)
	community.Plant(community.NotPlanted)
}

const (
	// seedsToFind is how many seeds a bug may take, seedsToCount of how many FOLKMOOT_COUNT counts those that find it.
	seedsToFind  = 400
	seedsToCount = 200
)

func TestPlantedBugsAreFound(t *testing.T) {
	t.Cleanup(mendAll)
	for _, bug := range plantedBugs {
		t.Run(bug.name, func(t *testing.T) {
			mendAll()
			bug.plant()
			defer mendAll()
			h := &hunt{wanted: seedsToFind, from: bug.from, cfg: sim.Config{Polls: bug.polls, SendsFirst: bug.sendsFirst}, all: os.Getenv("FOLKMOOT_COUNT") != ""}
			if h.all {
				h.from, h.wanted = 1, seedsToCount
			}
			h.run()
			if h.all {
				t.Logf("found by %d of %d seeds, first by %d: %v", h.found, h.found+h.clean, h.first, h.failure)
			}
			if bug.polls {
				t.Logf("found by %q, first by seed %d: %v", bug.by, h.first, h.failure)
			}
			if h.found == 0 {
				t.Errorf("none of %d seeds finds it", h.clean)
			}
			mendAll()
			if r := sim.Run(sim.Config{Seed: h.first, Polls: bug.polls}); h.found > 0 && r.Failure != nil {
				t.Errorf("seed %d fails without it: %v", h.first, r.Failure)
			}
			if h.clean == 0 {
				t.Errorf("all of %d seeds find it: it is not subtle", h.found)
			}
		})
	}
}

// hunt runs seeds on all processors, until one has found the bug and one has not, or all of the wanted ones.
type hunt struct {
	from, wanted uint64
	all          bool
	cfg          sim.Config

	mu           sync.Mutex // guards what follows
	next         uint64
	found, clean int
	first        uint64
	failure      error
}

func (h *hunt) run() {
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for seed, ok := h.draw(); ok; seed, ok = h.draw() {
				cfg := h.cfg
				cfg.Seed = seed
				h.note(sim.Run(cfg))
			}
		})
	}
	all.Wait()
}

func (h *hunt) draw() (uint64, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	enough := h.found > 0 && h.clean > 0 && !h.all
	h.next++
	return h.from + h.next - 1, !enough && h.next <= h.wanted
}

func (h *hunt) note(r sim.Result) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r.Failure == nil {
		h.clean++
		return
	}
	h.found++
	if h.first == 0 || r.Seed < h.first {
		h.first, h.failure = r.Seed, r.Failure
	}
}

// Only tests plant bugs.
func TestNothingElsePlantsBugs(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.SelectorExpr); ok && call.Sel.Name == "Plant" {
				t.Errorf("%s plants a bug", path)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
