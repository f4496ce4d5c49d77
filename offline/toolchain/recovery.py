"""Mends what a killed Pulumi CLI, or a machine that went down, leaves in the offline file backend.

A kill leaves the lock of the stack, and nothing worse: the CLI renames its files into place. But it does not wait for
the disk, so a machine that goes down can leave a state empty or cut off. Beside it is the state from before that
write, which the CLI copies each time. What it lacks, the next `up` does again: the simulated AWS keeps nothing, and
gives the same ids.
"""

import json
import os
import shutil
import sys
from pathlib import Path

from .home import OfflineHome


def mend(home: OfflineHome) -> None:
    """Remove locks whose owner is dead, and restore states that are cut off. Says each thing that it does."""
    for step, pattern in ((_remove_stale_lock, "locks/**/*.json"), (_restore_cut_off_state, "stacks/*/*.json")):
        for file in sorted((home.state / ".pulumi").glob(pattern)):
            try:
                step(file)
            except FileNotFoundError:
                continue  # another command has just removed it
            except OSError as error:
                _say(f"the offline state cannot be mended: {error}")


def _remove_stale_lock(lock: Path) -> None:
    if _is_stale(lock.read_bytes()):
        lock.unlink()
        _say(f"removed the lock that a killed command left on the stack {lock.parent.name}")


def _restore_cut_off_state(state: Path) -> None:
    if _is_whole(state.read_bytes()):
        return
    backup = state.with_name(f"{state.name}.bak")
    if not (backup.is_file() and _is_whole(content := backup.read_bytes())):
        _say(
            f"{state} is cut off, and no whole {backup.name} is beside it: remove it, and make the stack anew with "
            "`make up`, or with `pulumi stack init` and `pulumi up`"
        )
        return
    broken = state.with_name(f"{state.name}.broken")
    shutil.copyfile(state, broken)
    fresh = state.with_name(f".{state.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(state)
    _say(
        f"the state {state.name} was cut off: the one from before its last write is back (the broken one is "
        f"{broken.name}). The next `up` does again what is not in it"
    )


def _is_stale(lock: bytes) -> bool:
    try:
        owner = json.loads(lock)
    except ValueError:
        return True  # cut off as well: whoever wrote it went down with the machine
    # On another machine, or in a container, the number of the process means another one.
    return owner.get("hostname") == os.uname().nodename and not _runs(owner.get("pid", 0))


def _is_whole(content: bytes) -> bool:
    # What is cut off opens more than it closes. Counting takes a tenth of the time that parsing takes.
    if content.endswith(b"}") and content.count(b"{") == content.count(b"}"):
        return True
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's
    return True


def _say(text: str) -> None:
    print(f"floodgate: {text}", file=sys.stderr)
