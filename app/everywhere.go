package app

// Everywhere: what is asked of, or done in, all communities of a profile that are on the network.

import (
	"context"
)

// EachShared opens each community that is on the network, in the order of Communities, and stops at the first error.
func (s *Service) EachShared(do func(*Community) error) error {
	all, err := s.Shared()
	if err != nil {
		return err
	}
	for _, m := range all {
		c, err := s.Opened(m.Community)
		if err != nil {
			return err
		}
		if err := do(c); err != nil {
			return err
		}
	}
	return nil
}

// Tick does what time alone has made due in any community.
func (s *Service) Tick(ctx context.Context) error {
	return s.EachShared(func(c *Community) error { return c.Tick(ctx) })
}

// Unsent counts own acts in all communities that no peer is known to hold.
func (s *Service) Unsent(ctx context.Context) (int, error) {
	n := 0
	err := s.EachShared(func(c *Community) error {
		of, err := c.Unsent(ctx)
		n += of
		return err
	})
	return n, err
}

// RelayAddrs are the multiaddrs of all communities' relays.
func (s *Service) RelayAddrs(ctx context.Context) ([]string, error) {
	var addrs []string
	err := s.EachShared(func(c *Community) error {
		of, err := c.RelayAddrs(ctx)
		addrs = append(addrs, of...)
		return err
	})
	return addrs, err
}
