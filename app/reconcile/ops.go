package reconcile

// Batches of ops, packed where that pays.

import (
	"encoding/binary"

	"github.com/klauspost/compress/zstd"

	"github.com/folkmoot/folkmoot/app/op"
)

// How a batch is packed.
const (
	packedNot  = 0x00
	packedZstd = 0x01
)

// packer packs and unpacks. Its workspaces are made when they are first needed.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	plain   []byte
}

// maxBesidesBytes is what an op takes in a batch besides its header and body: the signature and two lengths.
const maxBesidesBytes = op.SignatureSize + 2 + 3

// encode makes the frame of a batch, which is within its bounds:
//
//	0x06 ‖ packed ‖ uvarint length ‖ for each op: uvarint length of the header ‖ header ‖ signature ‖ uvarint 0, or 1 + length of the body ‖ body
func (p *packer) encode(ops []*op.Op) ([]byte, error) {
	p.plain = p.plain[:0]
	for _, o := range ops {
		p.plain = append(binary.AppendUvarint(p.plain, uint64(len(o.Raw))), o.Raw...)
		p.plain = append(p.plain, o.Signature[:]...)
		if o.Body == nil {
			p.plain = append(p.plain, 0)
			continue
		}
		p.plain = append(binary.AppendUvarint(p.plain, uint64(len(o.Body))+1), o.Body...)
	}
	if p.encoder == nil {
		var err error
		p.encoder, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
			zstd.WithWindowSize(MaxFrameBytes), zstd.WithEncoderCRC(false), zstd.WithLowerEncoderMem(true))
		if err != nil {
			return nil, err
		}
	}
	frame := binary.AppendUvarint([]byte{kindOps, packedZstd}, uint64(len(p.plain)))
	head := len(frame)
	frame = p.encoder.EncodeAll(p.plain, frame)
	if len(frame)-head >= len(p.plain) {
		frame[1] = packedNot
		frame = append(frame[:head], p.plain...)
	}
	return frame, nil
}

// decode takes a batch apart, and opens its ops: form and body hashes hold, signatures are not looked at.
func (p *packer) decode(r *reader) ([]*op.Op, error) {
	packed, length := r.byte(), r.uvarint()
	switch {
	case r.err != nil:
		return nil, r.err
	case length > maxBatchBytes:
		return nil, fault("a batch of %d bytes", length)
	case packed == packedNot:
		// The ops are kept, the frame may be used again.
		r.rest = append([]byte(nil), r.rest...)
	case packed == packedZstd:
		plain, err := p.unpack(r.rest, int(length))
		if err != nil {
			return nil, fault("a batch that does not unpack: %w", err)
		}
		r.rest = plain
	default:
		return nil, fault("a batch packed as %d", packed)
	}
	if uint64(len(r.rest)) != length {
		return nil, fault("a batch of %d bytes where it says %d", len(r.rest), length)
	}
	return openBatch(r)
}

func (p *packer) unpack(data []byte, length int) ([]byte, error) {
	if p.decoder == nil {
		var err error
		p.decoder, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBatchBytes),
			zstd.WithDecoderMaxWindow(MaxFrameBytes), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
	}
	return p.decoder.DecodeAll(data, make([]byte, 0, length))
}

func openBatch(r *reader) ([]*op.Op, error) {
	var ops []*op.Op
	for r.err == nil && len(r.rest) > 0 {
		if len(ops) == maxBatchOps {
			return nil, fault("more than %d ops in a batch", maxBatchOps)
		}
		header := r.bytes(r.count(op.MaxHeaderBytes, 1))
		var signature op.Signature
		copy(signature[:], r.bytes(len(signature)))
		var body []byte
		if n := r.uvarint(); n > op.MaxBodyBytes+1 {
			r.fail("a body of %d bytes", n-1)
		} else if n > 0 {
			body = r.bytes(int(n) - 1)
		}
		if r.err != nil {
			break
		}
		o, err := op.Open(header, signature, body)
		if err != nil {
			return nil, fault("%w", err)
		}
		ops = append(ops, o)
	}
	if r.err == nil && len(ops) == 0 {
		return nil, fault("an empty batch")
	}
	return ops, r.err
}
