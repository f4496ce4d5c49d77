"""Makes the copy of a stack file that offline commands read: the same settings, the secrets replaced by a placeholder.

Secrets are encrypted with a key of the real backend. It is not here, and nothing offline needs the real values: each
becomes the same placeholder, encrypted with the checkout's own passphrase, so that it still counts as a secret.

Stack files are read line by line, as the CLI writes them: no YAML parser is in the standard library.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .errors import ToolchainError
from .home import OfflineHome

PLACEHOLDER = "offline-secret-placeholder"

# Lines at the top level that say how secrets are encrypted.
_ENCRYPTION = re.compile(r"^(?:encryptionsalt|encryptedkey|secretsprovider):.*\n?", re.MULTILINE)
# `secure: CIPHERTEXT`, alone on its line or in braces. A flag of that name has a word or a number there.
_SECRET = re.compile(
    r"""^(?P<before>[^#\n]*\bsecure:[ ]*)
        (?P<quote>["']?)(?!(?:true|false|yes|no|null|~|[\d.]+)\b)(?P<cipher>[\w:+/=.-]+)(?P=quote)""",
    re.MULTILINE | re.VERBOSE,
)


def offline_copy(home: OfflineHome, project: Path, stack: str) -> Path | None:
    """Write the offline copy of the stack file of `stack`, and return its path. Says how many secrets were replaced.

    Raises ToolchainError if the offline home is not whole.

    A stack without a file of its own gets a copy without settings. None for projects in JSON, whose stack files are
    JSON too: the CLI reads those as they are.
    """
    if project.suffix == ".json":
        return None
    if not home.secrets.exists():
        raise ToolchainError('the offline home is gone: run `eval "$(make -s env)"` again')
    original = stack_folder(project) / f"Pulumi.{stack}{project.suffix}"
    text = original.read_text() if original.is_file() else ""
    template = home.secrets.read_text()
    text, replaced = _SECRET.subn(rf"\g<before>{_only(_SECRET, template)['cipher']}", _ENCRYPTION.sub("", text))
    if replaced:
        print(f"floodgate: offline, each secret of {original.name} ({replaced}) is a placeholder", file=sys.stderr)
    if text and not text.endswith("\n"):
        text += "\n"
    # One folder for each project folder: projects of the same name do not share their copies.
    place = home.stacks / hashlib.sha256(bytes(project.parent)).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    fresh = place / f".{os.getpid()}{project.suffix}"
    fresh.write_text(text + _only(_ENCRYPTION, template)[0])
    return fresh.replace(place / original.name)


def make_secrets_template(home: OfflineHome, pulumi: Path) -> None:
    """Have the CLI write a stack file with the placeholder as its only secret: its salt and ciphertext go into copies.

    Raises ToolchainError if the CLI refuses.
    """
    with tempfile.TemporaryDirectory(dir=home.root) as name:
        folder = Path(name)
        (folder / "Pulumi.yaml").write_text("name: offline\nruntime: python\n")
        (folder / "state").mkdir()
        environ = {**os.environ, **home.settings(), "PULUMI_BACKEND_URL": (folder / "state").as_uri()}
        environ.pop("PULUMI_CONFIG_PASSPHRASE", None)  # it would go before the passphrase file
        for command in (
            ["stack", "init", "template"],
            ["config", "set", "placeholder", PLACEHOLDER, "--secret", "--stack", "template"],
        ):
            answer = subprocess.run(
                [pulumi, *command, "--non-interactive"],
                cwd=folder,
                env=environ,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
            )
            if answer.returncode != 0:
                raise ToolchainError(f"pulumi {command[0]} {command[1]} failed: {answer.stderr.strip()}")
        (folder / "Pulumi.template.yaml").replace(home.secrets)


def stack_folder(project: Path) -> Path:
    """The folder of a project's stack files: its own, or the one that the project file names."""
    named = re.search(r"^stackConfigDir:[ ]*[\"']?(?P<folder>[^\"'\n#]+)", project.read_text(), re.MULTILINE)
    return project.parent / named["folder"].strip() if named else project.parent


def _only(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.search(text)
    if match is None:
        raise ToolchainError("the offline home is damaged: run `make clean-offline`, then try again")
    return match
