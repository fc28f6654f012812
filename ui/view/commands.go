package view

// Commands: what can be done from anywhere, by the palette or by a key.

import "slices"

// Command is something that can be done from anywhere.
type Command struct {
	// ID is for the face: it knows what to do.
	ID string
	// Title is what people look for, Keys its shortcut, "" for none.
	Title, Keys string
	// Goes is where it leads, for those that only lead somewhere.
	Goes *Target
}

// The commands.
const (
	CommandNewProposal  = "new_proposal"
	CommandNewTopic     = "new_topic"
	CommandInvite       = "invite"
	CommandGiveVote     = "give_vote"
	CommandCheckRecord  = "check_record"
	CommandExportBundle = "export_bundle"
	CommandImportBundle = "import_bundle"
	CommandBackup       = "backup"
	CommandRestore      = "restore"
	CommandJoin         = "join"
	CommandStart        = "start"
	CommandDoctor       = "doctor"
	CommandMe           = "me"
	CommandExportFiles  = "export_files"
	CommandCheckHere    = "check_here"
	CommandSettings     = "settings"
	CommandShortcuts    = "shortcuts"
)

// Commands lists them, those that are used most first. inCommunity says that there is one; without it, only what needs none can be done.
func (w Words) Commands(inCommunity bool) []Command {
	list := []Command{
		{ID: CommandNewProposal, Keys: "Ctrl N"},
		{ID: CommandNewTopic, Keys: "Ctrl Shift N"},
		{ID: CommandInvite},
		{ID: CommandGiveVote, Goes: &Target{Section: SectionMembers, Tab: TabYourVote}},
		{ID: CommandDoctor, Goes: &Target{Section: SectionNetwork}},
		{ID: CommandExportBundle},
		{ID: CommandImportBundle, Keys: "Ctrl O"},
		{ID: CommandCheckRecord, Keys: "Ctrl Shift O"},
		{ID: CommandMe},
		{ID: CommandBackup},
		{ID: CommandExportFiles},
		{ID: CommandCheckHere},
		{ID: CommandJoin},
		{ID: CommandStart},
		{ID: CommandRestore},
		{ID: CommandSettings, Keys: "Ctrl ,", Goes: &Target{Section: SectionSettings}},
		{ID: CommandShortcuts, Keys: "?"},
	}
	if !inCommunity {
		needNone := []string{CommandCheckRecord, CommandJoin, CommandStart, CommandRestore, CommandSettings, CommandShortcuts}
		list = slices.DeleteFunc(list, func(c Command) bool { return !slices.Contains(needNone, c.ID) })
	}
	for i := range list {
		list[i].Title, list[i].Keys = w.Say.T("command."+list[i].ID, nil), w.Keys(list[i].Keys)
	}
	return list
}
