package p2p

// Access: the host itself, for protocols that are not about a community's ops, as a relay's handover is.

import (
	"github.com/libp2p/go-libp2p/core/host"
)

// Host is the node's libp2p host. It ends with the node.
func (n *Node) Host() host.Host { return n.host }
