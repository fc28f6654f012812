package session

// Who is at the far side, as the kernel knows it: file modes keep others from
// the socket, this keeps them out even where the modes were loosened.

import "golang.org/x/sys/unix"

func peerUID(fd int) (uint32, error) {
	cred, err := unix.GetsockoptUcred(fd, unix.SOL_SOCKET, unix.SO_PEERCRED)
	if err != nil {
		return 0, err
	}
	return cred.Uid, nil
}
