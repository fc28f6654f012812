package car

// What we write, go-car reads, and what it writes, we read: see the package's documentation for why it is not used beyond that.

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"testing"

	"github.com/ipfs/go-cid"
	gocar "github.com/ipld/go-car/v2"
	"github.com/ipld/go-car/v2/storage"
	"pgregory.net/rapid"
)

func TestGoCARReadsWhatWeWrite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blocks := drawBlocks(t)
		r, err := gocar.NewBlockReader(bytes.NewReader(write(t, blocks)))
		if err != nil {
			t.Fatal(err)
		}
		if want := []cid.Cid{CIDOf(blocks[0].codec, []byte(blocks[0].data))}; r.Version != 1 || !slices.Equal(r.Roots, want) {
			t.Fatalf("version %d, roots %v", r.Version, r.Roots)
		}
		for i, want := range blocks {
			b, err := r.Next()
			if err != nil || string(b.RawData()) != want.data || Codec(b.Cid().Type()) != want.codec {
				t.Fatalf("block %d: %v, %v", i, b, err)
			}
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Fatalf("after the last block: %v", err)
		}
	})
}

func TestWeReadWhatGoCARWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		blocks := drawBlocks(t)
		var file bytes.Buffer
		root := CIDOf(blocks[0].codec, []byte(blocks[0].data))
		w, err := storage.NewWritable(&file, []cid.Cid{root}, gocar.WriteAsCarV1(true), gocar.AllowDuplicatePuts(true))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range blocks {
			if err := w.Put(context.Background(), CIDOf(b.codec, []byte(b.data)).KeyString(), []byte(b.data)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Finalize(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), write(t, blocks)) {
			t.Fatalf("go-car writes other bytes:\n%x\n%x", file.Bytes(), write(t, blocks))
		}
		got, err := read(&file)
		if err != nil || !slices.Equal(got, blocks) {
			t.Fatalf("%v, %v came back", err, got)
		}
	})
}

// The first reason not to use it. Should this fail one day, that reason has gone.
func TestGoCARTakesSomeCutFilesForWholeOnes(t *testing.T) {
	file := write(t, three[:2])
	whole := ends(t, file)
	cut := file[:whole[1]+2] // the length of the second block is there, and no more
	r, err := gocar.NewBlockReader(bytes.NewReader(cut))
	if err == nil {
		_, err = r.Next()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("go-car says %v", err)
	}
	if _, err := read(bytes.NewReader(cut)); !errors.Is(err, ErrTruncated) {
		t.Errorf("we say %v", err)
	}
}
