"""Pulumi's component host can serve the components to any language: their schemas can be inferred."""

import importlib
import inspect
import json
from pathlib import Path

import pulumi
import pytest
from pulumi.provider.experimental.component import ComponentProvider

# The SDK leaves the file open from which it reads a resource package's name.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

ROOT = Path(__file__).resolve().parents[2]
WIRING = ("components.region", "components.global_edge")  # take the stack's settings, which only make sense here


def components() -> list[type[pulumi.ComponentResource]]:
    """Every component class that the project defines, by name; those that others are made from are none themselves."""
    found: dict[str, type[pulumi.ComponentResource]] = {}
    for file in sorted((ROOT / "components").rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name.startswith(WIRING):
            continue
        for cls in vars(importlib.import_module(name)).values():
            is_own = inspect.isclass(cls) and cls.__module__ == name
            if is_own and issubclass(cls, pulumi.ComponentResource) and not cls.__subclasses__():
                assert cls.__name__ not in found, f"two components are called {cls.__name__}"
                found[cls.__name__] = cls
    return [found[name] for name in sorted(found)]


COMPONENTS = components()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.__name__)
def test_a_schema_can_be_inferred(component: type[pulumi.ComponentResource]) -> None:
    schema = json.loads(
        json.dumps(ComponentProvider([component], "floodgate", "floodgate", "0.1.0").schema, default=str)
    )
    assert f"floodgate:index:{component.__name__}" in str(schema)


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.__name__)
def test_a_component_says_what_it_is_creates_and_costs(component: type[pulumi.ComponentResource]) -> None:
    text = inspect.getdoc(component) or ""
    for heading in ("Creates", "Outputs", "Cost"):
        assert heading in text, (component.__name__, heading)
    module = inspect.getdoc(inspect.getmodule(component)) or ""
    assert len(module.splitlines()) >= 3, component.__module__
    assert f'"floodgate:index:{component.__name__}"' in inspect.getsource(component)
