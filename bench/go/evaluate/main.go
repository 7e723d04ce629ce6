// Judges versions at the boundaries of all records of an export of Go's advisories, by Go's own order of versions, and orders pairs
// of them. It shares no code with what it is compared with: see ../boundaries.mjs.
package main

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"math/rand"
	"os"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/semver"
)

type record struct {
	ID        string
	Withdrawn string
	Affected  []struct {
		Package struct{ Name, Ecosystem string }
		Ranges  []struct {
			Type   string
			Events []map[string]string
		}
	}
}

// The versions around a bound: itself, its neighbours, and pre-releases.
func around(bound string) []string {
	plain := strings.SplitN(strings.SplitN(bound, "+", 2)[0], "-", 2)[0]
	parts := strings.Split(plain, ".")
	patch, err := strconv.Atoi(parts[len(parts)-1])
	if len(parts) != 3 || err != nil {
		return []string{bound}
	}
	head := parts[0] + "." + parts[1] + "."
	all := []string{bound, bound + "+incompatible", plain, plain + "-0", plain + "-rc.1", plain + "-0.20240102030405-abcdefabcdef", head + strconv.Itoa(patch+1)}
	if patch > 0 {
		all = append(all, head+strconv.Itoa(patch-1))
	}
	return all
}

// OSV's rule, event by event in order: https://ossf.github.io/osv-schema/#evaluation
func inRange(version string, events []map[string]string) bool {
	bound := func(event map[string]string) string {
		for _, key := range []string{"introduced", "fixed", "last_affected"} {
			if value, ok := event[key]; ok {
				if value == "0" {
					return ""
				}
				return "v" + value
			}
		}
		return ""
	}
	sorted := append([]map[string]string{}, events...)
	sort.SliceStable(sorted, func(a, b int) bool { return semver.Compare(bound(sorted[a]), bound(sorted[b])) < 0 })
	affected := false
	for _, event := range sorted {
		order := semver.Compare(version, bound(event))
		if _, ok := event["introduced"]; ok && order >= 0 {
			affected = true
		}
		if _, ok := event["fixed"]; ok && order >= 0 {
			affected = false
		}
		if _, ok := event["last_affected"]; ok && order > 0 {
			affected = false
		}
	}
	return affected
}

func main() {
	archive, err := zip.OpenReader(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	seen := map[string]bool{}
	for _, file := range archive.File {
		reader, err := file.Open()
		if err != nil {
			log.Fatal(err)
		}
		var read record
		if err := json.NewDecoder(reader).Decode(&read); err != nil {
			log.Fatal(file.Name, err)
		}
		reader.Close()
		if read.Withdrawn != "" {
			continue
		}
		versions := map[string]map[string]bool{}
		for _, affected := range read.Affected {
			name := affected.Package.Name
			if affected.Package.Ecosystem != "Go" {
				continue
			}
			if versions[name] == nil {
				versions[name] = map[string]bool{"0.0.0-20200102030405-abcdefabcdef": true, "1.0.0": true, "99.0.0": true}
			}
			for _, each := range affected.Ranges {
				for _, event := range each.Events {
					for _, value := range event {
						for _, version := range around(value) {
							if semver.IsValid("v" + version) {
								versions[name][version] = true
								seen[version] = true
							}
						}
					}
				}
			}
		}
		for name, list := range versions {
			for version := range list {
				verdict := 0
				for _, affected := range read.Affected {
					for _, each := range affected.Ranges {
						if affected.Package.Name == name && each.Type == "SEMVER" && inRange("v"+version, each.Events) {
							verdict = 1
						}
					}
				}
				fmt.Fprintf(out, "A\t%s\t%s\tv%s\t%d\n", read.ID, name, version, verdict)
			}
		}
	}
	all := make([]string, 0, len(seen))
	for version := range seen {
		all = append(all, version)
	}
	sort.Strings(all)
	random := rand.New(rand.NewSource(1))
	for count := 0; count < 50000; count++ {
		a, b := "v"+all[random.Intn(len(all))], "v"+all[random.Intn(len(all))]
		fmt.Fprintf(out, "P\t%s\t%s\t%d\n", a, b, semver.Compare(a, b))
	}
}
