// The CLI's language host for Node.js. It is a Go module of its own today, which no module proxy serves;
// up to 3.60.0 it lay inside the SDK's module. The engine of 3.259.0 still speaks with that one.
module floodgate/offline/toolchain/language-nodejs

go 1.25.11

require github.com/pulumi/pulumi/sdk/v3 v3.60.0
