"""What the tests of the toolchain share: made-up programs on a PATH of their own, and a progress that can be read."""

import io
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from offline.toolchain.progress import Progress

WriteProgram = Callable[[Path, str], Path]


@pytest.fixture(autouse=True)
def _interrupts_reach_children() -> Iterator[None]:
    """A shell that runs the tests in the background has them ignore interrupts, and children would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def write_program() -> WriteProgram:
    """Writes a shell script that can be started."""

    def write(file: Path, script: str) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return file

    return write


@pytest.fixture
def said() -> io.StringIO:
    """What `progress` has written."""
    return io.StringIO()


@pytest.fixture
def progress(said: io.StringIO) -> Progress:
    """A progress that is not on a terminal."""
    return Progress(said)


@pytest.fixture
def make_cli(tmp_path: Path, write_program: WriteProgram) -> Callable[..., Path]:
    """Makes a folder with a `pulumi` that says `version`, and other programs that do nothing."""

    def make(name: str, version: str = "3.259.0", others: tuple[str, ...] = ("pulumi-language-python",)) -> Path:
        folder = tmp_path / name
        write_program(folder / "pulumi", f"echo {version}")
        for other in others:
            write_program(folder / other, ":")
        return folder

    return make


@pytest.fixture
def go(environ: dict[str, str], tmp_path: Path, write_program: WriteProgram) -> Path:
    """A `go` on PATH that builds programs in no time (or in `GO_SECONDS`). The path is where it logs what it built."""
    sdk_script = tmp_path / "sdk" / "python" / "cmd" / "pulumi-language-python-exec"
    sdk_script.parent.mkdir(parents=True)
    sdk_script.write_text("# starts programs\n")
    log = tmp_path / "built"
    script = f"""
    case $1 in
    version) echo go version go1.26.8 linux/amd64 ;;
    list) echo {tmp_path}/sdk ;;
    build)
        for package; do :; done
        echo "$package" >>{log}
        echo "go: downloading some/module v1.0.0" >&2
        echo some/package >&2
        sleep "${{GO_SECONDS:-0}}"
        while [ "$1" != -o ]; do shift; done
        echo "$GOFLAGS $GOWORK $CGO_ENABLED" >"$2"
        while read -r line; do echo "$line" >>"$2"; done <go.mod
        /bin/chmod 755 "$2"
        ;;
    esac"""
    write_program(tmp_path / "tools" / "go", script)
    return log


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with the system's tools alone, a cache of its own, and release hosts that nobody serves."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "cat", "cp", "mkdir", "sleep", "echo", "touch", "dirname", "env"):
        real = next(folder for folder in map(Path, os.defpath.split(os.pathsep)) if (folder / name).exists())
        (tools / name).symlink_to(real / name)
    return {
        **{name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")},
        "PATH": str(tools),
        "HOME": str(tmp_path),
        "FLOODGATE_CACHE": str(tmp_path / "cache"),
        # Port 9 of this machine, "discard", which nothing listens on: refused at once.
        "FLOODGATE_PULUMI_RELEASES": "http://127.0.0.1:9",
        "FLOODGATE_PULUMI_CHECKSUMS": "http://127.0.0.1:9",
    }
