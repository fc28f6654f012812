package op_test

// What a Verifier owes beyond the verdicts of the rule: their order, a clean start for each batch, and bounds.

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/folkmoot/folkmoot/app/op"
)

// manySigned makes n good signatures by a number of devices, over headers of headerBytes.
func manySigned(n, devices, headerBytes int) []signedMessage {
	keys := make([]ed25519.PrivateKey, devices)
	for i := range keys {
		seed := binary.LittleEndian.AppendUint64(make([]byte, 24, 32), uint64(i))
		keys[i] = ed25519.NewKeyFromSeed(seed)
	}
	all := make([]signedMessage, n)
	for i := range all {
		private, header := keys[i%devices], make([]byte, headerBytes)
		binary.LittleEndian.PutUint64(header, uint64(i))
		all[i] = signedMessage{[32]byte(private[32:]), op.HeaderMessage(header), op.SignHeader(private, header)}
	}
	return all
}

func addAll(v *op.Verifier, all []signedMessage) {
	for _, m := range all {
		v.Add(m.key, m.message, m.sig)
	}
}

func TestVerifierNamesTheBadOnesInOrder(t *testing.T) {
	all := manySigned(300, 7, 40)
	bad := []int{0, 41, 298, 299}
	all[0].sig[5] ^= 1              // another R
	all[41].sig[63] = 0xff          // S above L
	all[298].message[20] ^= 1       // another message
	all[299].key = [32]byte{2: 255} // another key, perhaps no point at all
	v := op.NewVerifier()
	for round := range 2 {
		addAll(v, all)
		var found []int
		verdicts := v.Verify(weights())
		for i, valid := range verdicts {
			if !valid {
				found = append(found, i)
			}
		}
		if len(verdicts) != len(all) || !slices.Equal(found, bad) {
			t.Errorf("round %d: %d verdicts, bad are %v, want %v", round, len(verdicts), found, bad)
		}
	}
	addAll(v, all[1:3])
	if got := v.Verify(weights()); !slices.Equal(got, []bool{true, true}) {
		t.Errorf("after a failed batch: %v", got)
	}
	if got := v.Verify(weights()); len(got) != 0 {
		t.Errorf("an empty batch: %v", got)
	}
}

// Errors of +d and −d in two S vanish from a plain sum, so the weights must catch them.
func TestVerifierRefusesErrorsThatCancelOut(t *testing.T) {
	all := manySigned(200, 3, 40)
	for _, size := range []int{2, 20, 200} {
		batch := slices.Clone(all[:size])
		batch[0].sig[32]++
		batch[1].sig[32]--
		v := op.NewVerifier()
		addAll(v, batch)
		got := v.Verify(weights())
		if got[0] || got[1] || slices.Contains(got[2:], false) {
			t.Errorf("a batch of %d: %v", size, got)
		}
	}
}

func TestVerifierWithoutRandomnessOnlyLosesSpeed(t *testing.T) {
	all := manySigned(5, 2, 40)
	all[3].message[20] ^= 1
	want := []bool{true, true, true, false, true}
	for name, random := range map[string]io.Reader{
		"nil":       nil,
		"failing":   iotest.ErrReader(errors.New("no entropy")),
		"too short": bytes.NewReader(make([]byte, 31)),
	} {
		v := op.NewVerifier()
		for range 2 {
			addAll(v, all)
			if got := v.Verify(random); !slices.Equal(got, want) {
				t.Errorf("%s randomness: %v", name, got)
			}
		}
		if got := v.Verify(random); len(got) != 0 {
			t.Errorf("%s randomness, an empty batch: %v", name, got)
		}
	}
}

func TestVerifierKeepsNoMessage(t *testing.T) {
	all := manySigned(3, 1, 40)
	v := op.NewVerifier()
	for _, m := range all {
		v.Add(m.key, m.message, m.sig)
		clear(m.message)
	}
	if got := v.Verify(weights()); !slices.Equal(got, []bool{true, true, true}) {
		t.Errorf("after the messages were overwritten: %v", got)
	}
}

// Somebody who sends ops under fresh keys without end must not fill the memory.
func TestVerifierForgetsKeys(t *testing.T) {
	const maxGrowthBytes = 40 << 20 // 15,000 keys of 1.5 kB, what the list of them costs, and room
	before := heapBytes()
	v, stream := op.NewVerifier(), rand.NewChaCha8([32]byte{1})
	noSignature := op.Signature(bytes.Repeat([]byte{0xff}, op.SignatureSize))
	for range 100 {
		for range 1000 {
			var fresh [32]byte
			_, _ = stream.Read(fresh[:]) // every second one is a point
			v.Add(fresh, nil, noSignature)
		}
		if slices.Contains(v.Verify(weights()), true) {
			t.Fatal("no signature, and yet valid")
		}
	}
	if grown := heapBytes() - before; grown > maxGrowthBytes {
		t.Errorf("100,000 keys hold %d bytes, want at most %d", grown, maxGrowthBytes)
	}
	runtime.KeepAlive(v)
}

func heapBytes() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
