package session

// Where the socket lies: in the folder "session" of the profile, which only
// its user may enter. Where that path is longer than a socket's name may be,
// the socket lies in a private folder of its own under the system's temporary
// one, and the file "session/address" says where.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

const (
	socketName  = "socket"
	addressName = "address"
	shortPrefix = "folkmoot-session-"
)

// endpoint is the two places at which a profile's socket may lie.
type endpoint struct{ folder string }

func endpointOf(dir string) endpoint { return endpoint{filepath.Join(dir, folderName)} }

func (e endpoint) direct() string { return filepath.Join(e.folder, socketName) }
func (e endpoint) record() string { return filepath.Join(e.folder, addressName) }

// listen opens the socket. The caller holds the profile's lock, so whatever
// lies at the socket's place was left by a process that has ended.
func (e endpoint) listen() (*net.UnixListener, error) {
	if err := e.prepare(); err != nil {
		return nil, err
	}
	path := e.direct()
	if len(path) > maxSocketPath {
		var err error
		if path, err = e.shortPath(); err != nil {
			return nil, err
		}
	}
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, fmt.Errorf("opening the profile's socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		listener.Close()
		return nil, fmt.Errorf("closing the profile's socket to others: %w", err)
	}
	return listener, nil
}

// prepare makes the private folder and removes what an earlier owner left.
func (e endpoint) prepare() error {
	if err := os.Mkdir(e.folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("making the folder of the profile's socket: %w", err)
	}
	info, err := os.Lstat(e.folder)
	if err == nil && !info.IsDir() {
		err = errors.New("it is not a folder")
	}
	if err == nil {
		err = os.Chmod(e.folder, 0o700)
	}
	if err == nil {
		err = e.clear()
	}
	if err != nil {
		return fmt.Errorf("using %s for the profile's socket: %w", e.folder, err)
	}
	return nil
}

// clear removes socket, record and temporary folder. A recorded path is
// believed only as far as its own name shows that it is one of ours.
func (e endpoint) clear() error {
	if path, err := e.recorded(); err == nil && isShort(path) {
		os.Remove(path)
		os.Remove(filepath.Dir(path)) // fails, rightly, where something else is inside
	}
	for _, path := range []string{e.record(), e.direct()} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// shortPath makes a private folder with a short name and records it.
func (e endpoint) shortPath() (string, error) {
	for _, parent := range []string{os.TempDir(), "/tmp"} {
		folder, err := os.MkdirTemp(parent, shortPrefix)
		if err != nil {
			continue
		}
		path := filepath.Join(folder, socketName)
		if len(path) > maxSocketPath {
			os.Remove(folder)
			continue
		}
		if err := os.WriteFile(e.record(), []byte(path), 0o600); err != nil {
			os.Remove(folder)
			return "", fmt.Errorf("recording where the profile's socket is: %w", err)
		}
		return path, nil
	}
	return "", fmt.Errorf("%s is too long a path for a socket, and no temporary folder has a shorter one", e.direct())
}

// recorded reads the address file; a half-written one names no socket.
func (e endpoint) recorded() (string, error) {
	file, err := os.Open(e.record())
	if err != nil {
		return "", err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxAddressBytes))
	return string(content), err
}

func isShort(path string) bool {
	return filepath.IsAbs(path) && filepath.Base(path) == socketName &&
		strings.HasPrefix(filepath.Base(filepath.Dir(path)), shortPrefix)
}

// dial connects to whoever serves, once, without waiting. The error is
// ErrNotServing where nobody does.
func (e endpoint) dial(ctx context.Context) (*net.UnixConn, error) {
	path := e.direct()
	if short, err := e.recorded(); err == nil && isShort(short) {
		path = short
	}
	if len(path) > maxSocketPath {
		return nil, ErrNotServing
	}
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("%w: %w", ErrForeign, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotServing, err)
	}
	unixConn := conn.(*net.UnixConn)
	if err := checkPeer(unixConn); err != nil {
		conn.Close()
		return nil, err
	}
	return unixConn, nil
}

// checkPeer refuses a far side that runs as another user than this process.
func checkPeer(conn *net.UnixConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return fmt.Errorf("asking who is at the socket: %w", err)
	}
	var uid uint32
	var credErr error
	if err := raw.Control(func(fd uintptr) { uid, credErr = peerUID(int(fd)) }); err != nil {
		return fmt.Errorf("asking who is at the socket: %w", err)
	}
	if credErr != nil {
		return fmt.Errorf("asking who is at the socket: %w", credErr)
	}
	if uid != uint32(os.Geteuid()) {
		return fmt.Errorf("%w: user number %d", ErrForeign, uid)
	}
	return nil
}
