package view

import (
	"fmt"
	"strings"
	"testing"
)

func told(blocks []Block) string {
	var parts []string
	for _, b := range blocks {
		parts = append(parts, fmt.Sprintf("%s%s%d%s:%s", strings.Repeat(">", b.Quoted), b.Kind, b.Level, b.Marker, b.String()))
	}
	return strings.Join(parts, "|")
}

func TestProse(t *testing.T) {
	for written, want := range map[string]string{
		"":                         "",
		"One\ntwo":                 "paragraph0:One two",
		"# A\n\n## B":              "heading1:A|heading2:B",
		"- a\n  - b\n\n2. c\n3. d": "item0•:a|item1•:b|item02.:c|item03.:d",
		"- [x] done\n- [ ] not":    "item0☑:done|item0☐:not",
		"> a\n> > b":               ">paragraph0:a|>>paragraph0:b",
		"```\nx  y\n```":           "code0:x  y",
		"a\n\n---":                 "paragraph0:a|rule0:",
		"<script>x</script>":       "paragraph0:<script>x</script>",
		`\*not\* &amp; &#27;[2J`:   "paragraph0:*not* & \ufffd[2J",
		"a <b>b</b>":               "paragraph0:a <b>b</b>",
	} {
		if got := told(Prose(written)); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestRunsOfProse(t *testing.T) {
	runs := Prose("We have **€86,400** and `code`, ~~no~~ [roof](https://example.org) [bad](javascript:x) https://a.example")[0].Runs
	look := map[string]ProseRun{}
	for _, r := range runs {
		look[r.Text] = r
	}
	if !look["€86,400"].Strong || !look["code"].Code || !look["no"].Struck || look["roof"].Link != "https://example.org" {
		t.Errorf("%+v", runs)
	}
	if look["https://a.example"].Link != "https://a.example" {
		t.Errorf("a bare link leads nowhere: %+v", runs)
	}
	for _, r := range runs {
		if strings.HasPrefix(r.Link, "javascript") {
			t.Errorf("a click would run a script: %+v", r)
		}
	}
}

func TestProseThatIsDeepOrOdd(t *testing.T) {
	for _, written := range []string{
		strings.Repeat("> ", 200) + "deep", strings.Repeat("- ", 100) + "deep", strings.Repeat("*", 500), strings.Repeat("[", 500), "\x00\xff",
		strings.Repeat("a **b _c_** ", 1000), "|a|b|\n|-|-|\n|1|2|",
	} {
		for _, b := range Prose(written) {
			if b.Quoted > maxNesting || b.Kind == BlockItem && b.Level > maxNesting {
				t.Errorf("%.20q: %+v", written, b)
			}
		}
	}
}

func FuzzProse(f *testing.F) {
	f.Add("# A\n\n- b\n\n> c **d** [e](https://f)")
	f.Fuzz(func(t *testing.T, written string) {
		for _, b := range Prose(written) {
			for _, r := range b.Runs {
				if strings.ContainsAny(r.Text, "\x1b\x00\u202e") {
					t.Errorf("%q shows %q", written, r.Text)
				}
			}
		}
	})
}
