package cli

// QR: a text as a picture in the terminal, two rows of the picture to a line.

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// quietModules of white around a code are what the standard asks for (ISO/IEC 18004).
const quietModules = 4

// Black on white, whatever the terminal's own colours are, and back.
const (
	blackOnWhite = "\x1b[38;5;16;48;5;231m"
	ownColours   = "\x1b[0m"
)

// showQR draws a text on a terminal that is wide enough.
func (a *act) showQR(content string) {
	code, err := qr.Encode(content, qr.L, qr.Auto)
	if err != nil || a.call.Width < code.Bounds().Dx()+2*quietModules {
		return // the text itself stands above; the picture is for convenience
	}
	fmt.Fprint(a.call.Err, drawQR(code))
}

func drawQR(code barcode.Barcode) string {
	size := code.Bounds().Dx()
	dark := func(x, y int) bool {
		if x < 0 || y < 0 || x >= size || y >= size {
			return false
		}
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var b strings.Builder
	for y := -quietModules; y < size+quietModules; y += 2 {
		b.WriteString(blackOnWhite)
		for x := -quietModules; x < size+quietModules; x++ {
			switch above, below := dark(x, y), dark(x, y+1); {
			case above && below:
				b.WriteRune('█')
			case above:
				b.WriteRune('▀')
			case below:
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString(ownColours + "\n")
	}
	return b.String()
}
