package poll

// Electorate: who may vote, as the opening says it and everybody works it out again.

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/folkmoot/folkmoot/app/op"
)

// Electorate is what an opening says of its voters, where tellers receipt admissions. Nobody chooses it: it follows from the cut.
type Electorate struct {
	// Cut names the newest receipts of admissions and delegations that the opener knew, of each teller, ascending. A forked log has several.
	Cut []op.ID `cbor:"cut"`
	// AtMillis is the opener's clock. Where the charter has a waiting time, who was admitted later than that before it does not vote; so tellers
	// receipt no opening that is ahead of their own clock.
	AtMillis int64 `cbor:"at_ms"`
	// Voters is how many may vote, and VotersRoot the RFC 6962 root over their list: see VotersRoot.
	Voters     uint64   `cbor:"voters"`
	VotersRoot [32]byte `cbor:"voters_root"`
	// DelegationsRoot is the RFC 6962 root over the delegations in force: see DelegationsRoot.
	DelegationsRoot [32]byte `cbor:"delegations_root"`
}

// Voter is a member of an electorate.
type Voter struct {
	Account op.AccountID
	Weight  uint64
}

func (e *Electorate) check() error {
	switch {
	case len(e.Cut) > MaxCut:
		return fmt.Errorf("a cut of %d receipts, where at most %d fit", len(e.Cut), MaxCut)
	case e.AtMillis < 0 || e.AtMillis > op.MaxTimeMillis:
		return fmt.Errorf("it was opened at %d", e.AtMillis)
	}
	for i, id := range e.Cut {
		if id.IsZero() || (i > 0 && e.Cut[i-1].Compare(id) >= 0) {
			return fmt.Errorf("the receipts of its cut are not in ascending order")
		}
	}
	return nil
}

// VotersRoot is the root of the RFC 6962 tree over voters, ascending by account: a leaf is account (32 bytes) ‖ uint64be weight. The root over
// nobody is the SHA-256 of nothing.
func VotersRoot(voters []Voter) [32]byte {
	leaves := make([][]byte, len(voters))
	for i, v := range voters {
		leaves[i] = binary.BigEndian.AppendUint64(v.Account[:], v.Weight)
	}
	return rootOf(leaves)
}

// DelegationsRoot is the root of the RFC 6962 tree over delegations, ascending by id: a leaf is the 32 bytes of an id.
func DelegationsRoot(ids []op.ID) [32]byte {
	leaves := make([][]byte, len(ids))
	for i := range ids {
		leaves[i] = ids[i][:]
	}
	return rootOf(leaves)
}

// rootOf is the tree hash of RFC 6962, section 2.1.
func rootOf(leaves [][]byte) tlog.Hash {
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, at := range indexes {
			out[i] = stored[at]
		}
		return out, nil
	})
	for i, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(i), leaf, read)
		if err != nil {
			panic("hashes of memory cannot be missing: " + err.Error())
		}
		stored = append(stored, more...)
	}
	root, err := tlog.TreeHash(int64(len(leaves)), read)
	if err != nil {
		panic("hashes of memory cannot be missing: " + err.Error())
	}
	return root
}
