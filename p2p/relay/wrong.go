package relay

// Wrong: what can be wrong with a value of the file, in English for logs and as the key of a sentence for people.

import (
	"fmt"
	"strconv"
)

var (
	errUnknownKey = &wrong{say: "unknown", english: "there is no such key"}
	errMissing    = &wrong{say: "missing", english: "it must stand in the file"}
	errTwice      = &wrong{say: "twice", english: "the community stands there already"}
)

// wrong is what is wrong with the value of a key.
type wrong struct {
	// say is the key of its sentence, value, least and most what the sentence needs.
	say                string
	value, least, most string
	english            string
}

func (e *wrong) Error() string { return e.english }

// shown is a value as the file has it, if it is short.
func shown(value any) string {
	text := []rune(fmt.Sprint(value))
	if len(text) > 140 {
		return string(text[:140]) + "…"
	}
	return string(text)
}

func wrongValue(say string, value any, english string) error {
	return &wrong{say: say, value: shown(value), english: shown(value) + " " + english}
}

func wrongRange(say string, value any, least, most any) error {
	e := &wrong{say: say, value: shown(value), least: fmt.Sprint(least), most: fmt.Sprint(most)}
	e.english = fmt.Sprintf("%s, where %s to %s is possible", e.value, e.least, e.most)
	return e
}

func tooMany(have, most int) error {
	return &wrong{say: "many", value: strconv.Itoa(have), most: strconv.Itoa(most), english: fmt.Sprintf("%d, where at most %d fit", have, most)}
}
