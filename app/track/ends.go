package track

// What polls on a cancelling or a killing track do to the proposals that they are about.

// Ends says for each target when it is ended: at the earliest enactment among the polls that passed about it. kind is Cancelled or Killed,
// targets names what each poll is about; polls that have not passed, or whose enactment is not due, end nothing.
func Ends(kind State, polls []Status, targets map[ID]ID) map[ID]End {
	ends := map[ID]End{}
	for _, poll := range polls {
		target, about := targets[poll.ID]
		if !about || poll.State != Due {
			continue
		}
		if end, known := ends[target]; !known || poll.EnactFromMillis < end.AtMillis {
			ends[target] = End{State: kind, AtMillis: poll.EnactFromMillis}
		}
	}
	return ends
}
