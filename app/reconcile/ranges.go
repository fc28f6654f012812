package reconcile

// Ranges on the wire: what a side says of ranges in which the two differ.

import (
	"encoding/binary"

	"github.com/folkmoot/folkmoot/app/op"
)

// What an item says of its range.
const (
	// itemSums gives the sums of the range's equal parts.
	itemSums = 0x00
	// itemList gives all ids that the speaker has there.
	itemList = 0x01
	// itemNeed names the one id that the speaker seems to lack there: the difference of the sums.
	itemNeed = 0x02
)

// item is what one side says of one range.
type item struct {
	r    Range
	mode byte
	// deeper and sums: the range's 2^deeper parts.
	deeper int
	sums   []Sum
	// ids of a list, or the one that is needed.
	ids []op.ID
}

func (it *item) append(to []byte) []byte {
	to = append(to, byte(it.r.Bits))
	prefix := binary.BigEndian.AppendUint64(nil, it.r.Prefix)
	to = append(append(to, prefix[:(it.r.Bits+7)/8]...), it.mode)
	switch it.mode {
	case itemSums:
		to = append(to, byte(it.deeper))
		for i := range it.sums {
			to = binary.AppendUvarint(to, it.sums[i].Count)
			if it.sums[i].Count > 0 {
				sum := it.sums[i].id()
				to = append(to, sum[:]...)
			}
		}
	case itemList:
		to = appendIDs(binary.AppendUvarint(to, uint64(len(it.ids))), it.ids)
	case itemNeed:
		to = appendIDs(to, it.ids)
	}
	return to
}

// maxItemBytes is the most that an item takes: the parts of a range, or a list.
const maxItemBytes = 1<<maxDeeper*(idBytes+10) + 16

// encodeItems packs items into frames.
func encodeItems(items []item) (frames [][]byte) {
	frame := []byte{kindRanges}
	for i := range items {
		if len(frame)+maxItemBytes > MaxFrameBytes {
			frames, frame = append(frames, frame), []byte{kindRanges}
		}
		frame = items[i].append(frame)
	}
	return append(frames, frame)
}

func decodeItems(r *reader) ([]item, error) {
	var items []item
	for r.err == nil && len(r.rest) > 0 {
		items = append(items, decodeItem(r))
	}
	return items, r.err
}

func decodeItem(r *reader) item {
	it := item{r: decodeRange(r), mode: r.byte()}
	switch it.mode {
	case itemSums:
		it.deeper = int(r.byte())
		if it.deeper > maxDeeper || it.r.Bits+it.deeper > 64 || len(r.rest) < 1<<it.deeper {
			r.fail("a range of %d bits in 2^%d parts", it.r.Bits, it.deeper)
			return it
		}
		it.sums = make([]Sum, 1<<it.deeper)
		for i := range it.sums {
			it.sums[i].Count = r.uvarint()
			if it.sums[i].Count > 0 {
				it.sums[i].words = wordsOf(r.id())
			}
		}
	case itemList:
		it.ids = r.ids(r.count(maxList, idBytes))
	case itemNeed:
		it.ids = []op.ID{r.id()}
	default:
		r.fail("an item of mode %d", it.mode)
	}
	for _, id := range it.ids {
		if !it.r.Contains(id) {
			r.fail("an id outside of its range")
		}
	}
	return it
}

func decodeRange(r *reader) Range {
	bits := int(r.byte())
	if bits > 64 {
		r.fail("a range of %d bits", bits)
		return Range{}
	}
	var prefix [8]byte
	copy(prefix[:], r.bytes((bits+7)/8))
	found := Range{bits, binary.BigEndian.Uint64(prefix[:])}
	if found.Prefix&found.free() != 0 {
		r.fail("a range of %d bits names more", bits)
	}
	return found
}
