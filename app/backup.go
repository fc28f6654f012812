package app

// Backup: a folder with a checked copy of each community's file, the list of the communities, and the encrypted key file without its key.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// BackupFolder is a new, empty folder that a backup is written into. Its maker gives it its name when the backup is whole.
type BackupFolder interface {
	// Path is where a file of that name lies, for copies that a database makes.
	Path(name string) string
	// Create makes a file. One that has a Sync method, as files on a disk do, is synced before it is closed.
	Create(name string) (io.WriteCloser, error)
	Open(name string) (io.ReadCloser, error)
}

// Names of a backup's files. The sums are in the format of sha256sum, so that a backup can be checked without Folkmoot.
const (
	backupList     = "backup.json"
	backupSums     = "SHA256SUMS"
	backupKeys     = "keys"
	backupDatabase = ".db"
)

const (
	backupVersion = 1
	backupKind    = "folkmoot-backup"
	// maxBackupListBytes bounds what is read before anything else: a thousand communities with relays.
	maxBackupListBytes = 4 << 20
)

// BackupList is what a backup says of itself.
type BackupList struct {
	Version int    `json:"version"`
	Kind    string `json:"kind"`
	// MadeMillis is the clock of the install that made it.
	MadeMillis  int64             `json:"made_ms"`
	LastUsed    string            `json:"last_used"`
	Communities []BackupCommunity `json:"communities"`
}

// BackupCommunity is a membership as a backup notes it. Keys, ids and the nonce are in hexadecimal.
type BackupCommunity struct {
	Community     string   `json:"community"`
	Name          string   `json:"name"`
	Nonce         string   `json:"nonce"`
	Account       string   `json:"account"`
	AccountNumber uint32   `json:"account_number"`
	Pin           string   `json:"pin"`
	Relays        []string `json:"relays"`
	JoinedMillis  int64    `json:"joined_ms"`
}

// Backup writes everything that this install has but its keys. keyFile is the encrypted key file, without the key that opens it; nil leaves it
// out. What the folder holds after an error is no backup. progress hears bytes of the community's copy that is being written.
func (s *Service) Backup(ctx context.Context, to BackupFolder, keyFile io.Reader, progress func(done, total int64)) (BackupList, error) {
	list := BackupList{Version: backupVersion, Kind: backupKind, MadeMillis: s.ports.NowMillis(), Communities: []BackupCommunity{}}
	all, err := s.Shared()
	if err != nil {
		return list, fmt.Errorf("backing up: %w", err)
	}
	if list.LastUsed, err = s.ports.Profile.Setting(settingLastUsed); err != nil {
		return list, fmt.Errorf("backing up: %w", err)
	}
	var files []string
	for _, m := range all {
		c, err := s.opened(m)
		if err != nil {
			return list, fmt.Errorf("backing up: %w", err)
		}
		name := m.Community.String() + backupDatabase
		if err := c.replica.Backup(ctx, to.Path(name), progress); err != nil {
			return list, fmt.Errorf("backing up %s: %w", m.Name, err)
		}
		list.Communities = append(list.Communities, backupOf(m))
		files = append(files, name)
	}
	if keyFile != nil {
		if err := writeBackupFile(to, backupKeys, keyFile); err != nil {
			return list, fmt.Errorf("backing up the key file: %w", err)
		}
		files = append(files, backupKeys)
	}
	text, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return list, fmt.Errorf("backing up: %w", err)
	}
	if err := writeBackupFile(to, backupList, bytes.NewReader(append(text, '\n'))); err != nil {
		return list, fmt.Errorf("backing up: %w", err)
	}
	return list, writeSums(ctx, to, append(files, backupList))
}

func backupOf(m Membership) BackupCommunity {
	return BackupCommunity{
		Community: m.Community.String(), Name: m.Name, Nonce: hex.EncodeToString(m.Nonce[:]), Account: m.Account.String(),
		AccountNumber: m.AccountNumber, Pin: hex.EncodeToString(m.Pin[:]), Relays: append([]string{}, m.Relays...), JoinedMillis: m.JoinedMillis,
	}
}

func writeBackupFile(to BackupFolder, name string, content io.Reader) error {
	file, err := to.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	if onDisk, ok := file.(interface{ Sync() error }); ok && err == nil {
		err = onDisk.Sync()
	}
	return errors.Join(err, file.Close())
}

// writeSums reads every file back: what cannot be read again is no backup.
func writeSums(ctx context.Context, to BackupFolder, files []string) error {
	slices.Sort(files)
	var sums bytes.Buffer
	for _, name := range files {
		file, err := to.Open(name)
		if err != nil {
			return fmt.Errorf("reading the backup again: %w", err)
		}
		sum, err := sumOf(ctx, file, nil)
		if err := errors.Join(err, file.Close()); err != nil {
			return fmt.Errorf("reading the backup again: %w", err)
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum, name)
	}
	if err := writeBackupFile(to, backupSums, &sums); err != nil {
		return fmt.Errorf("writing the backup's sums: %w", err)
	}
	return nil
}

// sumChunkBytes are hashed between two looks at whether to go on.
const sumChunkBytes = 1 << 20

// sumOf is the SHA-256 of what a reader gives, in hexadecimal. progress, if not nil, hears how many bytes were read since it was last told.
func sumOf(ctx context.Context, from io.Reader, progress func(bytes int64)) (string, error) {
	digest := sha256.New()
	for {
		n, err := io.CopyN(digest, from, sumChunkBytes)
		if progress != nil {
			progress(n)
		}
		switch {
		case errors.Is(err, io.EOF):
			return hex.EncodeToString(digest.Sum(nil)), nil
		case err != nil:
			return "", err
		case ctx.Err() != nil:
			return "", ctx.Err()
		}
	}
}
