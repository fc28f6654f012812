package apptest

// Workload: a community with a long history, for benchmarks: talk of many devices, with causal links.

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/folkmoot/folkmoot/app/authority"
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/identity"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
	"github.com/folkmoot/folkmoot/app/statement"
)

// Workload makes the ops of a community one by one, in causal order, always the same ones.
type Workload struct {
	com     op.CommunityID
	genesis op.ID
	writers []*workloadWriter
	invite  op.ID
	topics  []op.ID
	last    op.ID
	made    int
	queue   []*op.Op
	// guest is a member who writes nothing: whoever measures acts with its keys.
	guest *workloadWriter
}

type workloadWriter struct {
	key     ed25519.PrivateKey
	account op.AccountID
	seq     uint64
	prev    op.ID
	// cite is an act that its next op has to name once.
	cite []op.ID
}

// workloadText makes comments of 500 bytes, header, signature and body together.
const workloadText = "Let us lend the drill."

// NewWorkload begins a community of so many devices, each of a member of its own, and a guest.
func NewWorkload(devices int) *Workload {
	w := &Workload{}
	for i := range devices + 1 {
		w.writers = append(w.writers, &workloadWriter{key: workloadKey("device", i), account: accountOf(workloadKey("account", i))})
	}
	w.found()
	for i := 1; i <= devices; i++ {
		w.join(i)
	}
	w.writers, w.guest = w.writers[:devices], w.writers[devices]
	for i := range 20 {
		w.topics = append(w.topics, w.write(i%devices, proposal.KindTopic, &proposal.NewTopic{
			Title: fmt.Sprintf("Topic %d", i), Text: workloadText,
		}))
	}
	return w
}

// Community is the community's id.
func (w *Workload) Community() op.CommunityID { return w.com }

// Guest is a member whose device has joined and writes nothing more, with the device's keys as identity.DeviceKeys holds them.
func (w *Workload) Guest() (op.AccountID, identity.DeviceKeys) { return w.guest.who() }

// Writer is one of the members who write, as Guest is.
func (w *Workload) Writer(i int) (op.AccountID, identity.DeviceKeys) { return w.writers[i].who() }

func (w *workloadWriter) who() (op.AccountID, identity.DeviceKeys) {
	keys, err := identity.ParseDeviceKeys(slices.Concat(w.key.Seed(), bytes.Repeat([]byte{1}, 32)))
	must(err)
	return w.account, keys
}

// Topics are what the comments are on.
func (w *Workload) Topics() []op.ID { return slices.Clone(w.topics) }

// Next is the next op; there is always one.
func (w *Workload) Next() *op.Op {
	if len(w.queue) == 0 {
		w.comment()
	}
	o := w.queue[0]
	w.queue = w.queue[1:]
	return o
}

// Take makes the first n ops.
func (w *Workload) Take(n int) []*op.Op {
	ops := make([]*op.Op, n)
	for i := range ops {
		ops[i] = w.Next()
	}
	return ops
}

func (w *Workload) comment() {
	body := &proposal.AddComment{On: w.topics[w.made%len(w.topics)], Text: workloadText}
	writer := w.made * 7 % len(w.writers)
	w.last = w.write(writer, proposal.KindComment, body, append(body.Deps(), w.last)...)
	w.made++
}

func (w *Workload) found() {
	founder := w.writers[0]
	account := workloadKey("account", 0)
	device := op.DeviceID(founder.key.Public().(ed25519.PublicKey))
	rules, err := charter.New("club", "Workload", founder.account, device)
	must(err)
	rules.Features = []string{charter.Core} // polls with tellers are measured elsewhere
	body := &authority.GenesisBody{Charter: rules, Account: founder.account, Name: "writer 0"}
	body.Proof = op.Signature(ed25519.Sign(account, statement.FoundMessage(body.Nonce, founder.account, device, body.Sealing)))
	w.genesis = w.write(0, authority.KindGenesis, body)
	w.com = op.CommunityID(w.genesis)
	key := workloadKey("invite", 0)
	w.invite = w.write(0, authority.KindInvite, &authority.InviteBody{
		Key: op.InviteID(key.Public().(ed25519.PublicKey)), Uses: authority.MaxInviteUses, ExpiresMillis: 1,
	})
}

func (w *Workload) join(i int) {
	writer, key := w.writers[i], workloadKey("invite", 0)
	device := op.DeviceID(writer.key.Public().(ed25519.PublicKey))
	body := &authority.JoinBody{
		Invite: w.invite, Key: op.InviteID(key.Public().(ed25519.PublicKey)), Account: writer.account, Name: fmt.Sprintf("writer %d", i),
	}
	message := statement.JoinMessage(w.com, body.Key, writer.account, device, body.Sealing)
	body.InviteProof = op.Signature(ed25519.Sign(key, message))
	body.AccountProof = op.Signature(ed25519.Sign(workloadKey("account", i), message))
	join := w.write(i, authority.KindJoin, body, w.invite)
	writer.cite = []op.ID{w.write(0, authority.KindAdmit, &authority.AdmitBody{Join: join, Account: writer.account}, join)}
}

func (w *Workload) write(i int, kindName string, body any, deps ...op.ID) op.ID {
	writer := w.writers[i]
	raw, err := op.Encode(body)
	must(err)
	deps = slices.DeleteFunc(append(slices.Clone(deps), writer.cite...), func(id op.ID) bool { return id.IsZero() || id == writer.prev })
	slices.SortFunc(deps, op.ID.Compare)
	h := op.Header{
		Community: w.com, Kind: kindName, Seq: writer.seq, Prev: writer.prev, Deps: slices.Compact(deps), Auth: w.genesis,
		TimeMillis: 1_760_000_000_000 + int64(w.made)*1000,
	}
	o, err := op.New(h, raw, writer.key)
	must(err)
	writer.seq, writer.prev, writer.cite = writer.seq+1, o.ID, nil
	w.queue = append(w.queue, o)
	return o.ID
}

func workloadKey(purpose string, i int) ed25519.PrivateKey {
	seed := binary.BigEndian.AppendUint64([]byte(purpose), uint64(i))
	return ed25519.NewKeyFromSeed(append(seed, bytes.Repeat([]byte{1}, ed25519.SeedSize)...)[:ed25519.SeedSize])
}

func accountOf(key ed25519.PrivateKey) op.AccountID {
	return op.AccountID(key.Public().(ed25519.PublicKey))
}

func must(err error) {
	if err != nil {
		panic("making a workload: " + err.Error())
	}
}
