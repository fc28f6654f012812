package keyring

// File keys: the format of the small file beside a key file that holds its key, as it is or sealed by a passphrase. Backups leave it out.
//
//	 8  "fmfkey\r\n"
//	 1  version, 1
//	 1  protection: 2 passphrase, 3 beside
//	16  id, as in the key file
//	beside:
//	32  the key
//	passphrase:
//	16  salt
//	 4  memory in KiB, 4 passes, 1 lanes: what Argon2id is run with, big-endian
//	24  nonce
//	48  the key: XChaCha20-Poly1305 under Argon2id(passphrase in NFC, salt), with all bytes before as associated data
//	either:
//	32  SHA-256 of all bytes before

import (
	"encoding/binary"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
)

const (
	fileKeyMagic    = "fmfkey\r\n"
	saltBytes       = 16
	sealedKeyBytes  = keyBytes + chacha20poly1305.Overhead
	fileKeyHeader   = magicBytes + 1 + 1 + len(fileID{})
	plainFileBytes  = fileKeyHeader + keyBytes
	lockedFileBytes = fileKeyHeader + saltBytes + 4 + 4 + 1 + nonceBytes + sealedKeyBytes
	// maxFileKeyBytes is read at most: either form with its hash is shorter.
	maxFileKeyBytes = 256
)

// cost is what Argon2id is run with.
type cost struct {
	memoryKiB, passes uint32
	lanes             uint8
}

// bounded says whether a file may ask for it; argon2 itself panics on zeros.
func (c cost) bounded() bool {
	return c.lanes >= 1 && c.lanes <= maxCostLanes && c.passes >= 1 && c.passes <= maxCostPasses &&
		c.memoryKiB >= minLaneKiB*uint32(c.lanes) && c.memoryKiB <= maxCostMemoryKiB
}

// fileKey is such a file taken apart.
type fileKey struct {
	protection Protection
	id         fileID
	plain      secret // of Beside
	salt       [saltBytes]byte
	cost       cost
	nonce      [nonceBytes]byte
	sealed     [sealedKeyBytes]byte
}

// header is all that comes before the key.
func (k *fileKey) header() []byte {
	b := append([]byte(fileKeyMagic), version, byte(k.protection))
	b = append(b, k.id[:]...)
	if k.protection == Beside {
		return b
	}
	b = append(b, k.salt[:]...)
	b = binary.BigEndian.AppendUint32(b, k.cost.memoryKiB)
	b = binary.BigEndian.AppendUint32(b, k.cost.passes)
	b = append(b, k.cost.lanes)
	return append(b, k.nonce[:]...)
}

func (k *fileKey) encode() []byte {
	if k.protection == Beside {
		return withDigest(append(k.header(), k.plain.reveal()...))
	}
	return withDigest(append(k.header(), k.sealed[:]...))
}

// decodeFileKey takes one apart. Errors: ErrDamaged, also where it asks more of Argon2id than allowed; *NewerVersionError.
func decodeFileKey(path string, raw []byte) (*fileKey, error) {
	if len(raw) > maxFileKeyBytes {
		return nil, ErrDamaged
	}
	raw, err := openEnvelope(path, fileKeyMagic, raw)
	if err != nil {
		return nil, err
	}
	if len(raw) < fileKeyHeader {
		return nil, ErrDamaged
	}
	k := &fileKey{protection: Protection(raw[magicBytes+1]), id: fileID(raw[magicBytes+2 : fileKeyHeader])}
	switch {
	case k.protection == Beside && len(raw) == plainFileBytes:
		k.plain = keepSecret(raw[fileKeyHeader:])
		return k, nil
	case k.protection == Passphrase && len(raw) == lockedFileBytes:
		return k, k.decodeSealed(raw[fileKeyHeader:])
	}
	return nil, ErrDamaged
}

func (k *fileKey) decodeSealed(rest []byte) error {
	rest = rest[copy(k.salt[:], rest):]
	k.cost = cost{memoryKiB: binary.BigEndian.Uint32(rest), passes: binary.BigEndian.Uint32(rest[4:]), lanes: rest[8]}
	rest = rest[9:]
	rest = rest[copy(k.nonce[:], rest):]
	copy(k.sealed[:], rest)
	if !k.cost.bounded() {
		return ErrDamaged
	}
	return nil
}

// lockFileKey seals a key by a passphrase.
func lockFileKey(c Config, id fileID, key secret, passphrase []byte) (*fileKey, error) {
	k := &fileKey{protection: Passphrase, id: id, cost: c.cost}
	if err := c.draw(k.salt[:]); err != nil {
		return nil, err
	}
	if err := c.draw(k.nonce[:]); err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(k.derive(passphrase))
	if err != nil {
		return nil, err
	}
	aead.Seal(k.sealed[:0], k.nonce[:], key.reveal(), k.header())
	return k, nil
}

// unlock gives the key. Error: ErrWrongPassphrase.
func (k *fileKey) unlock(passphrase []byte) (secret, error) {
	aead, err := chacha20poly1305.NewX(k.derive(passphrase))
	if err != nil {
		return secret{}, err
	}
	plain, err := aead.Open(nil, k.nonce[:], k.sealed[:], k.header())
	if err != nil {
		return secret{}, ErrWrongPassphrase
	}
	defer clear(plain)
	return keepSecret(plain), nil
}

func (k *fileKey) derive(passphrase []byte) []byte {
	return argon2.IDKey(passphrase, k.salt[:], k.cost.passes, k.cost.memoryKiB, k.cost.lanes, keyBytes)
}
