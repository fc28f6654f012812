package view

// A printable page for an invite: its link as a picture that a phone reads, and as text.

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/boombuler/barcode/qr"
)

// quietModules of white around a code are what the standard asks for (ISO/IEC 18004).
const quietModules = 4

// Modules are the squares of a QR code, row by row, true for dark, without the white around it. Error: a text that is too long for one.
func Modules(content string) ([][]bool, error) {
	code, err := qr.Encode(content, qr.L, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("drawing a QR code of %d letters: %w", len(content), err)
	}
	size := code.Bounds().Dx()
	rows := make([][]bool, size)
	for y := range rows {
		rows[y] = make([]bool, size)
		for x := range rows[y] {
			r, _, _, _ := code.At(x, y).RGBA()
			rows[y][x] = r == 0
		}
	}
	return rows, nil
}

type square struct{ X, Y int }

var invitePage = template.Must(template.New("invite").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><title>{{.Title}}</title>
<style>
@page { margin: 2cm }
body { font-family: Inter, "Noto Sans", sans-serif; color: #1F2420; background: #fff; max-width: 34em; margin: 3em auto; text-align: center }
h1 { font-size: 1.7em } svg { width: 11cm; max-width: 100%; height: auto; margin: 1.5em 0 }
p { line-height: 1.5 } .link { font-family: monospace; font-size: .8em; overflow-wrap: anywhere }
</style></head><body>
<h1>{{.Title}}</h1>
<p>{{.Says}}</p>
<svg viewBox="0 0 {{.Side}} {{.Side}}" shape-rendering="crispEdges" role="img" aria-label="{{.Alt}}"><rect width="{{.Side}}" height="{{.Side}}" fill="#fff"/>{{range .Dark}}<rect x="{{.X}}" y="{{.Y}}" width="1" height="1" fill="#000"/>{{end}}</svg>
<p>{{.How}}</p>
<p class="link">{{.Link}}</p>
<p>{{.Until}}</p>
</body></html>
`))

// Print is a page of HTML with the link, for a browser to print.
func (v *InviteSheet) Print(link string) ([]byte, error) {
	modules, err := Modules(link)
	if err != nil {
		return nil, err
	}
	say := v.words.Say
	page := struct {
		Language, Title, Says, How, Link, Until, Alt string
		Side                                         int
		Dark                                         []square
	}{
		Language: say.Language().String(), Title: v.Title, Says: say.T("invite_print.says", nil), How: say.T("invite_print.how", nil), Link: link,
		Until: say.T("invite_print.until", map[string]any{"Day": v.words.Day(v.words.NowMillis + int64(v.forDays)*dayMillis)}),
		Alt:   say.T("invite_print.alt", nil), Side: len(modules) + 2*quietModules,
	}
	for y, row := range modules {
		for x, dark := range row {
			if dark {
				page.Dark = append(page.Dark, square{x + quietModules, y + quietModules})
			}
		}
	}
	var out bytes.Buffer
	err = invitePage.Execute(&out, page)
	return out.Bytes(), err
}
