package cli

// Decide: the commands for talking, drafting and voting, in the order in which help lists them.

import "github.com/spf13/cobra"

func (a *act) decideCommands() []*cobra.Command {
	return []*cobra.Command{
		a.topicCommands(), a.commentCommands(), a.proposalCommands(), a.amendmentCommands(), a.pollCommands(), a.voteCommand(), a.delegateCommands(), a.followupCommands(),
		a.postCommands(), a.searchCommand(), a.recordCommands(), a.verifyCommand(), a.tallyCommand(), a.methodsCommand(),
	}
}
