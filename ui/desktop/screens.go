package desktop

// Screens: which page belongs to which target, and which dialog to which command.

import (
	"github.com/folkmoot/folkmoot/ui/desktop/connect"
	"github.com/folkmoot/folkmoot/ui/desktop/decide"
	"github.com/folkmoot/folkmoot/ui/desktop/home"
	"github.com/folkmoot/folkmoot/ui/desktop/people"
	"github.com/folkmoot/folkmoot/ui/desktop/settings"
	"github.com/folkmoot/folkmoot/ui/desktop/shell"
	"github.com/folkmoot/folkmoot/ui/desktop/talk"
	"github.com/folkmoot/folkmoot/ui/view"
)

// screen makes the page of a target. Without a community there are settings alone.
func (w *window) screen(s *shell.Shell, to view.Target) shell.Screen {
	switch to.Section {
	case view.SectionSearch:
		return home.NewSearch(s, to)
	case view.SectionDecisions:
		return decision(s, to)
	case view.SectionMembers:
		return people.New(s, to)
	case view.SectionDiscussion:
		if to.Item != "" {
			return talk.NewTopic(s, to)
		}
		return talk.NewList(s, to)
	case view.SectionNetwork:
		return connect.New(s, to)
	case view.SectionSettings:
		return settings.New(s, to)
	}
	return home.New(s, to)
}

// decision is the list, a decision's page, or the editor of one that is not published yet.
func decision(s *shell.Shell, to view.Target) shell.Screen {
	switch {
	case to.Tab == view.TabDraft:
		return decide.NewEditor(s, to)
	case to.Tab == view.TabOpening:
		return decide.NewOpening(s, to)
	case to.Item != "":
		return decide.NewPage(s, to)
	}
	return decide.NewList(s, to)
}

// dialogs open over whatever page is shown.
var dialogs = map[string]func(*shell.Shell){
	view.CommandMe: people.OpenMe, view.CommandExportFiles: settings.OpenExportFiles, view.CommandCheckHere: settings.OpenCheckHere, view.CommandCheckRecord: decide.OpenRecord,
	view.CommandInvite: people.OpenInvite, view.CommandBackup: settings.OpenBackup, view.CommandNewTopic: talk.OpenBegin, view.CommandExportBundle: connect.OpenExport, view.CommandImportBundle: connect.OpenImport,
}

// needsNone are those that need no community.
var needsNone = map[string]bool{view.CommandCheckRecord: true}
