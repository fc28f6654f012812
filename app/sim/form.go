package sim

// Forms and signatures are checked once in a run, and the laptops share the result: that is what makes a thousand runs affordable.

import (
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// checkedForms remembers the form checks of bodies that hold signatures, by the parts of a header that these checks look at.
type checkedForms map[checkedForm]error

type checkedForm struct {
	kind   string
	com    op.CommunityID
	device op.DeviceID
	seq    uint64
	body   [32]byte
	deps   string
}

// signedBodies are the kinds whose bodies hold signatures.
var signedBodies = []string{authority.KindGenesis, authority.KindCommit, authority.KindJoin, authority.KindCertify, closing.KindSeal}

func newRegistry(more []kind.Kind, checked checkedForms) *kind.Registry {
	kinds := slices.Concat(authority.Kinds(), proposal.Kinds(), poll.Kinds(), closing.Kinds(), []kind.Kind{markKind()}, more)
	for i := range kinds {
		if slices.Contains(signedBodies, kinds[i].Name) {
			kinds[i].Check = checked.once(kinds[i].Check)
		}
	}
	return kind.NewRegistry(kinds)
}

func (c checkedForms) once(check func(*op.Header, any) error) func(*op.Header, any) error {
	return func(h *op.Header, body any) error {
		key := checkedForm{h.Kind, h.Community, h.Device, h.Seq, h.BodyHash, depsOf(h)}
		err, known := c[key]
		if !known {
			err = check(h, body)
			c[key] = err
		}
		return err
	}
}

func depsOf(h *op.Header) string {
	var deps strings.Builder
	for _, id := range h.Deps {
		deps.Write(id[:])
	}
	return deps.String()
}

// signedOp is a header with one of the signatures that came with it.
type signedOp struct {
	id  op.ID
	sig op.Signature
}

// verify keeps the ops whose signature holds.
func (r *run) verify(ops []*op.Op) []*op.Op {
	var good []*op.Op
	for _, o := range ops {
		key := signedOp{o.ID, o.Signature}
		holds, known := r.verified[key]
		if !known {
			holds = o.SignatureHolds()
			r.verified[key] = holds
		}
		if holds {
			good = append(good, o)
		}
	}
	return good
}
