// Package shared is a module that its own folder replaces.
package shared

import "os"

// Name returns the name of this process.
func Name() string { return os.Args[0] }
