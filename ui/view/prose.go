package view

// Prose: a text in Markdown as blocks of runs, for a page to lay out. Nothing of it is loaded from anywhere, and raw HTML is text.

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/folkmoot/folkmoot/ui/text"
)

// The kinds of blocks.
type BlockKind string

// The kinds.
const (
	BlockParagraph BlockKind = "paragraph"
	BlockHeading   BlockKind = "heading"
	BlockItem      BlockKind = "item"
	BlockCode      BlockKind = "code"
	BlockRule      BlockKind = "rule"
	BlockTable     BlockKind = "table"
)

// Block is a paragraph or something that stands in the place of one.
type Block struct {
	Kind BlockKind
	// Level is 1 to 6 for a heading; for an item, how deep it stands, from 0.
	Level int
	// Quoted is in how many quotes it stands.
	Quoted int
	// Marker stands before an item: "•", "3.", "☐" or "☑"; "" for a further paragraph of one.
	Marker string
	Runs   []ProseRun
	// Rows are a table's, the head first; each cell is runs.
	Rows [][][]ProseRun
}

// String is the block's text alone.
func (b Block) String() string {
	var s strings.Builder
	for _, r := range b.Runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

// ProseRun is text of one look.
type ProseRun struct {
	Text                           string
	Strong, Emphasis, Code, Struck bool
	// Link is where it leads; "" for nowhere. Only http, https, mailto and folkmoot links lead anywhere.
	Link string
}

// maxNesting is how deep lists and quotes are followed: what is deeper stands at that depth.
const maxNesting = 8

var markdown = goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Table, extension.TaskList, extension.Linkify))

// Prose reads a text. It may take a while for a very long one: it belongs into what a Live runs.
func Prose(written string) []Block {
	source := []byte(text.Plain(written))
	p := prose{source: source}
	p.children(markdown.Parser().Parse(gmtext.NewReader(source)), place{})
	return p.blocks
}

// place is where a block stands.
type place struct {
	quoted, item int
	inItem       bool
	marker       string
}

type prose struct {
	source []byte
	blocks []Block
}

func (p *prose) children(of ast.Node, at place) {
	for n := of.FirstChild(); n != nil; n = n.NextSibling() {
		p.block(n, at)
		at.marker = "" // it stands before the first block of an item
	}
}

func (p *prose) block(n ast.Node, at place) {
	switch n := n.(type) {
	case *ast.Heading:
		p.add(Block{Kind: BlockHeading, Level: n.Level, Runs: p.runs(n)}, at)
	case *ast.Blockquote:
		at.quoted = min(at.quoted+1, maxNesting)
		p.children(n, at)
	case *ast.List:
		p.list(n, at)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		p.add(Block{Kind: BlockCode, Runs: []ProseRun{{Text: p.lines(n), Code: true}}}, at)
	case *ast.ThematicBreak:
		p.add(Block{Kind: BlockRule}, at)
	case *ast.HTMLBlock:
		p.add(Block{Kind: BlockParagraph, Runs: []ProseRun{{Text: p.lines(n)}}}, at)
	case *extast.Table:
		p.add(Block{Kind: BlockTable, Rows: p.table(n)}, at)
	default:
		p.add(Block{Kind: BlockParagraph, Runs: p.runs(n)}, at)
	}
}

func (p *prose) add(b Block, at place) {
	b.Quoted = at.quoted
	if at.inItem && b.Kind == BlockParagraph {
		b.Kind, b.Level, b.Marker = BlockItem, at.item, at.marker
	}
	p.blocks = append(p.blocks, b)
}

func (p *prose) list(n *ast.List, at place) {
	if at.inItem {
		at.item = min(at.item+1, maxNesting)
	}
	at.inItem = true
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		at.marker = "•"
		if n.IsOrdered() {
			at.marker = strconv.Itoa(number) + "."
			number++
		}
		if box := taskOf(item); box != nil {
			at.marker = map[bool]string{false: "☐", true: "☑"}[box.IsChecked]
		}
		p.children(item, at)
	}
}

// taskOf is the tick box that an item begins with; nil without one.
func taskOf(item ast.Node) *extast.TaskCheckBox {
	if first := item.FirstChild(); first != nil {
		box, _ := first.FirstChild().(*extast.TaskCheckBox)
		return box
	}
	return nil
}

func (p *prose) lines(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(p.source))
	}
	return strings.TrimRight(b.String(), "\n")
}

func (p *prose) table(n *extast.Table) [][][]ProseRun {
	var rows [][][]ProseRun
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells [][]ProseRun
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, p.runs(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

func (p *prose) runs(n ast.Node) []ProseRun {
	var runs []ProseRun
	p.inline(n, ProseRun{}, &runs, 0)
	return runs
}

// inline walks what stands in a line; look is what everything around a node makes of it.
func (p *prose) inline(of ast.Node, look ProseRun, runs *[]ProseRun, depth int) {
	if depth > 2*maxNesting {
		return
	}
	for n := of.FirstChild(); n != nil; n = n.NextSibling() {
		with := look
		switch n := n.(type) {
		case *ast.Text:
			with.Text = p.written(n)
			switch {
			case n.HardLineBreak():
				with.Text += "\n"
			case n.SoftLineBreak():
				with.Text += " "
			}
			push(runs, with)
			continue
		case *ast.String:
			with.Text = string(n.Value)
			push(runs, with)
			continue
		case *ast.CodeSpan:
			with.Code = true
		case *ast.Emphasis:
			with.Strong, with.Emphasis = with.Strong || n.Level > 1, with.Emphasis || n.Level == 1
		case *extast.Strikethrough:
			with.Struck = true
		case *ast.Link:
			with.Link = safeLink(string(n.Destination))
		case *ast.Image:
			with.Link = safeLink(string(n.Destination))
		case *ast.AutoLink:
			with.Text, with.Link = string(n.Label(p.source)), safeLink(string(n.URL(p.source)))
			push(runs, with)
			continue
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				segment := n.Segments.At(i)
				with.Text += string(segment.Value(p.source))
			}
			push(runs, with)
			continue
		}
		p.inline(n, with, runs, depth+1)
	}
}

// written is a text without its escapes. What a reference by number stands for may be as harmful as what stands there itself.
func (p *prose) written(n *ast.Text) string {
	value := n.Segment.Value(p.source)
	if n.IsRaw() {
		return string(value)
	}
	return text.Plain(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))))
}

// push adds a run, or joins it to one that looks the same.
func push(runs *[]ProseRun, r ProseRun) {
	if r.Text == "" {
		return
	}
	if n := len(*runs); n > 0 {
		last := (*runs)[n-1]
		last.Text = r.Text
		if last == r {
			(*runs)[n-1].Text += r.Text
			return
		}
	}
	*runs = append(*runs, r)
}

// safeLink is a link that a click may follow; "" for any other.
func safeLink(to string) string {
	scheme, _, found := strings.Cut(to, ":")
	if !found {
		return ""
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto", "folkmoot":
		return text.Line(to)
	}
	return ""
}
