package cli

// Person: how people and their standing are said.

import (
	"context"
	"errors"

	"github.com/folkmoot/folkmoot/app"
	"github.com/folkmoot/folkmoot/ui/view"
)

// loadPeopleIfHere is nil where the community's content has not arrived.
func loadPeopleIfHere(ctx context.Context, c *app.Community) (*view.People, error) {
	people, err := view.LoadPeople(ctx, c)
	if errors.Is(err, app.ErrNotHereYet) {
		return nil, nil
	}
	return people, err
}

// standing says what a person is: "member, steward".
func (a *act) standing(state string, roles []string) string {
	if state == "" {
		return ""
	}
	words := a.say.T("state."+state, nil)
	for _, role := range roles {
		words += ", " + a.say.T("role."+role, nil)
	}
	return words
}
