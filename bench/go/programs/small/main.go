// A small program with modules that are used in part, one that is replaced by another release, and one by a folder.
package main

import (
	"fmt"
	"os"
	"strings"

	"example.invalid/shared"
	"golang.org/x/net/html"
	"golang.org/x/text/language"
	"gopkg.in/yaml.v2"
)

func main() {
	tag, err := language.Parse(os.Getenv("LANG"))
	fmt.Println(tag, err, shared.Name())
	tokens := html.NewTokenizer(strings.NewReader(os.Getenv("PAGE")))
	fmt.Println(tokens.Next())
	var read map[string]any
	fmt.Println(yaml.Unmarshal([]byte(os.Getenv("CONFIG")), &read), read)
}
