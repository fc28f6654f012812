//go:build darwin || freebsd

package session

// Who is at the far side, as the kernel knew it when the connection was made.

import "golang.org/x/sys/unix"

func peerUID(fd int) (uint32, error) {
	cred, err := unix.GetsockoptXucred(fd, solLocal, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, err
	}
	return cred.Uid, nil
}

// solLocal is SOL_LOCAL of <sys/un.h>, 0 on both systems.
const solLocal = 0
