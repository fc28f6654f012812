package community

// Kinds: the one list of domains. A new domain is one line here.

import (
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/delegation"
	"github.com/folkmoot/folkmoot/app/followup"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/poll"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// Kinds is what this build knows.
func Kinds() *kind.Registry {
	return kind.NewRegistry(authority.Kinds(), proposal.Kinds(), poll.Kinds(), closing.Kinds(), followup.Kinds(), delegation.Kinds())
}
