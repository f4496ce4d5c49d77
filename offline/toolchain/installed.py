"""Tells whether a Pulumi CLI that lies somewhere can run Floodgate."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from .pins import OLDEST_CLI
from .progress import Progress

PULUMI = "pulumi"
LANGUAGE_HOST = "pulumi-language-python"
NODEJS_HOST = "pulumi-language-nodejs"

# The folder of our own launcher, which `env` puts first on PATH. It is no CLI.
LAUNCHER_FOLDER = Path(".pulumi-offline", "bin")


def find_on_path(environ: Mapping[str, str], progress: Progress) -> Path | None:
    """The folder of the first usable `pulumi` on PATH, or None. Says why one that is there is not used."""
    for folder in path_folders(environ):
        if not _executable(folder / PULUMI):
            continue
        if (reason := _objection(folder, environ)) is None:
            return folder
        progress.step(f"{folder / PULUMI} is not used: {reason}")
    return None


def is_complete(folder: Path) -> bool:
    """Whether `folder` holds a CLI with its Python language host. Starts nothing."""
    return all(_executable(folder / name) for name in (PULUMI, LANGUAGE_HOST))


def path_folders(environ: Mapping[str, str]) -> Iterator[Path]:
    """The folders of PATH in order, without those of our own launchers (of any checkout)."""
    for entry in environ.get("PATH", "").split(os.pathsep):
        folder = Path(entry)
        if entry and folder.parts[-2:] != LAUNCHER_FOLDER.parts:
            yield folder


def _objection(folder: Path, environ: Mapping[str, str]) -> str | None:
    version = _version(folder / PULUMI, environ)
    if version is None:
        return "it does not tell its version"
    if version < OLDEST_CLI:
        return f"it is {_dotted(version)}, and {_dotted(OLDEST_CLI)} is the oldest that will do"
    # A package manager links `pulumi` into a folder of links; its hosts lie beside the real one.
    beside = (folder / LANGUAGE_HOST, (folder / PULUMI).resolve().parent / LANGUAGE_HOST)
    if any(_executable(host) for host in beside) or shutil.which(LANGUAGE_HOST, path=environ.get("PATH", "")):
        return None
    return f"it has no {LANGUAGE_HOST}"


def _version(pulumi: Path, environ: Mapping[str, str]) -> tuple[int, int, int] | None:
    quiet = {**environ, "PULUMI_SKIP_UPDATE_CHECK": "1"}
    try:
        # 30 s: a cold start from a slow disk, and no more; the usual time is 0.1 s.
        answer = subprocess.run(
            [pulumi, "version"], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.match(r"v?(\d+)\.(\d+)\.(\d+)", answer.stdout.strip())
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _executable(file: Path) -> bool:
    return file.is_file() and os.access(file, os.X_OK)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
