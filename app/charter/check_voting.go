package charter

// Check, of what says who votes, for how much, and how long tellers wait for it.

func checkWaiting(millis int64) error { return checkPeriod("waiting", millis, 0, MaxPeriodMillis) }

func checkSettle(millis int64) error { return checkPeriod("settle", millis, 0, MaxSettleMillis) }

func checkPatience(millis int64) error {
	return checkPeriod("patience", millis, MinPatienceMillis, MaxPatienceMillis)
}

func checkRetireAfter(millis int64) error {
	return checkPeriod("retire_after", millis, MinRetireAfterMillis, MaxPeriodMillis)
}

func (d Delegation) check() error {
	switch {
	case d.Cap > MaxCap:
		return wrong("delegation.cap", "%d, where at most %d can be", d.Cap, MaxCap)
	case !d.Allowed && d.Cap != 0:
		return wrong("delegation.cap", "it says nothing where nobody may delegate")
	case !d.Allowed && d.Travels:
		return wrong("delegation.travels", "it says nothing where nobody may delegate")
	}
	return nil
}

func checkWeights(weights []Weight) error {
	for i, w := range weights {
		switch {
		case w.Role != RoleSteward && w.Role != RoleAdmitter:
			return wrong("weights", "%.60q is neither %q nor %q", w.Role, RoleAdmitter, RoleSteward)
		case i > 0 && weights[i-1].Role >= w.Role:
			return wrong("weights", "not in ascending order, each once, at %q", w.Role)
		case w.Votes < 1 || w.Votes > MaxVotes:
			return wrong("weights."+w.Role, "%d votes, where 1 to %d can be", w.Votes, MaxVotes)
		}
	}
	return nil
}
