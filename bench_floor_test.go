//go:build unix

package main

// The floor: a plain program that reads a bundle's blocks, verifies signatures in batches on all cores, hashes, decodes, and inserts, in
// transactions of 1,000 that are on disk before the next one begins. It knows no rights and no rows, and keeps nothing but the ops.

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/folkmoot/folkmoot/app/car"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/store/lite"
)

const (
	floorBatch       = 1024
	floorTransaction = 1000
	floorSchema      = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4096;
		CREATE TABLE IF NOT EXISTS ops (id BLOB NOT NULL UNIQUE, header BLOB NOT NULL, signature BLOB NOT NULL, body BLOB NOT NULL) STRICT`
	floorInsert = "INSERT INTO ops (id, header, signature, body) VALUES (?, ?, ?, ?)"
)

// floorOp is an op as the plain program holds it.
type floorOp struct {
	id          [32]byte
	raw, rest   []byte
	header      op.Header
	sealed      struct{ Sig, Body []byte }
	bodyDecoded map[string]any
}

// floorJob takes a bundle and the path of a database, and says what taking it in cost.
func floorJob(_ context.Context, args []string) (any, error) {
	conn, err := openFloor(args[1])
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	began, used := time.Now(), cpuSeconds()
	ops, err := floorTakeIn(conn, args[0])
	return cost{Ops: ops, Seconds: time.Since(began).Seconds(), CPUSeconds: cpuSeconds() - used, PeakBytes: peakBytes()}, err
}

func openFloor(path string) (*lite.Conn, error) {
	conn, err := lite.Open(path, lite.Create)
	if err != nil {
		return nil, err
	}
	return conn, conn.Script(floorSchema)
}

// floorTakeIn is a pipeline: one reads, every core decodes and verifies, one writes, in the order in which things were read.
func floorTakeIn(conn *lite.Conn, path string) (int, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	type batch struct {
		ops  []floorOp
		err  error
		done chan struct{}
	}
	read := make(chan *batch, runtime.NumCPU())
	ordered := make(chan *batch, 2*runtime.NumCPU())
	for range runtime.NumCPU() {
		go func() {
			verifier := op.NewVerifier()
			for b := range read {
				b.err = errors.Join(b.err, floorVerify(verifier, b.ops))
				close(b.done)
			}
		}()
	}
	go func() {
		defer close(read)
		defer close(ordered)
		blocks, err := floorBlocks(file)
		for err == nil {
			b := &batch{done: make(chan struct{})}
			b.ops, err = blocks()
			if err != io.EOF {
				b.err = err
			}
			ordered <- b
			read <- b
		}
	}()
	count := 0
	for b := range ordered {
		<-b.done
		if b.err != nil {
			return count, b.err
		}
		if err := floorStore(conn, b.ops, &count); err != nil {
			return count, err
		}
	}
	if count%floorTransaction != 0 {
		return count, conn.Exec("COMMIT")
	}
	return count, nil
}

// floorBlocks skips the manifest, and returns what reads the next batch; its error is io.EOF with the last one. The CAR reader has hashed each
// block, and a header's block is the op's id.
func floorBlocks(file io.Reader) (func() ([]floorOp, error), error) {
	blocks, err := car.NewReader(file)
	if err == nil {
		_, err = blocks.Next()
	}
	return func() ([]floorOp, error) {
		ops := make([]floorOp, 0, floorBatch)
		for len(ops) < floorBatch {
			header, err := blocks.Next()
			if err != nil {
				return ops, err
			}
			rest, err := blocks.Next()
			if err != nil {
				return ops, err
			}
			o := floorOp{raw: header.Data, rest: rest.Data}
			copy(o.id[:], header.CID.Bytes()[4:])
			ops = append(ops, o)
		}
		return ops, nil
	}, err
}

func floorVerify(verifier *op.Verifier, ops []floorOp) error {
	for i := range ops {
		o := &ops[i]
		if err := errors.Join(cbor.Unmarshal(o.raw, &o.header), cbor.Unmarshal(o.rest, &o.sealed)); err != nil {
			return err
		}
		if err := cbor.Unmarshal(o.sealed.Body, &o.bodyDecoded); err != nil {
			return err
		}
		if sha256.Sum256(o.sealed.Body) != o.header.BodyHash {
			return errors.New("a body does not have its hash")
		}
		verifier.Add(o.header.Device, op.HeaderMessage(o.raw), op.Signature(o.sealed.Sig))
	}
	if len(ops) == 0 {
		return nil
	}
	for i, holds := range verifier.Verify(rand.Reader) {
		if !holds {
			return fmt.Errorf("the signature of op %d does not hold", i)
		}
	}
	return nil
}

func floorStore(conn *lite.Conn, ops []floorOp, count *int) error {
	for i := range ops {
		if *count%floorTransaction == 0 {
			if err := conn.Exec("BEGIN IMMEDIATE"); err != nil {
				return err
			}
		}
		o := &ops[i]
		if err := conn.Exec(floorInsert, o.id[:], o.raw, o.sealed.Sig, o.sealed.Body); err != nil {
			return err
		}
		if *count++; *count%floorTransaction == 0 {
			if err := conn.Exec("COMMIT"); err != nil {
				return err
			}
		}
	}
	return nil
}

// floorCommit is a raw commit of one op.
func floorCommit(conn *lite.Conn, o *op.Op) error {
	if err := conn.Exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	id := op.ID{}
	if _, err := rand.Read(id[:]); err != nil {
		return err
	}
	if err := conn.Exec(floorInsert, id[:], o.Raw, o.Signature[:], o.Body); err != nil {
		return err
	}
	return conn.Exec("COMMIT")
}
