package keyring

// Format of the key file:
//
//	 8  "fmkeys\r\n"
//	 1  version, 1
//	 1  protection: 1 keyring, 2 passphrase, 3 beside
//	16  id: random, new with each key; it names the key's place
//	24  nonce: random, new with each write
//	 n  XChaCha20-Poly1305 under the file's key, with all bytes before as associated data, of a strict DAG-CBOR map: name (text) to secret (bytes)
//	32  SHA-256 of all bytes before
//
// The hash needs no key: it tells damage from a wrong key, and lets a backup be checked. It protects from nobody; the cipher does.

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf8"

	"github.com/folkmoot/folkmoot/app/op"
	"golang.org/x/crypto/chacha20poly1305"
)

const (
	keysMagic   = "fmkeys\r\n"
	version     = 1
	magicBytes  = 8
	nonceBytes  = chacha20poly1305.NonceSizeX
	keyBytes    = chacha20poly1305.KeySize
	headerBytes = magicBytes + 1 + 1 + len(fileID{}) + nonceBytes
)

type fileID [16]byte

// sealedFile is a key file taken apart, still encrypted.
type sealedFile struct {
	protection Protection
	id         fileID
	nonce      [nonceBytes]byte
	content    []byte // cipher text and tag
}

func (f sealedFile) header() []byte {
	header := append([]byte(keysMagic), version, byte(f.protection))
	return append(append(header, f.id[:]...), f.nonce[:]...)
}

func (f sealedFile) encode() []byte { return withDigest(append(f.header(), f.content...)) }

// decodeFile takes a key file apart. Errors: ErrDamaged, *NewerVersionError.
func decodeFile(path string, raw []byte) (f sealedFile, err error) {
	raw, err = openEnvelope(path, keysMagic, raw)
	if err != nil {
		return f, err
	}
	if len(raw) < headerBytes+chacha20poly1305.Overhead || len(raw) > MaxFileBytes-sha256.Size {
		return f, ErrDamaged
	}
	f.protection = Protection(raw[magicBytes+1])
	if !f.protection.valid() {
		return f, ErrDamaged
	}
	rest := raw[magicBytes+2:]
	copy(f.id[:], rest)
	copy(f.nonce[:], rest[len(f.id):])
	f.content = raw[headerBytes:]
	return f, nil
}

// sealEntries makes a file of entries that were checked. Error: ErrFull.
func sealEntries(c Config, s seal, entries map[string]secret) ([]byte, error) {
	plain, err := encodeEntries(entries)
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	f := sealedFile{protection: s.protection, id: s.id}
	if headerBytes+len(plain)+chacha20poly1305.Overhead+sha256.Size > MaxFileBytes {
		return nil, ErrFull
	}
	if err := c.draw(f.nonce[:]); err != nil {
		return nil, err
	}
	aead, err := chacha20poly1305.NewX(s.key.reveal())
	if err != nil {
		return nil, err
	}
	f.content = aead.Seal(nil, f.nonce[:], plain, f.header())
	return f.encode(), nil
}

// entries decrypts. Errors: ErrWrongKey, ErrDamaged.
func (f sealedFile) entries(key secret) (map[string]secret, error) {
	aead, err := chacha20poly1305.NewX(key.reveal())
	if err != nil {
		return nil, ErrWrongKey
	}
	plain, err := aead.Open(nil, f.nonce[:], f.content, f.header())
	if err != nil {
		return nil, ErrWrongKey
	}
	defer clear(plain)
	return decodeEntries(plain)
}

func encodeEntries(entries map[string]secret) ([]byte, error) {
	if len(entries) > MaxEntries {
		return nil, ErrFull
	}
	total, plain := 0, make(map[string][]byte, len(entries))
	for name, s := range entries {
		plain[name] = s.reveal()
		total += len(name) + len(plain[name])
	}
	if total > MaxFileBytes {
		return nil, ErrFull
	}
	return op.Encode(plain)
}

// decodeEntries answers with ErrDamaged alone: what the decoder says of it could quote it.
func decodeEntries(plain []byte) (map[string]secret, error) {
	var decoded map[string][]byte
	if err := op.Decode(plain, &decoded); err != nil || len(decoded) > MaxEntries {
		return nil, ErrDamaged
	}
	entries := make(map[string]secret, len(decoded))
	for name, value := range decoded {
		if checkEntry(name, value) != nil {
			return nil, ErrDamaged
		}
		entries[name] = keepSecret(value)
		clear(value)
	}
	return entries, nil
}

// checkEntry bounds what may be kept. Error: ErrEntry.
func checkEntry(name string, value []byte) error {
	switch {
	case name == "" || len(name) > MaxNameBytes || !utf8.ValidString(name):
		return fmt.Errorf("%w: its name has %d bytes; 1 to %d bytes of UTF-8 are right", ErrEntry, len(name), MaxNameBytes)
	case len(value) == 0 || len(value) > MaxSecretBytes:
		return fmt.Errorf("%w: it has %d bytes; 1 to %d are right", ErrEntry, len(value), MaxSecretBytes)
	}
	return nil
}

// openEnvelope checks what both formats begin and end with, and returns all but the hash. The version comes before the hash, which a newer
// format may have elsewhere.
func openEnvelope(path, magic string, raw []byte) ([]byte, error) {
	if len(raw) <= magicBytes || string(raw[:magicBytes]) != magic || raw[magicBytes] < version {
		return nil, ErrDamaged
	}
	if v := raw[magicBytes]; v > version {
		return nil, &NewerVersionError{Path: path, Version: int(v)}
	}
	end := len(raw) - sha256.Size
	if end < magicBytes+1 {
		return nil, ErrDamaged
	}
	if digest := sha256.Sum256(raw[:end]); !bytes.Equal(digest[:], raw[end:]) {
		return nil, ErrDamaged
	}
	return raw[:end:end], nil
}

func withDigest(raw []byte) []byte {
	digest := sha256.Sum256(raw)
	return append(raw, digest[:]...)
}
