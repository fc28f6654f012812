package curve

// Kusama's curves, which the OpenGov template of a charter is made from.

import "maps"

// Kusama is the curves of Kusama's tracks by the names in its runtime: polkadot-fellows/runtimes at cb16c08,
// asset-hub-kusama/src/governance/tracks.rs. They are constants, for what make_reciprocal searches for at build time differs, by up to
// 34 billionths, with the release that compiled it.
func Kusama() map[string]Curve { return maps.Clone(kusama) }

var kusama = map[string]Curve{
	"APP_ROOT":      {Kind: Reciprocal, Factor: 222_222_224, XOffset: 333_333_335, YOffset: 333_333_332},
	"SUP_ROOT":      {Kind: Linear, Length: 1_000_000_000, Floor: 0, Ceil: 500_000_000},
	"APP_ADMIN":     {Kind: Linear, Length: 607_142_857, Floor: 500_000_000, Ceil: 1_000_000_000},
	"SUP_ADMIN":     {Kind: Reciprocal, Factor: 7_892_829, XOffset: 15_544_040, YOffset: -7_772_020},
	"SUP_GENERAL":   {Kind: Reciprocal, Factor: 49_586_777, XOffset: 90_909_091, YOffset: -45_454_546},
	"APP_TIP":       {Kind: Linear, Length: 357_142_857, Floor: 500_000_000, Ceil: 1_000_000_000},
	"SUP_SMALL_TIP": {Kind: Reciprocal, Factor: 1_620_729, XOffset: 3_231_018, YOffset: -1_615_509},
	"SUP_BIG_TIP":   {Kind: Reciprocal, Factor: 4_149_097, XOffset: 8_230_453, YOffset: -4_115_227},
	"APP_MEDIUM":    {Kind: Linear, Length: 821_428_571, Floor: 500_000_000, Ceil: 1_000_000_000},
	"SUP_MEDIUM":    {Kind: Reciprocal, Factor: 14_377_233, XOffset: 27_972_031, YOffset: -13_986_016},
	"APP_BIG":       {Kind: Linear, Length: 1_000_000_000, Floor: 500_000_000, Ceil: 1_000_000_000},
	"SUP_BIG":       {Kind: Reciprocal, Factor: 28_326_977, XOffset: 53_763_445, YOffset: -26_881_723},
	"APP_WHITE":     {Kind: Reciprocal, Factor: 270_899_180, XOffset: 389_830_523, YOffset: 305_084_738},
	"SUP_WHITE":     {Kind: Reciprocal, Factor: 8_650_766, XOffset: 18_867_926, YOffset: 41_509_433},
}
