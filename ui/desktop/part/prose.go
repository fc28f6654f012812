package part

// Prose: Markdown as it is read: texts of proposals, comments, the preview of
// the editor. Pictures never come from the network: only what the caller hands
// over by its name is shown, all others are named in words.

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/text"
)

// maxProseDepth bounds lists and quotes inside of each other: deeper ones stay
// at that depth, so that a hostile text cannot exhaust the stack or the width.
const maxProseDepth = 8

// ProseOptions is what prose needs from its page.
type ProseOptions struct {
	Step theme.Step // Reading for proposals, Text for comments
	// Breaks keeps each line break: who presses Enter in a comment means it. Without, a paragraph flows as Markdown has it.
	Breaks bool
	// Open is called with the address of a link that was chosen; the page shows it before it leaves Folkmoot.
	Open func(address string)
	// Picture hands over a picture of the community by its address, nil where it is not one or not here yet.
	Picture func(address string) fyne.Resource
	// Absent is said in place of a picture that is not shown, with its description in it.
	Absent func(description string) string
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.TaskList, extension.Table))

// Prose lays Markdown out as a column of blocks.
func Prose(source string, options ProseOptions) *fyne.Container {
	content := []byte(source)
	w := &proseWriter{source: content, options: options}
	root := markdown.Parser().Parse(gmtext.NewReader(content))
	return Column(blockGap(options.Step), w.blocks(root, 0)...)
}

func blockGap(step theme.Step) float32 { return step.Line * 0.6 }

type proseWriter struct {
	source  []byte
	options ProseOptions
}

// blocks are the children of a node, one object each.
func (w *proseWriter) blocks(parent ast.Node, depth int) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if depth > maxProseDepth {
		return append(objects, Words(w.options.Step, string(plain(parent, w.source))))
	}
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		if object := w.block(node, depth); object != nil {
			objects = append(objects, object)
		}
	}
	return objects
}

func (w *proseWriter) block(node ast.Node, depth int) fyne.CanvasObject {
	switch n := node.(type) {
	case *ast.Heading:
		step := theme.Heading
		if n.Level > 2 {
			step = w.options.Step
		}
		return Pad(8, 0, 0, 0, w.words(step, w.inline(n, Span{Bold: true})))
	case *ast.Paragraph, *ast.TextBlock:
		return w.paragraph(n)
	case *ast.List:
		return w.list(n, depth)
	case *ast.Blockquote:
		return newQuote(Column(blockGap(w.options.Step), w.blocks(n, depth+1)...))
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		return NewCard(Rich(theme.Text, Span{Text: strings.TrimRight(w.lines(n), "\n")})).Air(12).On(theme.Raised, theme.Line)
	case *ast.HTMLBlock:
		return Words(w.options.Step, strings.TrimSpace(w.lines(n)))
	case *ast.ThematicBreak:
		return NewRule(0)
	case *extast.Table:
		return w.table(n)
	}
	return nil
}

// lines is the source text of a block that is shown as it was typed.
func (w *proseWriter) lines(node ast.Node) string {
	var whole strings.Builder
	for i := range node.Lines().Len() {
		segment := node.Lines().At(i)
		whole.Write(segment.Value(w.source))
	}
	return whole.String()
}

// paragraph is text, or a picture where it holds nothing else.
func (w *proseWriter) paragraph(node ast.Node) fyne.CanvasObject {
	if image, only := node.FirstChild().(*ast.Image); only && image.NextSibling() == nil && w.options.Picture != nil {
		if resource := w.options.Picture(string(image.Destination)); resource != nil {
			return newProsePicture(resource)
		}
	}
	return w.words(w.options.Step, w.inline(node, Span{}))
}

// words is a text that can be focused only where there is a link in it.
func (w *proseWriter) words(step theme.Step, spans []Span) fyne.CanvasObject {
	for _, span := range spans {
		if span.Link != "" && w.options.Open != nil {
			return Links(step, w.options.Open, spans...)
		}
	}
	return Rich(step, spans...)
}

// inline are the spans within a block, in the look of what surrounds them.
func (w *proseWriter) inline(parent ast.Node, look Span) []Span {
	var spans []Span
	for node := parent.FirstChild(); node != nil; node = node.NextSibling() {
		spans = append(spans, w.span(node, look)...)
	}
	return spans
}

func (w *proseWriter) span(node ast.Node, look Span) []Span {
	say := func(text string) []Span {
		look.Text = text
		return []Span{look}
	}
	switch n := node.(type) {
	case *ast.Text:
		end := ""
		switch {
		case n.HardLineBreak(), n.SoftLineBreak() && w.options.Breaks:
			end = "\n"
		case n.SoftLineBreak():
			end = " "
		}
		return say(w.letters(n) + end)
	case *ast.String:
		return say(string(n.Value))
	case *ast.CodeSpan:
		look.Code = true
		return say(string(plain(n, w.source)))
	case *ast.Emphasis:
		look.Bold, look.Italic = look.Bold || n.Level == 2, look.Italic || n.Level == 1
	case *extast.Strikethrough:
		look.Struck = true
	case *ast.Link:
		look.Link, look.Color = string(n.Destination), theme.Primary
	case *ast.AutoLink:
		look.Link, look.Color = string(n.URL(w.source)), theme.Primary
		return say(string(n.Label(w.source)))
	case *ast.Image:
		return say(w.absent(string(plain(n, w.source))))
	case *extast.TaskCheckBox:
		return nil // the sign before the item shows it
	case *ast.RawHTML:
		return say(string(n.Segments.Value(w.source)))
	}
	return w.inline(node, look)
}

// letters is a text with its entities and escapes resolved. What an entity stands for may be as harmful as what stands there itself.
func (w *proseWriter) letters(n *ast.Text) string {
	value := n.Segment.Value(w.source)
	if n.IsRaw() {
		return string(value)
	}
	return text.Plain(string(util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(value)))))
}

func (w *proseWriter) absent(description string) string {
	if w.options.Absent == nil {
		return description
	}
	return w.options.Absent(description)
}

// plain is the text of a node without its looks.
func plain(node ast.Node, source []byte) []byte {
	var whole []byte
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, is := n.(*ast.Text); is && entering {
			whole = append(whole, t.Segment.Value(source)...)
		}
		return ast.WalkContinue, nil
	})
	return whole
}
