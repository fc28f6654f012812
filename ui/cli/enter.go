package cli

// Enter: one process, one profile. Whoever holds the profile's lock runs the commands of all others beside its own.

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/session"
	"github.com/folkmoot/folkmoot/ui/view"
)

// enter opens the profile, or has the command run by the process that holds it; then the error is an *exitError with that command's code.
func (a *act) enter(ctx context.Context) error {
	if a.profile != nil {
		return nil
	}
	if a.held != nil {
		a.profile = a.held
		return nil
	}
	dir, err := a.existingProfile()
	if err != nil {
		return err
	}
	lock, err := a.lockOrForward(ctx, dir)
	if err != nil {
		return err
	}
	profile, err := a.face.Profiles.Open(ctx, dir, a.passphrase)
	if err != nil {
		return errors.Join(err, lock.Release())
	}
	a.begin(ctx, profile, lock)
	return nil
}

// begin takes a profile that this process has opened, and serves it.
func (a *act) begin(ctx context.Context, profile *Profile, lock *session.Lock) {
	a.profile, a.owner = profile, a.face.own(ctx, profile, lock)
}

// lockOrForward takes the lock of a profile, or hands the command over.
func (a *act) lockOrForward(ctx context.Context, dir string) (*session.Lock, error) {
	for {
		lock, code, err := session.Enter(ctx, dir, a.request(), a.call.In, a.call.Out, a.call.Err)
		switch {
		case err != nil:
			return nil, err
		case lock != nil:
			return lock, nil
		case code != exitNotBegun:
			return nil, &exitError{code}
		}
		// The other process was about to end: its lock is free in a moment.
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(enterAgainAfter):
		}
	}
}

// enterAgainAfter is how long a command waits that came to a process about to end.
const enterAgainAfter = 20 * time.Millisecond

// request is this command as another process must know it: in the language that was chosen here.
func (a *act) request() session.Request {
	args := append([]string{"--lang", a.say.Language().String()}, a.call.Args...)
	return session.Request{Args: args, Dir: a.call.Dir, Width: a.call.Width, Terminal: a.call.Terminal}
}

// enterAlone takes the lock of a profile for what no other process may watch or do meanwhile.
func (a *act) enterAlone(dir string) (*session.Lock, error) {
	if a.held != nil {
		return nil, &session.HeldError{}
	}
	return session.Acquire(dir)
}

// enterForHints opens the profile for completion, if that takes neither a passphrase nor another process.
func (a *act) enterForHints(ctx context.Context) error {
	dir, err := a.existingProfile()
	if err != nil {
		return err
	}
	lock, err := session.Acquire(dir)
	if err != nil {
		return err
	}
	profile, err := a.face.Profiles.Open(ctx, dir, func(context.Context) ([]byte, error) { return nil, errNoQuestions })
	if err != nil {
		return errors.Join(err, lock.Release())
	}
	a.begin(ctx, profile, lock)
	return nil
}

var errNoQuestions = errors.New("completion asks nothing")

// leave ends what enter began.
func (a *act) leave() error {
	if a.owner == nil {
		return nil
	}
	return a.owner.leave()
}

// owner is this process while it holds a profile.
type owner struct {
	profile *Profile
	lock    *session.Lock
	// discard says that nothing came of the profile.
	discard bool
	// written notes what this process has to deliver; notices tell pages, if there are any, and hand on to it or to the network that is on.
	written written
	notices *view.Notices
	stop    context.CancelFunc
	served  chan struct{}

	mu     sync.Mutex // guards what follows
	quiet  *sync.Cond // says that active has fallen to 0
	active int
	closed bool
}

// own serves a profile to other processes until leave.
func (f *Face) own(ctx context.Context, profile *Profile, lock *session.Lock) *owner {
	ctx, stop := context.WithCancel(ctx)
	o := &owner{profile: profile, lock: lock, stop: stop, served: make(chan struct{})}
	o.quiet = sync.NewCond(&o.mu)
	o.notices = view.NewNotices(&o.written)
	profile.online.between = o.between
	profile.Service.SetNetwork(o.notices)
	go func() {
		defer close(o.served)
		if err := lock.Serve(ctx, o.handler(f)); err != nil {
			// Others then wait until this command is done, which is all that is lost.
			f.Log.Warn("profile not served", "error", err)
		}
	}()
	return o
}

// between puts the notices before the network that is on, or before the note of what is to be delivered.
func (o *owner) between(network app.Network) app.Network {
	if network == nil {
		network = &o.written
	}
	o.notices.Behind(network)
	return o.notices
}

// handler runs the commands of other processes.
func (o *owner) handler(f *Face) session.Handler {
	return func(ctx context.Context, req session.Request, in io.Reader, out, errOut io.Writer) int {
		if !o.admit() {
			return exitNotBegun
		}
		defer o.done()
		return f.run(ctx, Call{
			Args: req.Args, Dir: req.Dir, Width: req.Width, Terminal: req.Terminal, In: in, Out: out, Err: errOut,
		}, o.profile)
	}
}

func (o *owner) admit() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return false
	}
	o.active++
	return true
}

func (o *owner) done() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.active--
	if o.active == 0 {
		o.quiet.Broadcast()
	}
}

// leave waits for the commands of others that are under way, then gives the profile back. What comes meanwhile is run too; what comes later is
// told that it was not begun.
func (o *owner) leave() error {
	o.mu.Lock()
	for o.active > 0 {
		o.quiet.Wait()
	}
	o.closed = true
	o.mu.Unlock()
	o.stop()
	<-o.served
	release := o.lock.Release
	if o.discard {
		release = o.lock.Discard
	}
	return errors.Join(o.profile.Close(), release())
}
