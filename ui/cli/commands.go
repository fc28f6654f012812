package cli

// Commands: which there are, in the groups in which help lists them.

import (
	"errors"

	"github.com/spf13/cobra"
)

// ErrNoDesktop says that this build has no window to open.
var ErrNoDesktop = errors.New("this build has no desktop")

// ErrNoScreen says that there is no screen on which a window could be shown.
var ErrNoScreen = errors.New("there is no screen here")

func (a *act) beginCommands() []*cobra.Command {
	return []*cobra.Command{a.initCommand(), a.recoverCommand(), a.joinCommand(), a.communityCommands(), a.whoamiCommand(), a.statusCommand()}
}

func (a *act) peopleCommands() []*cobra.Command {
	return []*cobra.Command{a.inviteCommands(), a.memberCommands(), a.meCommands(), a.deviceCommands()}
}

func (a *act) powerCommands() []*cobra.Command {
	return []*cobra.Command{a.charterCommands(), a.trackCommands(), a.councilCommands(), a.tellerCommands()}
}

func (a *act) networkCommands() []*cobra.Command {
	return []*cobra.Command{a.nodeCommand(), a.peersCommand(), a.doctorCommand(), a.relayCommand()}
}

func (a *act) keepCommands() []*cobra.Command {
	return []*cobra.Command{
		a.bundleCommands(), a.backupCommand(), a.restoreCommand(), a.rebuildCommand(), a.exportCommand(), a.logCommand(), a.demoCommand(),
	}
}

// openDesktop is what the program does when it is asked for nothing.
func (a *act) openDesktop(cmd *cobra.Command) error {
	dir, err := a.profileFolder()
	if err != nil {
		return err
	}
	err = a.face.Desktop(cmd.Context(), dir, a.opts.lang)
	if errors.Is(err, ErrNoDesktop) {
		cmd.SetOut(a.call.Err)
		return errors.Join(cmd.Help(), &exitError{ExitUsage})
	}
	return err
}
