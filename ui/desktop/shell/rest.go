package shell

import "github.com/folkmoot/folkmoot/ui/trouble"

// Rest are the sentences of a trouble after the first one: what became of it, and what to do.
func (w *Window) Rest(t trouble.Trouble) string { return rest(t) }
