package closing

// The tree of counted ballots (RFC 6962, section 2.1): its root stands in the seal, and a path in it proves one ballot.

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/op"
)

// Tree is the RFC 6962 tree over ids in ascending order: a leaf is the 32 bytes of an id.
type Tree struct {
	ids    []op.ID
	hashes storedHashes
}

// storedHashes are all hashes of a tree, in the order of tlog.
type storedHashes []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (s storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(s)) {
			return nil, fmt.Errorf("reading hash %d of %d", at, len(s))
		}
		out[i] = s[at]
	}
	return out, nil
}

// NewTree builds the tree. The ids are ascending.
func NewTree(ids []op.ID) (*Tree, error) {
	t := &Tree{ids: ids}
	for i, id := range ids {
		more, err := tlog.StoredHashes(int64(i), id[:], t.hashes)
		if err != nil {
			return nil, fmt.Errorf("building the tree of what counts: %w", err)
		}
		t.hashes = append(t.hashes, more...)
	}
	return t, nil
}

// Root is the tree's root; for no ids the SHA-256 of nothing, by RFC 6962.
func (t *Tree) Root() (tlog.Hash, error) {
	if len(t.ids) == 0 {
		return emptyRoot, nil
	}
	root, err := tlog.TreeHash(int64(len(t.ids)), t.hashes)
	if err != nil {
		return tlog.Hash{}, fmt.Errorf("the root of what counts: %w", err)
	}
	return root, nil
}

// Prove returns the path from leaf number at to the root.
func (t *Tree) Prove(at int) (tlog.RecordProof, error) {
	proof, err := tlog.ProveRecord(int64(len(t.ids)), int64(at), t.hashes)
	if err != nil {
		return nil, fmt.Errorf("proving ballot %d of %d: %w", at, len(t.ids), err)
	}
	return proof, nil
}

// CheckProof checks that the ballot is leaf number at under what a seal says.
func CheckProof(s SealText, proof tlog.RecordProof, at int64, ballot op.ID) error {
	if err := tlog.CheckRecord(proof, s.Counted, s.Root, at, tlog.RecordHash(ballot[:])); err != nil {
		return fmt.Errorf("the path of the ballot %s: %w", ballot.Short(), err)
	}
	return nil
}
