"""The environment of offline commands, as lines for `eval` in any POSIX shell."""

import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from .home import OfflineHome

# Nothing offline needs them, and what is not there cannot be used by mistake.
_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",  # it would go before the passphrase file
)


def export_lines(home: OfflineHome, cli: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """Shell lines that make any `pulumi` command work offline. `cli` is the folder of the CLI to use."""
    for name in _CREDENTIALS:
        yield f"unset {name}"
    for name, value in _settings(home, environ).items():
        yield f"export {name}={shlex.quote(value)}"
    first = [home.bin, home.checkout / ".venv" / "bin"]
    if shutil.which("pulumi", path=environ.get("PATH", "")) != str(cli / "pulumi"):
        first.append(cli)
    yield f'export PATH={":".join(shlex.quote(str(folder)) for folder in first)}:"$PATH"'


def _settings(home: OfflineHome, environ: Mapping[str, str]) -> dict[str, str]:
    return {
        **home.settings(),
        # Some programs ask for a region before any provider answers. The stack's own setting goes before it.
        "AWS_REGION": environ.get("AWS_REGION") or "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
