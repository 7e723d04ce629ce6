module example.invalid/small

go 1.19

require (
	example.invalid/shared v1.2.3
	golang.org/x/net v0.7.0
	golang.org/x/text v0.7.0
	gopkg.in/yaml.v2 v2.2.2
)

replace example.invalid/shared => ./shared

replace gopkg.in/yaml.v2 => gopkg.in/yaml.v2 v2.2.8
