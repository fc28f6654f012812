package app

// Settings: small things that a face keeps on this install, such as where somebody was.

// Setting returns what a face has kept under a key, "" for what was never kept.
func (s *Service) Setting(key string) (string, error) {
	return s.ports.Profile.Setting(facePrefix + key)
}

// SetSetting keeps it.
func (s *Service) SetSetting(key, value string) error {
	return s.ports.Profile.SetSetting(facePrefix+key, value)
}

// facePrefix keeps a face's settings apart from the core's own.
const facePrefix = "face/"
