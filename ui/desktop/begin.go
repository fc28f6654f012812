package desktop

// Begin: the pages before there is a community, and the doors over those that there are.

// welcome shows the doors, or what keeps the profile from being opened.
func (w *window) welcome(err error) {
	if err != nil {
		w.fail(err)
	}
}

// Begin opens the doors: start, join, look around.
func (w *window) Begin(string) {}
