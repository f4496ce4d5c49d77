// The Pulumi CLI, built from source where its release archive cannot be downloaded.
// There is no Go code here: `go build` is given the package by name, and go.sum pins every module.
module floodgate/offline/toolchain/cli

go 1.25.11

require github.com/pulumi/pulumi/pkg/v3 v3.259.0

// The replacement that Pulumi's own go.mod makes; replacements do not carry over to whoever requires a module.
replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e
