package relay

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/libp2p/go-libp2p"
	"github.com/libp2p/go-libp2p/core/host"
	"github.com/libp2p/go-libp2p/core/network"
	"github.com/libp2p/go-libp2p/core/peer"
	"go.uber.org/goleak"

	"github.com/folkmoot/folkmoot/app/op"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/libp2p/go-libp2p/p2p/transport/quicreuse.(*reuse).gc"),
		goleak.IgnoreAnyFunction("github.com/ipfs/go-log/v2/writer.(*MirrorWriter).logRoutine"))
}

func newHost(t *testing.T) host.Host {
	t.Helper()
	h, err := libp2p.New(libp2p.ListenAddrStrings("/ip4/127.0.0.1/tcp/0"), libp2p.DisableMetrics(), libp2p.DisableRelay(),
		libp2p.ResourceManager(&network.NullResourceManager{}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

func addressesOf(h host.Host) []string {
	var at []string
	for _, a := range h.Addrs() {
		at = append(at, a.String()+"/p2p/"+h.ID().String())
	}
	return at
}

func TestHandOver(t *testing.T) {
	relay, steward := newHost(t), newHost(t)
	question := HandOver{Community: op.CommunityID{1}, Nonce: [16]byte{2}, Token: [16]byte{3}}
	for name, c := range map[string]struct{ said, want error }{
		"taken":       {nil, nil},
		"used up":     {ErrUsedUp, ErrUsedUp},
		"not allowed": {ErrNotAllowed, ErrNotAllowed},
		"full":        {ErrFull, ErrFull},
		"in trouble":  {io.ErrShortWrite, ErrAnswer},
	} {
		t.Run(name, func(t *testing.T) {
			var asked HandOver
			end := AnswerHandOvers(relay, func(_ peer.ID, q HandOver) error {
				asked = q
				return c.said
			})
			defer end()
			if err := Ask(t.Context(), steward, addressesOf(relay), question); !errors.Is(err, c.want) {
				t.Errorf("answered %v, want %v", err, c.want)
			}
			if asked != question {
				t.Errorf("asked %+v", asked)
			}
		})
	}
}

func TestHandOverThatCannotBe(t *testing.T) {
	relay, steward, other := newHost(t), newHost(t), newHost(t)
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	impostor := strings.ReplaceAll(addressesOf(other)[0], other.ID().String(), relay.ID().String())
	for name, at := range map[string][]string{
		"nobody listens":       {"/ip4/127.0.0.1/tcp/1/p2p/" + relay.ID().String()},
		"another peer answers": {impostor},
		"no address":           {"relay.example.org"},
		"no peer":              {"/ip4/127.0.0.1/tcp/1"},
		"two peers":            {addressesOf(relay)[0], addressesOf(other)[0]},
		"it is no relay":       addressesOf(other),
	} {
		if err := Ask(ctx, steward, at, HandOver{}); err == nil {
			t.Errorf("%s: handed over", name)
		}
	}
}

// What a stranger sends to a relay is bounded before it is read.
func TestQuestionsThatAreNone(t *testing.T) {
	relay, stranger := newHost(t), newHost(t)
	end := AnswerHandOvers(relay, func(peer.ID, HandOver) error {
		t.Error("taken for a question")
		return nil
	})
	defer end()
	to, err := peerAt(addressesOf(relay))
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Connect(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	for name, sent := range map[string][]byte{
		"a large frame":  append([]byte{0xff, 0xff}, make([]byte, 1<<16)...),
		"half a frame":   {0, 90, 1},
		"no CBOR":        append([]byte{0, 4}, 0xff, 0xff, 0xff, 0xff),
		"another's body": append([]byte{0, 1}, 0xa0),
	} {
		s, err := stranger.NewStream(t.Context(), to.ID, ProtocolHandOver)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = s.Write(sent) // it may be reset meanwhile
		_ = s.CloseWrite()
		if answer, err := io.ReadAll(s); err == nil && len(answer) > 0 {
			t.Errorf("%s: answered %x", name, answer)
		}
		_ = s.Close()
	}
}

func FuzzMessage(f *testing.F) {
	f.Fuzz(func(t *testing.T, raw []byte) {
		var q HandOver
		if err := readMessage(bytes.NewReader(raw), &q); err != nil {
			return
		}
		var again bytes.Buffer
		if err := writeMessage(&again, q); err != nil || !bytes.HasPrefix(raw, again.Bytes()) {
			t.Fatalf("%x came back as %x, %v", raw, again.Bytes(), err)
		}
	})
}
