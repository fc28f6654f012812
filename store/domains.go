package store

// The domains whose rows every replica keeps. A new domain is one more line, one file and one migration.

import (
	"fmt"
	"io/fs"
)

// Domains lists the packages of app that have rows.
func Domains() []Domain {
	return []Domain{proposalDomain(), pollDomain(), delegationDomain(), followupDomain()}
}

// migrationsOf is the folder of a domain's migrations.
func migrationsOf(domain string) fs.FS {
	files, err := fs.Sub(migrationFiles, "migrations/"+domain)
	if err != nil {
		panic(fmt.Sprintf("the embedded migrations of %s: %v", domain, err))
	}
	return files
}
