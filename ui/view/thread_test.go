package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// said is a discussion: "Ingrid 0, Bogdan 1" are names with depths, in the order in which they are read.
func said(line string) []Comment {
	var list []Comment
	var path []string
	for i, one := range strings.Split(line, ", ") {
		var name string
		var depth int
		fmt.Sscanf(one, "%s %d", &name, &depth)
		c := Comment{Post: Post{ID: fmt.Sprint(i), Author: Name{Name: name, Account: name}, State: PostShown, TimeMillis: on(time.May, 13, 20, i)}, Depth: depth, Text: "…"}
		if depth > 0 {
			c.Parent = path[depth-1]
		}
		path = append(path[:depth], c.ID)
		list = append(list, c)
	}
	return list
}

func shape(rows []ThreadRow) string {
	var parts []string
	for _, r := range rows {
		one := strings.Repeat(">", r.Indent) + orElse(r.By.Name, r.Fold)
		if r.To != "" {
			one += "@" + r.To
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, ", ")
}

func TestAThreadAsInThePicture(t *testing.T) {
	thread := NewThread(evening(t), said("Ingrid 0, Bogdan 1, Ingrid 2, Wei 2, Noah 1, Fatou 2, Linh 0"))
	if got, want := shape(thread.Rows()), "Ingrid, >Bogdan, >>Ingrid, >>Wei, >2 more answers by Noah and Fatou, Linh"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	thread.Unfold(thread.Rows()[4].ID)
	if got, want := shape(thread.Rows()), "Ingrid, >Bogdan, >>Ingrid, >>Wei, >Noah, >>Fatou, Linh"; got != want {
		t.Errorf("unfolded: %s, want %s", got, want)
	}
	thread.SetOrder(NewestFirst)
	if !strings.HasPrefix(shape(thread.Rows()), "Linh, Ingrid, >Bogdan") {
		t.Errorf("newest first: %s", shape(thread.Rows()))
	}
}

func TestDeepAnswersBeginWithAName(t *testing.T) {
	thread := NewThread(evening(t), said("Ada 0, Bo 1, Cy 2, Di 3, Ed 4"))
	if got, want := shape(thread.Rows()), "Ada, >Bo, >>Cy, >>Di@Cy, >>Ed@Di"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if ends := thread.Rows()[2].Ends; ends {
		t.Error("the line beside Cy ends, and Di follows at its level")
	}
}

func TestACommentThatIsFoldedCanBeShown(t *testing.T) {
	thread := NewThread(evening(t), said("A 0, B 1, C 1, D 1, E 1, F 1"))
	if at := thread.Reveal("5"); at != 5 {
		t.Errorf("it is row %d", at)
	}
	if at := thread.Reveal("99"); at != -1 {
		t.Errorf("one that is not here is row %d", at)
	}
}

func TestAHiddenCommentSaysWhy(t *testing.T) {
	list := said("Ada 0")
	list[0].State, list[0].HiddenBy, list[0].Reason = PostHidden, &Name{Name: "Bo"}, "rude"
	thread := NewThread(evening(t), list)
	if r := thread.Rows()[0]; r.Text != "" || r.Unreadable != "hidden by Bo: rude" {
		t.Errorf("%+v", r)
	}
}

func TestThreeThousandComments(t *testing.T) {
	var list []Comment
	for i := range 3000 {
		list = append(list, Comment{Post: Post{ID: fmt.Sprint(i), State: PostShown, Author: Name{Name: "A"}}, Depth: min(i%7, 6)})
	}
	rows := NewThread(evening(t), list).Rows()
	if slices.ContainsFunc(rows, func(r ThreadRow) bool { return r.Indent > maxIndent }) || len(rows) == 0 {
		t.Errorf("%d rows", len(rows))
	}
}
