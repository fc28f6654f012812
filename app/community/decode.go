package community

// Decode: bodies decoded ahead of the fold, on another core than the one that writes.

import (
	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// Bodies are what the bodies of some ops say, or why they say nothing. They belong to these very ops, as an op may come with its body or without.
type Bodies map[*op.Op]decoded

type decoded struct {
	body any
	err  error
}

// Decode reads bodies as Ingest would. It needs no engine, so it may run while one works.
func Decode(registry *kind.Registry, ops []*op.Op) Bodies {
	bodies := make(Bodies, len(ops))
	for _, o := range ops {
		if _, known := registry.Lookup(o.Header.Kind); !known {
			continue
		}
		body, err := registry.Body(o)
		bodies[o] = decoded{body, err}
	}
	return bodies
}

// body is what an op's body says.
func (e *Engine) body(o *op.Op) (any, error) {
	if ahead, ok := e.ahead[o]; ok {
		return ahead.body, ahead.err
	}
	return e.seams.body(o)
}
