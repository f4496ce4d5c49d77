"""The policy pack on programs in other languages than its own: the engine hands all of them the same graph."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from offline.toolchain import nodejs
from offline.toolchain.errors import ToolchainError
from offline.toolchain.progress import Progress
from tests.engine.conftest import PACK, ROOT, Stack

pytestmark = pytest.mark.engine

PROGRAM = ROOT / "tests" / "fixtures" / "javascript"
# Default and explicit providers, other clouds, components, assets, and secrets that nobody here can decrypt.
OTHER_SDKS = ROOT / "tests" / "fixtures" / "states" / "other_sdks.json"


@pytest.fixture
def javascript(new_stack: Callable[..., Stack], tmp_path: Path) -> Stack:
    """A stack of the JavaScript program. The first time, its language host is built and its packages are installed."""
    if reason := nodejs.lacks(os.environ):
        pytest.skip(f"no JavaScript program can run here: {reason}")
    try:
        host = nodejs.ensure_host(os.environ, Progress())
        packages = nodejs.ensure_packages(PROGRAM, os.environ, Progress())
    except ToolchainError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    project = shutil.copytree(PROGRAM, tmp_path / "javascript")
    (project / "node_modules").symlink_to(packages)
    stack = new_stack(project)
    stack.environment["PATH"] += f"{os.pathsep}{host}"
    return stack


def test_a_javascript_program_is_found_wrong_at_a_first_preview(javascript: Stack) -> None:
    text = javascript.preview("--policy-pack", str(PACK), fails=True).text
    assert "QUEUE-001  (aws:sqs:Queue: orders)" in text
    assert "hides a message for 60 s, but function `orders-handler` needs 180 s" in text
    assert "QUEUE-002  (aws:sqs:Queue: orders)" in text
    assert "Queue `orders` is a FIFO queue, its dead-letter queue is a standard one" in text


def test_so_is_the_state_that_it_leaves(javascript: Stack, tmp_path: Path) -> None:
    javascript.up()
    state = tmp_path / "state.json"
    state.write_text(javascript.pulumi("stack", "export").text)
    text = javascript.analyze(state, fails=True).text
    assert "QUEUE-001  (aws:sqs:Queue: orders)" in text
    assert "QUEUE-002  (aws:sqs:Queue: orders)" in text


def test_what_other_sdks_leave_in_a_state_is_analysed(offline: dict[str, str], tmp_path: Path) -> None:
    text = Stack(tmp_path, "dev", offline).analyze(OTHER_SDKS, fails=True).text
    assert "analyzing with secret values redacted" in text
    assert "hides a message for 60 s, but function `orders-handler` needs 180 s" in text
    assert "Queue `orders` is a FIFO queue, its dead-letter queue is a standard one" in text
    assert "NOTICE-002" not in text  # no rule broke
