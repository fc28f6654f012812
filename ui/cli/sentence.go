package cli

// Sentence: what went wrong, in words for the person who asked, and the exit code for the script that did.

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Meaning is what an error from outside of the core means to people.
type Meaning int

// The meanings. Each has its sentences and its exit code in trouble.go.
const (
	// MeansNothing leaves an error to be shown as it is.
	MeansNothing Meaning = iota
	// MeansDiskFull and the next three are about the disk.
	MeansDiskFull
	MeansReadOnly
	MeansDamaged
	MeansInUse
	// MeansNewerFile, MeansOlderFile and MeansForeignFile refuse a file of the profile.
	MeansNewerFile
	MeansOlderFile
	MeansForeignFile
	// MeansWrongPassphrase and the rest are about the keys: that they cannot be opened, that others could have read them.
	MeansWrongPassphrase
	MeansBadPassphrase
	MeansNoKeyring
	MeansKeysLocked
	MeansKeysDamaged
	MeansKeysExposed
)

// trouble is an error as people hear of it.
type trouble struct {
	code int
	// what is the sentence about what happened, do the one about what to do next; do may be empty.
	what, do string
	data     map[string]any
	// more are lines that follow: candidates, say.
	more []string
	// changed says that something has been done all the same, or may have been; moot that the question does not arise, since nothing was begun.
	// "Nothing was changed" is then not said.
	changed, moot bool
	// detail is what the core says, in English: for programs and for whoever mends things.
	detail string
	// count, where it is not 0, is what the first sentence counts.
	count int
}

// said is the sentence about what happened.
func (t *trouble) said(a *act) string {
	if t.count != 0 {
		return a.say.N(t.what, t.count, t.data)
	}
	return a.say.T(t.what, t.data)
}

// fail says an error and returns the exit code.
func (a *act) fail(err error) int {
	var silent *exitError
	if errors.As(err, &silent) {
		return silent.code
	}
	t := a.troubleOf(err)
	if a.opts.json {
		a.failJSON(t)
		return t.code
	}
	fmt.Fprintln(a.call.Err, "folkmoot: "+t.said(a))
	for _, line := range t.more {
		fmt.Fprintln(a.call.Err, "  "+line)
	}
	var next []string
	if !t.changed && !t.moot {
		next = append(next, a.say.T("error.unchanged", nil))
	}
	if t.do != "" {
		next = append(next, a.say.T(t.do, t.data))
	}
	if len(next) > 0 {
		fmt.Fprintln(a.call.Err, strings.Join(next, " "))
	}
	return t.code
}

// failJSON writes the error to standard error, as one line of JSON.
func (a *act) failJSON(t trouble) {
	type body struct {
		Code    int      `json:"code"`
		Name    string   `json:"name"`
		Message string   `json:"message"`
		Do      string   `json:"do,omitempty"`
		More    []string `json:"more,omitempty"`
		Changed bool     `json:"changed"`
		Detail  string   `json:"detail,omitempty"`
	}
	_, name, _ := strings.Cut(t.what, ".")
	b := body{Code: t.code, Name: name, Message: t.said(a), More: t.more, Changed: t.changed, Detail: t.detail}
	if t.do != "" {
		b.Do = a.say.T(t.do, t.data)
	}
	line, err := json.Marshal(map[string]body{"error": b})
	if err != nil {
		panic("an error of plain strings cannot fail to encode: " + err.Error())
	}
	fmt.Fprintln(a.call.Err, string(line))
}

// troubleOf finds the words for an error: the first of those who know it has the word.
func (a *act) troubleOf(err error) trouble {
	for _, known := range []func(error) (trouble, bool){
		a.usageTrouble, a.networkTrouble, a.fileTrouble, sessionTrouble, a.phraseTrouble, a.choiceTrouble, a.talkTrouble, a.pollTrouble, a.actTrouble, a.inputTrouble, plainTrouble,
	} {
		if t, ok := known(err); ok {
			a.speakReason(&t)
			return t
		}
	}
	t := trouble{code: ExitFailed, what: "error.other", data: map[string]any{"Reason": err}, changed: true}
	a.speakReason(&t)
	return t
}
