package charter_test

// What a track asks of a poll to pass, as a charter-change file says it.

import (
	"errors"
	"testing"

	"github.com/folkmoot/folkmoot/app/charter"
)

const passingTrack = `
[[tracks]]
id = "rules"
title = "Rules"
opener = "members"
decision = "14d"
`

func TestPassingInAChangeFile(t *testing.T) {
	acts, err := charter.ParseChange([]byte(passingTrack+`
charter = true
approval = "66.6666667%"
support = "25%"
enact_after = "36h"
`), charter.Named{})
	if err != nil {
		t.Fatal(err)
	}
	got := (*acts.Tracks)[0]
	if !got.Charter || got.Approval != charter.Always(666_666_667) || got.Support != charter.Always(charter.Parts/4) || got.EnactAfterMillis != 36*60*60*1000 {
		t.Errorf("%+v", got)
	}
	for _, line := range []string{
		`approval = "0.5"`, `approval = "101%"`, `approval = "-1%"`, `approval = "1.00000001%"`, `approval = "%"`, `approval = 50`,
		`support = "many%"`, `charter = "yes"`, `enact_after = "soon"`, `enact_after = "366d"`,
	} {
		var wrong *charter.ChangeError
		if _, err := charter.ParseChange([]byte(passingTrack+line), charter.Named{}); !errors.As(err, &wrong) || wrong.Line != 7 {
			t.Errorf("%s: %v", line, err)
		}
	}
}
