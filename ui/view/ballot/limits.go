package ballot

// Bounds, each with its reason.

const (
	// maxUndo steps are kept: more than anybody takes back one by one, and a few kilobytes.
	maxUndo = 200
	// maxDraftBytes of a kept sheet: forty options with the longest numbers, and the longest reason.
	maxDraftBytes = 8 << 10
	// maxFilterCharacters of what is typed to find an option: as long as an option.
	maxFilterCharacters = 120
	// maxSuggestions of what still fits, or could be dropped: more would not be read.
	maxSuggestions = 2
)
