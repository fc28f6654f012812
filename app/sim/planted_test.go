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
	name  string
	from  uint64
	plant func()
	// polls says that runs about polls that close look for it.
	polls bool
}

func inAgreement(b agreement.Planted) func() { return func() { agreement.Plant(b) } }
func inAuthority(b authority.Planted) func() { return func() { authority.Plant(b) } }
func inCommunity(b community.Planted) func() { return func() { community.Plant(b) } }

var plantedBugs = []plantedBug{
	{"seals of different views add up", 1, inAgreement(agreement.SealsOfViewsAddUp), false},
	{"a new view forgets what is prepared", 1, inAgreement(agreement.PreparedForgotten), false},
	{"an undo wins over a later hide", 1, inAuthority(authority.UndoWinsOverLaterHide), false},
	{"a cut forgets the second device", 1, inAuthority(authority.CutForgetsSecondDevice), false},
	{"a withdrawn device's signature counts", 1, inAuthority(authority.WithdrawnSignatureCounts), false},
	{"old knowledge escapes the end of an office", 1, inAuthority(authority.OldAuthEscapesEndOfOffice), false},
	{"an approval without right counts", 1, inAuthority(authority.ApprovalWithoutRight), false},
	{"an op is judged by its own word", 1, inAuthority(authority.JudgedByOwnWord), false},
	{"an opening goes back behind what is settled", 1, inAuthority(authority.OpeningGoesBack), false},
	{"an approval comes before its cut", 1, inAuthority(authority.ApprovalInAdvance), false},
	{"a fallen admission goes unnoticed", 1, inAuthority(authority.FallenAdmissionUnnoticed), false},
	{"the proof of a fork is what came first", 1, inCommunity(community.ProofAsSeen), false},
	{"a cut on a forked log goes by number", 1, inCommunity(community.CutByNumber), false},
	{"what a displaced commit allowed survives", 1, inCommunity(community.MovedPastsUnnoticed), false},
	{"a forked teller's seals are dropped", 1, inCommunity(community.SealsDropped), false},
	{"rows are left over", 1, inCommunity(community.RowsLeftOver), false},
	{"a verdict is looked up too early", 1, inCommunity(community.StaleVerdict), false},
	{"seals of a poll's views add up", 1, inAgreement(agreement.SealsOfViewsAddUp), true},
	{"no lock is carried into a poll's new view", 1, inAgreement(agreement.PreparedForgotten), true},
	{"a forked teller's seals of a poll are dropped", 1, inCommunity(community.SealsDropped), true},
	{"two endorsements in one view after a restart", 1, inClosing(closing.EndorsesAgain), true},
	{"receipts run backwards", 1, inClosing(closing.ClocksRunBack), true},
	{"receipts after a freeze are in time", 1, inClosing(closing.FreezesHaveNoClock), true},
	{"receipts of a forked teller are dropped", 1, inClosing(closing.ForkedReceiptsDropped), true},
	{"one receipt certifies", 1, inClosing(closing.OneReceiptCertifies), true},
	{"an overtaken moment is frozen", 1, inClosing(closing.OvertakenFreezes), true},
	{"two freezes of one teller count as two", 1, inClosing(closing.FreezesOfOneTeller), true},
	{"what the proposer sees is counted", 1, inClosing(closing.CountsWhatTheProposerSees), true},
	{"safe one teller too early", 1, inClosing(closing.SafeTooSoon), true},
	{"anybody's ballot replaces anybody's", 1, inClosing(closing.AnybodyReplaces), true},
	{"a freeze does not show what its teller knows", 1, inClosing(closing.FreezesBeforeItShows), true},
	{"a certificate is known and not shown", 1, inClosing(closing.SilentAboutCertificates), true},
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
			h := &hunt{wanted: seedsToFind, from: bug.from, polls: bug.polls, all: os.Getenv("FOLKMOOT_COUNT") != ""}
			if h.all {
				h.from, h.wanted = 1, seedsToCount
			}
			h.run()
			if h.all {
				t.Logf("found by %d of %d seeds, first by %d: %v", h.found, h.found+h.clean, h.first, h.failure)
			}
			if testing.Verbose() {
				t.Logf("found first by %d: %v (clean %d)", h.first, h.failure, h.clean)
			}
			if h.found == 0 {
				t.Errorf("none of %d seeds finds it", h.clean)
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
	all, polls   bool

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
				h.note(sim.Run(sim.Config{Seed: seed, Polls: h.polls}))
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
