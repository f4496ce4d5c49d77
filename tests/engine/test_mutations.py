"""For every rule one fault, planted in our own production program: the real preview finds it.

`mutations/<tier>.toml` lists the faults: the rule, the resource by type and name (a regular expression), the input
properties to ``set`` or ``unset``, ``also`` of others, a part of the message to ``expect``, and what the rule has to be
told. A preview takes seconds, so faults of the same ``batch`` are planted together.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rules import CATALOGUE

from tests.engine.conftest import PACK, Stack, copy_of_the_program, name_of

pytestmark = pytest.mark.engine

FILES = sorted(Path(__file__).with_name("mutations").glob("*.toml"))
MUTATIONS = [mutation for file in FILES for mutation in tomllib.loads(file.read_text())["mutation"]]

# Changes the inputs of the resources that the faults are for.
PLANTING = """
import json
import re

import pulumi

with open("mutations.json") as file:
    mutations = json.load(file)
changes = [change for m in mutations if "type" in m for change in (m, *m.get("also", ()))]


def plant(args):
    props = dict(args.props)
    for change in changes:
        if args.type_ == change["type"] and re.fullmatch(change["name"], args.name):
            props.update(change.get("set", {}))
            for name in change.get("unset", ()):
                props.pop(name, None)
    return pulumi.ResourceTransformResult(props=props, opts=args.opts)


pulumi.runtime.register_resource_transform(plant)
"""
# Adds bad examples of rules, for what our program holds nothing of.
ADDING = """
import importlib
import sys

sys.path.append(PACK)
for mutation in mutations:
    if "example" in mutation:
        getattr(importlib.import_module(mutation["module"]), mutation["example"])()
"""


def _batches() -> list[list[dict[str, Any]]]:
    """The mutations of each preview: a fault may hide another one, so each says in which it is planted."""
    batches: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for mutation in MUTATIONS:
        batches[mutation["batch"]].append(mutation)
    return list(batches.values())


def test_every_rule_has_a_fault() -> None:
    assert {mutation["rule"] for mutation in MUTATIONS} == {rule.id for rule in CATALOGUE}


@pytest.mark.parametrize("batch", _batches(), ids=lambda batch: f"{batch[0]['rule']}-and-{len(batch) - 1}-more")
def test_planted_faults_are_found_at_preview(
    batch: list[dict[str, Any]], new_stack: Callable[..., Stack], tmp_path: Path
) -> None:
    stack = new_stack(copy_of_the_program(tmp_path), "prod")
    main = tmp_path / "__main__.py"
    main.write_text(f"PACK = {str(PACK.parent)!r}\n{PLANTING}{main.read_text()}{ADDING}")
    (tmp_path / "mutations.json").write_text(json.dumps(batch))
    (tmp_path / "policies.json").write_text(json.dumps(_configuration(batch)))
    config = ("--policy-pack-config", str(tmp_path / "policies.json"))
    text = stack.preview("--policy-pack", str(PACK), *config, fails=True, FLOODGATE_REPORTS=str(tmp_path)).text
    assert (tmp_path / "floodgate.json").exists(), text[-4000:]
    found = defaultdict(list)
    for finding in json.loads((tmp_path / "floodgate.json").read_text())["findings"]:
        found[finding["rule"]].append(finding)
    missed = [mutation["rule"] for mutation in batch if not any(_is_told(mutation, f) for f in found[mutation["rule"]])]
    assert not missed, f"{missed} of {[m['rule'] for m in batch]} found nothing\n{text[-4000:]}"


def _configuration(batch: list[dict[str, Any]]) -> dict[str, Any]:
    traffic: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for mutation in batch:
        traffic |= mutation.get("traffic", {})
        if options := mutation.get("options"):
            rules[mutation["rule"]] = options
    # One that is mandatory, so that the preview fails and it shows that it does.
    return {"all": "mandatory", "SETTINGS": {"traffic": traffic}, **rules}


def _is_told(mutation: dict[str, Any], finding: dict[str, str]) -> bool:
    is_there = re.fullmatch(mutation.get("finding", ".*"), name_of(finding["urn"])) is not None
    return is_there and mutation["expect"].lower() in finding["message"].lower()
