package apptest_test

import (
	"testing"

	"github.com/folkmoot/folkmoot/app/apptest"
)

func TestMemoryIsAReplica(t *testing.T) {
	apptest.ReplicaSuite(t, func(*testing.T) apptest.Updater { return apptest.NewMemory() })
}
