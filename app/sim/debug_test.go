package sim

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/folkmoot/folkmoot/app/op"
)

var dseed = flag.Uint64("dseed", 0, "")
var dname = flag.String("dname", "", "")

func TestDebug(t *testing.T) {
	r := newRun(Config{Seed: *dseed, Ops: 200, Steps: maxSteps})
	err := r.guarded()
	fmt.Println(err)
	for _, name := range strings.Fields(*dname) {
		var id op.ID
		for i, n := range r.journal.names {
			if n == name {
				id = i
			}
		}
		for _, l := range r.honest() {
			m, ok := l.meta(id)
			v, ok2 := l.graph().Now().VerdictOf(id)
			fmt.Println(name, l.name, ok, m.Verdict, m.Order, v, ok2)
		}
	}
	os.WriteFile(fmt.Sprintf("/tmp/log.%d", *dseed), []byte(strings.Join(r.journal.lines, "\n")), 0o644)
}
