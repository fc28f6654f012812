package cli

// Hold: a profile in the hands of one that is no command: a window stays as long as somebody looks at it.

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/view"
)

// Held is a profile that this process holds. Commands of other processes run in it, duties are done, and Notices hears of each change of either.
// Its methods may be called from any goroutine.
type Held struct {
	Profile *Profile
	Notices *view.Notices

	face  *Face
	dir   string
	owner *owner
	// created says that the profile was made here, madeFolder that its folder was too.
	created, madeFolder bool
	// life ends when the profile is given back; duties end with it.
	life   context.Context
	stop   context.CancelFunc
	duties sync.WaitGroup
	// on is the network while the profile is on one: asking must not wait for one that is about to be on.
	on atomic.Pointer[Network]

	mu      sync.Mutex // guards what follows, and is held while the network comes and goes
	offline func() error
	closed  bool
}

// Hold opens the profile in dir, waiting a few seconds for a command that has it; where another process has it for longer the error is
// session.ErrHeld. ctx bounds the opening alone.
func (f *Face) Hold(ctx context.Context, dir string, unlock Passphrase) (*Held, error) {
	lock, err := acquire(ctx, func() (*session.Lock, error) { return session.Acquire(dir) })
	if err != nil {
		return nil, err
	}
	profile, err := f.Profiles.Open(ctx, dir, unlock)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return f.held(ctx, dir, profile, lock), nil
}

// HoldNew makes the profile in dir, and the folder where there is none. What fails leaves neither.
func (f *Face) HoldNew(ctx context.Context, dir string, protection Protection) (*Held, error) {
	made, err := makeFolder(dir)
	if err != nil {
		return nil, err
	}
	takeBack := func() error {
		if !made {
			return nil
		}
		return removeEmpty(dir)
	}
	lock, err := acquire(ctx, func() (*session.Lock, error) { return session.Acquire(dir) })
	if err != nil {
		return nil, errors.Join(err, takeBack())
	}
	profile, err := f.Profiles.Create(ctx, dir, protection)
	if err != nil {
		return nil, errors.Join(err, lock.Discard(), takeBack())
	}
	h := f.held(ctx, dir, profile, lock)
	h.created, h.madeFolder = true, made
	return h, nil
}

func (f *Face) held(ctx context.Context, dir string, profile *Profile, lock *session.Lock) *Held {
	ctx = context.WithoutCancel(ctx)
	h := &Held{Profile: profile, face: f, dir: dir, owner: f.own(ctx, profile, lock)}
	h.Notices = h.owner.notices
	h.life, h.stop = context.WithCancel(ctx)
	h.duties.Go(h.doDuties)
	return h
}

// doDuties does what time alone makes due.
func (h *Held) doDuties() {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-h.life.Done():
			return
		case <-tick.C:
			h.face.tick(h.life, h.Profile)
		}
	}
}

// Online brings the profile on the network until Offline or Close; where it is on, it does nothing. It waits for a command that is on the network
// for some seconds.
func (h *Held) Online(ctx context.Context, o NetworkOptions) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || h.offline != nil {
		return nil
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(h.life, stop)()
	for {
		network, end, err := h.face.goOnline(ctx, h.Profile, o, true)
		if err == nil {
			h.offline = end
			h.on.Store(&network)
			return nil
		}
		if !errors.Is(err, errNodeRuns) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(enterAgainAfter):
		}
	}
}

// Offline takes the profile off the network.
func (h *Held) Offline() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.leaveNetwork()
}

// leaveNetwork is called with the lock held.
func (h *Held) leaveNetwork() error {
	if h.offline == nil {
		return nil
	}
	end := h.offline
	h.offline = nil
	h.on.Store(nil)
	return end()
}

// Network is the network that the profile is on; nil where it is on none. It returns at once.
func (h *Held) Network() Network {
	if on := h.on.Load(); on != nil {
		return *on
	}
	return nil
}

// closeGrace is how long the commands of other processes may go on when the profile is given back, before they are told to stop.
const closeGrace = 3 * time.Second

// Close gives the profile back: duties, commands of others and the network end before the files are closed. A second call does nothing.
func (h *Held) Close() error { return h.end(false) }

// Discard is Close, and removes what HoldNew made, as nothing came of it. What Hold opened stays.
func (h *Held) Discard() error { return h.end(true) }

func (h *Held) end(discard bool) error {
	h.stop()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil
	}
	h.closed = true
	defer time.AfterFunc(closeGrace, h.owner.stop).Stop()
	h.duties.Wait()
	failed := h.leaveNetwork()
	h.owner.discard = discard && h.created
	failed = errors.Join(failed, h.owner.leave())
	if !h.owner.discard {
		return failed
	}
	failed = errors.Join(failed, h.face.Profiles.Discard(h.dir))
	if h.madeFolder {
		failed = errors.Join(failed, removeEmpty(h.dir))
	}
	return failed
}
