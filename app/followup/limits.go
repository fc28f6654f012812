package followup

// Every bound on follow-ups, with its reason. They are part of the protocol: a replica refuses what exceeds them.

const (
	// MaxMilestones of one plan: what needs more is several decisions.
	MaxMilestones = 20
	// MaxMilestoneCharacters of one: a line.
	MaxMilestoneCharacters = 120
	// MaxWhyCharacters of a word why something is done, dropped or open again.
	MaxWhyCharacters = 300
	// MaxReplaces is how many laptops of one plan's people may have written apart from each other.
	MaxReplaces = 8
	// maxSetBytes and maxMarkBytes of whole bodies: the bounds above and the keys between them.
	maxSetBytes  = MaxMilestones*(4*MaxMilestoneCharacters+32) + MaxReplaces*41 + 512
	maxMarkBytes = 4*(MaxMilestoneCharacters+MaxWhyCharacters) + MaxReplaces*41 + 512
)
