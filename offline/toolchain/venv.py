"""Makes the checkout's Python environment from the hashed lock.

The stamp that says it is whole is written last, so an interrupted installation is taken up again by the next run.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from .cache import exclusive
from .child import run_watched
from .errors import ToolchainError
from .progress import Progress


def ensure_venv(stamp: Path, requirements: Path, progress: Progress) -> None:
    """Install exactly `requirements` into the environment whose folder holds `stamp`, then write the stamp.

    The environment gets the Python that runs this. Raises ToolchainError if pip fails.
    """
    venv = stamp.parent
    with exclusive(venv, progress):
        if stamp.exists():  # another run made it while this one waited
            return
        for outdated in venv.glob(f"{stamp.name.partition('-')[0]}-*"):
            outdated.unlink()
        python = venv / "bin" / "python"
        if not _is_this_version(python):
            _empty(venv)
            progress.step(f"making the Python environment {venv} (Python {sys.version.split()[0]})")
            _create(venv)
        progress.step(f"installing the packages of {requirements.name} (about a minute)")
        _install([str(python), "-m", "pip", "install", "--require-hashes", "-r", str(requirements)], progress)
        stamp.touch()


def _is_this_version(python: Path) -> bool:
    try:
        answer = subprocess.run([python, "--version"], capture_output=True, text=True)
    except OSError:
        return False
    return answer.stdout.split() == ["Python", sys.version.split()[0]]


def _empty(folder: Path) -> None:
    for child in folder.iterdir():
        if child.name == ".lock":  # held by this run, see `exclusive`
            continue
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()


def _create(venv: Path) -> None:
    command = [sys.executable, "-m", "venv", str(venv)]
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if answer.returncode != 0:
        raise ToolchainError(f"{' '.join(command)} failed:\n{(answer.stdout + answer.stderr).strip()}")


def _install(pip: list[str], progress: Progress) -> None:
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    lines: list[str] = []

    def on_line(line: str | None) -> None:
        if line is not None:
            lines.append(line.rstrip())
        # The last step is one line to pip: it unpacks everything after it has fetched everything.
        unpacking = lines and lines[-1].startswith("Installing collected packages")
        progress.update("unpacking" if unpacking else f"{sum(map(_names_a_package, lines))} packages fetched")

    if run_watched([*pip, *options], on_line) != 0:
        raise ToolchainError("\n".join(["pip could not install the lock:", *lines[-10:]]))
    progress.done(f"installed {sum(map(_names_a_package, lines))} packages")


def _names_a_package(line: str) -> bool:
    return line.startswith(("Collecting ", "Requirement already satisfied: "))
