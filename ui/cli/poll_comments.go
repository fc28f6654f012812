package cli

// Poll, talked about: what was said on the poll itself, most of it once its outcome was known.

import "github.com/folkmoot/folkmoot/ui/view"

func (a *act) showPollComments(v view.Poll) error {
	if len(v.Comments) == 0 {
		return nil
	}
	if err := a.heading(a.say.N("comment.count", len(v.Comments), nil)); err != nil {
		return err
	}
	for _, c := range v.Comments {
		if err := a.showComment(c); err != nil {
			return err
		}
	}
	return nil
}
