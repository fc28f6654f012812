package reconcile

// What the tests outside of the package may look at.

import "encoding/binary"

// Unpacked is a frame that says the same and is not packed.
func Unpacked(frame []byte) ([]byte, error) {
	if frame[0] != kindOps || frame[1] == packedNot {
		return frame, nil
	}
	var p packer
	r := &reader{rest: frame[2:]}
	length := r.uvarint()
	plain, err := p.unpack(r.rest, int(length))
	return append(binary.AppendUvarint([]byte{kindOps, packedNot}, length), plain...), err
}
