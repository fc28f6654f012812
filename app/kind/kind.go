// Package kind is how a domain of the community declares its ops: each kind once, with its format, who may write it, what it belongs to
// and what it changes.
//
// It promises that a kind is one value in one place, and that everything else (decoding, rights, storing, projecting) goes by that value.
// It knows no kind itself, keeps nothing, and never reads a clock, a file or a network.
package kind

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/folkmoot/folkmoot/app/op"
)

var (
	// ErrUnknown says that this build does not know a kind; such ops are stored and passed on, never applied.
	ErrUnknown = errors.New("a kind of act that this version does not know")
	// ErrForm says that a body is not what its kind asks for.
	ErrForm = errors.New("not the form of its kind")
	// ErrNoRight says that the author may not do this. It is wrapped with the reason, a sentence for people.
	ErrNoRight = errors.New("no right to do this")
	// ErrInvalid says that an op, though its author has the right, does not fit what it is about: an option that does not exist, say.
	ErrInvalid = errors.New("does not fit what it is about")
)

// Kind declares one kind of op. Fields that a kind does not need stay nil.
type Kind struct {
	// Name is the header's kind, "noun.verb".
	Name string
	// Feature must be in force at the commit that an op is judged at, or the op is not applied.
	Feature string
	// NewBody returns a pointer to an empty body of this kind's type, a struct with cbor tags.
	NewBody func() any
	// MaxBodyBytes bounds the encoded body; 0 means op.MaxBodyBytes.
	MaxBodyBytes int
	// Keep says that the body is stored with the op or the op not at all, and never dropped. Only bodies that are kept may
	// decide about a verdict, or name ops that the header's deps do not.
	Keep bool
	// Chain says that others' rights rest on such ops, so that authority holds them in memory. It implies Keep.
	Chain bool
	// Office says that it is an act of an office: the end of an office sets it aside where it lies above that cut.
	Office bool
	// ByPoll says that it is judged by its poll's opening alone: no later removal or cut sets it aside.
	ByPoll bool
	// Tells says that it is what a teller says: a relay's device, which is nobody's, may write it.
	Tells bool
	// Drops says that an applied op of this kind lets every replica drop the body of the ops that its deps name (a withdrawn post).
	Drops bool
	// Check is the form check: what can be seen from header and body alone, signatures inside the body included.
	Check func(h *op.Header, body any) error
	// Names lists the ops that the body relies on; they count to the op's past like deps. Only for kinds that keep their body.
	Names func(body any) []op.ID
	// Commits lists the authority commits that the body relies on, whichever carrier brings them: the op waits for them, and keeps them known.
	// Only acts of the chain do so; other kinds may name commits, and are stored without them.
	Commits func(body any) []op.ID
	// Rights returns nil, or ErrNoRight wrapped with the reason. Nil: nobody's rights are asked, and no cut sets it aside, because what
	// it is worth is judged where it is used (a signature, a step of an agreement). It must depend on the entry's header, author and kept body alone;
	// of the header of an act of the chain, which authority holds in part, on kind, device, number and auth.
	Rights func(w World, e *Entry) error
	// Subject is what the op's rows belong to: a proposal, a poll, an account. Nil: the op itself.
	Subject func(w World, e *Entry) op.ID
	// Apply returns the rows that the op changes. The same set of a subject's ops must give the same rows in every order in which
	// each op comes after its past. It may return ErrInvalid for a kept body that does not fit; the op's verdict is then Invalid.
	// A droppable body that does not fit, or is not at hand (e.Body is nil), changes no rows and is no error.
	Apply func(rows Rows, w World, e *Entry) ([]Row, error)
}

// Entry is an op on its way through its kind's functions.
type Entry struct {
	Op *op.Op
	// Body is what Kind.NewBody made, filled; nil where the body is not at hand or not of the kind's form.
	Body any
	// Author is what the author was, at the commit that the op is judged at.
	Author Standing
}

// World answers what a kind may ask about other ops. Every answer depends on the asking op's past alone.
type World interface {
	// SubjectOf is the subject of a stored op.
	SubjectOf(id op.ID) (op.ID, bool)
	// KindOf is the kind of a stored op.
	KindOf(id op.ID) (string, bool)
	// AccountOf is the author of a stored op.
	AccountOf(id op.ID) (op.AccountID, bool)
	// MemberAt reports whether the account was a member in the past of the stored op, and not removed at the commit that op is judged at.
	MemberAt(account op.AccountID, id op.ID) bool
	// StandingAt is what the account was in the past of the stored op, at the commit that op is judged at; its zero value for what is not stored.
	StandingAt(account op.AccountID, id op.ID) Standing
	// WithdrawnAt reports whether another device of the account had withdrawn this one in the past of the stored op.
	WithdrawnAt(device op.DeviceID, account op.AccountID, id op.ID) bool
	// KeptBody is the body of a stored op, as its kind's NewBody made it; nil for a kind whose bodies can be dropped, and for one not of its form.
	KeptBody(id op.ID) any
}

// Row is one row of a projection: what people see, derived from ops.
type Row interface {
	// Table names the projection, "noun_plural".
	Table() string
	// Key is unique within the table.
	Key() string
	// Subject is what the row is derived with, and dropped with.
	Subject() op.ID
}

// Rows reads the rows as they are.
type Rows interface {
	// Row returns the row, or false where there is none.
	Row(table, key string) (Row, bool, error)
}

// Registry holds the kinds that a build knows.
type Registry struct {
	byName   map[string]*Kind
	features map[string]bool
}

// NewRegistry collects kinds. It panics on a name declared twice: that is a mistake in the program.
func NewRegistry(domains ...[]Kind) *Registry {
	r := &Registry{byName: make(map[string]*Kind), features: make(map[string]bool)}
	for _, kinds := range domains {
		for _, k := range kinds {
			if _, twice := r.byName[k.Name]; twice {
				panic("kind declared twice: " + k.Name)
			}
			k.Keep = k.Keep || k.Chain
			r.byName[k.Name] = &k
			r.features[k.Feature] = true
		}
	}
	return r
}

// Lookup finds a kind.
func (r *Registry) Lookup(name string) (*Kind, bool) {
	k, ok := r.byName[name]
	return k, ok
}

// All lists the kinds, ascending by name.
func (r *Registry) All() []*Kind {
	all := make([]*Kind, 0, len(r.byName))
	for _, name := range slices.Sorted(maps.Keys(r.byName)) {
		all = append(all, r.byName[name])
	}
	return all
}

// Features are those that a kind here belongs to. The map must not be changed.
func (r *Registry) Features() map[string]bool { return r.features }

// Body decodes and checks an op's body. It returns ErrUnknown for a kind that this build does not know, nil for a body that is not at hand,
// and ErrForm for one that is not of its kind's form.
func (r *Registry) Body(o *op.Op) (any, error) {
	k, ok := r.byName[o.Header.Kind]
	if !ok {
		return nil, fmt.Errorf("%s: %w", o.Header.Kind, ErrUnknown)
	}
	if o.Body == nil {
		return nil, nil
	}
	return k.Decode(&o.Header, o.Body)
}

// Decode reads a body of this kind and checks its form.
func (k *Kind) Decode(h *op.Header, raw []byte) (any, error) {
	if k.MaxBodyBytes > 0 && len(raw) > k.MaxBodyBytes {
		return nil, fmt.Errorf("body of a %s of %d bytes: %w: %w", k.Name, len(raw), ErrForm, op.ErrTooLarge)
	}
	body := k.NewBody()
	if err := op.Decode(raw, body); err != nil {
		return nil, fmt.Errorf("body of a %s: %w: %w", k.Name, ErrForm, err)
	}
	if k.Check == nil {
		return body, nil
	}
	if err := k.Check(h, body); err != nil {
		return nil, fmt.Errorf("body of a %s: %w: %w", k.Name, ErrForm, err)
	}
	return body, nil
}
