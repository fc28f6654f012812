package cli

// Sentence: what went wrong, in words for the person who asked, and the exit code for the script that did.

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/folkmoot/folkmoot/ui/trouble"
)

// fail says an error and returns the exit code.
func (a *act) fail(err error) int {
	var silent *exitError
	if errors.As(err, &silent) {
		return silent.code
	}
	t := a.troubleOf(err)
	if a.opts.json {
		a.failJSON(t)
		return exitOf[t.Class]
	}
	fmt.Fprintln(a.call.Err, "folkmoot: "+t.What)
	for _, line := range t.More {
		fmt.Fprintln(a.call.Err, "  "+line)
	}
	next := slices.DeleteFunc([]string{t.Unchanged, t.Do}, func(s string) bool { return s == "" })
	if len(next) > 0 {
		fmt.Fprintln(a.call.Err, strings.Join(next, " "))
	}
	return exitOf[t.Class]
}

// failJSON writes the error to standard error, as one line of JSON.
func (a *act) failJSON(t trouble.Trouble) {
	type body struct {
		Code    int      `json:"code"`
		Name    string   `json:"name"`
		Message string   `json:"message"`
		Do      string   `json:"do,omitempty"`
		More    []string `json:"more,omitempty"`
		Changed bool     `json:"changed"`
		Detail  string   `json:"detail,omitempty"`
	}
	b := body{Code: exitOf[t.Class], Name: t.Name, Message: t.What, Do: t.Do, More: t.More, Changed: t.Changed, Detail: t.Detail}
	line, err := json.Marshal(map[string]body{"error": b})
	if err != nil {
		panic("an error of plain strings cannot fail to encode: " + err.Error())
	}
	fmt.Fprintln(a.call.Err, string(line))
}
