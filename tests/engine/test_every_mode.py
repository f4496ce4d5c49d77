"""Every mode of every tier, once: deployed by the real engine, and the same when asked again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, ROOT, Stack

pytestmark = pytest.mark.engine


def test_every_mode_deploys_and_stays_as_it_is(new_stack: Callable[..., Stack]) -> None:
    stack = new_stack(Path(__file__).parents[1] / "fixtures" / "every_mode", "modes")
    stack.environment["PYTHONPATH"] = str(ROOT)
    stack.up()
    text = stack.preview("--expect-no-changes", "--policy-pack", str(PACK)).text
    assert "mandatory" not in text
