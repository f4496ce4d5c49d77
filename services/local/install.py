"""Finds the servers' programs, and installs those that are missing where that is possible: as root on Debian or Ubuntu.

Packages start no service and make no database cluster: they are wanted for their programs only.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

# The package of each program.
_POSTGRES: Final = {"postgres": "postgresql"}
_REDIS: Final = {"redis-server": "redis-server"}
_OLDEST_POSTGRES: Final = 15
_APT: Final = (
    "apt-get",
    "--quiet=2",
    "--option=DPkg::Lock::Timeout=300",  # seconds; somebody else may install something right now (guess)
)
_LOCK: Final = Path("/run/floodgate-install.lock")
# Asked before a package starts a service; 101 is "no" (Debian's invoke-rc.d).
_POLICY: Final = Path("/usr/sbin/policy-rc.d")
# Read by PostgreSQL's packages when they are installed.
_CLUSTERS: Final = Path("/etc/postgresql-common/createcluster.conf")

Say = Callable[[str], None]


class ServerError(Exception):
    """A server is missing or does not start; the message says what to do."""


def postgres(say: Say | None = None) -> None:
    """Make sure that PostgreSQL is there.

    Args:
        say: is told, in one line, what is being installed; without one, standard error is.

    Raises:
        ServerError: it is missing and cannot be installed, or too old.
    """
    _ensure(_POSTGRES, say)
    version = subprocess.run([path_of("postgres"), "--version"], check=True, capture_output=True, text=True).stdout
    major = re.search(r"\d+", version)
    if major is None or int(major.group()) < _OLDEST_POSTGRES:
        raise ServerError(f"{version.strip()} is too old: put PostgreSQL {_OLDEST_POSTGRES} or newer on PATH")


def redis(say: Say | None = None) -> None:
    """Make sure that Redis is there.

    Args:
        say: as for ``postgres``.

    Raises:
        ServerError: it is missing, and cannot be installed.
    """
    _ensure(_REDIS, say)


def path_of(program: str) -> str:
    """The path of a program.

    Raises:
        ServerError: it is not on this machine.
    """
    if found := _find(program):
        return found
    raise ServerError(f"{program} is missing: put it on PATH (Debian, Ubuntu: {_advice([program])})")


def _find(program: str) -> str | None:
    # Debian keeps PostgreSQL's programs off PATH, those of the newest version last.
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(program, path=os.pathsep.join([*os.get_exec_path(), *map(str, versions)]))


def _advice(programs: Sequence[str]) -> str:
    packages = {**_POSTGRES, **_REDIS}
    return f"apt-get install {' '.join(sorted({packages.get(program, 'postgresql') for program in programs}))}"


def _ensure(packages: dict[str, str], say: Say | None) -> None:
    if not (missing := [program for program in packages if not _find(program)]):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        verb = "is" if len(missing) == 1 else "are"
        names = " and ".join(missing)
        raise ServerError(f"{names} {verb} missing: put it on PATH (Debian, Ubuntu: {_advice(missing)})")
    with _alone():
        if missing := [program for program in packages if not _find(program)]:  # nobody else did it in the meantime
            _install([packages[program] for program in missing], say or _to_standard_error)
    for program in packages:
        path_of(program)


def _install(packages: Sequence[str], say: Say) -> None:
    say(f"installing {' and '.join(packages)} (about a minute)")
    with _no_services():
        _apt("update")
        _apt("install", "--yes", "--no-install-recommends", *packages)


def _apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        [*_APT, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
        raise ServerError(f"apt-get {' '.join(arguments)} failed: {last}")


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: test workers start together. The lock is the kernel's, and ends with its holder."""
    with _LOCK.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _no_services() -> Iterator[None]:
    """Have packages start nothing; what the machine's owner has decided about that stays as it is."""
    if not _CLUSTERS.exists():
        _CLUSTERS.parent.mkdir(parents=True, exist_ok=True)
        _CLUSTERS.write_text("# Written by floodgate, which makes its own databases.\ncreate_main_cluster = false\n")
    ours = not _POLICY.exists()
    if ours:
        _POLICY.write_text("#!/bin/sh\nexit 101\n")
        _POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            _POLICY.unlink()


def _to_standard_error(line: str) -> None:
    print(f"floodgate: {line}", file=sys.stderr, flush=True)
