package sim

// A laptop: one install, with its replica, its engine, its key and its clock.

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// person is a member of the cast.
type person struct {
	name string
	// lies says that this person's laptops break the rules. What they hold is not checked in the end.
	lies    bool
	account ed25519.PrivateKey
	// joined counts the accounts: one more each time the person was removed.
	joined int
	// other is an account that a liar begins a log for a second time with.
	other ed25519.PrivateKey
}

func (p *person) id() op.AccountID { return op.AccountID(p.account.Public().(ed25519.PublicKey)) }

// laptop is one install.
type laptop struct {
	run    *run
	name   string
	person *person
	key    ed25519.PrivateKey
	memory *apptest.Memory
	// engine is nil where it has to be opened again, held where what was read of the replica does not hold any more.
	engine *community.Engine
	held   []community.Stored
	// down laptops neither write nor hear. crashNext takes this one down in its next transaction.
	down, crashNext bool
	// gone laptops never come back.
	gone bool
	// offset is how far its clock is off.
	offset int64
	// patience is the agreement that it waits in, and since when by its clock.
	patience waiting
	// waits is since when it waits for which poll.
	waits map[op.ID]closing.Patience
	// wasWrong says that its clock was off by more than minutes at some time.
	wasWrong bool
	// pin is the newest commit that it has seen settled: of two on one parent it stays with what it saw first.
	pin op.ID
	// settled is what it has seen settled last.
	settled op.ID
	// own are the ops that it has written in its log.
	own map[op.ID]bool
	// Of a liar: hidden are ops that it keeps to itself, forged those that went past its own replica, puppets the devices that it certified to
	// use them itself; twin marks one of two laptops with one key.
	hidden  map[op.ID]bool
	forged  []*op.Op
	puppets []*laptop
	twin    bool
}

func (r *run) newLaptop(p *person, name string) *laptop {
	l := &laptop{
		run: r, name: name, person: p, key: r.dice.key(), memory: apptest.NewMemory(),
		hidden: make(map[op.ID]bool), own: make(map[op.ID]bool),
	}
	l.drawClock()
	r.laptops = append(r.laptops, l)
	return l
}

func (l *laptop) device() op.DeviceID { return op.DeviceID(l.key.Public().(ed25519.PublicKey)) }

// drawClock gives it another clock: most are right within minutes, some are off by up to a year.
func (l *laptop) drawClock() {
	d := l.run.dice
	l.offset = int64(d.between(-10, 10)) * minuteMillis
	if l.run.polling != nil {
		l.drawTellersClock()
		return
	}
	if d.chance(25) {
		l.offset = int64(d.between(-365, 365)) * dayMillis
	}
}

// rightMillis is by how much a clock that is right may be off.
const rightMillis = 10 * minuteMillis

// drawTellersClock lets most clocks be right, as nothing can be in time by clocks that are years apart.
func (l *laptop) drawTellersClock() {
	d := l.run.dice
	if d.chance(88) {
		return
	}
	l.offset = int64(d.between(-30, 30)) * hourMillis
	if d.chance(30) {
		l.offset = int64(d.between(-365, 365)) * dayMillis
	}
	l.wasWrong = true
}

func (l *laptop) clock() int64 { return l.run.now + l.offset }

// started reports whether it holds the community's first op.
func (l *laptop) started() bool {
	_, ok := l.meta(l.run.com.Genesis())
	return ok
}

// goDown loses what is in memory: patience begins anew.
func (l *laptop) goDown() {
	l.down, l.engine, l.waits = true, nil, nil
}

// view reads its replica. The simulation's own mistakes panic.
func (l *laptop) view(read func(community.View) error) {
	if err := l.memory.View(context.Background(), read); err != nil {
		panic(fmt.Sprintf("%s: reading its replica: %v", l.name, err))
	}
}

func (l *laptop) meta(id op.ID) (m community.Meta, ok bool) {
	l.view(func(v community.View) (err error) {
		m, ok, err = v.Meta(id)
		return err
	})
	return m, ok
}

// ops lists what it holds, in its own order. The list is kept until something changes.
func (l *laptop) ops() []community.Stored {
	if l.held != nil {
		return l.held
	}
	l.view(func(v community.View) error {
		return v.Ops(0, func(s community.Stored) bool {
			l.held = append(l.held, s)
			return true
		})
	})
	return l.held
}

// open makes the engine ready.
func (l *laptop) open() error {
	if l.engine != nil {
		return nil
	}
	return l.memory.View(context.Background(), func(v community.View) (err error) {
		l.engine, err = community.Open(community.Config{Registry: l.run.registry, Community: l.run.com, Pin: l.pin}, v)
		return err
	})
}

// graph is what it knows of authority; nil before it holds the genesis.
func (l *laptop) graph() *authority.Graph {
	if err := l.open(); err != nil {
		l.run.fail("%s cannot open its replica: %w", l.name, err)
		return nil
	}
	return l.engine.Authority()
}

// ask puts a question about authority to the engine. Some look up stored ops, so the engine has to see the replica meanwhile.
func (l *laptop) ask(question func(g *authority.Graph)) {
	if l.graph() == nil {
		return
	}
	l.view(func(v community.View) error {
		return l.engine.Ask(v, func() error {
			question(l.engine.Authority())
			return nil
		})
	})
}

// proposed lists the commits that it knows of.
func (l *laptop) proposed() (list []authority.Proposed) {
	l.ask(func(g *authority.Graph) { list = g.Commits() })
	return list
}

// me is its person as it sees the community.
func (l *laptop) me() authority.Person {
	g := l.graph()
	if g == nil {
		return authority.Person{}
	}
	p, _ := g.Person(l.person.id())
	return p
}

// update writes in one transaction, and does in another one what that made due. It reports whether the first was committed.
func (l *laptop) update(write func(w *writing) error) bool {
	if !l.transact(write) {
		return false
	}
	l.tick()
	return true
}

// tick does what is due: each duty in a transaction of its own, so that one which would not be applied keeps nobody from the others.
func (l *laptop) tick() {
	duties := []func(*writing) error{(*writing).admitByInvites, (*writing).agreeAsFarAsItGoes}
	if l.run.polling != nil {
		now := max(0, l.tellersClock())
		duties = append(duties, func(w *writing) error { return w.tell(now) })
	}
	for _, duty := range duties {
		if !l.down {
			l.transact(duty)
		}
	}
}

// transact runs one transaction, and sends what was written. It reports whether the transaction was committed.
func (l *laptop) transact(write func(w *writing) error) bool {
	if err := l.open(); err != nil {
		l.run.fail("%s cannot open its replica: %w", l.name, err)
		return false
	}
	w := &writing{laptop: l}
	err := l.memory.Update(context.Background(), func(tx community.Tx) error {
		w.tx, w.engine = tx, l.engine
		if err := l.engine.Ask(tx, func() error { return write(w) }); err != nil {
			return err
		}
		if l.crashNext {
			return errCrash
		}
		if l.mayShow(w) {
			return l.engine.Ask(tx, func() error { return l.lookAtPolls(l.engine) })
		}
		return nil
	})
	if w.fed || len(w.written) > 0 {
		l.held = nil
	}
	if err != nil {
		l.engine = nil
		for _, o := range w.written {
			l.run.journal.forget(o.ID)
		}
	}
	return l.committed(w, err)
}

// committed is what follows a transaction. A crash between the commit and the sending leaves the ops to the next bundle.
func (l *laptop) committed(w *writing, err error) bool {
	r := l.run
	switch {
	case errors.Is(err, errCrash):
		r.note("%s goes off in the middle of a transaction", l.name)
		if r.cfg.SendsFirst {
			r.send(l, w.written)
		}
		l.crashNext = false
		l.goDown()
		return false
	case errors.Is(err, errNotApplied):
		return false
	case err != nil:
		r.fail("%s: %w", l.name, err)
		return false
	}
	l.remember(w)
	if r.dice.chance(r.temper.crash) {
		r.note("%s goes off before it sends", l.name)
		l.goDown()
		return true
	}
	r.send(l, w.written)
	return true
}

// remember notes what was acknowledged, and that nobody goes back behind what is settled.
func (l *laptop) remember(w *writing) {
	r := l.run
	for _, o := range w.written {
		r.written++
		l.own[o.ID] = true
		if !l.person.lies {
			r.acked[o.ID] = l
		} else if r.dice.chance(10) {
			l.hidden[o.ID] = true
			r.note("%s keeps %s to itself", l.name, r.name(o.ID))
		}
	}
	if r.polling != nil && !l.person.lies {
		r.noteWords(l, w.written)
	}
	if pin, moved := l.engine.MovePin(); moved {
		l.pin = pin
	}
	l.lookAtSettled()
}
