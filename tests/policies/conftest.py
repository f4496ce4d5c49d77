"""The support modules of these tests are found by name, and share none with other tests."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SUPPORT = str(HERE / "support")
if SUPPORT not in sys.path:
    sys.path.insert(0, SUPPORT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them: they are many, and need no coverage."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("policies")
