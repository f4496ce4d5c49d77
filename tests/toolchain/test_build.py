"""The build from Go modules: with a `go` that is quick, and runs that meet, stop halfway or lack it."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offline.toolchain import gobuild
from offline.toolchain.cli import ensure_cli
from offline.toolchain.errors import ToolchainError
from offline.toolchain.home import CHECKOUT
from offline.toolchain.pins import CLI_PACKAGE, LANGUAGE_HOST_PACKAGE
from offline.toolchain.progress import Progress


def _start(environ: dict[str, str], **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "offline.toolchain", "cli"],
        cwd=CHECKOUT,
        env={**environ, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_until_building(log: Path) -> None:
    deadline = time.monotonic() + 20
    while not log.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert log.exists()


def test_where_the_release_is_out_of_reach_the_cli_is_built(
    go: Path, environ: dict[str, str], progress: Progress, said: io.StringIO
) -> None:
    folder = ensure_cli(environ, progress)
    assert go.read_text().split() == [CLI_PACKAGE, LANGUAGE_HOST_PACKAGE]
    assert {file.name for file in folder.iterdir()} == {
        "pulumi",
        "pulumi-language-python",
        "pulumi-language-python-exec",
    }
    assert [file.name for file in folder.parent.iterdir()] == ["bin"]
    assert all(os.access(file, os.X_OK) for file in folder.iterdir())
    assert "cannot be had (http://127.0.0.1:9" in said.getvalue()
    assert "built pulumi: 1 packages compiled, 0 s\n" in said.getvalue()


def test_nothing_of_the_users_go_settings_reaches_the_build(
    go: Path, environ: dict[str, str], progress: Progress
) -> None:
    environ.update(GOFLAGS="-mod=vendor", GOWORK="/elsewhere/go.work", CGO_ENABLED="1")
    built = (ensure_cli(environ, progress) / "pulumi").read_text()
    assert built.startswith("-mod=readonly off 0\n")
    assert built.endswith((CHECKOUT / "offline/toolchain/cli/go.mod").read_text())


def test_of_two_runs_at_once_one_builds(go: Path, environ: dict[str, str]) -> None:
    first = _start(environ, GO_SECONDS="0.3")
    _wait_until_building(go)
    second = _start(environ)
    answers = [run.communicate(timeout=30) for run in (first, second)]
    assert answers[0][0] == answers[1][0] != ""
    assert f"another run is setting up {environ['FLOODGATE_CACHE']}: waiting" in answers[1][1]
    assert len(go.read_text().split()) == 2  # the CLI and the language host, once


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_no_half_result(go: Path, environ: dict[str, str], how: signal.Signals) -> None:
    run = _start(environ, GO_SECONDS="1")
    _wait_until_building(go)
    run.send_signal(how)
    _, said = run.communicate(timeout=30)
    assert "Traceback" not in said
    assert run.returncode == (-how if how == signal.SIGKILL else 128 + how)
    cache = Path(environ["FLOODGATE_CACHE"])
    left = {file.name[:9] for file in cache.iterdir()}
    assert left == ({".lock", ".partial-"} if how == signal.SIGKILL else {".lock"})

    again = _start(environ)
    again.communicate(timeout=30)
    assert again.returncode == 0
    assert sorted(file.name[:7] for file in cache.iterdir()) == [".lock", "pulumi-"]


def test_without_go_one_line_says_what_to_install(environ: dict[str, str]) -> None:
    run = _start(environ)
    answer, said = run.communicate(timeout=30)
    assert (run.returncode, answer) == (1, "")
    assert said.splitlines()[-1] == (
        "floodgate: no usable Pulumi CLI, and no Go to build one: "
        "install Go 1.21 or newer (https://go.dev/dl), or Pulumi (https://www.pulumi.com/docs/install)"
    )
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("version", "named"),
    [("go version go1.20.14 linux/amd64", "go1.20 is too old"), ("?", "does not tell its version")],
)
def test_a_go_that_cannot_build_it_is_named(
    go: Path, environ: dict[str, str], progress: Progress, version: str, named: str
) -> None:
    (Path(environ["PATH"]) / "go").write_text(f"#!/bin/sh\necho '{version}'\n")
    with pytest.raises(ToolchainError, match=named):
        ensure_cli(environ, progress)


@pytest.mark.parametrize("failing", ["build", "list"])
def test_what_go_complains_of_is_shown(
    go: Path, environ: dict[str, str], progress: Progress, tmp_path: Path, failing: str
) -> None:
    program = Path(environ["PATH"]) / "go"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = {failing} ] && {{ echo "missing go.sum entry" >&2; exit 1; }}\n' + program.read_text()
    )
    with pytest.raises(ToolchainError, match=f"go {failing} failed for github.com/pulumi/.*\nmissing go.sum entry"):
        gobuild.build(tmp_path, tmp_path / "scratch", environ, progress)
