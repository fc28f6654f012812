package relay

// Ports: whether somebody else has them. libp2p shares TCP ports with other programs of the same user (SO_REUSEPORT), so two relays on one port
// would each get some of the connections, and nobody would hear of it.

import (
	"fmt"
	"net"

	"github.com/multiformats/go-multiaddr"
	manet "github.com/multiformats/go-multiaddr/net"

	"github.com/folkmoot/folkmoot/p2p"
)

// CheckPorts fails with p2p.ErrListen where one of the addresses is taken. Port 0 is never.
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
			return fmt.Errorf("%w: %s: %w", p2p.ErrListen, text, err)
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
