package app

// Patience: since when this device waits, as a teller of polls. The profile notes it, so that it runs on between commands and while a laptop
// sleeps: else tellers that are seldom online for a day would wait forever for one that is lost.

import (
	"encoding/json"

	"github.com/folkmoot/folkmoot/app/closing"
	"github.com/folkmoot/folkmoot/app/op"
)

// settingPollPatience notes since when a teller waits in which view of which poll.
const settingPollPatience = "poll_patience/"

// patienceNote is one poll's.
type patienceNote struct {
	View        uint32 `json:"view"`
	SinceMillis int64  `json:"since_ms"`
}

// notedPatience is what the profile has noted. What cannot be read begins anew, which costs time and nothing else.
func (c *Community) notedPatience() map[op.ID]closing.Patience {
	patience := make(map[op.ID]closing.Patience)
	noted, err := c.service.ports.Profile.Setting(settingPollPatience + c.com.String())
	if err != nil || noted == "" {
		return patience
	}
	var notes map[string]patienceNote
	if err := json.Unmarshal([]byte(noted), &notes); err != nil {
		c.service.ports.Log.Warn("the noted patience is damaged", "error", err)
		return patience
	}
	for poll, note := range notes {
		if id, err := op.ParseID(poll); err == nil {
			patience[id] = closing.Patience{Running: true, View: note.View, SinceMillis: note.SinceMillis}
		}
	}
	return patience
}

func (c *Community) notePatience() {
	notes := make(map[string]patienceNote, len(c.patience))
	for poll, p := range c.patience {
		notes[poll.String()] = patienceNote{View: p.View, SinceMillis: p.SinceMillis}
	}
	noted, err := json.Marshal(notes)
	if err == nil {
		err = c.service.ports.Profile.SetSetting(settingPollPatience+c.com.String(), string(noted))
	}
	if err != nil {
		c.service.ports.Log.Warn("patience not noted", "error", err)
	}
}
