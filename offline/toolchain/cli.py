"""Finds or makes a Pulumi CLI: on PATH, in the cache, from the release archive, or from source, in this order."""

import platform
from collections.abc import Mapping
from pathlib import Path

from . import gobuild, release
from .cache import cache_root, exclusive, place, staging
from .installed import find_on_path, is_complete
from .pins import CLI_VERSION
from .progress import Progress


def ensure_cli(environ: Mapping[str, str], progress: Progress) -> Path:
    """The folder that holds a usable `pulumi` and its Python language host, made first if need be.

    Raises ToolchainError if none is there and none can be made.
    """
    if found := find_on_path(environ, progress):
        return found
    root = cache_root(environ)
    home = root / f"pulumi-{CLI_VERSION}-{system_name()}-{machine_name()}"
    if is_complete(home / "bin"):
        return home / "bin"
    with exclusive(root, progress):
        if not is_complete(home / "bin"):  # another run may have made it while this one waited
            with staging(root) as folder:
                made = folder / home.name
                _make(made / "bin", folder, environ, progress)
                place(made, home)
    return home / "bin"


def system_name() -> str:
    """This operating system as release archives and Go call it."""
    return platform.system().lower()


def machine_name() -> str:
    """This processor as release archives call it."""
    machine = platform.machine().lower()
    return {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(machine, machine)


def _make(target: Path, scratch: Path, environ: Mapping[str, str], progress: Progress) -> None:
    target.mkdir(parents=True)
    archive = f"pulumi-v{CLI_VERSION}-{system_name()}-{machine_name()}.tar.gz"
    try:
        release.download(archive, target, scratch, environ, progress)
    except release.UnavailableError as reason:
        progress.step(f"the release archive of Pulumi {CLI_VERSION} cannot be had ({reason})")
        gobuild.build(target, scratch, environ, progress)
