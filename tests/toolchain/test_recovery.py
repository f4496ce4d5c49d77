"""What a kill or a crash leaves in the offline backend, and what the next command makes of it."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from offline.toolchain.home import OfflineHome
from offline.toolchain.recovery import mend

# Braces in texts count as well as those around objects.
OLD = json.dumps({"version": 3, "checkpoint": {"latest": {"resources": [{"policy": '{"a": "${x}"}'}]}}})
NEW = OLD.replace("[", '[{"urn": "new"}, ')

RESTORED = (
    "floodgate: the state {0}.json was cut off: the one from before its last write is back (the broken one is "
    "{0}.json.broken). The next `up` does again what is not in it\n"
)


@pytest.fixture
def home(tmp_path: Path) -> OfflineHome:
    """An offline home in which nothing has happened."""
    home = OfflineHome(tmp_path / "checkout")
    home.lay_out()
    return home


@pytest.fixture
def write_stack(home: OfflineHome) -> Callable[..., Path]:
    """Writes a state, and the one from before it."""

    def write(name: str, content: str, backup: str | None = OLD) -> Path:
        project, stack = name.split("/")
        state = home.state / ".pulumi" / "stacks" / project / f"{stack}.json"
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(content)
        if backup is not None:
            state.with_name(f"{state.name}.bak").write_text(backup)
        return state

    return write


@pytest.fixture
def write_lock(home: OfflineHome) -> Callable[..., Path]:
    """Writes a lock of the stack `prod` as the CLI does."""

    def write(pid: int, hostname: str = os.uname().nodename) -> Path:
        lock = home.state / ".pulumi/locks/organization/p/prod/0a1b.json"
        lock.parent.mkdir(parents=True, exist_ok=True)
        content = {"pid": pid, "username": "me", "hostname": hostname, "timestamp": "2026-01-01T00:00:00Z"}
        lock.write_text(json.dumps(content))
        return lock

    return write


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def files(home: OfflineHome) -> dict[Path, tuple[str, int]]:
    return {f: (f.read_text(), f.stat().st_mtime_ns) for f in home.state.rglob("*") if f.is_file()}


# --- states


def test_a_whole_state_stays_as_it_is(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_stack("p/prod", NEW, backup="")
    write_stack("p/new", OLD, backup=None)
    write_stack("p/indented", json.dumps(json.loads(OLD), indent=4) + "\n")
    write_stack("p/odd", json.dumps({"policy": "} } }"}))  # in a text, they need not be pairs
    before = files(home)
    mend(home)
    assert files(home) == before
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("left", ["", NEW[: len(NEW) // 2], NEW[:20] + "\0" * (len(NEW) - 20), "\0" * len(NEW)])
def test_a_state_that_is_cut_off_is_the_one_from_before_again(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str], left: str
) -> None:
    state = write_stack("p/prod", left)
    mend(home)
    assert {file.name: content for file, (content, _) in files(home).items()} == {
        "prod.json": OLD,
        "prod.json.bak": OLD,
        "prod.json.broken": left,
    }
    assert capsys.readouterr() == ("", RESTORED.format("prod"))
    mend(home)
    assert state.read_text() == OLD
    assert capsys.readouterr() == ("", "")


def test_wherever_it_is_cut_off(home: OfflineHome, write_stack: Callable[..., Path]) -> None:
    for length in range(len(NEW)):
        state = write_stack("p/prod", NEW[:length])
        mend(home)
        assert state.read_text() == OLD, length


@pytest.mark.parametrize("backup", [OLD[:-1], "", None])
def test_without_a_whole_copy_one_line_says_what_to_do(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str], backup: str | None
) -> None:
    state = write_stack("p/prod", NEW[:-1], backup)
    before = files(home)
    mend(home)
    assert files(home) == before
    assert capsys.readouterr() == (
        "",
        f"floodgate: {state} is cut off, and no whole prod.json.bak is beside it: remove it, and make the stack anew "
        "with `make up`, or with `pulumi stack init` and `pulumi up`\n",
    )


def test_each_stack_of_each_project_is_looked_at(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    lost = write_stack("a/lost", "", backup="")
    states = [write_stack("a/dev", ""), write_stack("a/prod", NEW), write_stack("b/dev", NEW[:9])]
    mend(home)
    assert [state.read_text() for state in states] == [OLD, NEW, OLD]
    first, *others = capsys.readouterr().err.splitlines(keepends=True)
    assert (first, str(lost) in others[0], others[1:]) == (RESTORED.format("dev"), True, [RESTORED.format("dev")])


def test_a_home_without_state_is_nothing_to_mend(
    home: OfflineHome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mend(home)
    mend(OfflineHome(tmp_path / "nowhere"))
    assert capsys.readouterr() == ("", "")


def test_what_another_command_has_just_removed_is_no_concern(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    state = write_stack("p/prod", "")
    state.with_name("gone.json").symlink_to("nothing")
    mend(home)
    assert capsys.readouterr().err == RESTORED.format("prod")


def test_what_cannot_be_mended_is_said_in_one_line(
    home: OfflineHome, write_stack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = write_stack("a/prod", "").with_name("prod.json.broken")
    broken.mkdir()
    state = write_stack("b/prod", "")
    mend(home)
    assert state.read_text() == OLD
    assert capsys.readouterr().err == (
        f"floodgate: the offline state cannot be mended: [Errno 21] Is a directory: '{broken}'\n"
        + RESTORED.format("prod")
    )


# --- locks


def test_the_lock_of_a_dead_process_goes(
    home: OfflineHome, write_lock: Callable[..., Path], dead: int, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = write_lock(dead)
    mend(home)
    assert not lock.exists()
    assert capsys.readouterr() == ("", "floodgate: removed the lock that a killed command left on the stack prod\n")


def test_a_lock_that_is_cut_off_goes(home: OfflineHome, write_lock: Callable[..., Path], dead: int) -> None:
    lock = write_lock(dead)
    lock.write_text("")
    mend(home)
    assert not lock.exists()


def test_other_locks_stay(
    home: OfflineHome,
    write_lock: Callable[..., Path],
    dead: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stays(lock: Path) -> bool:
        mend(home)
        return lock.exists()

    assert stays(write_lock(os.getpid()))
    assert stays(write_lock(dead, "another-machine"))
    lock = write_lock(dead)
    lock.write_text("{}")  # as no CLI of today writes it
    assert stays(lock)

    def refuse(pid: int, signal: int) -> None:
        raise PermissionError(pid, signal)

    monkeypatch.setattr(os, "kill", refuse)
    assert stays(write_lock(dead))  # somebody else's process has that number
    assert capsys.readouterr() == ("", "")
