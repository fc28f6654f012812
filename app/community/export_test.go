package community

// What the tests outside of this package reach into: situations that are written with names instead of keys.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/op"
)

// OpenWith is Open with bodies that are decoded already, and a founding of more than one account.
func OpenWith(
	cfg Config, view View,
	body func(*op.Op) (any, error), founding func(*op.Op, *authority.GenesisBody) authority.Founding, polls authority.Polls,
) (*Engine, error) {
	carrier := func(o *op.Op) (*authority.CarrierBody, bool) {
		decoded, err := body(o)
		carrier, is := decoded.(*authority.CarrierBody)
		return carrier, err == nil && is
	}
	word := func(body any) any {
		switch body.(type) {
		case *authority.PollReceipt, *authority.PollSeal:
			return body
		}
		return nil
	}
	return open(cfg, view, seams{body, founding, carrier, word, polls})
}
