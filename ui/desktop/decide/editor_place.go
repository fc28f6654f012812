package decide

// Editor, as a place: steps back, and a window that opens again, find the text that was written there.

import "github.com/folkmoot/folkmoot/ui/view"

// isDraft has the page of a new text be that of its draft: who comes back finds it.
func (e *editor) isDraft() {
	id := e.model.NewDraft()
	if e.to.Item != "" || id == "" {
		return
	}
	draft := e.to
	draft.Item = id
	e.becomes(draft)
}

// becomes has no step lead back to the text as it was.
func (e *editor) becomes(is view.Target) {
	if err := e.shell.Nav.Becomes(e.to, is); err != nil {
		e.shell.Fail(err)
	}
	if is.Tab == view.TabDraft {
		e.to = is
	}
}

// back goes to what the text is about.
func (e *editor) back() {
	to := view.Target{Section: view.SectionDecisions, Item: e.model.Of()}
	e.becomes(to)
	e.shell.Go(to)
}
