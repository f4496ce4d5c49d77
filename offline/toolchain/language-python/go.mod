// Pulumi's language host for Python. It is a Go module of its own today, which no module proxy serves;
// up to 3.79.0 it lay inside the SDK's module. The engine of 3.259.0 still speaks with that one.
module floodgate/offline/toolchain/language-python

go 1.25.11

require github.com/pulumi/pulumi/sdk/v3 v3.79.0
