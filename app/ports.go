package app

// The ports: what the service needs from outside. Each has a real implementation and one for tests.

import (
	"context"
	"io"
	"log/slog"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
)

// Ports are handed in by main.
type Ports struct {
	Profile  Profile
	Keys     Keys
	Replicas Replicas
	// NowMillis is the clock: milliseconds since 1970.
	NowMillis func() int64
	// Random is a cryptographic source, safe for concurrent use.
	Random io.Reader
	Log    *slog.Logger
}

// Profile keeps this install's settings and the list of its communities. Safe for concurrent use.
type Profile interface {
	// Setting returns "" for one that was never set.
	Setting(key string) (string, error)
	SetSetting(key, value string) error
	// Communities lists them by the time of joining.
	Communities() ([]Membership, error)
	// PutCommunity adds one, or replaces the entry with the same id.
	PutCommunity(Membership) error
	DropCommunity(op.CommunityID) error
}

// Membership is what a profile notes of a community.
type Membership struct {
	Community op.CommunityID
	// Name is the charter's, as last seen.
	Name string
	// Nonce is the genesis nonce; account keys and topic names come from it.
	Nonce   [16]byte
	Account op.AccountID
	// AccountNumber is how often the person has joined anew: the n of the account key's derivation.
	AccountNumber uint32
	Device        op.DeviceID
	// Pin is a settled commit known from the invite, or from what was seen first.
	Pin op.ID
	// Relays are from the invite.
	Relays []string
	// JoinedMillis is when this install founded or joined it.
	JoinedMillis int64
	// Local says that it was made here and stays here. The service fills it in; profiles need not keep it.
	Local bool
}

// Keys is the sealed key file. Secrets are never logged. Safe for concurrent use.
type Keys interface {
	// Get returns false for a name that was never put.
	Get(name string) ([]byte, bool, error)
	Put(name string, secret []byte) error
	Delete(name string) error
}

// Replicas opens and makes the files of communities.
type Replicas interface {
	Create(op.CommunityID) (Replica, error)
	// Open fails with an error wrapping fs.ErrNotExist where there is none.
	Open(op.CommunityID) (Replica, error)
	// Import makes a community's file from a backup's copy of it, after checking that it is whole, and opens it. Nothing is left after an error.
	Import(com op.CommunityID, from io.Reader) (Replica, error)
	// Remove deletes the file for good.
	Remove(op.CommunityID) error
}

// Replica is one community's file. Safe for concurrent use: one writer at a time, readers beside it.
type Replica interface {
	// Update runs write in one transaction, which is durable when Update returns nil, and undone otherwise. Its Tx is a Local too.
	Update(ctx context.Context, write func(community.Tx) error) error
	// Read runs read on one consistent state.
	Read(ctx context.Context, read func(Reader) error) error
	// UpdateLocal writes what is not shared.
	UpdateLocal(ctx context.Context, write func(Local) error) error
	// Search indexes what is new, then finds words in titles and texts that are neither hidden nor withdrawn.
	Search(ctx context.Context, words string, limit int) ([]Hit, error)
	// DropProjections deletes all rows that ops can give again, within Update.
	DropProjections(community.Tx) error
	// DropBody forgets the stored body of an op within Update; header and signature stay.
	DropBody(tx community.Tx, id op.ID) error
	// Backup writes a checked copy to a path where nothing is.
	Backup(ctx context.Context, path string, progress func(done, total int64)) error
	// Scrub hashes the next stored ops again and notes damaged ones; done says that it went round.
	Scrub(ctx context.Context, limit int) (checked, damaged int, done bool, err error)
	// Repair replaces the bytes of damaged ops with the right ones, where they are among these.
	Repair(ctx context.Context, ops ...*op.Op) error
	Close() error
}
