package session

// How a Request is written: JSON whose strings are base64, because arguments
// and folder names need not be UTF-8. There is one encoding of a request, and
// a payload that is not it is refused.

import (
	"bytes"
	"encoding/json"
	"fmt"
)

type wireRequest struct {
	Args     [][]byte `json:"args"`
	Dir      []byte   `json:"dir"`
	Width    int      `json:"width"`
	Terminal bool     `json:"terminal"`
}

func encodeRequest(req Request) ([]byte, error) {
	if err := checkRequest(req); err != nil {
		return nil, err
	}
	wire := wireRequest{Args: make([][]byte, len(req.Args)), Dir: []byte(req.Dir), Width: req.Width, Terminal: req.Terminal}
	for i, arg := range req.Args {
		wire.Args[i] = []byte(arg)
	}
	payload, err := json.Marshal(wire)
	if err != nil {
		return nil, fmt.Errorf("encoding a request: %w", err)
	}
	if len(payload) > maxRequestBytes {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrTooLarge, len(payload), maxRequestBytes)
	}
	return payload, nil
}

// checkRequest applies the bounds that hold on both sides. The sum of the
// arguments comes first, so that a request is refused before it is copied.
func checkRequest(req Request) error {
	total := len(req.Dir)
	for _, arg := range req.Args {
		total += len(arg)
	}
	switch {
	case total > maxRequestBytes || len(req.Args) > maxArgs:
		return fmt.Errorf("%w: %d arguments, %d bytes", ErrTooLarge, len(req.Args), total)
	case len(req.Dir) > maxDirBytes:
		return fmt.Errorf("%w: the working folder's name has %d bytes", ErrTooLarge, len(req.Dir))
	case req.Width < 0 || req.Width > maxWidth:
		return fmt.Errorf("a terminal of %d columns", req.Width)
	}
	return nil
}

func decodeRequest(payload []byte) (Request, error) {
	var wire wireRequest
	if err := json.Unmarshal(payload, &wire); err != nil {
		return Request{}, fmt.Errorf("%w: request: %w", ErrFrame, err)
	}
	req := Request{Args: make([]string, len(wire.Args)), Dir: string(wire.Dir), Width: wire.Width, Terminal: wire.Terminal}
	for i, arg := range wire.Args {
		req.Args[i] = string(arg)
	}
	again, err := encodeRequest(req)
	if err != nil {
		return Request{}, fmt.Errorf("%w: request: %w", ErrFrame, err)
	}
	if !bytes.Equal(again, payload) {
		return Request{}, fmt.Errorf("%w: a request in another encoding", ErrFrame)
	}
	return req, nil
}
