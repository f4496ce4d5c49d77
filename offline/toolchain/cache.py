"""Where built programs are kept, and how one run at a time puts something there whole.

A result is made in a staging folder on the same file system and renamed into place: whoever looks sees all of it or
nothing. The lock is the kernel's (`flock`), so a killed run cannot leave it locked.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .progress import Progress

_STAGING_PREFIX = ".partial-"


def cache_root(environ: Mapping[str, str]) -> Path:
    """The user's cache of toolchains: `FLOODGATE_CACHE`, else the place that the XDG base directories give."""
    if chosen := environ.get("FLOODGATE_CACHE"):
        return Path(chosen).expanduser().absolute()
    base = environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser().absolute() / "floodgate"


@contextmanager
def exclusive(folder: Path, progress: Progress) -> Iterator[None]:
    """Hold `folder` for this process. A second process waits, and says so."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.step(f"another run is setting up {folder}: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A fresh folder inside `folder`, gone afterwards unless it was renamed. The caller holds the lock of `folder`."""
    for leftover in folder.glob(f"{_STAGING_PREFIX}*"):
        # Whoever writes here holds the lock, and that is us: its owner is dead.
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=_STAGING_PREFIX, dir=folder))
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def place(made: Path, target: Path) -> None:
    """Rename `made` to `target`. An incomplete `target` is replaced. The caller holds the lock."""
    if target.exists():
        shutil.rmtree(target)
    made.rename(target)
