package closing_test

// Seals as signed notes: what other tools read, and what is refused.

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

func deviceKey(seed byte) (ed25519.PrivateKey, op.DeviceID) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
	return key, op.DeviceID(key.Public().(ed25519.PublicKey))
}

func aText() closing.SealText {
	return closing.SealText{Poll: op.ID{1}, View: 2, Manifest: op.ID{3}, Counted: 4, Root: tlog.Hash{5}}
}

func aSeal(t testing.TB, seed byte) *closing.Seal {
	key, _ := deviceKey(seed)
	seal, err := closing.NewSeal(aText(), closing.NewSigner(key))
	if err != nil {
		t.Fatal(err)
	}
	return seal
}

// The library's own verifier, which follows crypto/ed25519, reads what an honest teller signs: the format is C2SP's.
func TestOtherToolsReadASeal(t *testing.T) {
	_, device := deviceKey(1)
	vkey, err := note.NewEd25519VerifierKey(device.String(), device[:])
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := note.NewVerifier(vkey)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := note.Open([]byte(aSeal(t, 1).Note), note.VerifierList(theirs))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(opened.Text, "\n")
	if !strings.HasPrefix(lines[0], "folkmoot/seal/v1/bafyrei") || lines[1] != "4" || lines[3] != "view 2" {
		t.Errorf("its text is %q", opened.Text)
	}
}

func TestNotesOfSeveralTellersMerge(t *testing.T) {
	a, b := aSeal(t, 1), aSeal(t, 2)
	_, first := deviceKey(1)
	_, second := deviceKey(2)
	_, signature, _ := strings.Cut(b.Note, "\n\n")
	merged, err := note.Open([]byte(a.Note+signature), note.VerifierList(closing.NewVerifier(first), closing.NewVerifier(second)))
	if err != nil || len(merged.Sigs) != 2 {
		t.Errorf("%v: %d signatures", err, len(merged.Sigs))
	}
	if err := (&closing.Seal{Note: a.Note + signature}).Check(first); !errors.Is(err, closing.ErrNote) {
		t.Errorf("two signatures in one teller's seal: %v", err)
	}
}

func TestWhatIsNoSealIsRefused(t *testing.T) {
	_, device := deviceKey(1)
	good := aSeal(t, 1).Note
	if err := (&closing.Seal{Note: good}).Check(device); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing":                    "",
		"without a signature":        strings.SplitAfter(good, "\n\n")[0],
		"another's signature":        aSeal(t, 2).Note,
		"another view":               strings.Replace(good, "view 2", "view 3", 1),
		"a view with a zero before":  strings.Replace(good, "view 2", "view 02", 1),
		"a line more":                strings.Replace(good, "view 2\n", "view 2\nmore\n", 1),
		"another origin":             strings.Replace(good, "folkmoot/seal", "folkmoot/zeal", 1),
		"a negative count":           strings.Replace(good, "\n4\n", "\n-4\n", 1),
		"half a root":                strings.Replace(good, "BQAAAAAA", "BQ", 1),
		"carriage returns":           strings.ReplaceAll(good, "\n", "\r\n"),
		"something behind":           good + "more",
		"a signature twice":          good + strings.SplitAfter(good, "\n\n")[1],
		"far too much":               good + strings.Repeat("x", 4096),
		"a manifest that is no id":   strings.Replace(good, "manifest bafyrei", "manifest cafyrei", 1),
		"a view beyond all patience": strings.Replace(good, "view 2", "view 4000000000", 1),
	} {
		if err := (&closing.Seal{Note: text}).Check(device); !errors.Is(err, closing.ErrNote) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheTreeProvesEachBallotAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "ballots")
		ids := make([]op.ID, n)
		for i := range ids {
			ids[i] = op.ID{byte(i + 1)}
		}
		tree, err := closing.NewTree(ids)
		if err != nil {
			t.Fatal(err)
		}
		root, err := tree.Root()
		if err != nil {
			t.Fatal(err)
		}
		text := closing.SealText{Counted: int64(n), Root: root}
		if n == 0 {
			return
		}
		at := rapid.IntRange(0, n-1).Draw(t, "ballot")
		proof, err := tree.Prove(at)
		if err != nil {
			t.Fatal(err)
		}
		if err := closing.CheckProof(text, proof, int64(at), ids[at]); err != nil {
			t.Error(err)
		}
		if closing.CheckProof(text, proof, int64(at), op.ID{200}) == nil {
			t.Error("the path proves another ballot")
		}
	})
}

func TestTheTreeOfNothingAndOfOne(t *testing.T) {
	// RFC 6962, 2.1: SHA-256 of nothing; and of 0x00 and the leaf.
	empty, _ := closing.NewTree(nil)
	if root, err := empty.Root(); err != nil || root.String() != "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" {
		t.Errorf("%s, %v", root, err)
	}
	one, _ := closing.NewTree([]op.ID{{7}})
	leaf := op.ID{7}
	if root, err := one.Root(); err != nil || root != tlog.RecordHash(leaf[:]) {
		t.Errorf("%s, %v", root, err)
	}
	if _, err := one.Prove(1); err == nil {
		t.Error("it proves a leaf that it has not")
	}
}

func TestForms(t *testing.T) {
	header := &op.Header{Deps: []op.ID{{1}}}
	for _, s := range []struct {
		name string
		body any
		ok   bool
	}{
		{"a receipt", &closing.Receipt{Poll: op.ID{1}, Ballots: []op.ID{{2}, {3}}}, true},
		{"an empty receipt", &closing.Receipt{Poll: op.ID{1}, Ballots: []op.ID{}}, true},
		{"a receipt for what decides who may vote", &closing.Receipt{Ballots: []op.ID{{2}}}, true},
		{"a receipt that does not cite its poll", &closing.Receipt{Poll: op.ID{2}, Ballots: []op.ID{}}, false},
		{"ballots out of order", &closing.Receipt{Poll: op.ID{1}, Ballots: []op.ID{{3}, {2}}}, false},
		{"a ballot twice", &closing.Receipt{Poll: op.ID{1}, Ballots: []op.ID{{3}, {3}}}, false},
		{"too many ballots", &closing.Receipt{Poll: op.ID{1}, Ballots: make([]op.ID, closing.MaxBallotsInReceipt+1)}, false},
		{"a time before 1970", &closing.Receipt{Poll: op.ID{1}, AtMillis: -1, Ballots: []op.ID{}}, false},
		{"a time after the year 9999", &closing.Receipt{Poll: op.ID{1}, AtMillis: op.MaxTimeMillis + 1, Ballots: []op.ID{}}, false},
		{"a freeze", &closing.Freeze{Poll: op.ID{1}, MomentMillis: 1, AtMillis: 2}, true},
		{"a freeze of no poll", &closing.Freeze{MomentMillis: 1, AtMillis: 2}, false},
		{"a freeze for a moment before 1970", &closing.Freeze{Poll: op.ID{1}, MomentMillis: -1}, false},
		{"a proposal", &closing.Propose{Poll: op.ID{1}, Freezes: []op.ID{{2}}}, true},
		{"a proposal of nothing", &closing.Propose{Poll: op.ID{1}, Freezes: []op.ID{}}, false},
		{"a proposal of more freezes than tellers", &closing.Propose{Poll: op.ID{1}, Freezes: ascending(14)}, false},
		{"an endorsement", &closing.Endorse{Poll: op.ID{1}, Manifest: op.ID{2}}, true},
		{"an endorsement of nothing", &closing.Endorse{Poll: op.ID{1}}, false},
		{"a turn", &closing.Turn{Poll: op.ID{1}, View: 1}, true},
		{"a turn to view 0", &closing.Turn{Poll: op.ID{1}}, false},
		{"a turn beyond all patience", &closing.Turn{Poll: op.ID{1}, View: 1 << 30}, false},
	} {
		k, known := kind.NewRegistry(closing.Kinds()).Lookup(closing.KindOf(s.body))
		if !known {
			t.Fatalf("%s is of no kind", s.name)
		}
		raw, err := op.Encode(s.body)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Decode(header, raw); (err == nil) != s.ok {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}

func ascending(n int) []op.ID {
	ids := make([]op.ID, n)
	for i := range ids {
		ids[i] = op.ID{byte(i + 1)}
	}
	return ids
}

// The largest bodies fit their bounds.
func TestTheLargestBodiesFit(t *testing.T) {
	registry := kind.NewRegistry(closing.Kinds())
	ballots := make([]op.ID, closing.MaxBallotsInReceipt)
	for i := range ballots {
		ballots[i] = op.ID{byte(1 + i>>8), byte(i)}
	}
	key, device := deviceKey(1)
	seal, err := closing.NewSeal(closing.SealText{Poll: op.ID{1}, View: 1 << 20, Manifest: op.ID{3}, Counted: 1 << 40}, closing.NewSigner(key))
	if err != nil {
		t.Fatal(err)
	}
	far := int64(op.MaxTimeMillis)
	for _, body := range []any{
		&closing.Receipt{Poll: op.ID{1}, AtMillis: far, Ballots: ballots},
		&closing.Freeze{Poll: op.ID{1}, MomentMillis: far, AtMillis: far},
		&closing.Propose{Poll: op.ID{1}, View: 1 << 20, MomentMillis: far, Freezes: ascending(closing.MaxTellers)},
		&closing.Endorse{Poll: op.ID{1}, View: 1 << 20, Manifest: op.ID{2}},
		&closing.Turn{Poll: op.ID{1}, View: 1 << 20},
		seal,
	} {
		raw, err := op.Encode(body)
		if err != nil {
			t.Fatal(err)
		}
		k, _ := registry.Lookup(closing.KindOf(body))
		if _, err := k.Decode(&op.Header{Device: device, Deps: []op.ID{{1}}}, raw); err != nil {
			t.Error(err)
		}
	}
}
