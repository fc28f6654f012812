package tally

// The registry. A new method is one file, and one line here.

// Methods lists them all, the plainest first.
func Methods() []Method {
	return []Method{
		yesNoMethod{},
		consentMethod{},
		approvalMethod{},
		scoreMethod{},
		medianMethod{},
		starMethod{},
		irvMethod{},
		scottishMethod{},
		meekMethod{},
		schulzeMethod{},
		rankedPairsMethod{},
		copelandMethod{},
		bordaMethod{},
		cumulativeMethod{},
		quadraticMethod{},
		greedyMethod{},
		equalSharesMethod{},
	}
}
