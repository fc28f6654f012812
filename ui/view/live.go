package view

// Live: a page that is kept as things are, while somebody looks at it.

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
)

// Frame is what there is to show of a page at one moment.
type Frame[P any] struct {
	// Page is the newest that is known; the zero page before the first one.
	Page P
	// Known says that there is one, Working that a newer one is being made.
	Known, Working bool
	// Err is why there is no newer one. The page before stays.
	Err error
}

// Live makes a page anew whenever something has changed, and shows it. What makes the page runs in the goroutine that calls Run, and so does
// show: a face hands over to its own thread there. Everything else of a page model belongs to the one goroutine that shows it.
type Live[P any] struct {
	load  func(context.Context) (P, error)
	show  func(Frame[P])
	again chan struct{}
	rest  time.Duration
}

// NewLive makes one; nothing runs yet.
func NewLive[P any](load func(context.Context) (P, error), show func(Frame[P])) *Live[P] {
	return &Live[P]{load: load, show: show, again: make(chan struct{}, 1)}
}

// restMost bounds the rest after a page that took long to make.
const restMost = 3 * time.Second

// Rest lets it wait after each page before it makes the next one, so that a page follows a hundred thousand acts that arrive without making the
// machine do nothing else: at least so long, and twice as long as the page took to make, up to a few seconds. It is set before Run.
func (l *Live[P]) Rest(d time.Duration) { l.rest = d }

// Again asks for a newer page, and returns at once. It may be called from any goroutine; calls while one is being made come to one more.
func (l *Live[P]) Again() {
	select {
	case l.again <- struct{}{}:
	default:
	}
}

// Run shows an empty frame at once, then the page, then each newer one, until ctx ends. A load that ctx has ended shows nothing more.
func (l *Live[P]) Run(ctx context.Context) {
	var f Frame[P]
	for {
		f.Working = true
		l.show(f)
		began := time.Now()
		page, err := l.load(ctx)
		if ctx.Err() != nil {
			return
		}
		f.Working, f.Err = false, err
		if err == nil {
			f.Page, f.Known = page, true
		}
		l.show(f)
		select {
		case <-ctx.Done():
			return
		case <-time.After(max(l.rest, min(2*time.Since(began), restMost))):
		}
		select {
		case <-ctx.Done():
			return
		case <-l.again:
		}
	}
}

// Notices tells pages that something of their community has changed. It stands between the service and the network (app.Service.SetNetwork), and
// may be used from any goroutine.
type Notices struct {
	turns atomic.Uint64
	mu    sync.Mutex // guards what follows
	next  app.Network
	told  map[*notice]struct{}
}

type notice struct {
	community op.CommunityID
	tell      func()
}

// NewNotices hands on everything that it is told to the network behind it; nil for none.
func NewNotices(next app.Network) *Notices {
	return &Notices{next: next, told: make(map[*notice]struct{})}
}

// Behind names the network behind it from now on; nil for none.
func (n *Notices) Behind(next app.Network) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.next = next
}

// Watch has tell called after each change of a community, of any where it is the zero id. tell must return at once and must not ask the service:
// Live's Again is meant. The returned function ends that.
func (n *Notices) Watch(community op.CommunityID, tell func()) (stop func()) {
	entry := &notice{community, tell}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.told[entry] = struct{}{}
	return func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.told, entry)
	}
}

// Turn is another number after each change.
func (n *Notices) Turn() uint64 { return n.turns.Load() }

// Changed is told of what no network hears: drafts, settings, what was read, and what happens in a community that stays here. With it Notices is
// an app.Watcher.
func (n *Notices) Changed(community op.CommunityID) { n.changed(community) }

// changed returns the network behind.
func (n *Notices) changed(community op.CommunityID) app.Network {
	n.turns.Add(1)
	n.mu.Lock()
	defer n.mu.Unlock()
	for entry := range n.told {
		if entry.community == community || entry.community == (op.CommunityID{}) {
			entry.tell()
		}
	}
	return n.next
}

// Publish implements app.Network.
func (n *Notices) Publish(com op.CommunityID, ops []*op.Op) {
	if next := n.changed(com); next != nil {
		next.Publish(com, ops)
	}
}

// Stored implements app.Network.
func (n *Notices) Stored(com op.CommunityID, s app.Stored) {
	if next := n.changed(com); next != nil {
		next.Stored(com, s)
	}
}

// Joined implements app.Network.
func (n *Notices) Joined(com op.CommunityID) {
	if next := n.changed(com); next != nil {
		next.Joined(com)
	}
}

// Left implements app.Network.
func (n *Notices) Left(com op.CommunityID) {
	if next := n.changed(com); next != nil {
		next.Left(com)
	}
}
