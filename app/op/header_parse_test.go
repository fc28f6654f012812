package op

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The parser and the codec of everything else agree on every input: they accept the same bytes, and read the same out of them.
func FuzzHeader(f *testing.F) {
	f.Fuzz(func(t *testing.T, raw []byte) { compareParsers(t, raw) })
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func compareParsers(t failer, raw []byte) {
	t.Helper()
	if len(raw) > MaxHeaderBytes {
		return
	}
	var parsed, decoded Header
	// The parser refuses some of what check does, before it takes memory for it.
	errParsed, errDecoded := parsed.parse(raw), Decode(raw, &decoded)
	if errDecoded == nil {
		errDecoded = decoded.check()
	}
	if errParsed == nil {
		errParsed = parsed.check()
	}
	if (errParsed == nil) != (errDecoded == nil) {
		t.Fatalf("%x: parsed %v, decoded %v", raw, errParsed, errDecoded)
	}
	if errParsed == nil && !reflect.DeepEqual(parsed, decoded) {
		t.Fatalf("%x: parsed %+v, decoded %+v", raw, parsed, decoded)
	}
}

func TestParsersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHeader(t)
		raw, err := Encode(&h)
		if err != nil {
			t.Fatal(err)
		}
		compareParsers(t, raw)
		for range rapid.IntRange(0, 3).Draw(t, "slips") {
			raw = slip(t, raw)
			compareParsers(t, raw)
		}
	})
}

func drawHeader(t *rapid.T) Header {
	some := rapid.Map(rapid.Byte(), func(b byte) ID { return ID{b, 31: 1} })
	id := rapid.OneOf(some, some, some, rapid.Just(ID{}))
	number := rapid.OneOf(rapid.Uint64(), rapid.Uint64Range(0, 30), rapid.SampledFrom([]uint64{255, 256, 65535, 65536, 1<<32 - 1, 1 << 32}))
	if rapid.Bool().Draw(t, "valid") {
		deps := rapid.SliceOfNDistinct(some, 0, MaxDeps, rapid.ID).Draw(t, "deps")
		slices.SortFunc(deps, ID.Compare)
		return Header{
			Version: HeaderVersion, Community: CommunityID(some.Draw(t, "com")), Kind: "comment.add", Device: DeviceID(some.Draw(t, "dev")),
			Seq: number.Draw(t, "seq")%MaxSeq + 1, Prev: some.Draw(t, "prev"), Deps: deps, Auth: some.Draw(t, "auth"),
			TimeMillis: int64(number.Draw(t, "t") % MaxTimeMillis), Epoch: id.Draw(t, "ep"), BodyLen: uint32(number.Draw(t, "bl") % MaxBodyBytes),
		}
	}
	return Header{
		Version: number.Draw(t, "v"), Community: CommunityID(id.Draw(t, "com")), Kind: rapid.StringN(0, 50, 60).Draw(t, "kind"),
		Device: DeviceID(id.Draw(t, "dev")), Seq: number.Draw(t, "seq"), Prev: id.Draw(t, "prev"),
		Deps: rapid.SliceOfN(id, 0, MaxDeps+2).Draw(t, "deps"), Auth: id.Draw(t, "auth"), TimeMillis: rapid.Int64().Draw(t, "t"),
		Epoch: id.Draw(t, "ep"), BodyHash: [32]byte(id.Draw(t, "bh")), BodyLen: uint32(number.Draw(t, "bl")),
	}
}

// slip changes, drops or doubles some bytes.
func slip(t *rapid.T, raw []byte) []byte {
	at := rapid.IntRange(0, len(raw)).Draw(t, "at")
	end := min(len(raw), at+rapid.IntRange(0, 9).Draw(t, "length"))
	var between []byte
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 1:
		between = append(append(between, raw[at:end]...), raw[at:end]...)
	case 2:
		between = rapid.SliceOfN(rapid.Byte(), end-at, end-at).Draw(t, "bytes")
	}
	return append(append(append([]byte{}, raw[:at]...), between...), raw[end:]...)
}
