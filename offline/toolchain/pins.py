"""Versions and addresses: everything of the toolchain that changes with an upgrade.

The Go modules are pinned beside this file: `cli/`, `language-python/` and `language-nodejs/`, each with its `go.sum`.
"""

from typing import Final

# One version with the `pulumi` of requirements.txt: the SDK and the engine are released together.
CLI_VERSION: Final = "3.259.0"

# A policy pack may be an executable file from this version on, and ours is one.
OLDEST_CLI: Final = (3, 255, 0)

# The version of pulumi-aws that the offline provider describes.
AWS_VERSION: Final = "7.51.1"

# From 1.21 on, an older Go fetches by itself the toolchain that go.mod asks for.
OLDEST_GO: Final = (1, 21)

CLI_PACKAGE: Final = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
LANGUAGE_HOST_PACKAGE: Final = "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
NODEJS_HOST_PACKAGE: Final = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
# These programs report what this variable of theirs holds.
VERSION_VARIABLE: Final = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
# The language host starts programs with a script that lies in the SDK's module.
SDK_MODULE: Final = "github.com/pulumi/pulumi/sdk/v3"
LANGUAGE_EXEC: Final = "python/cmd/pulumi-language-python-exec"

# The archive and its checksum come from two hosts, so that one of them alone cannot hand out a forged archive.
# The digests themselves are not pinned here: the releases could not be read where this file was written.
RELEASES_URL: Final = "https://get.pulumi.com/releases/sdk"
CHECKSUMS_URL: Final = f"https://github.com/pulumi/pulumi/releases/download/v{CLI_VERSION}"
