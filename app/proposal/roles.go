package proposal

// Roles: what each dep of a header is to its op, told by the dep's kind. So the place of a post is known without its body.

import (
	"slices"

	"github.com/folkmoot/folkmoot/app/kind"
	"github.com/folkmoot/folkmoot/app/op"
)

// depsOf lists the deps of some kinds, ascending.
func depsOf(w kind.World, e *kind.Entry, kinds ...string) []op.ID {
	var found []op.ID
	for _, id := range e.Op.Header.Deps {
		if name, ok := w.KindOf(id); ok && slices.Contains(kinds, name) {
			found = append(found, id)
		}
	}
	return found
}

// depOf is the first of them; zero where there is none.
func depOf(w kind.World, e *kind.Entry, kinds ...string) op.ID {
	if found := depsOf(w, e, kinds...); len(found) > 0 {
		return found[0]
	}
	return op.ID{}
}

// depsIn lists the deps of some kinds that belong to a subject.
func depsIn(subject op.ID, w kind.World, e *kind.Entry, kinds ...string) []op.ID {
	return slices.DeleteFunc(depsOf(w, e, kinds...), func(id op.ID) bool { return subjectOf(w, id) != subject })
}

// depIn is the first of them; zero where there is none.
func depIn(subject op.ID, w kind.World, e *kind.Entry, kinds ...string) op.ID {
	if found := depsIn(subject, w, e, kinds...); len(found) > 0 {
		return found[0]
	}
	return op.ID{}
}

func subjectOf(w kind.World, id op.ID) op.ID {
	if id.IsZero() {
		return op.ID{}
	}
	subject, _ := w.SubjectOf(id)
	return subject
}

func isKind(w kind.World, id op.ID, name string) bool {
	have, ok := w.KindOf(id)
	return ok && have == name
}

func isBy(w kind.World, id op.ID, account op.AccountID) bool {
	have, ok := w.AccountOf(id)
	return ok && have == account
}
