package op

// Strict DAG-CBOR: one encoding for each value, and no other is accepted. https://ipld.io/specs/codecs/dag-cbor/spec/

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

var (
	encoder = mustEncMode(cbor.EncOptions{
		Sort:          cbor.SortLengthFirst,
		IndefLength:   cbor.IndefLengthForbidden,
		NilContainers: cbor.NilContainerAsEmpty,
	})
	decoder = mustDecMode(cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		IndefLength:       cbor.IndefLengthForbidden,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
		FieldNameMatching: cbor.FieldNameMatchingCaseSensitive,
		MaxNestedLevels:   MaxDepth,
		MaxArrayElements:  maxElements,
		MaxMapPairs:       maxElements,
		UTF8:              cbor.UTF8RejectInvalid,
	})
)

func mustEncMode(options cbor.EncOptions) cbor.EncMode {
	mode, err := options.EncMode()
	if err != nil {
		panic("constant encoding options: " + err.Error())
	}
	return mode
}

func mustDecMode(options cbor.DecOptions) cbor.DecMode {
	mode, err := options.DecMode()
	if err != nil {
		panic("constant decoding options: " + err.Error())
	}
	return mode
}

// Encode writes a struct as strict DAG-CBOR: length-first key order, shortest integers, definite lengths.
// The struct's types must have no floats and no maps with other keys than text.
func Encode(v any) ([]byte, error) {
	out, err := encoder.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encoding: %w", err)
	}
	return out, nil
}

// Decode reads strict DAG-CBOR into a struct, and refuses bytes that v does not re-encode to: unknown or missing keys, another key order,
// longer integers, other tags, trailing bytes. The caller bounds the length of data.
func Decode(data []byte, v any) error {
	if err := decoder.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	again, err := encoder.Marshal(v)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if !bytes.Equal(data, again) {
		return fmt.Errorf("%w: not in strict encoding", ErrMalformed)
	}
	return nil
}

// IDOf is the id of content that is no op, such as an authority commit: the SHA-256 of its strict encoding.
func IDOf(v any) (ID, error) {
	raw, err := Encode(v)
	if err != nil {
		return ID{}, err
	}
	return sha256.Sum256(raw), nil
}
