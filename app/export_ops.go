package app

// The acts of an export: every stored one as a line of JSON, with its header, its body and what became of it.

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"reflect"

	"github.com/fxamacker/cbor/v2"
	"github.com/ipfs/go-cid"

	"github.com/folkmoot/folkmoot/app/community"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/proposal"
)

// opLine is one act. Ids are CIDs, keys and other bytes are in hexadecimal.
type opLine struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Device     string   `json:"device"`
	Account    string   `json:"account"`
	Seq        uint64   `json:"seq"`
	Prev       *string  `json:"prev"`
	Deps       []string `json:"deps"`
	Auth       *string  `json:"auth"`
	TimeMillis int64    `json:"time_ms"`
	Epoch      *string  `json:"epoch"`
	BodyHash   string   `json:"body_sha256"`
	BodyBytes  uint32   `json:"body_bytes"`
	Verdict    string   `json:"verdict"`
	Signature  string   `json:"signature"`
	// Body is null where it is not at hand or Withheld says why it is left out.
	Body     any    `json:"body"`
	Withheld string `json:"withheld,omitempty"`
}

func (x *exporter) opLines(r Reader) error {
	return x.file("ops.jsonl", func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		var failed error
		err := r.Ops(0, func(s community.Stored) bool {
			var l opLine
			if l, failed = x.opLine(r, s); failed == nil {
				failed = out.Encode(&l)
			}
			x.Ops++
			if failed == nil {
				failed = x.step()
			}
			return failed == nil
		})
		if failed != nil {
			return failed
		}
		return err
	})
}

func (x *exporter) opLine(r Reader, s community.Stored) (opLine, error) {
	h := s.Op.Header
	l := opLine{
		ID: s.ID.String(), Kind: h.Kind, Device: h.Device.String(), Account: x.devices[h.Device].String(), Seq: h.Seq, Prev: cidText(h.Prev),
		Deps: make([]string, len(h.Deps)), Auth: cidText(h.Auth), TimeMillis: h.TimeMillis, Epoch: cidText(h.Epoch),
		BodyHash: hex.EncodeToString(h.BodyHash[:]), BodyBytes: h.BodyLen, Verdict: s.Verdict.String(), Signature: hex.EncodeToString(s.Op.Signature[:]),
	}
	for i, dep := range h.Deps {
		l.Deps[i] = dep.String()
	}
	why, err := x.withheld(r, s)
	if err != nil || why != "" || s.Op.Body == nil {
		if why != "" {
			x.Withheld++
		}
		l.Withheld = why
		return l, err
	}
	l.Body = plainBody(s.Op.Body)
	return l, nil
}

func cidText(id op.ID) *string {
	if id.IsZero() {
		return nil
	}
	text := id.String()
	return &text
}

// postTables are where the rows of posts lie, by their kinds.
var postTables = map[string]string{
	proposal.KindTopic: proposal.Topic{}.Table(), proposal.KindPublish: proposal.Revision{}.Table(), proposal.KindRevise: proposal.Revision{}.Table(),
	proposal.KindAmend: proposal.Amendment{}.Table(), proposal.KindComment: proposal.Comment{}.Table(),
	proposal.KindProfile: proposal.ProfileVersion{}.Table(),
}

// withheld says why a body is not written; "" where it is. A post that is not applied shows no text anywhere, so it shows none here.
func (x *exporter) withheld(r Reader, s community.Stored) (string, error) {
	table, isPost := postTables[s.Kind]
	if !isPost {
		return "", nil
	}
	row, ok, err := r.Row(table, s.ID.String())
	if err != nil {
		return "", err
	}
	post, is := row.(interface{ IsGone() bool })
	_, isHidden := x.hidden[s.ID]
	switch {
	case !ok || !is:
		return "not applied", nil
	case post.IsGone():
		return "taken back", nil
	case isHidden && !x.readsHidden:
		return "hidden", nil
	}
	return "", nil
}

// plainBody turns strict DAG-CBOR of any kind into what JSON can hold; a body that is none is written in hexadecimal.
func plainBody(raw []byte) any {
	var body any
	if err := plainDecoder.Unmarshal(raw, &body); err != nil {
		return hex.EncodeToString(raw)
	}
	return plain(body)
}

var plainDecoder = func() cbor.DecMode {
	mode, err := cbor.DecOptions{
		DefaultMapType: reflect.TypeFor[map[string]any](), IndefLength: cbor.IndefLengthForbidden, MaxNestedLevels: op.MaxDepth,
		MaxArrayElements: op.MaxBodyBytes, MaxMapPairs: op.MaxBodyBytes,
	}.DecMode()
	if err != nil {
		panic("constant decoding options: " + err.Error())
	}
	return mode
}()

// cidTag is CBOR's tag of a CID in DAG-CBOR.
const cidTag = 42

func plain(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case []byte:
		return hex.EncodeToString(v)
	case cbor.Tag:
		return plainTag(v)
	}
	return value
}

func plainTag(tag cbor.Tag) any {
	raw, ok := tag.Content.([]byte)
	if tag.Number != cidTag || !ok || len(raw) == 0 {
		return plain(tag.Content)
	}
	c, err := cid.Cast(raw[1:])
	if err != nil {
		return hex.EncodeToString(raw)
	}
	return c.String()
}
