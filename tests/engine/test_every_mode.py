"""Every mode of every tier, once: deployed by the real engine, and the same when asked again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.conftest import PACK, ROOT, Stack, rename_components

pytestmark = pytest.mark.engine


def test_every_mode_deploys_and_stays_as_it_is(new_stack: Callable[..., Stack], tmp_path: Path) -> None:
    modes = Path(__file__).parents[1] / "fixtures" / "every_mode"
    stack = new_stack(modes, "modes")
    stack.environment["PYTHONPATH"] = str(ROOT)
    stack.up()
    text = stack.preview("--expect-no-changes", "--policy-pack", str(PACK)).text
    assert "mandatory" not in text
    renamed = Stack(shutil.copytree(modes, tmp_path / "renamed"), stack.name, stack.environment)
    rename_components(renamed.project)
    assert set(renamed.plan().values()) == {"update"}
