package session

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// Even where somebody loosens the modes, another user gets no answer. Only
// root can play another user.
func TestAnotherUserIsNotServed(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can act as another user")
	}
	dir := serving(t, func(context.Context, Request, io.Reader, io.Writer, io.Writer) int { return 0 })
	forward(t, dir, Request{}, nil)
	place := endpointOf(dir)
	for _, path := range []string{filepath.Dir(dir), dir, place.folder, place.direct()} {
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	connected := make(chan error, 1)
	go func() {
		// The thread keeps the other user's number and dies with the goroutine.
		runtime.LockOSThread()
		if _, _, errno := unix.RawSyscall(unix.SYS_SETRESUID, ^uintptr(0), 65534, ^uintptr(0)); errno != 0 {
			connected <- errno
			return
		}
		connected <- unix.Connect(fd, &unix.SockaddrUnix{Name: place.direct()})
	}()
	if err := <-connected; err != nil {
		t.Skip("another user cannot reach the socket at all: ", err)
	}
	unix.Write(fd, appendFrame(nil, helloFrame(protocolVersion)))
	if n, _ := unix.Read(fd, make([]byte, 64)); n > 0 {
		t.Errorf("another user heard %d bytes", n)
	}
}
