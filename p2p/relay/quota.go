package relay

// Quota: how much a relay keeps, of a community and of each device in it.

import (
	"fmt"

	"github.com/folkmoot/folkmoot/app/op"
)

// Quota bounds what is kept. Bytes are those of headers, bodies and signatures, with what an index takes.
type Quota struct {
	CommunityBytes, CommunityOps int64
	DeviceBytes, DeviceOps       int64
}

// QuotaError says which quota is full. It is an ErrQuota.
type QuotaError struct {
	Community op.CommunityID
	// Device is zero where the community's own quota is full.
	Device op.DeviceID
	// What is "bytes" or "ops".
	What  string
	Limit int64
}

func (e *QuotaError) Error() string {
	if e.Device == (op.DeviceID{}) {
		return fmt.Sprintf("%v: %d %s of the community", ErrQuota, e.Limit, e.What)
	}
	return fmt.Sprintf("%v: %d %s of one device", ErrQuota, e.Limit, e.What)
}

// Unwrap is ErrQuota.
func (e *QuotaError) Unwrap() error { return ErrQuota }

// Amount is some ops.
type Amount struct {
	Ops   int64 `json:"ops"`
	Bytes int64 `json:"bytes"`
}

func (a *Amount) add(bytes int64) {
	a.Ops++
	a.Bytes += bytes
}

// SizeOf is what an op takes.
func SizeOf(o *op.Op) int64 { return int64(len(o.Raw)) + int64(len(o.Body)) + opOverheadBytes }

// Usage is what is kept of one community. It is not safe for concurrent use.
type Usage struct {
	All     Amount
	Devices map[op.DeviceID]*Amount
}

// NewUsage is nothing kept.
func NewUsage() *Usage { return &Usage{Devices: make(map[op.DeviceID]*Amount)} }

// Add notes an op that is kept.
func (u *Usage) Add(device op.DeviceID, bytes int64) {
	u.All.add(bytes)
	of := u.Devices[device]
	if of == nil {
		of = new(Amount)
		u.Devices[device] = of
	}
	of.add(bytes)
}

// Check says whether one more op fits. Acts of authority may fill a quota to the brim, everything else all but a tenth of it. Error: *QuotaError.
func (u *Usage) Check(q Quota, com op.CommunityID, device op.DeviceID, bytes int64, ofAuthority bool) error {
	if !ofAuthority {
		q = q.withoutReserve()
	}
	switch {
	case u.All.Ops+1 > q.CommunityOps:
		return &QuotaError{Community: com, What: "ops", Limit: q.CommunityOps}
	case u.All.Bytes+bytes > q.CommunityBytes:
		return &QuotaError{Community: com, What: "bytes", Limit: q.CommunityBytes}
	}
	var of Amount
	if known := u.Devices[device]; known != nil {
		of = *known
	}
	switch {
	case of.Ops+1 > q.DeviceOps:
		return &QuotaError{Community: com, Device: device, What: "ops", Limit: q.DeviceOps}
	case of.Bytes+bytes > q.DeviceBytes:
		return &QuotaError{Community: com, Device: device, What: "bytes", Limit: q.DeviceBytes}
	}
	return nil
}

func (q Quota) withoutReserve() Quota {
	return Quota{
		CommunityBytes: q.CommunityBytes - q.CommunityBytes/reservePart, CommunityOps: q.CommunityOps - q.CommunityOps/reservePart,
		DeviceBytes: q.DeviceBytes - q.DeviceBytes/reservePart, DeviceOps: q.DeviceOps - q.DeviceOps/reservePart,
	}
}
