package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
)

// said is all text of a column, in order.
func said(object fyne.CanvasObject) string {
	switch o := object.(type) {
	case *Text:
		return o.String() + "\n"
	case *Linked:
		return o.String() + "\n"
	}
	whole := ""
	for _, child := range childrenOf(object) {
		whole += said(child)
	}
	return whole
}

func TestProseShowsPicturesOfTheCommunityOnly(t *testing.T) {
	begin(t)
	var asked []string
	options := ProseOptions{
		Step:    theme.Reading,
		Picture: func(address string) fyne.Resource { asked = append(asked, address); return nil },
		Absent:  func(description string) string { return "not here: " + description },
	}
	got := said(Prose("![a roof](https://example.org/x.png)\n\nsee ![here](file:///etc/passwd) too", options))
	if want := "not here: a roof\nsee not here: here too\n"; got != want {
		t.Errorf("prose says %q, want %q", got, want)
	}
	if len(asked) != 1 || asked[0] != "https://example.org/x.png" {
		t.Errorf("the page was asked for %q: it alone decides", asked)
	}
}

func TestProseIsReadAsWritten(t *testing.T) {
	begin(t)
	for _, s := range []struct{ name, markdown, want string }{
		{"a paragraph over two lines", "one\ntwo", "one two\n"},
		{"a heading", "# Roof\ntext", "Roof\ntext\n"},
		{"numbers go on", "3. c\n4. d", "3.\nc\n4.\nd\n"},
		{"a task", "- [x] done\n- [ ] open", "done\nopen\n"},
		{"HTML is text", "a <b>c</b>", "a <b>c</b>\n"},
		{"a block of HTML is text", "<script>x()</script>", "<script>x()</script>\n"},
		{"code", "```\nx := 1\n```", "x := 1\n"},
		{"a table", "|a|b|\n|-|-|\n|c|d|", "a\nb\nc\nd\n"},
		{"nothing", "", ""},
		{"entities are letters", "a &amp; b \\* c", "a & b * c\n"},
	} {
		if got := said(Prose(s.markdown, ProseOptions{Step: theme.Text})); got != s.want {
			t.Errorf("%s: %q, want %q", s.name, got, s.want)
		}
	}
}

func TestAHostileTextIsBounded(t *testing.T) {
	begin(t)
	deep := strings.Repeat("> ", 5000) + "end"
	column := Prose(deep, ProseOptions{Step: theme.Text})
	if !strings.Contains(said(column), "end") {
		t.Error("the text at the bottom is not shown")
	}
	column.Resize(fyne.NewSize(600, HeightFor(column, 600)))
}

func TestLinksAreFollowedByKeys(t *testing.T) {
	begin(t)
	var followed []string
	column := Prose("[one](https://a.example) and [two](https://b.example)", ProseOptions{Step: theme.Text, Open: func(a string) { followed = append(followed, a) }})
	window := stage(t, column)
	links := column.Objects[0].(*Linked)
	window.Canvas().Focus(links)
	press(links, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	if len(followed) != 2 || followed[0] != "https://a.example" || followed[1] != "https://b.example" {
		t.Errorf("followed %q", followed)
	}
	if want := "one and two, two"; links.AccessibilityLabel() != want {
		t.Errorf("it says %q, want %q", links.AccessibilityLabel(), want)
	}
}

func FuzzProse(f *testing.F) {
	for _, seed := range []string{"# a\n- [ ] b\n> c", "![x](y)", "|a|\n|-|\n|b|", "\u202eabc אבג"} {
		f.Add(seed)
	}
	test.NewTempApp(f).Settings().SetTheme(theme.Light(1))
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 2000 {
			t.Skip("long texts only make it slow")
		}
		column := Prose(source, ProseOptions{Step: theme.Text, Open: func(string) {}})
		column.Resize(fyne.NewSize(300, HeightFor(column, 300)))
	})
}

// The longest text that a page shows at once is laid out while a person waits.
func BenchmarkProseOfAProposal(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.Light(1))
	source := strings.Repeat("The survey found *fourteen* cracked tiles above flat 9, and **nobody** knows since when.\n\n", 180) // 16 KB
	for b.Loop() {
		column := Prose(source, ProseOptions{Step: theme.Reading})
		column.Resize(fyne.NewSize(616, HeightFor(column, 616)))
	}
}

// Who presses Enter in a comment means it; in a proposal a paragraph flows. What an entity hides is as harmless as what stands there.
func TestALineBreakInACommentStays(t *testing.T) {
	begin(t)
	said := func(source string, breaks bool) string {
		return Prose(source, ProseOptions{Step: theme.Text, Breaks: breaks}).Objects[0].(*Text).String()
	}
	if got := said("Bring chairs\nand tables", true); got != "Bring chairs\nand tables" {
		t.Errorf("a comment: %q", got)
	}
	if got := said("Bring chairs\nand tables", false); got != "Bring chairs and tables" {
		t.Errorf("a proposal: %q", got)
	}
	if got := said("Yes &#8238;on&#7;", true); strings.ContainsAny(got, "\u202e\u0007") {
		t.Errorf("from entities: %q", got)
	}
}
