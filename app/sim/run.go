package sim

// A run: who takes part, how rough the world is, and what happens next.

import (
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// beginMillis is when runs begin, on a clock that is right.
const beginMillis = 1_780_000_000_000

const (
	minuteMillis = 60_000
	hourMillis   = 60 * minuteMillis
	dayMillis    = 24 * hourMillis
)

// run is one run. Everything in it is reached from one goroutine, and in an order that the seed alone decides.
type run struct {
	cfg     Config
	dice    dice
	journal journal
	seen    map[string]int
	temper  temper

	step    int
	now     int64
	written int
	// failed is the first error that nobody should ever see.
	failed error

	com      op.CommunityID
	genesis  *op.Op
	nonce    [16]byte
	registry *kind.Registry
	checked  checkedForms
	verified map[signedOp]bool

	people  []*person
	laptops []*laptop
	links   []link
	letters []letter
	// overheard are the last frames that liars have heard in sessions.
	overheard [][]byte
	// side is the part of a divided network that a laptop is in.
	side map[*laptop]int
	// petitions are the commits that anybody thought of and called so.
	petitions map[op.ID]bool
	// acked are the ops that honest laptops wrote down and said so. everStored are those that some honest laptop held at some time.
	acked      map[op.ID]*laptop
	everStored map[op.ID]*op.Op
	// storedBy is who.
	storedBy map[op.ID][]*laptop
	// polling is set in runs about polls that close.
	polling *polling
}

// temper is how rough the world of a run is, in percent where nothing else is said.
type temper struct {
	people, liars int
	// loss and double are of letters, short of bundles that break off, crash of steps.
	loss, double, short, crash int
	divided                    bool
	// divisive councils propose rivals; strict ones remove people.
	divisive, strict int
	// hurry is the most minutes between two events.
	hurry int
	// tellers and council are what the founder grows the community to.
	tellers, council int
}

var names = []string{"ada", "bob", "cid", "dot", "eve", "fay", "gus", "hal"}

func newRun(cfg Config) *run {
	r := &run{
		cfg: cfg, dice: newDice(cfg.Seed), journal: newJournal(), seen: make(map[string]int), now: beginMillis,
		verified: make(map[signedOp]bool), side: make(map[*laptop]int), petitions: make(map[op.ID]bool),
		acked: make(map[op.ID]*laptop), everStored: make(map[op.ID]*op.Op), storedBy: make(map[op.ID][]*laptop),
	}
	r.checked = make(checkedForms)
	r.registry = newRegistry(cfg.Kinds, r.checked)
	r.temper = drawTemper(r.dice)
	if cfg.Polls {
		r.polling = newPolling(r)
	}
	return r
}

func drawTemper(d dice) temper {
	return temper{
		people: d.between(4, 7),
		liars:  []int{0, 0, 1, 1, 1, 1, 2, 2, 3}[d.IntN(9)],
		loss:   []int{0, 5, 20, 50}[d.IntN(4)], double: d.IntN(30), short: d.IntN(40), crash: d.IntN(6),
		divided: d.chance(60), divisive: []int{0, 20, 50, 80}[d.IntN(4)], strict: d.IntN(40),
		hurry:   []int{5, 60, 600}[d.IntN(3)],
		tellers: []int{1, 2, 3, 4, 4, 4, 4, 5, 7}[d.IntN(9)],
		council: []int{1, 2, 3, 3, 3, 4, 5}[d.IntN(7)],
	}
}

// fail notes what nobody should ever see; the run ends with it.
func (r *run) fail(format string, args ...any) {
	if r.failed == nil {
		r.failed = fmt.Errorf(format, args...)
	}
}

// live lets the community grow and fall apart.
func (r *run) live() {
	r.gather()
	for r.step < r.cfg.Steps && r.written < r.cfg.Ops && r.failed == nil {
		r.step++
		r.now += int64(r.dice.IntN(r.temper.hurry)+1) * minuteMillis
		r.happen()
	}
}

// happen is one event. While the community is small the world is kinder, so that there is something to fall apart.
func (r *run) happen() {
	grown := r.written > 50
	rough := func(weight int) int {
		if grown {
			return weight
		}
		return 0
	}
	r.dice.choose(
		choice{300, r.somebodyActs},
		choice{420, r.letterArrives},
		choice{90 - rough(40), r.twoMeet},
		choice{60, r.clockTicks},
		choice{rough(110), r.somebodyLies},
		choice{rough(r.temper.crash * 4), r.somebodyCrashes},
		choice{60, r.somebodyStarts},
		choice{rough(8), r.networkDivides},
		choice{6, r.networkHeals},
		choice{rough(6), r.clockJumps},
		choice{rough(8), r.daysPass},
	)
}

func (r *run) daysPass() {
	r.now += int64(r.dice.between(1, 40)) * dayMillis / 2
	r.note("days pass")
}

func (r *run) clockTicks() {
	if l, ok := pick(r.dice, r.running()); ok {
		l.tick()
	}
}

func (r *run) clockJumps() {
	if l, ok := pick(r.dice, r.laptops); ok {
		l.drawClock()
		r.note("%s's clock is off by %s", l.name, signedDays(l.offset))
		r.saw("wrong clock")
	}
}

func signedDays(millis int64) string {
	if millis < 0 {
		return "-" + days(-millis)
	}
	return days(millis)
}

// running are the laptops that are up and hold the community.
func (r *run) running() []*laptop {
	return r.which(func(l *laptop) bool { return !l.down && l.started() })
}

func (r *run) honest() []*laptop {
	return r.which(func(l *laptop) bool { return !l.person.lies && !l.gone })
}

func (r *run) which(has func(*laptop) bool) []*laptop {
	var list []*laptop
	for _, l := range r.laptops {
		if has(l) {
			list = append(list, l)
		}
	}
	return list
}

// errCrash takes a laptop down in the middle of a transaction.
var errCrash = errors.New("the power went off")

func (r *run) somebodyCrashes() {
	l, ok := pick(r.dice, r.running())
	if !ok {
		return
	}
	r.saw("crash")
	if r.dice.chance(50) {
		l.crashNext = true
		return
	}
	r.note("%s goes off", l.name)
	l.goDown()
}

func (r *run) somebodyStarts() {
	down := r.which(func(l *laptop) bool { return l.down && !l.gone })
	if l, ok := pick(r.dice, down); ok {
		r.note("%s starts", l.name)
		l.down = false
	}
}
