"""A deployment by `make` that was killed, or went down with the machine, is finished by the next one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from offline.toolchain.home import OfflineHome
from tests.engine.conftest import ROOT, Stack

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi_aws as aws
for i in range(40):
    aws.ec2.Eip(f"address-{i}", domain="vpc")
"""


@pytest.fixture
def checkout(offline: dict[str, str], tmp_path: Path) -> Path:
    """A checkout with an offline home of its own, and a small program."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "offline", folder / "offline", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "requirements.txt", "policies"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "Pulumi.yaml").write_text("name: floodgate\nruntime: python\n")
    (folder / "__main__.py").write_text(PROGRAM)
    return folder


def run(checkout: Path, script: str) -> str:
    # A make that runs the tests has set variables for its own children; this one is nobody's child.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=checkout,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_killed_make_up_is_finished_by_the_next(checkout: Path, tmp_path: Path) -> None:
    lines = run(checkout, 'eval "$(make -s env)" && pulumi stack init --no-select dev >/dev/null && env -0')
    stack = Stack(checkout, "dev", dict(line.split("=", 1) for line in lines.split("\0") if "=" in line))
    stack.kill_up(tmp_path / "log", after=5, keep_lock=True)
    backend = OfflineHome(checkout).state / ".pulumi"
    assert list(backend.rglob("locks/**/*.json"))
    # The only file that the CLI writes in place, and so may leave cut off, is not written at all.
    assert not list(backend.rglob("*.attrs"))
    # What a machine that goes down in that moment may leave.
    state = backend / "stacks" / "floodgate" / "dev.json"
    os.truncate(state, state.stat().st_size // 2)

    said = run(checkout, "make up STACK=dev")
    assert "floodgate: removed the lock that a killed command left on the stack dev\n" in said
    assert "floodgate: the state dev.json was cut off: the one from before its last write is back" in said
    assert len(stack.resources("aws:ec2/eip:Eip")) == 40
    assert "floodgate:" not in stack.preview("--expect-no-changes").text
