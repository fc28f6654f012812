package app

// Restore: a backup on a fresh profile. The communities come back as they were; the device keys do not: the phrase certifies new ones, so that the
// old laptop, should it come back, and the new one never write one log.

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
)

var (
	// ErrNotBackup says that a folder holds no backup.
	ErrNotBackup = errors.New("no backup lies there")
	// ErrNewerBackup says that a newer Folkmoot made the backup.
	ErrNewerBackup = errors.New("the backup needs a newer Folkmoot")
	// ErrDamagedBackup says that a backup is not as it was written. It comes as a *DamagedBackupError.
	ErrDamagedBackup = errors.New("the backup is damaged")
	// ErrOtherPhrase says that a backup is of somebody else than whose phrase was typed.
	ErrOtherPhrase = errors.New("the backup is of somebody else's phrase")
	// ErrProfileNotEmpty says that a backup is restored into a new profile only.
	ErrProfileNotEmpty = errors.New("there is something in this profile already")
)

// DamagedBackupError says which file of a backup is damaged. It is an ErrDamagedBackup.
type DamagedBackupError struct {
	File  string
	Cause error
}

func (e *DamagedBackupError) Error() string {
	return fmt.Sprintf("%v: %s: %v", ErrDamagedBackup, e.File, e.Cause)
}

func (e *DamagedBackupError) Unwrap() []error { return []error{ErrDamagedBackup, e.Cause} }

// Causes of damage.
var (
	errMissing = errors.New("it is missing")
	errSum     = errors.New("its content has changed")
	errList    = errors.New("it is not what a backup holds")
)

// ReadBackup reads what a backup says of itself, before anybody types a phrase. Errors: ErrNotBackup, ErrNewerBackup, ErrDamagedBackup.
func ReadBackup(from fs.FS) (BackupList, error) {
	list, _, err := readBackup(from)
	if err != nil {
		return BackupList{}, fmt.Errorf("reading the backup: %w", err)
	}
	return list, nil
}

func readBackup(from fs.FS) (BackupList, map[string]string, error) {
	raw, err := readBackupFile(from, backupList)
	if errors.Is(err, fs.ErrNotExist) {
		return BackupList{}, nil, ErrNotBackup
	}
	if err != nil {
		return BackupList{}, nil, err
	}
	var list BackupList
	if err := json.Unmarshal(raw, &list); err != nil || list.Kind != backupKind || list.Version < 1 {
		return list, nil, &DamagedBackupError{File: backupList, Cause: errList}
	}
	if list.Version > backupVersion {
		return list, nil, ErrNewerBackup
	}
	sums, err := readSums(from)
	if err != nil {
		return list, nil, err
	}
	sum, err := sumOf(context.Background(), strings.NewReader(string(raw)), nil)
	if err != nil {
		return list, nil, err
	}
	if sums[backupList] != sum {
		return list, nil, &DamagedBackupError{File: backupList, Cause: errSum}
	}
	for _, c := range list.Communities {
		if name := c.Community + backupDatabase; sums[name] == "" {
			return list, nil, &DamagedBackupError{File: name, Cause: errMissing}
		}
	}
	return list, sums, nil
}

func readBackupFile(from fs.FS, name string) ([]byte, error) {
	file, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(file, maxBackupListBytes+1))
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	if len(raw) > maxBackupListBytes {
		return nil, &DamagedBackupError{File: name, Cause: op.ErrTooLarge}
	}
	return raw, nil
}

func readSums(from fs.FS) (map[string]string, error) {
	raw, err := readBackupFile(from, backupSums)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &DamagedBackupError{File: backupSums, Cause: errMissing}
	}
	if err != nil {
		return nil, err
	}
	sums := make(map[string]string)
	for scan := bufio.NewScanner(strings.NewReader(string(raw))); scan.Scan(); {
		if sum, name, ok := strings.Cut(scan.Text(), "  "); ok {
			sums[name] = sum
		}
	}
	return sums, nil
}

// Restored says what came back.
type Restored struct {
	// Communities are those in which a new device of this install acts for the account that the backup is of.
	Communities []Membership
	// ReadOnly are communities that the account may not act in any more: it was removed. They can be read.
	ReadOnly []Membership
	// LeftOut are communities that the backup holds nothing of but a request to join: they are joined again by their invites.
	LeftOut []BackupCommunity
}

// Restore brings a backup back into a fresh profile, with the phrase of the person whom it is of. It makes new device keys for each community and
// certifies them by the account; what the old device wrote stands. Either everything comes back or nothing is left behind.
// Errors: those of ReadBackup, ErrOtherPhrase, ErrProfileNotEmpty, and those of the replicas.
func (s *Service) Restore(ctx context.Context, from fs.FS, phrase identity.Phrase, progress func(done, total int64)) (Restored, error) {
	r, err := s.restore(ctx, from, phrase, progress)
	if err != nil {
		return Restored{}, fmt.Errorf("restoring the backup: %w", err)
	}
	return r, nil
}

func (s *Service) restore(ctx context.Context, from fs.FS, phrase identity.Phrase, progress func(done, total int64)) (Restored, error) {
	list, sums, err := readBackup(from)
	if err != nil {
		return Restored{}, err
	}
	memberships, err := memberships(list, phrase.Seed())
	if err != nil {
		return Restored{}, err
	}
	hadSeed, err := s.isFresh(phrase.Seed())
	if err != nil {
		return Restored{}, err
	}
	if err := checkSums(ctx, from, sums, progress); err != nil {
		return Restored{}, err
	}
	if !hadSeed {
		if err := s.KeepPhrase(phrase); err != nil {
			return Restored{}, err
		}
	}
	restored, err := s.restoreAll(ctx, from, memberships, list)
	if err == nil {
		return restored, nil
	}
	for _, m := range memberships {
		err = errors.Join(err, s.Leave(m.Community))
	}
	if !hadSeed {
		err = errors.Join(err, s.ports.Keys.Delete(keySeed))
	}
	return Restored{}, err
}

// isFresh refuses a profile that holds something. One that holds this very phrase and nothing else is fresh: a restore was cut short there.
func (s *Service) isFresh(seed identity.Seed) (hadSeed bool, err error) {
	all, err := s.Communities()
	if err != nil {
		return false, err
	}
	have, hadSeed, err := s.ports.Keys.Get(keySeed)
	switch {
	case err != nil:
		return false, err
	case len(all) > 0 || hadSeed && string(have) != string(seed[:]):
		return false, ErrProfileNotEmpty
	}
	return hadSeed, nil
}

// memberships reads the list, and checks that every account in it comes from the phrase.
func memberships(list BackupList, seed identity.Seed) ([]Membership, error) {
	all := make([]Membership, len(list.Communities))
	for i, b := range list.Communities {
		m := Membership{Name: b.Name, AccountNumber: b.AccountNumber, Relays: b.Relays, JoinedMillis: b.JoinedMillis}
		for _, field := range []struct {
			text string
			into []byte
		}{{b.Community, m.Community[:]}, {b.Nonce, m.Nonce[:]}, {b.Account, m.Account[:]}, {b.Pin, m.Pin[:]}} {
			if len(field.text) != hex.EncodedLen(len(field.into)) {
				return nil, &DamagedBackupError{File: backupList, Cause: errList}
			}
			if _, err := hex.Decode(field.into, []byte(field.text)); err != nil {
				return nil, &DamagedBackupError{File: backupList, Cause: errList}
			}
		}
		key, err := identity.AccountKey(seed[:], m.Nonce, m.AccountNumber)
		if err != nil {
			return nil, err
		}
		if op.AccountID(key.Public().(ed25519.PublicKey)) != m.Account {
			return nil, ErrOtherPhrase
		}
		all[i] = m
	}
	return all, nil
}

// checkSums reads every file before anything is changed here.
func checkSums(ctx context.Context, from fs.FS, sums map[string]string, progress func(done, total int64)) error {
	var done, total int64
	for name := range sums {
		info, err := fs.Stat(from, name)
		if err != nil {
			return &DamagedBackupError{File: name, Cause: orElse(missingFile(err), err)}
		}
		total += info.Size()
	}
	for name, want := range sums {
		file, err := from.Open(name)
		if err != nil {
			return err
		}
		have, err := sumOf(ctx, file, func(bytes int64) {
			if done += bytes; progress != nil {
				progress(min(done, total), total)
			}
		})
		if err := errors.Join(err, file.Close()); err != nil {
			return err
		}
		if have != want {
			return &DamagedBackupError{File: name, Cause: errSum}
		}
	}
	return nil
}

func missingFile(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errMissing
	}
	return nil
}

// restoreAll makes the communities visible at the very end, all at once: a crash before leaves files that the next try sets aside.
func (s *Service) restoreAll(ctx context.Context, from fs.FS, memberships []Membership, list BackupList) (Restored, error) {
	var r Restored
	var noted []Membership
	for i, m := range memberships {
		c, err := s.restoreOne(ctx, from, m)
		var notApplied *NotAppliedError
		switch {
		case errors.Is(err, ErrNotHereYet):
			if err := s.Leave(m.Community); err != nil {
				return r, err
			}
			r.LeftOut = append(r.LeftOut, list.Communities[i])
			continue
		case errors.As(err, &notApplied), errors.Is(err, ErrWithdrawn):
			r.ReadOnly = append(r.ReadOnly, c.Membership())
		case err != nil:
			return r, fmt.Errorf("%s: %w", m.Name, err)
		default:
			r.Communities = append(r.Communities, c.Membership())
		}
		noted = append(noted, c.Membership())
	}
	for _, m := range noted {
		if err := s.ports.Profile.PutCommunity(m); err != nil {
			return r, err
		}
	}
	if list.LastUsed == "" {
		return r, nil
	}
	return r, s.ports.Profile.SetSetting(settingLastUsed, list.LastUsed)
}

// restoreOne brings one community's file back and writes the first act of a new device. With a *NotAppliedError or ErrWithdrawn from the
// certificate the community is open all the same.
func (s *Service) restoreOne(ctx context.Context, from fs.FS, m Membership) (*Community, error) {
	keys, err := identity.NewDeviceKeys(s.ports.Random)
	if err != nil {
		return nil, err
	}
	m.Device = op.DeviceID(keys.SigningPublic())
	if err := s.keepDeviceKeys(m.Community, keys); err != nil {
		return nil, err
	}
	file, err := from.Open(m.Community.String() + backupDatabase)
	if err != nil {
		return nil, &DamagedBackupError{File: m.Community.String() + backupDatabase, Cause: orElse(missingFile(err), err)}
	}
	replica, err := s.ports.Replicas.Import(m.Community, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	s.mu.Lock()
	c, err := s.hold(m, replica)
	s.mu.Unlock()
	if err != nil {
		return nil, errors.Join(err, replica.Close())
	}
	return c, c.certifySelf(ctx, keys, "")
}
