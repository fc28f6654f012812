package poll

// Every bound on polls and ballots, with its reason. They are part of the protocol: a replica refuses what exceeds them.

import (
	"github.com/folkmoot/folkmoot/app/charter"
	"github.com/folkmoot/folkmoot/app/op"
	"github.com/folkmoot/folkmoot/app/tally"
)

const (
	// MaxTitleCharacters of a question, as of a proposal's title.
	MaxTitleCharacters = 200
	// MinOptions and MaxOptions of a poll with options: one is no choice, and more than forty nobody reads.
	MinOptions = 2
	MaxOptions = 40
	// MaxOptionCharacters of one option: a line.
	MaxOptionCharacters = 120
	// MaxMoney of a budget, and of all costs together: what a count can add up.
	MaxMoney = tally.MaxMoney
	// MaxReasonCharacters that a voter can give.
	MaxReasonCharacters = 500
	// MaxPaperCharacters of what is written on a paper ballot, and MaxWitnessCharacters of who saw it entered: a number, and a name.
	MaxPaperCharacters   = 40
	MaxWitnessCharacters = 80
	// MaxChoiceBytes leaves room for methods to come; forty options in an order need at most 122, forty numbers 363.
	MaxChoiceBytes = 2 << 10
	// maxSettings of a method, those of later versions included.
	maxSettings = 32
	// maxSettingBytes of a setting's value: a word of the method's source, or a number.
	maxSettingBytes = 80
	// maxNameBytes of a method, a setting or a tie rule, those of later versions included.
	maxNameBytes = 40
	// maxTypedBytes of what a person types as a choice: all options by name, and a number with each.
	maxTypedBytes = MaxOptions * (4*MaxOptionCharacters + 24)
	// maxAlike choices are looked for among all others in a count: where there are more, few of them are equal.
	maxAlike = 1000
	// maxKnown standings of a poll are kept: those of the finest grid, and as many that late receipts have made void.
	maxKnown = 2 * charter.MaxMoments
	// MaxCut is two branches of each of thirteen tellers' logs: more than f of them do not fork without being replaced.
	MaxCut = 26
	// maxOpenBytes, maxCastBytes and maxAssistBytes of whole bodies: the bounds above and the keys between them. What an opening enacts may hold a charter's text.
	maxOpenBytes   = op.MaxBodyBytes
	maxCastBytes   = MaxChoiceBytes + 4*MaxReasonCharacters + 512
	maxAssistBytes = maxCastBytes + 4*(MaxPaperCharacters+MaxWitnessCharacters) + 64
)
