package store

// Profile: an install's settings and the list of its communities, in a small file of its own.

import (
	"errors"
	"fmt"
	"sync"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

// Profile is an open profile file; it implements app.Profile. Its methods may be called from any goroutine; what they wrote is on disk when they
// return.
type Profile struct {
	mu   sync.Mutex // guards conn; held for each call
	conn *lite.Conn
}

var _ app.Profile = (*Profile)(nil)

// CreateProfile makes the file of a new profile and opens it. It refuses a path where something is (fs.ErrExist).
func CreateProfile(path string) (*Profile, error) {
	if err := createProfileFile(path); err != nil {
		return nil, fmt.Errorf("creating the profile %s: %w", path, explain(err))
	}
	return OpenProfile(path)
}

// OpenProfile opens a file that CreateProfile made, and brings it up to date. A file that is missing is fs.ErrNotExist; one that a newer version
// made is ErrNewerFile, any other ErrForeignFile, and both are left as they were.
func OpenProfile(path string) (*Profile, error) {
	conn, err := openProfileFile(path)
	if err != nil {
		return nil, fmt.Errorf("opening the profile %s: %w", path, explain(err))
	}
	return &Profile{conn: conn}, nil
}

// Close closes the file. It may be called twice.
func (p *Profile) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return explain(p.conn.Close())
}

// Setting returns "" for one that was never set.
func (p *Profile) Setting(key string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var value string
	_, err := p.conn.One("SELECT value FROM settings WHERE name = ?", func(r lite.Row) { value = r.Text(0) }, key)
	if err != nil {
		return "", fmt.Errorf("reading the setting %s: %w", key, explain(err))
	}
	return value, nil
}

// SetSetting keeps a value; an empty one is forgotten.
func (p *Profile) SetSetting(key, value string) error {
	return p.write("keeping the setting "+key, func() error {
		if value == "" {
			return p.conn.Exec("DELETE FROM settings WHERE name = ?", key)
		}
		return p.conn.Exec("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", key, value)
	})
}

// Communities lists them by the time of joining.
func (p *Profile) Communities() ([]app.Membership, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	list, err := p.communities()
	if err != nil {
		return nil, fmt.Errorf("listing communities: %w", explain(err))
	}
	return list, nil
}

func (p *Profile) communities() ([]app.Membership, error) {
	var list []app.Membership
	err := p.conn.Each(`SELECT id, name, nonce, account, account_number, device, pin, joined_ms FROM communities
		ORDER BY joined_ms, id`, func(r lite.Row) (bool, error) {
		m := app.Membership{Name: r.Text(1), AccountNumber: uint32(r.Int(4)), JoinedMillis: r.Int(7)}
		copy(m.Community[:], r.Borrow(0))
		copy(m.Nonce[:], r.Borrow(2))
		copy(m.Account[:], r.Borrow(3))
		copy(m.Device[:], r.Borrow(5))
		copy(m.Pin[:], r.Borrow(6))
		list = append(list, m)
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	for i := range list {
		m := &list[i]
		err := p.conn.Each("SELECT address FROM relays WHERE community = ? ORDER BY place", func(r lite.Row) (bool, error) {
			m.Relays = append(m.Relays, r.Text(0))
			return true, nil
		}, m.Community[:])
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// PutCommunity adds one, or replaces the entry with the same id.
func (p *Profile) PutCommunity(m app.Membership) error {
	return p.write("noting the community "+m.Name, func() error {
		err := p.conn.Exec("DELETE FROM communities WHERE id = ?", m.Community[:])
		if err == nil {
			err = p.conn.Exec(`INSERT INTO communities (id, name, nonce, account, account_number, device, pin, joined_ms)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				m.Community[:], m.Name, m.Nonce[:], m.Account[:], m.AccountNumber, m.Device[:], m.Pin[:], m.JoinedMillis)
		}
		for place, address := range m.Relays {
			if err == nil {
				err = p.conn.Exec("INSERT INTO relays (community, place, address) VALUES (?, ?, ?)", m.Community[:], place, address)
			}
		}
		return err
	})
}

// DropCommunity forgets one; one that is not there is no error.
func (p *Profile) DropCommunity(com op.CommunityID) error {
	return p.write("forgetting a community", func() error {
		return p.conn.Exec("DELETE FROM communities WHERE id = ?", com[:])
	})
}

// write runs one transaction.
func (p *Profile) write(doing string, change func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.conn.Script("BEGIN IMMEDIATE")
	if err == nil {
		err = change()
	}
	if err == nil {
		err = p.conn.Script("COMMIT")
	}
	if err != nil && p.conn.InTransaction() {
		err = errors.Join(err, p.conn.Script("ROLLBACK"))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, explain(err))
	}
	return nil
}
