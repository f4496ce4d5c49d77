"""What a Pulumi program in JavaScript needs beside the CLI: its language host, and packages of npm.

Only the tests that prove the policy pack on such a program ask for it, so `make preview` never waits for it.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from . import gobuild
from .cache import cache_root, exclusive, place, staging
from .child import run_watched
from .cli import machine_name, system_name
from .errors import ToolchainError
from .installed import NODEJS_HOST
from .pins import CLI_VERSION
from .progress import Progress

# What the SDKs of tests/fixtures/javascript ask for.
OLDEST_NODE: Final = 20
_MANIFESTS: Final = ("package.json", "package-lock.json")


def lacks(environ: Mapping[str, str]) -> str | None:
    """Why no JavaScript program can run here, None if one can."""
    node, npm = (shutil.which(program, path=environ.get("PATH", "")) for program in ("node", "npm"))
    if node is None or npm is None:
        return f"there is no {'npm' if node else 'node'} on PATH"
    answer = subprocess.run([node, "--version"], env=dict(environ), capture_output=True, text=True)
    match = re.match(r"v(\d+)\.", answer.stdout)
    if match is None or int(match[1]) < OLDEST_NODE:
        return f"{node} is {answer.stdout.strip() or 'of unknown version'}, and Node.js {OLDEST_NODE} is the oldest"
    return None


def ensure_host(environ: Mapping[str, str], progress: Progress) -> Path:
    """The folder of the language host: the one on PATH, which the official CLI brings, else one built here.

    Raises ToolchainError if none is there and none can be built.
    """
    if found := shutil.which(NODEJS_HOST, path=environ.get("PATH", "")):
        return Path(found).parent

    def make(folder: Path, scratch: Path) -> None:
        gobuild.build_nodejs_host(folder, scratch, environ, progress)

    name = f"nodejs-host-{CLI_VERSION}-{system_name()}-{machine_name()}"
    return _ensure(name, make, environ, progress)


def ensure_packages(project: Path, environ: Mapping[str, str], progress: Progress) -> Path:
    """The folder `node_modules` with exactly what the project's lock file names. No script of a package is run.

    Raises ToolchainError if npm cannot get them.
    """

    def make(folder: Path, _: Path) -> None:
        for manifest in _MANIFESTS:
            shutil.copy(project / manifest, folder)
        progress.step("installing the npm packages of a test program, once for this user (about 15 seconds)")
        lines: list[str] = []
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        if run_watched(command, lambda line: lines.append(line or ""), cwd=folder, environ=environ) != 0:
            raise ToolchainError("\n".join(["npm could not install the lock:", *filter(None, lines)]))

    digest = hashlib.sha256(b"".join((project / manifest).read_bytes() for manifest in _MANIFESTS)).hexdigest()
    return _ensure(f"npm-{digest[:12]}", make, environ, progress) / "node_modules"


def _ensure(name: str, make: Callable[[Path, Path], None], environ: Mapping[str, str], progress: Progress) -> Path:
    """The folder of the cache with this name. `make` fills it; its second argument is for what is of no use later."""
    root = cache_root(environ)
    home = root / name
    if home.is_dir():
        return home
    with exclusive(root, progress):
        if not home.is_dir():  # another run may have made it while this one waited
            with staging(root) as folder:
                made = folder / name
                made.mkdir()
                make(made, folder)
                place(made, home)
    return home
