package relay

// Ports: whether somebody else has them. libp2p shares TCP ports with other programs of the same user (SO_REUSEPORT), so two relays on one port
// would each get some of the connections, and nobody would hear of it.

import (
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/folkmoot/folkmoot/p2p"
)

// ListenError says which address cannot be listened on. It is a p2p.ErrListen, or an ErrMonitor.
type ListenError struct {
	// Address is a multiaddr; the monitor's is "host:port".
	Address string
	// Kind is p2p.ErrListen or ErrMonitor.
	Kind error
	// Err is what the system says.
	Err error
}

func (e *ListenError) Error() string { return fmt.Sprintf("%v: %s: %v", e.Kind, e.Address, e.Err) }

// Unwrap is the kind, and what the system says.
func (e *ListenError) Unwrap() []error { return []error{e.Kind, e.Err} }

// At is the address, whether it is the monitor's, and whether another program has it.
func (e *ListenError) At() (address string, monitor, inUse bool) {
	return e.Address, errors.Is(e.Kind, ErrMonitor), errors.Is(e.Err, syscall.EADDRINUSE)
}

// CheckListening fails with a *ListenError where somebody else has one of the addresses that a relay shall listen on.
func CheckListening(c Config) error {
	if err := CheckPorts(c.Listen); err != nil || c.Monitor == "" {
		return err
	}
	listener, err := net.Listen("tcp", c.Monitor)
	if err != nil {
		return &ListenError{Address: c.Monitor, Kind: ErrMonitor, Err: err}
	}
	return listener.Close()
}

// CheckPorts fails with a *ListenError where one of the addresses is taken. Port 0 is never.
func CheckPorts(listen []string) error {
	for _, text := range listen {
		address, err := multiaddr.NewMultiaddr(text)
		if err != nil {
			return fmt.Errorf("%w: %q: %w", p2p.ErrAddress, text, err)
		}
		plain, _ := multiaddr.SplitFunc(address, func(c multiaddr.Component) bool {
			code := c.Protocol().Code
			return code != multiaddr.P_IP4 && code != multiaddr.P_IP6 && code != multiaddr.P_TCP && code != multiaddr.P_UDP
		})
		if err := bindOnce(plain); err != nil {
			return &ListenError{Address: text, Kind: p2p.ErrListen, Err: err}
		}
	}
	return nil
}

func bindOnce(plain multiaddr.Multiaddr) error {
	network, host, err := manet.DialArgs(plain)
	if err != nil {
		return nil // what this machine does not know, libp2p refuses
	}
	if _, port, err := net.SplitHostPort(host); err != nil || port == "0" {
		return nil
	}
	switch network {
	case "tcp4", "tcp6":
		listener, err := net.Listen(network, host)
		if err != nil {
			return err
		}
		return listener.Close()
	case "udp4", "udp6":
		conn, err := net.ListenPacket(network, host)
		if err != nil {
			return err
		}
		return conn.Close()
	}
	return nil
}
