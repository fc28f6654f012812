package charter

// Every bound on a charter, with its reason. They are part of the protocol: a replica refuses what exceeds them.

import (
	"github.com/folkmoot/folkmoot/app/curve"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/track"
)

const (
	// MaxCouncil: more people do not sit down to sign one commit.
	MaxCouncil = 30
	// MaxTellers: agreement costs the square of it, and thirteen bear four liars.
	MaxTellers = 13
	// MaxAdmitters fill 7 KB of a commit; who needs more makes admission automatic.
	MaxAdmitters = 200
	// MaxTracks is what people can still choose from.
	MaxTracks = 32
	// MaxFeatures is several times the groups of kinds that anybody has planned.
	MaxFeatures = 64
	// MaxDeciding is how many polls can be decided at a time on a track: what package track lays out.
	MaxDeciding = track.MaxDeciding
	// MaxMoments at which a poll may pass before its close: every hour for three months. Tellers look at each of them.
	MaxMoments = 2200
	// MaxHelpers sit behind a hall's tables with paper.
	MaxHelpers = 30
	// MaxVotes of one role: beyond it nobody else needs to vote; the sums of an electorate stay far from overflow.
	MaxVotes = 100
	// MaxCap of votes beside a delegate's own: more than any electorate, so that a larger one would say nothing.
	MaxCap = 1_000_000
	// MaxEndings of one commit: a whole council removed at once.
	MaxEndings = MaxCouncil
	// MaxCut is the devices of one account: far more laptops than a person has.
	MaxCut = 64
	// MaxRetired openings of one commit.
	MaxRetired = 64

	// MaxNameCharacters of a community's name and of a track's title: one line on a narrow screen.
	MaxNameCharacters = 80
	// MaxPurposeCharacters is a short paragraph.
	MaxPurposeCharacters = 500
	// MaxReasonCharacters of a removal or an end of office.
	MaxReasonCharacters = 500
	// MaxAboutCharacters of a track: two or three sentences; all tracks together leave room for the rest of a genesis.
	MaxAboutCharacters = 300
	// MaxTextBytes of the rules that only people apply, which share a body of 64 KiB with everything else.
	MaxTextBytes = 24 << 10
	// MaxTrackIDBytes: people type it.
	MaxTrackIDBytes = 32
	// MaxFeatureBytes is as long as the name of a kind.
	MaxFeatureBytes = op.MaxKindBytes

	// MaxPeriodMillis is one year of 365 days: what is to be decided later is a later poll.
	MaxPeriodMillis = 365 * 24 * 60 * 60 * 1000

	// SettleMillis of a new charter: an hour lets what was underway by network arrive.
	SettleMillis = hourMillis
	// MaxSettleMillis is a week: what goes by stick arrives within it, and nobody waits longer for a result.
	MaxSettleMillis = weekMillis
	// PatienceMillis of a new charter is a day, as sticks are slow.
	PatienceMillis = dayMillis
	// MinPatienceMillis is a minute: tellers that turn faster than their ops travel never meet in one view.
	MinPatienceMillis = minuteMillis
	// MaxPatienceMillis is a week, which doubles with each view.
	MaxPatienceMillis = weekMillis
	// RetireAfterMillis of a new charter is a month, as for a journey.
	RetireAfterMillis = 30 * dayMillis
	// MinRetireAfterMillis is the longest settle time and the longest patience: before them nobody can say that tellers are missing, and who
	// does not like a result must not get rid of it while it is counted.
	MinRetireAfterMillis = MaxSettleMillis + MaxPatienceMillis

	// MaxChangeFileBytes of a charter-change file: the longest text, and as much again for all other keys, comments included.
	MaxChangeFileBytes = 64 << 10
	// maxShare, either way, is the largest part of any curve.
	maxShare = 4 * curve.One
	// shareDigits after the point of a percentage make parts of a billion.
	shareDigits = 7
	// maxDurationBytes of a typed duration: "52w6d23h59m59s999ms" and then some.
	maxDurationBytes = 40
)
