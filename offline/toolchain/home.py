"""The folder `.pulumi-offline/` of a checkout: everything that offline commands write, and nothing of the user's.

home/         PULUMI_HOME, with the offline AWS provider as the plugin `aws`
state/        the file backend
bin/pulumi    launcher: the real CLI, with an offline copy of the stack file (see `stackfile.py`)
stacks/       those copies
passphrase    encrypts the offline state; random, so that nobody else's state opens with it
secrets.yaml  a stack file with the salt of that passphrase and one placeholder encrypted with it
"""

import secrets
from pathlib import Path

from .pins import AWS_VERSION

CHECKOUT = Path(__file__).resolve().parents[2]

# The engine takes the plugin of exactly the version that a program's SDK asks for. Told to search as it used to, it
# takes the newest one that is new enough: the high number serves programs with any other pulumi-aws.
_PROVIDER_VERSIONS = (AWS_VERSION, "999.0.0")

# Without this, a small file of attributes lies beside each file of the backend. It is the only one that the CLI writes
# in place: killed in that moment, it cannot read what is beside it ever again (`failed to load checkpoint: EOF`).
# Nothing needs what it says, and it may be missing.
_NO_ATTRIBUTES = "?metadata=skip"

# Both launchers find the checkout from where they lie, so that a moved checkout keeps working and edits are live.
_PROVIDER_LAUNCHER = """\
#!/bin/sh
# Made by offline/toolchain/home.py: starts the offline AWS provider of this checkout.
checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../.." && pwd) || exit 1
exec "$checkout/offline/aws/pulumi-resource-aws" "$@"
"""
_CLI_LAUNCHER = """\
#!/bin/sh
# Made by offline/toolchain/home.py: runs the Pulumi CLI on an offline copy of the stack file.
checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) || exit 1
exec "$checkout/.venv/bin/python" -IS -c '
import sys
sys.path.insert(0, sys.argv[1])
from offline.toolchain import launcher
launcher.main(sys.argv[1], sys.argv[2:])
' "$checkout" "$@"
"""


def file_backend(folder: Path) -> str:
    """The URL of a file backend that a kill of the CLI leaves whole."""
    return folder.as_uri() + _NO_ATTRIBUTES


class OfflineHome:
    """The paths of one checkout's offline folder."""

    def __init__(self, checkout: Path = CHECKOUT) -> None:
        """Names the paths under `checkout`; writes nothing."""
        self.checkout = checkout
        self.root = checkout / ".pulumi-offline"
        self.pulumi_home = self.root / "home"
        self.state = self.root / "state"
        self.bin = self.root / "bin"
        self.stacks = self.root / "stacks"
        self.passphrase = self.root / "passphrase"
        self.secrets = self.root / "secrets.yaml"

    def settings(self) -> dict[str, str]:
        """The environment variables that point the CLI here."""
        return {
            "PULUMI_HOME": str(self.pulumi_home),
            "PULUMI_BACKEND_URL": file_backend(self.state),
            "PULUMI_CONFIG_PASSPHRASE_FILE": str(self.passphrase),
            "PULUMI_SKIP_UPDATE_CHECK": "true",
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
            "PULUMI_ENABLE_LEGACY_PLUGIN_SEARCH": "true",  # see _PROVIDER_VERSIONS
        }

    def lay_out(self) -> None:
        """Create what is missing and renew what an older checkout wrote. Quick enough to be called every time.

        The caller holds the lock of `root`.
        """
        for folder in (self.pulumi_home, self.state, self.stacks):
            folder.mkdir(parents=True, exist_ok=True)
        for attributes in self.state.rglob("*.attrs"):
            attributes.unlink(missing_ok=True)  # of an older checkout; one of them may be cut off
        if not self.passphrase.exists():
            self._write(self.passphrase, secrets.token_urlsafe(), 0o600)
        for version in _PROVIDER_VERSIONS:
            plugin = self.pulumi_home / "plugins" / f"resource-aws-v{version}"
            self._write(plugin / "pulumi-resource-aws", _PROVIDER_LAUNCHER, 0o755)
        self._write(self.bin / "pulumi", _CLI_LAUNCHER, 0o755)

    @staticmethod
    def _write(file: Path, text: str, mode: int) -> None:
        if file.exists() and file.read_text() == text:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f".{file.name}.new")
        fresh.touch(mode)  # before the text is in it: a passphrase is never readable by others
        fresh.write_text(text)
        fresh.chmod(mode)
        fresh.replace(file)
