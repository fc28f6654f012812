// Package sample is the community for looking around: Elm Street Co-op, with 42 members of whom 41 are made up.
//
// It promises that everything in it is real: ops that are signed, cited and taken in as everybody's are, polls that tellers have closed, outcomes
// that check. Equal specs give equal ops. It reads no clock, draws no chance and keeps nothing: all is handed in. The made-up members' keys follow
// from a seed that lies open in the profile; they are worthless by design, as the community never leaves the laptop it was made on.
package sample
