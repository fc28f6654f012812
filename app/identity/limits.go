package identity

// Every bound of this package, with its reason.

const (
	// PhraseWords of a phrase: 256 bits and 8 of checksum, as many as an Ed25519 key deserves.
	PhraseWords = 24
	// MaxPhraseBytes of typed or pasted text: 24 words of 8 letters, each numbered on a line of its own, ten times over.
	MaxPhraseBytes = 4 << 10
	// MaxReportedWords that are no words: more than a phrase has means that something else was pasted.
	MaxReportedWords = PhraseWords
	// maxShownRunes of a wrong word in an error: the longest real one has eight.
	maxShownRunes = 24
	// maxHintDistance in letters: at three a hint is a guess.
	maxHintDistance = 2
	// prefixLetters by which every word of the list can be told from the others, says BIP-39.
	prefixLetters = 4
	// ChallengeWords are asked back: enough to show that the phrase was written down, few enough to be answered.
	ChallengeWords = 3

	// SeedBytes of a BIP-39 seed.
	SeedBytes = 64
	// DeviceKeyBytes of a device's two secret keys: the Ed25519 seed and the X25519 scalar.
	DeviceKeyBytes = 64

	// MaxNameChars of a person's or a community's name, in code points: what fits on a line of a list.
	MaxNameChars = 64
	// MaxNameBytes of it: four bytes for each code point.
	MaxNameBytes = 256
	// maxRawNameBytes before cleaning: room for spaces that go away and for letters in their decomposed form.
	maxRawNameBytes = 4 * MaxNameBytes
	// maxMarks on one letter: UTS #39 (5.4) takes more than four for an attempt to draw over the lines around.
	maxMarks = 4
)
