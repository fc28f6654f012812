package chart

// Paint: shades between two colours, for what came in and for grades; signs and numbers say the same.

import (
	"image/color"

	"github.com/folkmoot/folkmoot/ui/desktop/theme"
	"github.com/folkmoot/folkmoot/ui/view/outcome"
)

// mixed is so much of one token, the rest of another.
func mixed(ground, token theme.Token, share float32) color.Color {
	from, to := color.NRGBAModel.Convert(theme.Color(ground)).(color.NRGBA), color.NRGBAModel.Convert(theme.Color(token)).(color.NRGBA)
	between := func(a, b uint8) uint8 { return uint8(float32(a) + (float32(b)-float32(a))*share) }
	return color.NRGBA{R: between(from.R, to.R), G: between(from.G, to.G), B: between(from.B, to.B), A: 0xFF}
}

// paler is the colour of what came in, beside what was there.
func paler(token theme.Token) color.Color { return mixed(theme.Surface, token, 0.45) }

// tones are the colours of bars.
var tones = map[outcome.Tone]theme.Token{
	outcome.Plain: theme.Slate, outcome.Won: theme.Primary, outcome.Aye: theme.Aye, outcome.Nay: theme.Nay,
	outcome.Abstain: theme.Abstain, outcome.Alarm: theme.AttentionFill,
}
