package community_test

// Vectors: a small community, op by op, as a second implementation must read and judge it. They lie beside the format of ops.

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ipld/go-ipld-prime/codec/dagcbor"
	"github.com/ipld/go-ipld-prime/codec/dagjson"
	"github.com/ipld/go-ipld-prime/node/basicnode"

	"github.com/folkmoot/folkmoot/app/apptest"
	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/invite"
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

var update = flag.Bool("update", false, "write the vectors anew")

var vectorFile = filepath.Join("..", "op", "testdata", "vectors", "community.json")

// digits are bytes that stand in JSON as hexadecimal.
type digits []byte

func (d digits) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(d)), nil }

func (d *digits) UnmarshalText(text []byte) (err error) {
	*d, err = hex.DecodeString(string(text))
	return err
}

// vectors is the file.
type vectors struct {
	Note      string         `json:"note"`
	Community digits         `json:"community"`
	Nonce     digits         `json:"nonce"`
	People    []vectorPerson `json:"people"`
	Devices   []vectorDevice `json:"devices"`
	Invites   []vectorInvite `json:"invites"`
	Commits   []vectorCommit `json:"commits"`
	Ops       []vectorOp     `json:"ops"`
	State     vectorState    `json:"state"`
}

type vectorPerson struct {
	Name        string `json:"name"`
	Words       string `json:"words"`
	AccountSeed digits `json:"account_seed"`
	Account     digits `json:"account"`
}

type vectorDevice struct {
	Name          string `json:"name"`
	Of            string `json:"of"`
	Seed          digits `json:"seed"`
	Device        digits `json:"device"`
	SealingScalar digits `json:"sealing_scalar"`
	Sealing       digits `json:"sealing"`
}

type vectorInvite struct {
	Link    string `json:"link"`
	KeySeed digits `json:"key_seed"`
	Key     digits `json:"key"`
}

type vectorCommit struct {
	Name    string          `json:"name"`
	ID      string          `json:"id"`
	Raw     digits          `json:"raw"`
	Content json.RawMessage `json:"content"`
}

type vectorOp struct {
	Name   string `json:"name"`
	Author string `json:"author"`
	ID     string `json:"id"`
	Digest digits `json:"digest"`
	// Verdict is empty for an op that is not kept.
	Verdict   string `json:"verdict,omitempty"`
	Header    digits `json:"header"`
	Signature digits `json:"signature"`
	Body      digits `json:"body"`
	// HeaderFields and BodyFields are DAG-JSON of the bytes before.
	HeaderFields json.RawMessage `json:"header_fields"`
	BodyFields   json.RawMessage `json:"body_fields"`
	// StateDigest is that of a replica which has taken in the ops up to this one.
	StateDigest digits `json:"state_digest"`
}

type vectorState struct {
	Line      []string     `json:"line"`
	Settled   string       `json:"settled"`
	Forks     []vectorFork `json:"forks"`
	KindsHash digits       `json:"kinds_hash"`
	Digest    digits       `json:"digest"`
}

type vectorFork struct {
	Device digits   `json:"device"`
	Seq    uint64   `json:"seq"`
	Proof  []string `json:"proof"`
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	raw, err := os.ReadFile(vectorFile)
	must(t, err)
	var v vectors
	must(t, json.Unmarshal(raw, &v))
	if len(v.Ops) == 0 || len(v.Commits) == 0 || len(v.State.Forks) == 0 {
		t.Fatal("a part of the vectors is missing")
	}
	return v
}

// opened are the ops as they come from elsewhere.
func (v *vectors) opened(t *testing.T) []*op.Op {
	t.Helper()
	var ops []*op.Op
	for _, vo := range v.Ops {
		o, err := op.Open(vo.Header, op.Signature(vo.Signature), vo.Body)
		must(t, err)
		ops = append(ops, o)
	}
	return ops
}

// fieldsOf is DAG-CBOR as DAG-JSON, and asCBOR the way back, both by another implementation than ours.
func fieldsOf(t *testing.T, raw []byte) json.RawMessage {
	t.Helper()
	node := basicnode.Prototype.Any.NewBuilder()
	must(t, dagcbor.Decode(node, bytes.NewReader(raw)))
	var out bytes.Buffer
	must(t, dagjson.Encode(node.Build(), &out))
	return out.Bytes()
}

func asCBOR(t *testing.T, fields json.RawMessage) []byte {
	t.Helper()
	node := basicnode.Prototype.Any.NewBuilder()
	must(t, dagjson.Decode(node, bytes.NewReader(fields)))
	var out bytes.Buffer
	must(t, dagcbor.Encode(node.Build(), &out))
	return out.Bytes()
}

func TestVectorsAreWhatTheStoryMakes(t *testing.T) {
	made := makeVectors(t)
	raw, err := json.MarshalIndent(made, "", " ")
	must(t, err)
	raw = append(raw, '\n')
	if *update {
		must(t, os.MkdirAll(filepath.Dir(vectorFile), 0o755))
		must(t, os.WriteFile(vectorFile, raw, 0o644))
	}
	held, err := os.ReadFile(vectorFile)
	must(t, err)
	if diff := cmp.Diff(string(held), string(raw)); diff != "" {
		t.Errorf("run with -update where the format has changed on purpose (-file +made):\n%s", diff)
	}
}

func TestVectorsReadAndWrite(t *testing.T) {
	v := readVectors(t)
	registry := community.Kinds()
	missing := registry.All()
	for i, o := range v.opened(t) {
		vo := &v.Ops[i]
		missing = slices.DeleteFunc(missing, func(k *kind.Kind) bool { return k.Name == o.Header.Kind })
		if o.ID.String() != vo.ID || !bytes.Equal(o.ID[:], vo.Digest) || !o.SignatureHolds() {
			t.Errorf("%s: read as %s, signature %v", vo.Name, o.ID, o.SignatureHolds())
		}
		if raw, err := op.Encode(&o.Header); err != nil || !bytes.Equal(raw, vo.Header) {
			t.Errorf("%s: its header is written as %x, %v", vo.Name, raw, err)
		}
		if !bytes.Equal(asCBOR(t, vo.HeaderFields), vo.Header) || !bytes.Equal(asCBOR(t, vo.BodyFields), vo.Body) {
			t.Errorf("%s: its fields are not its bytes", vo.Name)
		}
		body, err := registry.Body(o)
		if _, known := registry.Lookup(o.Header.Kind); !known || vo.Name == noForm {
			if err == nil {
				t.Errorf("%s: its body is read", vo.Name)
			}
			continue
		}
		must(t, err)
		if raw, err := op.Encode(body); err != nil || !bytes.Equal(raw, vo.Body) {
			t.Errorf("%s: its body is written as %x, %v", vo.Name, raw, err)
		}
	}
	for _, k := range missing {
		t.Errorf("there is no %s among the vectors", k.Name)
	}
}

func TestVectorsOfCommitsAndKeys(t *testing.T) {
	v := readVectors(t)
	for _, c := range v.Commits {
		var content authority.Content
		must(t, op.Decode(c.Raw, &content))
		if id, err := content.ID(); err != nil || id.String() != c.ID || !bytes.Equal(asCBOR(t, c.Content), c.Raw) {
			t.Errorf("the commit %s is %s, %v", c.Name, id, err)
		}
	}
	for _, i := range v.Invites {
		link, err := invite.ParseLink(i.Link)
		must(t, err)
		if key := link.Key(); !bytes.Equal(key[:], i.Key) || !bytes.Equal(link.PrivateKey().Seed(), i.KeySeed) || !bytes.Equal(link.Nonce[:], v.Nonce) {
			t.Errorf("the invite's key is %s", key)
		}
	}
}

// Whatever the order of arrival, replicas end with the verdicts, the forks and the digest of the file.
func TestVectorsAreJudgedAsTheySay(t *testing.T) {
	v := readVectors(t)
	ops := v.opened(t)
	registry := community.Kinds()
	if hash := community.KindsHash(registry); !bytes.Equal(hash[:], v.State.KindsHash) {
		t.Errorf("the hash of the kinds is %x", hash)
	}
	for seed := range uint64(20) {
		r := apptest.NewParty(t, registry, op.CommunityID(v.Community), op.ID{})
		order := slices.Clone(ops)
		if seed > 0 {
			random := rand.New(rand.NewPCG(seed, 1))
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		for i, o := range order {
			if report := r.Take(o); len(report.Refused) > 0 {
				t.Fatalf("order %d: %v", seed, report.Refused[0].Err)
			}
			if digest := r.Digest(); seed == 0 && !bytes.Equal(digest[:], v.Ops[i].StateDigest) {
				t.Errorf("after %s the digest is %x", v.Ops[i].Name, digest)
			}
		}
		if diff := cmp.Diff(v.State, stateOf(r)); diff != "" {
			t.Errorf("order %d (-file +replica):\n%s", seed, diff)
		}
		for i, o := range ops {
			if said := verdictOf(r, o.ID); said != v.Ops[i].Verdict {
				t.Errorf("order %d: %s is %q, want %q", seed, v.Ops[i].Name, said, v.Ops[i].Verdict)
			}
		}
	}
}

// verdictOf is empty for an op that is not kept.
func verdictOf(r *apptest.Party, id op.ID) string {
	if verdict := r.Verdict(id); verdict != 0 {
		return verdict.String()
	}
	return ""
}

func stateOf(r *apptest.Party) vectorState {
	now := r.Engine.Authority().Now()
	digest, hash := r.Digest(), community.KindsHash(community.Kinds())
	s := vectorState{Settled: now.Settled.String(), KindsHash: hash[:], Digest: digest[:]}
	for _, id := range now.Commits {
		s.Line = append(s.Line, id.String())
	}
	for _, d := range r.Engine.Forks() {
		s.Forks = append(s.Forks, vectorFork{Device: d.Device[:], Seq: d.ForkSeq, Proof: []string{d.ForkOps[0].String(), d.ForkOps[1].String()}})
	}
	return s
}
