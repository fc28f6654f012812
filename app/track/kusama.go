package track

// The 16 tracks of Kusama, which the OpenGov template of a charter is scaled from.

import "github.com/folkmoot/folkmoot/app/curve"

// KusamaTrack is one of them.
type KusamaTrack struct {
	Name string
	// Approval and Support name the curves.
	Approval, Support string
	Rules             Rules
}

// Kusama is Kusama's tracks in order of their numbers on chain: polkadot-fellows/runtimes at cb16c08. The grid is ours: a minute, which
// divides all their periods.
func Kusama() []KusamaTrack {
	curves := curve.Kusama()
	tracks := make([]KusamaTrack, len(kusama))
	for i, k := range kusama {
		tracks[i] = KusamaTrack{k.name, k.approval, k.support, Rules{
			MaxDeciding:     k.maxDeciding,
			PrepareMillis:   k.prepare * 1000,
			DecisionMillis:  k.decision * 1000,
			ConfirmMillis:   k.confirm * 1000,
			EnactmentMillis: k.enactment * 1000,
			TimeoutMillis:   14 * 24 * 60 * 60 * 1000,
			GridMillis:      60 * 1000,
			Approval:        curves[k.approval],
			Support:         curves[k.support],
		}}
	}
	return tracks
}

// kusama has periods in seconds, as the runtime counts in blocks of six.
var kusama = []struct {
	name                                  string
	maxDeciding                           int
	prepare, decision, confirm, enactment int64
	approval, support                     string
}{
	{"root", 1, 7200, 1209600, 86400, 86400, "APP_ROOT", "SUP_ROOT"},
	{"whitelisted_caller", 100, 1800, 1209600, 600, 600, "APP_WHITE", "SUP_WHITE"},
	{"wish_for_change", 10, 7200, 1209600, 86400, 600, "APP_ROOT", "SUP_ROOT"},
	{"staking_admin", 10, 7200, 1209600, 10800, 600, "APP_ADMIN", "SUP_ADMIN"},
	{"treasurer", 10, 7200, 1209600, 172800, 86400, "APP_ROOT", "SUP_ROOT"},
	{"lease_admin", 10, 7200, 1209600, 10800, 600, "APP_ADMIN", "SUP_ADMIN"},
	{"fellowship_admin", 10, 7200, 1209600, 10800, 600, "APP_ADMIN", "SUP_ADMIN"},
	{"general_admin", 10, 7200, 1209600, 10800, 600, "APP_ROOT", "SUP_GENERAL"},
	{"auction_admin", 10, 7200, 1209600, 10800, 600, "APP_ROOT", "SUP_GENERAL"},
	{"referendum_canceller", 1000, 7200, 604800, 10800, 600, "APP_ADMIN", "SUP_ADMIN"},
	{"referendum_killer", 1000, 7200, 1209600, 10800, 600, "APP_ADMIN", "SUP_ADMIN"},
	{"small_tipper", 200, 60, 604800, 600, 60, "APP_TIP", "SUP_SMALL_TIP"},
	{"big_tipper", 100, 600, 604800, 3600, 600, "APP_TIP", "SUP_BIG_TIP"},
	{"small_spender", 50, 14400, 1209600, 43200, 86400, "APP_ADMIN", "SUP_ADMIN"},
	{"medium_spender", 50, 14400, 1209600, 86400, 86400, "APP_MEDIUM", "SUP_MEDIUM"},
	{"big_spender", 50, 14400, 1209600, 172800, 86400, "APP_BIG", "SUP_BIG"},
}
